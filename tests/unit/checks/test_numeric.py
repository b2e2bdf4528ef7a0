"""What the numeric and weighted regimes need of records, and what makes their rubrics sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bening.approving import approve
from bening.checks.run import check_rules
from tests.unit.conftest import ANI, BOSS, FIELD_A, Agency, small
from tests.unit.score.numeric_agency import measured, numeric

FOLDER = f"records/2025/{FIELD_A}/{ANI}"
PLAN, REPORT, EVALUATION = (f"{FOLDER}/{kind}.yaml" for kind in ("plan", "report", "evaluation"))
SECOND = "/body/results/1/indicators"
PP30, INTERNAL, CREDIT = (f"rubrics/{n}/v1.yaml" for n in ("pp-30-2019", "internal-tirta-bening", "angka-kredit"))


def found(agency: Agency) -> list[tuple[str, str]]:
    return [(f.code, f.pointer) for f in agency.findings() if f.severity == "error"]


@pytest.fixture
def berangka(agency: Agency) -> Agency:
    """The agency whose official regime is PP 30/2019, with an indicative rubric and credit points."""
    numeric(agency)
    measured(agency, disiplin=90, kualitas_kerja=80, kemampuan_beradaptasi=70, hasil_kerja=85)
    agency.edit("bening.yml", "/rules", {"credit_points": "angka-kredit/v1"}, keep=False)
    return agency


def test_it_is_sound(berangka: Agency) -> None:
    assert berangka.codes() == []


@pytest.mark.parametrize(
    ("file", "pointer", "value", "expected"),
    [
        (PLAN, f"{SECOND}/0/direction", None, ("BNG425", f"{SECOND}/0")),
        (PLAN, f"{SECOND}/0/target/value", None, ("BNG425", f"{SECOND}/0")),
        (PLAN, f"{SECOND}/0/target/value", 0, ("BNG426", f"{SECOND}/0/target/value")),
        (PLAN, f"{SECOND}/0/target/value", -3, ("BNG426", f"{SECOND}/0/target/value")),
        (PLAN, f"{SECOND}/1/target/lower", 0, ("BNG426", f"{SECOND}/1/target/lower")),
        (PLAN, f"{SECOND}/1/target/lower", 21, ("BNG427", f"{SECOND}/1/target")),
        (PLAN, f"{SECOND}/1/target/upper", None, ("BNG427", f"{SECOND}/1/target")),
        (REPORT, "/body/results/0/realisations/0/value", None, ("BNG429", "/body/results/0/realisations/0")),
        (EVALUATION, "/body/behaviour/0/score", 121, ("BNG428", "/body/behaviour/0/score")),
        (EVALUATION, "/body/behaviour/0/score", -1, ("BNG428", "/body/behaviour/0/score")),
    ],
)
def test_what_a_numeric_rubric_needs(
    berangka: Agency, file: str, pointer: str, value: Any, expected: tuple[str, str]
) -> None:
    berangka.edit(file, pointer, value, drop=value is None)
    assert found(berangka) == [expected]


def test_a_value_that_is_not_rated_is_named(berangka: Agency) -> None:
    behaviour = berangka.tree(EVALUATION)["body"]["behaviour"]
    more = {"value": "kepemimpinan", "score": 90, "feedback": "Baik"}
    berangka.edit(EVALUATION, "/body/behaviour", [*behaviour, more])
    assert found(berangka) == [("BNG338", "/body/behaviour/4/value")]
    boss = f"records/2025/{FIELD_A}/{BOSS}/evaluation.yaml"
    berangka.edit(EVALUATION, "/body/behaviour", behaviour)
    berangka.edit(boss, "/body/behaviour", berangka.tree(boss)["body"]["behaviour"][:4])
    assert found(berangka) == [("BNG403", "/body/behaviour")]


def test_a_score_that_is_not_filled_in_is_a_warning_and_no_rating_is_asked_for(berangka: Agency) -> None:
    berangka.edit(EVALUATION, "/body/behaviour/0/score", drop=True)
    assert [(f.code, f.pointer) for f in berangka.findings()] == [("BNG503", "/body/behaviour/0")]


def test_what_does_not_count_needs_no_figures(berangka: Agency) -> None:
    berangka.edit(PP30, "/combination/additional", "not_counted")
    berangka.edit(PLAN, f"{SECOND}/0/direction", drop=True)
    berangka.edit(REPORT, "/body/results/1/realisations/0/value", drop=True)
    assert found(berangka) == []


def test_without_figures_nothing_is_asked_of_a_quadrant_agency(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert small(tmp_path / "a").codes() == []


@pytest.mark.parametrize(
    ("pointer", "value", "expected"),
    [
        ("/rubric", "tidak-ada/v1", ("BNG303", "/rubric")),
        ("/rubric", "permenpanrb-6-2022/v1", ("BNG335", "/rubric")),
        ("/body/values/0/indicator", "pembinaan-tim", ("BNG336", "/body/values/0/indicator")),
        ("/body/values/0/indicator", "kepuasan-masyarakat", ("BNG336", "/body/values/0/indicator")),
        ("/body/values/0/value", 101, ("BNG428", "/body/values/0/value")),
        ("/body/values/0/indicator", "hasil-kerja", ("BNG402", "/body/values/3")),
    ],
)
def test_measurements(berangka: Agency, pointer: str, value: Any, expected: tuple[str, str]) -> None:
    berangka.edit(f"{FOLDER}/measurement-01.yaml", pointer, value)
    assert found(berangka) == [expected]


def test_the_supervisor_or_hr_approves_a_measurement(berangka: Agency) -> None:
    berangka.remove(f"{FOLDER}/approval-21.yaml")
    made = approve(berangka.context(), f"{FOLDER}/measurement-01.yaml", BOSS, "2025-12-28")
    berangka.raw(made.path, made.content)
    assert berangka.codes() == []


RUBRICS: list[tuple[str, str, Any, list[tuple[str, str]]]] = [
    (PP30, "/shares/0/behaviour", 25, [("BNG618", "/shares/0")]),
    (PP30, "/shares/0/opinions", "used", [("BNG620", "/shares"), ("BNG621", "/shares")]),
    (PP30, "/group_weights/0/weights/0/percent", 61, [("BNG618", "/group_weights/0/weights")]),
    (PP30, "/group_weights/1", None, [("BNG620", "/group_weights")]),
    (PP30, "/group_weights/1/posts", ["supervisory", "other"], [("BNG620", "/group_weights")]),
    (PP30, "/achievement/formulas/0/direction", "range", [("BNG620", "/achievement/formulas")] * 2),
    (PP30, "/supervisory/only_values", ["adaptif"], [("BNG621", "/supervisory/only_values")]),
    (PP30, "/scale/minimum", 120, [("BNG619", "/bands"), ("BNG622", "/scale")]),
    (PP30, "/behaviour_scale/maximum", 0, [("BNG622", "/behaviour_scale")]),
    (PP30, "/achievement/minimum", 120, [("BNG622", "/achievement")]),
    (PP30, "/bands/4", None, [("BNG619", "/bands")]),
    (PP30, "/bands/1/below", 109, [("BNG619", "/bands")]),
    (PP30, "/bands/0/otherwise", None, [("BNG619", "/bands")]),
    (PP30, "/bands/1/predicate", "sangat_baik", [("BNG619", "/bands")]),
    (PP30, "/missing/3", None, [("BNG603", "/missing")]),
    (PP30, "/approvals/1/kind", "plan", [("BNG606", "/approvals")]),
    (INTERNAL, "/families/1/weights/0/percent", 14, [("BNG618", "/families/1/weights")]),
    (INTERNAL, "/families/1/weights/0/percent", -15, [("BNG618", "/families/1/weights")]),
    (INTERNAL, "/families/1", None, [("BNG620", "/families")]),
    (INTERNAL, "/families/1/family", "lain", [("BNG620", "/families"), ("BNG621", "/families")]),
    (INTERNAL, "/families/1/weights/0/indicator", "lain", [("BNG621", "/families/1/weights")]),
    (INTERNAL, "/families/1/weights/0/indicator", "hasil-kerja", [("BNG621", "/families/1/weights")]),
    (INTERNAL, "/indicators/0/source", "multi_rater", [("BNG621", "/indicators/0")]),
    (INTERNAL, "/indicators/0/item", "disiplin", [("BNG621", "/indicators/0")]),
    (INTERNAL, "/indicators/0/scale/minimum", 100, [("BNG622", "/indicators/0/scale")]),
    (INTERNAL, "/missing/1/effect", None, [("BNG620", "/missing/1")]),
    (INTERNAL, "/missing/1", None, [("BNG603", "/missing")]),
    (INTERNAL, "/approvals/0/kind", "plan", [("BNG606", "/approvals")]),
    (INTERNAL, "/version", "v2", [("BNG605", "/id")]),
    (CREDIT, "/percents/0", None, [("BNG620", "/percents")]),
    (CREDIT, "/coefficients/0/level", "mahir", [("BNG620", "/coefficients")] * 2),
    (CREDIT, "/version", "v2", [("BNG605", "/id")]),
    ("bening.yml", "/calendar/periods/0/regime", "internal-tirta-bening/v1", [("BNG623", "")]),
    ("bening.yml", "/calendar/periods/0/indicative", ["pp-30-2019/v1"], [("BNG623", "")]),
    ("bening.yml", "/rules/credit_points", "angka-kredit/v9", [("BNG601", "")]),
    ("bening.yml", "/calendar/periods/0/indicative", ["internal-lain/v1"], [("BNG601", "")]),
]


@pytest.mark.parametrize(("path", "pointer", "value", "expected"), RUBRICS)
def test_rubrics(berangka: Agency, path: str, pointer: str, value: Any, expected: list[tuple[str, str]]) -> None:
    berangka.edit(path, pointer, value, drop=value is None, keep=False)
    assert sorted((f.code, f.pointer) for f in check_rules(berangka.context())) == expected


def test_a_missing_rule_is_named_so_that_it_can_be_added(berangka: Agency) -> None:
    berangka.edit(CREDIT, "/coefficients/2", drop=True, keep=False)
    (finding,) = check_rules(berangka.context())
    assert (finding.code, finding.path, finding.values) == ("BNG620", CREDIT, {"missing": "mahir"})
