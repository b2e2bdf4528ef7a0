"""Checks of the cycle: segments of a year, quarters asked for, who may rate, answers to the support asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bening import layout
from bening.checks.context import Context, Dossier
from bening.checks.directory import in_force
from bening.checks.record import Findings
from bening.checks.segments import (
    Segment,
    about,
    decisive_day,
    plan_for,
    quarter_days,
    segments,
    stretches_of,
    supervisors,
)
from bening.findings import Finding
from bening.model.base import after
from bening.model.cycle import Cycle, RaterRule
from bening.model.header import PersonRecord
from bening.model.records import AnyRecord, Evaluation, Plan, Report
from bening.model.settings import CalendarPeriod
from bening.source.load import Loaded

# What a check of some paths does not ask for, as it sees a part of a person's records only.
ASKS = frozenset({"BNG506", "BNG531", "BNG534"})


def segment(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A part such as `s2` names a segment that the person had in this unit."""
    record = loaded.model
    if not isinstance(record, PersonRecord) or dossier.model is None:
        return
    part = record.period.partition("-")[2]
    if part.startswith("s") and context.settings.calendar.period(record.period) and not about(context, record):
        yield loaded.finding("BNG330", "/period")


def rater_level(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The rater holds a post of a level that rates, or was delegated. A wrong rater is mended first."""
    record, cycle = loaded.model, context.cycle
    if not isinstance(record, Evaluation) or cycle is None or record.rater not in supervisors(context, record):
        return
    if may_rate(context, cycle.rater, record.rater, record.unit, decisive_day(context, record)):
        return
    code = "BNG332" if cycle.rater.below == "error" else "BNG530"
    values = {"allowed": ", ".join(cycle.rater.levels), "field": cycle.rater.delegation.role}
    yield loaded.finding(code, "/rater", **values)


def may_rate(context: Context, rule: RaterRule, person: str, unit: str, date: str) -> bool:
    """Tell whether a person may rate people of `unit` on `date`: by level, acting posts included, or delegated."""
    found = context.directory.person(person)
    held = in_force(found.body.positions, date) if found else []
    if any(post.level in rule.levels for post in held):
        return True
    return person in context.directory.officers(unit, date, rule.delegation.role)


def quarter_late(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A quarter's evaluation that came after its deadline."""
    record, cycle = loaded.model, context.cycle
    if not isinstance(record, Evaluation) or cycle is None or record.period not in due_days(cycle, record.period[:4]):
        return
    due = due_days(cycle, record.period[:4])[record.period]
    if record.body.date > due:
        yield loaded.finding("BNG532", "/body/date", date=due)


def segment_plan_late(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The plan of a segment begun after the year's own deadline came later than the rubric's days allow."""
    record, cycle = loaded.model, context.cycle
    entry = context.settings.calendar.period(record.period) if isinstance(record, Plan) else None
    if not isinstance(record, Plan) or cycle is None or entry is None:
        return
    found = about(context, record)
    if not found or found[0].starts <= entry.plan_due or record.body.date < found[0].starts:
        return
    due = after(found[0].starts, cycle.segments.plan_due_days)
    if record.body.date > due:
        yield loaded.finding("BNG507", "/body/date", date=due)


def due_days(cycle: Cycle, year: str) -> dict[str, str]:
    """The deadline of each quarter that the rubric asks for, by period (`2025-q1`)."""
    ends = {f"{year}-{quarter.part}": quarter.due_days for quarter in cycle.periodic.quarters}
    return {period: after(days[1], more) for period, more in ends.items() if (days := quarter_days(period))}


def support(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """An answer to the support asked for names a challenge of the report that asks for any."""
    record = loaded.model
    if not isinstance(record, Evaluation):
        return
    reports = {report.period: report for _, report in dossier.beside(record, Report)}
    report = reports.get(record.period)
    if report is None:
        return
    asking = {n for n, challenge in enumerate(report.body.challenges, 1) if challenge.support is not None}
    for index, answer in enumerate(record.body.support):
        if answer.challenge not in asking:
            yield loaded.finding("BNG421", f"/body/support/{index}/challenge")


def challenge_results(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A challenge that names a work result names one of the plan."""
    record = loaded.model
    plan = plan_for(context, dossier, record) if isinstance(record, Report) else None
    if not isinstance(record, Report) or plan is None:
        return
    planned = {item.rhk for item in plan.body.results}
    for index, challenge in enumerate(record.body.challenges):
        if challenge.rhk is not None and challenge.rhk not in planned:
            yield loaded.finding("BNG304", f"/body/challenges/{index}/rhk")


def _begun(context: Context) -> Iterator[CalendarPeriod]:
    return (entry for entry in context.settings.calendar.periods if entry.starts <= context.as_of)


def joining_rule(context: Context, dossier: Dossier) -> Findings:
    """Where a year has several segments, the settings name the rules by which they are joined."""
    if dossier.model is None or context.settings.rules.cycle is not None:
        return
    for entry in _begun(context):
        counts = context.directory.position(dossier.person, entry.ends) is not None
        if counts and len(segments(context, dossier, entry)) > 1:
            yield Finding("BNG615", layout.SETTINGS, values={"field": "rules: cycle"})


def quarters(context: Context, dossier: Dossier) -> Findings:
    """After a quarter's deadline, its evaluation is there where the rubric asks for it."""
    if dossier.model is None or context.cycle is None:
        return
    for entry in _begun(context):
        for period, due in missing_quarters(context, dossier, context.cycle, entry):
            unit = unit_at_quarters_end(context, dossier.person, period)
            if unit is not None and context.as_of > due:
                place = layout.RecordPath(
                    "evaluation", unit=unit, person=dossier.person, year=entry.period, part=period[5:]
                )
                yield Finding("BNG531", str(place), values={"date": due, "field": period[5:]})


def unit_at_quarters_end(context: Context, person: str, period: str) -> str | None:
    """The unit that a quarter's evaluation is asked of; None where there is no supervisor or no post."""
    days = quarter_days(period)
    post = context.directory.position(person, days[1]) if days else None
    return post.unit if post and post.supervisor else None


def missing_quarters(context: Context, dossier: Dossier, cycle: Cycle, entry: CalendarPeriod) -> list[tuple[str, str]]:
    """The quarters of a year that are asked of a person and not there, with their deadlines, whatever the day is."""
    wanted = due_days(cycle, entry.period)
    names = (r.path.rpartition("/")[2] for r in dossier.records if r.path.startswith(f"records/{entry.period}/"))
    there = {f"{entry.period}-{name[11:13]}" for name in names if name.startswith("evaluation-q")}
    if cycle.periodic.asked_of == "begun" and not there:
        return []
    return [(period, due) for period, due in wanted.items() if period not in there]


def segment_records(context: Context, dossier: Dossier) -> Findings:
    """In a year of several segments, each long enough has its plan, report and evaluation after the deadlines."""
    cycle = context.cycle
    if dossier.model is None or cycle is None:
        return
    for entry in _begun(context):
        found = segments(context, dossier, entry)
        if len(found) < 2:
            continue
        for part in found:
            if part.months >= cycle.segments.least_months and part.position.supervisor:
                yield from _missing(context, dossier, entry, part, cycle)


def _missing(
    context: Context, dossier: Dossier, entry: CalendarPeriod, part: Segment, cycle: Cycle
) -> Iterator[Finding]:
    paths = {record.path for record in dossier.records}
    for kind, due in segment_due(entry, part, cycle).items():
        path = part.path(kind, dossier.person, entry.period)
        if context.as_of > due and path not in paths:
            yield Finding("BNG534", path, values={"date": due, "field": kind})


def segment_due(entry: CalendarPeriod, part: Segment, cycle: Cycle) -> dict[layout.PathKind, str]:
    """The deadlines of a segment's records by kind; a plan after the year's own deadline is due some days on."""
    later = after(part.starts, cycle.segments.plan_due_days)
    plan = entry.plan_due if part.starts <= entry.plan_due else later
    return {"plan": plan, "report": entry.report_due, "evaluation": entry.evaluation_due}


def posts_apart(context: Context, dossier: Dossier) -> Findings:
    """A change of post within a unit is told apart in the records by their parts."""
    if dossier.model is None or context.cycle is None:
        return
    for entry in _begun(context):
        if len(stretches_of(context, dossier.person, entry)) < 2:
            continue
        for part in segments(context, dossier, entry):
            path = part.path("plan", dossier.person, entry.period)
            plan = next((record for record in dossier.records if record.path == path), None)
            if len(part.stretches) > 1 and plan is not None:
                missing = ", ".join(f"s{s.number}" for s in part.stretches)
                yield plan.finding("BNG535", "/period", missing=missing, date=part.stretches[1].starts)
