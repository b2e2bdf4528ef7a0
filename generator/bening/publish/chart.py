"""The shape of the stacked bars; the drawing is in `site/templates/_chart.svg.j2`.

Widths are shares of the drawing's width, so that text keeps its size on a phone. A hidden class is never drawn:
what is left of a bar is one "not shown" part, which readers can work out from the table anyway.
"""

from __future__ import annotations

from dataclasses import dataclass

from bening.disclose.quality import tenths
from bening.model.base import Lang
from bening.publish.grid import Grid, GridCell, Head, Row
from bening.publish.numbers import percent

LABEL_FROM = 110  # tenths of a per cent: narrower parts have no room for their label on a phone


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, in tenths of a per cent; `look` is the number of its pattern, 0 when not shown."""

    look: int
    label: str
    x: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit's bar; without parts when its total is hidden."""

    label: str
    total: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars and the classes in the legend's order."""

    legend: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]
    has_hidden: bool


def chart(grid: Grid, lang: Lang) -> Chart:
    """Make the bars of a grid: the classes right below the total, one bar a row."""
    shown = tuple((i, head) for i, head in enumerate(grid.columns) if head.depth == 1)
    bars = tuple(_bar(row, shown, lang) for row in grid.rows)
    return Chart(
        legend=tuple((look, head.label) for look, (_, head) in enumerate(shown, start=1)),
        bars=bars,
        has_hidden=any(part.look == 0 for bar in bars for part in bar.parts),
    )


def _bar(row: Row, shown: tuple[tuple[int, Head], ...], lang: Lang) -> Bar:
    total = row.cells[0].value
    if not total:
        return Bar(row.head.label, row.cells[0].text, ())
    parts: list[Part] = []
    so_far = 0
    for look, (index, head) in enumerate(shown, start=1):
        cell = row.cells[index]
        if cell.value:
            parts.append(_part(look, head.label, so_far, cell, total, lang))
            so_far += cell.value
    if so_far < total:
        start = tenths(so_far, total)
        parts.append(Part(0, "", start, 1000 - start, ""))
    return Bar(row.head.label, row.cells[0].text, tuple(parts))


def _part(look: int, label: str, before: int, cell: GridCell, total: int, lang: Lang) -> Part:
    value = cell.value or 0
    start = tenths(before, total)
    width = tenths(before + value, total) - start
    text = percent(value, total, lang) if width >= LABEL_FROM else ""
    return Part(look, label, start, width, text)
