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
        self._row_of = np.repeat(np.arange(len(piece.totals)), np.diff(piece.starts))
        self._limits = (nodes, iterations)
        self._warm = _model(self)
        _set(self._warm, presolve="off", simplex_strategy=PRIMAL, simplex_iteration_limit=iterations)
        self._mip: highspy.Highs | None = None

    def raise_low(self, cell: int, low: float) -> None:
        """Change the lower bound of a cell."""
        self._low[cell] = low
        for highs in (self._warm, self._mip):
            if highs is not None:
                highs.changeColBounds(cell, low, float(self._high[cell]))

    def run(self, cells: Ints, costs: Floats) -> tuple[Status, Floats, float]:
        """Maximise the sum of `costs * cells` over the linear relaxation."""
        _objective(self._warm, self._costs, cells, costs)
        self._warm.run()
        return _outcome(self._warm)

    def whole(self, cells: Ints, costs: Floats, target: float) -> tuple[Status, Floats, float]:
        """The same over whole numbers; ends early where `target` is reached."""
        if self._mip is None:
            self._mip = _model(self)
            _integral(self._mip, self.size)
            _set(self._mip, mip_max_nodes=self._limits[0], mip_rel_gap=0.0, mip_abs_gap=1e-6)
        _set(self._mip, objective_target=min(target, highspy.kHighsInf))
        _objective(self._mip, self._costs, cells, costs)
        self._mip.run()
        return _outcome(self._mip)

    def around(self, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Those cells and all that share a row with one of them."""
        touched = np.zeros(len(self.piece.totals), dtype=np.bool_)
        touched[self._row_of[free[self.piece.columns]]] = True
        wider = free.copy()
        wider[self.piece.columns[touched[self._row_of]]] = True
        return wider

    def near(self, base: Ints, free: NDArray[np.bool_], costs: Floats, whole: bool) -> Ints | None:
        """A better table than `base` that differs from it in the `free` cells only; None when none is found."""
        piece = self.piece
        kept = free[piece.columns]
        rows, columns = self._row_of[kept], piece.columns[kept]
        cells, place = np.flatnonzero(free), np.cumsum(free) - 1
        used, index = np.unique(rows, return_inverse=True)
        totals = np.asarray(
            np.bincount(index, (piece.coefficients[kept] * base[columns]).astype(np.float64), len(used)),
            dtype=np.float64,
        )
        starts = np.concatenate([[0], np.cumsum(np.bincount(index, minlength=len(used)))])
        matrix = (starts, place[columns], piece.coefficients[kept])
        highs = _highs(costs[cells], (self._low[cells], self._high[cells]), totals, matrix)
        if whole:
            _integral(highs, len(cells))
            _set(highs, mip_max_nodes=min(50, self._limits[0]))
        highs.run()
        _, x, _ = _outcome(highs)
        found = rounded(x)
        if found is None or len(found) != len(cells):
            return None
        moved = base.copy()
        moved[cells] = found
        return moved

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


def _set(highs: highspy.Highs, **options: str | float | bool) -> None:
    for name, value in options.items():
        highs.setOptionValue(name, value)


def _integral(highs: highspy.Highs, size: int) -> None:
    highs.changeColsIntegrality(size, np.arange(size, dtype=np.int32), np.full(size, 1, dtype=np.uint8))


def _model(solver: Solver) -> highspy.Highs:
    piece = solver.piece
    matrix = (piece.starts, piece.columns, piece.coefficients)
    bounds = (solver.low, piece.high.astype(np.float64))
    return _highs(np.zeros(solver.size), bounds, piece.totals.astype(np.float64), matrix)


def _highs(
    costs: Floats, bounds: tuple[Floats, Floats], totals: Floats, matrix: tuple[Ints, Ints, Ints]
) -> highspy.Highs:
    """Maximise costs within bounds, with the rows of a compressed matrix equal to their totals."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(costs), len(totals)
    lp.col_cost_, (lp.col_lower_, lp.col_upper_) = costs, bounds
    lp.row_lower_ = lp.row_upper_ = totals
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = matrix[0].astype(np.int32)
    lp.a_matrix_.index_ = matrix[1].astype(np.int32)
    lp.a_matrix_.value_ = matrix[2].astype(np.float64)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    _set(highs, output_flag=False, threads=1, parallel="off", random_seed=0)
    highs.passModel(lp)
    return highs


def rounded(x: Floats) -> Ints | None:
    """The whole numbers that `x` stands for, or None when it is not whole."""
    if not len(x):
        return None
    near = np.rint(x)
    return near.astype(np.int64) if np.abs(x - near).max() < NEAR else None
