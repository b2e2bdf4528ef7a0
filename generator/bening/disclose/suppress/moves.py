"""The cheapest move that changes one cell by so much: a linear program, asked again and again.

The model of Fischetti & Salazar (2001, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47): p - m is what is added to each cell, A(p - m) = 0, 0 <= m <= n, and a cost on
p and m that is nearly nothing for cells that are hidden already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bening.disclose.suppress.grid import Grid
from bening.disclose.suppress.model import ProtectionFailed
from bening.disclose.suppress.whole import Question, answer, doubled, program, solver

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOLERANCE = 1e-6
REWARD = 1e4  # of moving the cell that is asked about by one: more than any detour costs
HIDDEN = 1e-3  # cost of moving a hidden cell by one: so that moves stay short
DEARER = 8  # times the cost of a cell that had a fraction
DETOURS = 4  # tries to get whole numbers from a linear program

Steps = dict[int, float]
Move = dict[int, int]


class Moves:
    """A HiGHS model of the cells that may move; `cost`, `block`, `unblock` and `find` change and ask it."""

    def __init__(self, grid: Grid, cells: Iterable[int]) -> None:
        import numpy as np

        self.grid = grid
        self.cells = np.array(sorted(cells), dtype=np.int64)
        self.count = len(self.cells)
        self.at = {int(c): i for i, c in enumerate(self.cells)}
        self.asked = self.whole = 0
        self.zeros = np.zeros(2 * self.count)
        self.costs = np.full(2 * self.count, HIDDEN)
        loaded = program(grid, self.at)
        loaded.col_cost_ = self.costs
        self.upper = np.array(loaded.col_upper_)
        self.now = self.upper.copy()
        self.model: Any = solver(presolve="off", solver="simplex")
        self.model.passModel(loaded)

    def cost(self, cells: Sequence[int], up: Sequence[float], down: Sequence[float]) -> None:
        """Set what moving each of `cells` by one costs."""
        self._cost(self._both(cells), [*up, *down])

    def _cost(self, at: NDArray[np.int32], costs: Sequence[float] | NDArray[np.float64]) -> None:
        self.costs[at] = costs
        self.model.changeColsCost(len(at), at, self.costs[at])

    def block(self, cells: Iterable[int]) -> None:
        """Let cells be as they are."""
        self._bound(self._both(cells), 0.0)

    def unblock(self, cells: Iterable[int]) -> None:
        """Let cells move again."""
        at = self._both(cells)
        self._bound(at, self.upper[at])

    def _bound(self, at: NDArray[np.int32], upper: float | NDArray[np.float64]) -> None:
        self.now[at] = upper
        self.model.changeColsBounds(len(at), at, self.zeros[: len(at)], self.now[at])

    def _both(self, cells: Iterable[int]) -> NDArray[np.int32]:
        import numpy as np

        here = [self.at[c] for c in cells]
        return np.array([*here, *(self.count + i for i in here)], dtype=np.int32)

    def find(self, cell: int, change: int, partly: bool = True) -> Move:
        """Return the cheapest move that changes `cell` by `change`; if none does, one that goes as far as it can.

        Empty if there is none, or if it would go only part of the way and `partly` is not wanted.
        """
        if cell not in self.at:
            return {}
        side = self.at[cell] + self.count * (change < 0)
        limit = int(min(abs(change), self.now[side]))
        if not limit or (limit < abs(change) and not partly):
            return {}
        steps = self._ask(side, limit)
        if steps is None and partly:
            steps = self._ask(side, limit, exactly=False)
        while steps:
            for way in (_whole, self._multiple, self._elsewhere, self._integer):
                if (move := way(cell, steps)) is not None:
                    return move
            limit = min(limit - 1, _floor(steps[cell]))
            steps = self._ask(side, limit) if partly and limit else None
        return {}

    def _ask(self, side: int, limit: int, exactly: bool = True) -> Steps | None:
        """Move one side of a cell by `limit`, or by as much of it as can be; None if that cannot be."""
        import numpy as np

        other = side - self.count if side >= self.count else side + self.count
        at = np.array([side, other], dtype=np.int32)
        self.model.changeColsBounds(2, at, np.array([limit * exactly, 0.0]), np.array([limit, 0.0]))
        self.model.changeColCost(side, self.costs[side] if exactly else -REWARD)
        possible = self._run()
        found = np.asarray(self.model.getSolution().col_value)
        self.model.changeColCost(side, self.costs[side])
        self.model.changeColsBounds(2, at, self.zeros[:2], self.now[at])
        if not possible:
            return None
        steps = found[: self.count] - found[self.count :]
        moved = np.flatnonzero(np.abs(steps) > TOLERANCE)
        return dict(zip(self.cells[moved].tolist(), steps[moved].tolist(), strict=True))

    def _run(self) -> bool:
        import highspy

        self.asked += 1
        # From the basis in which nothing moves: nearer to a short move than the last answer, and without memory.
        self.model.setBasis()
        self.model.run()
        status = self.model.getModelStatus()
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible):
            raise ProtectionFailed(f"the solver ended with status {status.name}")
        return bool(status == highspy.HighsModelStatus.kOptimal)

    def _multiple(self, cell: int, steps: Steps) -> Move | None:
        return doubled(self.grid, steps, TOLERANCE)

    def _elsewhere(self, cell: int, steps: Steps) -> Move | None:
        """Make the cells with fractions dear, so that the program takes another corner; a few times."""
        before, limit = self.costs.copy(), _floor(steps[cell])
        touched: set[int] = set()
        again: Steps | None = steps
        for _ in range(DETOURS if limit else 0):
            broken = [c for c, step in (again or {}).items() if abs(step - round(step)) > TOLERANCE]
            touched.update(broken)
            at = self._both(broken)
            self._cost(at, self.costs[at] * DEARER + HIDDEN)
            again = self._ask(self.at[cell] + self.count * (steps[cell] < 0), limit)
            if again is None or _whole(cell, again) is not None:
                break
        at = self._both(sorted(touched))
        self._cost(at, before[at])
        return _whole(cell, again) if again else None

    def _integer(self, cell: int, steps: Steps) -> Move | None:
        """Ask for whole numbers: with the cells of the fractional move and those that cost nothing; then with all."""
        change = _floor(steps[cell]) * (1 if steps[cell] > 0 else -1)
        moving = [c for c, i in self.at.items() if self.now[i] > 0 or self.now[i + self.count] > 0]
        cheap = [c for c in moving if c in steps or self.costs[self.at[c]] <= HIDDEN]
        for cells in [cheap] + [moving] * (len(moving) > len(cheap)):
            costs = self.costs[self._both(cells)].tolist()
            self.whole += 1
            if change and (move := answer(self.grid, Question(cell, change, cells, costs))) is not None:
                return move
        return None


def _whole(cell: int, steps: Steps) -> Move | None:
    if all(abs(step - round(step)) <= TOLERANCE for step in steps.values()):
        return {c: round(step) for c, step in steps.items()}
    return None


def _floor(step: float) -> int:
    return int(abs(step) + TOLERANCE)
