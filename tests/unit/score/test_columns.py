"""Columns of fractions do what fractions do."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bening.score.columns import Exact, texts
from bening.score.exact import half_up

rows = st.lists(st.fractions(-500, 500, max_denominator=40), min_size=1, max_size=12)


def back(column: Exact) -> list[Fraction]:
    return [Fraction(n, d) for n, d in zip(column.num, column.den, strict=True)]


@given(rows, st.fractions(-5, 5, max_denominator=9))
def test_arithmetic(values: list[Fraction], number: Fraction) -> None:
    column = Exact.of(values)
    assert back(column + column.reduced()) == [v + v for v in values]
    assert back(column.times(number)) == [v * number for v in values]
    assert back(column.plus(number)) == [v + number for v in values]
    assert list(column.at_least(number)) == [v >= number for v in values]
    assert back(column.within(Fraction(-9), Fraction(7))) == [max(Fraction(-9), min(Fraction(7), v)) for v in values]
    divisor = Exact.of([abs(v) + 1 for v in values])
    assert back(column / divisor) == [v / (abs(v) + 1) for v in values]


@given(rows, st.integers(0, 4))
def test_rounding(values: list[Fraction], places: int) -> None:
    made = texts(Exact.of(values).rounded(places), places)
    assert [Fraction(t) for t in made] == [Fraction(half_up(v, places)) for v in values]
    assert [t.removeprefix("-") for t in made] == [half_up(v, places).removeprefix("-") for v in values]


@given(st.lists(st.tuples(st.integers(0, 4), st.fractions(0, 9, max_denominator=11)), min_size=1, max_size=20))
def test_means_by_group(pairs: list[tuple[int, Fraction]]) -> None:
    groups = np.array([g for g, _v in pairs], dtype=np.intp)
    made = back(Exact.of([v for _g, v in pairs]).mean_by(groups, 5))
    for group in range(5):
        own = [v for g, v in pairs if g == group]
        assert made[group] == (sum(own, Fraction(0)) / len(own) if own else 0)
