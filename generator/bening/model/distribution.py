"""rubrics/distribution: the pattern of predicates that is expected of a unit with a certain result (capaian)."""

from __future__ import annotations

from typing import Literal

from bening.model.base import Bilingual, Model, described, header_schema
from bening.model.rubric import RuleBook, Source
from bening.model.terms import Predicate, Rating, UnitResult

Comparison = Literal["more_than", "at_least", "at_most", "largest"]

_ID = (("Kode", "Code"), ("Kode tetap", "The fixed code"))
_LABEL = (("Sebutan", "Label"), ("Sebutan menurut peraturan", "The name that the rule gives"))
_RESULT = (("Capaian", "Result"), ("Capaian kinerja organisasi", "The organisation's result"))


class ShareRule(Source):
    """One expectation: the share of people with one of these predicates, compared with a number of per cent.

    `largest` compares with every other predicate instead and has no per cent.
    """

    predicates: list[Predicate] = described(
        ("Predikat", "Predicates"), ("Dihitung bersama", "Counted together"), min_length=1, max_length=4
    )
    share: Comparison = described(("Bagian", "Share"), ("Cara membandingkan bagiannya", "How their share is compared"))
    percent: int | None = described(
        ("Persen", "Per cent"), ("Batasnya dalam persen", "The limit in per cent"), default=None, ge=0, le=100
    )
    text: Bilingual = described(("Bunyi", "Words"), ("Aturan dalam kata-kata", "The rule in words"))


class Pattern(Model):
    """What is expected of a unit with one result."""

    result: UnitResult = described(*_RESULT)
    label: Bilingual = described(*_LABEL)
    rules: list[ShareRule] = described(
        ("Aturan", "Rules"), ("Harus terpenuhi semuanya", "All of them are to hold"), min_length=1, max_length=10
    )


class HeadRating(Model):
    """Which rating of work results the head of a unit takes from the unit's result."""

    result: UnitResult = described(*_RESULT)
    rating: Rating = described(("Rating", "Rating"), ("Rating hasil kerja kepala", "The head's rating of work results"))


class Head(Source):
    """The head of a unit takes the unit's result as rating of work results."""

    ratings: list[HeadRating] = described(
        ("Rating kepala unit", "The head's rating"), ("Capaian ke rating", "Result to rating"), min_length=1
    )


class MinimumPeople(Source):
    """Below so many rated people nothing is compared."""

    value: int = described(("Nilai", "Value"), ("Jumlah pegawai", "Number of people"), ge=1)


class Counted(Source):
    """Whose predicates are counted: always those of the unit, and further ones by this rule."""

    below: bool = described(
        ("Dengan unit di bawahnya", "Units below"), ("Ikut dihitung atau tidak", "Counted as well or not")
    )
    head: bool = described(("Dengan kepala unit", "The head"), ("Ikut dihitung atau tidak", "Counted as well or not"))


class Distribution(RuleBook):
    """rubrics/distribution/<version>.yaml: expected patterns. A consideration; it never changes a predicate."""

    schema_: Literal["bening/distribution/v1"] = header_schema("bening/distribution/v1")
    minimum_people: MinimumPeople = described(
        ("Pegawai paling sedikit", "Fewest people"), ("Di bawah ini: n terlalu kecil", "Below this: n too small")
    )
    counted: Counted = described(("Yang dihitung", "Counted"), ("Pegawai yang dihitung", "Whose predicates count"))
    patterns: list[Pattern] = described(
        ("Pola", "Patterns"), ("Pola yang diharapkan per capaian", "The pattern expected by result"), min_length=1
    )
    head: Head = described(("Kepala unit", "Head"), ("Rating kepala unit", "The rating of the unit's head"))
