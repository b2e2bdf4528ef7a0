"""Programs of hidden cells only: one per office with what is above the offices, and one of all.

A move within one office is found in a small program; only where there is none the large one is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bening.disclose.suppress.grid import Grid
from bening.disclose.suppress.moves import Moves


class Near:
    """The programs, made when they are first asked.

    `effort` bounds the work on the large one, in columns of all programs solved; counted, not timed, so that the
    same tables give the same pattern on every machine.
    """

    def __init__(self, grid: Grid, cells: Iterable[int], effort: int) -> None:
        self.grid, self.cells, self.effort = grid, sorted(cells), effort
        self.blocked: set[int] = set()
        self.made: dict[str, Moves] = {}

    @property
    def asked(self) -> int:
        """Linear programs solved."""
        return sum(moves.asked for moves in self.made.values())

    @property
    def left(self) -> int:
        """What is left of the effort."""
        return self.effort - (self.made[""].asked * len(self.cells) if "" in self.made else 0)

    def programs(self, cell: int) -> Iterator[Moves]:
        """Programs that have `cell`, the smallest first."""
        block = self.grid.block[cell]
        if block:
            yield self._program(block, lambda c: self.grid.block[c] in ("", block))
        if not block or self.left > 0:
            yield self._program("", lambda c: True)

    def _program(self, name: str, wanted: Callable[[int], bool]) -> Moves:
        if name not in self.made:
            self.made[name] = Moves(self.grid, filter(wanted, self.cells))
            self.made[name].block(c for c in sorted(self.blocked) if wanted(c))
        return self.made[name]

    def block(self, cells: Iterable[int]) -> None:
        """Let cells be as they are."""
        cells = list(cells)
        self.blocked.update(cells)
        for moves in self.made.values():
            moves.block(c for c in cells if c in moves.at)

    def unblock(self, cells: Iterable[int]) -> None:
        """Let cells move again."""
        cells = list(cells)
        self.blocked.difference_update(cells)
        for moves in self.made.values():
            moves.unblock(c for c in cells if c in moves.at)
