"""Median days to decide: exact, rounded once, and only on published counts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bening.deciding import decided, deciding_days, rounded
from bening.disclose.safe import SEAL, SafeCell, SafeTable
from bening.score.types import Score
from tests.unit.disclose.tables import shipped

OUTCOMES = ("TOTAL", "belum_diputus", "diterima", "diterima_sebagian", "ditolak")


def table(*values: int | None) -> SafeTable:
    """The row of the whole agency."""
    cells = tuple(
        SafeCell(("2025", "TOTAL", code), value, "hidden" if value is None else "published")
        for code, value in zip(OUTCOMES, values, strict=True)
    )
    dimensions = ("period", "unit", "outcome")
    return SafeTable("objections", {}, dimensions, cells, {}, {}, {}, "", SEAL, "objections")


def score(days: int | None) -> Score:
    outcome = "ditolak" if days is not None else "belum_diputus"
    return Score("p", "2025", "1", "u", "f", "r", "", None, None, None, (), objection=(outcome, days))


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ((14, 3, 5, 0, 6), 11),
        ((14, 3, None, None, 6), 11),
        ((None, None, 5, None, 6), 11),
        ((14, None, 5, None, 6), 11),
        ((None, 3, None, None, 6), 6),
        ((None,) * 5, 0),
        ((0,) * 5, 0),
    ],
)
def test_what_the_published_cells_tell_of(values: tuple[int | None, ...], number: int) -> None:
    assert decided(table(*values), "2025") == number


@pytest.mark.parametrize(("days", "step", "whole"), [("9/2", 1, 5), ("7/2", 1, 4), ("4", 1, 4), ("15/2", 5, 10)])
def test_rounded_half_up(days: str, step: int, whole: int) -> None:
    assert rounded(Fraction(days), step) == whole


def test_shown_from_ten_decisions_on() -> None:
    policy = shipped()
    ten = [score(n) for n in (3, 4, 5, 6, 7, 10, 11, 12, 13, 40)] + [score(None)]
    (content,) = deciding_days(ten, [table(11, 1, 5, 0, 5)], "2025", policy).values()
    assert content == b"period,unit,measure,value,status\n2025,TOTAL,objection_days_median,9,published\n"
    (content,) = deciding_days(ten, [table(11, None, 5, 0, None)], "2025", policy).values()
    assert content.endswith(b"objection_days_median,,hidden\n")
    assert deciding_days(ten, [], "2025", policy) == {}
