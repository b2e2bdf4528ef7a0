"""Design before stars: the unit tree of the published tables, with small units and offices merged into named rests.

A code of the tree is a unit's own code, `<unit>.langsung` for people directly in it, or `<unit>.gabungan` for what is
merged below it. The policy says below which size merging starts; a rest always has two members at least and reaches
that size, if need be with the next smallest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bening.checks.directory import Directory
from bening.i18n import both
from bening.i18n import mark as _
from bening.model.policy import Policy
from bening.model.settings import Agency

TOTAL = "TOTAL"
Label = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitTree:
    """`tree[parent]` are the children; `path[unit]` the codes of a person's unit from TOTAL down."""

    tree: Mapping[str, tuple[str, ...]]
    path: Mapping[str, tuple[str, ...]]
    merged: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Label]


def merge_small(sizes: Mapping[str, int], below: int, also: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The members of the rest: all smaller than `below` or among `also`, and the next smallest where it is too small.

    A rest has two members and `below` people at least. Empty when nothing is small. Deterministic: by size, then name.
    """
    order = sorted(sizes, key=lambda name: (sizes[name] >= below and name not in also, sizes[name], name))
    number = sum(size < below or name in also for name, size in sizes.items())
    if not number:
        return ()
    while number < len(order) and (number < 2 or sum(sizes[n] for n in order[:number]) < below):
        number += 1
    return tuple(sorted(order[:number]))


def unit_tree(
    units: Sequence[str],
    date: str,
    agency: Agency,
    directory: Directory,
    policy: Policy,
    merge: frozenset[str] = frozenset(),
) -> UnitTree:
    """Build the tree for people whose units are `units` (one entry a person) on `date`.

    `merge` are codes that go into a rest whatever their size; `<office>.gabungan` merges the whole office.
    """
    direct, rest = f"{agency.id}.langsung", f"{agency.id}.gabungan"
    office = {unit: directory.office(unit, date) or direct for unit in sorted(set(units))}
    offices = Counter(office[unit] for unit in units)
    small = merge_small(offices, policy.merge_offices_below.value, merge)
    builder = _Builder(agency, directory, date, policy, merge)
    top = sorted(set(offices) - set(small)) + ([rest] if small else [])
    builder.top(top, small, rest)
    for code in top:
        if code not in (rest, direct):
            builder.office(code, Counter(unit for unit in units if office[unit] == code))
    for unit, code in office.items():
        builder.path.setdefault(unit, (TOTAL, rest if code in small else code))
    return UnitTree(builder.tree, builder.path, builder.merged, builder.labels)


class _Builder:
    def __init__(self, agency: Agency, directory: Directory, date: str, policy: Policy, merge: frozenset[str]) -> None:
        self._agency, self._directory, self._date, self._policy = agency, directory, date, policy
        self._merge = merge
        self.tree: dict[str, tuple[str, ...]] = {}
        self.path: dict[str, tuple[str, ...]] = {}
        self.merged: dict[str, tuple[str, ...]] = {}
        self.labels: dict[str, Label] = {TOTAL: both(_("Whole agency"))}

    def top(self, codes: Sequence[str], small: tuple[str, ...], rest: str) -> None:
        self.tree[TOTAL] = tuple(codes)
        for code in (*codes, *small):
            self.labels[code] = self._name(code)
        if small:
            self.merged[rest] = small
            self.labels[rest] = both(_("Other offices together"))

    def office(self, office: str, sizes: Counter[str]) -> None:
        own = {f"{office}.langsung" if unit == office else unit: size for unit, size in sizes.items()}
        rest, small = f"{office}.gabungan", merge_small(own, self._policy.merge_units_below.value, self._merge)
        if rest in self._merge:
            return
        shown = sorted(set(own) - set(small))
        if len(shown) + bool(small) < 2:
            return  # the office is a leaf: a single child would repeat its row
        self.tree[office] = (*shown, rest) if small else tuple(shown)
        for code in (*shown, *small):
            self.labels[code] = self._name(code)
        if small:
            self.merged[rest] = small
            self.labels[rest] = both(_("Other units of {office} together"), office=self._name(office))
        for unit in sizes:
            code = f"{office}.langsung" if unit == office else unit
            self.path[unit] = (TOTAL, office, rest if code in small else code)

    def _name(self, code: str) -> Label:
        unit = code.removesuffix(".langsung")
        version = self._directory.unit(unit, self._date)
        name = version.name.both() if version else self._agency.name.both()
        return both(_("Directly under {agency}"), agency=name) if unit != code else name
