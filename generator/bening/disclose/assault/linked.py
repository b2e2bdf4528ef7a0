"""All tables that can be linked, as one system of sums over cells that know no table any more.

Two tables show the same cell when they name the same codes, totals left out. Every sum of every table is a row.
Tables whose dimensions overlap in a ring need the cells of their cross-tabulation as well (Graham's reduction
tells which); elsewhere the shared margins say all there is to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod

from bening.disclose.assault.limits import TOTAL, Codes, Disclosure, Key, Limits
from bening.disclose.assault.reading import Folder, Table
from bening.disclose.assault.shape import Relations, depths

Place = tuple[str, Codes]


@dataclass(frozen=True, slots=True)
class Sum:
    """A parent and the parts that add up to it, as numbers of cells; `place` is for messages."""

    parent: int
    parts: tuple[int, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """All people of a group and those of them in one class, as numbers of cells; `minimum` is the group's.

    `lenient`: it may be certain that all of them are in the class.
    """

    whole: int
    part: int
    minimum: int
    place: Place
    lenient: bool = False


@dataclass(slots=True)
class Linked:
    """Cells by number: what is known of each, what is asked of it, and the sums between them."""

    limits: Limits
    ids: dict[tuple[int, Key], int] = field(default_factory=dict)
    keys: list[tuple[int, Key]] = field(default_factory=list)
    values: list[int | None] = field(default_factory=list)
    minima: list[int] = field(default_factory=list)
    hidden: list[Place | None] = field(default_factory=list)
    shown: list[Place | None] = field(default_factory=list)
    sums: dict[tuple[int, frozenset[int]], Sum] = field(default_factory=dict)
    groups: dict[tuple[int, int], Group] = field(default_factory=dict)
    found: list[Disclosure] = field(default_factory=list)

    def add(self, folder: Folder, release: int = 0) -> None:
        """Take in the count tables of a folder."""
        tables = [t for t in folder.tables if t.measure == "value"]
        for table in tables:
            self._cells(table, release)
            self._sums(table, table.codes, release)
            self._groups(table, release)
        for ring in rings(tables):
            self._cross(ring, folder, release)
        self._unmerge(tables, release)
        for key, value in self.limits.known.items():
            if (number := self.ids.get((release, key))) is not None:
                self._learn(number, value, ("", ()))
                self.hidden[number] = None

    def key(self, table: Table, codes: Codes) -> Key:
        """What a cell is about, by the one name of what has two."""
        return one_name(key_of(table, codes), self.limits)

    def number(self, release: int, key: Key) -> int:
        """The cell of this key, made when new."""
        number = self.ids.setdefault((release, key), len(self.values))
        if number == len(self.values):
            self.keys.append((release, key))
            self.values.append(None)
            self.minima.append(0)
            self.hidden.append(None)
            self.shown.append(None)
        return number

    def _cells(self, table: Table, release: int) -> None:
        place = table.dimensions.index("unit") if "unit" in table.dimensions else None
        depth = depths(table.relations[place]) if place is not None else {}
        for codes, figure in table.cells.items():
            number = self.number(release, self.key(table, codes))
            steps = 0 if place is None else depth.get(codes[place], 2)
            self.minima[number] = max(self.minima[number], self.limits.minimum(table.name, steps))
            if figure is None:
                self.hidden[number] = self.hidden[number] or (table.path, codes)
            else:
                self.shown[number] = (table.path, codes)
                self._learn(number, int(figure), (table.path, codes))

    def _learn(self, number: int, value: int, place: Place) -> None:
        if self.values[number] not in (None, value):
            self.found.append(Disclosure("sum", *place, "conflict"))
        self.values[number] = value

    def _sums(self, table: Table, codes: tuple[Codes, ...], release: int) -> None:
        for i, relations in enumerate(table.relations):
            others = [*codes[:i], ("",), *codes[i + 1 :]]
            for rest in product(*others) if relations else ():
                for parent, parts in relations.items():
                    self._sum(table, [(*rest[:i], c, *rest[i + 1 :]) for c in (parent, *parts)], release)

    def _sum(self, table: Table, cells: list[Codes], release: int) -> None:
        numbers = [self.number(release, self.key(table, codes)) for codes in cells]
        self.tie(numbers[0], numbers[1:], (table.path, cells[0]))

    def tie(self, parent: int, parts: Iterable[int], place: Place) -> None:
        """Say that the parts add up to the parent."""
        numbers = tuple(parts)
        self.sums.setdefault((parent, frozenset(numbers)), Sum(parent, numbers, place))

    def _groups(self, table: Table, release: int) -> None:
        i = table.attribute
        if TOTAL not in table.codes[i]:
            return
        for codes in table.cells:
            if codes[i] != TOTAL:
                whole = self.number(release, self.key(table, (*codes[:i], TOTAL, *codes[i + 1 :])))
                part = self.number(release, self.key(table, codes))
                before = self.groups.get((whole, part))
                lenient = table.name in self.limits.lenient and (before is None or before.lenient)
                self.groups[whole, part] = Group(whole, part, self.minima[whole], (table.path, codes), lenient)

    def _cross(self, ring: list[Table], folder: Folder, release: int) -> None:
        """Add the cross-tabulation behind tables whose dimensions overlap in a ring."""
        dimensions = tuple(dict.fromkeys(d for t in ring for d in t.dimensions))
        codes = tuple(_union(t.codes[t.dimensions.index(d)] for t in ring if d in t.dimensions) for d in dimensions)
        if prod(map(len, codes)) > self.limits.latent:
            self.found += [Disclosure("unfinished", t.path, detail="ring") for t in ring]
            return
        relations: list[Relations] = []
        for d in dimensions:
            relations.append({p: c for t in ring if d in t.dimensions for p, c in _of(t, d).items()})
        merged = {code: members for t in ring for code, members in t.merged.items()}
        first = ring[0]
        behind = Table(first.path, "", dimensions, 0, first.population, "value", {}, codes, tuple(relations), merged)
        self._sums(behind, codes, release)

    def _unmerge(self, tables: list[Table], release: int) -> None:
        """A merged code is the sum of what it stands for, wherever another table or release tells of a part."""
        for table in tables:
            for i, codes in enumerate(table.codes):
                for code in set(codes) & set(table.merged):
                    others = [*table.codes[:i], (code,), *table.codes[i + 1 :]]
                    for cell in product(*others):
                        parts = [(*cell[:i], c, *cell[i + 1 :]) for c in table.merged[code]]
                        numbers = [self.number(release, self.key(table, part)) for part in parts]
                        self.tie(self.number(release, self.key(table, cell)), numbers, (table.path, cell))


def _of(table: Table, dimension: str) -> Relations:
    return table.relations[table.dimensions.index(dimension)]


def _union(codes: Iterable[Codes]) -> Codes:
    return tuple(dict.fromkeys(c for some in codes for c in some))


def key_of(table: Table, codes: Codes) -> Key:
    """What a cell is about. A merged code counts as what it stands for, for two rests are not the same rest."""
    pairs = zip(table.dimensions, codes, strict=True)
    return table.population, frozenset((d, named(table, c)) for d, c in pairs if c != TOTAL)


def one_name(key: Key, limits: Limits) -> Key:
    """The key with classes that are told under two dimensions under one of them."""
    population, pairs = key
    return (population, frozenset(limits.same.get(pair, pair) for pair in pairs)) if limits.same else key


def named(table: Table, code: str) -> str:
    """The code, or all that a merged code stands for."""
    return "+".join(table.merged[code]) if code in table.merged else code


def rings(tables: list[Table]) -> Iterator[list[Table]]:
    """The tables, by population, that Graham's reduction cannot take apart, or whose codes overlap."""
    for population in sorted({t.population for t in tables}):
        ours = [t for t in tables if t.population == population]
        kept = _overlapping(ours) or _reduced(ours)
        if len(kept) > 1:
            yield kept


def _reduced(tables: list[Table]) -> list[Table]:
    edges = {t.path: set(t.dimensions) - {"period"} for t in tables}
    before = None
    while edges != before:
        before = {path: set(edge) for path, edge in edges.items()}
        for path in list(edges):
            others = [e for p, e in edges.items() if p != path]
            edges[path] = {d for d in edges[path] if any(d in e for e in others)}
            if any(edges[path] <= e for e in others) or not edges[path]:
                del edges[path]
    return [t for t in tables if t.path in edges]


def _overlapping(tables: list[Table]) -> list[Table]:
    """Tables that group one dimension in ways of which neither refines the other."""
    return [t for t in tables if any(_crossed(t, o) for o in tables if o is not t)]


def _crossed(one: Table, other: Table) -> bool:
    """Whether two tables cut a dimension differently in which some code is part of two parents."""
    for d in set(one.dimensions) & set(other.dimensions) - {"period"}:
        children = [c for parts in {**_of(one, d), **_of(other, d)}.values() for c in parts]
        if len(children) != len(set(children)) and _codes(one, d) != _codes(other, d):
            return True
    return False


def _codes(table: Table, dimension: str) -> set[str]:
    return set(table.codes[table.dimensions.index(dimension)])
