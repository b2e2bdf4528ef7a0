"""Witnesses: alternative tables that look the same from outside.

A *move* adds whole numbers to hidden cells and changes no sum. Where table + s * move has no negative count for all
whole s from `low` to `high`, each of these tables is a table of whole people that an attacker cannot tell from the
true one; together they are a *line*. A cell's interval is at least as wide as what its values on the lines span.
So lines prove protection without trust in any solver, for attackers who use that counts are whole numbers, too
(a linear program's interval can be wider than that of whole numbers; see Fischetti & Salazar 2001, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import gcd

from bening.disclose.suppress.grid import Grid

FAR = 1 << 40


@dataclass(frozen=True, slots=True)
class Line:
    """A move without common divisor, and how far it goes either way."""

    move: tuple[tuple[int, int], ...]
    low: int
    high: int

    def span(self, step: int) -> tuple[int, int]:
        """Least and largest change of a cell that the move changes by `step`."""
        a, b = self.low * step, self.high * step
        return (a, b) if a < b else (b, a)


def line(grid: Grid, move: Mapping[int, int], limit: int) -> Line:
    """Stretch a move as far as counts stay non-negative, but no cell changes by more than `limit` without need."""
    divisor = gcd(*move.values())
    steps = tuple(sorted((cell, step // divisor) for cell, step in move.items()))
    largest = max(abs(step) for _, step in steps)
    far = max(divisor, -(-limit // largest))
    down = min([far, *(grid.value[c] // s for c, s in steps if s > 0 and not grid.signed[c])])
    up = min([far, *(grid.value[c] // -s for c, s in steps if s < 0 and not grid.signed[c])])
    return Line(steps, -down, up)


class Lines:
    """All lines found, which of them still hold, and what they prove about each cell."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.all: list[Line] = []
        self.alive: list[bool] = []
        self.touching: list[list[tuple[int, int, int]]] = [[] for _ in grid.value]  # line, least, largest change
        self.low = [0] * len(grid.value)  # proven least and largest change of each cell
        self.high = [0] * len(grid.value)
        self.limit = max([1, *grid.least, *(r for r in grid.reach if r is not None)])

    def add(self, move: Mapping[int, int]) -> Line:
        """Keep the line of a move."""
        made = line(self.grid, move, self.limit)
        number = len(self.all)
        self.all.append(made)
        self.alive.append(True)
        for cell, step in made.move:
            low, high = made.span(step)
            self.touching[cell].append((number, low, high))
            self.low[cell] = min(self.low[cell], low)
            self.high[cell] = max(self.high[cell], high)
        return made

    def holding(self) -> list[Line]:
        """Lines that hold."""
        return [made for made, alive in zip(self.all, self.alive, strict=True) if alive]

    def through(self, cells: Iterable[int]) -> list[int]:
        """Lines that hold and change one of `cells`."""
        return sorted({n for c in cells for n, _, _ in self.touching[c] if self.alive[n]})

    def end(self, numbers: Iterable[int]) -> list[int]:
        """Let lines hold no longer; return the cells whose proof may have changed, in order."""
        cells: dict[int, bool] = {}
        for number in numbers:
            made, self.alive[number] = self.all[number], False
            for cell, step in made.move:
                low, high = made.span(step)
                edge = low == self.low[cell] < 0 or high == self.high[cell] > 0
                cells[cell] = cells.get(cell, False) or edge
        for cell in [c for c, edge in cells.items() if edge]:
            low = high = 0
            for number, least, largest in self.touching[cell]:
                if (least < low or largest > high) and self.alive[number]:
                    low, high = min(low, least), max(high, largest)
            self.low[cell], self.high[cell] = low, high
        return sorted(c for c, edge in cells.items() if edge)

    def revive(self, numbers: Iterable[int]) -> None:
        """Let lines hold again."""
        for number in numbers:
            made, self.alive[number] = self.all[number], True
            for cell, step in made.move:
                low, high = made.span(step)
                self.low[cell], self.high[cell] = min(self.low[cell], low), max(self.high[cell], high)

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop lines that ended for good from the books."""
        for cell in {c for number in numbers for c, _ in self.all[number].move}:
            self.touching[cell] = [span for span in self.touching[cell] if self.alive[span[0]]]

    def proven(self, cell: int) -> bool:
        """Tell whether the requirement on a hidden or unseen cell is proven."""
        reach = self.grid.reach[cell]
        if cell >= self.grid.visible:
            return reach is None or self.grid.value[cell] + self.high[cell] >= reach
        return self.high[cell] - self.low[cell] >= self.grid.wide[cell]
