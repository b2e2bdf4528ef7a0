"""Small tables against the reference: every table of counts that fits, counted one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bening.disclose.assault import Disclosure, Limits, assault
from tests.unit.disclose.assault.tables import Cells, Codes, Tree, csv, filled, fitting, leaves, limited

NAMES = ("unit", "family", "predicate")
UNITS: list[Tree] = [{"TOTAL": ["a", "b"]}, {"TOTAL": ["a", "b", "c"]}, {"TOTAL": ["a", "b"], "a": ["a1", "a2"]}]
FAMILIES: list[Tree] = [{"TOTAL": ["f", "g"]}, {"TOTAL": ["f"]}, {"TOTAL": ["f", "g", "h"]}]
CLASSES: list[Tree] = [{"TOTAL": ["x", "y"]}, {"TOTAL": ["x", "y", "z"]}, {"TOTAL": ["x", "low"], "low": ["y", "z"]}]
WHICH: list[list[Codes]] = [
    [NAMES],
    [("unit", "predicate")],
    [("unit", "predicate"), ("unit", "family")],
    [("unit", "predicate"), ("unit", "family"), ("family", "predicate")],
    [NAMES, ("unit", "predicate")],
]
Found = set[tuple[Codes, str]]


class World:
    """Tables drawn from one cube, each with its own cells hidden, and what follows by enumeration."""

    def __init__(
        self, trees: Sequence[Tree], base: Mapping[Codes, int], hidden: Mapping[tuple[str, Codes], bool]
    ) -> None:
        self.trees, self.base, self.cube = trees, base, filled(base, trees)
        self.hidden = hidden

    def tables(self, which: Sequence[Codes]) -> dict[str, tuple[Codes, Cells]]:
        found: dict[str, tuple[Codes, Cells]] = {}
        for names in which:
            at = [NAMES.index(n) for n in names]
            name = "_".join(names)
            cells = {
                tuple(c[i] for i in at): None if self.hidden.get((name, c), False) and set(c) != {"TOTAL"} else n
                for c, n in self.cube.items()
                if all(c[i] == "TOTAL" for i in range(3) if i not in at)
            }
            found[name] = (names, cells)
        return found


def reference(world: World, which: Sequence[Codes], limits: Limits) -> tuple[Found, Found]:
    """What is given away (by place), and the forms about groups whose own size is."""
    tables = world.tables(which)
    known: Cells = dict.fromkeys(world.cube)
    for names, cells in tables.values():
        known |= {_whole(names, c): n for c, n in cells.items() if n is not None}
    fits = list(fitting(known, world.trees))
    cells_found: Found = set()
    forms: Found = set()
    loose: Found = set()
    for names, cells in tables.values():
        for codes, value in cells.items():
            full = _whole(names, codes)
            seen = [f[full] or 0 for f in fits]
            if value is None and max(seen) - min(seen) < limits.office:
                cells_found.add((full, "cell"))
            if codes[-1] != "TOTAL" and _form(
                [(f[_whole(names, (*codes[:-1], "TOTAL"))] or 0, f[full] or 0) for f in fits], limits
            ):
                forms.add((full, "form"))
                sizes = [f[_whole(names, (*codes[:-1], "TOTAL"))] or 0 for f in fits]
                if max(sizes) < 2:
                    loose.add((full, "form"))
    return cells_found | forms, loose


def _whole(names: Codes, codes: Codes) -> Codes:
    named = dict(zip(names, codes, strict=True))
    return tuple(named.get(n, "TOTAL") for n in NAMES)


def _form(pairs: list[tuple[int, int]], limits: Limits) -> bool:
    rest = [n - c for n, c in pairs]
    people = [(n, n - c) for n, c in pairs if n]
    if not people:
        return False
    if max(rest) == 0 or all(100 * r < (100 - limits.share) * n for n, r in people):
        return True
    if limits.insider and max(rest) <= 1 and max(n for n, _ in people) > 1:
        return True
    return all(0 < r < limits.office for r in rest)


def places(found: Sequence[Disclosure]) -> Found:
    """The findings in the reference's form."""
    own = {"cell", "one_value"}
    return {
        (_whole(tuple(d.table.split("/")[-1][:-4].split("_")), d.cell[1:]), "cell" if d.detail in own else "form")
        for d in found
        if d.kind != "small"
    }


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, list[Codes], Limits]:
    which = draw(st.sampled_from(WHICH))
    flat = all("family" not in names for names in which)
    trees = [draw(st.sampled_from(UNITS)), FAMILIES[1] if flat else FAMILIES[0], draw(st.sampled_from(CLASSES))]
    grid = [(u, f, c) for u in leaves(trees[0]) for f in leaves(trees[1]) for c in leaves(trees[2])]
    most = 10 if len(grid) <= 6 else 6 if len(grid) <= 9 else 4
    people = draw(st.lists(st.sampled_from(grid), max_size=most))
    base = {cell: people.count(cell) for cell in grid}
    keys = [("_".join(names), c) for names in which for c in filled(base, trees)]
    often = draw(st.integers(1, 9))
    hidden = {key: draw(st.integers(0, 9)) < often for key in keys}
    limits = limited(
        office=(k := draw(st.integers(1, 4))),
        unit=k,
        share=draw(st.sampled_from([100, 80, 60])),
        insider=draw(st.booleans()),
    )
    return World(trees, base, hidden), which, limits


def files(world: World, which: Sequence[Codes]) -> dict[str, bytes]:
    tree = json.dumps(dict(zip(NAMES, world.trees, strict=True))).encode()
    tables = {f"{name}.csv": csv(names, cells) for name, (names, cells) in world.tables(which).items()}
    return tables | {"hierarchies.json": tree}


def attack(world: World, which: Sequence[Codes], limits: Limits) -> list[Disclosure]:
    return assault({"data": files(world, which)}, limits)


@given(worlds())
@settings(deadline=None, max_examples=150)
def test_what_is_called_safe_is_safe_and_nothing_else_is_blamed(drawn: tuple[World, list[Codes], Limits]) -> None:
    world, which, limits = drawn
    found = attack(world, which, limits)
    expected, loose = reference(world, which, limits)
    given_away = places(found)
    assert expected - loose <= given_away, "called safe, is not"
    assert not [d for d in found if d.kind in ("sum", "unreadable", "unfinished")]
    sizes = {whole for whole, what in expected if what == "cell"}
    extra = {(c, what) for c, what in given_away - expected if what == "cell" or not _groups(c) & sizes}
    assert not extra, "called unsafe, is safe"


def _groups(codes: Codes) -> set[Codes]:
    """The groups that a form may be about: the attribute is the last dimension of its table."""
    return {(*codes[:2], "TOTAL"), (codes[0], "TOTAL", codes[2])}


@given(worlds(), st.data())
@settings(deadline=None, max_examples=60)
def test_two_releases_of_the_same_figures_give_away_what_both_show(
    drawn: tuple[World, list[Codes], Limits], data: st.DataObject
) -> None:
    """Nothing moved between them, so a reader may take them as one."""
    world, which, limits = drawn
    again = {key: not hidden if data.draw(st.booleans()) else hidden for key, hidden in world.hidden.items()}
    other = World(world.trees, world.base, again)
    folders = {f"data/releases/{n}": files(w, which) for n, w in (("a", world), ("b", other))}
    found = {whole for whole, _ in places(assault(folders, limits))}
    both = World(world.trees, world.base, {key: h and again[key] for key, h in world.hidden.items()})
    expected, loose = reference(both, which, limits)
    hidden = {key for key, h in world.hidden.items() if h or again[key]}
    assert {whole for whole, _ in expected - loose} <= found
    assert hidden or found == {whole for whole, _ in expected}
