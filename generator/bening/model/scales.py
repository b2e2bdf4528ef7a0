"""Scales, bands and rounding: what the regimes that compute with numbers have in common."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from bening.model.base import Model, Number, described
from bening.model.exact import fraction, half_up, within
from bening.model.rubric import Flag, Source
from bening.model.terms import Predicate

Places = Annotated[int, Field(ge=0, le=6)]


class Scale(Source):
    """The lowest and the highest value."""

    minimum: Number = described(("Terendah", "Lowest"), ("Nilai terendah", "The lowest value"), example=0)
    maximum: Number = described(("Tertinggi", "Highest"), ("Nilai tertinggi", "The highest value"), example=120)


class Band(Source):
    """A span of scores and its predicate: from `at_least` on, up to the next band; best first.

    A band with a condition gives `otherwise` where the condition is not met.
    """

    predicate: Predicate = described(("Predikat", "Predicate"), ("Predikat rentang ini", "The span's predicate"))
    at_least: Number = described(
        ("Paling sedikit", "At least"), ("Batas bawah, termasuk", "The lower end, included"), example=90
    )
    below: Number | None = described(
        ("Kurang dari", "Below"),
        ("Batas atas, tidak termasuk; kosong pada rentang tertinggi", "The upper end, not included; none for the best"),
        default=None,
        example=110,
    )
    requires: Literal["innovation"] | None = described(
        ("Syarat", "Condition"),
        ("Syarat tambahan bagi predikat ini", "What the predicate needs beyond the score"),
        default=None,
    )
    otherwise: Predicate | None = described(
        ("Bila tidak", "Otherwise"), ("Predikat bila syarat tidak terpenuhi", "Without the condition"), default=None
    )


class Rounding(Source):
    """One rounding at the end, half up; and whether the bands look at the exact or at the rounded score."""

    places: Places = described(("Angka desimal", "Places"), ("Banyaknya desimal", "Decimal places"), example=2)
    mode: Literal["half_up"] = described(("Cara", "Mode"), ("Setengah ke atas", "Half up"))
    bands: Literal["exact", "rounded"] = described(
        ("Rentang memakai", "Bands look at"),
        ("Nilai eksak atau nilai yang sudah dibulatkan", "The exact or the rounded score"),
    )


class Disagreement(Model):
    """When an indicative result is so far from the official one that reviewers are told."""

    min_steps: Annotated[int, Field(ge=1, le=4)] = described(
        ("Selisih predikat", "Steps apart"), ("Paling sedikit sekian tingkat predikat", "At least so many predicates")
    )
    flag: Flag = described(("Tanda", "Flag"), ("Tanda pada hasil", "The flag in the result"))


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


def on_scale(value: Fraction, own: Scale, scale: Scale) -> Fraction:
    """A value of one scale at the same place between the ends of another."""
    low, high = fraction(own.minimum), fraction(own.maximum)
    to_low, to_high = fraction(scale.minimum), fraction(scale.maximum)
    return to_low + (within(value, low, high) - low) / (high - low) * (to_high - to_low)
