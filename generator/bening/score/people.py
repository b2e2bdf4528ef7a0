"""Scores of people: every segment by every regime of the period, and the one result that is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bening.checks.context import Context, Dossier
from bening.checks.directory import in_force
from bening.checks.segments import Segment, segments
from bening.i18n import mark as _
from bening.model.settings import CalendarPeriod
from bening.score import raters
from bening.score.compare import beside
from bening.score.joining import join
from bening.score.quadrant import RubricIncomplete
from bening.score.quarters import Scored, scorer, with_quarters
from bening.score.types import Score, Step


def score_person(context: Context, dossier: Dossier, entry: CalendarPeriod) -> tuple[Score, ...]:
    """Score one person in a year by the calendar's regime and its indicative ones, segment by segment.

    Exactly one row of the official regime has `counted`: that of the only segment, or the joined one. Nothing when
    the person held no position on the period's last day: a person counts once a period, in the unit at its end.
    Raises RubricIncomplete when the official regime cannot decide; an indicative one that cannot has no rows.
    """
    if dossier.model is None or context.directory.position(dossier.person, entry.ends) is None:
        return ()
    found = segments(context, dossier, entry)
    official = [
        _annual(context, dossier, entry, row) if row.counted else row
        for row in _by(context, dossier, entry, found, entry.regime, with_quarters)
    ]
    counted = next((row for row in official if row.counted), None)
    return (*official, *_indicative(context, dossier, entry, found, counted))


def _annual(context: Context, dossier: Dossier, entry: CalendarPeriod, row: Score) -> Score:
    """The counted row also says which units the person leads and, as feedback, what the rater groups said."""
    said = raters.steps(context, dossier, entry)
    title = Step(_("Rater groups, as feedback only: the predicate does not follow from them"), {})
    return replace(row, leads=led(dossier, entry.ends), trace=(*((title, *said) if said else ()), *row.trace))


def led(dossier: Dossier, date: str) -> tuple[str, ...]:
    """The units that a person leads on a day, acting or not."""
    held = in_force(dossier.model.body.positions, date) if dossier.model else []
    return tuple(sorted({p.unit for p in held if p.head}))


def _indicative(
    context: Context, dossier: Dossier, entry: CalendarPeriod, found: list[Segment], official: Score | None
) -> Iterator[Score]:
    for ref in entry.indicative:
        try:
            rows = _by(context, dossier, entry, found, ref, _as_scored)
        except RubricIncomplete:  # reported by check_rules
            continue
        rubric = context.rubrics.regime(ref)
        if rubric is not None:
            yield from (replace(beside(official, row, rubric), counted=False) for row in rows)


def _as_scored(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, annual: Score, scored: Scored
) -> Score:
    """Quarters are set beside the official result only; an indicative regime may not read evaluations at all."""
    return annual


def _by(
    context: Context,
    dossier: Dossier,
    entry: CalendarPeriod,
    found: list[Segment],
    ref: str,
    finish: Callable[[Context, Dossier, CalendarPeriod, Segment, Score, Scored], Score],
) -> list[Score]:
    """The rows by one regime: a segment each, and the joined one where there are several."""
    rubric = context.rubrics.regime(ref)
    if rubric is None or rubric.model is None:
        raise RubricIncomplete(ref)
    scored = scorer(context, dossier, entry, rubric)
    rows = [(part, finish(context, dossier, entry, part, scored(part), scored)) for part in found]
    if len(rows) == 1:
        return [rows[0][1]]
    return [*(replace(row, counted=False) for _segment, row in rows), join(rows, context.cycle_rubric)]
