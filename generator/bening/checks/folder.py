"""Checks that look at a person's records of a year together."""

from __future__ import annotations

from bening import layout
from bening.checks.approvals import is_approved, required_roles
from bening.checks.context import Context, Dossier
from bening.checks.numeric import rated_values
from bening.checks.record import Findings
from bening.checks.segments import decisive_day, last_day, plan_at, plan_for, segments
from bening.findings import Finding
from bening.model.header import PersonRecord
from bening.model.measures import Measurement
from bening.model.numeric import NumericRegime
from bening.model.records import AnyRecord, Approval, Evaluation, Feedback, Plan, Report
from bening.model.terms import RATINGS
from bening.source.load import Loaded

_RANK = {rating: rank for rank, rating in enumerate(RATINGS)}


def supports(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """Each supported RHK stands in the plan of the person's supervisor."""
    record = loaded.model
    if not isinstance(record, Plan):
        return
    date = decisive_day(context, record)
    bosses = context.directory.supervisors(record.person, date)
    for index, item in enumerate(record.body.results):
        if item.supports is None:
            continue
        pointer = f"/body/results/{index}/supports"
        boss = item.supports.person
        position = context.directory.position(boss, date)
        if boss not in bosses or position is None:
            yield loaded.finding("BNG305", f"{pointer}/person")
            continue
        plan = plan_at(context, boss, record.period, position.unit, date)
        if plan is None:
            yield loaded.finding("BNG505", pointer)
        elif isinstance(plan.model, Plan) and item.supports.rhk not in {r.rhk for r in plan.model.body.results}:
            yield loaded.finding("BNG305", f"{pointer}/rhk")


def _no_plan(dossier: Dossier, loaded: Loaded[AnyRecord], record: PersonRecord) -> Findings:
    """Silent where a plan is there but broken: its own findings say so."""
    if not dossier.has_plan(record):
        yield loaded.finding("BNG510", "/kind")


def report(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A report answers every RHK of the plan, one realisation for each indicator."""
    record = loaded.model
    if not isinstance(record, Report):
        return
    plan = plan_for(context, dossier, record)
    if plan is None:
        yield from _no_plan(dossier, loaded, record)
        return
    indicators = {item.rhk: len(item.indicators) for item in plan.body.results}
    for index, item in enumerate(record.body.results):
        if item.rhk not in indicators:
            yield loaded.finding("BNG304", f"/body/results/{index}/rhk")
        elif len(item.realisations) != indicators[item.rhk]:
            yield loaded.finding("BNG318", f"/body/results/{index}/realisations")
    missing = sorted(set(indicators) - {item.rhk for item in record.body.results})
    if missing:
        yield loaded.finding("BNG406", "/body/results", missing=", ".join(missing))


def evaluation(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """An evaluation covers every RHK of the plan and every value of the rubric."""
    record = loaded.model
    if not isinstance(record, Evaluation):
        return
    plan, regime = plan_for(context, dossier, record), context.regime(record)
    if regime is not None:
        rated = {item.value for item in record.body.behaviour}
        values = [v for v in rated_values(context, regime, record) if v not in rated]
        if values:
            yield loaded.finding("BNG403", "/body/behaviour", missing=", ".join(values))
    if plan is None:
        yield from _no_plan(dossier, loaded, record)
        return
    planned = {item.rhk for item in plan.body.results}
    for index, item in enumerate(record.body.work):
        if item.rhk not in planned:
            yield loaded.finding("BNG304", f"/body/work/{index}/rhk")
    missing = sorted(planned - {item.rhk for item in record.body.work})
    if missing:
        yield loaded.finding("BNG404", "/body/work", missing=", ".join(missing))


def feedback(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """Feedback on an RHK names one of the plan."""
    record = loaded.model
    if not isinstance(record, Feedback) or record.body.rhk is None:
        return
    plan = plan_for(context, dossier, record)
    if plan is None:
        yield from _no_plan(dossier, loaded, record)
    elif record.body.rhk not in {item.rhk for item in plan.body.results}:
        yield loaded.finding("BNG304", "/body/rhk")


def ratings(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """The resulting ratings are there and lie between those of their items; both only warn."""
    record = loaded.model
    if not isinstance(record, Evaluation):
        return
    figures = isinstance(context.regime(record), NumericRegime)  # asks for scores instead
    body = record.body
    work = [item.rating for item in body.work if item.rating]
    behaviour = [item.rating for item in body.behaviour if item.rating]
    parts = (("work_rating", body.work_rating, work), ("behaviour_rating", body.behaviour_rating, behaviour))
    for name, whole, items in parts:
        if whole is None and figures:
            continue
        if whole is None:
            yield loaded.finding("BNG503", f"/body/{name}", field=name)
        elif items and not min(map(_RANK.__getitem__, items)) <= _RANK[whole] <= max(map(_RANK.__getitem__, items)):
            yield loaded.finding("BNG504", f"/body/{name}", field=name)


def approved(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """What needs an approval and has none is not counted: a warning."""
    record = loaded.model
    if not isinstance(record, Plan | Report | Evaluation | Measurement):
        return
    regime = context.regime(record)
    if regime is None or context.as_of < record.body.date:
        return
    approvals = [a for _, a in dossier.beside(record, Approval)]
    if not is_approved(loaded, approvals, regime, context.directory, last_day(context, record)):
        yield loaded.finding("BNG501", "/kind", allowed=", ".join(required_roles(regime, record.kind)))


def complete(context: Context, dossier: Dossier) -> Findings:
    """After a deadline, what is missing is listed; nobody who held no position is asked for anything."""
    if dossier.model is None:
        return
    places = [place for loaded in dossier.records if (place := layout.parse(loaded.path))]
    kinds = {(place.period, place.kind) for place in places}
    for entry in context.settings.calendar.periods:
        position = context.directory.position(dossier.person, entry.ends)
        if position is None or position.supervisor is None or position.valid_from > entry.ends:
            continue
        due = {"plan": entry.plan_due, "report": entry.report_due, "evaluation": entry.evaluation_due}
        if context.cycle and len(segments(context, dossier, entry)) > 1:
            continue  # asked for segment by segment
        start = min(p.valid_from for p in dossier.model.body.positions)
        for kind, date in due.items():
            if context.as_of > date >= start and (entry.period, kind) not in kinds:
                folder = layout.person_folder(entry.period, position.unit, dossier.person)
                yield Finding("BNG506", f"{folder}/{kind}.yaml", values={"date": date, "field": kind})
