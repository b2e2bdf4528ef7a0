"""Exact whole-number bounds from sums alone: what a patient reader with pencil and paper finds."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


class Contradiction(ValueError):
    """No table of counts fits the sums."""


@dataclass(frozen=True, slots=True)
class Row:
    """Sum of `coefficients[i] * cell[columns[i]]` is `total`."""

    columns: tuple[int, ...]
    coefficients: tuple[int, ...]
    total: int


def propagate(rows: Sequence[Row], low: list[int], high: list[int | None], visits: int = 50) -> None:
    """Tighten `low` and `high` in place; every bound holds for every table that fits. Raises Contradiction."""
    touching: dict[int, list[int]] = {}
    for r, row in enumerate(rows):
        for column in row.columns:
            touching.setdefault(column, []).append(r)
    queue, waiting, left = deque(range(len(rows))), set(range(len(rows))), visits * len(rows)
    while queue and left:
        left -= 1
        r = queue.popleft()
        waiting.discard(r)
        for column in _tighten(rows[r], low, high):
            for other in touching[column]:
                if other not in waiting:
                    waiting.add(other)
                    queue.append(other)


def _tighten(row: Row, low: list[int], high: list[int | None]) -> list[int]:
    """Bound each cell of a row by the others' extremes; returns the cells whose bounds moved."""
    least, most, open_ends = 0, 0, 0
    for column, c in zip(row.columns, row.coefficients, strict=True):
        top = high[column]
        up, down = (top, low[column]) if c > 0 else (low[column], top)
        least += c * down if down is not None else 0
        most += c * up if up is not None else 0
        open_ends += (down is None) + (1 << 32) * (up is None)
    return [
        column
        for column, c in zip(row.columns, row.coefficients, strict=True)
        if _bound(column, c, row.total, (least, most, open_ends), low, high)
    ]


def _bound(column: int, c: int, total: int, sums: tuple[int, int, int], low: list[int], high: list[int | None]) -> bool:
    least, most, open_ends = sums
    bottom, top = low[column], high[column]
    up, down = (top, bottom) if c > 0 else (bottom, top)
    below, above = open_ends & 0xFFFFFFFF, open_ends >> 32
    most_here = total - (least - (c * down if down is not None else 0)) if below == (down is None) else None
    least_here = total - (most - (c * up if up is not None else 0)) if above == (up is None) else None
    ends = _divided(least_here, most_here, c)
    new_low = bottom if ends[0] is None else max(bottom, ends[0])
    new_top = top if ends[1] is None else ends[1] if top is None else min(top, ends[1])
    if new_top is not None and new_low > new_top:
        raise Contradiction
    low[column], high[column] = new_low, new_top
    return (new_low, new_top) != (bottom, top)


def _divided(least: int | None, most: int | None, c: int) -> tuple[int | None, int | None]:
    """Whole numbers x with least <= c * x <= most."""
    if c < 0:
        least, most, c = None if most is None else -most, None if least is None else -least, -c
    return None if least is None else -(-least // c), None if most is None else most // c
