"""Records about a unit in a period: its result (capaian organisasi) and its public-satisfaction survey (SKM)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bening.model.base import (
    IsoDate,
    Model,
    Period,
    RubricRef,
    ShortText,
    Slug,
    Text,
    described,
    header_body,
    header_kind,
    header_schema,
    header_unit,
)
from bening.model.header import header_rubric
from bening.model.plan import record_date
from bening.model.references import Evidence, evidence_list
from bening.model.terms import UnitResult

ElementCode = Annotated[str, StringConstraints(pattern=r"^u[1-9][0-9]?$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class UnitRecord(Model):
    """The header that every record about a unit in a period has."""

    schema_: str = header_schema("bening/survey/v1")
    kind: str = header_kind("survey")
    unit: Slug = header_unit()
    period: Period = described(("Periode", "Period"), ("Tahun atau triwulan", "A year or a quarter"), example="2025")
    rubric: RubricRef = header_rubric()


class SurveyElement(Model):
    """How often each answer was given to one element (unsur); no respondent can be told from it."""

    element: ElementCode = described(
        ("Unsur", "Element"), ("Kode unsur menurut rubrik", "A code of the rubric"), example="u1"
    )
    counts: list[Count] = described(
        ("Jumlah jawaban", "Counts"),
        ("Banyaknya jawaban 1, 2, 3, dan 4", "How many answered 1, 2, 3 and 4"),
        example=[2, 9, 61, 48],
        min_length=4,
        max_length=4,
    )


class SurveyBody(Model):
    """Survei kepuasan masyarakat of one service (PermenPANRB 14/2017)."""

    date: IsoDate = described(*record_date, example="2025-12-12")
    service: ShortText = described(
        ("Layanan", "Service"), ("Nama layanan yang disurvei", "The service surveyed"), example="Penerbitan KTP-el"
    )
    respondents: int = described(
        ("Responden", "Respondents"), ("Jumlah responden", "How many answered"), example=120, ge=1, le=10_000_000
    )
    elements: list[SurveyElement] = described(
        ("Unsur", "Elements"), ("Jawaban tiap unsur", "The answers to each element"), min_length=1, max_length=20
    )


class Survey(UnitRecord):
    """records/surveys/<year>/<unit>[-<quarter>].yaml."""

    schema_: Literal["bening/survey/v1"] = header_schema("bening/survey/v1")
    kind: Literal["survey"] = header_kind("survey")
    body: SurveyBody = header_body()


class AchievementBody(Model):
    """The unit's result, and, where its people's results deviate from the expected pattern, the written reason."""

    date: IsoDate = described(*record_date, example="2026-01-10")
    result: UnitResult = described(
        ("Capaian", "Result"),
        ("Capaian kinerja organisasi", "The organisation's result"),
        example="baik",
    )
    basis: Text = described(
        ("Dasar penetapan", "Basis"),
        ("Dokumen dan capaian yang mendasarinya", "The documents and results it rests on"),
        example="Laporan kinerja 2025: 9 dari 10 indikator tercapai.",
    )
    evidence: list[Evidence] = evidence_list()
    deviation_reason: Text | None = described(
        ("Alasan penyimpangan", "Reason for a deviation"),
        (
            "Bila sebaran predikat menyimpang dari pola yang diharapkan",
            "Where the predicates deviate from the expected pattern",
        ),
        default=None,
        example="Unit baru; sebagian besar pegawai memimpin proyek percontohan.",
    )


class Achievement(UnitRecord):
    """records/achievements/<year>/<unit>.yaml."""

    schema_: Literal["bening/achievement/v1"] = header_schema("bening/achievement/v1")
    kind: Literal["achievement"] = header_kind("achievement")
    body: AchievementBody = header_body()
