"""Who may approve what: the contract's roles, on the right day, of the file as it stands, and never oneself."""

from __future__ import annotations

import pytest

from bening import layout
from bening.checks.approvals import author_of, holders, is_approved, rater_of, required_roles
from bening.model.records import Approval, Evaluation, Plan, Report
from bening.model.rubric import Regime
from bening.model.terms import ApprovalRole
from tests.unit.conftest import ANI, BOSS, BUDI, CITY, FIELD_A, FIELD_B, HEAD, HR, OFFICE, REGIME, Agency, position_tree

END = "2025-12-31"
FOLDER = layout.person_folder("2025", FIELD_A, ANI)
PLAN, REPORT, EVALUATION = (f"{FOLDER}/{kind}.yaml" for kind in ("plan", "report", "evaluation"))


def regime(agency: Agency) -> Regime:
    """The rubric in force."""
    loaded = agency.context().rubrics.regime(REGIME)
    assert loaded is not None and loaded.model is not None
    return loaded.model


def counts(agency: Agency, path: str = EVALUATION) -> bool:
    """Tell whether a record is approved by what lies beside it."""
    context = agency.context()
    loaded = context.reader.record(path)
    assert loaded is not None and loaded.model is not None
    folder = path.rpartition("/")[0]
    beside = [context.reader.record(p) for p in context.tree.listing(folder) if "approval" in p]
    approvals = [r.model for r in beside if r is not None and isinstance(r.model, Approval)]
    return is_approved(loaded, approvals, regime(agency), context.directory, END)


def only(agency: Agency, approver: str, role: str, date: str = "2026-01-20", file: str = "evaluation.yaml") -> None:
    """Leave one approval of Ani's file and no other."""
    for seq in (1, 2):
        path = agency.root / f"{FOLDER}/approval-{seq:02d}.yaml"
        path.unlink(missing_ok=True)
    agency.approve(ANI, FIELD_A, 2, file, approver, role, date)


WHO = [
    (HEAD, "rater_superior", True),
    (HR, "hr", True),
    (HEAD, "rater", False),  # the rubric does not let the rater approve an evaluation
    (BOSS, "rater", False),
    (BOSS, "rater_superior", False),
    (HEAD, "hr", False),
    (HR, "rater_superior", False),
    (BUDI, "rater_superior", False),
    (ANI, "rater_superior", False),
    (ANI, "hr", False),
    ("p-zzzzzzzzzzzzzzzz", "hr", False),
]


@pytest.mark.parametrize(("approver", "role", "sound"), WHO)
def test_who_may_approve_an_evaluation(agency: Agency, approver: str, role: str, sound: bool) -> None:
    only(agency, approver, role)
    assert counts(agency) is sound


@pytest.mark.parametrize(
    ("approver", "role", "sound"),
    [(BOSS, "rater", True), (HEAD, "rater_superior", False), (HR, "hr", False), (ANI, "rater", False)],
)
def test_who_may_approve_a_plan(agency: Agency, approver: str, role: str, sound: bool) -> None:
    only(agency, approver, role, "2025-01-20", "plan.yaml")
    assert counts(agency, PLAN) is sound


def test_what_needs_no_approval_counts_without(agency: Agency) -> None:
    assert required_roles(regime(agency), "report") == []
    assert counts(agency, REPORT)


@pytest.mark.parametrize("path", [EVALUATION, PLAN])
def test_an_approval_is_of_the_file_as_it_stands(agency: Agency, path: str) -> None:
    assert counts(agency, path)
    agency.raw(path, (agency.root / path).read_bytes() + b"# tambahan\n")
    assert not counts(agency, path)
    codes = {f.code: f.severity for f in agency.findings()}
    assert codes == {"BNG501": "warning", "BNG502": "warning"}
    agency.reapprove()
    assert counts(agency, path)


def test_an_approval_of_another_file_does_not_help(agency: Agency) -> None:
    only(agency, HEAD, "rater_superior", file="plan.yaml")
    assert not counts(agency)


def test_nobody_approves_their_own_record_even_as_hr(agency: Agency) -> None:
    folder = layout.person_folder("2025", CITY, HR)
    agency.remove(f"{folder}/approval-02.yaml")
    agency.approve(HR, CITY, 2, "evaluation.yaml", HR, "hr")
    assert not counts(agency, f"{folder}/evaluation.yaml")
    assert {"BNG316", "BNG501"} == set(agency.codes())


def test_a_rater_does_not_approve_the_own_evaluation_even_as_hr(agency: Agency) -> None:
    officer = [{"role": "hr", "person": BOSS, "valid_from": "2020-01-01"}]
    agency.edit(layout.unit_path(OFFICE), "/body/officers", officer)
    only(agency, BOSS, "hr")
    assert not counts(agency)


def test_hr_is_hr_of_the_unit_and_only_while_in_office(agency: Agency) -> None:
    directory = agency.context().directory
    assert directory.hr(FIELD_A, END) == directory.hr(CITY, END) == {HR}
    assert directory.hr("tidak-ada", END) == set()
    only(agency, HR, "hr")
    agency.edit(layout.unit_path(CITY), "/body/officers/0/valid_to", "2025-06-30")
    assert not counts(agency)
    agency.edit(layout.unit_path(CITY), "/body/officers", drop=True)
    other = [{"role": "hr", "person": HR, "valid_from": "2020-01-01"}]
    agency.edit(layout.unit_path(FIELD_B), "/body/officers", other)
    assert not counts(agency)
    agency.edit(layout.unit_path(FIELD_A), "/body/officers", other)
    assert counts(agency)


def superiors(agency: Agency, *spans: tuple[str, str, str | None]) -> None:
    """Give Boss one superior after another: (superior, from, to)."""
    positions = [
        position_tree(FIELD_A, who, head=True) | {"valid_from": start} | ({"valid_to": end} if end else {})
        for who, start, end in spans
    ]
    agency.edit(layout.person_path(BOSS), "/body/positions", positions)


def test_the_superior_at_the_approvals_date_may(agency: Agency) -> None:
    superiors(agency, (HEAD, "2024-01-01", "2026-01-01"), (HR, "2026-01-02", None))
    only(agency, HR, "rater_superior", "2026-01-20")
    assert counts(agency)


def test_the_superior_at_the_periods_end_may_after_a_reorganisation(agency: Agency) -> None:
    superiors(agency, (HEAD, "2024-01-01", "2025-12-31"), (HR, "2026-01-01", None))
    only(agency, HEAD, "rater_superior", "2026-01-20")
    assert counts(agency)


def test_a_superior_who_left_before_the_periods_end_may_not(agency: Agency) -> None:
    superiors(agency, (BUDI, "2024-01-01", "2025-11-30"), (HEAD, "2025-12-01", None))
    only(agency, BUDI, "rater_superior", "2026-01-20")
    assert not counts(agency)


def test_an_approval_dated_before_the_record_does_not_count(agency: Agency) -> None:
    """Otherwise a superior of long ago approves today by writing an old date."""
    superiors(agency, (BUDI, "2024-01-01", "2025-06-30"), (HEAD, "2025-07-01", None))
    only(agency, BUDI, "rater_superior", "2025-03-01")
    assert not counts(agency)


def test_an_acting_superior_may(agency: Agency) -> None:
    """Boss acts for the head of the other unit, under HR: both superiors may approve what Boss rates."""
    acting = position_tree(FIELD_B, HR, acting="plt", head=True) | {
        "valid_from": "2025-03-01",
        "valid_to": "2026-03-01",
    }
    agency.edit(layout.person_path(BOSS), "/body/positions", [position_tree(FIELD_A, HEAD, head=True), acting])
    for approver in (HEAD, HR):
        only(agency, approver, "rater_superior")
        assert counts(agency)


def test_an_acting_official_rates_in_the_head_s_place(agency: Agency) -> None:
    """While Budi acts for Boss, Ani's supervisor is Budi; before and after it is Boss."""
    spans = [(BOSS, "2024-01-01", "2025-03-31"), (BUDI, "2025-04-01", "2025-09-30"), (BOSS, "2025-10-01", None)]
    positions = [
        position_tree(FIELD_A, who) | {"valid_from": a} | ({"valid_to": b} if b else {}) for who, a, b in spans
    ]
    agency.edit(layout.person_path(ANI), "/body/positions", positions)
    feedback = f"{FOLDER}/feedback-01.yaml"  # of 12 May
    assert [f.code for f in agency.findings() if f.path == feedback] == ["BNG307"]
    agency.edit(feedback, "/rater", BUDI)
    assert [f.code for f in agency.findings() if f.path == feedback] == []
    assert counts(agency)


def test_roles_are_held_on_a_date(agency: Agency) -> None:
    context = agency.context()
    evaluation, report, plan = (context.reader.record(p) for p in (EVALUATION, REPORT, PLAN))
    assert evaluation and report and plan
    assert isinstance(evaluation.model, Evaluation)
    assert isinstance(report.model, Report) and isinstance(plan.model, Plan)
    assert (author_of(evaluation.model), author_of(plan.model)) == (BOSS, ANI)
    expected: dict[ApprovalRole, set[str]] = {"rater": {BOSS}, "rater_superior": {HEAD}, "hr": {HR}}
    for role, people in expected.items():
        assert holders(role, plan.model, context.directory, END) == people
        assert holders(role, evaluation.model, context.directory, END) == people
    assert holders("rater", report.model, context.directory, "2019-01-01") == set()
    assert holders("rater_superior", report.model, context.directory, "2019-01-01") == set()
    assert rater_of(evaluation.model, context.directory, "2019-01-01") == BOSS
    assert rater_of(plan.model, context.directory, "2019-01-01") is None


def test_an_organisation_record_is_nothing_to_approve(agency: Agency) -> None:
    context = agency.context()
    unit = context.reader.record(layout.unit_path(CITY))
    assert unit is not None
    assert not is_approved(unit, [], regime(agency), context.directory, END)


def test_an_approval_of_a_broken_file_is_not_looked_into(agency: Agency) -> None:
    agency.raw(EVALUATION, b"kind: [\n")
    codes = sorted(f.code for f in agency.findings() if f.path.startswith(FOLDER))
    assert codes == ["BNG108"]


def test_a_feedback_may_be_approved_without_being_asked(agency: Agency) -> None:
    agency.approve(ANI, FIELD_A, 3, "feedback-01.yaml", HEAD, "rater_superior", "2025-06-01")
    assert agency.codes() == []
    agency.approve(ANI, FIELD_A, 3, "feedback-01.yaml", BOSS, "rater", "2025-06-01")
    assert agency.codes() == ["BNG316"]
