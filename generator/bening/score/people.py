"""Scores of people: which evaluation counts, and what it comes to."""

from __future__ import annotations

from bening import layout
from bening.checks.approvals import is_approved
from bening.checks.context import Context, Dossier
from bening.checks.directory import in_force
from bening.i18n import mark as _
from bening.model.records import Approval, Evaluation
from bening.model.settings import CalendarPeriod
from bening.score import raters
from bening.score.decisions import effective
from bening.score.quadrant import Inputs, RubricIncomplete, decide
from bening.score.types import Score, Step


def score_person(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Score | None:
    """Score one person in a year by the calendar's regime.

    None when the person held no position on the period's last day: a person counts once a period, in the unit
    at its end. Raises RubricIncomplete when the regime cannot decide.
    """
    position = context.directory.position(dossier.person, entry.ends) if dossier.model else None
    rubric = context.rubrics.regime(entry.regime)
    if position is None:
        return None
    if rubric is None or rubric.model is None:
        raise RubricIncomplete(entry.regime)
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
        trace=(*steps, *_feedback(context, dossier, entry), *outcome.steps),
        leads=led(dossier, entry.ends),
    )


def _feedback(context: Context, dossier: Dossier, entry: CalendarPeriod) -> tuple[Step, ...]:
    """What the rater groups said, where the regime makes no use of it."""
    said = raters.steps(context, dossier, entry)
    return (
        (Step(_("Rater groups, as feedback only: the predicate does not follow from them"), {}), *said) if said else ()
    )


def led(dossier: Dossier, date: str) -> tuple[str, ...]:
    """The units that a person leads on a day, acting or not."""
    held = in_force(dossier.model.body.positions, date) if dossier.model else []
    return tuple(sorted({p.unit for p in held if p.head}))


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
    after = effective(context, dossier, loaded)
    steps = [Step(_("Evaluation by the supervisor, dated {date}"), {"date": evaluation.body.date}, loaded.path, 1)]
    if approved:
        steps.append(Step(_("Approved as it stands"), {}, loaded.path, 1))
    return Inputs(loaded.path, approved, after.work, after.behaviour), (*steps, *after.steps)
