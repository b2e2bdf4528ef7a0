"""How somebody objects to an evaluation, and what ongoing feedback has to be: clocks, addressee, hearing, finality.

Source: PP 30/2019 Art. 59. Every number stands in `rubrics/objection/<version>.yaml`; nothing here has a default that
could decide anything.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from bening.model.base import Bilingual, IsoDate, Model, after, described, header_schema
from bening.model.rubric import RuleBook, Source
from bening.model.terms import ApprovalRole, ObjectionOutcome

_ID = (("Kode", "Code"), ("Kode tetap", "The fixed code"))
_DAYS = (("Hari", "Days"), ("Banyaknya hari", "How many days"))
_SATURDAY = 5


class Clock(Source):
    """A number of days from an event to the last day."""

    days: int = described(*_DAYS, ge=1, le=366)
    unit: Literal["calendar", "working"] = described(
        ("Hari apa", "Kind of days"),
        ("Hari kalender, atau hari kerja menurut daftar hari libur", "Calendar days, or working days by the holidays"),
    )
    starts: Literal["acknowledgement", "objection"] = described(
        ("Dimulai oleh", "Started by"),
        (
            "Tanda terima evaluasi sebagaimana adanya, atau pengajuan keberatan",
            "The acknowledgement of the evaluation as it stands, or the filing of the objection",
        ),
    )
    first_day: Literal["same_day", "next_day"] = described(
        ("Hari pertama", "First day"),
        ("Hari kejadian itu sendiri atau hari berikutnya", "The day of the event itself or the one after"),
    )


class Addressee(Source):
    """Who decides."""

    role: ApprovalRole = described(
        ("Peran", "Role"), ("Peran yang memutus keberatan", "The role that decides on an objection")
    )
    where_none: ApprovalRole | None = described(
        ("Bila tidak ada", "Where there is none"),
        ("Peran yang memutus bila penilai tidak punya atasan", "The role that decides where the rater has no superior"),
    )


class Hearing(Source):
    """Whom the decider hears first."""

    person: bool = described(("Pegawai", "Person"), ("Pegawai harus didengar", "The person must be heard"))
    rater: bool = described(("Penilai", "Rater"), ("Penilai harus didengar", "The rater must be heard"))


class Finality(Source):
    """Whether a decision can be followed by another."""

    final: bool = described(
        ("Final", "Final"), ("Benar bila putusan tidak dapat diajukan lagi", "True when nothing follows a decision")
    )


class OutcomeRule(Model):
    """What an outcome is called, and whether it changes the result."""

    label: Bilingual = described(("Sebutan", "Label"), ("Sebutan putusan", "The outcome's name"))
    changes: Literal["always", "maybe", "never"] = described(
        ("Mengubah hasil", "Changes the result"),
        ("Selalu, mungkin, atau tidak pernah", "Always, maybe, or never"),
    )


class Outcomes(Model):
    """The possible outcomes."""

    diterima: OutcomeRule = described(("Diterima", "Upheld"), ("Aturannya", "Its rule"))
    diterima_sebagian: OutcomeRule = described(("Diterima sebagian", "Upheld in part"), ("Aturannya", "Its rule"))
    ditolak: OutcomeRule = described(("Ditolak", "Rejected"), ("Aturannya", "Its rule"))


class Holiday(Model):
    """A day that is no working day, besides Saturdays and Sundays."""

    date: IsoDate = described(("Tanggal", "Date"), ("Hari libur atau cuti bersama", "A holiday or joint leave"))
    label: Bilingual = described(("Nama", "Name"), ("Nama hari itu", "What it is called"))


class Recency(Source):
    """When feedback is bunched at the period's end."""

    last_days: int = described(
        ("Hari terakhir", "Last days"), ("Hari terakhir periode", "The last days of the period"), ge=1, le=366
    )
    percent: int = described(
        ("Persen", "Percent"),
        ("Mulai bagian ini ditandai", "From this share on it is flagged"),
        ge=1,
        le=100,
    )
    least: int = described(
        ("Paling sedikit", "At least"),
        ("Baru dihitung mulai sebanyak ini", "Only counted from so many on"),
        ge=1,
        le=99,
    )


class Sameness(Source):
    """When the items of an evaluation look filled in without looking at each of them."""

    items: int = described(
        ("Butir", "Items"), ("Baru dihitung mulai sebanyak ini", "Only counted from so many on"), ge=2, le=99
    )
    same_rating_percent: int = described(
        ("Persen rating", "Percent of ratings"),
        ("Bagian butir dengan rating sama yang ditandai", "The share of items with one rating that is flagged"),
        ge=1,
        le=100,
    )
    same_text_percent: int = described(
        ("Persen kalimat", "Percent of texts"),
        ("Bagian butir dengan kalimat sama yang ditandai", "The share of items with one text that is flagged"),
        ge=1,
        le=100,
    )


class FeedbackRules(Source):
    """What ongoing feedback has to be, and when it is flagged for reviewers."""

    least_a_year: int = described(
        ("Paling sedikit setahun", "At least a year"), ("Umpan balik setahun", "Pieces of feedback a year"), ge=0, le=99
    )
    acknowledge_days: int = described(
        ("Hari tanda terima", "Days to acknowledge"),
        ("Hari kalender untuk menandai umpan balik telah diterima", "Calendar days to acknowledge feedback"),
        ge=1,
        le=366,
    )
    remind: Literal["at_once", "after_period"] = described(
        ("Peringatan", "Warning"),
        ("Segera sesudah batasnya, atau sesudah periode berakhir", "Once it is due, or once the period has ended"),
    )
    recency: Recency = described(("Menumpuk di akhir", "Bunched at the end"), ("Kapan ditandai", "When it is flagged"))
    sameness: Sameness = described(("Serba sama", "All the same"), ("Kapan ditandai", "When it is flagged"))


class Procedure(RuleBook):
    """rubrics/objection/<version>.yaml."""

    schema_: Literal["bening/objection-procedure/v1"] = header_schema("bening/objection-procedure/v1")
    filing: Clock = described(("Mengajukan", "Filing"), ("Tenggat mengajukan keberatan", "The time to object"))
    addressee: Addressee = described(("Ditujukan kepada", "Addressee"), ("Siapa yang memutus", "Who decides"))
    deciding: Clock = described(("Memutus", "Deciding"), ("Tenggat memutus", "The time to decide"))
    hearing: Hearing = described(("Pemeriksaan", "Hearing"), ("Siapa yang didengar", "Who is heard"))
    finality: Finality = described(("Sifat putusan", "Finality"), ("Apakah putusan final", "Whether it is final"))
    outcomes: Outcomes = described(("Putusan", "Outcomes"), ("Putusan yang mungkin", "The possible outcomes"))
    holidays: list[Holiday] = described(
        ("Hari libur", "Holidays"),
        ("Hanya dipakai bila ada tenggat dalam hari kerja", "Only used where a clock counts working days"),
    )
    feedback: FeedbackRules = described(
        ("Umpan balik", "Feedback"), ("Aturan umpan balik berkelanjutan", "Rules on ongoing feedback")
    )

    def in_force(self, date: str) -> bool:
        """Tell whether the procedure holds on an ISO date."""
        return self.valid_from <= date and (self.valid_to is None or date <= self.valid_to)

    def outcome(self, outcome: ObjectionOutcome) -> OutcomeRule:
        """The rule on an outcome."""
        rule: OutcomeRule = getattr(self.outcomes, outcome)
        return rule

    def last_day(self, clock: Clock, event: str) -> str:
        """The last day of a clock that an event on an ISO date starts."""
        if clock.unit == "calendar":
            return after(event, clock.days - (clock.first_day == "same_day"))
        free = {holiday.date for holiday in self.holidays}
        day = event if clock.first_day == "same_day" else after(event, 1)
        left = clock.days
        while left:
            left -= dt.date.fromisoformat(day).weekday() < _SATURDAY and day not in free
            day = after(day, 1)
        return after(day, -1)
