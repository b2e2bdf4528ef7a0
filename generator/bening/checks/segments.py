"""A person's year in stretches (one post each) and segments (what one set of records is about).

Stretches follow from the definitive posts and the rubric's `opened_by`; they are numbered in the order of the year,
and the part `s2` of a file's name means the second. Records without a part are about all of the person's time in their
unit; where the folder also has records with a part, they are about the first stretch there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bening import layout
from bening.checks.approvals import record_date
from bening.checks.context import Context, Dossier
from bening.checks.directory import in_force
from bening.model.base import after
from bening.model.cycle import Cycle, MonthRule, OpenedBy
from bening.model.header import PersonRecord
from bening.model.organisation import Position
from bening.model.records import AnyRecord, Evaluation, Feedback, Plan
from bening.model.settings import CalendarPeriod
from bening.source.load import Loaded

ANNUAL = "annual"
_REMEMBERED = 10_000
# A folder is a unit's, so a change of unit divides the records whatever the rules say.
_ALWAYS: tuple[OpenedBy, ...] = ("unit",)


def day_after(date: str) -> str:
    """The next day, ISO."""
    return after(date, 1)


def day_before(date: str) -> str:
    """The day before, ISO."""
    return after(date, -1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the year in one post; `position` as at its end, `number` from 1."""

    number: int
    starts: str
    ends: str
    position: Position

    @property
    def unit(self) -> str:
        """The post's unit."""
        return self.position.unit


@dataclass(frozen=True, slots=True)
class Segment:
    """What one set of records is about: stretches in one unit. `label` is that of the results' column `segment`.

    `months` are whole calendar months by the rubric's rule, 0 without a rubric. `part` is the part in the files'
    names, empty for none.
    """

    label: str
    part: str
    stretches: tuple[Stretch, ...]
    months: int

    @property
    def position(self) -> Position:
        """The post at the segment's end."""
        return self.stretches[-1].position

    @property
    def starts(self) -> str:
        """First day."""
        return self.stretches[0].starts

    @property
    def ends(self) -> str:
        """Last day; that of the period for the last segment of somebody who stayed."""
        return self.stretches[-1].ends

    def path(self, kind: layout.PathKind, person: str, year: str) -> str:
        """Where the segment's record of a kind lies."""
        return str(layout.RecordPath(kind, unit=self.position.unit, person=person, year=year, part=self.part))

    def quarter_path(self, person: str, year: str, quarter: str) -> str:
        """Where the evaluation of a quarter lies that ended in this segment."""
        return str(layout.RecordPath("evaluation", unit=self.position.unit, person=person, year=year, part=quarter))


def _cuts(positions: Sequence[Position], starts: str, ends: str) -> list[str]:
    days = {starts}
    for position in positions:
        if starts < position.valid_from <= ends:
            days.add(position.valid_from)
        if position.valid_to is not None and starts <= position.valid_to < ends:
            days.add(day_after(position.valid_to))
    return sorted(days)


def stretches(
    positions: Sequence[Position], starts: str, ends: str, opened_by: Iterable[OpenedBy] = _ALWAYS
) -> list[Stretch]:
    """Divide the days from `starts` to `ends` (ISO, both included) by posts; days without a post are in no stretch.

    On a day with several posts the definitive one counts, otherwise the first acting one. Neighbouring days are one
    stretch while everything in `opened_by` stays the same.
    """
    fields = tuple(dict.fromkeys((*_ALWAYS, *opened_by)))
    cuts = _cuts(positions, starts, ends)
    found: list[Stretch] = []
    for first, following in pairwise([*cuts, ""]):
        held = in_force(positions, first)
        if not held:
            continue
        post = next((p for p in held if p.acting is None), held[0])
        last = day_before(following) if following else ends
        before = found[-1] if found else None
        if before and day_after(before.ends) == first and _alike(before.position, post, fields):
            found[-1] = Stretch(before.number, before.starts, last, post)
        else:
            found.append(Stretch(len(found) + 1, first, last, post))
    return found


def _alike(one: Position, other: Position, fields: Iterable[OpenedBy]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in fields)


@lru_cache(maxsize=64)
def month_ends(starts: str, ends: str) -> tuple[tuple[str, str], ...]:
    """First and last day of each calendar month from `starts` to `ends`, cut to these."""
    return tuple(_month_ends(starts, ends))


def _month_ends(starts: str, ends: str) -> Iterator[tuple[str, str]]:
    first = dt.date.fromisoformat(starts)
    limit = dt.date.fromisoformat(ends)
    while first <= limit:
        following = (first.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
        last = min(limit, following - dt.timedelta(days=1))
        yield first.isoformat(), last.isoformat()
        first = following


def _days(starts: str, ends: str) -> int:
    return max(0, (dt.date.fromisoformat(ends) - dt.date.fromisoformat(starts)).days + 1)


def months(found: Sequence[Stretch], starts: str, ends: str, rule: MonthRule) -> list[int]:
    """How many months belong to each stretch; a month belongs to one stretch at most.

    `last_day`: to the stretch that holds its last day. `most_days`: to the one with most of its days, on a tie to
    the later; to none where the person held no post on more days than in any stretch.
    """
    if [(s.starts, s.ends) for s in found] == [(starts, ends)]:
        return [len(month_ends(starts, ends))]
    counts = [0] * len(found)
    for first, last in month_ends(starts, ends):
        if rule == "last_day":
            shares = [int(s.starts <= last <= s.ends) for s in found]
            least = 1
        else:
            shares = [_days(max(first, s.starts), min(last, s.ends)) for s in found]
            least = max(1, _days(first, last) - sum(shares))
        best = max(shares, default=0)
        if best >= least:
            counts[len(shares) - 1 - shares[::-1].index(best)] += 1
    return counts


def quarter_days(period: str) -> tuple[str, str] | None:
    """First and last day of a quarter such as `2025-q1`; None for a year or a segment."""
    year, _, part = period.partition("-")
    first = {"q1": "01", "q2": "04", "q3": "07", "q4": "10"}.get(part)
    last = {"q1": "03-31", "q2": "06-30", "q3": "09-30", "q4": "12-31"}.get(part)
    return (f"{year}-{first}-01", f"{year}-{last}") if first else None


def _opened_by(cycle: Cycle | None) -> Iterable[OpenedBy]:
    return cycle.segments.opened_by if cycle else _ALWAYS


def stretches_of(context: Context, person: str, entry: CalendarPeriod) -> list[Stretch]:
    """A person's stretches in a period of the calendar; none when the person's file is not sound."""
    known: list[Stretch] | None = context.remembered.get((person, entry.period))
    if known is not None:
        return known
    found = context.directory.person(person)
    made = stretches(found.body.positions, entry.starts, entry.ends, _opened_by(context.cycle)) if found else []
    if len(context.remembered) >= _REMEMBERED:
        context.remembered.clear()
    context.remembered[person, entry.period] = made
    return made


def _parts(paths: Iterable[str], year: str) -> dict[str, set[str]]:
    """The parts `s1`, `s2`, … in the names of a year's records, by unit; only units that have any."""
    found: dict[str, set[str]] = {}
    for path in paths:
        place = layout.parse(path) if "-s" in path.rpartition("/")[2] else None
        if place and place.year == year and place.part.startswith("s"):
            found.setdefault(place.unit, set()).add(place.part)
    return found


def _groups(found: Sequence[Stretch], parts: Mapping[str, set[str]]) -> list[tuple[str, tuple[Stretch, ...]]]:
    """Stretches that share their records, with the part in the records' names; in the order of their ends."""
    groups: list[tuple[str, tuple[Stretch, ...]]] = []
    for unit in dict.fromkeys(s.unit for s in found):
        here = tuple(s for s in found if s.unit == unit)
        if unit not in parts:
            groups.append(("", here))
            continue
        first = f"s{here[0].number}"
        groups.append((first if first in parts[unit] else "", here[:1]))
        groups += [(f"s{s.number}", (s,)) for s in here[1:]]
    return sorted(groups, key=lambda group: group[1][-1].ends)


def segments(context: Context, dossier: Dossier, entry: CalendarPeriod) -> list[Segment]:
    """The segments of a person's period, in the order of their ends; a year in one post is one segment, "1"."""
    found = stretches_of(context, dossier.person, entry)
    cycle = context.cycle
    counts = months(found, entry.starts, entry.ends, cycle.segments.months) if cycle else [0] * len(found)
    groups = _groups(found, _parts((r.path for r in dossier.records), entry.period))
    return [
        Segment(str(label), part, group, sum(counts[s.number - 1] for s in group))
        for label, (part, group) in enumerate(groups, 1)
    ]


def stretches_in(context: Context, person: str, unit: str, period: str) -> list[Stretch]:
    """A person's stretches in a unit that share days with a period: a quarter, or a year of the calendar."""
    entry = context.settings.calendar.period(period)
    if entry is None:
        return []
    starts, ends = quarter_days(period) or (entry.starts, entry.ends)
    found = stretches_of(context, person, entry)
    return [s for s in found if s.unit == unit and s.starts <= ends and starts <= s.ends]


def about(context: Context, record: PersonRecord) -> list[Stretch]:
    """The stretches that a record is about, by its unit and period; empty when the person was not there."""
    year, _, part = record.period.partition("-")
    here = stretches_in(context, record.person, record.unit, record.period)
    if part.startswith("s"):
        return [s for s in here if f"s{s.number}" == part]
    if len(here) > 1 and not part:
        folder = context.tree.listing(layout.person_folder(year, record.unit, record.person))
        (_part, first), *_rest = _groups(here, _parts(folder, year))
        return list(first)
    return here


def last_day(context: Context, record: PersonRecord) -> str:
    """The last day in the record's unit and segment, at the latest that of the record's period.

    It decides unit and rater of what is written later. The period's end where the person was not there at all.
    """
    end = context.period_end(record.period)
    found = about(context, record)
    return min(end, found[-1].ends) if found else end


def decisive_day(context: Context, record: PersonRecord) -> str:
    """The day that decides unit and rater of a record: its date, at the latest the last day that it is about.

    Feedback is of its own day: nobody gives it to somebody who has left.
    """
    date = record_date(record)
    limit = context.period_end(record.period) if isinstance(record, Feedback) else last_day(context, record)
    return min(date, limit)


def supervisors(context: Context, record: Evaluation | Feedback) -> set[str]:
    """Who may be the rater of a record: the direct supervisors on the days of which they may rate."""
    days = rating_days(context, record)
    return {boss for day in days for boss in context.directory.supervisors(record.person, day)}


def rating_days(context: Context, record: Evaluation | Feedback) -> set[str]:
    """The days of which the supervisor may rate: the decisive one; after the period's end the record's own as well.

    A segment that ended in mid-year is rated by who was the supervisor then, however late it is written.
    """
    date, day = record.body.date, decisive_day(context, record)
    return {date, day} if day == context.reference(record.period, date) else {day}


def plan_at(context: Context, person: str, period: str, unit: str, date: str) -> Loaded[AnyRecord] | None:
    """The plan of a person in a unit for the year of `period`: that of the segment of `date`, otherwise the year's."""
    entry = context.settings.calendar.period(period)
    found = stretches_of(context, person, entry) if entry else []
    number = next((s.number for s in found if s.starts <= date <= s.ends), 0)
    part = layout.RecordPath("plan", unit=unit, person=person, year=period[:4], part=f"s{number}")
    own = context.reader.record(str(part)) if len(found) > 1 else None
    return own or context.plan_of(person, period, unit)


def plan_for(context: Context, dossier: Dossier, record: PersonRecord) -> Plan | None:
    """The sound plan beside a record: of its own period, otherwise of the segment that it is about, or the year's."""
    year = record.period[:4]
    plans = {plan.period: plan for _, plan in dossier.beside(record, Plan)}
    of_its_own = record.period in plans and not isinstance(record, Feedback)
    if of_its_own or not any(period != year for period in plans):
        return dossier.plan(record)
    if isinstance(record, Feedback):
        entry = context.settings.calendar.period(year)
        all_ = stretches_of(context, record.person, entry) if entry else []
        found = [s for s in all_ if s.unit == record.unit and s.starts <= record.body.date <= s.ends]
    else:
        found = about(context, record)
    part = f"{year}-s{found[-1].number}" if found else ""
    return plans.get(part) or plans.get(year)
