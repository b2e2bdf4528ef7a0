"""Exact numbers: everything inside is a fraction; one rounding, half up, on the way out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def fraction(value: int | Decimal) -> Fraction:
    """A number of a record or a rubric, exactly."""
    return Fraction(value)


def half_up(value: Fraction, places: int) -> str:
    """`value` as a decimal string with so many places, half away from zero: 5.625 -> 5.63, 2.8125 -> 2.81."""
    unit = 10**places
    number = (2 * abs(value.numerator) * unit + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and number else ""
    whole, rest = divmod(number, unit)
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def within(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """`value`, or the end of the scale that it passes."""
    return max(low, min(high, value))
