"""An attacker who tries everything: all tables of whole people, made from leaves, that look like what is published.

Shares nothing with the suppressor. Tables are made of leaves (unit, family, class) by adding up; every combination
of leaf counts in a box is made into all tables and compared with all published cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from bening.disclose.suppress import CountTable, Pattern, Rules

Codes = tuple[str, ...]
Leaves = dict[Codes, int]
TOO_MANY = 1_500_000


def ruled(
    minimum: Mapping[str, int], homogeneity_percent: int = 100, barred: Iterable[tuple[str, Codes]] = ()
) -> Rules:
    """Rules with the tests' own numbers."""
    return Rules(minimum, {}, homogeneity_percent, insider=True, barred=frozenset(barred))


@dataclass(frozen=True)
class World:
    """Leaves, and tables as which of the leaves' columns they show; a code covers the leaves at or below it."""

    leaves: Leaves
    dimensions: tuple[str, ...]
    shown: tuple[tuple[str, ...], ...]  # dimensions of each table
    below: dict[str, dict[str, set[str]]]  # dimension -> code -> leaf codes

    def members(self, dimensions: tuple[str, ...], codes: Codes) -> list[int]:
        chosen = dict(zip(dimensions, codes, strict=True))
        return [
            i
            for i, leaf in enumerate(self.leaves)
            if all(c in self.below[d][chosen.get(d, "TOTAL")] for d, c in zip(self.dimensions, leaf, strict=True))
        ]

    def tables(self) -> list[CountTable]:
        counts = list(self.leaves.values())
        made = []
        for dimensions in self.shown:
            cells = list(product(*(self.below[d] for d in dimensions)))
            values = {c: sum(counts[i] for i in self.members(dimensions, c)) for c in cells}
            made.append(CountTable("_".join(dimensions), dimensions, dimensions[-1], values))
        return made


def alternatives(world: World, pattern: Pattern, extra: int) -> np.ndarray | None:
    """Every row is the leaves of a table that cannot be told from the true one; None if too many to try."""
    counts = list(world.leaves.values())
    published = {
        tuple(world.members(t.dimensions, codes)): value
        for t in world.tables()
        for codes, value in t.values.items()
        if codes not in pattern.hidden[t.name]
    }
    low = np.array([n if (i,) in published else 0 for i, n in enumerate(counts)], dtype=np.int16)
    size = [1 if (i,) in published else n + extra + 1 for i, n in enumerate(counts)]
    if np.prod([float(s) for s in size]) > TOO_MANY:
        return None
    rows = np.indices(size, dtype=np.int16).reshape(len(size), -1).T + low
    for members, value in published.items():
        rows = rows[rows[:, list(members)].sum(axis=1) == value]
    return rows


def faults(world: World, pattern: Pattern, rules: Rules, rows: np.ndarray) -> list[str]:
    """What an attacker who has seen all `rows` can infer, in the words of the rules."""
    found = []
    for table in world.tables():
        k = rules.minimum[table.name]
        for codes, value in table.values.items():
            seen = rows[:, world.members(table.dimensions, codes)].sum(axis=1)
            hidden = codes in pattern.hidden[table.name]
            if not hidden and 0 < value < k:
                found.append(f"small cell published {table.name} {codes}")
            if hidden and seen.max() - seen.min() < k:
                found.append(f"narrow {table.name} {codes} {seen.min()}-{seen.max()}")
            found += _group(world, table, codes, rows, rules)
    return found


def _group(world: World, table: CountTable, codes: Codes, rows: np.ndarray, rules: Rules) -> list[str]:
    whole = (*codes[:-1], "TOTAL")
    people, inside = table.values[whole], table.values[codes]
    if codes == whole or not people:
        return []
    total = rows[:, world.members(table.dimensions, whole)].sum(axis=1)
    part = rows[:, world.members(table.dimensions, codes)].sum(axis=1)
    others, k = total - part, rules.minimum[table.name]
    found = []
    share = 100 * inside >= rules.homogeneity_percent * people
    if share and others.max() < k:
        found.append(f"group certain {table.name} {codes}")
    if 0 < people - inside < k and others.min() > 0 and others.max() < k:
        found.append(f"small group certain {table.name} {codes}")
    if share and rules.homogeneity_percent < 100 and (100 * part >= rules.homogeneity_percent * total).all():
        found.append(f"share certain {table.name} {codes}")
    return found
