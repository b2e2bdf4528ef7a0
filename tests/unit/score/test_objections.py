"""Facts for the public table, a person's deadlines, and how often there was feedback."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.checks.context import gather
from bening.score.objections import Deadline, ObjectionFact, clock, feedback_frequency, objections
from bening.survey import all_paths
from tests.unit.checks.rights_tools import (
    ACK,
    DECISION,
    EVALUATION,
    FOLDER,
    OBJECTION,
    acknowledge,
    decide,
    object_,
    rules,
)
from tests.unit.conftest import ANI, BOSS, FIELD_A, FIELD_B, Agency, feedback_tree, position_tree


@pytest.fixture
def objected(agency: Agency) -> Agency:
    """Received on 22 January, objected to on the 30th, rejected on 10 February."""
    rules(agency)
    acknowledge(agency)
    object_(agency)
    decide(agency)
    return agency


def given(agency: Agency, as_of: str) -> tuple[Any, Any, Any]:
    """Context, dossier and the year 2025."""
    context = agency.context(as_of)
    return context, gather(context, ANI, all_paths(context, ANI)), context.settings.calendar.periods[0]


def facts(agency: Agency, as_of: str = "2026-04-01") -> list[ObjectionFact]:
    return objections(*given(agency, as_of))


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ({}, "ditolak"),
        ({"outcome": "diterima_sebagian"}, "diterima_sebagian"),
        ({"outcome": "diterima", "work_rating": "di_atas"}, "diterima"),
    ],
)
def test_a_decided_objection(objected: Agency, body: dict[str, str], outcome: str) -> None:
    decide(objected, **body)
    assert facts(objected) == [ObjectionFact(ANI, "2025", FIELD_A, outcome, 11)]  # type: ignore[arg-type]


def test_undecided_from_filing_to_the_day_before_the_decision(objected: Agency) -> None:
    assert facts(objected, "2026-01-29") == []
    for day in ("2026-01-30", "2026-02-09"):
        assert facts(objected, day) == [ObjectionFact(ANI, "2025", FIELD_A, "belum_diputus", None)]
    assert facts(objected, "2026-02-10")[0].days == 11


def test_decided_on_the_day_of_filing_took_no_days(objected: Agency) -> None:
    decide(objected, date="2026-01-30", hearings={"person": "2026-01-30", "rater": "2026-01-30"})
    assert facts(objected)[0].days == 0


def test_what_has_an_error_is_no_fact(objected: Agency) -> None:
    objected.edit(DECISION, "/body/decided_by", BOSS)
    assert facts(objected)[0].outcome == "belum_diputus"
    objected.edit(OBJECTION, "/body/addressee", BOSS)
    assert facts(objected) == []


def test_nobody_objected(agency: Agency) -> None:
    assert facts(agency) == []


def test_the_unit_is_that_at_the_periods_end(objected: Agency) -> None:
    """Evaluated in the unit of then; counted, as every figure, where the person was at the end."""
    moved = [
        position_tree(FIELD_A, BOSS, valid_to="2025-12-30"),
        position_tree(FIELD_B, BOSS, valid_from="2025-12-31"),
    ]
    objected.edit(layout.person_path(ANI), "/body/positions", moved)
    assert [fact.unit for fact in facts(objected)] == [FIELD_B]
    objected.edit(layout.person_path(ANI), "/body/positions", moved[:1])
    assert [fact.unit for fact in facts(objected)] == [FIELD_A]


def deadlines(agency: Agency, as_of: str) -> dict[str, Deadline]:
    return {d.what: d for d in clock(*given(agency, as_of))}


def test_deadlines_of_a_decided_objection(objected: Agency) -> None:
    made = deadlines(objected, "2026-04-01")
    assert made == {
        "acknowledge_evaluation": Deadline("acknowledge_evaluation", EVALUATION, None, "done"),
        "object": Deadline("object", EVALUATION, "2026-02-05", "done"),
        "decide": Deadline("decide", OBJECTION, "2026-03-01", "done"),
    }


@pytest.mark.parametrize(("as_of", "state"), [("2026-02-05", "open"), ("2026-02-06", "passed")])
def test_the_time_to_object_runs_out(objected: Agency, as_of: str, state: str) -> None:
    for path in (OBJECTION, DECISION):
        objected.remove(path)
    assert deadlines(objected, as_of)["object"] == Deadline("object", EVALUATION, "2026-02-05", state)  # type: ignore[arg-type]


def test_before_receipt_there_is_only_the_receipt_to_write(agency: Agency) -> None:
    rules(agency)
    made = deadlines(agency, "2026-04-01")
    assert made == {"acknowledge_evaluation": Deadline("acknowledge_evaluation", EVALUATION, None, "open")}


def test_late_filed_and_late_decided(objected: Agency) -> None:
    object_(objected, date="2026-02-08")
    decide(objected, date="2026-03-30", hearings={"person": "2026-03-01", "rater": "2026-03-01"})
    made = deadlines(objected, "2026-04-01")
    assert (made["object"].state, made["decide"].due, made["decide"].state) == ("late", "2026-03-10", "late")


def test_an_objection_without_a_receipt_has_no_last_day(objected: Agency) -> None:
    objected.remove(ACK)
    assert deadlines(objected, "2026-04-01")["object"] == Deadline("object", EVALUATION, None, "done")


def test_feedback_is_to_be_acknowledged(agency: Agency) -> None:
    rules(agency)
    path = f"{FOLDER}/feedback-01.yaml"
    agency.put(path, feedback_tree(ANI, FIELD_A, BOSS))
    assert deadlines(agency, "2025-05-26")["acknowledge_feedback"].state == "open"
    assert deadlines(agency, "2025-05-27")["acknowledge_feedback"].state == "passed"
    acknowledge(agency, path, date="2025-06-30")
    assert deadlines(agency, "2026-04-01")["acknowledge_feedback"].state == "late"


def test_without_a_procedure_there_are_no_deadlines(agency: Agency) -> None:
    assert clock(*given(agency, "2026-04-01")) == []


def test_how_often_there_was_feedback(agency: Agency) -> None:
    _context, dossier, entry = given(agency, "2026-04-01")
    assert feedback_frequency(dossier, entry) == {"q1": 0, "q2": 1, "q3": 0, "q4": 0}
