"""Hide what must be hidden and, for each requirement not yet met, the cheapest cells that meet it; then give back.

Greedy build-up with linear programs: Fischetti & Salazar 2001, section 5; SDC Handbook, section 4.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bening.disclose.suppress.grid import Grid
from bening.disclose.suppress.lines import Lines
from bening.disclose.suppress.model import ProtectionFailed
from bening.disclose.suppress.moves import HIDDEN, Moves
from bening.disclose.suppress.near import Near

EFFORT = 10_000_000  # columns of large programs solved to give back: about a minute


class Search:
    """The state: which cells are hidden, and the lines that prove what is proven."""

    def __init__(self, grid: Grid, weights: Sequence[float]) -> None:
        self.grid, self.weights = grid, weights
        self.lines = Lines(grid)
        self.moves = Moves(grid, (c for c, known in enumerate(grid.known) if not known))
        self.near: Near | None = None
        self.asked = 0
        self.hidden: set[int] = set()
        self.primary = frozenset(c for c in range(grid.visible) if grid.small(c))
        self.unseen = frozenset(c for c in range(grid.visible, len(grid.value)) if grid.reach[c] is not None)
        self._price(range(grid.visible))

    def _price(self, cells: Iterable[int], hidden: bool = False) -> None:
        """A cell's full weight is paid by a move that takes it k up or down, or all its people down."""
        cells = [c for c in cells if not self.grid.known[c]]
        if hidden:
            self.moves.cost(cells, [HIDDEN] * len(cells), [HIDDEN] * len(cells))
            return
        least, value = self.grid.least, self.grid.value
        up = [self.weights[c] / least[c] for c in cells]
        down = [self.weights[c] / max(1, min(least[c], value[c])) for c in cells]
        self.moves.cost(cells, up, down)

    def hide(self, cells: Iterable[int]) -> None:
        """Hide cells from now on."""
        cells = sorted(set(cells) - self.hidden)
        self.hidden.update(cells)
        if self.near is None:
            self._price(cells, hidden=True)
        else:
            self.near.unblock(cells)

    def show(self, cells: Iterable[int]) -> None:
        """Publish cells again."""
        cells = sorted(set(cells) & self.hidden)
        self.hidden.difference_update(cells)
        if self.near is None:
            self._price(cells)
        else:
            self.near.block(cells)

    def close(self, effort: int = EFFORT) -> None:
        """From now on no further cell may be hidden: smaller programs will do."""
        unseen = range(self.grid.visible, len(self.grid.value))
        self.near = Near(self.grid, [*self.hidden, *unseen], effort)

    def open(self) -> None:
        """Let further cells be hidden again."""
        if self.near is not None:
            self.asked += self.near.asked
            shown = [c for c in self.near.cells if c < self.grid.visible and c not in self.hidden]
            self.near = None
            self._price(shown)

    def cornered(self, cell: int) -> list[int]:
        """Cells that the published `cell` leaves without enough room, as a sum through it shows at once.

        Hidden parts of a published whole can each be no more than they are together.
        """
        grid, found = self.grid, []
        for number in grid.through[cell]:
            moving = [(c, f) for c, f in grid.sums[number] if c in self.hidden or c >= grid.visible]
            if moving and len({f for _, f in moving}) == 1 and not any(grid.signed[c] for c, _ in moving):
                room = sum(grid.value[c] for c, _ in moving) if len(moving) > 1 else 0
                found += [c for c, _ in moving if max(grid.wide[c], grid.reach[c] or 0) > room]
        return found

    def unmet(self) -> list[int]:
        """Requirements without a proof, the smallest counts first (measured: fewer cells than the other way round)."""
        cells = [c for c in (*self.hidden, *self.unseen) if not self.lines.proven(c)]
        return sorted(cells, key=lambda c: (self.grid.value[c], c))

    def protect(self) -> None:
        """Hide further cells until every requirement is proven."""
        while todo := self.unmet():
            for cell in todo:
                if not self.lines.proven(cell):
                    self._meet(cell)
                    if not self.lines.proven(cell):
                        raise ProtectionFailed("a cell or group cannot be protected by hiding cells")

    def meets(self, cell: int) -> bool:
        """Look for a proof with the cells that are hidden now."""
        signs = (1, -1) if self.grid.value[cell] and self.grid.reach[cell] is None else (1,)
        for moves in self.near.programs(cell) if self.near else ():
            for sign in signs:
                if not self.lines.proven(cell) and (change := self._change(cell, sign)):
                    # Half the way up is of use if the rest can be found below; half the way down is not.
                    move = moves.find(cell, change, partly=sign != signs[-1])
                    if move:
                        self.lines.add(move)
        return self.lines.proven(cell)

    def _change(self, cell: int, sign: int) -> int:
        """How far up or down a cell must move if it moves that way only."""
        reach = self.grid.reach[cell]
        if reach is not None:
            missing = reach - self.grid.value[cell]
            # A share is in hundredths of people: whole people are what can move.
            whole = 100 if self.grid.signed[cell] else 1
            return -(-missing // whole) * whole if sign > 0 else 0
        missing = self.grid.wide[cell] - self.lines.high[cell] + self.lines.low[cell]
        if sign > 0:
            return self.lines.high[cell] + missing
        return max(self.lines.low[cell] - missing, -self.grid.value[cell])

    def _meet(self, cell: int) -> None:
        """Take the cheaper of: all the way up; or down, and up for what is missing then."""
        up = self._moves(cell, [1])
        if up is not None and not self._new(up):
            self._take(up)
            return
        down = self._moves(cell, [-1, 1]) if self.grid.value[cell] and self.grid.reach[cell] is None else None
        best = min([m for m in (up, down) if m is not None], key=self._worth, default=[])
        self._take(best)

    def _worth(self, moves: Sequence[dict[int, int]]) -> float:
        return sum(self.weights[c] for c in self._new(moves))

    def _new(self, moves: Sequence[dict[int, int]]) -> list[int]:
        cells = {c for move in moves for c in move if c < self.grid.visible}
        return sorted(cells - self.hidden)

    def _take(self, moves: Sequence[dict[int, int]]) -> None:
        self.hide(self._new(moves))
        for move in moves:
            self.lines.add(move)

    def _moves(self, cell: int, signs: Sequence[int]) -> list[dict[int, int]] | None:
        """Cheapest moves up or down in turn that together meet the requirement; None if they do not."""
        found: list[dict[int, int]] = []
        free: list[int] = []
        low, high = self.lines.low[cell], self.lines.high[cell]
        for sign in signs:
            if change := self._change(cell, sign):
                move = self.moves.find(cell, change)
                if move:
                    found.append(move)
                    self._bounds(cell, move)
                    free = self._new(found)
                    self._price(free, hidden=True)
        met = self.lines.proven(cell)
        self.lines.low[cell], self.lines.high[cell] = low, high
        self._price(free)
        return found if met else None

    def _bounds(self, cell: int, move: dict[int, int]) -> None:
        self.lines.low[cell] = min(self.lines.low[cell], move[cell])
        self.lines.high[cell] = max(self.lines.high[cell], move[cell])
