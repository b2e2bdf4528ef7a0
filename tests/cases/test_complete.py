"""Every code has a case that provokes it, and help that says in both languages what it is and what to do."""

from __future__ import annotations

import pytest

from bening.catalogue import CODES
from bening.help import entries, load
from bening.model.base import LANGUAGES
from tests.cases.driver import cases

HELP = load()


@pytest.mark.parametrize("code", sorted(CODES))
def test_code_has_a_case(code: str) -> None:
    assert any(case.code == code for case in cases("invalid"))


@pytest.mark.parametrize("code", sorted(CODES))
def test_code_has_help(code: str) -> None:
    help_ = HELP[code]
    for lang in LANGUAGES:
        texts = [part.get(lang) for part in (help_.cause, help_.example_bad, help_.example_good, help_.remedy)]
        assert all(text.strip() for text in texts)
        assert texts[1] != texts[2]
    for part in (help_.cause, help_.remedy):
        assert part.id != part.en


def test_help_has_no_other_codes() -> None:
    assert set(HELP) == set(CODES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_entries_are_complete_and_have_no_blanks_to_fill(lang: str) -> None:
    made = entries(lang)  # type: ignore[arg-type]
    assert [entry.code for entry in made] == sorted(CODES)
    assert len({entry.anchor for entry in made}) == len(CODES)
    for entry in made:
        assert "{" not in entry.message + entry.short_remedy
        assert max(len(line) for line in (*entry.before, *entry.after)) <= 88


def test_there_are_cases_enough() -> None:
    assert len(cases("invalid")) >= 70
    assert len(cases("valid")) >= 12
