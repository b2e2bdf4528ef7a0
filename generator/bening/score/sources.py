"""Values that other modules give to a regime: the satisfaction of a unit, and the values of groups of raters.

A module that is not there gives None: a missing value, for which the rubric has its rule.
"""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module
from types import ModuleType
from typing import Any

from bening.checks.context import Context, Dossier
from bening.model.settings import CalendarPeriod
from bening.model.terms import RaterGroup

OPINION_GROUPS: tuple[RaterGroup, ...] = ("peer", "subordinate")
_SATISFACTION = "bening.score.satisfaction"  # index(context, unit, period) -> Fraction | None, 0 to 100
# group_values(context, dossier, entry) -> by group, 0 to 120 or None; results, combine and is_supervisory by item
_RATERS = "bening.score.raters"


def _found(name: str) -> ModuleType | Any | None:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None


def satisfaction(context: Context, unit: str, period: str, date: str, nearest: bool) -> Fraction | None:
    """The satisfaction index (0 to 100) of a unit, or with `nearest` of the nearest one above that has one."""
    module = _found(_SATISFACTION)
    if module is None:
        return None
    units = context.directory.above(unit, date) if nearest else iter([unit])
    found = (module.index(context, one, period) for one in units)
    return next((value for value in found if value is not None), None)


def groups(context: Context, dossier: Dossier, entry: CalendarPeriod) -> dict[RaterGroup, Fraction | None]:
    """The value of each group of raters on the scale of behaviour (0 to 120); None where it is not scored.

    Confidential groups by the numbers of their bands, so that a score tells no more than the bands do.
    """
    module = _found(_RATERS)
    made = module.group_values(context, dossier, entry) if module else {}
    return {group: made.get(group) for group in OPINION_GROUPS}


def item(context: Context, dossier: Dossier, entry: CalendarPeriod, code: str) -> Fraction | None:
    """The value (0 to 120) of one item over all groups, by the multi-rater rubric's weights; None without one."""
    module = _found(_RATERS)
    position = context.directory.position(dossier.person, entry.ends)
    rubric = module.rubric_in_force(context, entry) if module and position else None
    if module is None or position is None or rubric is None or rubric.model is None:
        return None
    found = module.results(context, dossier, entry, position.unit)
    values = {g: made.items[code].points if code in made.items else None for g, made in found.items()}
    leads = module.is_supervisory(rubric.model, position)
    total: Fraction | None = module.combine(rubric.model, values, leads)
    return total
