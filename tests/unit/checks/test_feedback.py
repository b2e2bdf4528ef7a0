"""Feedback: acknowledged in time, how often, and the questions for reviewers, each on both sides of its threshold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.checks.feedback import per_quarter, recent, uniform
from bening.model.procedure import Recency, Sameness
from bening.model.records import Evaluation
from tests.unit.checks.rights_tools import EVALUATION, FOLDER, acknowledge, found, rules
from tests.unit.conftest import ANI, BOSS, FIELD_A, VALUES, Agency, evaluation_tree, feedback_tree, position_tree

NOTE = f"{FOLDER}/feedback-01.yaml"
APPROVAL = f"{FOLDER}/approval-02.yaml"
SOURCE = {"legal_basis": ["Petunjuk"], "status": "unverified"}
IN_2025 = st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)).map(dt.date.isoformat)


def note(agency: Agency, *dates: str) -> None:
    """Acknowledged feedback on these days."""
    for seq, date in enumerate(dates, 1):
        tree = feedback_tree(ANI, FIELD_A, BOSS)
        path = f"{FOLDER}/feedback-{seq:02d}.yaml"
        agency.put(path, tree | {"body": tree["body"] | {"date": date}})
        acknowledge(agency, path, seq, date="2025-12-31")


@pytest.mark.parametrize(
    ("date", "remind", "as_of", "warned"),
    [
        ("2025-05-12", "after_period", "2025-12-31", False),
        ("2025-05-12", "after_period", "2026-01-01", True),
        ("2025-12-28", "after_period", "2026-01-11", False),
        ("2025-12-28", "after_period", "2026-01-12", True),
        ("2025-05-12", "at_once", "2025-05-26", False),
        ("2025-05-12", "at_once", "2025-05-27", True),
    ],
)
def test_feedback_without_an_acknowledgement(agency: Agency, date: str, remind: str, as_of: str, warned: bool) -> None:
    rules(agency)
    agency.edit("rubrics/objection/v1.yaml", "/feedback/remind", remind)
    note(agency, date)
    agency.remove(f"{FOLDER}/acknowledgement-01.yaml")
    findings = [f for f in agency.findings(as_of) if f.path == NOTE]
    due = (dt.date.fromisoformat(date) + dt.timedelta(days=14)).isoformat()
    assert [(f.code, f.values) for f in findings] == ([("BNG524", {"date": due})] if warned else [])


def test_acknowledged_feedback_is_quiet_and_a_changed_one_asks_once(agency: Agency) -> None:
    rules(agency)
    note(agency, "2025-05-12")
    assert found(agency) == []
    agency.edit(NOTE, "/body/suggestion", "Lain")
    assert [c for c, _p in found(agency)] == ["BNG520"]


def test_without_the_rule_nothing_is_asked(agency: Agency) -> None:
    agency.remove(APPROVAL)
    assert found(agency) == [("BNG501", EVALUATION)]


def questions(agency: Agency) -> list[str]:
    """The questions about the evaluation that waits for approval."""
    return [c for c, p in found(agency) if p == EVALUATION and c != "BNG501"]


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        ([], ["BNG525"]),
        (["2025-03-10"], ["BNG525"]),
        (["2025-03-10", "2025-09-10"], []),
        (["2025-11-02", "2025-12-10"], ["BNG526"]),  # 2 November is the first of the last 60 days
        (["2025-11-01", "2025-12-10"], []),
        (["2025-03-10", "2025-11-12", "2025-12-01", "2025-12-10"], ["BNG526"]),  # three of four
        (["2025-03-10", "2025-11-12", "2025-12-01"], []),  # two of three
        (["2025-12-10"], ["BNG525"]),  # one is no pattern
    ],
)
def test_how_often_and_when(agency: Agency, dates: list[str], codes: list[str]) -> None:
    rules(agency)
    note(agency, *dates)
    agency.edit("rubrics/objection/v1.yaml", "/feedback/sameness/items", 99)
    agency.remove(APPROVAL)
    assert questions(agency) == codes


def test_the_questions_end_with_the_approval(agency: Agency) -> None:
    rules(agency)
    assert found(agency) == []


def test_who_came_during_the_year_is_not_asked_for_a_whole_years_feedback(agency: Agency) -> None:
    rules(agency)
    began = position_tree(FIELD_A, BOSS, valid_from="2025-01-02")
    agency.edit(f"records/people/cc/{ANI}.yaml", "/body/positions", [began])
    agency.edit("rubrics/objection/v1.yaml", "/feedback/sameness/items", 99)
    agency.remove(APPROVAL)
    assert questions(agency) == []


def test_all_the_same(agency: Agency) -> None:
    rules(agency)
    note(agency, "2025-03-10", "2025-09-10")
    agency.remove(APPROVAL)
    assert questions(agency) == ["BNG527"]


def evaluation(ratings: list[str | None], texts: list[str]) -> Evaluation:
    """An evaluation of two work results and seven values."""
    tree = evaluation_tree(ANI, FIELD_A, BOSS)
    items: list[dict[str, Any]] = [*tree["body"]["work"], *tree["body"]["behaviour"]]
    for item, rating, text in zip(items, ratings, texts, strict=True):
        item |= {"rating": rating, "feedback": text}
    return Evaluation.model_validate(tree)


def sameness(items: int = 9, rating: int = 100, text: int = 60) -> Sameness:
    numbers = {"items": items, "same_rating_percent": rating, "same_text_percent": text}
    return Sameness.model_validate(SOURCE | numbers)


MIXED = ["sesuai"] * 8 + ["di_atas"]
OWN = [f"Catatan {n}" for n in range(9)]


@pytest.mark.parametrize(
    ("ratings", "texts", "rules_", "flagged"),
    [
        (["sesuai"] * 9, OWN, sameness(), True),
        (["sesuai"] * 9, OWN, sameness(items=10), False),  # fewer items than the rule looks at
        (MIXED, OWN, sameness(), False),
        (MIXED, OWN, sameness(rating=88), True),  # 8 of 9 are 88.9 per cent
        (MIXED, OWN, sameness(rating=89), False),
        ([None] * 9, OWN, sameness(), False),
        (MIXED, ["Baik."] * 6 + OWN[6:], sameness(), True),  # 6 of 9 are 66.7 per cent
        (MIXED, ["Baik."] * 5 + OWN[5:], sameness(), False),
        (MIXED, ["Baik.", "baik.", " BAIK. ", "Baik.", "Baik.\n", "baik.", *OWN[6:]], sameness(), True),
    ],
)
def test_uniform(ratings: list[str | None], texts: list[str], rules_: Sameness, flagged: bool) -> None:
    assert uniform(rules_, evaluation(ratings, texts)) == flagged
    assert len(VALUES) + 2 == 9


@given(st.lists(IN_2025, max_size=30))
def test_quarters_count_everything_once(dates: list[str]) -> None:
    counts = per_quarter("2025", dates)
    assert list(counts) == ["q1", "q2", "q3", "q4"]
    assert sum(counts.values()) == len(dates)
    assert counts["q1"] == sum(date <= "2025-03-31" for date in dates)
    assert counts["q4"] == sum(date >= "2025-10-01" for date in dates)
    assert per_quarter("2026", dates) == {"q1": 0, "q2": 0, "q3": 0, "q4": 0}


@given(st.lists(IN_2025, min_size=1, max_size=12), st.integers(1, 365), st.integers(1, 100), st.integers(1, 5))
def test_recency_is_a_share_and_order_does_not_matter(dates: list[str], days: int, percent: int, least: int) -> None:
    rule = Recency.model_validate(SOURCE | {"last_days": days, "percent": percent, "least": least})
    said = recent(rule, dates, "2025-12-31")
    late = [d for d in dates if (dt.date(2025, 12, 31) - dt.date.fromisoformat(d)).days < days]
    assert said == (len(dates) >= least and len(late) / len(dates) * 100 >= percent - 1e-9)
    assert said == recent(rule, dates[::-1], "2025-12-31")
