"""Programs for HiGHS, and a move in whole numbers where the linear program's best one has fractions.

Two-way tables are networks, whose vertices are whole; three-way and linked tables are not always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bening.disclose.suppress.grid import Grid
from bening.disclose.suppress.model import ProtectionFailed

GAP = 0.1  # of the cost of the move found; cheap enough is good enough


@dataclass(frozen=True, slots=True)
class Question:
    """Move `cell` by exactly `change` (an unseen cell: or by more).

    Only `cells` may move, at `costs`: of all ups, then of all downs.
    """

    cell: int
    change: int
    cells: Sequence[int]
    costs: Sequence[float]


def solver(**options: object) -> Any:
    """Return a silent solver on one thread, so that it always takes the same way."""
    import highspy

    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, **options}.items():
        model.setOptionValue(option, value)
    return model


def program(grid: Grid, at: Mapping[int, int]) -> Any:
    """The program of all moves of some cells: `at` gives each the number of its column up; down follows behind all."""
    import highspy

    count = len(at)
    made = highspy.HighsLp()
    made.num_col_ = 2 * count
    upper = [0.0] * 2 * count
    for cell, column in at.items():
        upper[column] = highspy.kHighsInf
        upper[count + column] = highspy.kHighsInf if grid.signed[cell] else float(grid.value[cell])
    made.col_lower_, made.col_upper_ = [0.0] * 2 * count, upper
    starts, index, values = [0], list[int](), list[float]()
    for number in sorted({n for cell in at for n in grid.through[cell]}):
        inside = [(at[c], float(f)) for c, f in grid.sums[number] if c in at]
        index += [i for i, _ in inside] + [count + i for i, _ in inside]
        values += [f for _, f in inside] + [-f for _, f in inside]
        starts.append(len(index))
    made.num_row_ = len(starts) - 1
    made.row_lower_ = made.row_upper_ = [0.0] * made.num_row_
    matrix = made.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = starts, index, values
    return made


def doubled(grid: Grid, steps: Mapping[int, float], tolerance: float) -> dict[int, int] | None:
    """Halves and thirds become whole when multiplied, if there are people enough for that."""
    for factor in (2, 3, 4):
        move = {c: round(factor * step) for c, step in steps.items()}
        near = all(abs(factor * steps[c] - step) <= tolerance for c, step in move.items())
        if near and all(grid.signed[c] or grid.value[c] + step >= 0 for c, step in move.items()):
            return move
    return None


def answer(grid: Grid, question: Question) -> dict[int, int] | None:
    """Solve as a mixed-integer program; None if there is no such move."""
    import highspy

    count = len(question.cells)
    at = {c: i for i, c in enumerate(question.cells)}
    made = program(grid, at)
    made.col_cost_ = list(question.costs)
    made.integrality_ = [highspy.HighsVarType.kInteger] * 2 * count
    lower, upper, here = list(made.col_lower_), list(made.col_upper_), at[question.cell]
    lower[here] = upper[here] = float(max(question.change, 0))
    lower[count + here] = upper[count + here] = float(max(-question.change, 0))
    if question.cell >= grid.visible:
        upper[here] = highspy.kHighsInf
    made.col_lower_, made.col_upper_ = lower, upper
    model = solver(mip_rel_gap=GAP)
    model.passModel(made)
    model.run()
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise ProtectionFailed(f"the solver ended with status {status.name}")
    found = model.getSolution().col_value
    steps = {c: round(found[i]) - round(found[count + i]) for c, i in at.items()}
    return {c: step for c, step in steps.items() if step}
