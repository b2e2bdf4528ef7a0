"""Values that other modules give to a regime: the satisfaction of a unit, and the values of groups of raters.

What is not there is None: a missing value, for which the rubric has its rule.
"""

from __future__ import annotations

from fractions import Fraction

from bening.checks.context import Context, Dossier
from bening.checks.raters import rubric_in_force
from bening.model.settings import CalendarPeriod
from bening.model.terms import RaterGroup
from bening.score import raters
from bening.score.satisfaction import index

OPINION_GROUPS: tuple[RaterGroup, ...] = ("peer", "subordinate")


def satisfaction(context: Context, unit: str, period: str, date: str, nearest: bool) -> Fraction | None:
    """The satisfaction index (0 to 100) of a unit, or with `nearest` of the nearest one above that has one."""
    units = context.directory.above(unit, date) if nearest else iter([unit])
    found = (index(context, one, period) for one in units)
    return next((value for value in found if value is not None), None)


def groups(context: Context, dossier: Dossier, entry: CalendarPeriod) -> dict[RaterGroup, Fraction | None]:
    """The value of each group of raters on the scale of behaviour (0 to 120); None where it is not scored.

    Confidential groups by the numbers of their bands, so that a score tells no more than the bands do.
    """
    made = raters.group_values(context, dossier, entry)
    return {group: made.get(group) for group in OPINION_GROUPS}


def item(context: Context, dossier: Dossier, entry: CalendarPeriod, code: str) -> Fraction | None:
    """The value (0 to 120) of one item over all groups, by the multi-rater rubric's weights; None without one."""
    position = context.directory.position(dossier.person, entry.ends)
    rubric = rubric_in_force(context, entry) if position else None
    if position is None or rubric is None or rubric.model is None:
        return None
    found = raters.results(context, dossier, entry, position.unit)
    values: dict[str, Fraction | None] = {
        group: made.items[code].points if code in made.items else None for group, made in found.items()
    }
    return raters.combine(rubric.model, values, raters.is_supervisory(rubric.model, position))
