"""Units' results beside their people's predicates: who counts, what reviewers are told, and what never happens."""

from __future__ import annotations

from collections import Counter

import pytest

from bening import layout
from bening.pipeline import examine
from bening.score.units import UnitOutcome, outcomes
from bening.survey import check_changes, survey
from tests.unit.conftest import ANI, BOSS, CITY, FIELD_A, FIELD_B, HEAD, OFFICE, Agency, about_unit_trees

RESULT = layout.about_unit_path("achievement", "2025", FIELD_A)
RUBRIC = "rubrics/distribution/v1.yaml"
LATER = "2026-03-01"


@pytest.fixture
def small(agency: Agency) -> Agency:
    """The small agency with a rubric that compares from two people on."""
    agency.edit(RUBRIC, "/minimum_people/value", 2, keep=False)
    return agency


def put(agency: Agency, unit: str = FIELD_A, **changes: str) -> str:
    tree = about_unit_trees(unit)["achievement"]
    tree["body"] |= changes
    path = layout.about_unit_path("achievement", "2025", unit)
    agency.put(path, tree)
    return path


def outcome(agency: Agency, path: str = RESULT) -> UnitOutcome:
    context = agency.context()
    (found,) = outcomes(context, [path], survey(context).scores)
    return found


def codes(agency: Agency, as_of: str = LATER) -> list[tuple[str, str, str]]:
    wanted = ("BNG551", "BNG552", "BNG556")
    return sorted((f.code, f.path, f.pointer) for f in agency.findings(as_of) if f.code in wanted)


def test_people_of_the_unit_and_below_count_without_the_head(small: Agency) -> None:
    put(small)
    assert outcome(small).counts == Counter(baik=1)  # Ani; Boss leads the unit
    office = put(small, OFFICE)
    assert outcome(small, office).counts == Counter(baik=3)  # Boss, Ani, Budi; Head is not rated
    city = put(small, CITY)
    assert outcome(small, city).counts == Counter(baik=4)


def test_the_rubric_says_who_counts(small: Agency) -> None:
    put(small)
    small.edit(RUBRIC, "/counted/head", True, keep=False)
    assert outcome(small).counts == Counter(baik=2)
    office = put(small, OFFICE)
    small.edit(RUBRIC, "/counted/below", False, keep=False)
    assert outcome(small, office).counts == Counter()


def test_deviations_without_a_reason_are_shown_once_evaluations_are_due(small: Agency) -> None:
    path = put(small, OFFICE)
    assert codes(small, "2026-01-31") == []
    found = [f for f in small.findings(LATER) if f.code == "BNG551"]
    assert [(f.path, f.pointer) for f in found] == [(path, "/body/result")] * 2
    rules = [f.values["rule"] for f in found]
    assert all(rule.startswith(f"{RUBRIC}:") for rule in rules)
    lines = (small.root / RUBRIC).read_text().split("\n")
    assert all("predicates" in lines[int(rule.rpartition(":")[2]) - 1] for rule in rules)


def test_no_finding_says_how_many_people_or_which_share(small: Agency) -> None:
    put(small, OFFICE)
    for finding in small.findings(LATER):
        if finding.code == "BNG551":
            assert set(finding.values) == {"rule"}
            assert "%" not in finding.message("en") + finding.message("id")


def test_a_written_reason_is_an_answer(small: Agency) -> None:
    put(small, OFFICE, deviation_reason="Unit percontohan.")
    assert [c for c, _p, _q in codes(small)] == []
    assert outcome(small, layout.about_unit_path("achievement", "2025", OFFICE)).reason


def test_small_units_are_not_compared(agency: Agency) -> None:
    path = put(agency, OFFICE)
    assert codes(agency) == []
    assert outcome(agency, path).small and outcome(agency, path).deviations == ()


def test_the_head_takes_the_units_result(small: Agency) -> None:
    put(small)
    evaluation = f"{small.folder(BOSS, FIELD_A)}/evaluation.yaml"
    assert codes(small) == []
    small.edit(evaluation, "/body/work_rating", "di_atas")
    assert codes(small) == [("BNG552", evaluation, "/body/work_rating")]
    put(small, result="istimewa", deviation_reason="Lihat lampiran.")
    assert codes(small) == []


def test_a_unit_that_nobody_leads(small: Agency) -> None:
    path = put(small, FIELD_B)
    assert codes(small) == [("BNG556", path, "/unit")]
    ani = layout.person_path(ANI)
    acting = small.tree(ani)["body"]["positions"][0] | {"unit": FIELD_B, "head": True, "acting": "plt"}
    small.edit(ani, "/body/positions", [small.tree(ani)["body"]["positions"][0], acting], keep=False)
    assert codes(small) == []  # an acting official leads it; the own rating follows the own unit


def test_no_predicate_is_ever_changed(small: Agency) -> None:
    before = examine(small.context()).scores
    put(small, OFFICE, result="sangat_kurang")
    put(small, result="istimewa")
    assert codes(small)
    assert examine(small.context()).scores == before


def test_only_the_full_check_looks_at_everybody(small: Agency) -> None:
    path = put(small, OFFICE)
    assert [f.code for f in check_changes(small.context(LATER), [path]).findings] == ["BNG509"]


def test_leaders_are_known_by_their_scores(agency: Agency) -> None:
    led = {s.person: s.leads for s in survey(agency.context()).scores}
    assert {p: u for p, u in led.items() if u} == {HEAD: (OFFICE,), BOSS: (FIELD_A,)}
