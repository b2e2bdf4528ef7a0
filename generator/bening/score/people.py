"""Scores of people: which evaluation counts, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bening import layout
from bening.checks.approvals import is_approved
from bening.checks.context import Context, Dossier
from bening.i18n import mark as _
from bening.model.records import Approval, Evaluation
from bening.model.rubric import RegimeBase
from bening.model.settings import CalendarPeriod
from bening.score.compare import beside
from bening.score.from_records import Segment, WholeYear, numeric_score, weighted_score
from bening.score.quadrant import Inputs, RubricIncomplete, decide
from bening.score.types import Score, Step
from bening.source.load import Loaded

Scorer = Callable[[Context, Dossier, CalendarPeriod, Segment, Loaded[RegimeBase]], Score]


def score_person(context: Context, dossier: Dossier, entry: CalendarPeriod, ref: str = "") -> Score | None:
    """Score one person in a year by the calendar's official regime, or by that of `ref`.

    None when the person held no position on the period's last day: a person counts once a period, in the unit
    at its end. Raises RubricIncomplete when the regime cannot decide.
    """
    ref = ref or entry.regime
    position = context.directory.position(dossier.person, entry.ends) if dossier.model else None
    if position is None:
        return None
    rubric = context.rubrics.regime(ref)
    if rubric is None or rubric.model is None or rubric.model.method not in SCORERS:
        raise RubricIncomplete(ref)
    return SCORERS[rubric.model.method](context, dossier, entry, WholeYear(position), rubric)


def scores_in(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Iterator[Score]:
    """The official score of a period, then the indicative ones, each compared with it; those that can be decided."""
    official: Score | None = None
    for ref in (entry.regime, *entry.indicative):
        try:
            made = score_person(context, dossier, entry, ref)
        except RubricIncomplete:  # reported by check_rules
            continue
        rubric = context.rubrics.regime(ref)
        if made is None or rubric is None:
            continue
        if ref == entry.regime:
            official = made
            yield made
        else:
            yield beside(official, made, rubric)


def quadrant_score(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, rubric: Loaded[RegimeBase]
) -> Score:
    """Score one person in a quadrant regime. Raises RubricIncomplete when the rubric cannot decide."""
    if rubric.model is None:
        raise RubricIncomplete(rubric.path)
    position = segment.position
    inputs, steps = _inputs(context, dossier, entry, position.unit)
    outcome = decide(rubric, inputs)
    return Score(
        person=dossier.person,
        period=entry.period,
        segment="1",
        unit=position.unit,
        position_family=position.family,
        regime=rubric.model.id,
        score="",
        work_rating=inputs.work if inputs.approved else None,
        behaviour_rating=inputs.behaviour if inputs.approved else None,
        predicate=outcome.predicate,
        flags=outcome.flags,
        trace=(*steps, *outcome.steps),
    )


def _inputs(context: Context, dossier: Dossier, entry: CalendarPeriod, unit: str) -> tuple[Inputs, tuple[Step, ...]]:
    path = str(layout.RecordPath("evaluation", unit=unit, person=dossier.person, year=entry.period))
    found = next(((a, b) for a, b in dossier.sound(Evaluation) if a.path == path), None)
    if found is None:
        return Inputs(None, False, None, None), ()
    loaded, evaluation = found
    rubric = context.rubrics.regime(evaluation.rubric)
    approvals = [approval for _file, approval in dossier.beside(evaluation, Approval)]
    approved = bool(
        rubric and rubric.model and is_approved(loaded, approvals, rubric.model, context.directory, entry.ends)
    )
    body = evaluation.body
    steps = [Step(_("Evaluation by the supervisor, dated {date}"), {"date": body.date}, loaded.path, 1)]
    if approved:
        steps.append(Step(_("Approved as it stands"), {}, loaded.path, 1))
    return Inputs(loaded.path, approved, body.work_rating, body.behaviour_rating), tuple(steps)


SCORERS: dict[str, Scorer] = {"quadrant": quadrant_score, "numeric": numeric_score, "weighted": weighted_score}
