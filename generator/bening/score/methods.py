"""The scorers by a regime's method: one segment of one person in one period, by one rubric.

A scorer gets the calendar's period, the segment and the rubric, and returns the segment's score with its trace. It
raises RubricIncomplete where the rubric cannot decide. Joining segments and counting people is none of its business.
"""

from __future__ import annotations

from collections.abc import Callable

from bening.checks.context import Context, Dossier
from bening.checks.segments import Segment
from bening.model.rubric import RegimeBase
from bening.model.settings import CalendarPeriod
from bening.score.from_records import numeric_score, weighted_score
from bening.score.inputs import inputs_at
from bening.score.quadrant import decide
from bening.score.types import Score
from bening.source.load import Loaded

Scorer = Callable[[Context, Dossier, CalendarPeriod, Segment, Loaded[RegimeBase]], Score]


def by_quadrant(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, rubric: Loaded[RegimeBase]
) -> Score:
    """Score a segment in a quadrant regime, from the ratings of its evaluation."""
    inputs, steps = inputs_at(context, dossier, segment.path("evaluation", dossier.person, entry.period))
    outcome = decide(rubric, inputs)
    return Score(
        person=dossier.person,
        period=entry.period,
        segment=segment.label,
        unit=segment.position.unit,
        position_family=segment.position.family,
        regime=rubric.model.id if rubric.model else "",
        score="",
        work_rating=inputs.work if inputs.approved else None,
        behaviour_rating=inputs.behaviour if inputs.approved else None,
        predicate=outcome.predicate,
        flags=outcome.flags,
        trace=(*steps, *outcome.steps),
    )


SCORERS: dict[str, Scorer] = {"quadrant": by_quadrant, "numeric": numeric_score, "weighted": weighted_score}
