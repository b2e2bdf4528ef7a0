"""The key figures of the first page: each is a cell of a released table, or a share of two such cells."""

from __future__ import annotations

from dataclasses import dataclass

from bening.disclose.safe import SafeRelease
from bening.model.base import Lang
from bening.publish.grid import Grid, GridCell, Head, grids

TABLE = "predicates_by_office"


@dataclass(frozen=True, slots=True)
class Headline:
    """The newest release in a few figures: the grand total's row and how many offices have a row."""

    grid: Grid
    items: tuple[tuple[Head, GridCell], ...]
    offices: int


def headline(release: SafeRelease, lang: Lang) -> Headline | None:
    """Return the key figures of a release, or None when it has no table of predicates."""
    table = next((table for table in release.tables if table.name == TABLE), None)
    if table is None:
        return None
    grid = grids(table, lang)[-1]
    # A rest of several small offices is one row, but not one office.
    offices = sum(max(1, len(row.head.merged)) for row in grid.rows if row.head.depth == 1)
    pairs = zip(grid.columns, grid.rows[0].cells, strict=True)
    items = tuple((head, cell) for head, cell in pairs if head.depth < 2 and cell.value is not None)
    return Headline(grid, items, offices)
