"""Scores to exact tables. Exact tables never leave memory: only `protect` may look at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bening.checks.directory import Directory
from bening.grouping import TOTAL, Label, UnitTree, unit_tree
from bening.i18n import both
from bening.i18n import mark as _
from bening.model.policy import Policy, TablePlan
from bening.model.rubric import Families, RegimeBase
from bening.model.settings import CalendarPeriod, Settings
from bening.model.tables import BASES, PEOPLE, UNRATED, Attribute
from bening.score.types import Score

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExactTable:
    """Counts of people: the full grid, totals included; labels, merges and sums for the codes that stand in it.

    The last dimension is the attribute; `population` says who is counted.
    """

    name: str
    title: Label
    dimensions: Codes
    values: Mapping[Codes, int]
    hierarchies: Mapping[str, Mapping[str, Codes]]
    labels: Mapping[str, Mapping[str, Label]]
    merged: Mapping[str, Codes]
    population: str = PEOPLE

    @property
    def attribute(self) -> str:
        """The dimension whose classes must not be learnt about a person."""
        return self.dimensions[-1]

    def __repr__(self) -> str:
        return f"ExactTable({self.name!r}, …)"


@dataclass(frozen=True, slots=True)
class Population:
    """What is counted: how many people of each unit, family and class, and the words for all of them.

    `further` are the counts by unit and class of the other attributes, `classes` the words for all classes.
    """

    period: str
    base: Mapping[tuple[str, str, str], int]
    units: UnitTree
    families: Mapping[str, Label]
    classes: Mapping[Attribute, Mapping[str, Label]]
    further: Mapping[Attribute, Mapping[tuple[str, str], int]] = field(default_factory=dict)

    def rows(self, attribute: Attribute) -> Iterator[tuple[str, str, str, int]]:
        """Unit, family (none where it is not told), class and number of people."""
        if attribute == "predicate":
            yield from ((unit, family, cls, number) for (unit, family, cls), number in self.base.items())
        yield from ((unit, "", cls, number) for (unit, cls), number in self.further.get(attribute, {}).items())


def population(
    scores: Sequence[Score],
    entry: CalendarPeriod,
    settings: Settings,
    directory: Directory,
    rules: tuple[RegimeBase, Families, Policy],
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
    stages = Counter((s.unit, s.stage) for s in scores if s.stage)
    outcomes = Counter((s.unit, s.objection[0]) for s in scores if s.objection)
    return Population(
        entry.period,
        base,
        tree,
        {TOTAL: both(_("All employees"))} | {f.id: f.label.both() for f in families.families},
        words_of(regime, policy),
        {"stage": stages, "outcome": outcomes},
    )


def words_of(regime: RegimeBase, policy: Policy) -> dict[Attribute, dict[str, Label]]:
    """What the classes of each attribute are called: predicates by the regime, all others by the policy."""
    everyone: dict[Attribute, str] = {"outcome": _("All objections")}
    words: dict[Attribute, dict[str, Label]] = {}
    for attribute in BASES:
        words[attribute] = {TOTAL: both(everyone.get(attribute, _("All employees")))}
        words[attribute] |= {c.id: c.label.both() for c in policy.named(attribute)}
    words["predicate"] |= {p.id: p.label.both() for p in regime.predicates}
    return words


def tabulate(people: Population, plan: TablePlan, policy: Policy) -> ExactTable:
    """Make one table of the policy's plan."""
    shape = plan.shape
    trees = _trees(people, plan)
    up = _ancestors(people, plan, policy)
    names = [d for d in shape.dimensions if d != "period"]
    values: Counter[Codes] = Counter()
    for unit, family, cls, number in people.rows(shape.attribute):
        above = {"unit": up["unit"][unit], "position_family": (TOTAL, family)}
        above[shape.attribute] = up[shape.attribute][cls]
        for codes in product(*(above[name] for name in names)):
            values[people.period, *codes] += number
    nodes = {name: tuple(_nodes(trees[name])) for name in names}
    grid = {(people.period, *codes): 0 for codes in product(*(nodes[name] for name in names))}
    words: dict[str, Mapping[str, Label]] = {"unit": people.units.labels, "position_family": people.families}
    words[shape.attribute] = people.classes[shape.attribute]
    rests = {c: m for c, m in people.units.merged.items() if c in nodes.get("unit", ())}
    members = [m for names_ in rests.values() for m in names_]
    labels: dict[str, dict[str, Label]] = {name: {code: words[name][code] for code in nodes[name]} for name in names}
    if "unit" in labels:
        labels["unit"] |= {code: people.units.labels[code] for code in members}
    period: dict[str, dict[str, Label]] = {"period": {people.period: {"id": people.period, "en": people.period}}}
    return ExactTable(
        plan.table,
        plan.title.both(),
        shape.dimensions,
        grid | values,
        {name: tree for name, tree in trees.items() if name in names},
        period | labels,
        rests,
        shape.population,
    )


def _trees(people: Population, plan: TablePlan) -> dict[str, dict[str, Codes]]:
    depth = plan.shape.depth
    units = {p: c for p, c in people.units.tree.items() if (p == TOTAL and depth >= 1) or depth >= 2}
    return {
        "unit": {p: tuple(c) for p, c in units.items()},
        "position_family": {TOTAL: tuple(c for c in people.families if c != TOTAL)},
        plan.shape.attribute: {p: tuple(c) for p, c in plan.tree.items()},
    }


def _ancestors(people: Population, plan: TablePlan, policy: Policy) -> dict[str, dict[str, Codes]]:
    """For each base code, the nodes of the table's trees that it counts in."""
    tree, attribute, depth = plan.tree, plan.shape.attribute, plan.shape.depth
    bases = {node: policy.bases(node, tree, attribute) for node in _nodes({p: tuple(c) for p, c in tree.items()})}
    classes = {cls for _unit, _family, cls, _number in people.rows(attribute)}
    return {
        "unit": {unit: path[: depth + 1] for unit, path in people.units.path.items()},
        attribute: {cls: tuple(node for node, below in bases.items() if cls in below) for cls in sorted(classes)},
    }


def _nodes(tree: Mapping[str, Codes], node: str = TOTAL) -> Iterator[str]:
    yield node
    for child in tree.get(node, ()):
        yield from _nodes(tree, child)
