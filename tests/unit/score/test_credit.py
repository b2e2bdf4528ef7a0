"""Credit points: all 40 cells by hand, parts of a year, segments, half up."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from bening.model.credit import FUNCTIONAL_LEVELS
from bening.model.organisation import Position
from bening.model.settings import CalendarPeriod
from bening.model.terms import PREDICATES
from bening.score.credit import Segment, line, lines, months_of, points, segments, total
from bening.score.tracing import RubricIncomplete
from tests.unit.conftest import position_tree, settings_tree
from tests.unit.score.rubrics import changed, credit_points

RUBRIC = credit_points()
assert RUBRIC.model is not None
RULES = RUBRIC.model
ENTRY = CalendarPeriod.model_validate(settings_tree()["calendar"]["periods"][0])

# Percent 150, 100, 75, 50, 25 of the coefficient, worked by hand and rounded half up to two places.
CELLS: dict[str, tuple[str, ...]] = {
    "pemula": ("5.63", "3.75", "2.81", "1.88", "0.94"),
    "terampil": ("7.50", "5.00", "3.75", "2.50", "1.25"),
    "mahir": ("18.75", "12.50", "9.38", "6.25", "3.13"),
    "penyelia": ("37.50", "25.00", "18.75", "12.50", "6.25"),
    "ahli_pertama": ("18.75", "12.50", "9.38", "6.25", "3.13"),
    "ahli_muda": ("37.50", "25.00", "18.75", "12.50", "6.25"),
    "ahli_madya": ("56.25", "37.50", "28.13", "18.75", "9.38"),
    "ahli_utama": ("75.00", "50.00", "37.50", "25.00", "12.50"),
}


def test_the_table_has_all_forty_cells() -> None:
    assert tuple(CELLS) == FUNCTIONAL_LEVELS
    assert {len(row) for row in CELLS.values()} == {len(PREDICATES)}


@pytest.mark.parametrize("level", CELLS)
@pytest.mark.parametrize("predicate", PREDICATES)
def test_a_years_points(level: str, predicate: Any) -> None:
    made = line(RUBRIC, Segment("bidang", level, 12), predicate)
    assert made.points == CELLS[level][PREDICATES.index(predicate)]
    assert len(made.trace) == 4
    assert all(step.line > 1 and step.legal_basis for step in made.trace)


@pytest.mark.parametrize(
    ("level", "predicate", "months", "expected"),
    [
        ("ahli_pertama", "baik", 2, "2.08"),  # 2/12 x 12.5 = 2.0833…
        ("ahli_pertama", "baik", 6, "6.25"),
        ("ahli_madya", "butuh_perbaikan", 12, "28.13"),  # 28.125
        ("pemula", "sangat_baik", 12, "5.63"),  # 5.625
        ("pemula", "butuh_perbaikan", 12, "2.81"),  # 2.8125
        ("ahli_utama", "sangat_baik", 1, "6.25"),
        ("ahli_muda", "kurang", 7, "7.29"),  # 7/12 x 12.5 = 7.291666…
    ],
)
def test_part_of_a_year(level: str, predicate: Any, months: int, expected: str) -> None:
    assert line(RUBRIC, Segment("bidang", level, months), predicate).points == expected


def test_no_predicate_no_points_but_a_flag() -> None:
    made = line(RUBRIC, Segment("bidang", "mahir", 12), None)
    assert (made.points, made.exact, made.flags) == ("", None, ("predicate_missing",))
    assert made.row("p-a", "2025", 1)["coefficient"] == "12.5"


def position(**more: Any) -> Position:
    return Position.model_validate(position_tree("bidang-satu", None, **more))


def test_a_move_in_mid_year_makes_segments() -> None:
    held = [
        position(valid_from="2024-01-01", valid_to="2025-04-30", level="ahli_pertama"),
        position(valid_from="2025-05-01", level="ahli_muda"),
    ]
    assert segments(RULES, held, ENTRY) == [
        Segment("bidang-satu", "ahli_pertama", 4),
        Segment("bidang-satu", "ahli_muda", 8),
    ]
    made = list(lines(RUBRIC, held, ENTRY, "baik"))
    assert [m.points for m in made] == ["4.17", "16.67"]  # 4.1666…, 16.6666…
    assert total(RULES, made) == "20.84"  # each segment is rounded
    year = changed(RUBRIC, ("/rounding/of", "year"))
    assert total(year.model, lines(year, held, ENTRY, "baik")) == "20.83"  # 20.8333…


def test_a_month_counts_for_the_post_of_its_first_or_last_day_as_the_rubric_says() -> None:
    held = [
        position(valid_from="2024-01-01", valid_to="2025-04-14", level="ahli_pertama"),
        position(valid_from="2025-04-15", level="ahli_muda"),
    ]
    assert [s.months for s in segments(RULES, held, ENTRY)] == [4, 8]
    last = changed(RUBRIC, ("/months/held_on", "last_day"))
    assert [s.months for s in segments(last.model, held, ENTRY)] == [3, 9]
    assert months_of(ENTRY, "last_day")[1] == "2025-02-28"


@pytest.mark.parametrize("level", ["pelaksana", "pengawas", "administrator", "jpt_pratama"])
def test_other_posts_have_no_credit_points(level: str) -> None:
    assert segments(RULES, [position(level=level)], ENTRY) == []


def test_an_acting_post_and_months_before_the_first_do_not_count() -> None:
    acting = position(acting="plt", level="ahli_madya")
    late = position(valid_from="2025-10-01", level="mahir")
    assert segments(RULES, [acting], ENTRY) == []
    assert segments(RULES, [acting, late], ENTRY) == [Segment("bidang-satu", "mahir", 3)]


def test_a_part_that_the_rubric_lacks_is_refused() -> None:
    with pytest.raises(RubricIncomplete):
        line(RUBRIC, Segment("bidang", "pelaksana", 12), "baik")
    poorer = changed(RUBRIC, ("/percents/1", None))
    with pytest.raises(RubricIncomplete):
        line(poorer, Segment("bidang", "mahir", 12), "baik")
    assert points(RULES, "ahli_pertama", "baik", 2) == Fraction(25, 12)
