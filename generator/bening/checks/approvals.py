"""Who may approve what, and whether a file is approved as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bening.checks.directory import Directory
from bening.model.header import PersonRecord
from bening.model.records import AnyRecord, Approval, Evaluation, Feedback
from bening.model.rubric import RegimeBase
from bening.model.terms import ApprovalRole
from bening.model.units import UnitRecord
from bening.source.load import Loaded


def required_roles(regime: RegimeBase, kind: str) -> list[ApprovalRole]:
    """The roles of which any one approves a kind; empty when the rubric asks for none."""
    return next((rule.any_of for rule in regime.approvals if rule.kind == kind), [])


def rater_of(record: PersonRecord, directory: Directory, date: str) -> str | None:
    """The rater whom the record pins, otherwise the direct supervisor on `date`."""
    if isinstance(record, Evaluation | Feedback):
        return record.rater
    return next(iter(directory.supervisors(record.person, date)), None)


def holders(role: ApprovalRole, record: PersonRecord, directory: Directory, date: str) -> set[str]:
    """The people who hold a role for a record on `date`."""
    if role == "hr":
        return directory.hr(record.unit, date)
    rater = rater_of(record, directory, date)
    if rater is None:
        return set()
    return {rater} if role == "rater" else set(directory.supervisors(rater, date))


def record_date(record: PersonRecord | UnitRecord) -> str:
    """The date in a record's body."""
    body: Any = getattr(record, "body", None)
    return str(body.date)


def author_of(record: PersonRecord) -> str:
    """Who writes a record of this kind: the rater where one is pinned, otherwise the person."""
    return record.rater if isinstance(record, Evaluation | Feedback) else record.person


def entitled(approval: Approval, record: PersonRecord, directory: Directory, reference: str) -> bool:
    """Tell whether an approver holds the role: on the approval's date, or on `reference` (the period's end)."""
    body = approval.body
    if body.approver in (record.person, author_of(record)) or body.date < record_date(record):
        return False
    dates = {body.date, min(body.date, reference)}
    return any(body.approver in holders(body.role, record, directory, date) for date in dates)


def is_approved(
    target: Loaded[AnyRecord],
    approvals: Iterable[Approval],
    regime: RegimeBase,
    directory: Directory,
    reference: str,
) -> bool:
    """Tell whether `target` is approved as it stands by someone who may."""
    record = target.model
    if not isinstance(record, PersonRecord):
        return False
    roles = required_roles(regime, record.kind)
    if not roles:
        return True
    name = target.path.rpartition("/")[2]
    return any(
        a.body.file == name
        and a.body.sha256 == target.sha256
        and a.body.role in roles
        and entitled(a, record, directory, reference)
        for a in approvals
    )
