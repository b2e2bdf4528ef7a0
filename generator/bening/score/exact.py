"""Exact numbers: everything inside is a fraction; one rounding, half up, on the way out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bening.model.scales import Band, Rounding
from bening.model.terms import Predicate

NUMBER = "number:"  # marks a step's value that is a number, so that it is written as the language does
_SHOWN_PLACES = 4


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


def shown(value: Fraction) -> str:
    """A number for a step: as it is where four places hold it, otherwise rounded and marked so."""
    text = half_up(value, _SHOWN_PLACES)
    mark = "" if Fraction(text) == value else "≈ "
    return f"{NUMBER}{mark}{text.rstrip('0').rstrip('.') if '.' in text else text}"


def within(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """`value`, or the end of the scale that it passes."""
    return max(low, min(high, value))


def band_of(
    bands: list[Band], rounding: Rounding, value: Fraction, innovation: bool
) -> tuple[int, Band, Predicate] | None:
    """The band of a score, its place, and the predicate that it gives; None where no band holds the score."""
    looked_at = Fraction(half_up(value, rounding.places)) if rounding.bands == "rounded" else value
    for index, band in enumerate(bands):
        if looked_at >= fraction(band.at_least) and (band.below is None or looked_at < fraction(band.below)):
            met = band.requires is None or innovation
            predicate = band.predicate if met else band.otherwise
            return (index, band, predicate) if predicate else None
    return None
