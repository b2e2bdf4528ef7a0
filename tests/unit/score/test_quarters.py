"""Quarters roll up beside the annual evaluation: shown, compared, and followed only where the rubric says so."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.checks.segments import segments
from bening.model.terms import PREDICATES, Predicate
from bening.pipeline import explain
from bening.score.explain import as_text
from bening.score.quarters import evaluated, roll_up
from bening.score.types import Score
from bening.survey import all_paths, check_changes, gather
from tests.unit.checks.test_segments import with_cycle
from tests.unit.conftest import (
    ANI,
    BOSS,
    FIELD_A,
    HEAD,
    Agency,
    approval_tree,
    evaluation_tree,
    plan_tree,
    position_tree,
)
from tests.unit.score.test_joining import RUBRIC, annual, two_segments

SB, B, BP, K, SK = PREDICATES
DATES = {"q1": "2025-04-10", "q2": "2025-07-10", "q3": "2025-10-10", "q4": "2026-01-10"}


def quarter(agency: Agency, part: str, work: str, behaviour: str = "sesuai", approved: bool = True) -> str:
    """An evaluation of a quarter by Boss, approved by Head; returns its path."""
    folder = agency.folder(ANI, FIELD_A)
    tree = evaluation_tree(ANI, FIELD_A, BOSS, work, behaviour) | {"period": f"2025-{part}"}
    tree["body"]["date"] = DATES[part]
    path = f"{folder}/evaluation-{part}.yaml"
    agency.put(path, tree)
    if approved:
        signed = approval_tree(ANI, FIELD_A, f"evaluation-{part}.yaml", "0" * 64, HEAD, "rater_superior", DATES[part])
        agency.put(f"{folder}/approval-{part}-01.yaml", signed | {"period": f"2025-{part}"})
        agency.reapprove()
    return path


def quarters(agency: Agency, *works: str) -> None:
    """Evaluations of the first quarters, each with its rating of work; behaviour as expected."""
    with_cycle(agency)
    for part, work in zip(DATES, works, strict=False):
        quarter(agency, part, work)


def codes(agency: Agency) -> list[str]:
    return [f.code for f in agency.findings()]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([B, B, B, B], B),
        ([SB, B, B, SB], SB),  # two each: the later
        ([B, B, SB, SB], SB),
        ([SB, SB, B, B], B),
        ([SB, B, BP, B], B),
        ([K, None, None, B], B),
        ([B, None, None, None], None),  # fewer than two
        ([None, None, None, None], None),
    ],
)
def test_the_roll_up_by_hand(agency: Agency, found: list[Predicate | None], expected: Predicate | None) -> None:
    with_cycle(agency)
    base = annual(agency)
    scores = tuple(Score(**{**fields(base), "predicate": p}) for p in found)
    assert roll_up(scores, agency.context().cycle).predicate == expected
    assert roll_up(scores, None).predicate is None


def fields(score: Score) -> dict[str, Any]:
    return {name: getattr(score, name) for name in Score.__slots__}


def test_agreeing_quarters_are_shown_and_change_nothing(agency: Agency) -> None:
    before = annual(agency)
    quarters(agency, "sesuai", "di_atas", "sesuai", "sesuai")
    made = annual(agency)
    assert codes(agency) == []
    assert (made.row(), made.counted) == (before.row(), True)
    found = explain(agency.context(), ANI, "2025")
    assert found is not None
    text = as_text(*found, "id")
    assert all(f"Triwulan {roman}: Baik" in text for roman in ("I", "II", "III", "IV"))
    assert "Rangkuman triwulan: Baik" in text


def test_a_deviation_is_a_warning_and_the_annual_evaluation_stays(agency: Agency) -> None:
    quarters(agency, "di_bawah", "di_bawah", "di_bawah", "sesuai")
    assert codes(agency) == ["BNG533"]
    assert annual(agency).predicate == "baik"
    path = f"{agency.folder(ANI, FIELD_A)}/evaluation-q1.yaml"
    assert [f.code for f in check_changes(agency.context(), [path]).findings] == ["BNG533"]


def test_an_unapproved_quarter_is_not_rolled_up(agency: Agency) -> None:
    with_cycle(agency)
    for part in DATES:
        quarter(agency, part, "di_bawah", approved=False)
    assert codes(agency) == ["BNG501"] * 4
    assert annual(agency).predicate == "baik"


def test_the_year_follows_the_quarters_only_where_the_rubric_says_so(agency: Agency) -> None:
    quarters(agency, "di_atas", "sesuai", "sesuai", "di_bawah")
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/evaluation.yaml")
    assert (annual(agency).predicate, annual(agency).flags) == (None, ("evaluation_missing",))
    agency.edit(RUBRIC, "/roll_up/without_annual", "from_quarters")
    made = annual(agency)
    assert (made.predicate, made.flags, made.work_rating) == ("baik", ("from_quarters",), None)
    assert made.trace[-1].pointer == "/roll_up/without_annual"


def test_an_annual_evaluation_that_waits_for_approval_is_not_overruled(agency: Agency) -> None:
    quarters(agency, "sesuai", "sesuai", "sesuai", "sesuai")
    agency.edit(RUBRIC, "/roll_up/without_annual", "from_quarters")
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/approval-02.yaml")
    assert (annual(agency).predicate, annual(agency).flags) == (None, ("approval_missing",))


def test_too_few_quarters_are_not_compared(agency: Agency) -> None:
    quarters(agency, "di_bawah")
    assert codes(agency) == ["BNG531"] * 3
    assert any(step.pointer == "/roll_up/least_quarters" for step in annual(agency).trace)


def test_without_a_rubric_quarters_are_left_alone(agency: Agency) -> None:
    before = annual(agency)
    for part in DATES:
        quarter(agency, part, "di_bawah")
    assert codes(agency) == []
    assert annual(agency) == before


def test_quarters_belong_to_the_segment_in_which_they_lie(agency: Agency) -> None:
    two_segments(agency, first="sesuai")
    for part in ("q3", "q4"):
        quarter(agency, part, "di_bawah")
    assert codes(agency) == ["BNG531", "BNG531", "BNG533"]
    assert annual(agency).predicate == "baik"


def test_a_quarter_in_which_the_post_changed_belongs_to_the_later_stretch(agency: Agency) -> None:
    with_cycle(agency)
    posts = [
        position_tree(FIELD_A, BOSS) | {"valid_to": "2025-05-14"},
        position_tree(FIELD_A, BOSS, level="ahli_madya") | {"valid_from": "2025-05-15"},
    ]
    agency.edit(layout.person_path(ANI), "/body/positions", posts)
    plan = plan_tree(ANI, FIELD_A, None) | {"period": "2025-s2"}
    agency.put(f"{agency.folder(ANI, FIELD_A)}/plan-s2.yaml", plan)
    for part in DATES:
        quarter(agency, part, "sesuai")
    context = agency.context()
    dossier = gather(context, ANI, all_paths(context, ANI))
    entry = context.settings.calendar.periods[0]
    found = [[q.label for q in evaluated(context, dossier, s, entry)] for s in segments(context, dossier, entry)]
    assert found == [["q1"], ["q2", "q3", "q4"]]
