"""A safe table as a reader sees it: rows of units, columns of classes, one grid a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bening.disclose.safe import SafeTable
from bening.model.base import Lang
from bening.publish.numbers import count, percent


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
    """One table of one period."""

    name: str
    title: str
    period: str
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


def grids(table: SafeTable, lang: Lang) -> tuple[Grid, ...]:
    """Lay a table of period x unit x class out, one grid a period."""
    values = {cell.codes: cell.value for cell in table.cells}
    periods = dict.fromkeys(codes[0] for codes in values)
    rows, columns = (_heads(table, dimension, lang) for dimension in table.dimensions[1:3])
    return tuple(
        Grid(
            name=table.name,
            title=table.title[lang],
            period=period,
            columns=columns,
            rows=tuple(_row(values, period, head, columns, lang) for head in rows),
        )
        for period in periods
    )


def _row(
    values: Mapping[tuple[str, ...], int | None],
    period: str,
    head: Head,
    columns: tuple[Head, ...],
    lang: Lang,
) -> Row:
    total = values[(period, head.code, columns[0].code)]
    cells = []
    for column in columns:
        codes = (period, head.code, column.code)
        cells.append(_cell(codes, values[codes], total if column.depth else None, lang))
    return Row(head, tuple(cells))


def _cell(codes: tuple[str, ...], value: int | None, total: int | None, lang: Lang) -> GridCell:
    text = "" if value is None else count(value, lang)
    share = percent(value, total, lang) if value is not None and total else ""
    return GridCell(codes, value, text, share)


def _heads(table: SafeTable, dimension: str, lang: Lang) -> tuple[Head, ...]:
    """Walk a dimension from its top; the total comes first."""
    children = table.hierarchies[dimension]
    below = {child for parent in children for child in children[parent]}
    labels = table.labels.get(dimension, {})

    def label(code: str) -> str:
        return labels[code][lang] if code in labels else code

    def walk(code: str, depth: int) -> Iterator[Head]:
        merged = tuple(label(other) for other in table.merged.get(code, ()))
        yield Head(code, label(code), depth, not children.get(code), merged)
        for child in children.get(code, ()):
            yield from walk(child, depth + 1)

    return tuple(head for top in children if top not in below for head in walk(top, 0))
