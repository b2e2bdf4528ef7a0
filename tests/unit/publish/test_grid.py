from __future__ import annotations

from bening.publish.chart import chart
from bening.publish.figures import headline
from bening.publish.grid import grids
from tests.unit.publish import sample


def test_every_cell_is_laid_out_once_with_its_codes() -> None:
    table = sample.table()
    (grid,) = grids(table, "id")
    laid = {cell.codes: cell.value for row in grid.rows for cell in row.cells}
    assert laid == {cell.codes: cell.value for cell in table.cells}
    assert [head.depth for head in grid.columns] == [0, 1, 1, 1, 1]
    assert grid.hidden == 4


def test_shares_are_of_published_figures_only() -> None:
    (grid,) = grids(sample.table(), "id")
    row = next(row for row in grid.rows if row.head.code == "satpol-pp")
    assert [cell.share for cell in row.cells] == ["", "5,4%", "84,9%", "", ""]
    assert [cell.text for cell in row.cells] == ["166", "9", "141", "", ""]


def test_a_rest_names_what_it_stands_for() -> None:
    (grid,) = grids(sample.table(), "en")
    (rest,) = grid.merged
    assert rest.merged == ("Tourism Office", "Library and Archives Office", "Inspectorate")


def test_bars_fill_their_width_and_draw_no_hidden_class() -> None:
    (grid,) = grids(sample.table(), "id")
    drawn = chart(grid, "id")
    assert len(drawn.bars) == len(grid.rows)
    for bar in drawn.bars:
        assert sum(part.width for part in bar.parts) == 1000
        assert all(a.x + a.width == b.x for a, b in zip(bar.parts, bar.parts[1:], strict=False))
    hidden = next(bar for bar in drawn.bars if bar.label == "Satuan Polisi Pamong Praja")
    assert [part.look for part in hidden.parts] == [1, 2, 0]
    assert drawn.has_hidden


def test_key_figures_are_cells_of_the_total_row() -> None:
    found = headline(sample.release(), "id")
    assert found is not None
    assert [cell.value for _, cell in found.items] == [3555, 490, 2823, 180, 62]
    assert found.offices == 12
    assert headline(sample.withheld(), "id") is None
