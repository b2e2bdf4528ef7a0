"""What the protector publishes: additive, complete, sealed, and nobody in it is certain."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.disclose.attack import attack
from bening.disclose.protect import limits_of
from bening.disclose.safe import SafeCell, SafeTable, Withheld
from bening.model.rubric import Policy
from tests.unit.disclose.tables import (
    NAMES,
    ROOT_UNIT,
    SAFE,
    contents,
    exact,
    policy,
    protected,
    released,
    rows_below,
    tables,
)

SHIPPED = policy()
REST = f"{ROOT_UNIT}.gabungan"


def nodes(tree: dict[str, tuple[str, ...]], top: str = "TOTAL") -> list[str]:
    """A dimension's codes from the top."""
    return [top, *(n for child in tree.get(top, ()) for n in nodes(tree, child))]


def table(counts: dict[str, list[int]], rules: Policy = SHIPPED) -> SafeTable:
    """A table that is known to be publishable."""
    made = protected(counts, rules)
    assert isinstance(made, SafeTable)
    return made


@given(tables(40), st.sampled_from([SHIPPED, policy(3, 2, 99), policy(10, 10, 80)]))
def test_a_published_table_is_a_full_grid_and_adds_up(counts: dict[str, list[int]], rules: Policy) -> None:
    made = protected(counts, rules)
    if isinstance(made, Withheld):
        return
    trees = {d: {p: tuple(c) for p, c in made.hierarchies.get(d, {}).items()} for d in ("unit", "predicate")}
    grid = [("2025", u, p) for u in nodes(trees["unit"]) for p in nodes(trees["predicate"])]
    assert [cell.codes for cell in made.cells] == grid
    value = {cell.codes: cell.value or 0 for cell in made.cells}
    for _period, unit, predicate in grid:
        for place, code in (("unit", unit), ("predicate", predicate)):
            children = trees[place].get(code)
            if children:
                at = [("2025", c, predicate) if place == "unit" else ("2025", unit, c) for c in children]
                assert sum(value[codes] for codes in at) == value["2025", unit, predicate]
    assert value["2025", "TOTAL", "TOTAL"] == sum(map(sum, counts.values()))


@given(tables(40), st.sampled_from([SHIPPED, policy(3, 2, 99), policy(10, 10, 80)]))
def test_everything_published_withstands_the_attack(counts: dict[str, list[int]], rules: Policy) -> None:
    """`attack` shares no code with the protector."""
    limits = limits_of(rules)
    made = released(counts, rules)
    numbers = (limits.minimum_count, limits.minimum_others, limits.maximum_share_percent)
    assert attack(contents(made), "x", *numbers) == []


def spreads(made: SafeTable, counts: dict[str, list[int]]) -> list[tuple[list[str], list[list[tuple[int, ...]]]]]:
    """For each published row: the offices in it, and every way its people may be spread, headcounts known."""
    merged = {code: list(names) for code, names in made.merged.items()}
    units = [c.codes[1] for c in made.cells if c.codes[2] == "TOTAL" and c.codes[1] not in made.hierarchies["unit"]]
    found = []
    for unit in units or ["TOTAL"]:
        offices = merged.get(unit, [unit] if unit in counts else list(counts))
        totals = [made.value("2025", unit, c) or 0 for c in made.hierarchies["predicate"]["TOTAL"]]
        found.append((offices, list(rows_below([sum(counts[o]) for o in offices], totals))))
    return found


@given(tables(2, offices=4, classes=3))
def test_no_small_group_and_no_office_is_certain_to_one_who_knows_all_headcounts(counts: dict[str, list[int]]) -> None:
    """By brute force: every assignment of people that agrees with the published table."""
    made = protected(counts, policy(2, 2, 95, schemes=(2,)))
    if isinstance(made, Withheld):
        return
    for offices, ways in spreads(made, counts):
        assert ways
        for index, office in enumerate(offices):
            for j in range(3):
                possible = {way[index][j] for way in ways}
                assert possible != {1}, office
                assert possible != {sum(counts[office])}, office


@given(tables(2, offices=3, classes=3), st.data())
def test_not_even_an_insider_learns_what_every_colleague_has(counts: dict[str, list[int]], data: st.DataObject) -> None:
    """One person of an office takes the own result away and still cannot tell that of all others."""
    made = protected(counts, policy(2, 2, 95, schemes=(2,)))
    if isinstance(made, Withheld):
        return
    for offices, ways in spreads(made, counts):
        at = data.draw(st.integers(0, len(offices) - 1))
        own = data.draw(st.sampled_from([j for j in range(3) if any(w[at][j] for w in ways)]))
        seen = [[n - (j == own) for j, n in enumerate(w[at])] for w in ways if w[at][own]]
        colleagues = sum(counts[offices[at]]) - 1
        assert not colleagues or all({s[j] for s in seen} != {colleagues} for j in range(3))


def test_the_scheme_that_tells_most_is_chosen() -> None:
    even = {name: [50, 50, 50, 50, 50, 50] for name in NAMES}
    assert table(even).scheme == "lima-kelas"
    thin = {name: [50, 50, 5, 1, 0, 50] for name in NAMES}
    assert table(thin).scheme == "tiga-kelas"
    assert table({name: [50, 50, 4, 1, 0, 2] for name in NAMES}).scheme == "tiga-kelas-gabungan"


def test_a_rest_is_named_after_the_agency_and_says_who_is_in_it() -> None:
    made = table(SAFE)
    assert made.merged.keys() == {REST}
    assert set(made.merged[REST]) >= {"dinas-c"}
    assert made.labels["unit"][REST]["id"] != made.labels["unit"][REST]["en"]
    assert set(made.labels["unit"]) == {"TOTAL", *SAFE, REST}
    assert set(made.labels["predicate"]) == {c.codes[2] for c in made.cells}


def test_where_only_the_whole_may_stand_no_office_is_shown() -> None:
    made = table({"dinas-a": [8, 1, 0, 0, 0, 0], "dinas-b": [1, 8, 0, 0, 0, 0]})
    assert {cell.codes[1] for cell in made.cells} == {"TOTAL"}
    assert made.merged == {"TOTAL": ("dinas-a", "dinas-b")}


def test_what_cannot_be_made_safe_is_withheld_without_a_figure() -> None:
    made = protected({"dinas-a": [0, 100, 0, 0, 0, 0], "dinas-b": [0, 50, 2, 0, 0, 0]}, SHIPPED)
    assert isinstance(made, Withheld)
    assert made.reason == "too_small_or_homogeneous"
    assert not any(c.isdigit() for c in f"{made.name}{made.reason}{dict(made.title)}")


def test_an_office_of_which_everyone_is_below_good_is_not_shown_so() -> None:
    """Butuh Perbaikan, Kurang and Sangat Kurang are published together as one class, and everyone is in it."""
    rows = {"dinas-a": [50, 50, 50, 50, 50, 50], "dinas-b": [0, 0, 50, 50, 50, 0]}
    made = table(rows, policy(schemes=(0,)))
    assert "dinas-b" not in {cell.codes[1] for cell in made.cells}


def rebuilt(made: SafeTable, seal: object) -> SafeTable:
    """The same table made anew with another seal."""
    fields = {f.name: getattr(made, f.name, None) for f in dataclasses.fields(made)} | {"seal": seal}
    return SafeTable(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("seal", [None, object(), "SEAL", True])
def test_a_safe_table_is_not_made_without_the_seal(seal: object) -> None:
    with pytest.raises(TypeError):
        rebuilt(table(SAFE), seal)


def test_a_safe_table_does_not_hand_its_seal_on() -> None:
    """Otherwise anyone who holds one table can make another with any figure in it."""
    made = table(SAFE)
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(made, cells=(SafeCell(("2025", "dinas-c", "kurang"), 1, "published"),))
    assert getattr(made, "seal", None) is None


def test_a_cell_is_found_by_its_codes() -> None:
    made = table(SAFE)
    assert made.value("2025", "TOTAL", "TOTAL") == sum(map(sum, SAFE.values()))
    with pytest.raises(KeyError):
        made.value("2025", "dinas-c", "TOTAL")


def test_an_exact_table_does_not_print_its_figures() -> None:
    shown: Sequence[str] = (repr(exact(SAFE)), str(exact(SAFE)))
    assert not any("60" in text or "dinas" in text for text in shown)
