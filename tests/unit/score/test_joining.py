"""Segments to one annual result: worked by hand from the rubric's words, and as a property against a plain count."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.model.cycle import Cycle
from bening.model.rubric import Regime
from bening.model.terms import PREDICATES, Predicate
from bening.pipeline import explain
from bening.score.explain import as_text
from bening.score.joining import long_enough, most_months
from bening.score.types import Score
from bening.survey import all_paths, gather, scores_of, survey
from tests.unit.checks.test_segments import moved, with_cycle
from tests.unit.conftest import (
    ANI,
    BOSS,
    FIELD_A,
    FIELD_B,
    HEAD,
    HR,
    REGIME,
    Agency,
    evaluation_tree,
    plan_tree,
    position_tree,
    report_tree,
)

SB, B, BP, K, SK = PREDICATES
RUBRIC = "rubrics/cycle/v1.yaml"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(B, 12)], B),
        ([(B, 4), (SB, 8)], SB),
        ([(B, 8), (SB, 4)], B),
        ([(B, 6), (SB, 6)], SB),  # a tie: the later one
        ([(SB, 6), (B, 6)], B),
        ([(B, 4), (SB, 5), (B, 3)], B),  # months of one predicate add up
        ([(B, 3), (SB, 6), (B, 3)], B),  # a tie of sums: the one that comes last
        ([(SB, 3), (B, 6), (SB, 3)], SB),
        ([(BP, 0), (K, 0)], K),
        ([(SK, 5), (B, 4), (SB, 3)], SK),  # the most months, not the best and not the average
    ],
)
def test_most_months_by_hand(parts: list[tuple[Predicate, int]], expected: Predicate) -> None:
    assert most_months(parts) == expected


PARTS = st.lists(st.tuples(st.sampled_from(PREDICATES), st.integers(0, 12)), min_size=1, max_size=6)


@given(PARTS)
def test_the_result_is_a_segments_and_none_has_more_months(parts: list[tuple[Predicate, int]]) -> None:
    sums: Counter[str] = Counter()
    for predicate, count in parts:
        sums[predicate] += count
    made = most_months(parts)
    assert made in {predicate for predicate, _ in parts}
    assert sums[made] == max(sums[p] for p, _ in parts)
    best = [p for p, _ in parts if sums[p] == sums[made]]
    assert best[-1] == made


@given(PARTS)
def test_splitting_a_segment_in_two_of_the_same_predicate_changes_nothing(parts: list[tuple[Predicate, int]]) -> None:
    split = [half for predicate, n in parts for half in ((predicate, n // 2), (predicate, n - n // 2))]
    assert most_months(split) == most_months(parts)


@given(st.permutations([(SB, 1), (B, 2), (BP, 4)]))
def test_without_a_tie_the_order_does_not_matter(parts: list[tuple[Predicate, int]]) -> None:
    assert most_months(parts) == BP


# ---- in an agency: Ani was four months in the other unit, then eight in this one


def two_segments(agency: Agency, first: str = "di_atas", second: str = "sesuai") -> None:
    """Sound records in both units; the first segment is rated by the head after the move."""
    with_cycle(agency)
    moved(agency, "2025-04-30", "2025-05-01")
    folder = agency.folder(ANI, FIELD_B)
    plan = plan_tree(ANI, FIELD_B, None)
    agency.put(f"{folder}/plan.yaml", plan)
    report = report_tree(ANI, FIELD_B)
    report["body"]["date"] = "2025-05-20"
    agency.put(f"{folder}/report.yaml", report)
    evaluation = evaluation_tree(ANI, FIELD_B, HEAD, first, first)
    evaluation["body"]["date"] = "2025-06-02"
    agency.put(f"{folder}/evaluation.yaml", evaluation)
    agency.approve(ANI, FIELD_B, 1, "plan.yaml", HEAD, "rater", "2025-01-20")
    agency.approve(ANI, FIELD_B, 2, "evaluation.yaml", HR, "hr", "2025-06-10")
    own = agency.folder(ANI, FIELD_A)
    for name, key, value in (
        ("plan", "/body/date", "2025-05-08"),
        ("plan", "/body/results/0/supports/rhk", "rhk-1"),
        ("approval-01", "/body/date", "2025-05-12"),
    ):
        agency.edit(f"{own}/{name}.yaml", key, value)
    agency.put(f"{own}/evaluation.yaml", evaluation_tree(ANI, FIELD_A, BOSS, second, second))
    agency.reapprove()


def rows(agency: Agency) -> list[Score]:
    """All rows of Ani."""
    context = agency.context()
    return list(scores_of(context, gather(context, ANI, all_paths(context, ANI))))


def annual(agency: Agency) -> Score:
    """The row that is counted."""
    (found,) = (row for row in rows(agency) if row.counted)
    return found


def test_two_segments_are_sound_and_make_three_rows(agency: Agency) -> None:
    two_segments(agency)
    assert agency.findings() == ()
    found = [(r.segment, r.unit, r.predicate, r.counted) for r in rows(agency)]
    assert found == [
        ("1", FIELD_B, "sangat_baik", False),
        ("2", FIELD_A, "baik", False),
        ("annual", FIELD_A, "baik", True),
    ]


def test_a_person_with_segments_is_counted_once(agency: Agency) -> None:
    two_segments(agency)
    scores = survey(agency.context()).scores
    counted = [s.person for s in scores if s.counted]
    assert len(counted) == len(set(counted)) == 5 and len(scores) == 7


def test_the_explanation_shows_both_segments_and_cites_the_rule(agency: Agency) -> None:
    two_segments(agency)
    found = explain(agency.context(), ANI, "2025")
    assert found is not None and isinstance(found[1], Regime)
    text = as_text(*found, "en")
    assert f"Segment 1: {FIELD_B}, 2025-01-01 to 2025-04-30, 4 months" in text
    assert f"Segment 2: {FIELD_A}, 2025-05-01 to 2025-12-31, 8 months" in text
    assert "Joined: Good, the predicate with the most months (8)" in text
    last = found[0].trace[-1]
    assert (last.path, last.pointer, last.status) == (RUBRIC, "/segments/join", "unverified")
    assert last.line == 1 + agency_lines(agency).index("  join: most_months")


def agency_lines(agency: Agency) -> list[str]:
    """The cycle's rubric, line by line."""
    return (agency.root / RUBRIC).read_text(encoding="utf-8").split("\n")


def rule(agency: Agency, pointer: str, value: Any) -> None:
    """Change one rule of the cycle."""
    agency.edit(RUBRIC, pointer, value)


def test_a_segment_without_result_keeps_the_year_waiting(agency: Agency) -> None:
    two_segments(agency)
    agency.remove(f"{agency.folder(ANI, FIELD_B)}/evaluation.yaml")
    made = annual(agency)
    assert (made.predicate, made.flags) == (None, ("segment_incomplete", "evaluation_missing"))
    rule(agency, "/segments/incomplete", "of_the_others")
    made = annual(agency)
    assert (made.predicate, made.flags) == ("baik", ("segment_incomplete", "evaluation_missing"))


def test_a_short_segment_is_left_out(agency: Agency) -> None:
    two_segments(agency)
    agency.remove(f"{agency.folder(ANI, FIELD_B)}/evaluation.yaml")
    rule(agency, "/segments/least_months", 5)
    made = annual(agency)
    assert (made.predicate, made.flags) == ("baik", ())
    assert any(step.pointer == "/segments/least_months" for step in made.trace)


def test_where_all_are_short_all_count() -> None:
    class Part:
        def __init__(self, months: int) -> None:
            self.months = months

    found: Any = [(Part(2), None), (Part(3), None)]
    assert long_enough(found, 4) == found
    assert long_enough(found, 3) == found[1:]


def test_without_a_rule_nothing_is_guessed(agency: Agency) -> None:
    two_segments(agency)
    tree = agency.tree("bening.yml")
    agency.put("bening.yml", {k: v for k, v in tree.items() if k != "rules"})
    made = annual(agency)
    assert (made.predicate, made.flags) == (None, ("joining_rule_missing",))
    found = [(f.code, f.path, f.values["field"]) for f in agency.findings() if f.code == "BNG615"]
    assert found == [("BNG615", "bening.yml", "rules: cycle")]


def test_indicative_rows_are_never_counted_and_change_nothing(agency: Agency) -> None:
    before = rows(agency)
    rubric = agency.tree(f"rubrics/{REGIME}.yaml") | {"id": "internal-uji"}
    for cell in rubric["matrix"]:
        cell["predicate"] = "kurang"
    agency.put("rubrics/internal-uji/v1.yaml", rubric)
    agency.edit("bening.yml", "/calendar/periods/0/indicative", ["internal-uji/v1"])
    assert agency.findings() == ()
    found = rows(agency)
    assert found[: len(before)] == before
    assert [(r.regime, r.predicate, r.counted) for r in found[len(before) :]] == [("internal-uji", "kurang", False)]


def test_an_indicative_rubric_that_is_not_there_is_a_finding(agency: Agency) -> None:
    before = rows(agency)
    agency.edit("bening.yml", "/calendar/periods/0/indicative", ["internal-uji/v1"])
    assert [f.code for f in agency.findings()] == ["BNG601"]
    assert rows(agency) == before


def test_the_rubric_is_read_by_its_model(agency: Agency) -> None:
    Cycle.model_validate(agency.tree(RUBRIC))
    assert layout.parse_rubric(RUBRIC) == "cycle/v1"
    assert position_tree(FIELD_A, BOSS)["unit"] == FIELD_A
