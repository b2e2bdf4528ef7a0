"""Scores to exact tables. Exact tables never leave memory: only `protect` may look at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bening.checks.directory import Directory
from bening.grouping import TOTAL, Label, UnitTree, unit_tree
from bening.i18n import both
from bening.i18n import mark as _
from bening.model.policy import Policy, TablePlan
from bening.model.rubric import Families, Regime
from bening.model.settings import CalendarPeriod, Settings
from bening.score.types import Score

UNRATED = "belum_dinilai"
ATTRIBUTE = "predicate"
Codes = tuple[str, ...]
# The dimensions of each table, and how deep its units go (TOTAL 0, office 1, unit 2).
SHAPES: dict[str, tuple[tuple[str, ...], int]] = {
    "predicates_by_office": (("period", "unit", "predicate"), 1),
    "predicates_by_unit": (("period", "unit", "predicate"), 2),
    "predicates_by_family": (("period", "position_family", "predicate"), 0),
    "predicates_by_office_family": (("period", "unit", "position_family", "predicate"), 1),
}


@dataclass(frozen=True, slots=True)
class ExactTable:
    """Counts of people: the full grid, totals included; labels, merges and sums for the codes that stand in it."""

    name: str
    title: Label
    dimensions: Codes
    values: Mapping[Codes, int]
    hierarchies: Mapping[str, Mapping[str, Codes]]
    labels: Mapping[str, Mapping[str, Label]]
    merged: Mapping[str, Codes]

    def __repr__(self) -> str:
        return f"ExactTable({self.name!r}, …)"


@dataclass(frozen=True, slots=True)
class Population:
    """What is counted: how many people of each unit, family and class, and the words for all of them."""

    period: str
    base: Mapping[tuple[str, str, str], int]
    units: UnitTree
    families: Mapping[str, Label]
    predicates: Mapping[str, Label]


def population(
    scores: Sequence[Score],
    entry: CalendarPeriod,
    settings: Settings,
    directory: Directory,
    rules: tuple[Regime, Families, Policy],
    merge: frozenset[str] = frozenset(),
) -> Population:
    """Count people by unit, position family and class at the period's end. `merge` are units to put into rests."""
    import pandas as pd

    regime, families, policy = rules
    columns = ["unit", "family", "class"]
    frame = pd.DataFrame([(s.unit, s.position_family, s.predicate or UNRATED) for s in scores], columns=columns)
    counted = frame.value_counts().items()
    base = {(str(k[0]), str(k[1]), str(k[2])): int(n) for k, n in counted if isinstance(k, tuple)}
    tree = unit_tree([s.unit for s in scores], entry.ends, settings.agency, directory, policy, merge)
    predicates = {p.id: p.label.both() for p in regime.predicates} | {c.id: c.label.both() for c in policy.classes}
    everyone = {TOTAL: both(_("All employees"))}
    return Population(
        entry.period,
        base,
        tree,
        everyone | {f.id: f.label.both() for f in families.families},
        everyone | predicates,
    )


def tabulate(people: Population, plan: TablePlan, policy: Policy) -> ExactTable:
    """Make one table of the policy's plan."""
    dimensions, depth = SHAPES[plan.table]
    trees = _trees(people, plan, depth)
    up = _ancestors(people, plan, policy, depth)
    names = [d for d in dimensions if d != "period"]
    values: Counter[Codes] = Counter()
    for (unit, family, cls), number in people.base.items():
        above = {"unit": up["unit"][unit], "position_family": (TOTAL, family), ATTRIBUTE: up[ATTRIBUTE][cls]}
        for codes in product(*(above[name] for name in names)):
            values[people.period, *codes] += number
    nodes = {name: tuple(_nodes(trees[name])) for name in names}
    grid = {(people.period, *codes): 0 for codes in product(*(nodes[name] for name in names))}
    words = {"unit": people.units.labels, "position_family": people.families, ATTRIBUTE: people.predicates}
    rests = {c: m for c, m in people.units.merged.items() if c in nodes.get("unit", ())}
    members = [m for names_ in rests.values() for m in names_]
    labels: dict[str, dict[str, Label]] = {name: {code: words[name][code] for code in nodes[name]} for name in names}
    if "unit" in labels:
        labels["unit"] |= {code: people.units.labels[code] for code in members}
    period: dict[str, dict[str, Label]] = {"period": {people.period: {"id": people.period, "en": people.period}}}
    return ExactTable(plan.table, plan.title.both(), dimensions, grid | values, trees, period | labels, rests)


def _trees(people: Population, plan: TablePlan, depth: int) -> dict[str, dict[str, Codes]]:
    units = {p: c for p, c in people.units.tree.items() if (p == TOTAL and depth >= 1) or depth >= 2}
    return {
        "unit": {p: tuple(c) for p, c in units.items()},
        "position_family": {TOTAL: tuple(c for c in people.families if c != TOTAL)},
        ATTRIBUTE: {p: tuple(c) for p, c in plan.tree.items()},
    }


def _ancestors(people: Population, plan: TablePlan, policy: Policy, depth: int) -> dict[str, dict[str, Codes]]:
    """For each base code, the nodes of the table's trees that it counts in."""
    tree = plan.tree
    bases = {node: policy.bases(node, tree) for node in _nodes({p: tuple(c) for p, c in tree.items()})}
    classes = {cls for _unit, _family, cls in people.base}
    return {
        "unit": {unit: path[: depth + 1] for unit, path in people.units.path.items()},
        ATTRIBUTE: {cls: tuple(node for node, below in bases.items() if cls in below) for cls in sorted(classes)},
    }


def _nodes(tree: Mapping[str, Codes], node: str = TOTAL) -> Iterator[str]:
    yield node
    for child in tree.get(node, ()):
        yield from _nodes(tree, child)
