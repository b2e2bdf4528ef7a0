"""Measurement records of a closed year: values that fit how the year came out, with a few that are far from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from bening import layout
from bening.simulate.chance import Chance
from bening.simulate.directory import INDICATIVE, File
from bening.simulate.material import data
from bening.simulate.outcomes import ABOVE, BELOW, Outcome
from bening.simulate.people import Person
from bening.simulate.render import Tree, render

APART = 60  # a value below it stands only in a measurement that is far from the official predicate, or in a poor one
_APPROVAL = 21  # its number, apart from those of the year's other records
_NO_MEASUREMENT, _APART, _NOT_APPROVED = 2.0, 1.5, 1.0  # percent of people
# Lowest and highest value by how the year came out; the index stays within one predicate of the official one.
_RANGES = {"very_good": (84, 99), "good": (76, 91), "to_improve": (62, 76), "poor": (42, 58), "apart": (30, 52)}
_EVIDENCE = 70  # percent of values


def measured(person: Person, period: str, drawn: Outcome, seed: int) -> Iterator[File]:
    """Yield a person's measurement of a closed year and its approval by the supervisor."""
    chance = Chance(seed, "measures", period, person.id)
    post = person.at(f"{period}-12-31")
    if post.boss is None or chance.hit(_NO_MEASUREMENT):
        return
    kind = "apart" if chance.hit(_APART) and drawn.behaviour != BELOW else _kind(drawn)
    low, high = _RANGES[kind]
    head: Tree = {"person": person.id, "period": period, "unit": post.unit}
    body: Tree = {
        "date": f"{period}-12-{chance.between(18, 23)}",
        "source": chance.pick(data("measures")["sources"]),
        "values": [_value(chance, name, low, high) for name in data("measures")["families"][post.family]],
    }
    tree: Tree = {"schema": "bening/measurement/v1", "kind": "measurement", **head, "rubric": INDICATIVE, "body": body}
    folder, content = layout.person_folder(period, post.unit, person.id), render(tree)
    yield f"{folder}/{layout.file_name('measurement', seq=1)}", content
    if not chance.hit(_NOT_APPROVED):
        paper: Tree = {
            "date": f"{period}-12-{chance.between(27, 31)}",
            "file": layout.file_name("measurement", seq=1),
            "sha256": hashlib.sha256(content).hexdigest(),
            "approver": post.boss.id,
            "role": "rater",
        }
        approval: Tree = {"schema": "bening/approval/v1", "kind": "approval", **head, "body": paper}
        yield f"{folder}/{layout.file_name('approval', seq=_APPROVAL)}", render(approval)


def _kind(drawn: Outcome) -> str:
    if drawn.behaviour == BELOW:
        return "poor"
    if drawn.work == BELOW:
        return "to_improve"
    return "very_good" if (drawn.work, drawn.behaviour) == (ABOVE, ABOVE) else "good"


def _value(chance: Chance, indicator: str, low: int, high: int) -> Tree:
    made: Tree = {"indicator": indicator, "value": chance.between(low, high)}
    if chance.hit(_EVIDENCE):
        made["evidence"] = [{"reference": chance.pick(data("measures")["evidence"][indicator])}]
    return made
