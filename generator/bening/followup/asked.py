"""What the cycle asks of a person: each plan, report and evaluation with its deadline, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bening import layout
from bening.checks.approvals import holders, is_approved, record_date, required_roles
from bening.checks.context import Context, Dossier
from bening.checks.cycle import due_days, missing_quarters, segment_due, unit_at_quarters_end
from bening.checks.segments import Segment, last_day, quarter_days, segments
from bening.model.header import PersonRecord
from bening.model.records import AnyRecord, Approval
from bening.model.settings import CalendarPeriod
from bening.source.load import Loaded

State = Literal["done", "unapproved", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One record that is asked for. `period` names the quarter or segment as a file's period does.

    `late` says that the record is dated after `due`. `waits_for` is the id of whoever has to act next, empty when
    the record is done. `supervisor` is the direct supervisor on the day of the report.
    """

    person: str
    unit: str
    period: str
    kind: str
    due: str
    state: State
    late: bool
    waits_for: str
    supervisor: str

    def overdue(self, as_of: str) -> bool:
        """Tell whether the deadline has passed and the record is not done."""
        return as_of > self.due and self.state != "done"


def asked(context: Context, dossier: Dossier) -> Iterator[Asked]:
    """Everything asked of a person in the calendar's periods that have begun, in order."""
    if dossier.model is None:
        return
    for entry in context.settings.calendar.periods:
        if entry.starts <= context.as_of:
            yield from _yearly(context, dossier, entry)
            yield from _quarterly(context, dossier, entry)


def _yearly(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Iterator[Asked]:
    found, cycle = segments(context, dossier, entry), context.cycle
    began = min(p.valid_from for p in dossier.model.body.positions) if dossier.model else ""
    year = {"plan": entry.plan_due, "report": entry.report_due, "evaluation": entry.evaluation_due}
    for part in found:
        if part.position.supervisor is None:
            continue
        short = cycle is not None and len(found) > 1 and part.months < cycle.segments.least_months
        due = segment_due(entry, part, cycle) if cycle and len(found) > 1 else year
        for kind, date in due.items():
            if date >= began and not short:
                yield _one(context, dossier, entry, part, str(kind), date)


def _quarterly(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Iterator[Asked]:
    cycle = context.cycle
    if cycle is None:
        return
    missing = dict(missing_quarters(context, dossier, cycle, entry))
    paths = {record.path for record in dossier.records}
    for period, due in due_days(cycle, entry.period).items():
        unit, days = unit_at_quarters_end(context, dossier.person, period), quarter_days(period)
        if unit is None or days is None or days[0] > context.as_of:
            continue
        place = layout.RecordPath("evaluation", unit=unit, person=dossier.person, year=entry.period, part=period[5:])
        if period in missing or str(place) in paths:
            yield _item(context, dossier, str(place), unit, period, "evaluation", due, days[1])


def _one(context: Context, dossier: Dossier, entry: CalendarPeriod, part: Segment, kind: str, due: str) -> Asked:
    place = layout.RecordPath(
        _KINDS[kind], unit=part.position.unit, person=dossier.person, year=entry.period, part=part.part
    )
    return _item(context, dossier, str(place), part.position.unit, place.period, kind, due, part.ends)


_KINDS: dict[str, layout.PathKind] = {"plan": "plan", "report": "report", "evaluation": "evaluation"}


def _item(
    context: Context, dossier: Dossier, path: str, unit: str, period: str, kind: str, due: str, ends: str
) -> Asked:
    loaded = next((record for record in dossier.records if record.path == path), None)
    day = min(context.as_of, ends)
    boss = next(iter(context.directory.supervisors(dossier.person, day)), "")
    state = _state(context, dossier, loaded)
    record = loaded.model if loaded else None
    late = isinstance(record, PersonRecord) and record_date(record) > due
    waits = _waits(context, dossier.person, kind, state, record if isinstance(record, PersonRecord) else None, boss)
    return Asked(dossier.person, unit, period, kind, due, state, late, waits, boss)


def _state(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord] | None) -> State:
    if loaded is None:
        return "missing"
    record = loaded.model
    if not isinstance(record, PersonRecord):
        return "broken"
    regime = context.regime(record)
    approvals = [approval for _, approval in dossier.beside(record, Approval)]
    end = last_day(context, record)
    return "done" if regime and is_approved(loaded, approvals, regime, context.directory, end) else "unapproved"


def _waits(context: Context, person: str, kind: str, state: State, record: PersonRecord | None, boss: str) -> str:
    """Who has to act: the writer of what is missing or broken, otherwise somebody who may approve."""
    if state == "done":
        return ""
    if record is None:
        return boss if kind == "evaluation" else person
    regime, day = context.regime(record), last_day(context, record)
    roles = required_roles(regime, record.kind) if regime else []
    writers = {person, boss} if kind == "evaluation" else {person}
    able = (sorted(holders(role, record, context.directory, day) - writers) for role in roles)
    return next((people[0] for people in able if people), boss)
