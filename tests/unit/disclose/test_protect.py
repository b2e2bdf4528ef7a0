"""What the protector publishes: additive, complete, sealed, and nothing in it can be inferred."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bening.disclose import protect as module
from bening.disclose.protect import hierarchies_of, protect, rules_of
from bening.disclose.quality import quality
from bening.disclose.safe import SafeCell, SafeTable, Withheld
from bening.disclose.suppress import Pattern, ProtectionFailed, suppress
from bening.releasing import attack_files, attack_releases
from bening.tabulate import ExactTable
from tests.unit.disclose.tables import (
    CLASSES,
    FAMILIES,
    SAFE,
    TABLES,
    Base,
    base_of,
    bases,
    contents,
    exact,
    frozen,
    policy,
    protected,
    small_policy,
)

SHIPPED = policy()
SMALL = small_policy()
POLICIES = (SHIPPED, SMALL, small_policy(insider=False, homogeneity_percent=60), small_policy(headcounts_known=False))
RULES = st.sampled_from(POLICIES)


def safe(base: Base, rules: Any = SHIPPED) -> list[SafeTable]:
    """The tables that are published."""
    return [made for made in protected(base, rules) if isinstance(made, SafeTable)]


def nodes(tree: Mapping[str, Sequence[str]], top: str = "TOTAL") -> list[str]:
    """A dimension's codes from the top."""
    return [top, *(n for child in tree.get(top, ()) for n in nodes(tree, child))]


def sums(table: SafeTable | ExactTable) -> Iterator[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Every cell of the grid with the cells that add up to it, in each dimension that goes on below it."""
    trees = [table.hierarchies.get(d, {}) for d in table.dimensions]
    cells = table.values if isinstance(table, ExactTable) else [cell.codes for cell in table.cells]
    for codes in cells:
        for place, code in enumerate(codes):
            children = trees[place].get(code, ())
            if children:
                yield codes, [(*codes[:place], child, *codes[place + 1 :]) for child in children]


@given(bases(30), RULES)
def test_every_table_is_the_full_grid_in_the_order_of_its_hierarchies(base: Base, rules: Any) -> None:
    for made in safe(base, rules):
        codes = [["2025"], *(nodes(made.hierarchies[d]) for d in made.dimensions[1:])]
        assert [cell.codes for cell in made.cells] == list(product(*codes))
        assert all((cell.value is None) is (cell.status == "hidden") for cell in made.cells)


@given(bases(30), RULES)
def test_exact_tables_add_up_in_every_dimension_and_hold_everybody(base: Base, rules: Any) -> None:
    for table in exact(base, rules):
        assert all(table.values[whole] == sum(table.values[p] for p in parts) for whole, parts in sums(table))
        assert table.values["2025", *("TOTAL" for _ in table.dimensions[1:])] == sum(base.values())


@given(bases(30), RULES)
def test_what_is_published_is_true(base: Base, rules: Any) -> None:
    """Figures are hidden, never changed."""
    true = {table.name: table.values for table in exact(base, rules)}
    for made in safe(base, rules):
        assert all(cell.value in (None, true[made.name][cell.codes]) for cell in made.cells)
        for whole, parts in sums(made):
            figures = [made.value(*codes) for codes in (whole, *parts)]
            known = [n for n in figures if n is not None]
            assert len(known) < len(figures) or known[0] == sum(known[1:])


@given(bases(30), RULES)
def test_every_result_withstands_the_attack(base: Base, rules: Any) -> None:
    """The attack shares no code with the protector and sees the published files only."""
    made = frozen(protected(base, rules))
    assert attack_files({"site/releases/2025": contents(made)}, rules) == []
    assert attack_releases([made], rules) == []


@given(bases(4, units=("dinas-a", "dinas-b")))
@example({("dinas-a", "keahlian", "sangat_baik"): 1})
def test_a_handful_of_people_withstands_it_as_well(base: Base) -> None:
    made = frozen(protected(base, SMALL))
    assert attack_files({"x": contents(made)}, SMALL) == []


# Of dinas-d nobody is of the first family, and all there is of that row is hidden for the others' sake.
EMPTY_GROUP: Base = {
    ("bidang-a1", "administrasi", "butuh_perbaikan"): 6,
    ("bidang-b1", "administrasi", "baik"): 12,
    ("bidang-b1", "keahlian", "belum_dinilai"): 5,
    ("bidang-b2", "administrasi", "kurang"): 8,
    ("bidang-b2", "keahlian", "belum_dinilai"): 7,
    ("bidang-b2", "keahlian", "sangat_baik"): 5,
    ("bidang-b2", "keahlian", "sangat_kurang"): 7,
    ("dinas-a", "administrasi", "sangat_kurang"): 3,
    ("dinas-a", "keahlian", "kurang"): 10,
    ("dinas-b", "administrasi", "baik"): 12,
    ("dinas-c", "keahlian", "sangat_baik"): 9,
    ("dinas-d", "administrasi", "belum_dinilai"): 8,
    ("dinas-d", "administrasi", "kurang"): 12,
    ("kota-uji", "administrasi", "sangat_kurang"): 7,
    ("kota-uji", "keahlian", "kurang"): 9,
}


def test_a_hidden_group_of_nobody_does_not_look_like_one_of_a_kind() -> None:
    """A reader does not know that it is empty: whoever were in it would be known to have the one class left open."""
    made = frozen(protected(EMPTY_GROUP, SHIPPED))
    assert attack_files({"x": contents(made)}, SHIPPED) == []


@given(bases(12))
def test_known_headcounts_are_never_hidden(base: Base) -> None:
    for made in safe(base, SMALL):
        if made.name in TABLES[:2]:
            assert all(cell.status == "published" for cell in made.cells if cell.codes[-1] == "TOTAL")


def test_headcounts_may_be_hidden_where_the_policy_says_they_are_not_known() -> None:
    base = {("bidang-a1", "keahlian", "baik"): 40, ("bidang-a2", "keahlian", "kurang"): 2}
    rules = small_policy(headcounts_known=False, merge_units_below=1, merge_offices_below=1)
    (made,) = safe(base, policy_of_one(rules, "predicates_by_unit"))
    assert made.value("2025", "bidang-a2", "TOTAL") is None
    tables = exact(base, rules)
    values = {(table.name, codes): number for table in tables for codes, number in table.values.items()}
    assert {values[cell] for cell in rules_of(rules, tables).known} <= {0}


def policy_of_one(rules: Any, table: str) -> Any:
    """The policy with one of its tables."""
    return rules.model_copy(update={"tables": [plan for plan in rules.tables if plan.table == table]})


@given(bases(30), RULES)
def test_no_count_below_the_minimum_is_published(base: Base, rules: Any) -> None:
    for made in safe(base, rules):
        tree = made.hierarchies.get("unit", {})
        deep = {unit for office in tree.get("TOTAL", ()) for unit in tree.get(office, ())}
        for cell in made.cells:
            unit = cell.codes[made.dimensions.index("unit")] if "unit" in made.dimensions else ""
            least = rules.unit_minimum.value if unit in deep else rules.office_minimum.value
            headcount = cell.codes[-1] == "TOTAL" and "position_family" not in made.dimensions
            known = headcount and rules.headcounts_known.value
            assert known or not cell.value or cell.value >= least


@given(bases(30), st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_counted_decides_nothing(base: Base, chance: Any) -> None:
    keys = list(base)
    chance.shuffle(keys)
    first, second = frozen(protected(base, SMALL)), frozen(protected({key: base[key] for key in keys}, SMALL))
    assert contents(first) == contents(second)


def test_the_order_of_the_tables_decides_no_cell() -> None:
    tables = exact(base_of(SAFE), SHIPPED)
    one, other = protect(tables, SHIPPED), protect(tables[::-1], SHIPPED)
    assert [made.name for made in one] == [made.name for made in other[::-1]] == list(TABLES)
    assert one == other[::-1]


def test_cells_hidden_before_are_hidden_again() -> None:
    """A figure that comes and goes with the years tells more than one that stays away."""
    base = base_of(SAFE)
    first = safe(base)
    previous = {made.name: frozenset(c.codes for c in made.cells if c.value is None) for made in first}
    assert any(previous.values())
    again = protect(exact(base, SHIPPED), SHIPPED, previous)
    assert again == list(first)


def test_what_was_hidden_before_may_name_cells_that_are_gone() -> None:
    previous = {"predicates_by_office": frozenset({("2024", "dinas-z", "baik")}), "predicates_by_mood": frozenset()}
    made = protect(exact(base_of(SAFE), SHIPPED), SHIPPED, previous)
    assert len(made) == len(TABLES)
    assert attack_files({"x": contents(frozen(made))}, SHIPPED) == []


def failing(times: int, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let the suppressor fail so often; returns what it is asked for, filled as it is asked."""
    asked: list[list[str]] = []
    real = suppress

    def sometimes(tables: Any, *more: Any) -> Pattern:
        asked.append([table.name for table in tables])
        if len(asked) <= times:
            raise ProtectionFailed("no proof")
        return real(tables, *more)

    monkeypatch.setattr(module, "suppress", sometimes)
    return asked


@pytest.mark.parametrize("times", [0, 1, 2, 3, 4])
def test_where_no_proof_is_found_the_last_table_is_withheld(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last are left out until there is a proof; those behind the one in the way are then tried again."""
    asked = failing(times, monkeypatch)
    made = protected(base_of(SAFE), SHIPPED)
    left = len(TABLES) - times
    in_the_way = list(TABLES[left:][:1]) if left else list(TABLES)
    kept = [name for name in TABLES if name not in in_the_way]
    assert [m.name for m in made if isinstance(m, SafeTable)] == kept
    assert [m.name for m in made if isinstance(m, Withheld)] == in_the_way
    first = [list(TABLES[:n]) for n in range(len(TABLES), max(left, 1) - 1, -1)]
    again = [[*TABLES[:left], *TABLES[left + 1 : n]] for n in range(left + 2, len(TABLES) + 1)] if left else []
    assert asked == [*first, *again]
    assert attack_files({"x": contents(frozen(made))}, SHIPPED) == []


def test_what_is_withheld_says_so_without_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(1, monkeypatch)
    withheld = protected(base_of(SAFE), SHIPPED)[-1]
    assert isinstance(withheld, Withheld)
    assert withheld.reason == "too_small_or_homogeneous"
    assert not any(c.isdigit() for c in f"{withheld.name}{withheld.reason}{dict(withheld.title)}")


def test_unusable_tables_are_a_fault_and_nothing_is_published() -> None:
    table = exact(base_of(SAFE), SHIPPED)[0]
    wrong = dict(table.values) | {("2025", "TOTAL", "TOTAL"): 1}
    with pytest.raises(ValueError):
        protect([dataclasses.replace(table, values=wrong)], SHIPPED)


def test_nobody_in_one_class_is_certain() -> None:
    """Everyone of an office has the same predicate: the table must not say so."""
    base = {("dinas-a", "keahlian", "kurang"): 40, ("dinas-b", "keahlian", "baik"): 30}
    base |= {("dinas-b", "keahlian", "sangat_baik"): 30, ("dinas-b", "administrasi", "kurang"): 30}
    for made in safe(base):
        if made.name == "predicates_by_office":
            assert made.value("2025", "dinas-a", "TOTAL") == 40
            assert made.value("2025", "dinas-a", "di_bawah_baik") is None


@pytest.mark.parametrize("headcounts", [True, False])
def test_the_rules_are_the_policys_numbers(headcounts: bool) -> None:
    rules = policy(
        office_minimum=7, unit_minimum=11, homogeneity_percent=80, insider=False, headcounts_known=headcounts
    )
    tables = exact(base_of(SAFE), rules)
    made = rules_of(rules, tables)
    assert made.minimum == dict.fromkeys(TABLES, 7)
    assert made.by_depth == {0: 7, 1: 7, 2: 11}
    assert (made.homogeneity_percent, made.insider) == (80, False)
    wanted = {(t.name, c) for t in tables for c in t.values if c[-1] == "TOTAL"}
    assert made.known == (wanted if headcounts else set())


def test_the_sums_of_all_tables_come_together() -> None:
    joined = hierarchies_of(exact(base_of(SAFE), SHIPPED))
    assert joined["position_family"] == {"TOTAL": list(FAMILIES)}
    assert joined["predicate"]["di_bawah_baik"] == ["butuh_perbaikan", "kurang", "sangat_kurang"]
    assert joined["unit"]["TOTAL"] == ["dinas-a", "dinas-b", "kota-uji.gabungan"]
    assert joined["unit"]["dinas-a"] == ["bidang-a1", "bidang-a2"]


def test_labels_and_merges_are_those_of_the_exact_table() -> None:
    for table, made in zip(exact(base_of(SAFE), SHIPPED), safe(base_of(SAFE)), strict=True):
        assert (made.labels, made.merged, made.title) == (table.labels, table.merged, table.title)
        seen = Counter(code for cell in made.cells for code in cell.codes)
        assert all(code in made.labels[d] for d, code in codes_of(made)) and seen["TOTAL"]


def codes_of(made: SafeTable) -> set[tuple[str, str]]:
    """Every code of a table with its dimension."""
    return {pair for cell in made.cells for pair in zip(made.dimensions, cell.codes, strict=True)}


def rebuilt(made: SafeTable, seal: object) -> SafeTable:
    """The same table made anew with another seal."""
    fields = {f.name: getattr(made, f.name, None) for f in dataclasses.fields(made)} | {"seal": seal}
    return SafeTable(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("seal", [None, object(), "SEAL", True])
def test_a_safe_table_is_not_made_without_the_seal(seal: object) -> None:
    with pytest.raises(TypeError):
        rebuilt(safe(base_of(SAFE))[0], seal)


def test_a_safe_table_does_not_hand_its_seal_on() -> None:
    """Otherwise anyone who holds one table can make another with any figure in it."""
    made = safe(base_of(SAFE))[0]
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(made, cells=(SafeCell(("2025", "dinas-c", "kurang"), 1, "published"),))  # type: ignore[call-arg]
    assert getattr(made, "seal", None) is None


def test_a_cell_is_found_by_its_codes() -> None:
    made = safe(base_of(SAFE))[0]
    assert made.value("2025", "TOTAL", "TOTAL") == sum(map(sum, SAFE.values()))
    with pytest.raises(KeyError):
        made.value("2025", "dinas-c", "TOTAL")


def test_an_exact_table_does_not_print_its_figures() -> None:
    for table in exact(base_of(SAFE), SHIPPED):
        assert not any("60" in text or "dinas" in text for text in (repr(table), str(table)))


def test_the_classes_of_these_tests_are_those_of_the_policy() -> None:
    (plan, *_) = SHIPPED.tables
    assert sorted(SHIPPED.bases("TOTAL", plan.tree)) == sorted(CLASSES)
    assert tuple(p.table for p in SHIPPED.tables) == TABLES


def test_a_pattern_that_costs_too_much_is_made_anew() -> None:
    base = base_of(SAFE)
    fresh = [m for m in protect(exact(base, SHIPPED), SHIPPED) if isinstance(m, SafeTable)]
    everything = {m.name: frozenset(c.codes for c in m.cells) for m in fresh}
    kept = SHIPPED.model_copy(
        update={"renew_pattern_loss": SHIPPED.renew_pattern_loss.model_copy(update={"value": 100})}
    )
    dear = [m for m in protect(exact(base, kept), kept, everything) if isinstance(m, SafeTable)]
    shares = [(quality(a).people or 0, quality(b).people or 0) for a, b in zip(dear, fresh, strict=True)]
    assert any(b - a >= 10 * SHIPPED.renew_pattern_loss.value for a, b in shares)
    assert protect(exact(base, SHIPPED), SHIPPED, everything) == fresh


@given(bases(30), st.data())
def test_barred_cells_are_hidden_and_nothing_is_told(base: Base, data: st.DataObject) -> None:
    tables = exact(base, SMALL)
    cells = [(t.name, codes) for t in tables for codes in t.values if codes[-1] != "TOTAL"]
    barred = frozenset(data.draw(st.lists(st.sampled_from(cells), max_size=4)))
    made = [m for m in protect(tables, SMALL, None, barred) if isinstance(m, SafeTable)]
    hidden = {(m.name, c.codes) for m in made for c in m.cells if c.value is None}
    assert {cell for cell in barred if cell[0] in {m.name for m in made}} <= hidden
    assert not made or attack_releases([frozen(made)], SMALL) == []
