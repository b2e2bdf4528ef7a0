"""Small units and offices are merged into named rests, deterministically, and everybody has a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.grouping import TOTAL, UnitTree, merge_small, unit_tree
from bening.model.policy import Policy
from bening.pipeline import examine, open_agency
from bening.releasing import policy_of
from tests.unit.disclose.tables import AGENCY, DAY, DIRECTORY, ROOT_UNIT, UNITS, office_of, small_policy

SIZES = st.dictionaries(st.sampled_from([f"bidang-{n}" for n in range(9)]), st.integers(1, 40), max_size=9)
BELOW = st.integers(1, 30)
PEOPLE = st.lists(st.sampled_from((*UNITS, ROOT_UNIT)), min_size=1, max_size=60)

KNOWN: list[tuple[dict[str, int], int, tuple[str, ...]]] = [
    ({}, 5, ()),
    ({"a": 5, "b": 9}, 5, ()),
    ({"a": 4, "b": 9}, 5, ("a", "b")),  # a rest has two members at least
    ({"a": 4, "b": 9, "c": 7}, 5, ("a", "c")),  # the next smallest is taken with it
    ({"a": 4, "b": 3, "c": 7}, 5, ("a", "b")),  # together they are enough
    ({"a": 1, "b": 2, "c": 7, "d": 6}, 5, ("a", "b", "d")),  # two, but too few still
    ({"a": 1, "b": 2}, 5, ("a", "b")),  # all there is
    ({"a": 1}, 5, ("a",)),
    ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 2, ("a", "b", "c", "d", "e")),  # all that are small, at once
    ({"z": 9, "a": 4, "y": 9}, 5, ("a", "y")),  # ties go by name
]


@pytest.mark.parametrize(("sizes", "below", "rest"), KNOWN)
def test_known_answers(sizes: dict[str, int], below: int, rest: tuple[str, ...]) -> None:
    assert merge_small(sizes, below) == rest


@given(SIZES, BELOW)
def test_a_rest_has_two_members_and_is_large_enough_where_that_is_possible(sizes: dict[str, int], below: int) -> None:
    rest = merge_small(sizes, below)
    small = {name for name, size in sizes.items() if size < below}
    assert bool(rest) is bool(small)
    assert small <= set(rest) <= set(sizes)
    if rest:
        everything = len(rest) == len(sizes)
        assert len(rest) >= 2 or everything
        assert sum(sizes[name] for name in rest) >= below or everything


@given(SIZES, BELOW)
def test_no_more_is_merged_than_is_needed(sizes: dict[str, int], below: int) -> None:
    """Without its largest member the rest would be too small, or leave a small unit out."""
    rest = merge_small(sizes, below)
    large = [name for name in rest if sizes[name] >= below]
    if large:
        last = max(large, key=lambda name: (sizes[name], name))
        others = [name for name in rest if name != last]
        assert len(others) < 2 or sum(sizes[name] for name in others) < below
        assert all(sizes[name] >= sizes[last] for name in set(sizes) - set(rest))


@given(SIZES, BELOW, st.randoms(use_true_random=False))
def test_the_order_of_the_units_decides_nothing(sizes: dict[str, int], below: int, chance: Any) -> None:
    names = list(sizes)
    chance.shuffle(names)
    assert merge_small({name: sizes[name] for name in names}, below) == merge_small(sizes, below)
    assert list(merge_small(sizes, below)) == sorted(merge_small(sizes, below))


def made(units: Sequence[str], units_below: int = 4, offices_below: int = 4) -> UnitTree:
    """The tree of people by their units."""
    policy = small_policy(merge_units_below=units_below, merge_offices_below=offices_below)
    return unit_tree(units, DAY, AGENCY, DIRECTORY, policy)


def sound(tree: UnitTree, units: Sequence[str], policy: Policy) -> None:
    """Everybody has a path down the tree, the sizes add up, and every code has a name and says what it holds."""
    codes = {TOTAL, *(code for children in tree.tree.values() for code in children)}
    sizes = Counter(code for unit in units for code in tree.path[unit])
    assert set(tree.path) == set(units)
    for path in tree.path.values():
        assert path[0] == TOTAL and len(path) in (2, 3)
        assert all(child in tree.tree[parent] for parent, child in pairwise(path))
        assert path[-1] not in tree.tree
    assert all(sizes[parent] == sum(sizes[c] for c in children) for parent, children in tree.tree.items())
    assert sizes[TOTAL] == len(units) and set(sizes) == codes
    for code in {*codes, *(m for members in tree.merged.values() for m in members)}:
        assert set(tree.labels[code]) == {"id", "en"} and all(tree.labels[code].values())
    named_rests(tree, codes, sizes, policy)


def named_rests(tree: UnitTree, codes: set[str], sizes: Mapping[str, int], policy: Policy) -> None:
    """A rest has two members at least, and no member of it has a row of its own."""
    assert set(tree.merged) == {code for code in codes if code.endswith(".gabungan")}
    for code, members in tree.merged.items():
        assert len(members) >= 2 or tree.tree[TOTAL] == (code,)
        assert not codes & set(members)
    for office in tree.tree[TOTAL]:
        assert sizes[office] >= policy.merge_offices_below.value or len(tree.tree[TOTAL]) == 1
        for unit in tree.tree.get(office, ()):
            assert sizes[unit] >= policy.merge_units_below.value


@given(PEOPLE, st.integers(1, 9), st.integers(1, 9))
def test_everybody_has_a_place_in_any_tree(units: list[str], units_below: int, offices_below: int) -> None:
    policy = small_policy(merge_units_below=units_below, merge_offices_below=offices_below)
    sound(made(units, units_below, offices_below), units, policy)


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_people_decides_nothing(units: list[str], chance: Any) -> None:
    first = made(units)
    chance.shuffle(units)
    again = made(units)
    assert again == first
    assert list(again.tree.items()) == list(first.tree.items())


@given(PEOPLE)
def test_nobody_leaves_the_office(units: list[str]) -> None:
    tree = made(units)
    for unit, path in tree.path.items():
        office = office_of(unit) or f"{ROOT_UNIT}.langsung"
        assert path[1] == office or office in tree.merged[path[1]]


@given(PEOPLE, st.integers(1, 9), st.integers(1, 9))
def test_no_row_repeats_the_one_above_it(units: list[str], units_below: int, offices_below: int) -> None:
    """An office of one single row below it would be shown twice, the second time under the stricter threshold."""
    tree = made(units, units_below, offices_below)
    assert all(len(children) > 1 for parent, children in tree.tree.items() if parent != TOTAL)


def test_a_tree_by_hand() -> None:
    units = ["bidang-a1"] * 5 + ["bidang-a2"] * 2 + ["dinas-a"] * 3 + ["bidang-b1"] * 2 + ["dinas-b"] * 3
    units += ["dinas-c"] + ["kota-uji"] * 2 + ["bidang-d1"] * 6 + ["bidang-d2"] * 4
    tree = made(units)
    assert tree.tree == {
        TOTAL: ("dinas-a", "dinas-d", "kota-uji.gabungan"),
        "dinas-a": ("bidang-a1", "dinas-a.gabungan"),
        "dinas-d": ("bidang-d1", "bidang-d2"),
    }
    assert tree.merged == {
        "kota-uji.gabungan": ("dinas-b", "dinas-c", "kota-uji.langsung"),
        "dinas-a.gabungan": ("bidang-a2", "dinas-a.langsung"),
    }
    assert tree.path["bidang-a2"] == (TOTAL, "dinas-a", "dinas-a.gabungan")
    assert tree.path["bidang-b1"] == tree.path["dinas-c"] == (TOTAL, "kota-uji.gabungan")


def test_an_office_whose_units_are_all_small_is_a_leaf() -> None:
    tree = made(["bidang-a1"] * 3 + ["bidang-a2"] * 3 + ["bidang-b1"] * 4 + ["bidang-b2"] * 4)
    assert tree.tree == {TOTAL: ("dinas-a", "dinas-b"), "dinas-b": ("bidang-b1", "bidang-b2")}
    assert tree.merged == {}
    assert tree.path["bidang-a1"] == tree.path["bidang-a2"] == (TOTAL, "dinas-a")


def test_an_office_without_units_below_it_is_a_leaf() -> None:
    tree = made(["dinas-a"] * 9 + ["dinas-b"] * 9)
    assert tree.tree == {TOTAL: ("dinas-a", "dinas-b")}


def test_names_come_in_both_languages() -> None:
    tree = made(["bidang-a1"] * 5 + ["dinas-a"] * 5 + ["bidang-a2", "bidang-a3"] * 2 + ["kota-uji"] * 5 + ["dinas-c"])
    assert tree.labels[TOTAL] == {"id": tree.labels[TOTAL]["id"], "en": "Whole agency"}
    assert tree.labels["bidang-a1"] == {"id": "Unit bidang-a1", "en": "The unit bidang-a1"}
    assert tree.labels["dinas-a.langsung"]["en"] == "Directly under The unit dinas-a"
    assert tree.labels["dinas-a.gabungan"]["en"] == "Other units of The unit dinas-a together"
    assert tree.labels["kota-uji.gabungan"]["en"] == "Other offices together"
    assert all(label["id"] != label["en"] for label in tree.labels.values())


def test_the_tree_of_a_simulated_agency(simulated: Path) -> None:
    context = open_agency(simulated, "2026-03-02")
    units = [s.unit for s in examine(context).scores if s.period == "2025"]
    policy = policy_of(context)[1]
    sound(unit_tree(units, DAY, context.settings.agency, context.directory, policy), units, policy)
    few = small_policy(merge_units_below=2, merge_offices_below=3)
    tree = unit_tree(units, DAY, context.settings.agency, context.directory, few)
    sound(tree, units, few)
    assert len(tree.tree) > 2
    names = {s.unit for s in examine(context).scores}
    assert all(code.rpartition(".")[0] in names | set(tree.tree) or code in names | {TOTAL} for code in tree.labels)
