"""Checks of the rubrics for units: what leaves a case open or contradicts itself is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.conftest import Agency

SATISFACTION, DISTRIBUTION = "rubrics/satisfaction/v1.yaml", "rubrics/distribution/v1.yaml"


def found(agency: Agency) -> list[tuple[str, str, str]]:
    return sorted((f.code, f.path, f.pointer) for f in agency.findings() if not f.path.startswith("records/"))


def test_the_committed_rubrics_are_sound(agency: Agency) -> None:
    assert found(agency) == []


EDITS: list[tuple[str, str, Any, str, str]] = [
    (SATISFACTION, "/elements/0/weight", "111/1000", "BNG628", "/elements"),
    (SATISFACTION, "/elements/0/weight", "2/9", "BNG628", "/elements"),
    (SATISFACTION, "/elements/0/id", "u2", "BNG628", "/elements"),
    (SATISFACTION, "/answers/0/value", 2, "BNG629", "/answers"),
    (SATISFACTION, "/classes/1/high", 88, "BNG629", "/classes"),
    (SATISFACTION, "/classes/0/high", 99, "BNG629", "/classes"),
    (SATISFACTION, "/classes/3/low", 24, "BNG629", "/classes"),
    (SATISFACTION, "/classes/3/id", "c", "BNG629", "/classes"),
    (SATISFACTION, "/rounding/places", 1, "BNG629", "/classes"),
    (SATISFACTION, "/factor", 20, "BNG629", "/classes"),
    (SATISFACTION, "/version", "v2", "BNG605", "/id"),
    (DISTRIBUTION, "/version", "v2", "BNG605", "/id"),
    (DISTRIBUTION, "/patterns/0/result", "baik", "BNG630", "/patterns"),
    (DISTRIBUTION, "/head/ratings/4/result", "baik", "BNG630", "/head/ratings"),
    (DISTRIBUTION, "/patterns/1/rules/1/share", "largest", "BNG631", "/patterns/1/rules/1"),
    (DISTRIBUTION, "/patterns/1/rules/0/percent", 70, "BNG632", "/patterns/1/rules"),
    (DISTRIBUTION, "/patterns/1/rules/0/percent", 99, "BNG632", "/patterns/1/rules"),
    (DISTRIBUTION, "/patterns/3/rules/1/percent", 41, "BNG632", "/patterns/3/rules"),
]


@pytest.mark.parametrize(("path", "pointer", "value", "code", "place"), EDITS)
def test_one_mistake(agency: Agency, path: str, pointer: str, value: Any, code: str, place: str) -> None:
    agency.edit(path, pointer, value, keep=False)
    assert found(agency) == [(code, path, place)]


SOUND: list[Callable[[Agency], None]] = [
    lambda a: a.edit(DISTRIBUTION, "/patterns/1/rules/0/percent", 69, keep=False),
    lambda a: a.edit(DISTRIBUTION, "/patterns/3/rules/1/percent", 40, keep=False),
    lambda a: a.edit(SATISFACTION, "/classes", a.tree(SATISFACTION)["classes"][::-1], keep=False),
]


@pytest.mark.parametrize("change", SOUND)
def test_what_can_be_fulfilled_is_sound(agency: Agency, change: Callable[[Agency], None]) -> None:
    change(agency)
    assert found(agency) == []


@pytest.mark.parametrize("path", [SATISFACTION, DISTRIBUTION])
def test_a_rubric_that_is_named_must_be_there_and_readable(agency: Agency, path: str) -> None:
    agency.edit(path, "/id", 4, keep=False)
    assert [f for f in found(agency) if f[1] == path] == [("BNG204", path, "/id")]
    agency.remove(path)
    assert found(agency) == [("BNG601", "bening.yml", "")]


def test_without_such_rules_nothing_is_asked(agency: Agency) -> None:
    agency.edit("bening.yml", "/rules", drop=True, keep=False)
    agency.remove(SATISFACTION)
    agency.remove(DISTRIBUTION)
    assert found(agency) == []
