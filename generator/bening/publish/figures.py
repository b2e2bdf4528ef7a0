"""The key figures of the first page, each a cell of a released table, and how much of a table is published."""

from __future__ import annotations

from dataclasses import dataclass

from bening.disclose.safe import SafeTable
from bening.publish.grid import TOTAL, Grid, GridCell, Head, Laid, Shown
from bening.publish.numbers import tenths

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


@dataclass(frozen=True, slots=True)
class Quality:
    """How much of a table is published, in tenths of a per cent; `people` is None when the total is hidden.

    `cells` is the share of published cells, `people` that of people in published cells of the finest detail.
    Both follow from the published table alone.
    """

    cells: int
    people: int | None


def quality(table: SafeTable) -> Quality:
    """Measure a table of one or more periods."""
    present = [set(codes) for codes in zip(*(cell.codes for cell in table.cells), strict=True)]
    split = [
        {parent for parent, children in table.hierarchies.get(name, {}).items() if codes.intersection(children)}
        for name, codes in zip(table.dimensions, present, strict=True)
    ]
    leaves = sum(c.value or 0 for c in table.cells if not any(map(_in, c.codes, split)))
    totals = [c.value for c in table.cells if set(c.codes[1:]) == {TOTAL}]
    everyone = sum(total or 0 for total in totals)
    published = sum(cell.value is not None for cell in table.cells)
    people = tenths(leaves, everyone) if everyone and None not in totals else None
    return Quality(tenths(published, len(table.cells)), people)


def _in(code: str, codes: set[str]) -> bool:
    return code in codes
