"""The cycle in the synthetic agency: moves in mid-year, quarterly evaluations in some units, what people forget.

Draws from chances of its own, so that what others draw stays as it was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from bening import layout
from bening.checks.segments import day_before, quarter_days
from bening.model.base import after
from bening.simulate.chance import Chance
from bening.simulate.directory import REGIME, File
from bening.simulate.goals import goal_count, goals
from bening.simulate.material import data
from bening.simulate.outcomes import VALUES, _items, outcome
from bening.simulate.people import LEADERS, Person, Staff, Team
from bening.simulate.render import Tree, render
from bening.simulate.years import Year, _approval, _evaluation, _plan, _report, _superior, year

_MOVES = 1.5  # percent of the staff a year, at least one person
_MOVE_DAYS = ("04-01", "05-01", "07-01", "08-01", "09-01")
_PILOT = "bkpsdm-kinerja"  # the division that looks after performance evaluates by quarters
_QUARTERLY = 12.0  # percent of the other units
# Percent of quarters: forgotten, late, not approved, of another rating than the year.
_FORGOTTEN, _LATE, _UNAPPROVED, _OTHER = 6.0, 7.0, 2.0, 45.0
_UNFINISHED = 7.0  # percent of leaders whose plan of the running period waits for approval; many below them, too
_WAITING = 45.0
_RATING = re.compile(rb"^  (work|behaviour)_rating: (\w+)$", re.MULTILINE)
_ITEMS = re.compile(rb"^    - rhk: ", re.MULTILINE)


def move(staff: Staff, periods: tuple[str, ...], seed: int) -> None:
    """Move some people to another unit of their office in the middle of each year."""
    for period in periods:
        chance = Chance(seed, "cycle", "moves", period)
        ready = [(team, person) for team in staff.teams for person in team.people if _ready(staff, person)]
        count = max(1, round(len(ready) * _MOVES / 100))
        while count and ready:
            at = chance.below(len(ready))
            ready[at], ready[-1] = ready[-1], ready[at]
            team, person = ready.pop()
            target = _target(staff, team, chance)
            if target is not None:
                boss = chance.pick([b for b in target.bosses if _steady(b)])
                date = f"{period}-{chance.pick(_MOVE_DAYS)}"
                person.change(date, unit=target.unit.code, theme=target.unit.theme, boss=boss)
                count -= 1


def _steady(person: Person) -> bool:
    return len(person.posts) == 1


def _ready(staff: Staff, person: Person) -> bool:
    boss = person.post.boss
    plain = person.post.family != LEADERS and person not in staff.officers
    return plain and _steady(person) and boss is not None and _steady(boss)


def _target(staff: Staff, source: Team, chance: Chance) -> Team | None:
    others = [
        team
        for team in staff.teams
        if team.office is source.office and team is not source and any(map(_steady, team.bosses))
    ]
    return chance.pick(others) if others else None


def records(person: Person, period: str, *, seed: int, officers: tuple[Person, ...], running: bool) -> Iterator[File]:
    """Yield the records of a person's year: in one unit or, after a move, in two, with the quarters between."""
    moved = [post for post in person.posts if f"{period}-01-01" < post.start <= f"{period}-12-31"]
    before = person.at(f"{period}-01-01").unit
    if any(post.unit != before for post in moved):
        yield from _split(person, period, seed, officers, running)
        return
    chance = Chance(seed, "cycle", period, person.id)
    unfinished = running and _unfinished(person, period, seed)
    made: dict[str, bytes] = {}
    for path, content in year(person, period, seed=seed, officers=officers, running=running):
        name = path.rpartition("/")[2]
        made[name] = content
        if not (unfinished and name == "approval-01.yaml"):
            yield path, content
    if "plan.yaml" in made and _by_quarters(before, seed):
        yield from _quarters(person, period, officers, running, made, chance)


def _unfinished(person: Person, period: str, seed: int) -> bool:
    """Tell whether a plan waits for approval: that of some leaders, and of many of those below them."""
    chance = Chance(seed, "cycle", "unfinished", period, person.id)
    post = person.at(f"{period}-01-01")
    if post.family == LEADERS:
        return post.boss is not None and chance.hit(_UNFINISHED)
    boss = post.boss
    return boss is not None and _unfinished(boss, period, seed) and chance.hit(_WAITING)


@lru_cache(maxsize=4096)
def _by_quarters(unit: str, seed: int) -> bool:
    return unit == _PILOT or Chance(seed, "cycle", "quarterly", unit).hit(_QUARTERLY)


def _split(person: Person, period: str, seed: int, officers: tuple[Person, ...], running: bool) -> Iterator[File]:
    """Two segments: plan, report and evaluation in either unit; the first one's are written after the move."""
    first, last = f"{period}-01-01", f"{period}-12-31"
    change = next(p.start for p in person.posts if p.start > first and p.unit != person.at(first).unit)
    parts = ((first, day_before(change), "", day_before(change)), (change, last, change, ""))
    for number, (start, end, began, ended) in enumerate(parts):
        post = person.at(start)
        chance = Chance(seed, "cycle", "segment", period, person.id, number)
        this = Year(person, period, post.unit, seed, officers, chance, began, ended)
        found = goals(chance, post, goal_count(seed, period, person.id))
        yield from _plan(this, found)
        if running:
            continue
        drawn = outcome(chance, seed, period, post.unit, len(found))
        yield this.file(_report(this, found, drawn))
        if drawn.evaluated and person.at(end).boss:
            yield from _evaluation(this, found, drawn)


def _quarters(
    person: Person,
    period: str,
    officers: tuple[Person, ...],
    running: bool,
    made: dict[str, bytes],
    chance: Chance,
) -> Iterator[File]:
    annual = dict(_RATING.findall(made.get("evaluation.yaml", b"")))
    count = len(_ITEMS.findall(made["plan.yaml"]))
    for part in ("q1", "q2", "q3") if running else ("q1", "q2", "q3", "q4"):
        if chance.hit(_FORGOTTEN):
            continue
        drawn = outcome(chance, 0, period, person.post.unit, count)
        same = not chance.hit(_OTHER)
        work = annual[b"work"].decode() if same and b"work" in annual else drawn.work
        behaviour = annual[b"behaviour"].decode() if same and b"behaviour" in annual else drawn.behaviour
        yield from _quarter(person, f"{period}-{part}", officers, (work, behaviour), count, chance)


def _quarter(
    person: Person, period: str, officers: tuple[Person, ...], ratings: tuple[str, str], count: int, chance: Chance
) -> Iterator[File]:
    days = quarter_days(period)
    rater = person.at(days[1]).boss if days else None
    if days is None or rater is None:
        return
    later = chance.between(17, 40) if chance.hit(_LATE) else chance.between(4, 14)
    date = _weekday(after(days[1], later))
    if rater.at(date).boss is person:  # they changed places: who was above is below now
        rater = person.at(date).boss
    if rater is None:
        return
    unit = person.at(days[1]).unit
    head: Tree = {"person": person.id, "period": period, "unit": unit}
    pins: Tree = {"rubric": REGIME, "rater": rater.id, "rater_group": "supervisor"}
    body = {"date": date} | _rated(ratings, count, chance)
    tree: Tree = {"schema": "bening/evaluation/v1", "kind": "evaluation"} | head | pins | {"body": body}
    content = render(tree)
    folder, part = layout.person_folder(period[:4], unit, person.id), period[5:]
    name = layout.file_name("evaluation", part)
    yield f"{folder}/{name}", content
    this = Year(person, period, unit, 0, officers, chance, ended=days[1])
    approver, role = _superior(this, rater)
    if approver and not chance.hit(_UNAPPROVED):
        _path, signed = _approval(this, 1, name, content, _weekday(after(date, chance.between(3, 9))), approver, role)
        yield f"{folder}/{layout.file_name('approval', part, 1)}", signed


def _weekday(date: str) -> str:
    """The day, or the Monday after where it is on a weekend."""
    day = dt.date.fromisoformat(date).weekday()
    return after(date, 7 - day) if day > 4 else date


def _rated(ratings: tuple[str, str], count: int, chance: Chance) -> Tree:
    texts = data("cycle")
    work = [
        {"rhk": f"rhk-{number}", "rating": rating, "feedback": chance.pick(texts["work"][rating])}
        for number, rating in enumerate(_items(chance, ratings[0], count), 1)
    ]
    behaviour = [
        {"value": value, "rating": rating, "feedback": chance.pick(texts["behaviour"][rating])}
        for value, rating in zip(VALUES, _items(chance, ratings[1], len(VALUES)), strict=True)
    ]
    return {"work": work, "behaviour": behaviour, "work_rating": ratings[0], "behaviour_rating": ratings[1]}
