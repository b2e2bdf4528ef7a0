"""rubrics/multi-rater/<version>.yaml: who rates whom on what, how groups are combined, and what may be shown.

Nothing here has a default that could decide a score or show an answer; docs/adr/0035 says why bands are as they are.
"""

from __future__ import annotations

from typing import Literal

from bening.model.base import Bilingual, BilingualLong, Model, Number, described, header_schema
from bening.model.raters import ItemCode
from bening.model.rubric import RuleBook
from bening.model.terms import RaterGroup

Closing = Literal["ends", "report_due", "evaluation_due"]
PeerRule = Literal["same_supervisor", "same_unit"]
Supervisory = Literal["manajerial", "head"]
OtherGroup = Literal["supervisor", "peer", "subordinate"]
OTHERS: tuple[OtherGroup, ...] = ("supervisor", "peer", "subordinate")

_ID = (("Kode", "Code"), ("Kode tetap", "The fixed code"))
_LABEL = (("Sebutan", "Label"), ("Sebutan bagi pembaca", "What a reader sees"))
_POINTS = (
    ("Angka", "Points"),
    ("Angka pada skala nilai perilaku kerja (0-120)", "On the scale of the behaviour score (0-120)"),
)


class ScaleStep(Model):
    """One answer of the scale, and what it counts where single answers need no protection."""

    value: int = described(("Jawaban", "Answer"), ("Bilangan bulat", "A whole number"))
    label: Bilingual = described(*_LABEL)
    points: Number = described(*_POINTS)


class Item(Model):
    """What is asked: a value, and the behaviours that the rater is to have in mind."""

    id: ItemCode = described(*_ID)
    label: Bilingual = described(*_LABEL)
    questions: list[BilingualLong] = described(
        ("Pertanyaan", "Questions"), ("Perilaku yang ditanyakan", "The behaviours asked about"), min_length=1
    )


class Group(Model):
    """A group of raters."""

    group: RaterGroup = described(*_ID)
    label: Bilingual = described(*_LABEL)
    confidential: bool = described(
        ("Rahasia", "Confidential"),
        ("Jawaban tunggal tidak pernah ditampilkan", "Single answers are never shown"),
    )
    min_raters: int = described(
        ("Paling sedikit", "Minimum"),
        ("Jumlah penilai paling sedikit; kurang dari itu tidak dihitung", "Fewer raters are not counted"),
        ge=1,
    )


class Band(Model):
    """All that is shown of a confidential group's mean on an item: the highest band that begins at or below it."""

    id: ItemCode = described(*_ID)
    label: Bilingual = described(*_LABEL)
    begins: Number = described(
        ("Mulai dari", "Begins at"), ("Rata-rata terendah pita ini", "The lowest mean of this band")
    )
    points: Number = described(
        ("Angka wakil", "Representative"),
        ("Angka yang dihitung untuk setiap rata-rata dalam pita ini", "What every mean in this band counts as"),
    )


class Insiders(Model):
    """How many raters of one group who tell each other and the person rated are to be withstood."""

    value: int = described(("Nilai", "Value"), ("Banyaknya penilai", "How many raters"), ge=1)
    reason: BilingualLong = described(("Alasan", "Reason"), ("Mengapa begitu", "Why it is so"))


class Shares(Model):
    """Weights of the groups in per cent; 0 where a group does not count."""

    self: int = described(("Diri sendiri", "Self"), ("Persen", "Per cent"), ge=0, le=100)
    supervisor: int = described(("Atasan", "Supervisor"), ("Persen", "Per cent"), ge=0, le=100)
    peer: int = described(("Rekan kerja", "Peers"), ("Persen", "Per cent"), ge=0, le=100)
    subordinate: int = described(("Bawahan", "Subordinates"), ("Persen", "Per cent"), ge=0, le=100)


class Combination(Model):
    """How the groups that could be counted are combined; `shares` is left out where no rule is known."""

    supervisory: bool = described(
        ("Jabatan memimpin", "Supervisory post"), ("Apakah jabatan ini memimpin", "Whether the post leads people")
    )
    present: list[OtherGroup] = described(
        ("Kelompok yang ada", "Groups present"), ("Kelompok yang dapat dihitung", "Groups that count"), min_length=1
    )
    shares: Shares | None = described(
        ("Bobot", "Weights"), ("Kosong: tidak digabung", "Left out: not combined"), default=None
    )


class MultiRater(RuleBook):
    """A version of the rubric."""

    schema_: Literal["bening/multi-rater/v1"] = header_schema("bening/multi-rater/v1")
    closes: Closing = described(
        ("Penutupan", "Close"),
        (
            "Tanggal kalender yang menutup pengisian; hasil kelompok tampil sesudahnya",
            "The calendar's date that closes the answers; a group's result appears after it",
        ),
    )
    peer_rule: list[PeerRule] = described(
        ("Rekan kerja ialah", "Peers are"),
        ("Salah satu: seatasan langsung, atau seunit", "Any of: the same direct supervisor, the same unit"),
        min_length=1,
    )
    supervisory: list[Supervisory] = described(
        ("Jabatan memimpin ialah", "Supervisory posts are"),
        ("Salah satu: jabatan manajerial, atau kepala unit", "Any of: a managerial post, the head of a unit"),
        min_length=1,
    )
    scale: list[ScaleStep] = described(
        ("Skala", "Scale"), ("Dari yang terendah", "Lowest first"), min_length=3, max_length=20
    )
    items: list[Item] = described(("Butir", "Items"), ("Yang ditanyakan", "What is asked"), min_length=1, max_length=60)
    groups: list[Group] = described(
        ("Kelompok", "Groups"), ("Keempat kelompok penilai", "The four groups of raters"), min_length=4, max_length=4
    )
    bands: list[Band] = described(
        ("Pita", "Bands"), ("Dari yang terendah", "Lowest first"), min_length=2, max_length=10
    )
    insiders: Insiders = described(
        ("Penilai yang bersekongkol", "Raters who tell"),
        ("Banyaknya yang harus tetap aman", "How many must be withstood"),
    )
    combinations: list[Combination] = described(
        ("Penggabungan", "Combining"),
        ("Bobot menurut kelompok yang ada", "Weights by the groups present"),
        min_length=1,
    )

    def group(self, name: RaterGroup) -> Group:
        """The rules of a group. Raises StopIteration for a rubric that `check` refuses."""
        return next(g for g in self.groups if g.group == name)
