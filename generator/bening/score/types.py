"""A score and the steps that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bening.model.terms import Predicate, Rating

INDICATIVE = "indikatif"  # the flag of every result that is not of the period's official regime
COLUMNS = (
    "person",
    "period",
    "segment",
    "unit",
    "position_family",
    "regime",
    "score",
    "work_rating",
    "behaviour_rating",
    "predicate",
    "flags",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an English sentence of the catalogue with its values, and the rule that it follows.

    `labels` says by language what keys among the values stand for, where the regime does not.
    """

    text: str
    values: Mapping[str, str]
    path: str = ""
    line: int = 0
    pointer: str = ""
    legal_basis: tuple[str, ...] = ()
    status: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one person in one period, segment and regime. Exact; no score in a quadrant regime.

    `segment` is `1`, `2`, … in the order of the year, and `annual` for the result joined from several.
    """

    person: str
    period: str
    segment: str
    unit: str
    position_family: str
    regime: str
    score: str
    work_rating: Rating | None
    behaviour_rating: Rating | None
    predicate: Predicate | None
    flags: tuple[str, ...]
    trace: tuple[Step, ...] = ()
    leads: tuple[str, ...] = ()  # the units that the person leads at the period's end, as an acting official, too
    counted: bool = True  # one row a person and period, of the official regime: what counts people reads only these
    stage: str = ""  # the furthest step of the year, of the counted row: `model.tables.STEPS`, or RATED
    objection: tuple[str, int | None] | None = None  # outcome, and days to the decision; of the counted row

    def row(self) -> dict[str, str]:
        """The row of the internal results, columns as in `COLUMNS`."""
        return {
            "person": self.person,
            "period": self.period,
            "segment": self.segment,
            "unit": self.unit,
            "position_family": self.position_family,
            "regime": self.regime,
            "score": self.score,
            "work_rating": self.work_rating or "",
            "behaviour_rating": self.behaviour_rating or "",
            "predicate": self.predicate or "",
            "flags": ";".join(self.flags),
        }
