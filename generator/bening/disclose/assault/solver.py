"""HiGHS, kept warm: linear and whole-number optima over one piece.

Nothing is believed that the solver says about safety: a witness counts only once it is found to fit in exact
arithmetic. What it says about narrowness counts when it reports an optimum.
"""

from __future__ import annotations

from typing import Literal

import highspy
import numpy as np
from numpy.typing import NDArray

from bening.disclose.assault.system import Ints, Piece

Floats = NDArray[np.float64]
Status = Literal["optimal", "infeasible", "unfinished"]
NEAR = 1e-5
PRIMAL = 4


class Solver:
    """Optima over one piece: `run` for the linear relaxation, `whole` for whole numbers."""

    def __init__(self, piece: Piece, nodes: int, iterations: int) -> None:
        self.piece = piece
        self.size = len(piece.cells)
        self._low = piece.low.astype(np.float64)
        self._high = piece.high.astype(np.float64)
        self._costs = np.zeros(self.size)
        self._limits = (nodes, iterations)
        self._warm = _model(self)
        _set(self._warm, presolve="off", simplex_strategy=PRIMAL, simplex_iteration_limit=iterations)
        self._mip: highspy.Highs | None = None

    def raise_low(self, cell: int, low: float) -> None:
        """Change the lower bound of a cell."""
        for highs in (self._warm, self._mip):
            if highs is not None:
                highs.changeColBounds(cell, low, float(self._high[cell]))

    def run(self, cells: Ints, costs: Floats) -> tuple[Status, Floats, float]:
        """Maximise the sum of `costs * cells` over the linear relaxation."""
        self._warm.setOptionValue("simplex_iteration_limit", self._warm_limit())
        _objective(self._warm, self._costs, cells, costs)
        self._warm.run()
        return _outcome(self._warm)

    def whole(self, cells: Ints, costs: Floats, target: float | None = None) -> tuple[Status, Floats, float]:
        """The same over whole numbers."""
        if self._mip is None:
            self._mip = _model(self)
            self._mip.changeColsIntegrality(
                self.size, np.arange(self.size, dtype=np.int32), np.full(self.size, 1, dtype=np.uint8)
            )
            _set(self._mip, mip_max_nodes=self._limits[0], mip_rel_gap=0.0, mip_abs_gap=1e-6)
        _objective(self._mip, self._costs, cells, costs)
        self._mip.run()
        return _outcome(self._mip)

    def _warm_limit(self) -> int:
        return self._limits[1]

    @property
    def low(self) -> Floats:
        """The lower bounds as given."""
        return self._low


def _objective(highs: highspy.Highs, scratch: Floats, cells: Ints, costs: Floats) -> None:
    scratch[:] = 0.0
    np.add.at(scratch, cells, costs)
    highs.changeColsCost(len(scratch), np.arange(len(scratch), dtype=np.int32), scratch)


def _outcome(highs: highspy.Highs) -> tuple[Status, Floats, float]:
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return "optimal", np.array(highs.getSolution().col_value), highs.getInfo().objective_function_value
    if status == highspy.HighsModelStatus.kInfeasible:
        return "infeasible", np.empty(0), 0.0
    return "unfinished", np.array(highs.getSolution().col_value), 0.0


def _set(highs: highspy.Highs, **options: object) -> None:
    for name, value in options.items():
        highs.setOptionValue(name, value)


def _model(solver: Solver) -> highspy.Highs:
    piece = solver.piece
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = solver.size, len(piece.totals)
    lp.col_cost_ = np.zeros(solver.size)
    lp.col_lower_, lp.col_upper_ = solver.low, piece.high.astype(np.float64)
    lp.row_lower_ = lp.row_upper_ = piece.totals.astype(np.float64)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = piece.starts.astype(np.int32)
    lp.a_matrix_.index_ = piece.columns.astype(np.int32)
    lp.a_matrix_.value_ = piece.coefficients.astype(np.float64)
    highs = highspy.Highs()
    _set(highs, output_flag=False, threads=1, parallel="off", random_seed=0)
    highs.passModel(lp)
    return highs


def rounded(x: Floats) -> Ints | None:
    """The whole numbers that `x` stands for, or None when it is not whole."""
    if not len(x):
        return None
    near = np.rint(x)
    return near.astype(np.int64) if np.abs(x - near).max() < NEAR else None
