"""One rounding, half up, from exact fractions."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.score.exact import half_up, shown, within


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("5.625", 2, "5.63"),  # banker's rounding and binary floats give 5.62
        ("28.125", 2, "28.13"),
        ("2.8125", 2, "2.81"),
        ("2.675", 2, "2.68"),
        ("1.005", 2, "1.01"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.001", 2, "0.00"),
        ("89.995", 2, "90.00"),
        ("0", 3, "0.000"),
        ("100", 2, "100.00"),
        ("2/3", 4, "0.6667"),
    ],
)
def test_half_up(value: str, places: int, text: str) -> None:
    assert half_up(Fraction(value), places) == text


@given(st.decimals(-10_000, 10_000, places=6, allow_nan=False), st.integers(0, 5))
def test_it_is_what_decimal_does(value: Decimal, places: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(half_up(Fraction(value), places)) == expected


@pytest.mark.parametrize(
    ("value", "text"), [("5", "number:5"), ("5.50", "number:5.5"), ("1/3", "number:≈ 0.3333"), ("100", "number:100")]
)
def test_shown(value: str, text: str) -> None:
    assert shown(Fraction(value)) == text


@given(st.fractions(), st.fractions(-5, 5), st.fractions(5, 9))
def test_within(value: Fraction, low: Fraction, high: Fraction) -> None:
    assert low <= within(value, low, high) <= high
    if low <= value <= high:
        assert within(value, low, high) == value
