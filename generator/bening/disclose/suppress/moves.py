"""The cheapest move that changes one cell by so much: a linear program, warm-started from question to question.

The model of Fischetti & Salazar (2001, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47): p - m is what is added to each cell, A(p - m) = 0, 0 <= m <= n, and a cost on
p and m that is nearly nothing for cells that are hidden already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bening.disclose.suppress.grid import Grid
from bening.disclose.suppress.model import ProtectionFailed

if TYPE_CHECKING:
    pass

TOLERANCE = 1e-6
HIDDEN = 1e-3  # cost of moving a hidden cell by one: so that moves stay short


class Moves:
    """A HiGHS model of all cells; `cost`, `block` and `find` change and ask it."""

    def __init__(self, grid: Grid) -> None:
        import highspy
        import numpy as np

        self.grid, self.cells = grid, len(grid.value)
        self.asked = 0
        self.model = highspy.Highs()
        for option, value in {"output_flag": False, "threads": 1, "presolve": "off", "solver": "simplex"}.items():
            self.model.setOptionValue(option, value)
        self.upper = np.full(2 * self.cells, highspy.kHighsInf)
        down = np.array([highspy.kHighsInf if s else v for v, s in zip(grid.value, grid.signed, strict=True)])
        self.upper[self.cells :] = down
        for cell, known in enumerate(grid.known):
            if known:
                self.upper[[cell, self.cells + cell]] = 0.0
        self._pass(highspy, np)

    def _pass(self, highspy: object, np: object) -> None:
        import highspy as hs
        import numpy

        program = hs.HighsLp()
        program.num_col_, program.num_row_ = 2 * self.cells, len(self.grid.sums)
        program.col_cost_ = numpy.full(2 * self.cells, HIDDEN)
        program.col_lower_ = numpy.zeros(2 * self.cells)
        program.col_upper_ = self.upper
        program.row_lower_ = program.row_upper_ = numpy.zeros(len(self.grid.sums))
        starts, index, values = [0], [], []
        for terms in self.grid.sums:
            index += [c for c, _ in terms] + [self.cells + c for c, _ in terms]
            values += [float(f) for _, f in terms] + [float(-f) for _, f in terms]
            starts.append(len(index))
        matrix = program.a_matrix_
        matrix.format_ = hs.MatrixFormat.kRowwise
        matrix.start_, matrix.index_, matrix.value_ = starts, index, values
        self.model.passModel(program)

    def cost(self, cells: Sequence[int], up: Sequence[float], down: Sequence[float]) -> None:
        """Set what moving each of `cells` by one costs."""
        import numpy as np

        at = np.array([*cells, *(self.cells + c for c in cells)], dtype=np.int32)
        self.model.changeColsCost(len(at), at, np.array([*up, *down], dtype=float))

    def block(self, cells: Iterable[int]) -> None:
        """Let cells be as they are."""
        self._bound(list(cells), False)

    def unblock(self, cells: Iterable[int]) -> None:
        """Let cells move again (those that the world knows stay)."""
        self._bound(list(cells), True)

    def _bound(self, cells: Sequence[int], moving: bool) -> None:
        import numpy as np

        at = np.array([*cells, *(self.cells + c for c in cells)], dtype=np.int32)
        upper = self.upper[at] if moving else np.zeros(len(at))
        self.model.changeColsBounds(len(at), at, np.zeros(len(at)), upper)

    def find(self, cell: int, change: int) -> tuple[float, dict[int, float]] | None:
        """Return the cheapest move that changes `cell` by `change`, and its cost; None if there is no such move."""
        import numpy as np

        at = np.array([cell, self.cells + cell], dtype=np.int32)
        fixed = np.array([max(change, 0), max(-change, 0)], dtype=float)
        if (fixed > self.upper[at]).any():
            return None
        self.model.changeColsBounds(2, at, fixed, fixed)
        try:
            return self._run()
        finally:
            self.model.changeColsBounds(2, at, np.zeros(2), self.upper[at])

    def _run(self) -> tuple[float, dict[int, float]] | None:
        import highspy
        import numpy as np

        self.asked += 1
        self.model.run()
        status = self.model.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise ProtectionFailed(f"the solver ended with status {status.name}")
        found = np.asarray(self.model.getSolution().col_value)
        steps = found[: self.cells] - found[self.cells :]
        moved = np.flatnonzero(np.abs(steps) > TOLERANCE)
        cost = self.model.getInfo().objective_function_value
        return cost, {int(c): float(steps[c]) for c in moved}
