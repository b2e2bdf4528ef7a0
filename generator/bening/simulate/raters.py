"""Answer sheets of several raters about part of the staff, in closed years: self, supervisor, peers, subordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

from bening import layout
from bening.simulate.chance import Chance
from bening.simulate.directory import MULTI_RATER, File
from bening.simulate.outcomes import VALUES
from bening.simulate.people import LEADERS, Person, Staff
from bening.simulate.render import Tree, render

_STAFF, _LEADERS = 14.0, 30.0  # percent who are rated by several
_PEERS = (0, 0, 6, 8, 11, 43, 32)  # how often so many peers answer
_BELOW = (0, 0, 5, 10, 15, 35, 35)
_LATE = 0.6  # percent of sheets after the close
_ALIKE = 12.0  # percent of raters who give every item the same answer


class _Around:
    """Who stands to whom on the last day of a period."""

    def __init__(self, staff: Staff, period: str) -> None:
        self.day = f"{period}-12-31"
        self.by_boss: dict[str, list[Person]] = defaultdict(list)
        self.by_unit: dict[str, list[Person]] = defaultdict(list)
        for person in staff.everybody():
            post = person.at(self.day)
            self.by_unit[post.unit].append(person)
            if post.boss:
                self.by_boss[post.boss.id].append(person)

    def boss(self, person: Person) -> Person | None:
        """The supervisor."""
        return person.at(self.day).boss

    def peers(self, person: Person) -> list[Person]:
        """Those with the same supervisor or of the same unit, neither above nor below."""
        boss = self.boss(person)
        near = [*(self.by_boss[boss.id] if boss else []), *self.by_unit[person.at(self.day).unit]]
        return [p for p in dict.fromkeys(near) if p not in (person, boss) and self.boss(p) is not person]


def assessments(staff: Staff, period: str, seed: int) -> Iterator[File]:
    """Yield the sheets of a closed period, person by person."""
    around = _Around(staff, period)
    for person in staff.everybody():
        chance = Chance(seed, "raters", period, person.id)
        if chance.hit(_LEADERS if person.at(around.day).family == LEADERS else _STAFF):
            yield from _about(around, person, period, chance)


def _about(around: _Around, person: Person, period: str, chance: Chance) -> Iterator[File]:
    boss, numbers = around.boss(person), count(1)
    asked = [("self", person), *([("supervisor", boss)] if boss else [])]
    others = [("peer", p) for p in chance.some(around.peers(person), chance.weighted(_PEERS))]
    others += [("subordinate", p) for p in chance.some(around.by_boss[person.id], chance.weighted(_BELOW))]
    level = chance.weighted((2, 10, 30, 40, 18)) + 1  # what most think of this person
    for group, rater in [*asked, *chance.some(others, len(others))]:
        month, day = (2, chance.between(2, 20)) if chance.hit(_LATE) else (12, chance.between(1, 19))
        date = f"{int(period) + (month == 2)}-{month:02d}-{day:02d}"
        tree: Tree = {
            "schema": "bening/assessment/v1",
            "kind": "assessment",
            "person": person.id,
            "period": period,
            "unit": person.at(around.day).unit,
            "rubric": MULTI_RATER,
            "rater_group": group,
            "body": {"date": date, "rater": rater.id, "answers": _answers(chance, level, group == "self")},
        }
        folder = layout.person_folder(period, tree["unit"], person.id)
        yield f"{folder}/{layout.file_name('assessment', seq=next(numbers))}", render(tree)


def _answers(chance: Chance, level: int, kind: bool) -> list[Tree]:
    """An answer to each item around a level; people are kinder to themselves, and some answer all alike."""
    lean = level + chance.weighted((25, 50, 25)) - 1 + kind
    alike = chance.hit(_ALIKE)
    given: Sequence[int] = [lean if alike else lean + chance.weighted((20, 55, 25)) - 1 for _ in VALUES]
    return [{"item": item, "value": min(5, max(1, value))} for item, value in zip(VALUES, given, strict=True)]
