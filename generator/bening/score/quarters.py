"""Quarterly evaluations of a segment: their predicates, their roll-up, and where the annual one differs from it.

The annual evaluation is the rater's, taking the periodic ones into account (PermenPANRB 6/2022): the roll-up is shown
beside it and changes nothing, unless the rubric lets the year follow the quarters where no annual evaluation is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bening.checks.context import Context, Dossier
from bening.checks.segments import Segment, segments, stretches_in
from bening.findings import Finding
from bening.i18n import mark as _
from bening.model.cycle import QUARTERS, Cycle
from bening.model.rubric import RegimeBase
from bening.model.settings import CalendarPeriod
from bening.model.terms import Predicate
from bening.score.joining import most_months, rule_step
from bening.score.methods import SCORERS
from bening.score.quadrant import RubricIncomplete
from bening.score.types import Score, Step
from bening.source.load import Loaded

_ROMAN = {"q1": "I", "q2": "II", "q3": "III", "q4": "IV"}  # as the law counts quarters
Scored = Callable[[Segment], Score]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The quarters' scores in the order of the year, and what they come to: None while they are too few."""

    quarters: tuple[Score, ...]
    predicate: Predicate | None


def evaluated(context: Context, dossier: Dossier, segment: Segment, entry: CalendarPeriod) -> list[Segment]:
    """The quarters of a segment that have an evaluation, each as a segment of its own, labelled `q1` to `q4`.

    A quarter in which the post changed within a unit belongs to the later stretch there.
    """
    paths = {record.path for record in dossier.records if "/evaluation-q" in record.path}
    found = []
    for part in QUARTERS if paths else ():
        quarter = replace(segment, label=part, part=part, months=3)
        here = stretches_in(context, dossier.person, segment.position.unit, f"{entry.period}-{part}")
        mine = here and here[-1] in segment.stretches
        if mine and quarter.path("evaluation", dossier.person, entry.period) in paths:
            found.append(quarter)
    return found


def roll_up(scores: tuple[Score, ...], cycle: Cycle | None) -> RollUp:
    """The predicate that most quarters have, the later on a tie; None with fewer results than the rubric asks for."""
    found = [score.predicate for score in scores if score.predicate is not None]
    if cycle is None or len(found) < cycle.roll_up.least_quarters:
        return RollUp(scores, None)
    return RollUp(scores, most_months([(predicate, 1) for predicate in found]))


def with_quarters(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, annual: Score, scored: Scored
) -> Score:
    """The annual score with the steps of its quarters; it follows them only where the rubric says so."""
    quarters = tuple(scored(quarter) for quarter in evaluated(context, dossier, segment, entry))
    rubric = context.cycle_rubric
    if not quarters or rubric is None or rubric.model is None:
        return annual
    rolled, rule = roll_up(quarters, rubric.model), rubric.model.roll_up
    steps = [*_steps(dossier, segment, entry, rolled), *_rolled(rolled, rubric)]
    path = segment.path("evaluation", dossier.person, entry.period)
    alone = all(record.path != path for record in dossier.records)
    if rolled.predicate is None or not alone or rule.without_annual != "from_quarters":
        return replace(annual, trace=(*steps, *annual.trace))
    text = _("There is no annual evaluation: the year follows its quarters")
    steps.append(rule_step(text, {}, rubric, "/roll_up/without_annual", rule))
    return replace(annual, predicate=rolled.predicate, flags=(rule.flag,), trace=tuple(steps))


def _steps(dossier: Dossier, segment: Segment, entry: CalendarPeriod, rolled: RollUp) -> Iterator[Step]:
    for score in rolled.quarters:
        path = replace(segment, part=score.segment).path("evaluation", dossier.person, entry.period)
        if score.predicate is None:
            yield Step(
                _("Quarter {quarter}: no predicate ({flags})"), _named(score) | {"flags": _flags(score)}, path, 1
            )
        else:
            values = _named(score) | {"predicate": f"predicate:{score.predicate}"}
            yield Step(_("Quarter {quarter}: {predicate}"), values, path, 1)


def _named(score: Score) -> dict[str, str]:
    return {"quarter": _ROMAN[score.segment]}


def _flags(score: Score) -> str:
    return ", ".join(score.flags)


def _rolled(rolled: RollUp, rubric: Loaded[Cycle]) -> Iterator[Step]:
    if rubric.model is None:
        return
    rule = rubric.model.roll_up
    if rolled.predicate is None:
        text, values = _("Too few quarters to roll up; at least {count}"), {"count": str(rule.least_quarters)}
        yield rule_step(text, values, rubric, "/roll_up/least_quarters", rule)
    else:
        text = _("The quarters come to {predicate}; the annual evaluation is the rater's and decides")
        yield rule_step(text, {"predicate": f"predicate:{rolled.predicate}"}, rubric, "/roll_up/rule", rule)


def scorer(context: Context, dossier: Dossier, entry: CalendarPeriod, rubric: Loaded[RegimeBase]) -> Scored:
    """The scorer of a rubric's method for the segments of one person's period."""
    if rubric.model is None or rubric.model.method not in SCORERS:
        raise RubricIncomplete(rubric.path)
    method = SCORERS[rubric.model.method]
    return lambda segment: method(context, dossier, entry, segment, rubric)


def deviations(context: Context, dossier: Dossier) -> Iterator[Finding]:
    """Annual evaluations that come to another predicate than their quarters: a warning to reviewers."""
    if context.cycle is None or not any("/evaluation-q" in record.path for record in dossier.records):
        return
    for entry in context.settings.calendar.periods:
        rubric = context.rubrics.regime(entry.regime)
        if rubric is None or rubric.model is None:
            continue
        try:
            yield from _deviating(context, dossier, entry, scorer(context, dossier, entry, rubric))
        except RubricIncomplete:  # reported by check_rules
            continue


def _deviating(context: Context, dossier: Dossier, entry: CalendarPeriod, scored: Scored) -> Iterator[Finding]:
    for segment in segments(context, dossier, entry):
        quarters = tuple(scored(quarter) for quarter in evaluated(context, dossier, segment, entry))
        rolled = roll_up(quarters, context.cycle)
        if rolled.predicate is None:
            continue
        path = segment.path("evaluation", dossier.person, entry.period)
        annual = next((record for record in dossier.records if record.path == path), None)
        predicate = scored(segment).predicate
        if annual is not None and predicate not in (None, rolled.predicate):
            yield annual.finding("BNG533", "/body")
