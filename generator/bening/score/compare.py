"""Indicative results beside the official one: never mixed, and a large difference is told to reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bening import layout
from bening.checks.context import Context
from bening.findings import Finding
from bening.i18n import mark as _
from bening.model.rubric import RegimeBase
from bening.model.terms import PREDICATES
from bening.model.weighted import WeightedRegime
from bening.score.types import INDICATIVE, Score, Step
from bening.source.load import Loaded


def differs(official: Score, indicative: Score, regime: RegimeBase) -> bool:
    """Tell whether two predicates are so many steps apart as the indicative rubric says; without one of them, no."""
    if not isinstance(regime, WeightedRegime) or official.predicate is None or indicative.predicate is None:
        return False
    steps = abs(PREDICATES.index(official.predicate) - PREDICATES.index(indicative.predicate))
    return steps >= regime.disagreement.min_steps


def compared(official: Score, indicative: Score, rubric: Loaded[RegimeBase]) -> Score:
    """The indicative score, with the rubric's flag and a step where it differs from the official one."""
    regime = rubric.model
    if not isinstance(regime, WeightedRegime) or not differs(official, indicative, regime):
        return indicative
    line, _column = rubric.position("/disagreement")
    text = _("Differs from the official predicate; a reviewer looks at it, the official predicate stays")
    basis = tuple(regime.legal_basis)
    step = Step(text, {}, rubric.path, line, "/disagreement", basis, regime.status)
    flags = (*indicative.flags, regime.disagreement.flag)
    return replace(indicative, flags=flags, trace=(*indicative.trace, step))


def beside(official: Score | None, made: Score, rubric: Loaded[RegimeBase]) -> Score:
    """An indicative result, labelled so, and with the rubric's flag where it is far from the official one."""
    labelled = replace(made, flags=(INDICATIVE, *made.flags))
    return compared(official, labelled, rubric) if official else labelled


def differences(context: Context, scores: Iterable[Score]) -> Iterator[Finding]:
    """A warning for each indicative result that is far from the official one."""
    for score in scores:
        entry = context.settings.calendar.period(score.period)
        for ref in entry.indicative if entry else ():
            rubric = context.rubrics.regime(ref)
            if rubric and rubric.model and rubric.model.id == score.regime and (made := finding(score, rubric.model)):
                yield made


def finding(score: Score, regime: RegimeBase) -> Finding | None:
    """The warning for reviewers where an indicative score carries the flag of a difference."""
    if not isinstance(regime, WeightedRegime) or regime.disagreement.flag not in score.flags:
        return None
    path = layout.RecordPath("evaluation", unit=score.unit, person=score.person, year=score.period[:4])
    return Finding("BNG540", str(path), 1, 1, "/rubric", {"rubric": regime.ref})
