"""The organisation as the public sees it: units, what is above and below, and where their figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bening.model.base import Bilingual
from bening.model.terms import UnitLevel
from bening.publish.grid import Grid, Laid, Row, Shown

BY_OFFICE, BY_UNIT, BY_OFFICE_FAMILY = "predicates_by_office", "predicates_by_unit", "predicates_by_office_family"
STEPS = "participation"


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """A unit on the day of the build: code, name, level and the unit above."""

    code: str
    name: Bilingual
    level: UnitLevel
    parent: str | None


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit with its way up (topmost first, without itself) and the units below it, by name."""

    unit: PublicUnit
    path: tuple[PublicUnit, ...]
    below: tuple[PublicUnit, ...]

    @property
    def office(self) -> PublicUnit | None:
        """The office that this unit is or belongs to."""
        return next((u for u in (*self.path, self.unit) if u.level == "office"), None)


def views(units: Sequence[PublicUnit]) -> tuple[UnitView, ...]:
    """Every unit with its place in the tree, in the order of codes."""
    known = {unit.code: unit for unit in units}
    below: dict[str, list[PublicUnit]] = {}
    for unit in sorted(units, key=lambda u: (u.name.id, u.code)):
        below.setdefault(unit.parent or "", []).append(unit)
    ordered = sorted(units, key=lambda u: u.code)
    return tuple(UnitView(u, _path(u, known), tuple(below.get(u.code, ()))) for u in ordered)


def _path(unit: PublicUnit, known: dict[str, PublicUnit]) -> tuple[PublicUnit, ...]:
    above: list[PublicUnit] = []
    parent = known.get(unit.parent or "")
    while parent is not None and parent not in above:
        above.insert(0, parent)
        parent = known.get(parent.parent or "")
    return tuple(above)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit's figures stand: in a row of its own, or in that of the rest with `others`."""

    grid: Grid
    others: tuple[str, ...]

    @property
    def row(self) -> Row:
        """The one row."""
        return self.grid.rows[0]


def code_of(laid: Laid, unit: str) -> str | None:
    """The code of the row that stands for a unit: its own or a rest's."""
    return next((code for code in (unit, laid.rest.get(unit)) if code in laid.heads["unit"]), None)


def place(laid: Laid | None, unit: str) -> Place | None:
    """Find a unit in a table of units; None when the table shows nothing of it."""
    code = code_of(laid, unit) if laid else None
    if laid is None or code is None:
        return None
    codes = laid.table.merged[code] if code != unit else ()
    labels = laid.table.labels["unit"]
    return Place(laid.grid([code]), tuple(labels[c][laid.lang] for c in codes if c != unit))


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """An office's figures: its own, its units' with itself on top, its position families' (or the rest's)."""

    own: Place | None
    units: Grid | None
    families: Grid | None


def office_figures(shown: Shown, office: str) -> OfficeFigures:
    """Gather what a release shows of an office."""
    units, families = shown.newest(BY_UNIT), shown.newest(BY_OFFICE_FAMILY)
    below = units.below.get(office) if units else None
    code = code_of(families, office) if families else None
    return OfficeFigures(
        own=place(shown.newest(BY_OFFICE), office),
        units=units.grid([office, *below]) if units and below else None,
        families=families.grid(unit=code) if families and code else None,
    )


# Why a unit has no row: no table, no office, its office is merged or has no rows below it, nobody was in the unit.
Absence = Literal["withheld", "no_office", "office_merged", "office_whole", "nobody"]


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit's figures below the office, or why there are none."""

    own: Place | None
    absence: Absence | None


def unit_figures(shown: Shown, view: UnitView) -> UnitFigures:
    """Find what a release shows of a unit."""
    laid = shown.newest(BY_UNIT)
    own = place(laid, view.unit.code)
    return UnitFigures(own, None if own else _absence(laid, view.office))


def _absence(laid: Laid | None, office: PublicUnit | None) -> Absence:
    if laid is None:
        return "withheld"
    if office is None:
        return "no_office"
    if office.code in laid.rest:
        return "office_merged"
    head = laid.heads["unit"].get(office.code)
    return "office_whole" if head and head.leaf else "nobody"


def step_figures(shown: Shown, unit: str) -> Grid | None:
    """How far people got in the year: the unit's row (or that of the rest it is in), and those of its units."""
    laid = shown.newest(STEPS)
    code = code_of(laid, unit) if laid else None
    if laid is None or code is None:
        return None
    return laid.grid([code, *(laid.below.get(unit, ()) if code == unit else ())])


def by_office(laid: Laid) -> Grid:
    """The rows of the whole agency and its offices."""
    return laid.grid(["TOTAL", *laid.below.get("TOTAL", ())])
