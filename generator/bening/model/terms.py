"""Closed lists of terms that records and rubrics share; Indonesian where the law names them."""

from __future__ import annotations

from typing import Literal

Rating = Literal["di_atas", "sesuai", "di_bawah"]
Aspect = Literal["kuantitas", "kualitas", "waktu", "biaya"]
Direction = Literal["normal", "smaller_is_better", "range"]
RhkType = Literal["utama", "tambahan"]
RaterGroup = Literal["self", "supervisor", "peer", "subordinate"]
SupervisorOnly = Literal["supervisor"]
ObjectionOutcome = Literal["diterima", "diterima_sebagian", "ditolak"]
UnitResult = Literal["istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"]
ApprovalRole = Literal["rater", "rater_superior", "hr"]
BehaviourValue = Literal[
    "berorientasi_pelayanan",
    "akuntabel",
    "kompeten",
    "harmonis",
    "loyal",
    "adaptif",
    "kolaboratif",
    # the aspects of PP 30/2019 Art. 12; a regime's rubric says which values it rates
    "orientasi_pelayanan",
    "komitmen",
    "inisiatif_kerja",
    "kerja_sama",
    "kepemimpinan",
]
Predicate = Literal["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"]
PREDICATES: tuple[Predicate, ...] = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
RATINGS: tuple[Rating, ...] = ("di_bawah", "sesuai", "di_atas")
UnitLevel = Literal["agency", "office", "unit"]
