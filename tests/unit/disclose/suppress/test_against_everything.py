"""Random small tables: no attacker who tries every whole table learns what the rules protect."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bening.disclose.suppress import Preference, suppress
from bening.disclose.suppress.model import Hierarchies
from tests.unit.disclose.suppress.oracle import World, alternatives, faults, ruled

FLAT = {"TOTAL": ["u1", "u2", "u3"]}
DEEP = {"TOTAL": ["o1", "o2"], "o1": ["u1", "u2"], "o2": ["u3"]}
CLASSES = {"TOTAL": ["sb", "baik", "bawah"]}
DEEP_CLASSES = {"TOTAL": ["baik", "bawah"], "bawah": ["bp", "kurang"]}
TWO = {"TOTAL": ["baik", "bawah"]}
FAMILIES = {"TOTAL": ["f", "g"]}


def world(trees: Mapping[str, Mapping[str, list[str]]], shown: tuple[tuple[str, ...], ...], counts: list[int]) -> World:
    below: dict[str, dict[str, set[str]]] = {}
    for dimension, tree in trees.items():

        def leaves(code: str, tree: Mapping[str, list[str]] = tree) -> set[str]:
            return set().union(*(leaves(c) for c in tree[code])) if code in tree else {code}

        codes = ["TOTAL", *(c for cs in tree.values() for c in cs)]
        below[dimension] = {code: leaves(code) for code in codes}
    last = [[c for c in codes if codes[c] == {c}] for codes in below.values()]
    return World(dict(zip(product(*last), counts, strict=True)), tuple(trees), shown, below)


SHAPES = {
    "units": ({"unit": FLAT, "predicate": TWO}, (("unit", "predicate"),), 6),
    "classes": ({"unit": {"TOTAL": ["u1", "u2"]}, "predicate": CLASSES}, (("unit", "predicate"),), 6),
    "offices": ({"unit": DEEP, "predicate": TWO}, (("unit", "predicate"),), 6),
    "coarser": ({"unit": {"TOTAL": ["u1", "u2"]}, "predicate": DEEP_CLASSES}, (("unit", "predicate"),), 6),
    "linked": (
        {"unit": {"TOTAL": ["u1", "u2"]}, "family": FAMILIES, "predicate": TWO},
        (("unit", "predicate"), ("family", "predicate")),
        8,
    ),
    "cube": (
        {"unit": {"TOTAL": ["u1", "u2"]}, "family": FAMILIES, "predicate": TWO},
        (("unit", "predicate"), ("unit", "family", "predicate")),
        8,
    ),
}


def hierarchies(trees: Mapping[str, Mapping[str, list[str]]]) -> Hierarchies:
    return {d: dict(tree) for d, tree in trees.items()}


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(data=st.data())
def test_trying_everything_finds_nothing(shape: str, data: st.DataObject) -> None:
    trees, shown, size = SHAPES[shape]
    number = st.one_of(st.integers(0, 2), st.integers(0, 3 if size > 6 else 8))
    counts = data.draw(st.lists(number, min_size=size, max_size=size))
    k, percent = data.draw(st.sampled_from([(2, 100), (3, 100), (2, 80), (3, 90)]))
    made = world(trees, shown, counts)
    tables = made.tables()
    rules = ruled(minimum={t.name: k for t in tables}, homogeneity_percent=percent)
    pattern = suppress(tables, hierarchies(trees), rules)
    found = ["not tried"]
    for extra in (k, k + 1, 2 * k, 3 * k):
        rows = alternatives(made, pattern, extra)
        if rows is None or not found:
            break
        # What a small box does not hold, a larger one may: only the last word counts.
        found = faults(made, pattern, rules, rows)
    assume(found != ["not tried"])
    assert not found or rows is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=8, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(counts: list[int], chance: object) -> None:
    trees, shown, _ = SHAPES["cube"]
    tables = world(trees, shown, counts).tables()
    rules = ruled(minimum={t.name: 3 for t in tables})
    first = suppress(tables, hierarchies(trees), rules)
    for table in tables:
        items = list(table.values.items())
        chance.shuffle(items)  # type: ignore[attr-defined]
        object.__setattr__(table, "values", dict(items))
    turned = {d: dict(reversed(list(tree.items()))) for d, tree in reversed(list(hierarchies(trees).items()))}
    assert suppress(tables[::-1], turned, rules) == first


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=6, max_size=6), st.lists(st.integers(0, 30), min_size=6, max_size=6))
def test_a_safe_pattern_is_kept_and_a_changed_table_is_safe(old: list[int], new: list[int]) -> None:
    trees, shown, _ = SHAPES["units"]
    rules = ruled(minimum={"unit_predicate": 3})
    first = suppress(world(trees, shown, old).tables(), hierarchies(trees), rules)
    kept = Preference(previous=first.hidden)
    assert suppress(world(trees, shown, old).tables(), hierarchies(trees), rules, kept).hidden == first.hidden
    suppress(world(trees, shown, new).tables(), hierarchies(trees), rules, kept)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(data=st.data())
def test_cells_that_an_earlier_release_bars_are_hidden_and_safe(data: st.DataObject) -> None:
    trees, shown, size = SHAPES["units"]
    made = world(trees, shown, data.draw(st.lists(st.integers(0, 6), min_size=size, max_size=size)))
    tables = made.tables()
    cells = [(t.name, codes) for t in tables for codes in t.values if codes[-1] != "TOTAL"]
    barred = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=3))
    rules = ruled({t.name: 3 for t in tables}, barred=barred)
    pattern = suppress(tables, hierarchies(trees), rules)
    assert all(codes in pattern.hidden[name] and codes in pattern.primary[name] for name, codes in barred)
    rows = alternatives(made, pattern, 9)
    assume(rows is not None)
    assert rows is None or not faults(made, pattern, rules, rows)
