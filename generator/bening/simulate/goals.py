"""What a person plans: work results with targets, and what was reached of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bening.simulate.chance import Chance
from bening.simulate.material import Measure, Result, data, results
from bening.simulate.outcomes import ABOVE, AS, VALUES
from bening.simulate.people import Post
from bening.simulate.render import Tree

_COUNTS = (12, 40, 33, 15)  # weights of two, three, four and five work results
_CAPPED = frozenset({"persen", "poin"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A work result with the targets of its indicators."""

    result: Result
    targets: tuple[int, ...]
    main: bool


@lru_cache(maxsize=1 << 14)
def goal_count(seed: int, period: str, person: str) -> int:
    """How many work results a person's plan of a year has; asked for supervisors by those below them."""
    return 2 + Chance(seed, "goals", period, person).weighted(_COUNTS)


def goals(chance: Chance, post: Post, count: int) -> list[Goal]:
    """Draw work results, those of the office's theme first; the last one may be an additional one."""
    by_family, by_theme = results(post.family, post.theme)
    themed = (count + 1) // 2
    drawn = chance.some(by_theme, themed) + chance.some(by_family, count - themed)
    extra = count > 2 and chance.hit(45)
    return [
        Goal(result, tuple(_target(chance, m) for m in result.measures), not (extra and number == count))
        for number, result in enumerate(drawn, start=1)
    ]


def _target(chance: Chance, measure: Measure) -> int:
    value = chance.between(measure.low, measure.high)
    return value if value < 100 or measure.unit in _CAPPED else value // 10 * 10


def amount(value: int, unit: str) -> str:
    """`1.800 dokumen`."""
    return f"{value:,} {unit}".replace(",", ".", 1)


def reached(chance: Chance, measure: Measure, target: int, rating: str) -> int:
    """A realisation that fits the rating of its work result."""
    better = measure.aspect != "waktu"
    if rating == AS:
        slack = target * chance.between(0, 3) // 100
        value = target + slack if better else target - slack
    elif (rating == ABOVE) == better:
        low, high = (5, 22) if better else (20, 70)
        value = target + max(1, target * chance.between(low, high) // 100)
    else:
        value = max(1, target * chance.between(60, 88) // 100)
    return min(value, 100) if measure.unit in _CAPPED else value


def plan_items(found: list[Goal], boss: str, chance: Chance, boss_count: int) -> list[Tree]:
    """The work results of a plan; main ones support one of the supervisor's."""
    items: list[Tree] = []
    for number, goal in enumerate(found, start=1):
        item: Tree = {
            "rhk": f"rhk-{number}",
            "type": "utama" if goal.main else "tambahan",
            "text": goal.result.text,
        }
        if boss and goal.main:
            item["supports"] = {"person": boss, "rhk": f"rhk-{1 + chance.below(boss_count)}"}
        item["indicators"] = [_indicator(*pair) for pair in zip(goal.result.measures, goal.targets, strict=True)]
        items.append(item)
    return items


def _indicator(measure: Measure, target: int) -> Tree:
    return {
        "aspect": measure.aspect,
        "text": measure.text,
        "target": {"text": amount(target, measure.unit), "value": target, "unit": measure.unit},
    }


def agreements(chance: Chance) -> Tree:
    """The rest of a plan: special expectations, resources, accountability, consequences."""
    texts = data("texts")
    tree: Tree = {}
    values = sorted(chance.some(range(len(VALUES)), chance.below(3)))
    if values:
        tree["expectations"] = [
            {"value": VALUES[at], "text": chance.pick(texts["expectations"][VALUES[at]])} for at in values
        ]
    tree["resources"] = chance.some(texts["resources"], chance.between(1, 3))
    tree["accountability"] = chance.some(texts["accountability"], chance.between(1, 2))
    tree["consequences"] = chance.some(texts["consequences"], 2)
    return tree
