"""A regime's matrix laid out for reading, each cell with its line in the YAML."""

from __future__ import annotations

from dataclasses import dataclass

from bening.model.rubric import Cell, PredicateLabel, RatingLabel, Regime, RegimeBase
from bening.publish.publication import PublishedRubric


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell with its ratings' and predicate's labels and its line."""

    cell: Cell
    work: RatingLabel
    behaviour: RatingLabel
    predicate: PredicateLabel
    line: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns worst first, rows best first, as the law's diagram has them."""

    columns: tuple[RatingLabel, ...]
    rows: tuple[tuple[RatingLabel, tuple[MatrixCell, ...]], ...]
    example: MatrixCell


def matrix(rubric: PublishedRubric[RegimeBase]) -> Matrix:
    """Lay a regime's matrix out; the example is work as expected with behaviour above expectations.

    Raises TypeError for a regime without a matrix.
    """
    regime = rubric.model
    if not isinstance(regime, Regime):
        raise TypeError(regime.method)
    ratings = {rating.id: rating for rating in regime.ratings}
    predicates = {predicate.id: predicate for predicate in regime.predicates}
    cells = {
        (cell.work, cell.behaviour): MatrixCell(
            cell=cell,
            work=ratings[cell.work],
            behaviour=ratings[cell.behaviour],
            predicate=predicates[cell.predicate],
            line=rubric.line(f"/matrix/{index}"),
        )
        for index, cell in enumerate(regime.matrix)
    }
    best_first = sorted(regime.ratings, key=lambda rating: rating.siasn)
    worst_first = tuple(reversed(best_first))
    return Matrix(
        columns=worst_first,
        rows=tuple((row, tuple(cells[row.id, column.id] for column in worst_first)) for row in best_first),
        example=cells["sesuai", "di_atas"],
    )
