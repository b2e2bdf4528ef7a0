"""A safe table as a reader sees it: rows of one dimension, columns of classes, any further dimension fixed.

A release is laid out once a language (`show`), whatever the number of pages that take a few rows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bening.disclose.safe import SafeRelease, SafeTable
from bening.model.base import Lang
from bening.publish.numbers import count, percent

TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class Head:
    """A row's or column's code and label; `depth` 0 is the total, `leaf` has no children."""

    code: str
    label: str
    depth: int
    leaf: bool
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """One published or hidden figure; `share` is of its row's total and only of two published figures."""

    codes: tuple[str, ...]
    value: int | None
    text: str
    share: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its head and a cell a column."""

    head: Head
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of one period, or some rows of it; `dimension` is that of the rows."""

    name: str
    title: str
    period: str
    dimension: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]

    @property
    def hidden(self) -> int:
        """How many of its cells are hidden."""
        return sum(cell.value is None for row in self.rows for cell in row.cells)

    @property
    def merged(self) -> tuple[Head, ...]:
        """The rows that stand for several units."""
        return tuple(row.head for row in self.rows if row.head.merged)


@dataclass(frozen=True, slots=True)
class Laid:
    """A table of one period in one language, indexed: `heads` by dimension and code, the topmost first.

    `below` are the children of a unit, `rest` the code of the rest that a unit is merged into.
    """

    table: SafeTable
    lang: Lang
    period: str
    values: Mapping[tuple[str, ...], int | None]
    heads: Mapping[str, Mapping[str, Head]]
    below: Mapping[str, tuple[str, ...]]
    rest: Mapping[str, str]

    def grid(self, rows: Iterable[str] | None = None, **fixed: str) -> Grid:
        """Lay out all rows or those given; depths then count from the first. `fixed` are codes by dimension."""
        dimension = next(d for d in self.table.dimensions[1:-1] if d not in fixed)
        heads = self.heads[dimension]
        chosen = [heads[code] for code in (heads if rows is None else rows)]
        top = chosen[0].depth if chosen else 0
        columns = tuple(self.heads[self.table.dimensions[-1]].values())
        lines = (
            self._row(Head(head.code, head.label, head.depth - top, head.leaf, head.merged), dimension, columns, fixed)
            for head in chosen
        )
        return Grid(self.table.name, self.table.title[self.lang], self.period, dimension, columns, tuple(lines))

    def _row(self, head: Head, dimension: str, columns: tuple[Head, ...], fixed: Mapping[str, str]) -> Row:
        place = {**fixed, dimension: head.code}
        line = (self.period, *(place[d] for d in self.table.dimensions[1:-1]))
        total = self.values[*line, columns[0].code]
        cells = (self._cell((*line, column.code), total if column.depth else None) for column in columns)
        return Row(head, tuple(cells))

    def _cell(self, codes: tuple[str, ...], total: int | None) -> GridCell:
        value = self.values[codes]
        text = "" if value is None else count(value, self.lang)
        share = percent(value, total, self.lang) if value is not None and total else ""
        return GridCell(codes, value, text, share)


@dataclass(frozen=True, slots=True)
class Shown:
    """A release in one language: every table laid out once, by its name, a period each."""

    release: SafeRelease
    tables: Mapping[str, tuple[Laid, ...]]

    def newest(self, name: str) -> Laid | None:
        """A table's newest period, or None when the release does not show it."""
        return self.tables[name][-1] if name in self.tables else None


def show(release: SafeRelease, lang: Lang) -> Shown:
    """Lay a release's tables out."""
    return Shown(release, {table.name: lay(table, lang) for table in release.tables})


def lay(table: SafeTable, lang: Lang) -> tuple[Laid, ...]:
    """Index a table of period x … x class, once a period."""
    periods: dict[str, dict[tuple[str, ...], int | None]] = {}
    present: list[set[str]] = [set() for _ in table.dimensions]
    for cell in table.cells:
        periods.setdefault(cell.codes[0], {})[cell.codes] = cell.value
        for codes, code in zip(present, cell.codes, strict=True):
            codes.add(code)
    named = list(zip(table.dimensions, present, strict=True))[1:]
    heads = {name: {head.code: head for head in _heads(table, name, codes, lang)} for name, codes in named}
    units = table.hierarchies.get("unit", {})
    below = {p: tuple(c for c in units[p] if c in heads.get("unit", {})) for p in units}
    rest = {member: code for code, members in table.merged.items() for member in members}
    return tuple(Laid(table, lang, period, values, heads, below, rest) for period, values in periods.items())


def _heads(table: SafeTable, dimension: str, present: set[str], lang: Lang) -> Iterator[Head]:
    """Walk a dimension from its top. A release's sums are of all its tables: only codes of this one count."""
    children = {
        parent: [child for child in below if child in present]
        for parent, below in table.hierarchies.get(dimension, {}).items()
    }
    labels = table.labels.get(dimension, {})

    def label(code: str) -> str:
        return labels[code][lang] if code in labels else code

    def walk(code: str, depth: int) -> Iterator[Head]:
        merged = tuple(label(other) for other in table.merged.get(code, ()))
        yield Head(code, label(code), depth, not children.get(code), merged)
        for child in children.get(code, ()):
            yield from walk(child, depth + 1)

    return walk(TOTAL, 0)
