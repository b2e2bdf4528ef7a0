"""The entry: a plan of an agency, and its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bening.simulate.careers import live
from bening.simulate.cycle import move, records
from bening.simulate.directory import File, organisation, person_file, settings
from bening.simulate.people import Staff, hire
from bening.simulate.raters import assessments
from bening.simulate.rights import answered
from bening.simulate.structure import Unit, offices
from bening.simulate.units import Tally, achievement_files, survey_files

_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True)
class Plan:
    """How many people, which consecutive years, which seed. Every period but the last is closed."""

    people: int
    periods: tuple[str, ...]
    seed: int

    def __post_init__(self) -> None:
        if self.people < 1:
            raise ValueError("people must be at least 1")
        if not self.periods or not all(_YEAR.fullmatch(period) for period in self.periods):
            raise ValueError("periods must be years, such as 2025")
        years = [int(period) for period in self.periods]
        if years != list(range(years[0], years[0] + len(years))):
            raise ValueError("periods must be consecutive years, the earliest first")


def files(plan: Plan) -> Iterator[File]:
    """Yield path and content of bening.yml and of everything below records/; nothing else of the repository."""
    first, last = int(plan.periods[0]), plan.periods[-1]
    start = f"{first - 4}-01-01"
    several = len(plan.periods) > 1
    renamed_on = f"{last}-01-01" if several else f"{first - 1}-07-01"
    units = offices(plan.people, plan.seed)
    staff = hire(units, plan.seed, start, renamed_on if several else "")
    live(staff, plan.periods, plan.seed, renamed_on)
    move(staff, plan.periods, plan.seed)
    yield settings(plan.periods)
    yield from organisation(units, staff, start, renamed_on)
    for person in staff.everybody():
        yield person_file(person)
    yield from _records(plan, staff, units)


def _records(plan: Plan, staff: Staff, units: list[Unit]) -> Iterator[File]:
    officers = tuple(staff.officers)
    tally = Tally()
    for period in plan.periods:
        running = period == plan.periods[-1]
        for person in staff.everybody():
            made = records(person, period, seed=plan.seed, officers=officers, running=running)
            answers = answered(person, period, made, seed=plan.seed, officers=officers)
            yield from map(tally.note, answers)
        yield from survey_files(plan.seed, period, units, running=running)
        if not running:
            yield from assessments(staff, period, plan.seed)
            yield from achievement_files(plan.seed, period, units, list(staff.everybody()), tally)
