"""One walk over all records, and the ways to look at less: a change, some paths. Reading grows with the change."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from bening import layout
from bening import survey as module
from bening.checks.context import Context
from bening.findings import Report
from bening.pipeline import open_agency
from bening.source.strict import MAX_BYTES, Fault
from bening.source.tree import WorkTree
from bening.survey import check_changes, check_paths, matches, survey
from tests.unit.conftest import (
    ANI,
    AS_OF,
    BOSS,
    BUDI,
    CITY,
    FIELD_A,
    FIELD_B,
    HEAD,
    HR,
    OFFICE,
    Agency,
    person_tree,
    position_tree,
    unit_tree,
)

FOLDER = layout.person_folder("2025", FIELD_A, ANI)
PLAN, EVALUATION, FEEDBACK = (f"{FOLDER}/{n}.yaml" for n in ("plan", "evaluation", "feedback-01"))
FILE, UNIT = layout.person_path(ANI), layout.unit_path(FIELD_A)
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


class Counting(WorkTree):
    """Remembers every file that is read and every folder that is listed."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.touched: list[str] = []

    def read(self, path: str, limit: int | None = MAX_BYTES) -> bytes | Fault:
        self.touched.append(path)
        return super().read(path, limit)

    def listing(self, folder: str = layout.RECORDS) -> list[str]:
        self.touched.append(f"{folder}/")
        return super().listing(folder)


def context_of(root: Path, as_of: str = "2026-12-31") -> Context:
    """A fresh context."""
    return open_agency(root, as_of)


def codes(report: Report) -> list[tuple[str, str]]:
    """The findings as (code, path)."""
    return sorted((f.code, f.path) for f in report.findings)


def test_a_simulated_agency_is_sound(simulated: Path) -> None:
    done = survey(context_of(simulated, "2026-04-01"))
    assert done.report.errors == 0
    assert done.report.files == sum(1 for p in (simulated / "records").rglob("*") if p.is_file())
    assert len({(s.person, s.period) for s in done.scores}) == len(done.scores) > 40


def test_the_order_of_the_listing_does_not_matter(simulated: Path) -> None:
    first = survey(context_of(simulated))
    for seed in (1, 2):
        paths = context_of(simulated).tree.listing()
        random.Random(seed).shuffle(paths)
        assert survey(context_of(simulated), tree_order=paths) == first


def test_two_workers_find_what_one_finds(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victims = sorted((copied / "records").rglob("evaluation.yaml"))[:3]
    for path in victims:
        path.write_text(path.read_text().replace("bening/evaluation/v1", "bening/evaluation/v9"))
    alone = survey(context_of(copied))
    monkeypatch.setattr(module, "_WORTH_WORKERS", 1)
    monkeypatch.setattr(module, "_CHUNK", 7)
    assert survey(context_of(copied), jobs=2) == alone
    assert sum(f.code == "BNG201" for f in alone.report.findings) == 3


def test_scores_are_sorted_and_without_their_traces(simulated: Path) -> None:
    scores = survey(context_of(simulated)).scores
    keys = [(s.person, s.period, s.segment, s.regime) for s in scores]
    assert keys == sorted(keys)
    assert {s.trace for s in scores} == {()}


def enlarged(agency: Agency, times: int) -> None:
    """More people, units and records in the same offices."""
    for n in range(times):
        unit = f"bidang-baru-{n}"
        agency.put(layout.unit_path(unit), unit_tree(unit, "unit", OFFICE))
        for m in range(5):
            person = f"p-{BASE32[n]}{BASE32[m]}{'z' * 14}"
            agency.put(layout.person_path(person), person_tree(person, position_tree(unit, BOSS)))
            agency.employ(person, unit, BOSS, (HEAD, "rater_superior"), BOSS)


@pytest.mark.parametrize("changed", [PLAN, EVALUATION, FEEDBACK, FILE, UNIT, f"{FOLDER}/approval-02.yaml"])
def test_the_cost_of_a_check_grows_with_the_change_and_not_with_the_agency(agency: Agency, changed: str) -> None:
    """A pull request is checked by what it changed and what that names; a blobless clone is enough."""
    touched = []
    for times in (0, 10):
        enlarged(agency, times)
        tree = Counting(agency.root)
        check_changes(agency.context(tree=tree), [changed])
        touched.append(tree.touched)
    assert touched[0] == touched[1]
    assert len(set(touched[0])) == len(touched[0]) < 25


def test_a_change_reads_only_what_it_names(agency: Agency) -> None:
    tree = Counting(agency.root)
    check_changes(agency.context(tree=tree), [FEEDBACK])
    others = [p for p in tree.touched if BUDI in p or FIELD_B in p]
    assert others == []
    assert {p for p in tree.touched if p.startswith("records/")} <= {
        f"{FOLDER}/",
        *(f"{FOLDER}/{n}.yaml" for n in ("plan", "report", "evaluation", "feedback-01", "approval-01", "approval-02")),
        *(layout.person_path(p) for p in (ANI, BOSS, HEAD)),
        f"{layout.person_folder('2025', FIELD_A, BOSS)}/plan.yaml",
        *(layout.unit_path(u) for u in (FIELD_A, OFFICE, CITY)),
    }


def test_nothing_changed_is_nothing_to_say(agency: Agency) -> None:
    report = check_changes(agency.context(), [])
    assert (report.findings, report.files) == ((), 0)


def test_a_changed_record_is_checked_with_its_folder(agency: Agency) -> None:
    agency.edit(PLAN, "/body/results/1/rhk", "rhk-3")
    report = check_changes(agency.context(), [PLAN])
    assert codes(report) == [
        ("BNG304", EVALUATION),
        ("BNG304", f"{FOLDER}/report.yaml"),
        ("BNG404", EVALUATION),
        ("BNG406", f"{FOLDER}/report.yaml"),
    ]
    assert report.files == 6


def test_a_deleted_record_is_missed_by_what_rests_on_it(agency: Agency) -> None:
    agency.remove(PLAN)
    found = codes(check_changes(agency.context(), [PLAN]))
    assert ("BNG510", EVALUATION) in found and ("BNG314", f"{FOLDER}/approval-01.yaml") in found


def test_a_changed_person_is_checked_with_all_own_records(agency: Agency) -> None:
    agency.edit(FILE, "/body/positions/0/supervisor", HEAD)
    found = codes(check_changes(agency.context(), [FILE]))
    assert {("BNG307", EVALUATION), ("BNG307", FEEDBACK)} <= set(found)


def test_a_changed_person_on_whom_others_depend_is_said_to_be_so(agency: Agency) -> None:
    """Boss is rater and approver of others: their records are checked as well, or the full check is asked for."""
    boss = layout.person_path(BOSS)
    agency.edit(boss, "/body/positions/0/valid_to", "2025-02-01")
    found = codes(check_changes(agency.context(), [boss]))
    assert ("BNG509", boss) in found or any(ANI in path for _, path in found)


def test_a_deleted_person_is_not_passed_over_in_silence(agency: Agency) -> None:
    agency.remove(FILE)
    assert agency.findings()
    assert codes(check_changes(agency.context(), [FILE]))


@pytest.mark.parametrize("path", [UNIT, "bening.yml", "rubrics/permenpanrb-6-2022/v1.yaml"])
def test_what_others_depend_on_asks_for_the_full_check(agency: Agency, path: str) -> None:
    report = check_changes(agency.context(), [path])
    assert codes(report) == [("BNG509", path)]
    assert report.ok() and not report.ok(strict=True)


def test_a_changed_unit_and_a_changed_rubric_are_checked_themselves(agency: Agency) -> None:
    agency.edit(UNIT, "/body/versions/0/parent", "tidak-ada")
    agency.edit("rubrics/disclosure/v1.yaml", "/version", "v2")
    found = codes(check_changes(agency.context(), [UNIT]))
    assert {("BNG310", UNIT), ("BNG605", "rubrics/disclosure/v1.yaml")} <= set(found)


def test_files_outside_are_none_of_its_business_and_strays_inside_are(agency: Agency) -> None:
    agency.raw("records/2025/x.yaml", b"")
    changed = ["README.md", "records/README.md", "records/2025/x.yaml", "records/2025/gone.yaml", "site/index.md"]
    assert codes(check_changes(agency.context(), changed)) == [("BNG117", "records/2025/x.yaml")]


def test_a_plan_that_lost_an_rhk_asks_for_the_full_check(agency: Agency) -> None:
    """Others may support it: their plans would be wrong, and nothing in this change shows it."""
    before = (agency.root / PLAN).read_bytes()
    assert codes(check_changes(agency.context(), [PLAN], {PLAN: before})) == []
    agency.edit(PLAN, "/body/results/0/text", "Kata lain")
    assert ("BNG509", PLAN) not in codes(check_changes(agency.context(), [PLAN], {PLAN: before}))
    agency.edit(PLAN, "/body/results/0/rhk", "rhk-9")
    assert ("BNG509", PLAN) in codes(check_changes(agency.context(), [PLAN], {PLAN: before}))
    agency.remove(PLAN)
    assert ("BNG509", PLAN) in codes(check_changes(agency.context(), [PLAN], {PLAN: before}))
    for raw in (b"\x00", b"- 1\n", b"body: 1\n", b"body: {results: {a: 1}}\n"):
        assert ("BNG509", PLAN) not in codes(check_changes(agency.context(), [PLAN], {PLAN: raw}))


def test_a_rubric_that_is_not_in_force_is_checked_too(agency: Agency) -> None:
    """Whoever proposes the next version sees its mistakes at once, and everybody else's stay visible."""
    ref = "rubrics/permenpanrb-6-2022"
    text = (agency.root / f"{ref}/v1.yaml").read_text(encoding="utf-8")
    agency.raw(f"{ref}/v2.yaml", text.encode())
    agency.raw(f"{ref}/v3.yaml", b"x: [\n")
    agency.raw(f"{ref}/v4.yaml", text.replace("version: v1", "version: v4").encode())
    agency.raw("rubrics/disclosure/v9.yaml", b"schema: bening/disclosure/v1\n")
    agency.raw("rubrics/position-families/v9.yaml", b"schema: bening/position-families/v1\n")
    agency.edit(PLAN, "/body/results/0/type", "tambahan")
    wanted = {
        ("BNG605", f"{ref}/v2.yaml"),
        ("BNG108", f"{ref}/v3.yaml"),
        ("BNG202", "rubrics/disclosure/v9.yaml"),
        ("BNG202", "rubrics/position-families/v9.yaml"),
    }
    whole = set(codes(survey(agency.context()).report))
    assert wanted | {("BNG401", PLAN)} <= whole
    assert not any(path == f"{ref}/v4.yaml" for _, path in whole)
    assert wanted <= set(codes(check_paths(agency.context(), ["rubrics"])))
    assert wanted <= set(codes(check_changes(agency.context(), [f"{ref}/v2.yaml"])))


def test_only_what_is_checked_is_counted(agency: Agency) -> None:
    agency.raw("notes/a.txt", b"x")
    (agency.root / "records/2030").mkdir()
    report = check_paths(agency.context(), ["notes", "records/2030"])
    assert (report.findings, report.files) == ((), 0)
    assert check_paths(agency.context(), ["bening.yml", "rubrics"]).files == 4


def test_some_paths_are_checked_with_what_they_name(agency: Agency) -> None:
    agency.edit(PLAN, "/body/results/0/type", "tambahan")
    agency.edit(FEEDBACK, "/body/rhk", "rhk-7")
    context = agency.context()
    assert codes(check_paths(context, [PLAN])) == [("BNG401", PLAN)]
    assert codes(check_paths(agency.context(), [FEEDBACK])) == [("BNG304", FEEDBACK)]
    both = [("BNG304", FEEDBACK), ("BNG401", PLAN)]
    for paths in ([FOLDER], ["records"], [PLAN, FEEDBACK], ["records/2025"]):
        assert codes(check_paths(agency.context(), paths)) == both
    assert check_paths(agency.context(), [PLAN, FOLDER]).files == 6


def test_nobody_is_asked_for_what_is_missing_when_some_paths_are_checked(agency: Agency) -> None:
    agency.remove(f"{FOLDER}/report.yaml")
    assert codes(check_paths(agency.context(), [FILE, FOLDER])) == []
    assert ("BNG506", f"{FOLDER}/report.yaml") in codes(Report.of(agency.findings(), 0))


def test_people_and_units_may_be_named(agency: Agency) -> None:
    agency.edit(FILE, "/body/positions/0/family", "tidak-ada")
    agency.edit(UNIT, "/body/versions/0/parent", "tidak-ada")
    assert ("BNG312", FILE) in codes(check_paths(agency.context(), [FILE]))
    assert codes(check_paths(agency.context(), [UNIT])) == [("BNG310", UNIT)]


@pytest.mark.parametrize("path", [".", "rubrics", "bening.yml", "rubrics/disclosure/v1.yaml"])
def test_sound_files_outside_records_are_not_called_misplaced_records(agency: Agency, path: str) -> None:
    assert codes(check_paths(agency.context(), [path])) == []


def test_the_whole_folder_by_its_name_is_the_full_set_of_records(agency: Agency) -> None:
    agency.edit(PLAN, "/body/results/0/type", "tambahan")
    assert ("BNG401", PLAN) in codes(check_paths(agency.context(), ["."]))


@pytest.mark.parametrize(
    ("only", "people"),
    [
        ({}, {ANI, BOSS, BUDI, HEAD, HR}),
        ({"unit": FIELD_A}, {ANI, BOSS}),
        ({"unit": OFFICE}, {ANI, BOSS, BUDI, HEAD}),
        ({"unit": CITY}, {ANI, BOSS, BUDI, HEAD, HR}),
        ({"person": ANI}, {ANI}),
        ({"person": ANI, "unit": FIELD_B}, set()),
        ({"period": "2024"}, set()),
        ({"period": "2025", "person": ANI, "unit": None}, {ANI}),
    ],
)
def test_scores_are_chosen_by_period_person_and_unit_with_all_below(
    agency: Agency, only: dict[str, Any], people: set[str]
) -> None:
    context = agency.context()
    assert {s.person for s in survey(context).scores if matches(context, s, only)} == people


def test_broken_rules_stop_the_walk(agency: Agency) -> None:
    agency.edit("rubrics/permenpanrb-6-2022/v1.yaml", "/matrix/0/work", "sesuai")
    agency.edit(PLAN, "/body/results/0/type", "tambahan")
    done = survey(agency.context())
    assert (codes(done.report), done.scores) == ([("BNG602", "rubrics/permenpanrb-6-2022/v1.yaml")], ())


def test_a_folder_named_like_a_record_is_a_finding_of_the_full_check(agency: Agency) -> None:
    agency.remove(FEEDBACK)
    (agency.root / FEEDBACK).mkdir()
    assert codes(survey(agency.context()).report) == [("BNG101", FEEDBACK)]


def test_the_day_decides_and_no_clock(agency: Agency) -> None:
    shutil.rmtree(agency.root / FOLDER)
    assert [c for c, p in codes(survey(agency.context("2025-01-31")).report) if ANI in p] == []
    assert [c for c, p in codes(survey(agency.context("2025-02-01")).report) if ANI in p] == ["BNG506"]
    assert [c for c, p in codes(survey(agency.context(AS_OF)).report) if ANI in p] == ["BNG506"] * 3
