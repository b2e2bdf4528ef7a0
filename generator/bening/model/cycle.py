"""The cycle as data: which periods are asked for, how they roll up, how a year's segments are joined, who may rate.

Source: PermenPANRB 6/2022 Art. 5 and PP 30/2019, as each part's `legal_basis` says. Nothing here has a default that
could decide a result; an agency that needs another rule writes the next version.
"""

from __future__ import annotations

from typing import Literal

from bening.model.base import Bilingual, Model, described, header_schema
from bening.model.organisation import OfficerRole, PostLevel
from bening.model.rubric import Flag, RuleBook, Source

QuarterPart = Literal["q1", "q2", "q3", "q4"]
AskedOf = Literal["everyone", "begun"]
OpenedBy = Literal["unit", "title", "level", "family"]
MonthRule = Literal["most_days", "last_day"]
QUARTERS: tuple[QuarterPart, ...] = ("q1", "q2", "q3", "q4")

_FLAG = (("Tanda", "Flag"), ("Tanda pada hasil", "The flag in the result"))
_FLAG_TEXT = (("Arti", "Meaning"), ("Arti tanda itu", "What the flag means"))
_TIE = (("Bila seri", "On a tie"), ("Yang menentukan: yang lebih akhir", "What decides: the later one"))


class Quarter(Model):
    """A quarter whose evaluation is asked for, and its deadline."""

    part: QuarterPart = described(("Triwulan", "Quarter"), ("Bagian tahun", "The part of the year"), example="q1")
    label: Bilingual = described(("Sebutan", "Label"), ("Sebutan triwulan", "The quarter's name"))
    due_days: int = described(
        ("Batas", "Due"),
        ("Batas evaluasi, dalam hari setelah triwulan berakhir", "The deadline in days after the quarter's end"),
        example=15,
        ge=0,
        le=180,
    )


class Periodic(Source):
    """Periodic evaluation: which quarters, and of whom."""

    asked_of: AskedOf = described(
        ("Diminta dari", "Asked of"),
        (
            "everyone: semua pegawai; begun: pegawai yang pada tahun itu sudah mempunyai satu evaluasi triwulan",
            "everyone: all employees; begun: employees who already have one quarterly evaluation in that year",
        ),
        example="begun",
    )
    quarters: list[Quarter] = described(
        ("Triwulan", "Quarters"), ("Triwulan yang diminta", "The quarters that are asked for"), max_length=4
    )


class RollUp(Source):
    """How quarterly results are set beside the annual evaluation, which stays the rater's."""

    rule: Literal["most_frequent"] = described(
        ("Cara", "Rule"),
        ("Predikat yang paling sering muncul pada triwulan", "The predicate that most quarters have"),
    )
    tie: Literal["later"] = described(*_TIE)
    least_quarters: int = described(
        ("Triwulan paling sedikit", "Least quarters"),
        ("Jumlah triwulan berpredikat agar dapat dirangkum", "How many quarters need a predicate to be rolled up"),
        example=2,
        ge=1,
        le=4,
    )
    without_annual: Literal["none", "from_quarters"] = described(
        ("Tanpa evaluasi tahunan", "Without an annual evaluation"),
        (
            "none: tidak ada predikat; from_quarters: mengikuti rangkuman triwulan dengan tanda",
            "none: no predicate; from_quarters: it follows the roll-up, with a flag",
        ),
        example="none",
    )
    flag: Flag = described(*_FLAG, example="from_quarters")
    text: Bilingual = described(*_FLAG_TEXT)


class SegmentRule(Source):
    """What opens a segment of a year, how its months count, and how segments make one annual result."""

    opened_by: list[OpenedBy] = described(
        ("Pembuka segmen", "Opened by"),
        ("Perubahan jabatan definitif yang membuka segmen baru", "What change of the definitive post opens a segment"),
        min_length=1,
        max_length=4,
    )
    months: MonthRule = described(
        ("Bulan", "Months"),
        (
            "most_days: bulan milik segmen dengan hari terbanyak; last_day: milik segmen pada hari terakhir bulan itu",
            "most_days: a month belongs to the segment with most of its days; last_day: to that of its last day",
        ),
        example="most_days",
    )
    least_months: int = described(
        ("Bulan paling sedikit", "Least months"),
        (
            "Segmen yang lebih pendek tidak ikut digabung, kecuali semuanya lebih pendek",
            "A shorter segment is left out of the joining, unless all are shorter",
        ),
        example=1,
        ge=0,
        le=12,
    )
    plan_due_days: int = described(
        ("Batas SKP segmen", "Plan due"),
        (
            "Batas SKP segmen yang dimulai di tengah tahun, dalam hari setelah segmen mulai",
            "The deadline for the plan of a segment begun in mid-year, in days after it began",
        ),
        example=30,
        ge=0,
        le=180,
    )
    join: Literal["most_months"] = described(
        ("Cara menggabung", "Joining"), ("Predikat dengan bulan terbanyak", "The predicate with the most months")
    )
    tie: Literal["later"] = described(*_TIE)
    incomplete: Literal["wait", "of_the_others"] = described(
        ("Segmen tanpa hasil", "A segment without a result"),
        (
            "wait: tahun itu belum berpredikat; of_the_others: digabung dari segmen lain; keduanya dengan tanda",
            "wait: the year has no predicate yet; of_the_others: the other segments are joined; both with a flag",
        ),
        example="wait",
    )
    flag: Flag = described(*_FLAG, example="segment_incomplete")
    text: Bilingual = described(*_FLAG_TEXT)


class Delegation(Model):
    """How a delegation of the right to rate is recorded: as a role of an officer of the unit or of one above it."""

    role: OfficerRole = described(
        ("Peran", "Role"),
        (
            "Peran petugas pada berkas unit yang mencatat pelimpahan",
            "The officer's role in a unit's file that records it",
        ),
        example="rater",
    )


class RaterRule(Source):
    """Who may be a rater: the direct supervisor from some level on, or whoever was delegated."""

    levels: list[PostLevel] = described(
        ("Jenjang penilai", "Levels"),
        ("Jenjang yang boleh menilai tanpa pelimpahan", "Levels that rate without a delegation"),
        min_length=1,
    )
    below: Literal["warning", "error"] = described(
        ("Bila di bawahnya", "Below it"),
        ("Peringatan atau kesalahan bila tanpa pelimpahan", "A warning or an error where there is no delegation"),
        example="warning",
    )
    delegation: Delegation = described(
        ("Pelimpahan", "Delegation"), ("Cara mencatat pelimpahan", "How a delegation is recorded")
    )


class Cycle(RuleBook):
    """rubrics/cycle/<version>.yaml."""

    schema_: Literal["bening/cycle/v1"] = header_schema("bening/cycle/v1")
    periodic: Periodic = described(
        ("Evaluasi periodik", "Periodic evaluation"), ("Triwulan yang diminta", "The quarters asked for")
    )
    roll_up: RollUp = described(
        ("Rangkuman triwulan", "Roll-up"), ("Dari triwulan ke tahunan", "From the quarters to the year")
    )
    segments: SegmentRule = described(
        ("Segmen", "Segments"), ("Bila jabatan berganti di tengah tahun", "When the post changes in mid-year")
    )
    rater: RaterRule = described(("Pejabat penilai", "Rater"), ("Siapa yang boleh menilai", "Who may rate"))
