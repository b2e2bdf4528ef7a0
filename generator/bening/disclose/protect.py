"""Exact table + policy -> safe table, or the word that it is withheld: the only way from data to a safe one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bening.disclose.merge import Grouping, Limits, group, together
from bening.disclose.safe import SEAL, SafeCell, SafeTable, Withheld
from bening.i18n import both
from bening.i18n import mark as _
from bening.model.rubric import Policy, Scheme, TablePlan
from bening.tabulate import ExactTable

Label = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    scheme: Scheme
    leaves: tuple[str, ...]
    groups: Mapping[str, Mapping[str, int]]  # office -> leaf class -> people
    grouping: Grouping

    @property
    def worth(self) -> int:
        """Cells that tell something: groups shown times classes told apart."""
        rows = len(self.grouping.alone) + bool(self.grouping.rest)
        return rows * (len(self.leaves) - 1)


def limits_of(policy: Policy) -> Limits:
    """The policy's numbers."""
    return Limits(policy.minimum_count.value, policy.minimum_others.value, policy.maximum_share_percent.value)


def protect(exact: ExactTable, plan: TablePlan, policy: Policy, root: str) -> SafeTable | Withheld:
    """Merge offices and classes until the table is safe under `policy`, or withhold it.

    `root` is the agency's code, after which the rest is named. Of the policy's schemes the one with the most
    telling cells wins; of equals the first.
    """
    candidates = [c for scheme in plan.schemes if (c := _candidate(exact, scheme, policy)) is not None]
    title = plan.title.both()
    if not candidates:
        return Withheld(exact.name, title, "too_small_or_homogeneous")
    return _table(exact, max(candidates, key=lambda c: c.worth), policy, root, title)


def _leaves(tree: Mapping[str, list[str]], node: str = "TOTAL") -> tuple[str, ...]:
    if node not in tree:
        return (node,)
    return tuple(leaf for child in tree[node] for leaf in _leaves(tree, child))


def _candidate(exact: ExactTable, scheme: Scheme, policy: Policy) -> _Candidate | None:
    leaves = _leaves(scheme.tree)
    bases = {leaf: policy.bases(leaf, scheme.tree) for leaf in leaves}
    groups = {
        name: {leaf: sum(exact.counts[name, base] for base in bases[leaf]) for leaf in leaves} for name in exact.groups
    }
    inner = tuple(_leaves(scheme.tree, node) for node in scheme.tree if node != "TOTAL")
    grouping = group(groups, replace(limits_of(policy), inner=inner))
    return _Candidate(scheme, leaves, groups, grouping) if grouping else None


def _table(exact: ExactTable, chosen: _Candidate, policy: Policy, root: str, title: Label) -> SafeTable:
    rest, alone = f"{root}.gabungan", chosen.grouping.alone
    rows = {"TOTAL": together(chosen.groups, list(exact.groups)), **{n: dict(chosen.groups[n]) for n in alone}}
    if chosen.grouping.rest and alone:
        rows[rest] = together(chosen.groups, chosen.grouping.rest)
    units = tuple(name for name in rows if name != "TOTAL")
    tree = {parent: tuple(children) for parent, children in chosen.scheme.tree.items()}
    cells = tuple(
        SafeCell((exact.period, unit, node), _value(counts, node, tree), "published")
        for unit, counts in rows.items()
        for node in _nodes(tree)
    )
    merged = {rest: chosen.grouping.rest} if rest in rows else {"TOTAL": chosen.grouping.rest} if not alone else {}
    return SafeTable(
        name=exact.name,
        title=title,
        dimensions=("period", "unit", "predicate"),
        cells=cells,
        hierarchies={"unit": {"TOTAL": units}, "predicate": tree},
        labels=_labels(exact, chosen, policy, rest, (*units, *chosen.grouping.rest)),
        merged={code: tuple(names) for code, names in merged.items()},
        scheme=chosen.scheme.id,
        seal=SEAL,
    )


def _nodes(tree: Mapping[str, tuple[str, ...]], node: str = "TOTAL") -> tuple[str, ...]:
    return (node, *(n for child in tree.get(node, ()) for n in _nodes(tree, child)))


def _value(counts: Mapping[str, int], node: str, tree: Mapping[str, tuple[str, ...]]) -> int:
    if node in tree:
        return sum(_value(counts, child, tree) for child in tree[node])
    return counts[node]


def _labels(
    exact: ExactTable, chosen: _Candidate, policy: Policy, rest: str, units: tuple[str, ...]
) -> dict[str, dict[str, Label]]:
    nodes = _nodes({p: tuple(c) for p, c in chosen.scheme.tree.items()})
    own = {c.id: c.label.both() for c in policy.classes}
    classes = {node: own.get(node) or exact.labels[node] for node in nodes if node != "TOTAL"}
    names = {code: exact.labels[code] for code in ("TOTAL", *units) if code in exact.labels}
    return {
        "period": {exact.period: {"id": exact.period, "en": exact.period}},
        "unit": {**names, rest: both(_("Other offices together"))} if rest in units else names,
        "predicate": {"TOTAL": both(_("All employees")), **classes},
    }
