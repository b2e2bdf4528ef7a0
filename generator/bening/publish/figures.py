"""The key figures of the first page, each a cell of a released table."""

from __future__ import annotations

from dataclasses import dataclass

from bening.publish.grid import TOTAL, Grid, GridCell, Head, Laid, Shown

TABLE = "predicates_by_office"
DIRECT = ".langsung"  # people directly in the agency: a row, but no office


@dataclass(frozen=True, slots=True)
class Headline:
    """The newest release in a few figures: the grand total's row and how many offices have a row."""

    grid: Grid
    items: tuple[tuple[Head, GridCell], ...]
    offices: int


def headline(shown: Shown) -> Headline | None:
    """Return the key figures of a release, or None when it has no table of predicates by office."""
    laid = shown.newest(TABLE)
    if laid is None:
        return None
    grid = laid.grid([TOTAL])
    pairs = zip(grid.columns, grid.rows[0].cells, strict=True)
    items = tuple((head, cell) for head, cell in pairs if head.depth < 2 and cell.value is not None)
    return Headline(grid, items, _offices(laid))


def _offices(laid: Laid) -> int:
    """How many offices there are; a rest of several is one row."""
    codes = [member for code in laid.below.get(TOTAL, ()) for member in laid.table.merged.get(code, (code,))]
    return sum(not code.endswith(DIRECT) for code in codes)
