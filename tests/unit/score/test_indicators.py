"""An indicator that is a unit's satisfaction index: the report gives that index or reviewers are told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bening import layout
from bening.checks.context import gather
from bening.score.indicators import surveyed
from bening.survey import all_paths, check_changes, check_paths
from tests.unit.conftest import ANI, FIELD_A, FIELD_B, Agency, about_unit_trees

FOLDER = layout.person_folder("2025", FIELD_A, ANI)
PLAN, REPORT = f"{FOLDER}/plan.yaml", f"{FOLDER}/report.yaml"
PLACE = "/body/results/1/realisations/1"
SURVEY = layout.about_unit_path("survey", "2025", FIELD_B)


@pytest.fixture
def served(agency: Agency) -> Agency:
    """Ani's last indicator is the index of another unit, 75.00."""
    agency.edit(PLAN, "/body/results/1/indicators/1/survey", FIELD_B)
    tree = about_unit_trees(FIELD_B)["survey"]
    tree["body"]["respondents"] = 60
    agency.put(SURVEY, tree)
    return agency


def found(agency: Agency) -> list[tuple[str, str]]:
    return [(f.code, f.pointer) for f in agency.findings() if f.code in ("BNG302", "BNG550", "BNG553")]


@pytest.mark.parametrize(
    ("value", "wrong"), [(75, False), (Decimal("75.0"), False), (Decimal("75.01"), True), (None, True)]
)
def test_the_number_is_the_index_as_published(served: Agency, value: Any, wrong: bool) -> None:
    served.edit(REPORT, f"{PLACE}/value", value, drop=value is None)
    assert found(served) == ([("BNG550", f"{PLACE}/value")] if wrong else [])


def test_without_a_survey_nobody_can_compare(served: Agency) -> None:
    served.remove(SURVEY)
    assert found(served) == [("BNG553", PLACE)]


def test_a_unit_that_does_not_exist(served: Agency) -> None:
    served.edit(PLAN, "/body/results/1/indicators/1/survey", "tidak-ada")
    assert found(served) == [("BNG302", "/body/results/1/indicators/1/survey"), ("BNG553", PLACE)]


def test_changes_and_paths_are_checked_by_it_too(served: Agency) -> None:
    for report in (check_changes(served.context(), [REPORT]), check_paths(served.context(), [REPORT])):
        assert [(f.code, f.pointer) for f in report.findings] == [("BNG550", f"{PLACE}/value")]


def test_what_a_report_card_may_show(served: Agency) -> None:
    context = served.context()
    (one,) = surveyed(context, gather(context, ANI, all_paths(context, ANI)))
    assert (one.unit, one.pointer, one.agrees) == (FIELD_B, PLACE, False)
    assert one.index is not None and one.index.written == "75.00"
    assert one.indicator.survey == FIELD_B and one.realisation.value == 12
