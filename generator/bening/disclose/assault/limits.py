"""What counts as giving something away: the numbers of the policy, and one thing given away.

The vocabulary is that of the SDC Handbook (minimum frequency, group attribute disclosure, interval protection,
differencing). A `Disclosure` names a place and a rule, never a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "unreadable", "sum", "small", "exact", "narrow", "small_group", "alike", "difference", "mean", "unfinished"
]
TOTAL = "TOTAL"
Codes = tuple[str, ...]
# What a cell is about, whichever table shows it: the population, and (dimension, code) where the code is no total.
Key = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True, order=True)
class Disclosure:
    """One thing that the published files give away; `table` is a file's path, `detail` a code word."""

    kind: Kind
    table: str
    cell: Codes = ()
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """The same for machines."""
        return {"kind": self.kind, "table": self.table, "cell": list(self.cell), "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Limits:
    """The policy's numbers: none of those that decide what is given away has a default.

    A count below the minimum (but not 0) is too small, a hidden one narrower than it, too.

    `office` holds from office level up and where a table has no units, `unit` below it; `tables` overrides both for
    a table's name. Above `share` per cent in one class a group counts as alike; with `insider` also when
    everyone but one is. `known` are figures that everyone knows from elsewhere. `scales` are the ends of a table
    of means. Of a `lenient` table it may be certain that a whole group is in one class. `same` are classes of which
    everyone knows that they are the same people under another dimension: `(dimension, code)` to that pair.
    `nodes` and `iterations` bound the solver's work; what does not end within them counts as given away.
    """

    office: int
    unit: int
    mean: int
    share: int
    insider: bool
    decimals: int
    tables: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    known: Mapping[Key, int] = field(default_factory=dict)
    lenient: frozenset[str] = frozenset()
    same: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    nodes: int = 2000
    iterations: int = 200_000
    latent: int = 50_000

    def __post_init__(self) -> None:
        numbers = (self.office, self.unit, self.mean, *self.tables.values())
        if min(numbers) < 1 or not 0 < self.share <= 100 or min(self.nodes, self.iterations, self.decimals + 1) < 1:
            raise ValueError("limits")
        if min(self.known.values(), default=0) < 0:
            raise ValueError("known")

    def minimum(self, table: str, depth: int) -> int:
        """The smallest count that `table` may show of a unit so many steps below the whole."""
        return self.tables.get(table, self.unit if depth > 1 else self.office)


def known_cell(population: str = "people", **codes: str) -> Key:
    """The key of a cell that everyone knows: `known_cell(period="2025", unit="bkpsdm")`."""
    return population, frozenset((d, c) for d, c in codes.items() if c != TOTAL)
