"""Checks of records about a unit in a period (survey, result) and of the indicators that rest on them."""

from __future__ import annotations

import datetime as dt

from bening import layout
from bening.checks.approvals import record_date
from bening.checks.context import Context, Dossier
from bening.checks.record import TOLERANCE_DAYS, Findings
from bening.model.distribution import Distribution
from bening.model.records import AnyRecord, Plan
from bening.model.satisfaction import Satisfaction
from bening.model.units import Achievement, Survey, UnitRecord
from bening.source.load import Loaded

_QUARTERS = ("q1", "q2", "q3", "q4")
_STARTS = {"q1": "01-01", "q2": "04-01", "q3": "07-01", "q4": "10-01"}


def pinned(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """The agency has a rubric of this kind, and the one that the record pins is of it and was in force."""
    record = loaded.model
    if not isinstance(record, Survey | Achievement) or context.settings.calendar.period(record.period) is None:
        return
    rules = context.settings.rules
    field, ref = (
        ("satisfaction", rules.satisfaction) if isinstance(record, Survey) else ("distribution", rules.distribution)
    )
    if ref is None:
        yield loaded.finding("BNG346", "/rubric", field=field)
    elif context.tree.exists(layout.rubric_path(record.rubric)) and not _in_force(context, record, ref):
        yield loaded.finding("BNG345", "/rubric", field=f"rules.{field}")


def rubric_of(context: Context, record: Survey | Achievement) -> Loaded[Satisfaction] | Loaded[Distribution] | None:
    """The rubric that a record about a unit pins."""
    if isinstance(record, Survey):
        return context.rubrics.load(record.rubric, Satisfaction)
    return context.rubrics.load(record.rubric, Distribution)


def _in_force(context: Context, record: Survey | Achievement, ref: str) -> bool:
    """Tell whether the pinned rubric is a version of the agency's `ref` and held on each day of the period."""
    loaded = rubric_of(context, record)
    if loaded is None or loaded.model is None or loaded.model.id != ref.partition("/")[0]:
        return False
    starts, ends = _bounds(context, record.period)
    return loaded.model.valid_from <= starts and (loaded.model.valid_to is None or ends <= loaded.model.valid_to)


def _bounds(context: Context, period: str) -> tuple[str, str]:
    """The first and the last day of a year or a quarter of the calendar."""
    year, _dash, part = period.partition("-")
    entry = context.settings.calendar.period(period)
    first = entry.starts if entry and part not in _STARTS else f"{year}-{_STARTS.get(part, '01-01')}"
    return first, context.period_end(period)


def answers(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """A survey has each element of its rubric, and no more answers to it than respondents."""
    record = loaded.model
    if not isinstance(record, Survey):
        return
    rubric = context.rubrics.load(record.rubric, Satisfaction)
    if rubric is not None and rubric.model is not None:
        known = [e.id for e in rubric.model.elements]
        asked = {item.element for item in record.body.elements}
        missing = [code for code in known if code not in asked]
        if missing:
            yield loaded.finding("BNG436", "/body/elements", missing=", ".join(missing))
        for place, item in enumerate(record.body.elements):
            if item.element not in known:
                yield loaded.finding("BNG439", f"/body/elements/{place}/element", allowed=", ".join(known))
        if record.body.respondents < rubric.model.least_respondents.value:
            yield loaded.finding("BNG554", "/body/respondents", limit=str(rubric.model.least_respondents.value))
    for place, item in enumerate(record.body.elements):
        if not 0 < sum(item.counts) <= record.body.respondents:
            yield loaded.finding("BNG437", f"/body/elements/{place}/counts")


def doubled(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """A year has its annual survey or quarterly ones, not both: answers would count twice."""
    record = loaded.model
    if not isinstance(record, Survey):
        return
    year, _dash, part = record.period.partition("-")
    others = [""] if part else list(_QUARTERS)
    if any(context.tree.exists(layout.about_unit_path("survey", year, record.unit, other)) for other in others):
        yield loaded.finding("BNG435", "/period")


def yearly(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """A result is that of a year."""
    if isinstance(loaded.model, Achievement) and "-" in loaded.model.period:
        yield loaded.finding("BNG438", "/period")


def dates(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """A date in the future is a warning, as with records about people."""
    if isinstance(loaded.model, UnitRecord):
        limit = dt.date.fromisoformat(context.as_of) + dt.timedelta(days=TOLERANCE_DAYS)
        if record_date(loaded.model) > limit.isoformat():
            yield loaded.finding("BNG508", "/body/date")


def surveyed(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """An indicator that takes a unit's index names a unit that exists in the plan's period."""
    record = loaded.model
    if not isinstance(record, Plan):
        return
    ends = context.period_end(record.period)
    for place, item in enumerate(record.body.results):
        for number, indicator in enumerate(item.indicators):
            if indicator.survey is not None and context.directory.unit(indicator.survey, ends) is None:
                yield loaded.finding("BNG302", f"/body/results/{place}/indicators/{number}/survey")
