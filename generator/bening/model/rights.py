"""What the person rated answers, and what follows: acknowledgement, response, objection and its decision.

Source: PP 30/2019 Art. 59 (keberatan); the clock and the addressee are data in `rubrics/` (domain notes, section 3).
"""

from __future__ import annotations

from typing import Literal

from bening.model.base import (
    IsoDate,
    Model,
    Number,
    PersonId,
    RubricRef,
    Text,
    described,
    header_body,
    header_kind,
    header_schema,
)
from bening.model.header import FileName, PersonRecord, Sha256
from bening.model.plan import ItemId, record_date, work_result
from bening.model.references import Evidence, evidence_list, file_digest, file_name
from bening.model.terms import BehaviourValue, ObjectionOutcome, Rating

_EVALUATION = (
    ("Evaluasi", "Evaluation"),
    ("Berkas evaluasi di folder yang sama", "The evaluation's file in the same folder"),
    "evaluation.yaml",
)
_RATING = ("Diisi hanya bila keputusan mengubahnya", "Filled only if the decision changes it")


class AcknowledgementBody(Model):
    """The person has received a file as it stands; of an evaluation this starts the clock for an objection."""

    date: IsoDate = described(
        ("Tanggal diterima", "Date received"), ("Hari berkas diterima", "The day of receipt"), example="2026-01-22"
    )
    file: FileName = file_name(
        ("Berkas", "File"),
        ("Berkas yang diterima, di folder yang sama", "The file received, in the same folder"),
        "evaluation.yaml",
    )
    sha256: Sha256 = file_digest()


class ResponseBody(Model):
    """Tanggapan: what the person says to an evaluation or a piece of feedback."""

    date: IsoDate = described(*record_date, example="2026-01-24")
    file: FileName = file_name(
        ("Berkas", "File"),
        ("Berkas yang ditanggapi, di folder yang sama", "The file answered, in the same folder"),
        "evaluation.yaml",
    )
    sha256: Sha256 = file_digest()
    agrees: bool = described(
        ("Sependapat", "Agrees"),
        ("Benar bila sependapat dengan isinya", "True when the person agrees with it"),
        example=True,
    )
    text: Text = described(
        ("Tanggapan", "Response"),
        ("Tanggapan dengan kata sendiri", "The response in the person's own words"),
        example="Terima kasih; pelatihan yang disarankan akan saya ikuti.",
    )


class Ground(Model):
    """One reason of an objection, about a work result, a value, or the evaluation as a whole."""

    rhk: ItemId | None = described(*work_result, default=None, example="rhk-1")
    value: BehaviourValue | None = described(
        ("Nilai", "Value"), ("Nilai perilaku yang dipersoalkan", "The value in question"), default=None
    )
    text: Text = described(
        ("Alasan", "Reason"),
        ("Mengapa penilaiannya keliru", "Why the rating is mistaken"),
        example="Laporan triwulan III sudah disampaikan, tetapi dinilai tidak ada.",
    )
    evidence: list[Evidence] = evidence_list()


class ObjectionBody(Model):
    """Keberatan against an evaluation, to the superior of the rater."""

    date: IsoDate = described(
        ("Tanggal diajukan", "Date filed"), ("Hari keberatan diajukan", "The day of filing"), example="2026-01-30"
    )
    file: FileName = file_name(*_EVALUATION)
    sha256: Sha256 = file_digest()
    addressee: PersonId = described(
        ("Ditujukan kepada", "Addressee"),
        ("Nomor acak atasan pejabat penilai", "The random id of the rater's superior"),
        example="p-aaaabbbbccccdddd",
    )
    grounds: list[Ground] = described(
        ("Alasan keberatan", "Grounds"),
        ("Paling sedikit satu alasan", "One reason at least"),
        min_length=1,
        max_length=20,
    )


class Hearings(Model):
    """When each side was heard; which ones must be, the rubric says."""

    person: IsoDate | None = described(
        ("Pegawai didengar", "Person heard"), ("Hari pegawai didengar", "The day"), default=None, example="2026-02-05"
    )
    rater: IsoDate | None = described(
        ("Penilai didengar", "Rater heard"), ("Hari penilai didengar", "The day"), default=None, example="2026-02-05"
    )


class NewScore(Model):
    """A value's score after the decision."""

    value: BehaviourValue = described(
        ("Nilai", "Value"), ("Nilai perilaku yang diubah", "The value that is changed"), example="inisiatif_kerja"
    )
    score: Number = described(
        ("Nilai angka", "Score"), ("Nilai baru pada skala rubrik", "The new score on the rubric's scale"), example=96
    )


class DecisionBody(Model):
    """Keputusan atas keberatan: final; where it changes a rating, the result follows the decision."""

    date: IsoDate = described(*record_date, example="2026-02-10")
    file: FileName = file_name(
        ("Keberatan", "Objection"),
        ("Berkas keberatan di folder yang sama", "The objection's file in the same folder"),
        "objection-01.yaml",
    )
    sha256: Sha256 = file_digest()
    decided_by: PersonId = described(
        ("Diputus oleh", "Decided by"),
        ("Nomor acak atasan pejabat penilai", "The random id of the rater's superior"),
        example="p-aaaabbbbccccdddd",
    )
    hearings: Hearings = described(
        ("Pemeriksaan", "Hearings"), ("Kapan kedua pihak didengar", "When both sides were heard")
    )
    outcome: ObjectionOutcome = described(
        ("Putusan", "Outcome"),
        ("Diterima, diterima sebagian, atau ditolak", "Upheld, upheld in part, or rejected"),
        example="diterima_sebagian",
    )
    work_rating: Rating | None = described(
        ("Rating hasil kerja", "Rating of work results"), _RATING, default=None, example="sesuai"
    )
    behaviour_rating: Rating | None = described(
        ("Rating perilaku kerja", "Rating of work behaviour"), _RATING, default=None, example="sesuai"
    )
    scores: list[NewScore] = described(
        ("Nilai perilaku", "Scores of behaviour"),
        (
            "Hanya untuk rubrik berangka, dan hanya nilai yang diubah keputusan",
            "For numeric rubrics only, and only what the decision changes",
        ),
        default=[],
        max_length=12,
    )
    reasons: Text = described(
        ("Pertimbangan", "Reasons"), ("Mengapa diputus demikian", "Why it was decided so"), example="Bukti lengkap."
    )


class Acknowledgement(PersonRecord):
    """…/acknowledgement-<seq>.yaml."""

    schema_: Literal["bening/acknowledgement/v1"] = header_schema("bening/acknowledgement/v1")
    kind: Literal["acknowledgement"] = header_kind("acknowledgement")
    body: AcknowledgementBody = header_body()


class Response(PersonRecord):
    """…/response-<seq>.yaml."""

    schema_: Literal["bening/response/v1"] = header_schema("bening/response/v1")
    kind: Literal["response"] = header_kind("response")
    body: ResponseBody = header_body()


class Objection(PersonRecord):
    """…/objection-<seq>.yaml; pins the procedure under which it was filed."""

    schema_: Literal["bening/objection/v1"] = header_schema("bening/objection/v1")
    kind: Literal["objection"] = header_kind("objection")
    rubric: RubricRef = described(
        ("Rubrik", "Rubric"),
        ("Tata cara keberatan yang berlaku saat diajukan", "The procedure in force when it was filed"),
        example="objection/v1",
    )
    body: ObjectionBody = header_body()


class Decision(PersonRecord):
    """…/decision-<seq>.yaml."""

    schema_: Literal["bening/decision/v1"] = header_schema("bening/decision/v1")
    kind: Literal["decision"] = header_kind("decision")
    body: DecisionBody = header_body()
