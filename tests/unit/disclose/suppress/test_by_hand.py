"""Small tables worked out by hand, and everything that must stop the suppressor."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from bening.disclose.suppress import CountTable, Preference, ProtectionFailed, Rules, giveback, suppress
from bening.disclose.suppress import moves as moves_module
from bening.disclose.suppress.grid import build
from bening.disclose.suppress.lines import Line, Lines, line
from bening.disclose.suppress.moves import Moves
from bening.disclose.suppress.prove import prove
from bening.disclose.suppress.whole import Question, answer, doubled
from tests.unit.disclose.suppress.oracle import ruled

RULES = ruled(minimum={"t": 5})


def table(rows: dict[str, tuple[int, ...]], classes: tuple[str, ...] = ("a", "b", "c"), name: str = "t") -> CountTable:
    """Units x classes with totals."""
    values = {(unit, c): n for unit, counts in rows.items() for c, n in zip(classes, counts, strict=True)}
    for unit in rows:
        values[unit, "TOTAL"] = sum(rows[unit])
    for c in (*classes, "TOTAL"):
        values["TOTAL", c] = sum(values[unit, c] for unit in rows)
    return CountTable(name, ("unit", "predicate"), "predicate", values)


def hidden(rows: dict[str, tuple[int, ...]], rules: Rules = RULES, **tree: Any) -> set[tuple[str, str]]:
    return set(suppress([table(rows)], tree, rules).hidden["t"])  # type: ignore[arg-type]


BIG = {"u1": (20, 30, 40), "u2": (50, 60, 70), "u3": (25, 35, 45)}


def test_nothing_small_nothing_hidden() -> None:
    assert hidden(BIG) == set()


def test_one_small_cell_takes_a_rectangle() -> None:
    found = hidden(BIG | {"u1": (2, 30, 40)})
    assert ("u1", "a") in found
    assert len(found) == 4
    rows, columns = {r for r, _ in found}, {c for _, c in found}
    assert found == set(product(rows, columns))
    assert len(rows) == len(columns) == 2


def test_two_small_cells_protect_no_one_if_their_sum_is_below_k() -> None:
    # 1 + 2 in a row of which all else is shown would leave each between 0 and 3.
    found = hidden(BIG | {"u1": (1, 2, 40)})
    assert {("u1", "a"), ("u1", "b")} < found
    assert {("u1", "c"), ("u1", "TOTAL")} & found


def test_all_alike_hides_a_zero() -> None:
    found = hidden(BIG | {"u1": (0, 30, 0)})
    assert {("u1", "b"), ("u1", "TOTAL")} & found
    assert len(found) == 4


def test_empty_groups_and_classes_stay_as_they_are() -> None:
    assert hidden(BIG | {"u1": (0, 0, 0)}) == set()


def test_all_alike_in_a_coarser_class() -> None:
    tree = {"TOTAL": ["a", "d"], "d": ["b", "c"]}
    values = dict(table(BIG | {"u1": (0, 30, 40)}).values)
    for unit in ("u1", "u2", "u3", "TOTAL"):
        values[unit, "d"] = values[unit, "b"] + values[unit, "c"]
    made = CountTable("t", ("unit", "predicate"), "predicate", values)
    found = suppress([made], {"predicate": tree}, RULES).hidden["t"]
    assert {("u1", "d"), ("u1", "TOTAL")} & found


def test_the_share_of_the_largest_class() -> None:
    rows = BIG | {"u1": (6, 94, 0), "u2": (50, 60, 0), "u3": (25, 35, 0)}
    assert hidden(rows) == set()
    assert hidden(rows, replace(RULES, homogeneity_percent=95)) == set()
    assert {("u1", "b"), ("u1", "TOTAL")} & hidden(rows, replace(RULES, homogeneity_percent=94))


def test_thresholds_by_depth() -> None:
    rows = BIG | {"u1": (8, 30, 40)}
    tree = {"TOTAL": ["u1", "u2", "u3"]}
    assert hidden(rows, unit=tree) == set()
    assert ("u1", "a") in hidden(rows, replace(RULES, by_depth={1: 10}), unit=tree)


def test_linked_cells_are_hidden_in_both_or_none() -> None:
    first = table(BIG | {"u1": (2, 30, 40)})
    values = {}
    for (unit, c), n in first.values.items():
        for family, part in (("TOTAL", n), ("f", n // 2), ("g", n - n // 2)):
            values[unit, family, c] = part
    for family, unit in product("fg", ("u1", "u2", "u3")):
        values[unit, family, "TOTAL"] = sum(values[unit, family, c] for c in "abc")
    for family, c in product("fg", ("a", "b", "c", "TOTAL")):
        values["TOTAL", family, c] = sum(values[u, family, c] for u in ("u1", "u2", "u3"))
    second = CountTable("s", ("unit", "family", "predicate"), "predicate", values)
    found = suppress([first, second], {}, ruled(minimum={"t": 5, "s": 5})).hidden
    assert {(u, "TOTAL", c) for u, c in found["t"]} == {codes for codes in found["s"] if codes[1] == "TOTAL"}


def test_children_in_another_table_are_found() -> None:
    units = table(BIG | {"u1": (2, 30, 40)})
    tree = {"unit": {"TOTAL": ["o1", "o2"], "o1": ["u1", "u2"], "o2": ["u3"]}}
    leaves = {codes: n for codes, n in units.values.items() if codes[0] != "TOTAL"}
    offices = {("o1", c): units.values["u1", c] + units.values["u2", c] for c in ("a", "b", "c", "TOTAL")}
    offices |= {("o2", c): units.values["u3", c] for c in ("a", "b", "c", "TOTAL")}
    two = [
        replace(units, name="leaves", values=leaves),
        replace(units, values=offices | {codes: n for codes, n in units.values.items() if codes[0] == "TOTAL"}),
    ]
    found = suppress(two, tree, ruled(minimum={"t": 5, "leaves": 5})).hidden
    # u2 or o1 must hide what the sum of the office would tell.
    assert {("u2", "a")} & found["leaves"] or {("o1", "a")} & found["t"]


def test_known_headcounts_are_never_hidden() -> None:
    rows = BIG | {"u1": (0, 30, 0), "u2": (3, 0, 0)}
    known = frozenset(("t", (u, "TOTAL")) for u in ("u1", "u2", "u3", "TOTAL"))
    result = suppress([table(rows)], {}, replace(RULES, known=known))
    assert not {c for c in result.hidden["t"] if c[1] == "TOTAL"}
    assert ("u1", "b") in result.hidden["t"]
    assert result.statistics.eased == 3  # no class of u2 can hold more than its three


def test_if_the_world_knows_everything_there_is_no_pattern() -> None:
    made = table(BIG | {"u1": (0, 30, 0)})
    with pytest.raises(ProtectionFailed):
        suppress([made], {}, replace(RULES, known=frozenset(("t", codes) for codes in made.values)))


def test_weights_decide_between_equal_patterns() -> None:
    rows = BIG | {"u1": (2, 30, 40)}
    first = suppress([table(rows)], {}, RULES).hidden["t"]
    again = suppress([table(rows)], {}, RULES, Preference(previous={"t": frozenset(first)}))
    assert again.hidden["t"] == first
    other = frozenset({("u1", "a"), ("u1", "c"), ("u3", "a"), ("u3", "c")})
    assert suppress([table(rows)], {}, RULES, Preference(previous={"t": other})).hidden["t"] == other


BROKEN: list[tuple[str, dict[tuple[str, str], int]]] = [
    ("a total that is no sum", {("u1", "TOTAL"): 91}),
    ("a negative count", {("u1", "a"): -20}),
    ("a missing row", {}),
]


@pytest.mark.parametrize(("what", "change"), BROKEN)
def test_tables_that_do_not_add_up_are_refused(what: str, change: dict[tuple[str, str], int]) -> None:
    values = dict(table(BIG).values) | change
    if not change:
        del values["u1", "a"]
    with pytest.raises(ValueError, match="t:"):
        suppress([replace(table(BIG), values=values)], {}, RULES)


def test_missing_or_senseless_rules_are_refused() -> None:
    for minimum in ({}, {"t": 0}):
        with pytest.raises(ValueError, match="minimum"):
            suppress([table(BIG)], {}, ruled(minimum=minimum))
    with pytest.raises(ValueError, match="no dimension"):
        suppress([replace(table(BIG), attribute="outcome")], {}, RULES)
    with pytest.raises(ValueError, match="two tables"):
        suppress([table(BIG), table(BIG)], {}, RULES)
    with pytest.raises(ValueError, match="circles"):
        suppress([table(BIG)], {"unit": {"u1": ["u2"], "u2": ["u1"]}}, RULES)


def test_a_part_that_no_table_shows_must_be_empty() -> None:
    tree = {"predicate": {"TOTAL": ["a", "b", "c", "d"]}}
    assert hidden(BIG, **tree) == set()
    values = dict(table(BIG).values) | {("u1", "TOTAL"): 93, ("TOTAL", "TOTAL"): 378}
    with pytest.raises(ValueError, match="sum of its parts"):
        suppress([replace(table(BIG), values=values)], tree, RULES)  # type: ignore[arg-type]


def test_tables_that_count_other_things_are_not_linked() -> None:
    other = replace(table(BIG | {"u1": (21, 30, 40)}), name="s")
    rules = ruled(minimum={"t": 5, "s": 5})
    with pytest.raises(ValueError, match="differs"):
        suppress([table(BIG), other], {}, rules)
    assert suppress([table(BIG), replace(other, counts="objections")], {}, rules).hidden == {"t": set(), "s": set()}


def test_large_tables_are_looked_through_office_by_office_first(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {"TOTAL": ["o1", "o2"], "o1": ["u1", "u2"], "o2": ["u3", "u4"]}
    rows = {"u1": (2, 30, 40), "u2": (50, 3, 0), "u3": (25, 0, 0), "u4": (9, 8, 1)}
    leaves = table(rows).values
    values = dict(leaves)
    for office in ("o1", "o2"):
        for c in ("a", "b", "c", "TOTAL"):
            values[office, c] = sum(leaves[u, c] for u in tree[office])
    made = replace(table(rows), values=values)
    once = suppress([made], {"unit": tree}, RULES)
    monkeypatch.setattr(giveback, "LARGE", 0)
    twice = suppress([made], {"unit": tree}, RULES)
    assert twice.primary == once.primary
    monkeypatch.setattr(giveback, "EFFORT", 0)
    assert suppress([made], {"unit": tree}, RULES).statistics.programs <= twice.statistics.programs


def test_a_solver_that_does_not_finish_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    solver = moves_module.solver
    monkeypatch.setattr(moves_module, "solver", lambda **options: solver(**options, simplex_iteration_limit=0))
    with pytest.raises(ProtectionFailed, match="status"):
        hidden(BIG | {"u1": (2, 30, 40)})


def proof() -> tuple[Any, set[int], list[Line]]:
    grid = build([table(BIG | {"u1": (2, 30, 40)})], {}, RULES)
    place = grid.place["t"]
    cells = [place["u1", "a"], place["u1", "b"], place["u2", "a"], place["u2", "b"]]
    return grid, set(cells), [line(grid, dict(zip(cells, (5, -5, -5, 5), strict=True)), 5)]


def test_a_good_proof_passes() -> None:
    grid, cells, lines = proof()
    assert (lines[0].low, lines[0].high) == (-2, 5)
    prove(grid, cells, lines)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cells, good: (cells, []),
        lambda cells, good: (cells - {min(cells)}, [good]),
        lambda cells, good: (set(), []),
        lambda cells, good: (cells, [replace(good, low=-3)]),
        lambda cells, good: (cells, [replace(good, move=good.move[:-1])]),
        lambda cells, good: (cells, [replace(good, low=0, high=4)]),
    ],
)
def test_a_bad_proof_does_not(spoil: Any) -> None:
    grid, cells, lines = proof()
    with pytest.raises(ProtectionFailed):
        prove(grid, *spoil(cells, lines[0]))


def test_lines_end_and_hold_again() -> None:
    grid, cells, lines = proof()
    found = Lines(grid)
    found.add(dict(lines[0].move))
    assert all(found.proven(c) for c in cells)
    ended = found.through([min(cells)])
    assert found.end(ended) == sorted(cells)
    assert not any(found.proven(c) for c in cells)
    assert found.holding() == []
    found.revive(ended)
    assert all(found.proven(c) for c in cells)


def test_whole_numbers() -> None:
    grid, cells, _ = proof()
    order = sorted(cells)
    costs = [0.001] * 8
    move = answer(grid, Question(order[0], -2, order, costs))
    assert move is not None
    assert sorted(move.values()) == [-2, -2, 2, 2]
    assert answer(grid, Question(order[0], -2, order[:3], costs[:6])) is None
    assert doubled(grid, {order[0]: -0.5, order[1]: 0.5}, 1e-6) == {order[0]: -1, order[1]: 1}
    assert doubled(grid, {order[0]: -1.5, order[1]: 0.3}, 1e-6) is None


def test_fractions_are_replaced() -> None:
    grid, cells, _ = proof()
    moves = Moves(grid, cells)
    cell = grid.place["t"]["u1", "a"]
    step = {c: s * 0.5 for c, s in zip(sorted(cells), (1, 1, 1, 1), strict=True)}
    step[cell] = 2.5
    assert moves._elsewhere(cell, step) == moves._integer(cell, step)
    assert moves.find(cell, -5) == {c: -s for c, s in moves.find(cell, 2).items()}
    assert moves.find(cell, -5, partly=False) == {}
