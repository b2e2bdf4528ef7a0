"""Codes: both texts in both languages, and the same values in them."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from bening.catalogue import CODES
from bening.i18n import translate

TEXTS = [(code, text) for code, entry in CODES.items() for text in (entry.message, entry.remedy)]


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_every_text_is_translated_with_the_same_values(code: str, text: str) -> None:
    indonesian = translate(text, "id")
    assert indonesian.strip() and indonesian != text, code
    assert fields(indonesian) == fields(text)
    assert text.rstrip().endswith((".", ").", "…"))


def test_codes_are_formed_alike_and_have_one_meaning() -> None:
    assert all(re.fullmatch(r"BNG[1-8][0-9]{2}", code) for code in CODES)
    messages = [entry.message for entry in CODES.values()]
    assert len(set(messages)) == len(messages)
