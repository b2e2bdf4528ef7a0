"""Checks of surveys and results: each finding at its place, and nothing about what is sound."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.survey import check_changes
from tests.unit.conftest import FIELD_A, FIELD_B, REGIME, Agency, about_unit_trees
from tests.unit.test_survey import Counting

SURVEY = layout.about_unit_path("survey", "2025", FIELD_A)
QUARTER = layout.about_unit_path("survey", "2025", FIELD_A, "q2")
RESULT = layout.about_unit_path("achievement", "2025", FIELD_A)


@pytest.fixture
def measured(agency: Agency) -> Agency:
    """The small agency with a survey and a result."""
    trees = about_unit_trees(FIELD_A)
    trees["survey"]["body"]["respondents"] = 30
    agency.put(SURVEY, trees["survey"])
    agency.put(RESULT, trees["achievement"])
    return agency


def found(agency: Agency, as_of: str = "2026-04-01") -> list[tuple[str, str, str]]:
    return sorted((f.code, f.path, f.pointer) for f in agency.findings(as_of) if f.path.startswith("records/"))


@pytest.fixture
def before(agency: Agency) -> set[tuple[str, str, str]]:
    """What the small agency has of its own."""
    return set(found(agency))


EDITS: list[tuple[str, str, Any, list[tuple[str, str]]]] = [
    (SURVEY, "/rubric", REGIME, [("BNG345", "/rubric")]),
    (SURVEY, "/rubric", "distribution/v1", [("BNG345", "/rubric")]),
    (SURVEY, "/rubric", "satisfaction/v9", [("BNG303", "/rubric")]),
    (RESULT, "/rubric", "satisfaction/v1", [("BNG345", "/rubric")]),
    (SURVEY, "/period", "2031", [("BNG209", "/period")]),
    (SURVEY, "/body/respondents", 29, [("BNG554", "/body/respondents")]),
    (SURVEY, "/body/elements/3/counts", [31, 0, 0, 0], [("BNG437", "/body/elements/3/counts")]),
    (SURVEY, "/body/elements/3/counts", [0, 0, 0, 0], [("BNG437", "/body/elements/3/counts")]),
    (SURVEY, "/body/elements/3/counts", [30, 0, 0, 0], []),
    (SURVEY, "/body/elements/8/element", "u10", [("BNG436", "/body/elements"), ("BNG439", "/body/elements/8/element")]),
    (SURVEY, "/body/elements/8/element", "u1", [("BNG402", "/body/elements/8"), ("BNG436", "/body/elements")]),
    (SURVEY, "/body/date", "2027-01-01", [("BNG508", "/body/date")]),
    (RESULT, "/body/date", "2027-01-01", [("BNG508", "/body/date")]),
    (RESULT, "/body/result", "hebat", [("BNG205", "/body/result")]),
]


@pytest.mark.parametrize(("path", "pointer", "value", "expected"), EDITS)
def test_one_mistake(
    measured: Agency,
    before: set[tuple[str, str, str]],
    path: str,
    pointer: str,
    value: Any,
    expected: list[tuple[str, str]],
) -> None:
    measured.edit(path, pointer, value, keep=False)
    assert sorted(set(found(measured)) - before) == [(code, path, place) for code, place in expected]


def test_what_is_sound_is_not_spoken_of(measured: Agency, before: set[tuple[str, str, str]]) -> None:
    assert set(found(measured)) == before


def test_a_year_has_one_kind_of_survey(measured: Agency, before: set[tuple[str, str, str]]) -> None:
    quarter = measured.tree(SURVEY) | {"period": "2025-q2"}
    measured.put(QUARTER, quarter)
    assert set(found(measured)) - before == {("BNG435", p, "/period") for p in (SURVEY, QUARTER)}
    measured.remove(SURVEY)
    assert set(found(measured)) == before


def test_a_result_is_of_a_year(measured: Agency, before: set[tuple[str, str, str]]) -> None:
    path = layout.about_unit_path("achievement", "2025", FIELD_A, "q4")
    measured.put(path, measured.tree(RESULT) | {"period": "2025-q4"})
    assert set(found(measured)) - before == {("BNG438", path, "/period")}


@pytest.mark.parametrize(("path", "field"), [(SURVEY, "satisfaction"), (RESULT, "distribution")])
def test_a_missing_rule_is_named_and_never_guessed(measured: Agency, path: str, field: str) -> None:
    rules = measured.tree("bening.yml")["rules"]
    measured.edit("bening.yml", "/rules", {k: v for k, v in rules.items() if k != field}, keep=False)
    (finding,) = [f for f in measured.findings() if f.code == "BNG346"]
    assert (finding.path, finding.values) == (path, {"field": field})
    assert f"rules: {field}" in finding.remedy("en") and f"rules: {field}" in finding.remedy("id")


@pytest.mark.parametrize(
    ("edge", "day", "wrong"),
    [
        ("valid_from", "2025-01-01", False),
        ("valid_from", "2025-01-02", True),
        ("valid_to", "2025-12-31", False),
        ("valid_to", "2025-12-30", True),
    ],
)
def test_the_rubric_holds_on_every_day_of_the_period(measured: Agency, edge: str, day: str, wrong: bool) -> None:
    measured.edit("rubrics/satisfaction/v1.yaml", f"/{edge}", day, keep=False)
    assert (("BNG345", SURVEY, "/rubric") in found(measured)) == wrong


def test_a_quarter_asks_for_its_own_days_only(measured: Agency) -> None:
    measured.put(QUARTER, measured.tree(SURVEY) | {"period": "2025-q2"})
    measured.remove(SURVEY)
    measured.edit("rubrics/satisfaction/v1.yaml", "/valid_from", "2025-04-01", keep=False)
    measured.edit("rubrics/satisfaction/v1.yaml", "/valid_to", "2025-06-30", keep=False)
    assert not [f for f in found(measured) if f[0] == "BNG345"]


def test_a_later_version_in_the_settings_leaves_earlier_records_sound(measured: Agency) -> None:
    later = measured.tree("rubrics/satisfaction/v1.yaml") | {"version": "v2", "valid_from": "2026-01-01"}
    measured.put("rubrics/satisfaction/v2.yaml", later)
    measured.edit("bening.yml", "/rules/satisfaction", "satisfaction/v2", keep=False)
    assert not [f for f in found(measured) if f[0] in ("BNG345", "BNG346")]


@pytest.mark.parametrize("path", [SURVEY, RESULT])
def test_a_unit_record_is_checked_by_what_it_names(measured: Agency, path: str) -> None:
    tree = Counting(measured.root)
    assert [f.code for f in check_changes(measured.context(tree=tree), [path]).findings] == ["BNG509"]
    read = {p for p in tree.touched if p.startswith("records/")}
    assert read <= {path, layout.unit_path(FIELD_A)}
    assert not any(FIELD_B in p for p in read)
