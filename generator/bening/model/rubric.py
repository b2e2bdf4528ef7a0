"""Rubrics: the rules as reviewed data. Nothing here has a default that could decide a score."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from bening.model.base import (
    Bilingual,
    BilingualLong,
    IsoDate,
    Model,
    ShortText,
    Slug,
    described,
    header_schema,
)
from bening.model.terms import ApprovalRole, BehaviourValue, Predicate, Rating

Part = Literal[
    "evaluation",
    "approval",
    "work_rating",
    "behaviour_rating",
    # of the numeric regime
    "plan",
    "plan_approval",
    "report",
    "report_approval",
    "target",
    "realisation",
    "behaviour_score",
    # of the weighted regime
    "measurement",
    "satisfaction",
    "multi_rater",
]
Flag = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
Status = Literal["verified", "unverified"]

_ID = (("Kode", "Code"), ("Kode tetap", "The fixed code"))
_LABEL = (("Sebutan", "Label"), ("Sebutan menurut peraturan", "The name that the rule gives"))


class Source(Model):
    """Where a rule comes from and how sure we are of it."""

    legal_basis: list[ShortText] = described(
        ("Dasar hukum", "Legal basis"), ("Peraturan dan pasal", "Regulation and article"), min_length=1
    )
    status: Status = described(
        ("Status verifikasi", "Verification"),
        (
            "verified bila naskah resmi sudah dibandingkan",
            "verified once compared with the official text",
        ),
    )
    note: Bilingual | None = described(("Catatan", "Note"), ("Keterangan tambahan", "A remark"), default=None)


class RatingLabel(Model):
    """A rating and its label."""

    id: Rating = described(*_ID)
    label: Bilingual = described(*_LABEL)
    siasn: int = described(("Kode SIASN", "SIASN code"), ("Kode pada SIASN", "The code in SIASN"))


class PredicateLabel(Model):
    """A predicate and its label, best first."""

    id: Predicate = described(*_ID)
    label: Bilingual = described(*_LABEL)
    siasn: int = described(("Kode SIASN", "SIASN code"), ("Kuadran pada SIASN", "The quadrant in SIASN"))


class ValueLabel(Model):
    """A BerAKHLAK value and its three behaviours."""

    id: BehaviourValue = described(*_ID)
    label: Bilingual = described(*_LABEL)
    behaviours: list[BilingualLong] = described(
        ("Panduan perilaku", "Behaviours"), ("Tiga panduan perilaku", "Three behaviours"), min_length=1
    )


class Cell(Source):
    """One cell of the matrix."""

    work: Rating = described(("Hasil kerja", "Work results"), ("Rating hasil kerja", "Rating of work results"))
    behaviour: Rating = described(("Perilaku kerja", "Behaviour"), ("Rating perilaku kerja", "Rating of behaviour"))
    predicate: Predicate = described(("Predikat", "Predicate"), ("Predikat kinerja", "The resulting predicate"))


class MissingRule(Model):
    """What happens when a part is missing: no predicate, and this flag."""

    part: Part = described(("Bagian", "Part"), ("Bagian yang tidak ada", "The part that is missing"))
    flag: Flag = described(("Tanda", "Flag"), ("Tanda pada hasil", "The flag in the result"))
    text: Bilingual = described(("Arti", "Meaning"), ("Arti tanda itu", "What the flag means"))
    effect: Literal["no_result", "reweigh"] | None = described(
        ("Akibat", "Effect"),
        (
            "Hanya untuk indikator berbobot: tanpa hasil, atau bobotnya dibagi ke indikator lain",
            "For weighted indicators only: no result, or its weight goes to the other indicators",
        ),
        default=None,
    )


class ApprovalRule(Model):
    """Whose approval a record of a kind needs before it counts; any one of the roles."""

    kind: Literal["plan", "report", "evaluation", "measurement"] = described(
        ("Jenis catatan", "Kind"), ("Jenis catatan", "The kind of record")
    )
    any_of: list[ApprovalRole] = described(
        ("Salah satu dari", "Any of"), ("Peran yang boleh menyetujui", "Roles that may approve"), min_length=1
    )


class RuleBook(Source):
    """The head of a rubric's file: what it is called, since when it holds, and where it comes from."""

    schema_: str = header_schema("bening/regime/v1")
    id: Slug = described(*_ID)
    version: Annotated[str, StringConstraints(pattern=r"^v[1-9][0-9]{0,3}$")] = described(
        ("Versi", "Version"), ("Versi rubrik", "The rubric's version")
    )
    title: Bilingual = described(("Judul", "Title"), ("Judul rubrik", "The rubric's title"))
    summary: BilingualLong = described(("Ringkasan", "Summary"), ("Ringkasan", "The rubric in short"))
    valid_from: IsoDate = described(("Berlaku sejak", "Valid from"), ("Hari pertama", "First day"))
    valid_to: IsoDate | None = described(("Berlaku sampai", "Valid to"), ("Hari terakhir", "Last day"), default=None)

    @property
    def ref(self) -> str:
        """`<id>/<version>`, as records and settings pin it."""
        return f"{self.id}/{self.version}"


class RegimeBase(RuleBook):
    """What every regime states: labels, validity, what happens when a part is missing, whose approval counts."""

    schema_: str = header_schema("bening/regime/v1")
    method: str = described(("Cara", "Method"), ("Cara menghitung", "The way of computing"))
    predicates: list[PredicateLabel] = described(
        ("Predikat", "Predicates"),
        ("Predikat dan sebutannya", "Predicates and labels"),
        min_length=5,
        max_length=5,
    )
    values: list[ValueLabel] = described(
        ("Nilai", "Values"), ("Nilai dasar yang dinilai", "The values that are rated"), min_length=1
    )
    missing: list[MissingRule] = described(
        ("Bila ada yang kurang", "Missing parts"),
        ("Aturan bila suatu bagian tidak ada", "The rule for each missing part"),
        min_length=1,
    )
    approvals: list[ApprovalRule] = described(
        ("Persetujuan", "Approvals"), ("Siapa yang menyetujui apa", "Who approves what"), min_length=1
    )


class Regime(RegimeBase):
    """rubrics/<regime>/<version>.yaml: everything that decides a predicate in a quadrant regime."""

    schema_: Literal["bening/regime/v1"] = header_schema("bening/regime/v1")
    method: Literal["quadrant"] = described(("Cara", "Method"), ("Cara menghitung", "The way of computing"))
    ratings: list[RatingLabel] = described(
        ("Rating", "Ratings"), ("Rating dan sebutannya", "Ratings and labels"), min_length=3, max_length=3
    )
    matrix: list[Cell] = described(("Matriks", "Matrix"), ("Sembilan sel", "Nine cells"), min_length=1)


class Family(Model):
    """A position family."""

    id: Slug = described(*_ID)
    label: Bilingual = described(*_LABEL)
    description: Bilingual = described(
        ("Keterangan", "Description"), ("Jabatan yang termasuk", "Which posts belong to it")
    )


class Families(Source):
    """rubrics/position-families/<version>.yaml."""

    schema_: Literal["bening/position-families/v1"] = header_schema("bening/position-families/v1")
    id: Slug = described(*_ID)
    version: Annotated[str, StringConstraints(pattern=r"^v[1-9][0-9]{0,3}$")] = described(
        ("Versi", "Version"), ("Versi rubrik", "The rubric's version")
    )
    title: Bilingual = described(("Judul", "Title"), ("Judul rubrik", "The rubric's title"))
    valid_from: IsoDate = described(("Berlaku sejak", "Valid from"), ("Hari pertama", "First day"))
    valid_to: IsoDate | None = described(("Berlaku sampai", "Valid to"), ("Hari terakhir", "Last day"), default=None)
    families: list[Family] = described(("Rumpun", "Families"), ("Rumpun jabatan", "Position families"), min_length=1)
