"""Delegations of the right to rate: leaders whose posts are below the levels that rate by themselves."""

from __future__ import annotations

import datetime as dt

from bening.simulate.people import LEADERS, Person, Staff
from bening.simulate.render import Tree

_LEVELS = frozenset({"jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas"})


def delegations(staff: Staff) -> dict[str, Tree]:
    """The officers with the role `rater` of each unit, as a part of the unit's body."""
    found: dict[str, list[Tree]] = {}
    for person in staff.everybody():
        for unit, officer in _of(person):
            found.setdefault(unit, []).append(officer)
    return {unit: {"officers": officers} for unit, officers in found.items()}


def _of(person: Person) -> list[tuple[str, Tree]]:
    made: list[tuple[str, Tree]] = []
    ends = [_day_before(post.start) for post in person.posts[1:]]
    for post, end in zip(person.posts, [*ends, ""], strict=True):
        if post.family == LEADERS and post.level not in _LEVELS:
            tree: Tree = {"role": "rater", "person": person.id, "valid_from": post.start}
            made.append((post.unit, tree | ({"valid_to": end} if end else {})))
    return made


def _day_before(date: str) -> str:
    return (dt.date.fromisoformat(date) - dt.timedelta(days=1)).isoformat()
