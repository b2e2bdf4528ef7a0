"""The internal report: rows and lines of one unit, shares only where there are people enough."""

from __future__ import annotations

import pytest

from bening import layout
from bening.model.terms import PREDICATES
from bening.score.units import UnitOutcome
from bening.score.units_report import COLUMNS, as_text, names, reports, row
from bening.survey import survey
from tests.unit.conftest import CITY, FIELD_A, OFFICE, Agency, about_unit_trees

RUBRIC = "rubrics/distribution/v1.yaml"


@pytest.fixture
def office(agency: Agency) -> Agency:
    """The small agency with the result of its office, and a rubric that compares from two people on."""
    agency.edit(RUBRIC, "/minimum_people/value", 2, keep=False)
    for unit in (OFFICE, FIELD_A):
        agency.put(layout.about_unit_path("achievement", "2025", unit), about_unit_trees(unit)["achievement"])
    return agency


def found(agency: Agency, period: str | None = None, unit: str | None = None) -> list[UnitOutcome]:
    context = agency.context()
    return reports(context, survey(context).scores, period, unit)


def test_rows(office: Agency) -> None:
    field, whole = (row(one) for one in found(office))
    assert tuple(whole) == COLUMNS
    assert (whole["unit"], whole["people"], whole["status"], whole["reason"]) == (OFFICE, "3", "deviates", "no")
    assert [whole[p] for p in PREDICATES] == ["0.0", "100.0", "0.0", "0.0", "0.0"]
    assert len(whole["deviations"].split(";")) == 2 and f"{RUBRIC}:" in whole["deviations"]
    assert (field["status"], field["head"], field["deviations"]) == ("small", "sesuai", "")
    assert {field[p] for p in PREDICATES} == {""}


def test_lines(office: Agency) -> None:
    one = next(o for o in found(office) if o.record.unit == OFFICE)
    context = office.context()
    text = as_text(one, names(context, one, "en"), "en")
    assert "Good 100.0%" in text and "No reason is written yet." in text and f"{RUBRIC}:" in text
    assert one.record.body.basis not in text
    small = next(o for o in found(office) if o.record.unit == FIELD_A)
    assert "n terlalu kecil" in as_text(small, names(context, small, "id"), "id")


def test_choosing(office: Agency) -> None:
    assert [o.record.unit for o in found(office, unit=CITY)] == [FIELD_A, OFFICE]
    assert [o.record.unit for o in found(office, unit=FIELD_A)] == [FIELD_A]
    assert found(office, period="2024") == [] and len(found(office, period="2025")) == 2
