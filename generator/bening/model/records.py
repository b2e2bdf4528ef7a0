"""Records about a person in a period: plan, report, evaluation, feedback, approval; header before body."""

from __future__ import annotations

from typing import Literal

from bening.model.base import (
    IsoDate,
    Model,
    Number,
    PersonId,
    RubricRef,
    ShortText,
    Text,
    described,
    header_body,
    header_kind,
    header_schema,
)
from bening.model.header import (
    FileName,
    PersonRecord,
    Sha256,
    header_rater,
    header_rater_group,
    header_rubric,
)
from bening.model.measures import Measurement
from bening.model.organisation import Person, Unit
from bening.model.plan import ItemId, PlanBody, record_date, work_result
from bening.model.raters import Assessment
from bening.model.references import Evidence, evidence_list
from bening.model.rights import Acknowledgement, Decision, Objection, Response
from bening.model.terms import ApprovalRole, BehaviourValue, Rating, SupervisorOnly
from bening.model.units import Achievement, Survey

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

    rhk: ItemId = described(*work_result, example="rhk-1")
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
    rhk: ItemId | None = described(*work_result, default=None, example="rhk-1")
    support: Text | None = described(
        ("Dukungan yang diminta", "Support asked for"),
        ("Dukungan yang diperlukan dari atasan", "What is needed from the supervisor"),
        default=None,
        example="Perangkat cadangan untuk pelayanan keliling",
    )


class ReportBody(Model):
    """Laporan kinerja tahunan: results, achievements and challenges."""

    date: IsoDate = described(*record_date, example="2025-12-22")
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

    rhk: ItemId = described(*work_result, example="rhk-1")
    rating: Rating | None = described(*_RATING, default=None, example="sesuai")
    feedback: Text = described(*_FEEDBACK, example="Laporan lengkap; tampilkan tren antarbulan.")


class BehaviourItem(Model):
    """The rater's view of one BerAKHLAK value."""

    value: BehaviourValue = described(
        ("Nilai", "Value"), ("Nilai dasar BerAKHLAK", "A BerAKHLAK value"), example="kolaboratif"
    )
    rating: Rating | None = described(*_RATING, default=None, example="sesuai")
    score: Number | None = described(
        ("Nilai angka", "Score"),
        (
            "Hanya untuk rubrik berangka: nilai pada skala rubrik",
            "For numeric rubrics only: the score on the rubric's scale",
        ),
        default=None,
        example=96,
    )
    feedback: Text = described(*_FEEDBACK, example="Aktif membantu bidang lain saat beban puncak.")


class SupportAnswer(Model):
    """What the supervisor says to the support that a challenge of the report asks for."""

    challenge: int = described(
        ("Tantangan", "Challenge"),
        ("Nomor urut tantangan pada laporan, mulai 1", "The challenge's number in the report's list, from 1"),
        example=1,
        ge=1,
        le=20,
    )
    granted: bool = described(
        ("Diberikan", "Granted"),
        ("Benar bila dukungan diberikan", "True when the support is given"),
        example=True,
    )
    text: Text = described(
        ("Jawaban", "Answer"),
        ("Apa yang akan dilakukan, atau mengapa belum dapat", "What will be done, or why it cannot be yet"),
        example="Dua perangkat cadangan diusulkan pada anggaran perubahan.",
    )


class EvaluationBody(Model):
    """Evaluasi kinerja by the supervisor (pejabat penilai kinerja)."""

    date: IsoDate = described(*record_date, example="2026-01-15")
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
        max_length=12,
    )
    work_rating: Rating | None = described(
        ("Rating hasil kerja", "Rating of work results"), _RATING[1], default=None, example="sesuai"
    )
    behaviour_rating: Rating | None = described(
        ("Rating perilaku kerja", "Rating of work behaviour"), _RATING[1], default=None, example="sesuai"
    )
    support: list[SupportAnswer] = described(
        ("Tanggapan atas dukungan", "Answers to support"),
        ("Jawaban atas dukungan yang diminta dalam laporan", "Answers to the support asked for in the report"),
        default=[],
        max_length=20,
    )
    innovation: Text | None = described(
        ("Ide baru", "New idea"),
        (
            "Hanya untuk rubrik berangka: ide atau cara baru yang bermanfaat bagi organisasi atau negara",
            "For numeric rubrics only: an idea or new way that benefits the organisation or the state",
        ),
        default=None,
        example="Antrean daring yang memangkas waktu tunggu dari dua jam menjadi dua puluh menit",
    )


class FeedbackBody(Model):
    """Umpan balik berkelanjutan: dated, tied to an RHK or a value."""

    date: IsoDate = described(*record_date, example="2025-05-12")
    rhk: ItemId | None = described(*work_result, default=None, example="rhk-1")
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
    evidence: list[Evidence] = evidence_list()


class ApprovalBody(Model):
    """An approval of one file as it stands: `sha256` is that of the file's bytes."""

    date: IsoDate = described(*record_date, example="2026-01-20")
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


class Plan(PersonRecord):
    """…/plan.yaml."""

    schema_: Literal["bening/plan/v1"] = header_schema("bening/plan/v1")
    kind: Literal["plan"] = header_kind("plan")
    rubric: RubricRef = header_rubric()
    body: PlanBody = header_body()


class Report(PersonRecord):
    """…/report.yaml."""

    schema_: Literal["bening/report/v1"] = header_schema("bening/report/v1")
    kind: Literal["report"] = header_kind("report")
    rubric: RubricRef = header_rubric()
    body: ReportBody = header_body()


class Evaluation(PersonRecord):
    """…/evaluation.yaml."""

    schema_: Literal["bening/evaluation/v1"] = header_schema("bening/evaluation/v1")
    kind: Literal["evaluation"] = header_kind("evaluation")
    rubric: RubricRef = header_rubric()
    rater: PersonId = header_rater()
    rater_group: SupervisorOnly = header_rater_group()
    body: EvaluationBody = header_body()


class Feedback(PersonRecord):
    """…/feedback-<seq>.yaml."""

    schema_: Literal["bening/feedback/v1"] = header_schema("bening/feedback/v1")
    kind: Literal["feedback"] = header_kind("feedback")
    rater: PersonId = header_rater()
    rater_group: SupervisorOnly = header_rater_group()
    body: FeedbackBody = header_body()


class Approval(PersonRecord):
    """…/approval-<seq>.yaml."""

    schema_: Literal["bening/approval/v1"] = header_schema("bening/approval/v1")
    kind: Literal["approval"] = header_kind("approval")
    body: ApprovalBody = header_body()


AnyRecord = (
    Unit
    | Person
    | Plan
    | Report
    | Evaluation
    | Feedback
    | Approval
    | Acknowledgement
    | Response
    | Objection
    | Decision
    | Assessment
    | Measurement
    | Survey
    | Achievement
)

KINDS: dict[str, type[AnyRecord]] = {
    "unit": Unit,
    "person": Person,
    "plan": Plan,
    "report": Report,
    "evaluation": Evaluation,
    "feedback": Feedback,
    "approval": Approval,
    "acknowledgement": Acknowledgement,
    "response": Response,
    "objection": Objection,
    "decision": Decision,
    "assessment": Assessment,
    "measurement": Measurement,
    "survey": Survey,
    "achievement": Achievement,
}
