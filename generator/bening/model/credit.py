"""Credit points (angka kredit) of functional posts, PermenPANRB 1/2023: predicate x coefficient x months."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from bening.model.base import Bilingual, Model, Number, described, header_schema
from bening.model.exact import fraction
from bening.model.rubric import Flag, RuleBook, Source
from bening.model.scales import Places
from bening.model.terms import Predicate

FunctionalLevel = Literal[
    "pemula", "terampil", "mahir", "penyelia", "ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"
]
FUNCTIONAL_LEVELS: tuple[FunctionalLevel, ...] = get_args(FunctionalLevel)


class PredicatePercent(Source):
    """What a predicate is worth."""

    predicate: Predicate = described(("Predikat", "Predicate"), ("Predikat kinerja", "The performance predicate"))
    percent: Number = described(("Persen", "Percent"), ("Persen dari koefisien", "Percent"), example=100)


class Coefficient(Source):
    """The yearly points of a level at 100 percent."""

    level: FunctionalLevel = described(("Jenjang", "Level"), ("Jenjang jabatan fungsional", "The functional level"))
    label: Bilingual = described(("Sebutan", "Label"), ("Nama jenjang", "The level's name"))
    points: Number = described(("Koefisien", "Coefficient"), ("Angka kredit setahun", "Points a year"), example="12.5")


class Months(Source):
    """How months of a post are counted."""

    year: int = described(("Bulan setahun", "Months a year"), ("Pembagi", "The divisor"), example=12, ge=1, le=12)
    held_on: Literal["first_day", "last_day"] = described(
        ("Bulan dihitung bila", "A month counts for the post held on"),
        ("Hari yang menentukan jabatan pada suatu bulan", "The day that decides which post a month counts for"),
    )


class CreditRounding(Source):
    """Decimal, half up, of each segment or of the year's sum."""

    places: Places = described(("Angka desimal", "Places"), ("Banyaknya desimal", "Decimal places"), example=2)
    mode: Literal["half_up"] = described(("Cara", "Mode"), ("Setengah ke atas", "Half up"))
    of: Literal["segment", "year"] = described(
        ("Yang dibulatkan", "What is rounded"), ("Tiap segmen atau jumlah setahun", "Each segment or the year's sum")
    )


class NoPredicate(Model):
    """What happens without an official predicate: no points, and this flag."""

    flag: Flag = described(("Tanda", "Flag"), ("Tanda pada hasil", "The flag in the result"))
    text: Bilingual = described(("Arti", "Meaning"), ("Arti tanda itu", "What the flag means"))


class CreditPoints(RuleBook):
    """rubrics/<id>/<version>.yaml: conversion of predicates into credit points."""

    schema_: Literal["bening/credit-points/v1"] = header_schema("bening/credit-points/v1")
    percents: list[PredicatePercent] = described(("Persen predikat", "Percents"), ("Persen tiap predikat", "Percents"))
    coefficients: list[Coefficient] = described(("Koefisien", "Coefficients"), ("Tiap jenjang", "Of each level"))
    months: Months = described(("Bulan", "Months"), ("Angka kredit periodik", "Points of a part of the year"))
    rounding: CreditRounding = described(("Pembulatan", "Rounding"), ("Cara membulatkan", "How it is rounded"))
    no_predicate: NoPredicate = described(
        ("Tanpa predikat", "Without a predicate"), ("Bila predikat resmi belum ada", "While there is no predicate")
    )

    def percent(self, predicate: str) -> tuple[int, PredicatePercent] | None:
        """What a predicate is worth, with its place in the list."""
        return next(((i, p) for i, p in enumerate(self.percents) if p.predicate == predicate), None)

    def coefficient(self, level: str) -> tuple[int, Coefficient] | None:
        """A level's coefficient with its place in the list; None for a post that is not functional."""
        return next(((i, c) for i, c in enumerate(self.coefficients) if c.level == level), None)

    def earned(self, level: str, predicate: str, months: int) -> Fraction | None:
        """Exact points of some months at a level with a predicate; None where the rubric lacks one of them."""
        percent, coefficient = self.percent(predicate), self.coefficient(level)
        if percent is None or coefficient is None:
            return None
        share = Fraction(months, self.months.year)
        return share * fraction(percent[1].percent) / 100 * fraction(coefficient[1].points)
