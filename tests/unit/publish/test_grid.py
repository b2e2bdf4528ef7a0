from __future__ import annotations

from dataclasses import replace

import pytest

from bening.disclose.quality import quality
from bening.disclose.safe import SEAL, SafeCell
from bening.publish.chart import chart
from bening.publish.figures import headline
from bening.publish.grid import Grid, lay, show
from bening.publish.units import office_figures, unit_figures, views
from tests.unit.publish import sample

VIEWS = {view.unit.code: view for view in views(sample.units())}


def grid(lang: str = "id") -> Grid:
    (laid,) = lay(sample.table(), "en" if lang == "en" else "id")
    return laid.grid()


def test_every_cell_is_laid_out_once_with_its_codes() -> None:
    laid = {cell.codes: cell.value for row in grid().rows for cell in row.cells}
    assert laid == {cell.codes: cell.value for cell in sample.table().cells}
    assert [head.depth for head in grid().columns] == [0, 1, 1, 1, 1]
    assert grid().hidden == 4


def test_codes_of_other_tables_are_no_rows() -> None:
    """A frozen release has one file of sums for all its tables."""
    assert "dinas-pu-jalan" not in {row.head.code for row in grid().rows}
    assert all(row.head.leaf for row in grid().rows if row.head.depth)


def test_shares_are_of_published_figures_only() -> None:
    row = next(row for row in grid().rows if row.head.code == "satpol-pp")
    assert [cell.share for cell in row.cells] == ["", "5,4%", "84,9%", "", ""]
    assert [cell.text for cell in row.cells] == ["166", "9", "141", "", ""]


def test_a_rest_names_what_it_stands_for() -> None:
    (rest,) = grid("en").merged
    assert rest.merged == ("Tourism Office", "Library and Archives Office", "Inspectorate")


def test_a_fixed_dimension_and_chosen_rows() -> None:
    (laid,) = lay(sample.by_office_family(), "en")
    found = laid.grid(unit="bappeda")
    assert (found.dimension, [row.head.code for row in found.rows]) == (
        "position_family",
        ["TOTAL", "pelaksana", "ahli"],
    )
    assert found.rows[1].cells[2].codes == ("2025", "bappeda", "pelaksana", "baik")
    (units,) = lay(sample.by_unit(), "en")
    chosen = units.grid(["dinas-pu", "dinas-pu-jalan"])
    assert [(row.head.code, row.head.depth) for row in chosen.rows] == [("dinas-pu", 0), ("dinas-pu-jalan", 1)]


def test_a_table_of_two_periods_is_laid_out_twice() -> None:
    table = sample.table()
    more = tuple(SafeCell(("2026", *cell.codes[1:]), cell.value, cell.status) for cell in table.cells)
    found = lay(replace(table, cells=(*table.cells, *more), seal=SEAL), "id")
    assert [one.period for one in found] == ["2025", "2026"]
    assert {cell.codes[0] for row in found[1].grid().rows for cell in row.cells} == {"2026"}


def test_bars_fill_their_width_and_draw_no_hidden_class() -> None:
    drawn = chart(grid(), "id")
    assert len(drawn.bars) == len(grid().rows)
    for bar in drawn.bars:
        assert sum(part.width for part in bar.parts) == 1000
        assert all(a.x + a.width == b.x for a, b in zip(bar.parts, bar.parts[1:], strict=False))
    hidden = next(bar for bar in drawn.bars if bar.label == "Satuan Polisi Pamong Praja")
    assert [part.look for part in hidden.parts] == [1, 2, 0]
    assert drawn.has_hidden


def test_a_bar_without_a_total_has_no_parts() -> None:
    (laid,) = lay(sample.by_office_family(), "id")
    bars = chart(laid.grid(unit="bappeda"), "id").bars
    assert [bool(bar.parts) for bar in bars] == [True, False, False]


def test_key_figures_are_cells_of_the_total_row() -> None:
    found = headline(show(sample.release(), "id"))
    assert found is not None
    assert [cell.value for _, cell in found.items] == [3555, 490, 2823, 180, 62]
    assert found.offices == 12
    assert headline(show(sample.withheld(), "id")) is None


def test_quality_is_computed_from_the_published_table() -> None:
    office = quality(sample.table())
    assert office.cells == round(1000 * 51 / 55)
    leaves = sum(c.value or 0 for c in sample.table().cells if "TOTAL" not in c.codes)
    assert office.people == round(1000 * leaves / 3555)
    assert quality(sample.by_family()).cells == quality(sample.by_family()).people == 1000
    assert quality(sample.by_office_family()).people == 0
    hidden = tuple(SafeCell(c.codes, None, "hidden") for c in sample.table().cells)
    assert quality(replace(sample.table(), cells=hidden, seal=SEAL)).people is None


def test_an_office_has_its_units_and_families() -> None:
    found = office_figures(show(sample.release(), "en"), "dinas-pu")
    assert found.own and found.units and found.families
    assert [row.head.code for row in found.units.rows] == ["dinas-pu", "dinas-pu-jalan", "dinas-pu.gabungan"]
    whole = office_figures(show(sample.release(), "en"), "bappeda")
    assert whole.own and not whole.units and whole.families


def test_a_merged_office_is_shown_by_its_rest() -> None:
    found = office_figures(show(sample.release(), "en"), "inspektorat")
    assert found.own and found.own.row.head.code == "gabungan" and not found.units
    assert found.own.others == ("Tourism Office", "Library and Archives Office")
    assert found.families and found.families.rows[0].cells[0].codes[1] == "gabungan"


@pytest.mark.parametrize(
    ("unit", "row", "absence"),
    [
        ("dinas-pu-jalan", "dinas-pu-jalan", None),
        ("dinas-pu-air", "dinas-pu.gabungan", None),
        ("dinas-pu-baru", None, "nobody"),
        ("bappeda-data", None, "office_whole"),
        ("inspektorat-umum", None, "office_merged"),
        ("staf-ahli", None, "no_office"),
    ],
)
def test_a_unit_has_a_row_or_a_reason(unit: str, row: str | None, absence: str | None) -> None:
    found = unit_figures(show(sample.release(), "en"), VIEWS[unit])
    assert (found.own.row.head.code if found.own else None, found.absence) == (row, absence)
    assert unit_figures(show(sample.withheld(), "en"), VIEWS[unit]).absence == "withheld"
