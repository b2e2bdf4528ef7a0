"""Checks of the cycle beyond the cases: edges of levels, delegations, quarters and segments."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.checks.cycle import ASKS, due_days, may_rate
from bening.model.cycle import Cycle
from bening.survey import check_changes, check_paths
from tests.unit.checks.test_segments import moved, with_cycle
from tests.unit.conftest import ANI, BOSS, CITY, FIELD_A, FIELD_B, HEAD, HR, Agency, position_tree
from tests.unit.test_survey import Counting, enlarged

FOLDER = layout.person_folder("2025", FIELD_A, ANI)
EVALUATION, RUBRIC = f"{FOLDER}/evaluation.yaml", "rubrics/cycle/v1.yaml"


def codes(agency: Agency, as_of: str = "2026-04-01") -> list[tuple[str, str]]:
    """Code and path of all findings."""
    return sorted((f.code, f.path) for f in agency.findings(as_of))


def cycle_of(agency: Agency) -> Cycle:
    found = agency.context().cycle
    assert found is not None
    return found


def test_deadlines_are_days_after_the_quarters_end(agency: Agency) -> None:
    with_cycle(agency)
    assert due_days(cycle_of(agency), "2024") == {
        "2024-q1": "2024-04-15",
        "2024-q2": "2024-07-15",
        "2024-q3": "2024-10-15",
        "2024-q4": "2025-01-15",
    }
    agency.edit(RUBRIC, "/periodic/quarters/0/due_days", 0)
    assert due_days(cycle_of(agency), "2024")["2024-q1"] == "2024-03-31"


@pytest.mark.parametrize(
    ("level", "acting", "allowed"),
    [
        ("pengawas", None, True),
        ("administrator", None, True),
        ("jpt_utama", None, True),
        ("ahli_utama", None, False),
        ("pelaksana", None, False),
        ("pengawas", "plt", True),
        ("pengawas", "plh", True),
    ],
)
def test_levels_that_rate(agency: Agency, level: str, acting: str | None, allowed: bool) -> None:
    with_cycle(agency)
    more: dict[str, Any] = {"level": level} | ({"acting": acting} if acting else {})
    posts = [position_tree(FIELD_A, HEAD, **more)]
    agency.put(layout.person_path(HR), agency.tree(layout.person_path(HR)))
    agency.edit(layout.person_path(HR), "/body/positions", posts)
    context = agency.context()
    assert may_rate(context, cycle_of(agency).rater, HR, FIELD_A, "2025-12-31") is allowed


def test_a_delegation_reaches_the_units_below_and_ends(agency: Agency) -> None:
    with_cycle(agency)
    rule = cycle_of(agency).rater
    assert may_rate(agency.context(), rule, BOSS, FIELD_B, "2025-12-31")
    path = layout.unit_path(CITY)
    agency.edit(path, "/body/officers/2/valid_to", "2025-12-30", keep=False)
    assert not may_rate(agency.context(), rule, BOSS, FIELD_B, "2025-12-31")
    assert may_rate(agency.context(), rule, BOSS, FIELD_B, "2025-12-30")


def test_no_rubric_no_level_is_asked_for(agency: Agency) -> None:
    assert codes(agency) == []
    with_cycle(agency)
    assert codes(agency) == []
    agency.edit(layout.unit_path(CITY), "/body/officers", agency.tree(layout.unit_path(CITY))["body"]["officers"][:1])
    assert {c for c, _ in codes(agency)} == {"BNG530"}
    agency.edit(RUBRIC, "/rater/below", "error")
    assert {c for c, _ in codes(agency)} == {"BNG332"}


def test_a_wrong_rater_is_mended_first(agency: Agency) -> None:
    with_cycle(agency)
    agency.edit(EVALUATION, "/rater", HR)
    assert ("BNG307", EVALUATION) in codes(agency)
    assert not any(c in ("BNG530", "BNG331") for c, _ in codes(agency))


def test_an_evaluation_from_below_is_refused_however_far_below(agency: Agency) -> None:
    path = f"{agency.folder(BOSS, FIELD_A)}/evaluation.yaml"
    agency.edit(path, "/rater", ANI)
    assert ("BNG331", path) in codes(agency)


def test_what_is_asked_for_is_not_asked_when_some_paths_are_checked(agency: Agency) -> None:
    with_cycle(agency)
    moved(agency, "2025-04-30", "2025-05-01")
    full = {c for c, _ in codes(agency)}
    assert "BNG534" in full
    file = layout.person_path(ANI)
    for report in (check_changes(agency.context(), [file]), check_paths(agency.context(), [file])):
        assert not ASKS & {f.code for f in report.findings}


def test_segments_without_a_supervisor_or_too_short_are_not_asked_for(agency: Agency) -> None:
    with_cycle(agency)
    moved(agency, "2025-01-10", "2025-01-11")
    assert not any(FIELD_B in path for _, path in codes(agency))
    moved(agency, "2025-04-30", "2025-05-01")
    assert any(FIELD_B in path for _, path in codes(agency))
    agency.edit(layout.person_path(ANI), "/body/positions/0/supervisor", drop=True)
    assert not any(FIELD_B in path for _, path in codes(agency))


def test_a_segment_of_the_same_person_in_another_unit_is_no_segment_here(agency: Agency) -> None:
    with_cycle(agency)
    moved(agency, "2025-04-30", "2025-05-01")
    tree = agency.tree(f"{FOLDER}/report.yaml")
    for part, wrong in (("s1", True), ("s2", False)):
        path = f"{FOLDER}/report-{part}.yaml"
        agency.put(path, tree | {"period": f"2025-{part}"})
        assert (("BNG330", path) in codes(agency)) is wrong
        agency.remove(path)


def test_support_is_answered_by_number(agency: Agency) -> None:
    answer = {"challenge": 1, "granted": False, "text": "Diusulkan kembali."}
    agency.edit(EVALUATION, "/body/support", [answer])
    assert codes(agency) == [("BNG421", EVALUATION)]
    agency.edit(f"{FOLDER}/report.yaml", "/body/challenges/0/support", "Perangkat cadangan")
    assert codes(agency) == []
    agency.remove(f"{FOLDER}/report.yaml")
    assert codes(agency) == [("BNG506", f"{FOLDER}/report.yaml")]


@pytest.mark.parametrize("changed", [EVALUATION, f"{FOLDER}/plan.yaml", layout.person_path(ANI)])
def test_the_cost_of_a_check_does_not_grow_with_the_agency(agency: Agency, changed: str) -> None:
    with_cycle(agency)
    moved(agency, "2025-04-30", "2025-05-01")
    touched = []
    for times in (0, 6):
        enlarged(agency, times)
        tree = Counting(agency.root)
        check_changes(agency.context(tree=tree), [changed])
        touched.append(tree.touched)
    assert touched[0] == touched[1]
    assert len(touched[0]) < 30
