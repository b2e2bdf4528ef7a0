"""Approvals: which record `bening approve` writes for a file, and whether the approver may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from bening import layout
from bening.checks.approvals import author_of, holders, required_roles
from bening.checks.context import Context
from bening.checks.segments import last_day
from bening.findings import Finding, Refused
from bening.model.measures import Measurement
from bening.model.records import Evaluation, Feedback, Plan, Report
from bening.source.emit import dump


@dataclass(frozen=True, slots=True)
class Written:
    """An approval's path and content."""

    path: str
    content: bytes


def approve_all(context: Context, paths: Sequence[str], approver: str, date: str) -> list[Written]:
    """Make an approval of each file, numbered apart. Raises Refused as `approve` does, before anything is written."""
    made: list[Written] = []
    for path in dict.fromkeys(paths):
        made.append(approve(context, path, approver, date, [written.path for written in made]))
    return made


def approve(context: Context, path: str, approver: str, date: str, taken: Sequence[str] = ()) -> Written:
    """Make the approval of the record at `path` by `approver` on `date` (ISO); the caller writes it.

    `taken` are paths given to other approvals already.

    Raises Refused: the file is missing or unsound, is about or by the approver (BNG316), or the approver holds no
    role that the rubric asks for (BNG315).
    """
    loaded = context.reader.record(path)
    if loaded is None:
        raise Refused([Finding("BNG314", path)])
    record = loaded.model
    if record is None or not isinstance(record, Plan | Report | Evaluation | Feedback | Measurement):
        raise Refused(
            loaded.findings or [loaded.finding("BNG315", "/kind", allowed="plan, report, evaluation, measurement")]
        )
    regime = context.regime(record)
    roles = required_roles(regime, record.kind) if regime else []
    if approver in (record.person, author_of(record)):
        raise Refused([loaded.finding("BNG316", "/person", allowed=", ".join(roles))])
    if date < record.body.date:
        raise Refused([loaded.finding("BNG315", "/body/date", allowed=", ".join(roles))])
    dates = {date, min(date, last_day(context, record))}
    held = [r for r in roles if any(approver in holders(r, record, context.directory, d) for d in dates)]
    if not held:
        raise Refused([loaded.finding("BNG315", "/person", allowed=", ".join(roles))])
    folder, _slash, name = path.rpartition("/")
    body = {"date": date, "file": name, "sha256": loaded.sha256, "approver": approver, "role": held[0]}
    header = {"person": record.person, "period": record.period, "unit": record.unit, "body": body}
    target = _free_path(context, folder, record, taken)
    return Written(target, dump({"schema": "bening/approval/v1", "kind": "approval", **header}).encode())


def _free_path(
    context: Context, folder: str, record: Plan | Report | Evaluation | Feedback | Measurement, taken: Sequence[str]
) -> str:
    part = record.period.partition("-")[2]
    paths = (f"{folder}/{layout.file_name('approval', part, number)}" for number in count(1))
    return next(path for path in paths if path not in taken and not context.tree.exists(path))
