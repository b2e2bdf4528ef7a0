"""A person's year: plan, report, evaluation, feedback and the approvals beside them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bening import layout
from bening.simulate.chance import Chance
from bening.simulate.directory import REGIME, File
from bening.simulate.goals import Goal, agreements, amount, goal_count, goals, plan_items, reached
from bening.simulate.material import data, place
from bening.simulate.measures import measured
from bening.simulate.outcomes import VALUES, Outcome, outcome
from bening.simulate.people import LEADERS, Person
from bening.simulate.render import Tree, render
from bening.simulate.rights import evidence
from bening.simulate.support import answers
from bening.simulate.units import add_indicator, add_realisation

_FORGOT_PLAN = 6.8  # percent of those who lead nobody, in the running period


@dataclass(frozen=True, slots=True)
class Year:
    """A period of one person."""

    person: Person
    period: str
    unit: str
    seed: int
    officers: tuple[Person, ...]
    chance: Chance
    began: str = ""  # the first day, where it is not that of the period
    ended: str = ""  # the last day, where it is not that of the period

    @property
    def end(self) -> str:
        """The last day of the period, or in this unit."""
        return self.ended or f"{self.period}-12-31"

    def head(self, kind: str) -> Tree:
        """The header that every record of the year has."""
        return {
            "schema": f"bening/{kind}/v1",
            "kind": kind,
            "person": self.person.id,
            "period": self.period,
            "unit": self.unit,
        }

    def file(self, tree: Tree, seq: int = 0) -> File:
        """A record's path and bytes."""
        folder = layout.person_folder(self.period, self.unit, self.person.id)
        return f"{folder}/{layout.file_name(tree['kind'], seq=seq)}", render(tree)


def year(person: Person, period: str, *, seed: int, officers: tuple[Person, ...], running: bool) -> Iterator[File]:
    """Yield the records of a person's year, closed or running."""
    unit = person.at(f"{period}-12-31").unit
    this = Year(person, period, unit, seed, officers, Chance(seed, "year", period, person.id))
    first = person.at(f"{period}-01-01")
    if running and first.family != LEADERS and this.chance.hit(_FORGOT_PLAN):
        return
    found = goals(this.chance, first, goal_count(seed, period, person.id))
    yield from _plan(this, found)
    yield from _feedback(this, found, running)
    if not running:
        drawn = outcome(this.chance, seed, period, unit, len(found))
        yield this.file(_report(this, found, drawn))
        if drawn.evaluated and first.boss:
            yield from _evaluation(this, found, drawn)
        yield from measured(person, period, drawn, seed)


def _date(year_: int, month: int, day: int, later: int) -> str:
    """So many days after a day, or the Friday before where that is a weekend."""
    found = dt.date(year_, month, day) + dt.timedelta(days=later)
    return (found - dt.timedelta(days=max(0, found.weekday() - 4))).isoformat()


def _days_after(date: str, days: int) -> str:
    start = dt.date.fromisoformat(date)
    return _date(start.year, start.month, start.day, days)


def _plan(this: Year, found: list[Goal]) -> Iterator[File]:
    chance = this.chance
    date = (
        _days_after(this.began, 4 + chance.below(19)) if this.began else _date(int(this.period), 1, 5, chance.below(19))
    )
    boss = this.person.at(date).boss
    boss_count = goal_count(this.seed, this.period, boss.id) if boss else 0
    items = plan_items(found, boss.id if boss else "", chance, boss_count)
    body: Tree = {"date": date, "results": add_indicator(this.seed, this.period, this.person, items)}
    path, content = this.file(this.head("plan") | {"rubric": REGIME, "body": body | agreements(chance)})
    yield path, content
    if boss:
        yield _approval(this, 1, "plan.yaml", content, _days_after(date, chance.between(1, 7)), boss, "rater")


def _approval(this: Year, seq: int, name: str, content: bytes, date: str, by: Person, role: str) -> File:
    body: Tree = {
        "date": date,
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "approver": by.id,
        "role": role,
    }
    return this.file(this.head("approval") | {"body": body}, seq)


def _report(this: Year, found: list[Goal], drawn: Outcome) -> Tree:
    chance = this.chance
    rated = zip(found, drawn.work_items, strict=True)
    date = _date(int(this.period), 12, 5, chance.below(25))
    results: list[Tree] = [
        {"rhk": f"rhk-{number}", "realisations": _realisations(chance, goal, rating)}
        for number, (goal, rating) in enumerate(rated, start=1)
    ]
    body: Tree = {
        "date": date,
        "results": add_realisation(this.seed, this.period, this.person, results),
        "achievements": _achievements(chance, found),
        "challenges": [_challenge(chance, found) for _ in range(2 if chance.hit(20) else 1)],
    }
    return this.head("report") | {"rubric": REGIME, "body": body}


def _realisations(chance: Chance, goal: Goal, rating: str) -> list[Tree]:
    items: list[Tree] = []
    for measure, target in zip(goal.result.measures, goal.targets, strict=True):
        value = reached(chance, measure, target, rating)
        evidence = chance.some(data("texts")["evidence"], chance.between(1, 2))
        items.append({"text": amount(value, measure.unit), "value": value, "evidence": evidence})
    return items


def _fill(chance: Chance, text: str, found: list[Goal]) -> str:
    """Put a subject of the plan and a place into a sentence."""
    if "{subjek}" in text:
        text = text.replace("{subjek}", chance.pick(found).result.subject)
    return text.replace("{tempat}", place(chance.below(24))) if "{tempat}" in text else text


def _achievements(chance: Chance, found: list[Goal]) -> list[str]:
    drawn = chance.some(data("texts")["achievements"], chance.between(1, 3))
    return [_fill(chance, text, found) for text in drawn]


def _challenge(chance: Chance, found: list[Goal]) -> Tree:
    text, support = chance.pick(data("texts")["challenges"])
    return {"text": _fill(chance, text, found), "support": support}


def _evaluation(this: Year, found: list[Goal], drawn: Outcome) -> Iterator[File]:
    chance = this.chance
    rater = this.person.at(this.end).boss
    if rater is None:
        return
    date = _date(int(this.period) + 1, 1, 7, chance.below(24))
    body: Tree = {"date": date, "work": _work(chance, found, drawn), "behaviour": _behaviour(chance, drawn)}
    for name, rating in (("work_rating", drawn.work), ("behaviour_rating", drawn.behaviour)):
        if name != drawn.missing:
            body[name] = rating
    body |= answers(this.seed, this.period, this.person.id)
    head = this.head("evaluation") | {"rubric": REGIME, "rater": rater.id, "rater_group": "supervisor"}
    path, content = this.file(head | {"body": body})
    yield path, content
    approver, role = _superior(this, rater)
    if approver and drawn.approved:
        on = _days_after(date, chance.between(2, 10))
        yield _approval(this, 2, "evaluation.yaml", content, on, approver, role)


def _superior(this: Year, rater: Person) -> tuple[Person | None, str]:
    """Who approves an evaluation: the rater's superior, or HR where there is none."""
    superior = rater.at(this.end).boss
    if superior:
        return superior, "rater_superior"
    return next((p for p in this.officers if p is not this.person and p is not rater), None), "hr"


def _work(chance: Chance, found: list[Goal], drawn: Outcome) -> list[Tree]:
    texts = data("texts")["work"]
    return [
        {
            "rhk": f"rhk-{number}",
            "rating": rating,
            "feedback": chance.pick(texts[rating]).replace("{subjek}", goal.result.subject),
        }
        for number, (goal, rating) in enumerate(zip(found, drawn.work_items, strict=True), start=1)
    ]


def _behaviour(chance: Chance, drawn: Outcome) -> list[Tree]:
    texts = data("texts")["behaviour"]
    rated = zip(VALUES, drawn.behaviour_items, strict=True)
    return [{"value": v, "rating": r, "feedback": chance.pick(texts[v][r])} for v, r in rated]


def _feedback(this: Year, found: list[Goal], running: bool) -> Iterator[File]:
    """Dated notes of the supervisor in force: to the end of November, in a running year to mid October."""
    chance = this.chance
    count = chance.weighted((35, 40, 25) if running else (25, 35, 25, 15))
    first = chance.below(len(found))
    days = sorted(chance.below(245 if running else 290) for _ in range(count))
    for seq, day in enumerate(days, start=1):
        date = _date(int(this.period), 2, 11, day)
        rater = this.person.at(date).boss
        if rater is None:
            return
        head = this.head("feedback") | {"rater": rater.id, "rater_group": "supervisor"}
        body = {"date": date} | _note(chance, found, first + seq)
        yield this.file(head | {"body": body | evidence(this.seed, this.period, this.person.id, seq)}, seq)


def _note(chance: Chance, found: list[Goal], turn: int) -> Tree:
    texts = data("texts")["feedback"]
    if chance.hit(35):
        value = chance.pick(VALUES)
        strength, suggestion = chance.pick(texts["values"][value])
        return {"value": value, "strength": strength, "suggestion": suggestion}
    at = turn % len(found)
    subject = found[at].result.subject
    strength = chance.pick(texts["strengths"]).replace("{subjek}", subject)
    suggestion = chance.pick(texts["suggestions"]).replace("{subjek}", subject)
    return {"rhk": f"rhk-{at + 1}", "strength": strength, "suggestion": suggestion}
