"""The organisation as the public sees it: units, what is above and below, and where their figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bening.disclose.safe import SafeRelease
from bening.model.base import Bilingual, Lang
from bening.model.terms import UnitLevel
from bening.publish.grid import Grid, Row, grids


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
    """Where an office's figures stand in a grid: its own row, or the row of the rest that it is merged into."""

    grid: Grid
    row: Row
    merged: bool


def place(release: SafeRelease, office: str, lang: Lang) -> Place | None:
    """Find an office in the tables of a release; None when the release shows nothing of it."""
    for table in release.tables:
        rest = next((code for code, names in table.merged.items() if office in names), None)
        grid = grids(table, lang)[-1]
        for row in grid.rows:
            if row.head.code in (office, rest):
                return Place(grid, row, row.head.code == rest)
    return None
