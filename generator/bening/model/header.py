"""The header of every record about a person in a period, and the references that bodies share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import StringConstraints

from bening.model.base import (
    Model,
    Period,
    PersonId,
    Slug,
    described,
    header_kind,
    header_person,
    header_schema,
    header_unit,
)

FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.yaml$", max_length=80)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def header_rubric() -> Any:
    """Make the header field `rubric`."""
    return described(
        ("Rubrik", "Rubric"),
        ("Rubrik dan versinya yang berlaku bagi catatan ini", "The rubric and its version"),
        example="permenpanrb-6-2022/v1",
    )


def header_rater() -> Any:
    """Make the header field `rater`."""
    return described(
        ("Penilai", "Rater"),
        ("Nomor acak pejabat penilai kinerja", "The rater's random id"),
        example="p-aaaabbbbccccdddd",
    )


def header_rater_group() -> Any:
    """Make the header field `rater_group`."""
    return described(
        ("Kelompok penilai", "Rater group"),
        ("Kedudukan penilai", "The rater's standing"),
        example="supervisor",
    )


class PersonRecord(Model):
    """The header that every record about a person in a period has."""

    schema_: str = header_schema("bening/plan/v1")
    kind: str = header_kind("plan")
    person: PersonId = header_person()
    period: Period = described(("Periode", "Period"), ("Tahun atau triwulan", "A year or a quarter"), example="2025")
    unit: Slug = header_unit()
