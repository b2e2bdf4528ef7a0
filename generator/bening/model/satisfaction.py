"""rubrics/satisfaction: how answers to a public-satisfaction survey (SKM) become an index and a class."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import StringConstraints

from bening.model.base import Bilingual, Model, Number, described, header_schema
from bening.model.rubric import RuleBook, Source
from bening.model.units import ElementCode

FRACTION_PATTERN = r"^[1-9][0-9]{0,3}(/[1-9][0-9]{0,3})?$"
# Written as a fraction, so that nine equal weights are a ninth each and not 0.111.
Weight = Annotated[str, StringConstraints(pattern=FRACTION_PATTERN)]
ClassCode = Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
ANSWERS = 4  # a survey counts four answers (model.units.SurveyElement)

_ID = (("Kode", "Code"), ("Kode tetap", "The fixed code"))
_LABEL = (("Sebutan", "Label"), ("Sebutan menurut peraturan", "The name that the rule gives"))


class Element(Model):
    """One element (unsur) of a service and its weight."""

    id: ElementCode = described(*_ID)
    label: Bilingual = described(*_LABEL)
    weight: Weight = described(
        ("Bobot", "Weight"), ("Pecahan; jumlah semua bobot tepat 1", "A fraction; all of them sum to exactly 1")
    )

    @property
    def share(self) -> Fraction:
        """The weight as a number."""
        return Fraction(self.weight)


class Answer(Model):
    """One of the answers, worst first."""

    value: int = described(("Nilai", "Value"), ("Nilai jawaban", "What the answer counts"), ge=1, le=ANSWERS)
    label: Bilingual = described(*_LABEL)


class ServiceClass(Source):
    """A class of service quality (mutu pelayanan) and its range, both ends included."""

    id: ClassCode = described(*_ID)
    label: Bilingual = described(*_LABEL)
    low: Number = described(("Dari", "From"), ("Nilai terkecil", "The least value"))
    high: Number = described(("Sampai", "To"), ("Nilai terbesar", "The greatest value"))


class LeastRespondents(Source):
    """Below so many respondents an index is not published."""

    value: int = described(("Nilai", "Value"), ("Jumlah responden", "Number of respondents"), ge=1)


class LeastStaff(Source):
    """Below so many employees a unit's figures are not published: they would be about the few who work there."""

    value: int = described(("Nilai", "Value"), ("Jumlah pegawai", "Number of employees"), ge=1)


class Rounding(Source):
    """The one rounding at the end."""

    places: int = described(("Angka desimal", "Places"), ("Banyaknya angka desimal", "How many decimals"), ge=0, le=6)
    mode: Literal["half_up"] = described(("Cara", "Way"), ("Setengah dibulatkan ke atas", "Half goes up"))


class Satisfaction(RuleBook):
    """rubrics/satisfaction/<version>.yaml: everything that decides an index and its class."""

    schema_: Literal["bening/satisfaction/v1"] = header_schema("bening/satisfaction/v1")
    elements: list[Element] = described(
        ("Unsur", "Elements"), ("Unsur pelayanan yang disurvei", "The elements surveyed"), min_length=1, max_length=20
    )
    answers: list[Answer] = described(
        ("Jawaban", "Answers"), ("Pilihan jawaban", "The answers"), min_length=ANSWERS, max_length=ANSWERS
    )
    factor: int = described(
        ("Faktor konversi", "Factor"),
        ("Pengali dari skala 1-4 ke skala 25-100", "From the scale 1-4 to the scale 25-100"),
        ge=1,
        le=100,
    )
    rounding: Rounding = described(("Pembulatan", "Rounding"), ("Pembulatan di akhir", "The rounding at the end"))
    classes: list[ServiceClass] = described(
        ("Mutu pelayanan", "Classes"), ("Kelas mutu, terbaik dahulu", "The classes, best first"), min_length=1
    )
    least_respondents: LeastRespondents = described(
        ("Responden paling sedikit", "Fewest respondents"),
        ("Di bawah ini indeks tidak diterbitkan", "Below this an index is not published"),
    )
    least_staff: LeastStaff = described(
        ("Pegawai paling sedikit", "Fewest employees"),
        (
            "Unit dengan pegawai lebih sedikit tidak diterbitkan indeksnya",
            "The index of a unit with fewer employees is not published",
        ),
    )
