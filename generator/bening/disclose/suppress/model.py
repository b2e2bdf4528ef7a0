"""What goes into the suppressor and what comes out; plain values, no logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Codes = tuple[str, ...]
Hierarchies = Mapping[str, Mapping[str, list[str]]]  # dimension -> parent -> children
Identity = tuple[str, ...]  # what is counted, then "dimension=code" of every dimension that is not TOTAL, sorted
TOTAL = "TOTAL"


class ProtectionFailed(Exception):
    """No pattern was found that is proven safe: nothing may be published. Carries no values."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A full grid of counts, totals included.

    `attribute` is the dimension whose classes are what must not be learnt about a person. Cells of tables that
    count the same thing (`counts`) and agree in all codes but TOTAL are one cell. `same` names classes that are the
    same people under another attribute: class -> that attribute.
    """

    name: str
    dimensions: tuple[str, ...]
    attribute: str
    values: Mapping[Codes, int]
    counts: str = "people"
    same: Mapping[str, str] = field(default_factory=dict)

    def pair(self, dimension: str, code: str) -> str:
        """How a code of a dimension is written in an identity."""
        return f"{self.same.get(code, dimension) if dimension == self.attribute else dimension}={code}"


@dataclass(frozen=True, slots=True)
class Rules:
    """When a figure is a risk. See `grid` for how a rule becomes a requirement on the attacker's intervals.

    minimum: table name -> k. A table that is not named is an error.
    by_depth: depth in the hierarchy of `level` (TOTAL 0, office 1, unit 2) -> k, instead of the table's.
    homogeneity_percent: a group whose largest class holds at least this share is a risk; 100: only if all are alike.
    insider: a group in which all but one are alike is a risk, too.
    lenient: tables of whose attribute it may be known that a whole group is alike.
    known: cells the world knows (headcounts published elsewhere): never hidden, and the attacker has them.
    barred: cells that must be hidden whatever they hold, as an earlier release of the same facts tells of them.
    None of the numbers has a default: they are the policy's.
    """

    minimum: Mapping[str, int]
    by_depth: Mapping[int, int]
    homogeneity_percent: int
    insider: bool
    level: str = "unit"
    known: frozenset[tuple[str, Codes]] = frozenset()
    barred: frozenset[tuple[str, Codes]] = frozenset()
    lenient: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preference:
    """Which safe pattern is the better one: the one whose hidden cells weigh less together.

    A cell weighs `cell`, plus `total` for each dimension in which it is a TOTAL, plus `size` for each doubling of
    its value, plus `published` if the last release showed it.
    previous: table name -> cells hidden in the last release; hidden again, and no others where that is safe.
    """

    cell: float = 1.0
    total: float = 0.1
    size: float = 0.01
    published: float = 0.5
    previous: Mapping[str, frozenset[Codes]] | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of distinct cells (a linked cell once), and of the work done."""

    cells: int
    primary: int
    secondary: int
    zeros: int
    groups: int  # groups whose members' class would be certain
    eased: int  # requirements below k because `known` cells leave no more room: merge these groups if you can
    programs: int  # linear programs solved
    witnesses: int  # lines of alternative tables that make up the proof


@dataclass(frozen=True, slots=True)
class Pattern:
    """Hidden cells per table (every table is a key), split in primary and secondary."""

    hidden: Mapping[str, frozenset[Codes]]
    primary: Mapping[str, frozenset[Codes]]
    secondary: Mapping[str, frozenset[Codes]]
    statistics: Statistics
