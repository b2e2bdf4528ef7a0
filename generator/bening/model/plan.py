"""Sasaran kinerja pegawai (SKP): the plan of a year, PermenPANRB 6/2022."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from bening.model.base import IsoDate, Model, Number, PersonId, ShortText, Slug, described
from bening.model.terms import Aspect, BehaviourValue, Direction, RhkType

ItemId = Annotated[str, StringConstraints(pattern=r"^rhk-[1-9][0-9]?$")]

record_date = (("Tanggal", "Date"), ("Tanggal catatan dibuat", "The day the record was made"))
work_result = (("RHK", "Work result"), ("Rencana hasil kerja dalam SKP", "A work result of the plan (SKP)"))


class Target(Model):
    """What is to be reached, as a number with a unit where it can be counted, and in words."""

    text: ShortText = described(
        ("Target", "Target"), ("Target dalam kata-kata", "The target in words"), example="12 laporan"
    )
    value: Number | None = described(
        ("Angka", "Value"), ("Angka target bila ada", "The number, if there is one"), default=None, example=12
    )
    unit: ShortText | None = described(
        ("Satuan", "Unit"), ("Satuan angka target", "The number's unit"), default=None, example="laporan"
    )
    lower: Number | None = described(
        ("Batas bawah", "Lower bound"),
        ("Hanya untuk target rentang: batas bawah", "For a range only: its lower bound"),
        default=None,
        example=10,
    )
    upper: Number | None = described(
        ("Batas atas", "Upper bound"),
        ("Hanya untuk target rentang: batas atas", "For a range only: its upper bound"),
        default=None,
        example=14,
    )


class Indicator(Model):
    """Indikator kinerja individu (IKI)."""

    aspect: Aspect = described(
        ("Aspek", "Aspect"),
        ("Kuantitas, kualitas, waktu, atau biaya", "Quantity, quality, time or cost"),
        example="kuantitas",
    )
    text: ShortText = described(
        ("Indikator", "Indicator"), ("Apa yang diukur", "What is measured"), example="Jumlah laporan bulanan"
    )
    direction: Direction | None = described(
        ("Arah", "Direction"),
        (
            "Hanya untuk rubrik berangka: makin besar makin baik (normal), makin kecil makin baik, atau rentang",
            "For numeric rubrics only: more is better (normal), smaller is better, or a range",
        ),
        default=None,
        example="normal",
    )
    target: Target = described(("Target", "Target"), ("Apa yang hendak dicapai", "What is to be reached"), example=None)
    survey: Slug | None = described(
        ("Unit yang disurvei", "Unit surveyed"),
        (
            "Bila yang diukur adalah indeks kepuasan masyarakat (IKM) sebuah unit: kode unit itu",
            "Where the indicator is a unit's public-satisfaction index (IKM): that unit's code",
        ),
        default=None,
        example="dinas-dukcapil",
    )


class Supports(Model):
    """The supervisor's RHK that an RHK supports (diintervensi)."""

    person: PersonId = described(
        ("Atasan", "Supervisor"), ("Nomor acak atasan", "The supervisor's id"), example="p-aaaabbbbccccdddd"
    )
    rhk: ItemId = described(*work_result, example="rhk-1")


class PlanItem(Model):
    """Rencana hasil kerja (RHK)."""

    rhk: ItemId = described(*work_result, example="rhk-1")
    type: RhkType = described(("Jenis", "Type"), ("Utama atau tambahan", "Main or additional"), example="utama")
    text: ShortText = described(
        ("Rencana hasil kerja", "Work result planned"),
        ("Hasil yang direncanakan, bukan kegiatan", "The result that is planned, not the activity"),
        example="Laporan kinerja bulanan tersusun tepat waktu",
    )
    supports: Supports | None = described(
        ("Mendukung RHK atasan", "Supports the supervisor's result"),
        ("RHK atasan yang diintervensi", "The supervisor's result that this one supports"),
        default=None,
    )
    indicators: list[Indicator] = described(
        ("Indikator", "Indicators"),
        ("Indikator kinerja individu", "Individual performance indicators"),
        min_length=1,
        max_length=10,
    )


class Expectation(Model):
    """Ekspektasi khusus pimpinan on one value."""

    value: BehaviourValue = described(
        ("Nilai", "Value"), ("Nilai dasar BerAKHLAK", "A BerAKHLAK value"), example="adaptif"
    )
    text: ShortText = described(
        ("Ekspektasi khusus", "Special expectation"),
        ("Ekspektasi khusus pimpinan", "What the leader expects in particular"),
        example="Membiasakan pemakaian aplikasi persuratan baru",
    )


class PlanBody(Model):
    """Sasaran kinerja pegawai (SKP), PermenPANRB 6/2022."""

    date: IsoDate = described(*record_date, example="2025-01-20")
    results: list[PlanItem] = described(
        ("Hasil kerja", "Work results"),
        ("RHK utama dan tambahan", "Main and additional work results"),
        min_length=1,
        max_length=40,
    )
    expectations: list[Expectation] = described(
        ("Ekspektasi khusus pimpinan", "Special expectations"),
        ("Ekspektasi khusus per nilai BerAKHLAK", "Particular expectations per BerAKHLAK value"),
        default=[],
        max_length=7,
    )
    resources: list[ShortText] = described(
        ("Dukungan sumber daya", "Resources"),
        ("Dukungan yang disepakati", "The support agreed upon"),
        default=[],
        max_length=20,
    )
    accountability: list[ShortText] = described(
        ("Skema pertanggungjawaban", "Accountability"),
        ("Kapan dan bagaimana melapor", "When and how to report"),
        default=[],
        max_length=20,
    )
    consequences: list[ShortText] = described(
        ("Konsekuensi", "Consequences"),
        ("Akibat bila target tercapai atau tidak", "What follows when targets are met or missed"),
        default=[],
        max_length=20,
    )
