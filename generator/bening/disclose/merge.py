"""Which offices and classes to merge so that a table may be public: the first, plain protection.

A group (an office, or several merged into one rest) may stand if every class in it holds nobody or at least
`minimum_count` people, at least `minimum_others` are outside its largest class, and that class has at most
`maximum_share_percent`. What may not stand goes into the rest; where the rest may not, the smallest of the
others joins it. As every cell of the result is published, nothing hidden can be computed back: all that follows
from the table are sums of its cells.

Terms: SDC Handbook (Hundepool et al.), minimum frequency rule and group attribute disclosure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[str, int]  # class -> people


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy's numbers: people, people, per cent."""

    minimum_count: int
    minimum_others: int
    maximum_share_percent: int
    inner: tuple[tuple[str, ...], ...] = ()  # published classes that are sums of others: their leaves


@dataclass(frozen=True, slots=True)
class Grouping:
    """Offices that stand alone, and those merged into the rest; both in the table's order."""

    alone: tuple[str, ...]
    rest: tuple[str, ...]


def may_stand(counts: Counts, limits: Limits) -> bool:
    """Tell whether a group with these leaf-class counts may be published."""
    people = sum(counts.values())
    inner = [sum(counts[leaf] for leaf in leaves) for leaves in limits.inner]
    largest = max([*counts.values(), *inner], default=0)
    return (
        all(n == 0 or n >= limits.minimum_count for n in counts.values())
        and people - largest >= limits.minimum_others
        and largest * 100 <= people * limits.maximum_share_percent
    )


def together(groups: Mapping[str, Counts], names: Sequence[str]) -> dict[str, int]:
    """The counts of several offices taken as one."""
    classes = next(iter(groups.values()), {})
    return {c: sum(groups[name][c] for name in names) for c in classes}


def group(groups: Mapping[str, Counts], limits: Limits) -> Grouping | None:
    """Return the grouping with the fewest offices merged that this greedy way finds; None when none is safe.

    Deterministic: ties go by name. An office of no people never arises (tables hold offices with people only).
    """
    if not groups or not may_stand(together(groups, list(groups)), limits):
        return None
    alone = [name for name in groups if may_stand(groups[name], limits)]
    rest = [name for name in groups if name not in alone]
    by_size = sorted(alone, key=lambda name: (sum(groups[name].values()), name))
    while rest and not (len(rest) > 1 and may_stand(together(groups, rest), limits)):
        if not by_size:
            return None
        rest.append(by_size.pop(0))
    kept = set(by_size)
    order = list(groups)
    if len(kept) == 0:
        return Grouping((), tuple(order))
    return Grouping(tuple(n for n in order if n in kept), tuple(n for n in order if n not in kept))
