"""The quadrant regime: rating of work results x rating of behaviour -> predicate, by the rubric's matrix.

Source: PermenPANRB 6/2022, as the rubric's `legal_basis` says. Nothing is decided here: a combination without a
cell, or a missing part without a rule, is refused, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bening.i18n import mark as _
from bening.model.rubric import Part, Regime, RegimeBase
from bening.model.terms import Predicate, Rating
from bening.score.tracing import RubricIncomplete
from bening.score.types import Step
from bening.source.load import Loaded

__all__ = ["Inputs", "Outcome", "RubricIncomplete", "decide"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a predicate is made of. `evaluation` is a path, or None when there is none."""

    evaluation: str | None
    approved: bool
    work: Rating | None
    behaviour: Rating | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A predicate, or none with the flags that say why; and the steps."""

    predicate: Predicate | None
    flags: tuple[str, ...]
    steps: tuple[Step, ...]


def _rating_label(regime: Regime, rating: Rating) -> str:
    return f"rating:{next(r.id for r in regime.ratings if r.id == rating)}"


def _missing(rubric: Loaded[RegimeBase], regime: RegimeBase, part: Part) -> tuple[str, Step]:
    for index, rule in enumerate(regime.missing):
        if rule.part == part:
            pointer = f"/missing/{index}"
            line, _column = rubric.position(pointer)
            text = _("No predicate: {reason}")
            values = {"reason": f"missing:{part}"}
            return rule.flag, Step(text, values, rubric.path, line, pointer, tuple(regime.legal_basis), regime.status)
    raise RubricIncomplete(part)


def _gaps(inputs: Inputs) -> list[Part]:
    """The parts that are missing; without a counted evaluation nothing further is looked at."""
    if inputs.evaluation is None:
        return ["evaluation"]
    if not inputs.approved:
        return ["approval"]
    named: list[tuple[Part, Rating | None]] = [
        ("work_rating", inputs.work),
        ("behaviour_rating", inputs.behaviour),
    ]
    return [part for part, value in named if value is None]


def decide(rubric: Loaded[RegimeBase], inputs: Inputs) -> Outcome:
    """Return the predicate that the rubric's matrix gives, with the steps.

    Raises RubricIncomplete when the rubric has no cell for the ratings or no rule for a missing part.
    """
    regime = rubric.model
    if not isinstance(regime, Regime):
        raise RubricIncomplete(rubric.path)
    gaps = [_missing(rubric, regime, part) for part in _gaps(inputs)]
    steps = tuple(_ratings(rubric, regime, inputs)) if inputs.evaluation and inputs.approved else ()
    if gaps:
        return Outcome(None, tuple(flag for flag, _step in gaps), steps + tuple(step for _flag, step in gaps))
    return _cell(rubric, regime, inputs, steps)


def _ratings(rubric: Loaded[RegimeBase], regime: Regime, inputs: Inputs) -> list[Step]:
    named = (
        (_("Rating of work results: {rating}"), inputs.work),
        (_("Rating of behaviour: {rating}"), inputs.behaviour),
    )
    steps = []
    for text, rating in named:
        if rating is not None:
            index = next(i for i, r in enumerate(regime.ratings) if r.id == rating)
            pointer = f"/ratings/{index}"
            line, _column = rubric.position(pointer)
            values = {"rating": _rating_label(regime, rating)}
            steps.append(Step(text, values, rubric.path, line, pointer, tuple(regime.legal_basis), regime.status))
    return steps


def _cell(rubric: Loaded[RegimeBase], regime: Regime, inputs: Inputs, steps: tuple[Step, ...]) -> Outcome:
    for index, cell in enumerate(regime.matrix):
        if (cell.work, cell.behaviour) == (inputs.work, inputs.behaviour):
            pointer = f"/matrix/{index}"
            line, _column = rubric.position(pointer)
            text = _("The matrix gives: {predicate}")
            values = {"predicate": f"predicate:{cell.predicate}"}
            step = Step(text, values, rubric.path, line, pointer, tuple(cell.legal_basis), cell.status)
            return Outcome(cell.predicate, (), (*steps, step))
    raise RubricIncomplete("matrix")
