"""Measures about units that are published as they are: the satisfaction of the public with a unit's service.

A `PublicMeasure` is made from surveys of the public alone. It has no field for a person, and it is no figure about
employees, so it passes no protection; it is frozen in the release beside the protected tables, so that it changes on
the days of the calendar only. Where fewer people answered than the rubric asks for, or so few work in the unit that
its figures would be theirs, nothing of the unit is shown.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bening import layout
from bening.checks.context import Context
from bening.model.satisfaction import Satisfaction
from bening.score.satisfaction import Index, decimal, measure

SATISFACTION = "satisfaction.csv"
INDEX, RESPONDENTS = "IKM", "respondents"
HEADER = ("period", "unit", "element", "value", "status")


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """One figure about a unit's service in a year: an element's mean, the index, or the number of respondents.

    `value` is an exact decimal, or None where too few people answered or work there.
    """

    period: str
    unit: str
    element: str
    value: str | None

    @property
    def row(self) -> tuple[str, ...]:
        """The row of the published file, columns as in `HEADER`."""
        status = "hidden" if self.value is None else "published"
        return self.period, self.unit, self.element, self.value or "", status


@dataclass(frozen=True, slots=True)
class Measured:
    """Files for a release by name, and the digests of the rubrics on which they rest."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


def measured(context: Context, year: str, posts: Iterable[str]) -> Measured:
    """The measures of a year as files of a release; nothing where the agency has no rubric or no survey.

    `posts` are the units of all employees at the year's end, one entry each.
    """
    if context.settings.rules.satisfaction is None:
        return Measured()
    found = list(indices(context, year))
    if not found:
        return Measured()
    staff = _staff(context, year, posts)
    rows = [one for index in found for one in _rows(context, index, staff[index.unit])]
    digests = {index.rubric: _digest(context, index.rubric) for index in found}
    return Measured({SATISFACTION: as_csv(rows)}, dict(sorted(digests.items())))


def indices(context: Context, year: str) -> Iterator[Index]:
    """The indices of all units surveyed in a year, by unit; those that cannot be counted are left out."""
    places = map(layout.parse, context.tree.listing(f"{layout.RECORDS}/surveys/{year}"))
    for unit in sorted({place.unit for place in places if place and place.kind == "survey"}):
        index = measure(context, unit, year)
        if index is not None:
            yield index


def _digest(context: Context, ref: str) -> str:
    loaded = context.rubrics.load(ref, Satisfaction)
    return loaded.sha256 if loaded else ""


def _staff(context: Context, year: str, posts: Iterable[str]) -> Counter[str]:
    """How many people each unit has, those below it included."""
    total: Counter[str] = Counter()
    for unit, number in Counter(posts).items():
        for above in context.directory.above(unit, context.period_end(year)):
            total[above] += number
    return total


def _rows(context: Context, index: Index, staff: int) -> Iterator[PublicMeasure]:
    loaded = context.rubrics.load(index.rubric, Satisfaction)
    if loaded is None or loaded.model is None:
        return
    places, shown = loaded.model.rounding.places, index.enough and staff >= loaded.model.least_staff.value
    values = {e.id: decimal(index.means[e.id], places) for e in loaded.model.elements}
    for element, value in {**values, INDEX: index.written, RESPONDENTS: str(index.respondents)}.items():
        yield PublicMeasure(index.period, index.unit, element, value if shown else None)


def as_csv(rows: Sequence[PublicMeasure]) -> bytes:
    """The published file: UTF-8, header, one row a figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(one.row for one in rows)
    return out.getvalue().encode()
