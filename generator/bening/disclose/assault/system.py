"""The linked cells as a system of equations over what is hidden, taken apart into pieces that share nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bening.disclose.assault.propagate import Contradiction, Row, propagate

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells, renumbered from 0, that depend on one another: bounds, and rows in compressed form."""

    cells: tuple[int, ...]
    low: Ints
    high: Ints
    starts: Ints
    columns: Ints
    coefficients: Ints
    totals: Ints

    def fits(self, x: Ints) -> bool:
        """Whether `x` is a table of counts that agrees with everything published; exact."""
        if (x < self.low).any() or (x > self.high).any():
            return False
        if not len(self.totals):
            return True
        return bool((np.add.reduceat(self.coefficients * x[self.columns], self.starts[:-1]) == self.totals).all())


@dataclass(frozen=True, slots=True)
class System:
    """What is fixed after exact propagation, the pieces that are left, and the cells that contradict."""

    fixed: Mapping[int, int]
    bounds: Mapping[int, tuple[int, int]]
    pieces: tuple[Piece, ...]
    broken: frozenset[int]


def solve_for(unknown: Iterable[int], rows: Sequence[Row], ties: Iterable[Iterable[int]], ceiling: int) -> System:
    """Propagate, then take apart. `ties` are sets of cells to be kept in one piece. `ceiling` bounds every cell."""
    cells = list(unknown)
    low, high, broken = dict.fromkeys(cells, 0), dict.fromkeys(cells), set[int]()
    parts = _parts(cells, [r.columns for r in rows])
    for part, mine in zip(parts, _shared(parts, rows), strict=True):
        bottom, top = _bounds(part, mine)
        if bottom is None:
            broken.update(part)
            continue
        low.update(bottom)
        high.update(top)
    return _apart(cells, rows, ties, low, {c: ceiling if h is None else h for c, h in high.items()}, broken)


def _bounds(part: list[int], rows: list[Row]) -> tuple[dict[int, int] | None, dict[int, int | None]]:
    place = {cell: i for i, cell in enumerate(part)}
    local = [Row(tuple(place[c] for c in r.columns), r.coefficients, r.total) for r in rows]
    low: list[int] = [0] * len(part)
    high: list[int | None] = [None] * len(part)
    try:
        propagate(local, low, high)
        _check(local, low, high)
    except Contradiction:
        return None, {}
    return dict(zip(part, low, strict=True)), dict(zip(part, high, strict=True))


def _check(rows: list[Row], low: list[int], high: list[int | None]) -> None:
    """Propagation may stop early; no settled row may be wrong then."""
    for row in rows:
        total = sum(k * low[c] for c, k in zip(row.columns, row.coefficients, strict=True))
        if total != row.total and all(low[c] == high[c] for c in row.columns):
            raise Contradiction


def _apart(
    cells: list[int],
    rows: Sequence[Row],
    ties: Iterable[Iterable[int]],
    low: Mapping[int, int],
    high: Mapping[int, int],
    broken: set[int],
) -> System:
    fixed = {c: low[c] for c in cells if low[c] == high[c] and c not in broken}
    free = [c for c in cells if c not in fixed and c not in broken]
    left = [_reduced(row, fixed) for row in rows if row.columns[0] not in broken]
    left = list(dict.fromkeys(row for row in left if row.columns))
    loose = [[c for c in tie if c not in fixed and c not in broken] for tie in ties]
    parts = _parts(free, [*(r.columns for r in left), *loose])
    pieces = tuple(_piece(part, of, low, high) for part, of in zip(parts, _shared(parts, left), strict=True))
    return System(fixed, {c: (low[c], high[c]) for c in free}, pieces, frozenset(broken))


def _shared(parts: list[list[int]], rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each part."""
    where = {c: n for n, part in enumerate(parts) for c in part}
    mine: list[list[Row]] = [[] for _ in parts]
    for row in rows:
        mine[where[row.columns[0]]].append(row)
    return mine


def _reduced(row: Row, fixed: Mapping[int, int]) -> Row:
    pairs = [(cell, c) for cell, c in zip(row.columns, row.coefficients, strict=True)]
    total = row.total - sum(c * fixed[cell] for cell, c in pairs if cell in fixed)
    kept = sorted((cell, c) for cell, c in pairs if cell not in fixed)
    return Row(tuple(cell for cell, _ in kept), tuple(c for _, c in kept), total)


def _piece(part: list[int], rows: list[Row], low: Mapping[int, int], high: Mapping[int, int]) -> Piece:
    place = {cell: i for i, cell in enumerate(part)}
    sizes = [0, *(len(r.columns) for r in rows)]
    return Piece(
        tuple(part),
        np.array([low[c] for c in part], dtype=np.int64),
        np.array([high[c] for c in part], dtype=np.int64),
        np.cumsum(np.array(sizes, dtype=np.int64)),
        np.array([place[c] for r in rows for c in r.columns], dtype=np.int64),
        np.array([c for r in rows for c in r.coefficients], dtype=np.int64),
        np.array([r.total for r in rows], dtype=np.int64),
    )


def _parts(cells: list[int], ties: Iterable[Iterable[int]]) -> list[list[int]]:
    """Sets of cells that are tied to one another, each in the given order."""
    above = {c: c for c in cells}

    def root(cell: int) -> int:
        while above[cell] != cell:
            above[cell] = above[above[cell]]
            cell = above[cell]
        return cell

    for tie in ties:
        members = list(tie)
        for other in members[1:]:
            above[root(other)] = root(members[0])
    parts: dict[int, list[int]] = {}
    for cell in cells:
        parts.setdefault(root(cell), []).append(cell)
    return list(parts.values())
