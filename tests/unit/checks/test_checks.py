"""Each check on a sound agency with one thing wrong: the finding, its severity and its place, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.checks import run
from bening.findings import Finding
from bening.source.strict import read
from tests.unit.conftest import (
    ANI,
    BOSS,
    BUDI,
    CITY,
    FIELD_A,
    FIELD_B,
    HEAD,
    HR,
    OFFICE,
    Agency,
    feedback_tree,
    plan_tree,
    position_tree,
    unit_tree,
)

NOBODY = "p-zzzzzzzzzzzzzzzz"
FOLDER = layout.person_folder("2025", FIELD_A, ANI)
PLAN, REPORT, EVALUATION = (f"{FOLDER}/{kind}.yaml" for kind in ("plan", "report", "evaluation"))
FEEDBACK, APPROVAL = f"{FOLDER}/feedback-01.yaml", f"{FOLDER}/approval-02.yaml"
FILE, BOSS_FILE = layout.person_path(ANI), layout.person_path(BOSS)
UNIT, CITY_FILE = layout.unit_path(FIELD_A), layout.unit_path(CITY)
BOSS_PLAN = f"{layout.person_folder('2025', FIELD_A, BOSS)}/plan.yaml"

ITEM = {"rhk": "rhk-3", "type": "utama", "text": "Lain"}
Expected = list[tuple[str, str, str]]  # code, path, pointer


def found(agency: Agency, as_of: str = "2026-04-01") -> Expected:
    """All findings as (code, path, pointer), after proving that each points at its own line."""
    findings = agency.findings(as_of)
    for finding in findings:
        placed(agency, finding)
    return sorted((f.code, f.path, f.pointer) for f in findings)


def placed(agency: Agency, finding: Finding) -> None:
    """The line and column are those of the pointer in the file as it stands."""
    file = agency.root / finding.path
    if file.is_file() and finding.line:
        marks = read(file.read_bytes()).marks
        assert (finding.line, finding.column) == marks.get(finding.pointer, (finding.line, finding.column))


EDITS: list[tuple[str, str, Any, Expected]] = [
    # the declarative rules
    ("/body/results/0/type", PLAN, "tambahan", [("BNG401", PLAN, "/body/results")]),
    (
        "/body/expectations",
        PLAN,
        [{"value": "loyal", "text": "a"}, {"value": "adaptif", "text": "b"}, {"value": "loyal", "text": "c"}],
        [("BNG402", PLAN, "/body/expectations/2")],
    ),
    ("/body/value", FEEDBACK, "loyal", [("BNG405", FEEDBACK, "/body")]),
    ("/body/rhk", FEEDBACK, None, [("BNG405", FEEDBACK, "/body")]),
    # calendar and rubric
    ("/rubric", REPORT, "permenpanrb-6-2022/v2", [("BNG303", REPORT, "/rubric")]),
    # place
    (
        "/body/date",
        PLAN,
        "2023-12-31",
        [("BNG309", PLAN, "/body/date"), ("BNG305", PLAN, "/body/results/0/supports/person")],
    ),
    # rater
    ("/rater", FEEDBACK, NOBODY, [("BNG301", FEEDBACK, "/rater")]),
    ("/rater", FEEDBACK, HEAD, [("BNG307", FEEDBACK, "/rater")]),
    ("/rater", FEEDBACK, ANI, [("BNG307", FEEDBACK, "/rater")]),
    # dates
    ("/body/date", REPORT, "2026-01-01", [("BNG507", REPORT, "/body/date")]),
    ("/body/date", FEEDBACK, "2026-05-03", [("BNG508", FEEDBACK, "/body/date")]),
    ("/body/date", FEEDBACK, "2026-05-02", []),
    # approvals
    ("/body/file", APPROVAL, "report.yaml", [("BNG501", EVALUATION, "/kind")]),
    ("/body/file", APPROVAL, "tidak-ada.yaml", [("BNG314", APPROVAL, "/body/file"), ("BNG501", EVALUATION, "/kind")]),
    ("/body/file", APPROVAL, "approval-02.yaml", [("BNG314", APPROVAL, "/body/file"), ("BNG501", EVALUATION, "/kind")]),
    ("/body/role", APPROVAL, "hr", [("BNG315", APPROVAL, "/body/approver"), ("BNG501", EVALUATION, "/kind")]),
    ("/body/approver", APPROVAL, BUDI, [("BNG315", APPROVAL, "/body/approver"), ("BNG501", EVALUATION, "/kind")]),
    ("/body/approver", APPROVAL, NOBODY, [("BNG315", APPROVAL, "/body/approver"), ("BNG501", EVALUATION, "/kind")]),
    ("/body/approver", APPROVAL, ANI, [("BNG316", APPROVAL, "/body/approver"), ("BNG501", EVALUATION, "/kind")]),
    ("/body/approver", APPROVAL, BOSS, [("BNG316", APPROVAL, "/body/approver"), ("BNG501", EVALUATION, "/kind")]),
    # the supervisor's result
    ("/body/results/0/supports/rhk", PLAN, "rhk-9", [("BNG305", PLAN, "/body/results/0/supports/rhk")]),
    ("/body/results/0/supports/person", PLAN, HEAD, [("BNG305", PLAN, "/body/results/0/supports/person")]),
    ("/body/results/0/supports/person", PLAN, NOBODY, [("BNG305", PLAN, "/body/results/0/supports/person")]),
    # report
    ("/body/results/1/realisations", REPORT, [{"text": "x"}], [("BNG318", REPORT, "/body/results/1/realisations")]),
    (
        "/body/results/1/rhk",
        REPORT,
        "rhk-3",
        [("BNG304", REPORT, "/body/results/1/rhk"), ("BNG406", REPORT, "/body/results")],
    ),
    # evaluation
    (
        "/body/work/1/rhk",
        EVALUATION,
        "rhk-3",
        [("BNG304", EVALUATION, "/body/work/1/rhk"), ("BNG404", EVALUATION, "/body/work")],
    ),
    (
        "/body/work/1/rhk",
        EVALUATION,
        "rhk-1",
        [("BNG402", EVALUATION, "/body/work/1"), ("BNG404", EVALUATION, "/body/work")],
    ),
    (
        "/body/behaviour/6/value",
        EVALUATION,
        "loyal",
        [("BNG402", EVALUATION, "/body/behaviour/6"), ("BNG403", EVALUATION, "/body/behaviour")],
    ),
    ("/body/work_rating", EVALUATION, None, [("BNG503", EVALUATION, "/body/work_rating")]),
    ("/body/behaviour_rating", EVALUATION, None, [("BNG503", EVALUATION, "/body/behaviour_rating")]),
    ("/body/work_rating", EVALUATION, "di_atas", [("BNG504", EVALUATION, "/body/work_rating")]),
    ("/body/behaviour_rating", EVALUATION, "di_bawah", [("BNG504", EVALUATION, "/body/behaviour_rating")]),
    ("/body/work/0/rating", EVALUATION, "di_bawah", []),
    ("/body/rhk", FEEDBACK, "rhk-3", [("BNG304", FEEDBACK, "/body/rhk")]),
    # people
    ("/body/positions/0/family", FILE, "tidak-ada", [("BNG312", FILE, "/body/positions/0/family")]),
    ("/body/positions/0/valid_to", FILE, "2023-01-01", [("BNG308", FILE, "/body/positions/0/valid_to")]),
    # units
    (
        "/body/officers",
        UNIT,
        [{"role": "hr", "person": NOBODY, "valid_from": "2020-01-01"}],
        [("BNG301", UNIT, "/body/officers/0/person")],
    ),
    ("/body/versions/0/parent", UNIT, "tidak-ada", [("BNG310", UNIT, "/body/versions/0/parent")]),
    ("/body/versions/0/parent", UNIT, FIELD_A, [("BNG310", UNIT, "/body/versions/0/parent")]),
    ("/body/versions/0/parent", UNIT, FIELD_B, [("BNG310", UNIT, "/body/versions/0/parent")]),
    ("/body/versions/0/parent", UNIT, None, [("BNG310", UNIT, "/body/versions/0/parent")]),
    ("/body/versions/0/parent", UNIT, CITY, [("BNG310", UNIT, "/body/versions/0/parent")]),
]


@pytest.mark.parametrize(
    ("pointer", "path", "value", "expected"),
    EDITS,
    ids=[f"{p.rpartition('/')[2]}{q}={str(v)[:14]}" for q, p, v, _ in EDITS],
)
def test_one_violation_gives_one_finding(
    agency: Agency, pointer: str, path: str, value: Any, expected: Expected
) -> None:
    agency.edit(path, pointer, value)
    result = found(agency)
    if path in (UNIT, FILE):  # what rests on a broken unit or person is broken, too
        result = [f for f in result if f[1] == path]
    assert result == sorted(expected)


def test_a_repeated_work_result_is_found_in_plan_and_report(agency: Agency) -> None:
    for path in (PLAN, REPORT):
        agency.edit(path, "/body/results/1/rhk", "rhk-1")
    codes = [(c, p) for c, p, _ in found(agency) if c == "BNG402"]
    assert codes == [("BNG402", PLAN), ("BNG402", REPORT)]


def test_a_period_outside_the_calendar(agency: Agency) -> None:
    path = f"{layout.person_folder('2024', FIELD_A, ANI)}/feedback-01.yaml"
    tree = feedback_tree(ANI, FIELD_A, BOSS) | {"period": "2024"}
    tree["body"] = {k: v for k, v in tree["body"].items() if k != "rhk"} | {"date": "2024-05-01", "value": "loyal"}
    agency.put(path, tree)
    assert found(agency) == [("BNG317", path, "/period")]


@pytest.mark.parametrize(("name", "value"), [("valid_from", "2025-01-02"), ("valid_to", "2025-12-30")])
def test_a_rubric_that_was_not_in_force_all_the_period(agency: Agency, name: str, value: str) -> None:
    agency.edit("rubrics/permenpanrb-6-2022/v1.yaml", f"/{name}", value)
    assert ("BNG313", PLAN, "/rubric") in found(agency)
    assert {c for c, _, _ in found(agency)} == {"BNG313"}


def test_a_rubric_other_than_the_calendars(agency: Agency) -> None:
    agency.put(
        "rubrics/permenpanrb-6-2022/v2.yaml", agency.tree("rubrics/permenpanrb-6-2022/v1.yaml") | {"version": "v2"}
    )
    agency.edit(EVALUATION, "/rubric", "permenpanrb-6-2022/v2")
    assert found(agency) == [("BNG313", EVALUATION, "/rubric")]


def test_records_of_a_person_who_is_not_registered(agency: Agency) -> None:
    agency.remove(layout.person_path(BUDI))
    folder = layout.person_folder("2025", FIELD_B, BUDI)
    codes = {(c, p) for c, p, _ in found(agency)}
    assert {("BNG301", f"{folder}/{name}.yaml") for name in ("plan", "report", "evaluation")} <= codes


def test_records_of_a_unit_that_does_not_exist(agency: Agency) -> None:
    agency.remove(layout.unit_path(FIELD_B))
    folder = layout.person_folder("2025", FIELD_B, BUDI)
    result = found(agency)
    assert ("BNG302", f"{folder}/plan.yaml", "/unit") in result
    assert ("BNG302", layout.person_path(BUDI), "/body/positions/0/unit") in result


def test_records_in_a_unit_that_the_person_did_not_belong_to(agency: Agency) -> None:
    agency.edit(FILE, "/body/positions/0/unit", FIELD_B)
    result = {(c, p) for c, p, _ in found(agency)}
    assert {("BNG306", path) for path in (PLAN, REPORT, EVALUATION)} <= result


def moved(agency: Agency, day_before: str, day: str) -> None:
    """Ani moves to the other unit on `day`."""
    first = position_tree(FIELD_A, BOSS) | {"valid_to": day_before}
    second = position_tree(FIELD_B, HEAD) | {"valid_from": day}
    agency.edit(FILE, "/body/positions", [first, second])


def test_the_unit_is_that_of_the_records_date_but_at_the_latest_of_the_periods_end(agency: Agency) -> None:
    moved(agency, "2025-12-31", "2026-01-01")
    assert [c for c, p, _ in found(agency) if p.startswith(FOLDER)] == []
    moved(agency, "2025-12-30", "2025-12-31")
    wrong = [(c, p) for c, p, _ in found(agency) if c in ("BNG306", "BNG307")]
    assert ("BNG306", EVALUATION) in wrong and ("BNG306", PLAN) not in wrong and ("BNG306", REPORT) not in wrong


@pytest.mark.parametrize(
    ("first", "second", "pointer"),
    [
        ({"valid_to": "2025-06-30"}, {"valid_from": "2025-06-30"}, "/body/positions/1/valid_from"),
        ({}, {"valid_from": "2025-06-30"}, "/body/positions/1/valid_from"),
        (
            {"valid_from": "2025-07-01", "valid_to": "2025-12-31"},
            {"valid_to": "2025-06-30"},
            "/body/positions/1/valid_from",
        ),
    ],
)
def test_definitive_positions_follow_one_another(agency: Agency, first: Any, second: Any, pointer: str) -> None:
    agency.edit(FILE, "/body/positions", [position_tree(FIELD_A, BOSS) | first, position_tree(FIELD_A, BOSS) | second])
    assert [f for f in found(agency) if f[0] == "BNG308"] == [("BNG308", FILE, pointer)]


def test_an_acting_position_may_overlap(agency: Agency) -> None:
    acting = position_tree(FIELD_B, HEAD, acting="plt", head=True) | {"valid_from": "2025-03-01"}
    agency.edit(FILE, "/body/positions", [position_tree(FIELD_A, BOSS), acting])
    assert found(agency) == []


def test_a_supervisor_who_is_not_registered(agency: Agency) -> None:
    agency.edit(FILE, "/body/positions/0/supervisor", NOBODY)
    assert ("BNG301", FILE, "/body/positions/0/supervisor") in found(agency)


@pytest.mark.parametrize(("person", "boss"), [(ANI, ANI), (BOSS, ANI), (HEAD, ANI)])
def test_supervision_never_leads_back(agency: Agency, person: str, boss: str) -> None:
    path = layout.person_path(person)
    agency.edit(path, "/body/positions/0/supervisor", boss)
    assert ("BNG311", path, "/body/positions/0/supervisor") in found(agency)


def test_a_loop_further_up_is_found_at_those_who_are_in_it(agency: Agency) -> None:
    agency.edit(layout.person_path(HEAD), "/body/positions/0/supervisor", BOSS)
    loops = {p for c, p, _ in found(agency) if c == "BNG311"}
    assert loops == {layout.person_path(HEAD), layout.person_path(BOSS)}


def test_a_loop_at_different_times_is_none(agency: Agency) -> None:
    """Ani led the unit until 2024; since then her former subordinate leads it."""
    then = position_tree(FIELD_A, HEAD) | {"valid_from": "2022-01-01", "valid_to": "2023-12-31"}
    agency.edit(FILE, "/body/positions", [then, position_tree(FIELD_A, BOSS)])
    before = position_tree(FIELD_A, ANI) | {"valid_from": "2022-01-01", "valid_to": "2023-12-31"}
    agency.edit(BOSS_FILE, "/body/positions", [before, position_tree(FIELD_A, HEAD, head=True)])
    agency.edit(layout.person_path(HEAD), "/body/positions/0/valid_from", "2022-01-01")
    assert found(agency) == []


def test_only_the_agency_itself_stands_on_top(agency: Agency) -> None:
    agency.put(layout.unit_path("kota-lain"), unit_tree("kota-lain", "agency", None))
    agency.put(layout.unit_path("dinas-lain"), unit_tree("dinas-lain", "office", OFFICE))
    assert found(agency) == [
        ("BNG310", layout.unit_path("dinas-lain"), "/body/versions/0/parent"),
        ("BNG310", layout.unit_path("kota-lain"), "/body/versions/0/parent"),
    ]


def test_a_unit_is_taken_as_it_was_at_the_time(agency: Agency) -> None:
    old = unit_tree(FIELD_B, "unit", OFFICE)["body"]["versions"][0] | {"valid_to": "2024-12-31"}
    agency.edit(layout.unit_path(FIELD_B), "/body/versions", [old])
    folder = layout.person_folder("2025", FIELD_B, BUDI)
    assert ("BNG302", f"{folder}/plan.yaml", "/unit") in found(agency)
    new = old | {"valid_from": "2025-01-01", "name": {"id": "Nama baru", "en": "New name"}}
    agency.edit(layout.unit_path(FIELD_B), "/body/versions", [old, {k: v for k, v in new.items() if k != "valid_to"}])
    assert found(agency) == []


def test_a_parent_must_exist_when_the_unit_begins(agency: Agency) -> None:
    agency.edit(layout.unit_path(OFFICE), "/body/versions/0/valid_from", "2021-01-01")
    broken = {p for c, p, _ in found(agency) if c == "BNG310"}
    assert broken == {layout.unit_path(FIELD_A), layout.unit_path(FIELD_B)}


@pytest.mark.parametrize(("name", "code"), [("plan", "BNG510"), ("report", "BNG506"), ("evaluation", "BNG506")])
def test_what_is_missing_after_its_deadline_is_a_warning(agency: Agency, name: str, code: str) -> None:
    agency.remove(f"{FOLDER}/{name}.yaml")
    result = [f for f in agency.findings() if f.path.startswith(FOLDER)]
    assert code in {f.code for f in result}
    assert ("BNG506", f"{FOLDER}/{name}.yaml") in {(f.code, f.path) for f in result}
    assert {f.severity for f in result if f.code != "BNG314"} == {"warning"}


@pytest.mark.parametrize(("day", "missing"), [("2026-01-31", False), ("2026-02-01", True)])
def test_nothing_is_asked_for_before_its_deadline(agency: Agency, day: str, missing: bool) -> None:
    agency.remove(EVALUATION)
    agency.remove(APPROVAL)
    assert (("BNG506", EVALUATION, "") in found(agency, day)) is missing


def test_a_quarters_evaluation_does_not_stand_for_the_years(agency: Agency) -> None:
    """The score is flagged `evaluation_missing`, so somebody has to be told."""
    quarter = agency.tree(EVALUATION) | {"period": "2025-q1"}
    quarter["body"] = quarter["body"] | {"date": "2025-03-30"}
    agency.remove(EVALUATION)
    agency.remove(APPROVAL)
    agency.put(f"{FOLDER}/evaluation-q1.yaml", quarter)
    assert ("BNG506", EVALUATION, "") in found(agency)


def test_a_quarters_plan_does_not_stand_for_the_years(agency: Agency) -> None:
    quarter = plan_tree(ANI, FIELD_A, None) | {"period": "2025-q1"}
    quarter["body"] = quarter["body"] | {"results": quarter["body"]["results"][:1]}
    agency.put(f"{FOLDER}/plan-q1.yaml", quarter)
    assert {(c, p) for c, p, _ in found(agency)} == {("BNG501", f"{FOLDER}/plan-q1.yaml")}


def test_nobody_without_supervisor_or_position_is_asked_for_anything(agency: Agency) -> None:
    gone = position_tree(FIELD_A, BOSS) | {"valid_to": "2025-12-30"}
    agency.edit(FILE, "/body/positions", [gone])
    for name in ("plan", "report", "evaluation", "feedback-01", "approval-01", "approval-02"):
        agency.remove(f"{FOLDER}/{name}.yaml")
    assert found(agency) == []


def test_the_supervisors_plan_may_still_be_missing(agency: Agency) -> None:
    for name in ("plan", "approval-01"):
        agency.remove(f"{layout.person_folder('2025', FIELD_A, BOSS)}/{name}.yaml")
    assert ("BNG505", PLAN, "/body/results/0/supports") in found(agency)


def test_records_without_a_plan_rest_on_nothing_yet(agency: Agency) -> None:
    agency.remove(PLAN)
    agency.remove(f"{FOLDER}/approval-01.yaml")
    expected = [("BNG506", PLAN, ""), *(("BNG510", path, "/kind") for path in (EVALUATION, FEEDBACK, REPORT))]
    assert found(agency) == sorted(expected)


def test_an_unreadable_record_is_reported_once_and_breaks_nothing(agency: Agency) -> None:
    agency.raw(FEEDBACK, b"\0")
    agency.raw("records/catatan.txt", b"x")
    agency.raw("records/README.md", b"x")
    assert found(agency) == [("BNG105", FEEDBACK, ""), ("BNG117", "records/catatan.txt", "")]


def test_an_unreadable_person_and_an_unreadable_unit(agency: Agency) -> None:
    agency.raw(FILE, b"\0")
    agency.raw(layout.unit_path(FIELD_B), b"\0")
    result = {(c, p) for c, p, _ in found(agency)}
    assert {("BNG105", FILE), ("BNG105", layout.unit_path(FIELD_B))} <= result
    assert ("BNG301", PLAN) not in result


def test_every_check_is_in_the_table_once() -> None:
    names = [c.name for c in run.RECORD_CHECKS] + [c.name for c in run.PERSON_CHECKS]
    assert len(set(names)) == len(names) == 18


def test_paths_are_sorted_out() -> None:
    work = run.sort_out([PLAN, FILE, UNIT, "records/x", REPORT])
    assert dict(work.people) == {ANI: [PLAN, FILE, REPORT]}
    assert (work.units, work.others, work.files) == ([UNIT], ["records/x"], 5)


def test_a_late_record_says_when_it_was_due(agency: Agency) -> None:
    agency.edit(REPORT, "/body/date", "2026-01-02")
    (finding,) = agency.findings()
    assert finding.severity == "warning"
    assert "2025-12-31" in finding.message("id")


def test_hr_is_found_through_the_tree_of_units(agency: Agency) -> None:
    """Budi's evaluation is approved by the HR officer whom the agency, two levels up, names."""
    folder = layout.person_folder("2025", FIELD_B, BUDI)
    agency.edit(CITY_FILE, "/body/officers", drop=True)
    stale = [
        ("BNG315", f"{folder}/approval-02.yaml", "/body/approver"),
        ("BNG501", f"{folder}/evaluation.yaml", "/kind"),
    ]
    assert [f for f in found(agency) if f[1].startswith(folder)] == stale
    officer = [{"role": "hr", "person": HR, "valid_from": "2020-01-01"}]
    agency.edit(layout.unit_path(OFFICE), "/body/officers", officer)
    assert found(agency) == []
