"""bening.yml: the agency's settings."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, StringConstraints

from bening.model.base import (
    Bilingual,
    IsoDate,
    Lang,
    Model,
    RubricRef,
    ShortText,
    Slug,
    described,
    header_schema,
)
from bening.model.tables import TableName

Year = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?$", max_length=200),
]
UnitCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.(langsung|gabungan))?$", max_length=60)]
CellName = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(/[A-Za-z0-9_.-]+){1,4}$", max_length=200)]
ReleaseId = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[a-z0-9]{1,20})*$")]


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("not_a_timezone")
    return value


class Agency(Model):
    """Whose records these are."""

    id: Slug = described(("Unit instansi", "Agency's unit"), ("Unit puncak", "The topmost unit"))
    name: Bilingual = described(("Nama", "Name"), ("Nama instansi", "The agency's name"))


class Forge(Model):
    """Where the repository is hosted."""

    kind: Literal["github", "gitlab", "forgejo", "none"] = described(
        ("Jenis", "Kind"), ("Layanan Git", "The Git service")
    )
    url: Url | None = described(("Alamat", "Address"), ("Alamat repositori", "The repository"), default=None)


class CalendarPeriod(Model):
    """An evaluation period and its deadlines."""

    period: Year = described(("Periode", "Period"), ("Tahun kinerja", "The performance year"))
    regime: RubricRef = described(("Rubrik", "Rubric"), ("Rubrik resmi periode ini", "The period's official rubric"))
    indicative: list[RubricRef] = described(
        ("Rubrik indikatif", "Indicative rubrics"),
        (
            "Rubrik lain yang dihitung sebagai pembanding; tidak pernah mengubah predikat resmi",
            "Other rubrics, computed for comparison; they never change the official predicate",
        ),
        default=[],
        max_length=5,
    )
    starts: IsoDate = described(("Mulai", "Starts"), ("Hari pertama", "First day"))
    ends: IsoDate = described(("Selesai", "Ends"), ("Hari terakhir", "Last day"))
    plan_due: IsoDate = described(("Batas SKP", "Plan due"), ("Batas penetapan SKP", "The plan's deadline"))
    report_due: IsoDate = described(("Batas laporan", "Report due"), ("Batas laporan kinerja", "The report's deadline"))
    evaluation_due: IsoDate = described(
        ("Batas evaluasi", "Evaluation due"), ("Batas evaluasi tahunan", "The evaluation's deadline")
    )


class Measures(Model):
    """What is told less in one release so that earlier ones and it give nothing away. None of it can tell more."""

    merge: list[UnitCode] = described(
        ("Gabungkan", "Merge"), ("Unit yang digabung dengan yang lain", "Units merged with others"), default=[]
    )
    coarser: list[TableName] = described(
        ("Kelas lebih kasar", "Coarser classes"),
        ("Tabel tanpa rincian kelas", "Tables without finer classes"),
        default=[],
    )
    withhold: list[TableName] = described(
        ("Tahan", "Withhold"), ("Tabel yang tidak diterbitkan", "Tables not published"), default=[]
    )
    hide: list[CellName] = described(
        ("Sembunyikan", "Hide"),
        ("Sel yang disembunyikan: tabel/kode/…, tanpa periode", "Cells hidden: table/code/…, without the period"),
        default=[],
    )


class CalendarRelease(Model):
    """A day on which figures about people may change."""

    id: ReleaseId = described(("Rilis", "Release"), ("Nama rilis", "The release's id"))
    period: Year = described(("Periode", "Period"), ("Tahun kinerja", "The performance year"))
    not_before: IsoDate = described(("Paling cepat", "Not before"), ("Hari terbit paling cepat", "Earliest day"))
    measures: Measures | None = described(
        ("Langkah", "Measures"),
        ("Apa yang tidak diterbitkan dalam rilis ini", "What this release leaves out"),
        default=None,
    )


class Calendar(Model):
    """Periods and releases."""

    periods: list[CalendarPeriod] = described(("Periode", "Periods"), ("Periode kinerja", "Periods"), min_length=1)
    releases: list[CalendarRelease] = described(("Rilis", "Releases"), ("Jadwal rilis", "Release days"))

    def period(self, period: str) -> CalendarPeriod | None:
        """Return the calendar's entry of the year of `period`."""
        return next((p for p in self.periods if p.period == period[:4]), None)

    def release(self, release_id: str) -> CalendarRelease | None:
        """Return the calendar's entry of a release."""
        return next((r for r in self.releases if r.id == release_id), None)


class RulesInForce(Model):
    """Which version of each further rubric is in force; what an agency does not use is left out."""

    multi_rater: RubricRef | None = described(
        ("Penilaian banyak penilai", "Multi-rater assessment"), ("Rubriknya", "Its rubric"), default=None
    )
    credit_points: RubricRef | None = described(
        ("Angka kredit", "Credit points"), ("Rubriknya", "Its rubric"), default=None
    )
    distribution: RubricRef | None = described(
        ("Pola distribusi", "Distribution pattern"), ("Rubriknya", "Its rubric"), default=None
    )
    satisfaction: RubricRef | None = described(
        ("Kepuasan masyarakat", "Public satisfaction"), ("Rubriknya", "Its rubric"), default=None
    )
    objection: RubricRef | None = described(
        ("Keberatan", "Objection"), ("Tata cara dan tenggatnya", "Its procedure and clock"), default=None
    )
    cycle: RubricRef | None = described(
        ("Siklus", "Cycle"), ("Evaluasi periodik dan segmen", "Periodic evaluation and segments"), default=None
    )


class Licence(Model):
    """The licence of the published data."""

    name: ShortText = described(("Nama", "Name"), ("Kode SPDX", "SPDX code"), example="CC-BY-4.0")
    title: ShortText = described(("Judul", "Title"), ("Nama lisensi", "The licence's title"))
    url: Url = described(("Alamat", "Address"), ("Alamat naskah lisensi", "Where it is written"))


class Settings(Model):
    """bening.yml."""

    schema_: Literal["bening/settings/v1"] = header_schema("bening/settings/v1")
    agency: Agency = described(("Instansi", "Agency"), ("Pemilik catatan", "Whose records these are"))
    demo: bool = described(
        ("Demonstrasi", "Demonstration"),
        ("Benar bila seluruh data sintetis", "True when all data is made up"),
    )
    timezone: Annotated[str, AfterValidator(_known_zone)] = described(
        ("Zona waktu", "Time zone"),
        ("Tanggal mengikuti zona ini", "Dates are of this zone"),
        example="Asia/Jakarta",
    )
    forge: Forge = described(("Forge", "Forge"), ("Layanan Git", "The Git service"))
    sealing: Literal["required", "optional", "off"] = described(
        ("Penyegelan", "Sealing"), ("Apakah isi catatan disegel", "Whether bodies are sealed")
    )
    languages: list[Lang] = described(("Bahasa", "Languages"), ("Bahasa situs", "The site's languages"), min_length=1)
    site_url: Url | None = described(
        ("Alamat situs", "Site address"), ("Alamat situs publik", "Public address"), default=None
    )
    calendar: Calendar = described(("Kalender", "Calendar"), ("Periode dan rilis", "Periods and releases"))
    disclosure_policy: RubricRef = described(
        ("Kebijakan pengungkapan", "Disclosure policy"), ("Kebijakan yang berlaku", "The policy in force")
    )
    position_families: RubricRef = described(
        ("Rumpun jabatan", "Position families"), ("Rubrik rumpun yang berlaku", "The families in force")
    )
    rules: RulesInForce = described(
        ("Aturan lain", "Further rules"),
        ("Rubrik lain yang berlaku", "Further rubrics in force"),
        default=RulesInForce(),
    )
    licence: Licence = described(("Lisensi data", "Data licence"), ("Lisensi data terbitan", "Licence of the data"))
