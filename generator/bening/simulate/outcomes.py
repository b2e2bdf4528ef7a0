"""How a person's year came out: ratings as wholes and item by item, and which steps were forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bening.simulate.chance import Chance

VALUES = (
    "berorientasi_pelayanan",
    "akuntabel",
    "kompeten",
    "harmonis",
    "loyal",
    "adaptif",
    "kolaboratif",
)
ABOVE, AS, BELOW = "di_atas", "sesuai", "di_bawah"
# Work and behaviour ratings by predicate, each with its weight within the predicate.
_PAIRS = (
    (((ABOVE, ABOVE), 1),),
    (((AS, AS), 62), ((ABOVE, AS), 18), ((AS, ABOVE), 20)),
    (((BELOW, AS), 4), ((BELOW, ABOVE), 1)),
    (((AS, BELOW), 4), ((ABOVE, BELOW), 1)),
    (((BELOW, BELOW), 1),),
)
# Per thousand: sangat baik and butuh perbaikan by the leniency of the unit; the other two everywhere.
_VERY_GOOD = (85, 145, 200, 250, 330)
_TO_IMPROVE = (150, 115, 90, 70, 45)
_MISCONDUCT, _VERY_POOR = 15, 7
# Percent of people: no evaluation; of evaluations: a rating left out, not approved.
_NO_EVALUATION, _NO_RATING, _NO_APPROVAL = 2.5, 1.0, 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rater will say, and what will be missing."""

    work: str
    behaviour: str
    work_items: tuple[str, ...]
    behaviour_items: tuple[str, ...]
    evaluated: bool
    missing: str  # "work_rating", "behaviour_rating" or ""
    approved: bool


@lru_cache(maxsize=4096)
def _weights(seed: int, period: str, unit: str) -> tuple[int, ...]:
    lean = Chance(seed, "lean", period, unit).below(len(_VERY_GOOD))
    rare = (_TO_IMPROVE[lean], _MISCONDUCT, _VERY_POOR)
    return (_VERY_GOOD[lean], 1000 - _VERY_GOOD[lean] - sum(rare), *rare)


def outcome(chance: Chance, seed: int, period: str, unit: str, count: int) -> Outcome:
    """Draw a year with `count` work results."""
    pairs = _PAIRS[chance.weighted(_weights(seed, period, unit))]
    work, behaviour = pairs[chance.weighted([weight for _, weight in pairs])][0]
    missing = chance.pick(("work_rating", "behaviour_rating")) if chance.hit(_NO_RATING) else ""
    return Outcome(
        work,
        behaviour,
        _items(chance, work, count),
        _items(chance, behaviour, len(VALUES)),
        evaluated=not chance.hit(_NO_EVALUATION),
        missing=missing,
        approved=not chance.hit(_NO_APPROVAL),
    )


def _items(chance: Chance, whole: str, count: int) -> tuple[str, ...]:
    """Items of which more than half are like the whole; the others are one step away."""
    items = [whole] * count
    for _ in range(chance.below((count - 1) // 2 + 1)):
        items[chance.below(count)] = AS if whole != AS else chance.pick((ABOVE, ABOVE, BELOW))
    return tuple(items)
