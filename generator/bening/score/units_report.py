"""The internal report on units' results and their people's predicates: rows for programs, lines for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bening.checks.context import Context
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang
from bening.model.distribution import Distribution
from bening.model.terms import PREDICATES
from bening.score.distribution import people
from bening.score.satisfaction import decimal
from bening.score.types import Score
from bening.score.units import UnitOutcome, outcomes

COLUMNS = ("period", "unit", "result", "people", *PREDICATES, "status", "deviations", "reason", "head")
_STATUS = {
    "small": _("n too small to compare"),
    "fits": _("fits the expected pattern"),
    "deviates": _("deviates from the expected pattern"),
}


def reports(context: Context, scores: Sequence[Score], period: str | None, unit: str | None) -> list[UnitOutcome]:
    """The outcomes of all units, or only of a `period`, a `unit` and those below it; by period and unit."""
    found = [o for o in outcomes(context, context.tree.listing(), scores) if period in (None, o.record.period)]
    if unit is not None:
        found = [o for o in found if unit in context.directory.above(o.record.unit, _end(context, o))]
    return sorted(found, key=lambda o: (o.record.period, o.record.unit))


def _end(context: Context, outcome: UnitOutcome) -> str:
    return context.period_end(outcome.record.period)


def status(outcome: UnitOutcome) -> str:
    """`small`, `fits` or `deviates`."""
    if outcome.small:
        return "small"
    return "deviates" if outcome.deviations else "fits"


def shares(outcome: UnitOutcome) -> dict[str, str]:
    """The share of each predicate in per cent with one decimal; empty where there are too few people to compare."""
    number = people(outcome.counts)
    if outcome.small or not number:
        return dict.fromkeys(PREDICATES, "")
    return {p: decimal(Fraction(100 * outcome.counts[p], number), 1) for p in PREDICATES}


def row(outcome: UnitOutcome) -> dict[str, str]:
    """A row with the columns of `COLUMNS`: people with a predicate, shares in per cent, rules as `path:line`."""
    record = outcome.record
    return {
        "period": record.period,
        "unit": record.unit,
        "result": record.body.result,
        "people": str(people(outcome.counts)),
        **shares(outcome),
        "status": status(outcome),
        "deviations": ";".join(f"{outcome.rubric.path}:{line}" for line in _lines(outcome)),
        "reason": "yes" if outcome.reason else "no",
        "head": ";".join(s.work_rating or "" for s in outcome.heads if s.unit == record.unit),
    }


def _lines(outcome: UnitOutcome) -> list[int]:
    return [outcome.rubric.position(d.pointer)[0] for d in outcome.deviations]


def names(context: Context, outcome: UnitOutcome, lang: Lang) -> dict[str, str]:
    """What the period's official regime calls the predicates."""
    entry = context.settings.calendar.period(outcome.record.period)
    regime = context.rubrics.regime(entry.regime) if entry else None
    return {p.id: p.label.get(lang) for p in regime.model.predicates} if regime and regime.model else {}


def as_text(outcome: UnitOutcome, known: Mapping[str, str], lang: Lang) -> str:
    """A unit's lines for a terminal, `known` from `names`; the free texts of the record are not repeated."""
    rules = outcome.rubric.model
    record, number = outcome.record, people(outcome.counts)
    result = record.body.result if rules is None else _label(rules, record.body.result, lang)
    message = _("{unit}, {period}: result {result}, {number} people with a predicate")
    head = translate(message, lang, unit=record.unit, period=record.period, result=result, number=number)
    spread = ", ".join(f"{known.get(name, name)} {share}%" for name, share in shares(outcome).items() if share)
    lines = [head, f"  {spread}"] if spread else [head]
    lines.append(f"  {translate(_STATUS[status(outcome)], lang)}")
    for deviation, line in zip(outcome.deviations, _lines(outcome), strict=True):
        found = decimal(deviation.share * 100, 1)
        lines.append(f"  - {deviation.expected.text.get(lang)} ({found}%): {outcome.rubric.path}:{line}")
    if outcome.deviations:
        written = _("A reason is written.") if outcome.reason else _("No reason is written yet.")
        lines.append(f"  {translate(written, lang)}")
    return "\n".join(lines)


def _label(rules: Distribution, result: str, lang: Lang) -> str:
    return next(pattern.label.get(lang) for pattern in rules.patterns if pattern.result == result)
