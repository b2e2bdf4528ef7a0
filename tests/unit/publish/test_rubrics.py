"""The two rubrics that this part of the project writes, and how they are laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import BaseModel

from bening.model.numeric import NumericRegime
from bening.model.policy import Policy
from bening.model.rubric import Regime
from bening.publish.rubrics import matrix
from bening.publish.rules import plan, rules
from tests.unit.publish import sample

# Rows: work results; columns: behaviour below, as, above expectations (domain facts 1.3).
EXPECTED = {
    "di_atas": ["kurang", "baik", "sangat_baik"],
    "sesuai": ["kurang", "baik", "baik"],
    "di_bawah": ["sangat_kurang", "butuh_perbaikan", "butuh_perbaikan"],
}


def test_matrix_is_the_laws_with_lines_of_the_file() -> None:
    rubric = sample.from_root(Regime, "permenpanrb-6-2022/v1")
    laid = matrix(rubric)
    assert {row.id: [cell.predicate.id for cell in cells] for row, cells in laid.rows} == EXPECTED
    lines = rubric.text.splitlines()
    for _, cells in laid.rows:
        for cell in cells:
            assert lines[cell.line - 1].strip() == f"- work: {cell.work.id}"
            assert lines[cell.line].strip() == f"behaviour: {cell.behaviour.id}"
    assert laid.example.predicate.id == "baik"


def test_regime_is_complete() -> None:
    regime: Regime = sample.from_root(Regime, "permenpanrb-6-2022/v1").model
    assert len({(cell.work, cell.behaviour) for cell in regime.matrix}) == 9
    assert [(p.id, p.siasn) for p in regime.predicates] == [
        ("sangat_baik", 1),
        ("baik", 2),
        ("butuh_perbaikan", 3),
        ("kurang", 4),
        ("sangat_kurang", 5),
    ]
    assert [len(value.behaviours) for value in regime.values] == [3] * 7
    assert {rule.part: rule.flag for rule in regime.missing} == {
        part: f"{part}_missing" for part in ("evaluation", "approval", "work_rating", "behaviour_rating")
    }
    assert {rule.kind: rule.any_of for rule in regime.approvals} == {
        "plan": ["rater"],
        "evaluation": ["rater_superior", "hr"],
    }


def test_rules_are_the_policys_with_lines_of_the_file() -> None:
    publication = sample.publication()
    lines = publication.policy.text.splitlines()
    found = rules(publication, "en")
    assert [lines[rule.line - 2] for rule in found] == [
        *("office_minimum:", "unit_minimum:", "mean_minimum:", "mean_decimals:", "median_days_step:"),
        *("homogeneity_percent:", "insider:", "merge_units_below:", "merge_offices_below:", "headcounts_known:"),
        *("renew_pattern_loss:", "release_days_after_period:", "release_days_between:"),
        *["    homogeneity:"] * 2,
    ]
    for rule in found:
        assert lines[rule.line - 1].strip() == f"value: {str(rule.setting.value).lower()}"
        assert rule.name and rule.text


def test_plan_names_classes_and_the_tables_shown() -> None:
    publication = sample.publication(sample.release())
    planned = plan(publication, "en")
    further = ["participation", "objections"]
    assert [entry.plan.table for entry in planned] == [*sample.TITLES, *further]
    assert [entry.table for entry in planned] == [*sample.tables(), None, None]
    assert [label for label, _finer in planned[4].classes] == ["Rated", "Not rated"]
    assert [label for label, _finer in planned[5].classes][1:] == ["Upheld", "Upheld in part", "Rejected"]
    assert [label for label, _finer in planned[1].classes] == ["Excellent", "Good", "Below Good", "Not rated"]
    assert [len(finer) for _label, finer in planned[0].classes] == [0, 0, 3, 0]
    lines = publication.policy.text.splitlines()
    assert [lines[entry.line - 1].strip() for entry in planned] == [
        f"- table: {name}" for name in (*sample.TITLES, *further)
    ]
    assert [entry.table for entry in plan(sample.publication(sample.withheld()), "id")] == [None] * 6


def test_a_plan_names_classes_as_their_regime_does() -> None:
    """Two official regimes: a released table keeps the names of its own, a table to come has each name once."""
    both = (sample.from_root(Regime, "permenpanrb-6-2022/v1"), sample.from_root(NumericRegime, "pp-30-2019/v1"))
    shown = plan(replace(sample.publication(sample.release()), regimes=both), "id")
    assert [label for label, _finer in shown[1].classes] == ["Sangat Baik", "Baik", "Di bawah Baik", "Belum dinilai"]
    to_come = plan(replace(sample.publication(), regimes=both), "id")
    assert to_come[0].classes[2][1] == ("Butuh Perbaikan / Cukup", "Kurang (misconduct) / Kurang", "Sangat Kurang")


def test_the_current_regime_is_that_of_the_latest_period() -> None:
    both = (sample.from_root(Regime, "permenpanrb-6-2022/v1"), sample.from_root(NumericRegime, "pp-30-2019/v1"))
    assert replace(sample.publication(), regimes=both).current.ref == "permenpanrb-6-2022/v1"
    assert replace(sample.publication(), regimes=both[1:]).current.ref == "pp-30-2019/v1"


@pytest.mark.parametrize(("model", "ref"), [(Regime, "permenpanrb-6-2022/v1"), (Policy, "disclosure/v1")])
def test_files_hold_to_the_strict_form(model: type[BaseModel], ref: str) -> None:
    text = sample.from_root(model, ref).text
    for number, line in enumerate(text.splitlines(), start=1):
        value = line.partition(": ")[2]
        assert "&" not in value.split('"')[0] and not value.startswith("*"), f"{ref}:{number}"
        assert value.lower() not in {"yes", "no", "on", "off"}, f"{ref}:{number}"
