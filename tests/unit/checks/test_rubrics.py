"""Rules that leave anything open are refused before anything is scored or published."""

from __future__ import annotations

from typing import Any

import pytest

from bening.checks.run import check_rules
from bening.disclose.protect import protect
from bening.disclose.safe import SafeTable, Withheld
from bening.findings import Refused
from bening.pipeline import examine
from tests.unit.conftest import Agency
from tests.unit.disclose.tables import CLASSES, TABLES, exact

REGIME, POLICY, FAMILIES = (
    f"rubrics/{name}/v1.yaml" for name in ("permenpanrb-6-2022", "disclosure", "position-families")
)
WHOLE = {"TOTAL": ["sangat_baik", "baik", "di_bawah_baik", "belum_dinilai"]}


def found(agency: Agency) -> list[tuple[str, str, str]]:
    """The findings on the rules as (code, path, pointer)."""
    return sorted({(f.code, f.path, f.pointer) for f in check_rules(agency.context())})


def test_the_shipped_rules_are_sound(agency: Agency) -> None:
    assert found(agency) == []


@pytest.mark.parametrize("path", [REGIME, POLICY, FAMILIES])
def test_a_missing_rubric_is_named(agency: Agency, path: str) -> None:
    agency.remove(path)
    assert found(agency) == [("BNG601", "bening.yml", "")]
    (finding,) = check_rules(agency.context())
    assert finding.values == {"field": path}


@pytest.mark.parametrize("path", [REGIME, POLICY, FAMILIES])
def test_an_unknown_key_in_a_rubric_is_refused(agency: Agency, path: str) -> None:
    agency.edit(path, "/lain", 1)
    assert found(agency) == [("BNG203", path, "/lain")]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [(REGIME, "version", "v2"), (REGIME, "id", "lain"), (POLICY, "version", "v2"), (FAMILIES, "id", "lain")],
)
def test_a_rubric_agrees_with_its_path(agency: Agency, path: str, name: str, value: str) -> None:
    agency.edit(path, f"/{name}", value)
    assert found(agency) == [("BNG605", path, "/id")]


BROKEN: list[tuple[str, Any, tuple[str, str]]] = [
    ("/matrix/0/work", "sesuai", ("BNG602", "/matrix")),
    ("/missing/0/part", "approval", ("BNG603", "/missing")),
    ("/approvals/0/kind", "report", ("BNG606", "/approvals")),
    ("/approvals/1/kind", "plan", ("BNG606", "/approvals")),
    ("/predicates/0/id", "baik", ("BNG602", "/predicates")),
    ("/ratings/0/id", "sesuai", ("BNG602", "/ratings")),
]


@pytest.mark.parametrize(("pointer", "value", "expected"), BROKEN)
def test_an_open_question_in_a_regime(agency: Agency, pointer: str, value: Any, expected: tuple[str, str]) -> None:
    agency.edit(REGIME, pointer, value)
    assert found(agency) == [(expected[0], REGIME, expected[1])]


TREES: list[dict[str, list[str]]] = [
    {"TOTAL": ["sangat_baik", "baik", "di_bawah_baik"]},
    {"TOTAL": [*WHOLE["TOTAL"], "kurang"]},
    {"TOTAL": [*WHOLE["TOTAL"], "di_bawah_baik"]},
    {"TOTAL": [*WHOLE["TOTAL"][:3], "tidak_ada"]},
    {**WHOLE, "di_bawah_baik": ["butuh_perbaikan", "kurang"]},
    {"SEMUA": WHOLE["TOTAL"]},
    {"TOTAL": ["a"], "a": ["TOTAL"]},
    {"TOTAL": ["sangat_baik", "baik", "di_bawah_baik", "TOTAL"]},
    {
        "TOTAL": ["sangat_baik", "baik", "bawah", "belum_dinilai"],
        "bawah": ["butuh_perbaikan", "kurang", "sangat_kurang"],
    },
    {**WHOLE, "yatim": ["baik", "kurang"]},
    {},
]


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_a_tree_covers_every_class_exactly_once(agency: Agency, tree: dict[str, list[str]]) -> None:
    """Unknown, missing or without a label is refused when the rules are read, not while a release is made."""
    agency.edit(POLICY, "/tables/0/tree", tree)
    assert found(agency) == [("BNG604", POLICY, "/tables/0/tree")]


def test_each_wrong_tree_is_named(agency: Agency) -> None:
    for table in range(len(TABLES)):
        agency.edit(POLICY, f"/tables/{table}/tree", {"TOTAL": ["baik"]})
    assert found(agency) == [("BNG604", POLICY, f"/tables/{table}/tree") for table in range(len(TABLES))]


@pytest.mark.parametrize(
    "tree",
    [
        {"TOTAL": ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", "belum_dinilai"]},
        {**WHOLE, "di_bawah_baik": ["butuh_perbaikan", "kurang", "sangat_kurang"]},
        {"TOTAL": ["belum_dinilai", "di_bawah_baik", "baik", "sangat_baik"]},
    ],
    ids=["flat", "deep", "other order"],
)
def test_other_trees_that_cover_everyone_are_sound(agency: Agency, tree: dict[str, list[str]]) -> None:
    agency.edit(POLICY, "/tables/0/tree", tree)
    assert found(agency) == []


def test_a_class_without_a_name_is_found_by_the_check(agency: Agency) -> None:
    classes = [c for c in agency.tree(POLICY)["classes"] if c["id"] != "belum_dinilai"]
    agency.edit(POLICY, "/classes", classes)
    assert found(agency) == [("BNG604", POLICY, f"/tables/{table}/tree") for table in range(len(TABLES) + 1)]


def test_the_former_schemes_are_refused(agency: Agency) -> None:
    """A policy that was written for the former protection is not read as one for this."""
    agency.edit(POLICY, "/tables/0/schemes", [])
    assert found(agency) == [("BNG203", POLICY, "/tables/0/schemes")]


def test_a_sound_policy_never_breaks_the_protector(agency: Agency) -> None:
    loaded = agency.context().rubrics.policy("disclosure/v1")
    assert loaded is not None and loaded.model is not None
    base = {("dinas-a", family, cls): 20 for family in ("keahlian", "administrasi") for cls in CLASSES}
    made = protect(exact(base, loaded.model), loaded.model)
    assert [(type(m), m.name) for m in made] == [(SafeTable, name) for name in (*TABLES, "participation")] + [
        (Withheld, "objections")
    ]


def test_nobody_is_scored_by_broken_rules(agency: Agency) -> None:
    agency.edit(REGIME, "/matrix/0/work", "sesuai")
    with pytest.raises(Refused) as refused:
        examine(agency.context())
    assert {f.code for f in refused.value.report.findings} == {"BNG602"}


PROCEDURE = "rubrics/objection/v1.yaml"


def test_the_procedure_for_objections_is_checked_once_it_is_chosen(agency: Agency) -> None:
    agency.edit(PROCEDURE, "/version", "v3")
    assert found(agency) == []
    agency.edit("bening.yml", "/rules", {"objection": "objection/v1"})
    assert found(agency) == [("BNG605", PROCEDURE, "/id")]
    agency.edit(PROCEDURE, "/lain", 1)
    assert found(agency) == [("BNG203", PROCEDURE, "/lain")]
    agency.remove(PROCEDURE)
    assert found(agency) == [("BNG601", "bening.yml", "")]


@pytest.mark.parametrize(
    ("as_of", "holidays", "missing"),
    [
        ("2025-06-30", [], ["2025"]),
        ("2026-04-01", [], ["2025", "2026"]),
        ("2031-04-01", [], ["2025", "2026"]),  # no clock of 2025 runs later
        ("2026-04-01", ["2025-12-25"], ["2026"]),
        ("2026-04-01", ["2025-12-25", "2026-01-01"], []),
    ],
)
def test_working_days_need_the_holidays_of_every_year(
    agency: Agency, as_of: str, holidays: list[str], missing: list[str]
) -> None:
    agency.edit("bening.yml", "/rules", {"objection": "objection/v1"})
    agency.edit(PROCEDURE, "/deciding/unit", "working")
    agency.edit(PROCEDURE, "/holidays", [{"date": d, "label": {"id": "Libur", "en": "Holiday"}} for d in holidays])
    findings = list(check_rules(agency.context(as_of)))
    assert {f.code for f in findings} <= {"BNG613"}
    assert [f.values["missing"] for f in findings] == missing


def test_predicates_are_never_shown_alike(agency: Agency) -> None:
    """A policy may allow uniform groups of steps, but not of predicates."""
    switch = agency.tree(POLICY)["tables"][4]["homogeneity"] | {"value": False}
    agency.edit(POLICY, "/tables/4/homogeneity", switch)
    assert found(agency) == []
    agency.edit(POLICY, "/tables/0/homogeneity", switch)
    assert found(agency) == [("BNG203", POLICY, "/tables/0/homogeneity")]
