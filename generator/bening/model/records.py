"""Records about a person in a period: plan, report, evaluation, feedback, approval; header before body."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from bening.model.base import (
    IsoDate,
    Model,
    Number,
    Period,
    PersonId,
    RubricRef,
    ShortText,
    Slug,
    Text,
    described,
    header_body,
    header_kind,
    header_person,
    header_schema,
    header_unit,
)
from bening.model.organisation import Person, Unit

Rating = Literal["di_atas", "sesuai", "di_bawah"]
Aspect = Literal["kuantitas", "kualitas", "waktu", "biaya"]
RhkType = Literal["utama", "tambahan"]
RaterGroup = Literal["supervisor"]
ApprovalRole = Literal["rater", "rater_superior", "hr"]
BehaviourValue = Literal[
    "berorientasi_pelayanan",
    "akuntabel",
    "kompeten",
    "harmonis",
    "loyal",
    "adaptif",
    "kolaboratif",
]
ItemId = Annotated[str, StringConstraints(pattern=r"^rhk-[1-9][0-9]?$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.yaml$", max_length=80)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

_DATE = (("Tanggal", "Date"), ("Tanggal catatan dibuat", "The day the record was made"))
_RHK = (("RHK", "Work result"), ("Rencana hasil kerja dalam SKP", "A work result of the plan (SKP)"))
_RATING = (
    ("Penilaian", "Rating"),
    (
        "Di atas, sesuai, atau di bawah ekspektasi; kosongkan bila belum dinilai",
        "Above, as or below expected; leave out while it is not rated",
    ),
)
_FEEDBACK = (
    ("Umpan balik", "Feedback"),
    ("Apa yang terlihat dan apa langkah berikutnya", "What was seen and what comes next"),
)


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
    target: Target = described(
        ("Target", "Target"), ("Apa yang hendak dicapai", "What is to be reached"), example=None
    )


class Supports(Model):
    """The supervisor's RHK that an RHK supports (diintervensi)."""

    person: PersonId = described(
        ("Atasan", "Supervisor"), ("Nomor acak atasan", "The supervisor's id"), example="p-aaaabbbbccccdddd"
    )
    rhk: ItemId = described(*_RHK, example="rhk-1")


class PlanItem(Model):
    """Rencana hasil kerja (RHK)."""

    rhk: ItemId = described(*_RHK, example="rhk-1")
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

    date: IsoDate = described(*_DATE, example="2025-01-20")
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


class Realisation(Model):
    """What came of one indicator."""

    text: ShortText = described(
        ("Realisasi", "Realisation"), ("Realisasi dalam kata-kata", "In words"), example="12 laporan"
    )
    value: Number | None = described(
        ("Angka", "Value"), ("Angka bila ada", "The number, if there is one"), default=None, example=12
    )
    evidence: list[ShortText] = described(
        ("Bukti dukung", "Evidence"),
        ("Nama atau tautan bukti", "Names of or links to evidence"),
        default=[],
        max_length=20,
    )


class ReportItem(Model):
    """What came of one RHK."""

    rhk: ItemId = described(*_RHK, example="rhk-1")
    realisations: list[Realisation] = described(
        ("Realisasi", "Realisations"),
        (
            "Satu untuk tiap indikator, dalam urutan yang sama",
            "One for each indicator, in the same order",
        ),
        min_length=1,
        max_length=10,
    )


class Challenge(Model):
    """A difficulty met, and the support asked for."""

    text: Text = described(
        ("Tantangan", "Challenge"),
        ("Kendala yang dihadapi", "The difficulty that was met"),
        example="Jaringan internet di tiga kelurahan sering terputus",
    )
    support: Text | None = described(
        ("Dukungan yang diminta", "Support asked for"),
        ("Dukungan yang diperlukan dari atasan", "What is needed from the supervisor"),
        default=None,
        example="Perangkat cadangan untuk pelayanan keliling",
    )


class ReportBody(Model):
    """Laporan kinerja tahunan: results, achievements and challenges."""

    date: IsoDate = described(*_DATE, example="2025-12-22")
    results: list[ReportItem] = described(
        ("Realisasi hasil kerja", "Results"),
        ("Realisasi tiap RHK", "What came of each work result"),
        min_length=1,
        max_length=40,
    )
    achievements: list[Text] = described(
        ("Capaian", "Achievements"),
        ("Capaian terpenting, paling sedikit satu", "The main achievements, one at least"),
        min_length=1,
        max_length=20,
    )
    challenges: list[Challenge] = described(
        ("Tantangan", "Challenges"),
        ("Kendala, paling sedikit satu", "Difficulties, one at least"),
        min_length=1,
        max_length=20,
    )


class WorkItem(Model):
    """The rater's view of one RHK."""

    rhk: ItemId = described(*_RHK, example="rhk-1")
    rating: Rating | None = described(*_RATING, default=None, example="sesuai")
    feedback: Text = described(*_FEEDBACK, example="Laporan lengkap; tampilkan tren antarbulan.")


class BehaviourItem(Model):
    """The rater's view of one BerAKHLAK value."""

    value: BehaviourValue = described(
        ("Nilai", "Value"), ("Nilai dasar BerAKHLAK", "A BerAKHLAK value"), example="kolaboratif"
    )
    rating: Rating | None = described(*_RATING, default=None, example="sesuai")
    feedback: Text = described(*_FEEDBACK, example="Aktif membantu bidang lain saat beban puncak.")


class EvaluationBody(Model):
    """Evaluasi kinerja by the supervisor (pejabat penilai kinerja)."""

    date: IsoDate = described(*_DATE, example="2026-01-15")
    work: list[WorkItem] = described(
        ("Hasil kerja", "Work results"),
        ("Umpan balik tiap RHK", "Feedback on each work result"),
        min_length=1,
        max_length=40,
    )
    behaviour: list[BehaviourItem] = described(
        ("Perilaku kerja", "Work behaviour"),
        ("Umpan balik tiap nilai BerAKHLAK", "Feedback on each BerAKHLAK value"),
        min_length=1,
        max_length=7,
    )
    work_rating: Rating | None = described(
        ("Rating hasil kerja", "Rating of work results"), _RATING[1], default=None, example="sesuai"
    )
    behaviour_rating: Rating | None = described(
        ("Rating perilaku kerja", "Rating of work behaviour"), _RATING[1], default=None, example="sesuai"
    )


class FeedbackBody(Model):
    """Umpan balik berkelanjutan: dated, tied to an RHK or a value."""

    date: IsoDate = described(*_DATE, example="2025-05-12")
    rhk: ItemId | None = described(*_RHK, default=None, example="rhk-1")
    value: BehaviourValue | None = described(
        ("Nilai", "Value"), ("Nilai dasar BerAKHLAK", "A BerAKHLAK value"), default=None, example="adaptif"
    )
    strength: Text = described(
        ("Kekuatan", "Strength"),
        ("Apa yang sudah baik", "What went well"),
        example="Data rapi dan tepat waktu.",
    )
    suggestion: Text = described(
        ("Saran", "Suggestion"),
        ("Apa yang dapat ditingkatkan", "What can be better"),
        example="Bagikan templat ke rekan satu bidang.",
    )


class ApprovalBody(Model):
    """An approval of one file as it stands: `sha256` is that of the file's bytes."""

    date: IsoDate = described(*_DATE, example="2026-01-20")
    file: FileName = described(
        ("Berkas", "File"),
        ("Berkas yang disetujui, di folder yang sama", "The file approved, in the same folder"),
        example="evaluation.yaml",
    )
    sha256: Sha256 = described(
        ("Sidik berkas", "File digest"),
        ("SHA-256 isi berkas yang disetujui", "SHA-256 of the approved file's bytes"),
        example="0" * 64,
    )
    approver: PersonId = described(
        ("Penyetuju", "Approver"), ("Nomor acak penyetuju", "The approver's id"), example="p-aaaabbbbccccdddd"
    )
    role: ApprovalRole = described(
        ("Peran", "Role"),
        (
            "Penilai, atasan penilai, atau pengelola kepegawaian",
            "Rater, the rater's superior, or HR",
        ),
        example="rater_superior",
    )


def _rubric() -> Any:
    return described(
        ("Rubrik", "Rubric"),
        ("Rubrik dan versinya yang berlaku bagi catatan ini", "The rubric and its version"),
        example="permenpanrb-6-2022/v1",
    )


def _rater() -> Any:
    return described(
        ("Penilai", "Rater"),
        ("Nomor acak pejabat penilai kinerja", "The rater's random id"),
        example="p-aaaabbbbccccdddd",
    )


def _rater_group() -> Any:
    return described(
        ("Kelompok penilai", "Rater group"),
        ("Kedudukan penilai", "The rater's standing"),
        example="supervisor",
    )


class PersonRecord(Model):
    """The header that every record about a person in a period has."""

    schema_: str = header_schema()
    kind: str = header_kind()
    person: PersonId = header_person()
    period: Period = described(
        ("Periode", "Period"), ("Tahun atau triwulan", "A year or a quarter"), example="2025"
    )
    unit: Slug = header_unit()


class Plan(PersonRecord):
    """…/plan.yaml."""

    schema_: Literal["bening/plan/v1"] = header_schema()
    kind: Literal["plan"] = header_kind()
    rubric: RubricRef = _rubric()
    body: PlanBody = header_body()


class Report(PersonRecord):
    """…/report.yaml."""

    schema_: Literal["bening/report/v1"] = header_schema()
    kind: Literal["report"] = header_kind()
    rubric: RubricRef = _rubric()
    body: ReportBody = header_body()


class Evaluation(PersonRecord):
    """…/evaluation.yaml."""

    schema_: Literal["bening/evaluation/v1"] = header_schema()
    kind: Literal["evaluation"] = header_kind()
    rubric: RubricRef = _rubric()
    rater: PersonId = _rater()
    rater_group: RaterGroup = _rater_group()
    body: EvaluationBody = header_body()


class Feedback(PersonRecord):
    """…/feedback-<seq>.yaml."""

    schema_: Literal["bening/feedback/v1"] = header_schema()
    kind: Literal["feedback"] = header_kind()
    rater: PersonId = _rater()
    rater_group: RaterGroup = _rater_group()
    body: FeedbackBody = header_body()


class Approval(PersonRecord):
    """…/approval-<seq>.yaml."""

    schema_: Literal["bening/approval/v1"] = header_schema()
    kind: Literal["approval"] = header_kind()
    body: ApprovalBody = header_body()


AnyRecord = Unit | Person | Plan | Report | Evaluation | Feedback | Approval

KINDS: dict[str, type[AnyRecord]] = {
    "unit": Unit,
    "person": Person,
    "plan": Plan,
    "report": Report,
    "evaluation": Evaluation,
    "feedback": Feedback,
    "approval": Approval,
}
