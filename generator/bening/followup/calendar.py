"""The calendar of an agency's cycle on a day: deadlines, completeness by unit, who is late, who waits for whom.

Internal output: it names people by their random ids and counts few people. Never publish it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bening.checks.context import Context, gather
from bening.checks.cycle import due_days
from bening.checks.run import sort_out
from bening.followup.asked import Asked, asked
from bening.followup.chains import chains


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A day of the cycle; `kind` is a kind of record or `release`."""

    date: str
    period: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Completeness:
    """How many records of a kind were asked for in a unit and period, and how far they are.

    `asked = done + unapproved + missing`; `late` are those that came after the deadline, done or not; `overdue` are
    not done although the deadline has passed. What cannot be read counts as missing.
    """

    unit: str
    period: str
    kind: str
    asked: int
    done: int
    unapproved: int
    missing: int
    late: int
    overdue: int


@dataclass(frozen=True, slots=True, order=True)
class Blocked:
    """Somebody whose plan waits for those of the supervisors: nearest first, the last one waits for nobody."""

    period: str
    person: str
    unit: str
    state: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole report, every part sorted."""

    as_of: str
    deadlines: tuple[Deadline, ...]
    completeness: tuple[Completeness, ...]
    overdue: tuple[Asked, ...]
    blocked: tuple[Blocked, ...]


def calendar(context: Context, unit: str | None = None) -> Calendar:
    """Read all records and say how far everything is on the context's day; only a `unit` and those below it.

    Chains reach beyond the unit, as what blocks it may lie above.
    """
    items = [item for person, paths in _people(context) for item in asked(context, gather(context, person, paths))]
    chosen = [item for item in items if unit is None or unit in context.directory.above(item.unit, context.as_of)]
    people = {item.person for item in chosen}
    late = sorted((i for i in chosen if i.overdue(context.as_of)), key=lambda i: (i.due, i.unit, i.person, i.kind))
    blocked = [b for b in blocks(items, _current(context)) if b.person in people]
    return Calendar(
        context.as_of, tuple(deadlines(context)), tuple(complete(chosen, context.as_of)), tuple(late), tuple(blocked)
    )


def _people(context: Context) -> list[tuple[str, list[str]]]:
    return [(person, sorted(paths)) for person, paths in sorted(sort_out(context.tree.listing()).people.items())]


def _current(context: Context) -> set[str]:
    """The years of the periods that are running: in a closed one nobody waits for a plan any more."""
    periods = context.settings.calendar.periods
    return {entry.period for entry in periods if entry.starts <= context.as_of <= entry.ends}


def deadlines(context: Context) -> list[Deadline]:
    """Every deadline of the calendar, its quarters and releases included, by date."""
    found: list[Deadline] = []
    for entry in context.settings.calendar.periods:
        dates = {"plan": entry.plan_due, "report": entry.report_due, "evaluation": entry.evaluation_due}
        found += [Deadline(date, entry.period, kind) for kind, date in dates.items()]
        if context.cycle is not None:
            quarters = due_days(context.cycle, entry.period)
            found += [Deadline(date, period, "evaluation") for period, date in quarters.items()]
    found += [Deadline(r.not_before, r.period, "release") for r in context.settings.calendar.releases]
    return sorted(found)


def complete(items: Iterable[Asked], as_of: str) -> list[Completeness]:
    """Count what was asked by unit, period and kind."""
    groups: dict[tuple[str, str, str], list[Asked]] = {}
    for item in items:
        groups.setdefault((item.unit, item.period, item.kind), []).append(item)
    return [_counted(*key, groups[key], as_of) for key in sorted(groups)]


def _counted(unit: str, period: str, kind: str, items: list[Asked], as_of: str) -> Completeness:
    states = [item.state for item in items]
    done, unapproved = states.count("done"), states.count("unapproved")
    return Completeness(
        unit=unit,
        period=period,
        kind=kind,
        asked=len(items),
        done=done,
        unapproved=unapproved,
        missing=len(items) - done - unapproved,
        late=sum(item.late for item in items),
        overdue=sum(item.overdue(as_of) for item in items),
    )


def blocks(items: Iterable[Asked], years: Iterable[str]) -> Iterator[Blocked]:
    """Whose plan waits for a supervisor's plan, by period; of several segments the latest one's plan counts."""
    wanted = frozenset(years)
    plans: dict[str, dict[str, Asked]] = {}
    for item in items:
        if item.kind == "plan" and item.period[:4] in wanted:
            plans.setdefault(item.period[:4], {})[item.person] = item
    for year in sorted(plans):
        by_person = plans[year]
        above = {person: item.supervisor for person, item in by_person.items() if item.supervisor}
        open_ = {person for person, item in by_person.items() if item.state != "done"}
        for person, waits in chains(above, open_).items():
            item = by_person[person]
            yield Blocked(year, person, item.unit, item.state, waits)
