"""Checks of one record: the declarative rules, its references, its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bening.checks.approvals import author_of, entitled, record_date, required_roles
from bening.checks.context import Context, Dossier
from bening.checks.directory import in_force
from bening.checks.segments import decisive_day, last_day, quarter_days, rating_days, supervisors
from bening.findings import Finding
from bening.model.header import PersonRecord
from bening.model.measures import Measurement
from bening.model.organisation import Position
from bening.model.records import AnyRecord, Approval, Evaluation, Feedback, Plan, Report
from bening.model.rubric import RegimeBase
from bening.model.rules import RULES, Rule
from bening.model.settings import CalendarPeriod
from bening.source.load import Loaded

Findings = Iterator[Finding]
TOLERANCE_DAYS = 31  # the commit that as_of is taken from may be older than the work tree


def rules(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The declarative rules of `model.rules`."""
    record = loaded.model
    for rule in RULES:
        if record is not None and rule.kind == record.kind:
            yield from _apply(rule, loaded, record)


def unit_rules(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """The declarative rules on a record about a unit."""
    record = loaded.model
    for rule in RULES:
        if record is not None and rule.kind == record.kind:
            yield from _apply(rule, loaded, record)


def _resolve(record: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        record = getattr(record, part)
    return record


def _apply(rule: Rule, loaded: Loaded[AnyRecord], record: AnyRecord) -> Findings:
    target = _resolve(record, rule.path)
    if rule.op == "any":
        if all(getattr(item, rule.fields[0]) != rule.value for item in target):
            yield loaded.finding(rule.code, rule.path)
    elif rule.op == "unique":
        seen: set[object] = set()
        for index, item in enumerate(target):
            value = getattr(item, rule.fields[0])
            if value in seen:
                yield loaded.finding(rule.code, f"{rule.path}/{index}", field=rule.fields[0])
            seen.add(value)
    elif sum(getattr(target, name) is not None for name in rule.fields) != 1:
        yield loaded.finding(rule.code, rule.path, field=", ".join(rule.fields))


def calendar(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The period is in the calendar and the pinned rubric was in force in it."""
    record = loaded.model
    if not isinstance(record, PersonRecord):
        return
    entry = context.settings.calendar.period(record.period)
    if entry is None:
        yield loaded.finding("BNG317", "/period")
        return
    if not isinstance(record, Plan | Report | Evaluation):
        return
    rubric = context.rubrics.regime(record.rubric)
    if rubric is None:
        yield loaded.finding("BNG303", "/rubric")
    elif record.rubric != entry.regime or (rubric.model and not _covers(rubric.model, entry)):
        yield loaded.finding("BNG313", "/rubric")


def _covers(regime: RegimeBase, entry: CalendarPeriod) -> bool:
    return regime.valid_from <= entry.starts and (regime.valid_to is None or entry.ends <= regime.valid_to)


def _held(context: Context, dossier: Dossier, record: PersonRecord) -> list[Position]:
    """The positions that the person held on the day that decides."""
    return in_force(dossier.model.body.positions, decisive_day(context, record)) if dossier.model else []


def place(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The person exists and belonged to the record's unit on its date."""
    record = loaded.model
    if not isinstance(record, PersonRecord):
        return
    if dossier.file is None:
        yield loaded.finding("BNG301", "/person")
    if context.directory.unit(record.unit, decisive_day(context, record)) is None:
        yield loaded.finding("BNG302", "/unit")
    elif dossier.model is not None:
        held = _held(context, dossier, record)
        if not held:
            yield loaded.finding("BNG309", "/body/date")
        elif record.unit not in {p.unit for p in held}:
            yield loaded.finding("BNG306", "/unit")


def rater(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The pinned rater was the direct supervisor on the record's date, or on the last day that it is about.

    An evaluation is never by the person, nor by anybody below the person.
    """
    record = loaded.model
    if not isinstance(record, Evaluation | Feedback):
        return
    if not context.directory.person_exists(record.rater):
        yield loaded.finding("BNG301", "/rater")
    elif dossier.model is not None and _held(context, dossier, record):
        days = rating_days(context, record) if isinstance(record, Evaluation) else set()
        if any(context.directory.is_above(record.person, record.rater, day) for day in days):
            yield loaded.finding("BNG331", "/rater")
        elif record.rater not in supervisors(context, record):
            yield loaded.finding("BNG307", "/rater")


def dates(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """Late records and dates in the future are warnings."""
    record = loaded.model
    if not isinstance(record, PersonRecord):
        return
    date = record_date(record)
    limit = dt.date.fromisoformat(context.as_of) + dt.timedelta(days=TOLERANCE_DAYS)
    if date > limit.isoformat():
        yield loaded.finding("BNG508", "/body/date")
    entry = context.settings.calendar.period(record.period)
    if entry is None or quarter_days(record.period):
        return
    due = {"plan": entry.plan_due, "report": entry.report_due, "evaluation": entry.evaluation_due}
    began = min((p.valid_from for p in _held(context, dossier, record) if p.unit == record.unit), default="")
    if date > due.get(record.kind, date) >= began:  # after a change of post a plan is not late
        yield loaded.finding("BNG507", "/body/date", date=due[record.kind])


def _approved_again(dossier: Dossier, target: Loaded[AnyRecord], stale: Approval) -> bool:
    """Tell whether a later approval in the same role is of the file as it stands."""
    return any(
        (a.body.file, a.body.role, a.body.sha256) == (stale.body.file, stale.body.role, target.sha256)
        for _, a in dossier.beside(stale, Approval)
    )


def approval(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """An approval names a file beside it, as it stands, and its approver holds the role."""
    record = loaded.model
    if not isinstance(record, Approval):
        return
    folder = loaded.path.rpartition("/")[0]
    target = next((r for r in dossier.records if r.path == f"{folder}/{record.body.file}"), None)
    if target is None or target is loaded:
        yield loaded.finding("BNG314", "/body/file")
        return
    if not isinstance(target.model, Plan | Report | Evaluation | Feedback | Measurement):
        return  # broken, or an approval itself: mended first
    if target.sha256 != record.body.sha256 and not _approved_again(dossier, target, record):
        yield loaded.finding("BNG502", "/body/sha256")
    regime = context.regime(target.model)
    roles = ", ".join(required_roles(regime, target.model.kind)) if regime else ""
    if record.body.approver in (target.model.person, author_of(target.model)):
        yield loaded.finding("BNG316", "/body/approver", allowed=roles)
    elif not entitled(record, target.model, context.directory, last_day(context, target.model)):
        yield loaded.finding("BNG315", "/body/approver", allowed=roles)
