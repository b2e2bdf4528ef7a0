"""A period's deadlines as a reader meets them, from the agency's calendar and the rubric of the cycle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from bening.model.base import Lang
from bening.model.cycle import QuarterPart
from bening.model.settings import CalendarPeriod
from bening.publish.publication import Publication, PublishedRubric

Step = Literal["plan", "quarter", "report", "evaluation", "release"]
_NEXT_QUARTER: dict[QuarterPart, tuple[int, int]] = {"q1": (0, 4), "q2": (0, 7), "q3": (0, 10), "q4": (1, 1)}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (ISO 8601) and what is due on it; `name` is the quarter's label or the release's id, else empty."""

    date: str
    step: Step
    name: str


@dataclass(frozen=True, slots=True)
class Year:
    """A period with its deadlines in order of time, its official regime and those beside it that have a page."""

    entry: CalendarPeriod
    deadlines: tuple[Deadline, ...]
    official: PublishedRubric[Any] | None
    beside: tuple[PublishedRubric[Any], ...]


def agenda(publication: Publication, lang: Lang) -> tuple[Year, ...]:
    """The calendar's periods, the latest first."""
    known = {one.ref: one for one in (*publication.regimes, *publication.others)}
    periods = sorted(publication.settings.calendar.periods, key=lambda entry: entry.period, reverse=True)
    return tuple(
        Year(
            entry=entry,
            deadlines=tuple(sorted(_deadlines(publication, entry, lang), key=lambda found: found.date)),
            official=known.get(entry.regime),
            beside=tuple(known[ref] for ref in entry.indicative if ref in known),
        )
        for entry in periods
    )


def _deadlines(publication: Publication, entry: CalendarPeriod, lang: Lang) -> Iterator[Deadline]:
    yield Deadline(entry.plan_due, "plan", "")
    if publication.cycle:
        for quarter in publication.cycle.model.periodic.quarters:
            yield Deadline(_due(entry.period, quarter.part, quarter.due_days), "quarter", quarter.label.get(lang))
    yield Deadline(entry.report_due, "report", "")
    yield Deadline(entry.evaluation_due, "evaluation", "")
    for release in publication.settings.calendar.releases:
        if release.period == entry.period:
            yield Deadline(release.not_before, "release", release.id)


def _due(year: str, part: QuarterPart, days: int) -> str:
    """So many days after a quarter's last day."""
    later, month = _NEXT_QUARTER[part]
    return (date(int(year) + later, month, 1) + timedelta(days=days - 1)).isoformat()
