"""Values that other modules give to a regime: the satisfaction of a unit, and the aggregates of groups of raters.

A module that is not there gives None: a missing value, for which the rubric has its rule.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from typing import Any

from bening.checks.context import Context, Dossier
from bening.model.settings import CalendarPeriod
from bening.model.terms import RaterGroup

OPINION_GROUPS: tuple[RaterGroup, ...] = ("peer", "subordinate")
# Where they are, as (module, function).
_SATISFACTION = ("bening.score.satisfaction", "index")  # (context, unit, period) -> Fraction | None, 0 to 100
_GROUPS = ("bening.score.raters", "group_positions")  # (context, dossier, entry) -> by group, 0 to 1 or None
_ITEM = ("bening.score.raters", "item_position")  # (context, dossier, entry, item) -> 0 to 1 or None


def _found(place: tuple[str, str]) -> Callable[..., Any] | None:
    module, name = place
    try:
        found: Callable[..., Any] | None = getattr(import_module(module), name, None)
    except ModuleNotFoundError:
        return None
    return found


def satisfaction(context: Context, unit: str, period: str, date: str, nearest: bool) -> Fraction | None:
    """The satisfaction index (0 to 100) of a unit, or with `nearest` of the nearest one above that has one."""
    index = _found(_SATISFACTION)
    if index is None:
        return None
    units = context.directory.above(unit, date) if nearest else iter([unit])
    found = (index(context, one, period) for one in units)
    return next((value for value in found if value is not None), None)


def groups(context: Context, dossier: Dossier, entry: CalendarPeriod) -> dict[RaterGroup, Fraction | None]:
    """The aggregate of each group of raters as a position between the ends of their scale; None where not scored."""
    positions = _found(_GROUPS)
    made = positions(context, dossier, entry) if positions else {}
    return {group: made.get(group) for group in OPINION_GROUPS}


def item(context: Context, dossier: Dossier, entry: CalendarPeriod, code: str) -> Fraction | None:
    """The aggregate of one item over all groups, as a position between the ends of its scale."""
    position = _found(_ITEM)
    made: Fraction | None = position(context, dossier, entry, code) if position else None
    return made
