"""Measures about units in a release: from surveys alone, frozen beside the tables, narrow in form."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from pathlib import Path

from bening import layout, pipeline
from bening.disclose.frozen import thaw
from bening.measures import HEADER, SATISFACTION, PublicMeasure, indices, measured
from bening.releasing import contents, folder
from bening.source.tree import WorkTree
from bening.survey import survey
from tests.unit.conftest import FIELD_A, FIELD_B, OFFICE, Agency, about_unit_trees

YEAR = "2025"
STAFF = [FIELD_A] * 5 + [FIELD_B] * 9


def put(agency: Agency, unit: str, respondents: int, part: str = "") -> None:
    tree = about_unit_trees(unit)["survey"]
    tree["period"] = f"{YEAR}-{part}" if part else YEAR
    tree["body"]["respondents"] = respondents
    agency.put(layout.about_unit_path("survey", YEAR, unit, part), tree)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def test_a_measure_has_no_place_for_a_person() -> None:
    assert {f.name for f in fields(PublicMeasure)} == {"period", "unit", "element", "value"}


def test_units_with_respondents_enough_are_shown_as_they_are(agency: Agency) -> None:
    put(agency, FIELD_A, 60)
    put(agency, FIELD_B, 29)
    made = measured(agency.context(), YEAR, STAFF)
    header, *body = rows(made.files[SATISFACTION])
    assert tuple(header) == HEADER
    shown = {(r[1], r[2]): (r[3], r[4]) for r in body}
    assert shown[FIELD_A, "IKM"] == ("75.00", "published")
    assert shown[FIELD_A, "u4"] == ("3.00", "published")
    assert shown[FIELD_A, "respondents"] == ("60", "published")
    assert {v for (unit, _e), v in shown.items() if unit == FIELD_B} == {("", "hidden")}
    assert len(body) == 2 * 11
    assert list(made.digests) == ["satisfaction/v1"]


def test_the_figures_of_a_handful_of_people_are_not_shown_as_the_units(agency: Agency) -> None:
    """Who serves alone is rated by the elements on competence and behaviour; a unit below counts with its office."""
    put(agency, FIELD_A, 60)
    put(agency, OFFICE, 60)
    shown = {(r[1], r[4]) for r in rows(measured(agency.context(), YEAR, [FIELD_A] * 4 + [OFFICE]).files[SATISFACTION])}
    assert shown == {("unit", "status"), (FIELD_A, "hidden"), (OFFICE, "published")}


def test_quarters_are_published_as_the_year_they_make(agency: Agency) -> None:
    put(agency, FIELD_A, 20, "q1")
    put(agency, FIELD_A, 20, "q2")
    (index,) = indices(agency.context(), YEAR)
    assert (index.period, index.respondents, index.enough) == (YEAR, 40, True)


def test_without_rules_or_surveys_there_is_no_file(agency: Agency) -> None:
    assert measured(agency.context(), YEAR, STAFF).files == {}
    put(agency, FIELD_A, 60)
    agency.edit("bening.yml", "/rules", {"distribution": "distribution/v1"}, keep=False)
    assert measured(agency.context(), YEAR, STAFF).files == {}


def test_what_nobody_can_count_is_left_out(agency: Agency) -> None:
    put(agency, FIELD_A, 60)
    put(agency, FIELD_A, 60, "q1")
    assert measured(agency.context(), YEAR, STAFF).files == {}


def test_it_is_frozen_listed_and_read_back(simulated: Path) -> None:
    context = pipeline.open_agency(simulated, "2026-04-01")
    files = contents(WorkTree(simulated), YEAR)
    posts = [s.unit for s in survey(context).scores if s.period == YEAR]
    assert SATISFACTION in files
    release = thaw(folder(YEAR), files)
    assert [f.content for f in release.files if f.name == SATISFACTION] == [files[SATISFACTION]]
    assert files[SATISFACTION] == measured(context, YEAR, posts).files[SATISFACTION]
    assert "satisfaction/v1" in release.provenance.digests
    assert SATISFACTION.removesuffix(".csv") not in {t.name for t in release.tables}
