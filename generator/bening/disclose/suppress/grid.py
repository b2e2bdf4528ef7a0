"""Linked tables -> one system of sums over distinct cells, with what each cell and group requires.

Requirements, in the words of the SDC Handbook (Hundepool et al. 2012, ch. 4: minimum frequency, interval
protection, group attribute disclosure). The attacker knows every published cell, all sums and that no count is
negative; an *interval* is what a figure may be as far as the attacker can tell.

- small cell (0 < n < k): hidden;
- every hidden cell: its interval is at least k wide;
- group (a table's row: everything but the attribute fixed) of N people, n of them in a class, N - n < k, or
  n/N at least the policy's share: N - n must be able to be k or more, so that neither "all are c" nor "all but a
  few are c" is certain, for coarser classes as well; and where the share is the reason, a table with a smaller
  share must be possible, too.

Cells that the world knows may leave less room than k (a group of three, its headcount public). There the
requirement is all the room there is, and `eased` says how often.

`N - n` is a cell of the system that is never published (an *unseen* cell), so that a requirement on it is one on
a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bening.disclose.suppress.model import TOTAL, Codes, CountTable, Hierarchies, Identity, Rules

Term = tuple[int, int]  # cell, coefficient


@dataclass(frozen=True, slots=True)
class Form:
    """A sum of cells whose maximum must be at least `reach`."""

    terms: tuple[Term, ...]
    reach: int


@dataclass(slots=True)
class Grid:
    """Distinct cells, numbered in the order of their identities (unseen ones behind), and sums that are all zero."""

    identity: list[Identity] = field(default_factory=list)
    value: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)  # k
    wide: list[int] = field(default_factory=list)  # width required if hidden: k, or the room there is
    reach: list[int | None] = field(default_factory=list)  # unseen cells: what the maximum must be at least
    signed: list[bool] = field(default_factory=list)  # may be negative (differences of shares)
    known: list[bool] = field(default_factory=list)
    visible: int = 0  # cells below this number are of tables, the others unseen
    sums: list[tuple[Term, ...]] = field(default_factory=list)
    through: list[list[int]] = field(default_factory=list)  # cell -> numbers of its sums
    place: dict[str, dict[Codes, int]] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    block: list[str] = field(default_factory=list)  # the office (child of TOTAL) that a cell is about, or nothing
    barred: frozenset[int] = frozenset()  # cells that must be hidden for an earlier release's sake
    groups: int = 0
    eased: int = 0

    def add_unseen(self, value: int, reach: int | None, signed: bool = False) -> int:
        """Add a cell that no table shows."""
        self.identity.append(())
        self.value.append(value)
        self.least.append(0)
        self.wide.append(0)
        self.reach.append(reach)
        self.signed.append(signed)
        self.known.append(False)
        return len(self.value) - 1

    def small(self, cell: int) -> bool:
        """Tell whether a cell of a table must be hidden, for its size or for an earlier release."""
        return not self.known[cell] and (cell in self.barred or 0 < self.value[cell] < self.least[cell])


def build(tables: Sequence[CountTable], hierarchies: Hierarchies, rules: Rules) -> Grid:
    """Number the cells, write down the sums and the requirements; ValueError for tables that do not add up."""
    tables = sorted(tables, key=lambda t: t.name)
    if len({t.name for t in tables}) < len(tables):
        raise ValueError("two tables have one name")
    grid = _cells(tables, hierarchies, rules)
    index = {identity: n for n, identity in enumerate(grid.identity)}
    for terms in _sums(tables, hierarchies, grid, index):
        grid.sums.append(terms)
    room = _room(grid)
    for cell in range(grid.visible):
        grid.eased += not grid.known[cell] and room[cell] < grid.wide[cell]
        grid.wide[cell] = min(grid.wide[cell], room[cell])
    _groups(tables, hierarchies, rules, grid, room)
    _blocks(grid, hierarchies, rules)
    grid.through = [[] for _ in grid.value]
    for number, terms in enumerate(grid.sums):
        for cell, _ in terms:
            grid.through[cell].append(number)
    return grid


def _blocks(grid: Grid, hierarchies: Hierarchies, rules: Rules) -> None:
    parent = {c: p for p, cs in sorted(hierarchies.get(rules.level, {}).items()) for c in cs if p != TOTAL}
    for identity in grid.identity:
        code = next((pair for pair in identity[1:] if pair.startswith(f"{rules.level}=")), "")
        code = code.removeprefix(f"{rules.level}=")
        while code in parent:
            code = parent[code]
        grid.block.append(code)
    for terms in grid.sums:
        if terms[-1][0] >= grid.visible:
            grid.block[terms[-1][0]] = grid.block[terms[0][0]]


def identity_of(table: CountTable, codes: Codes) -> Identity:
    """What makes two cells of different tables one."""
    pairs = zip(table.dimensions, codes, strict=True)
    return (table.counts, *sorted(table.pair(d, c) for d, c in pairs if c != TOTAL))


def _cells(tables: Sequence[CountTable], hierarchies: Hierarchies, rules: Rules) -> Grid:
    value: dict[Identity, int] = {}
    wide: dict[Identity, int] = {}
    known: set[Identity] = set()
    for table in tables:
        _full(table)
        least = _least(table, hierarchies, rules)
        for codes, number in table.values.items():
            identity = identity_of(table, codes)
            if number < 0 or value.setdefault(identity, number) != number:
                raise ValueError(f"{table.name}: a cell is negative or differs from its like in another table")
            wide[identity] = max(wide.get(identity, 1), least(codes))
            if (table.name, codes) in rules.known:
                known.add(identity)
    order = sorted(value)
    number_of = {identity: n for n, identity in enumerate(order)}
    place = {t.name: {codes: number_of[identity_of(t, codes)] for codes in sorted(t.values)} for t in tables}
    return Grid(
        identity=order,
        value=[value[i] for i in order],
        least=[wide[i] for i in order],
        wide=[wide[i] for i in order],
        reach=[None] * len(order),
        signed=[False] * len(order),
        known=[i in known for i in order],
        barred=frozenset(place[name][codes] for name, codes in rules.barred),
        visible=len(order),
        place=place,
    )


def _full(table: CountTable) -> None:
    if table.attribute not in table.dimensions:
        raise ValueError(f"{table.name}: no dimension {table.attribute}")
    size = 1
    for column in range(len(table.dimensions)):
        size *= len({codes[column] for codes in table.values})
    if size != len(table.values) or not size:
        raise ValueError(f"{table.name}: not a full grid")


class _least:
    """The threshold of a table's cells, by depth of the unit where the rules say so."""

    def __init__(self, table: CountTable, hierarchies: Hierarchies, rules: Rules) -> None:
        if table.name not in rules.minimum or rules.minimum[table.name] < 1:
            raise ValueError(f"{table.name}: the rules name no minimum")
        self.minimum, self.by_depth = rules.minimum[table.name], rules.by_depth
        self.column = table.dimensions.index(rules.level) if rules.level in table.dimensions else -1
        self.parent = {c: p for p, cs in sorted(hierarchies.get(rules.level, {}).items()) for c in cs}

    def __call__(self, codes: Codes) -> int:
        if self.column < 0:
            return self.minimum
        code, depth = codes[self.column], 0
        while code != TOTAL:
            code, depth = self.parent.get(code, TOTAL), depth + 1
            if depth > len(self.parent) + 1:
                raise ValueError("the hierarchy goes round in circles")
        return self.by_depth.get(depth, self.minimum)


def tree_of(table: CountTable, column: int, hierarchies: Hierarchies) -> dict[str, list[str]]:
    """Parent -> children of one dimension; TOTAL is the sum of all roots where the hierarchies do not say."""
    tree = {p: list(cs) for p, cs in hierarchies.get(table.dimensions[column], {}).items() if cs}
    codes = {codes[column] for codes in table.values}
    if TOTAL in codes and TOTAL not in tree:
        below = {c for p, cs in tree.items() if p in codes for c in cs}
        tree[TOTAL] = sorted(codes - below - {TOTAL})
    return tree


def _sums(
    tables: Sequence[CountTable], hierarchies: Hierarchies, grid: Grid, index: Mapping[Identity, int]
) -> Iterator[tuple[Term, ...]]:
    """Each distinct sum once; ValueError where parts and whole differ."""
    seen: set[tuple[int, ...]] = set()
    for table in tables:
        for column, dimension in enumerate(table.dimensions):
            tree = tree_of(table, column, hierarchies)
            for codes, parent in grid.place[table.name].items():
                rest = [p for p in grid.identity[parent][1:] if p != table.pair(dimension, codes[column])]
                cells = _parts(tree, codes[column], (table, dimension, rest), index)
                if not cells or (key := (parent, *cells)) in seen:
                    continue
                seen.add(key)
                if grid.value[parent] != sum(grid.value[c] for c in cells) or len(set(cells)) < len(cells):
                    raise ValueError(f"{table.name}: a total is not the sum of its parts")
                yield ((parent, 1), *((c, -1) for c in cells))


def _parts(
    tree: Mapping[str, list[str]], code: str, frame: tuple[CountTable, str, list[str]], index: Mapping[Identity, int]
) -> list[int]:
    """Cells of the children of `code`, a child that is in no table replaced by its own children.

    A child of which nothing is shown must be empty, for what is left of the whole would tell how many it holds.
    """
    table, dimension, rest = frame
    found: list[int] = []
    for child in tree.get(code, ()):
        cell = index.get((table.counts, *sorted([*rest, table.pair(dimension, child)])))
        found += _parts(tree, child, frame, index) if cell is None else [cell]
    return found


def _room(grid: Grid) -> list[int]:
    """An upper bound on each cell from what the world knows: a part is at most the whole less its known parts."""
    limit = max([1, *grid.value]) + max([1, *grid.wide])
    room = [v if k else limit for v, k in zip(grid.value, grid.known, strict=True)]
    changed = True
    while changed:
        changed = False
        for (parent, _), *parts in grid.sums:
            rest = room[parent] - sum(grid.value[c] for c, _ in parts if grid.known[c])
            for cell, _ in parts:
                if not grid.known[cell] and room[cell] > rest:
                    room[cell], changed = rest, True
    return room


def _groups(
    tables: Sequence[CountTable], hierarchies: Hierarchies, rules: Rules, grid: Grid, room: Sequence[int]
) -> None:
    """Add `N - n` for every group and class where it must be able to be larger than it looks."""
    done: set[tuple[int, int]] = set()
    for table in sorted(tables, key=lambda t: t.name in rules.lenient):  # a group in two tables is judged strictly
        column = table.dimensions.index(table.attribute)
        strict = table.name not in rules.lenient
        below = _below(tree_of(table, column, hierarchies))
        place = grid.place[table.name]
        rows: dict[Codes, dict[str, int]] = {}
        for codes, cell in place.items():
            rows.setdefault(codes[:column] + codes[column + 1 :], {})[codes[column]] = cell
        for row in rows.values():
            whole = row.pop(TOTAL, None)
            for code, cell in row.items():
                if whole is not None and (whole, cell) not in done:
                    done.add((whole, cell))
                    apart = [c for k, c in row.items() if k not in below[code] and code not in below[k] and k != code]
                    _group(grid, rules, whole, cell, apart, room[whole], strict)


def _below(tree: Mapping[str, Sequence[str]]) -> defaultdict[str, set[str]]:
    """All codes under each code."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for top in tree:
        queue = list(tree[top])
        while queue:
            code = queue.pop()
            found[top].add(code)
            queue += tree.get(code, ())
    return found


def _group(
    grid: Grid, rules: Rules, whole: int, cell: int, apart: Sequence[int], room: int, strict: bool = True
) -> None:
    people, others = grid.value[whole], grid.value[whole] - grid.value[cell]
    percent = rules.homogeneity_percent
    share = strict and grid.value[cell] * 100 >= percent * people
    if not people or (others >= grid.least[whole] and not share) or (not strict and not others):
        return
    grid.groups += others == 0 or share or (strict and rules.insider and others == 1)
    form = Form(((whole, 1), (cell, -1)), min(grid.least[whole], room))
    grid.forms.append(form)
    # A small cell among the others that can be k or more takes the others with it: no cell of its own is needed.
    if not any(grid.small(c) and grid.wide[c] >= grid.least[whole] for c in apart):
        _require(grid, form)
    if share and percent < 100 and room:
        grid.forms.append(form := Form(((whole, percent), (cell, -100)), 1))
        _require(grid, form, signed=True)


def _require(grid: Grid, form: Form, signed: bool = False) -> None:
    """Make an unseen cell of a form."""
    value = sum(f * grid.value[c] for c, f in form.terms)
    grid.sums.append((*form.terms, (grid.add_unseen(value, form.reach, signed), -1)))
