"""Measured values of a person's indicators in an agency's own weighted regime: attendance, quality, timeliness …"""

from __future__ import annotations

from typing import Literal

from bening.model.base import (
    IsoDate,
    Model,
    Number,
    RubricRef,
    ShortText,
    Slug,
    described,
    header_body,
    header_kind,
    header_schema,
)
from bening.model.header import PersonRecord, header_rubric
from bening.model.plan import record_date
from bening.model.references import Evidence, evidence_list


class MeasuredValue(Model):
    """The value of one indicator, on the scale that the rubric states."""

    indicator: Slug = described(
        ("Indikator", "Indicator"),
        ("Kode indikator menurut rubrik", "The indicator's code in the rubric"),
        example="disiplin",
    )
    value: Number = described(("Nilai", "Value"), ("Nilai pada skala rubrik", "On the rubric's scale"), example=92)
    evidence: list[Evidence] = evidence_list()


class MeasurementBody(Model):
    """Values of indicators and where they come from."""

    date: IsoDate = described(*record_date, example="2025-12-28")
    source: ShortText = described(
        ("Sumber", "Source"),
        ("Sistem atau daftar asal nilai", "The system or list the values come from"),
        example="Rekap presensi BKPSDM",
    )
    values: list[MeasuredValue] = described(
        ("Nilai indikator", "Values"),
        ("Satu untuk tiap indikator", "One for each indicator"),
        min_length=1,
        max_length=40,
    )


class Measurement(PersonRecord):
    """…/measurement-<seq>.yaml."""

    schema_: Literal["bening/measurement/v1"] = header_schema("bening/measurement/v1")
    kind: Literal["measurement"] = header_kind("measurement")
    rubric: RubricRef = header_rubric()
    body: MeasurementBody = header_body()
