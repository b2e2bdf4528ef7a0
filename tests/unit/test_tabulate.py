"""Scores to exact counts: everybody once in each table, by the units and classes of the plan, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.model.policy import Policy
from bening.model.tables import UNRATED
from bening.model.terms import PREDICATES
from bening.pipeline import examine
from bening.releasing import need
from bening.score.types import Score
from bening.tabulate import ExactTable, Population, population, tabulate
from tests.unit.conftest import CITY, FIELD_A, FIELD_B, OFFICE, Agency, unit_tree
from tests.unit.disclose.tables import TABLES, Base, bases, exact, small_policy

RATED = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
TINY: Base = {
    ("dinas-a", "keahlian", "sangat_baik"): 2,
    ("dinas-a", "keahlian", "kurang"): 3,
    ("bidang-a1", "keahlian", "baik"): 4,
    ("bidang-a1", "administrasi", "sangat_kurang"): 2,
    ("bidang-a2", "administrasi", "belum_dinilai"): 1,
    ("bidang-a3", "keahlian", "butuh_perbaikan"): 2,
    ("dinas-b", "administrasi", "baik"): 1,
    ("kota-uji", "keahlian", "sangat_baik"): 1,
}
# a1 has 6 people, a's own 5, a2 and a3 together 3, and with the next smallest 8; b and the agency's own 2.
RULES = small_policy(merge_units_below=5, merge_offices_below=2)


def tables(base: Base = TINY, rules: Policy = RULES) -> dict[str, dict[tuple[str, ...], int]]:
    """The counts of each table without the period."""
    return {t.name: {codes[1:]: n for codes, n in t.values.items()} for t in exact(base, rules)}


def people_in(table: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """The cells of a table that are not empty."""
    return {codes: number for codes, number in table.items() if number}


def test_by_office() -> None:
    made = tables()["predicates_by_office"]
    units = ("TOTAL", "dinas-a", "kota-uji.gabungan")
    classes = ("TOTAL", "sangat_baik", "baik", "di_bawah_baik", "butuh_perbaikan", "kurang", "sangat_kurang", UNRATED)
    assert list(made) == [(unit, cls) for unit in units for cls in classes]
    rows = {unit: tuple(made[unit, cls] for cls in classes) for unit in units}
    assert rows == {
        "TOTAL": (16, 3, 5, 7, 2, 3, 2, 1),
        "dinas-a": (14, 2, 4, 7, 2, 3, 2, 1),
        "kota-uji.gabungan": (2, 1, 1, 0, 0, 0, 0, 0),
    }


def test_by_unit() -> None:
    made = tables()["predicates_by_unit"]
    units = ("TOTAL", "dinas-a", "bidang-a1", "dinas-a.gabungan", "kota-uji.gabungan")
    classes = ("TOTAL", "sangat_baik", "baik", "di_bawah_baik", UNRATED)
    assert list(made) == [(unit, cls) for unit in units for cls in classes]
    rows = {unit: tuple(made[unit, cls] for cls in classes) for unit in units}
    assert rows == {
        "TOTAL": (16, 3, 5, 7, 1),
        "dinas-a": (14, 2, 4, 7, 1),
        "bidang-a1": (6, 0, 4, 2, 0),
        "dinas-a.gabungan": (8, 2, 0, 5, 1),
        "kota-uji.gabungan": (2, 1, 1, 0, 0),
    }


def test_by_family() -> None:
    made = tables()["predicates_by_family"]
    wanted = {("TOTAL", "TOTAL"): 16, ("keahlian", "TOTAL"): 12, ("administrasi", "TOTAL"): 4}
    wanted |= {("TOTAL", "sangat_baik"): 3, ("keahlian", "sangat_baik"): 3}
    wanted |= {("TOTAL", "baik"): 5, ("keahlian", "baik"): 4, ("administrasi", "baik"): 1}
    wanted |= {("TOTAL", "di_bawah_baik"): 7, ("keahlian", "di_bawah_baik"): 5, ("administrasi", "di_bawah_baik"): 2}
    wanted |= {("TOTAL", "butuh_perbaikan"): 2, ("keahlian", "butuh_perbaikan"): 2}
    wanted |= {("TOTAL", "kurang"): 3, ("keahlian", "kurang"): 3}
    wanted |= {("TOTAL", "sangat_kurang"): 2, ("administrasi", "sangat_kurang"): 2}
    wanted |= {("TOTAL", UNRATED): 1, ("administrasi", UNRATED): 1}
    assert people_in(made) == wanted
    assert len(made) == 3 * 8


def test_by_office_and_family() -> None:
    made = tables()["predicates_by_office_family"]
    assert len(made) == 3 * 3 * 5
    office = {(family, cls): number for (unit, family, cls), number in made.items() if unit == "dinas-a" and number}
    assert office == {
        ("TOTAL", "TOTAL"): 14,
        ("TOTAL", "sangat_baik"): 2,
        ("TOTAL", "baik"): 4,
        ("TOTAL", "di_bawah_baik"): 7,
        ("TOTAL", UNRATED): 1,
        ("keahlian", "TOTAL"): 11,
        ("keahlian", "sangat_baik"): 2,
        ("keahlian", "baik"): 4,
        ("keahlian", "di_bawah_baik"): 5,
        ("administrasi", "TOTAL"): 3,
        ("administrasi", "di_bawah_baik"): 2,
        ("administrasi", UNRATED): 1,
    }
    assert made["kota-uji.gabungan", "administrasi", "baik"] == 1
    assert made["kota-uji.gabungan", "keahlian", "sangat_baik"] == 1


def test_people_directly_in_a_unit_that_has_others_below() -> None:
    """Where they are many enough they have a row of their own, and the rest is the others'."""
    made = tables(rules=small_policy(merge_units_below=3, merge_offices_below=1))["predicates_by_unit"]
    heads = {unit: number for (unit, cls), number in made.items() if cls == "TOTAL"}
    assert heads == {
        "TOTAL": 16,
        "dinas-a": 14,
        "bidang-a1": 6,
        "dinas-a.langsung": 5,
        "dinas-a.gabungan": 3,
        "dinas-b": 1,
        "kota-uji.langsung": 1,
    }
    assert made["dinas-a.langsung", "di_bawah_baik"] == 3
    assert made["dinas-a.gabungan", UNRATED] == 1


@given(bases(9))
def test_below_good_is_the_sum_of_its_three_everywhere(base: Base) -> None:
    made = tables(base)
    for name in ("predicates_by_office", "predicates_by_family"):
        for row in {codes[:-1] for codes in made[name]}:
            parts = [made[name][*row, cls] for cls in ("butuh_perbaikan", "kurang", "sangat_kurang")]
            assert made[name][*row, "di_bawah_baik"] == sum(parts)
    three = sum(number for (_u, _f, cls), number in base.items() if cls in RATED[2:])
    assert [made[n][(*("TOTAL",) * (len(next(iter(made[n]))) - 1), "di_bawah_baik")] for n in TABLES] == [three] * 4


def test_tables_say_what_their_codes_are_called_and_stand_for() -> None:
    for table in exact(TINY, RULES):
        for place, dimension in enumerate(table.dimensions):
            seen = {codes[place] for codes in table.values}
            assert seen <= set(table.labels[dimension])
        if "unit" in table.dimensions:
            members = {code for names in table.merged.values() for code in names}
            assert members <= set(table.labels["unit"])
    by_name = {table.name: table for table in exact(TINY, RULES)}
    office, unit = by_name["predicates_by_office"].merged, by_name["predicates_by_unit"].merged
    assert office == {"kota-uji.gabungan": ("dinas-b", "kota-uji.langsung")}
    assert unit == {**office, "dinas-a.gabungan": ("bidang-a2", "bidang-a3", "dinas-a.langsung")}
    assert by_name["predicates_by_family"].merged == {}


# Scores of a real agency on disk.


def counted(agency: Agency, scores: list[Score], **values: int) -> tuple[Population, Policy]:
    """The population of the small agency under the shipped policy with other numbers."""
    context = agency.context()
    regime = need(context.rubrics.regime("permenpanrb-6-2022/v1"), "")[1]
    families = need(context.rubrics.families("position-families/v1"), "")[1]
    rules = small_policy(**values)
    entry = context.settings.calendar.periods[0]
    return population(scores, entry, context.settings, context.directory, (regime, families, rules)), rules


def table(agency: Agency, scores: list[Score], name: str = "predicates_by_office", **values: int) -> ExactTable:
    """One exact table of the small agency; nothing is merged unless asked for."""
    people, rules = counted(agency, scores, **{"merge_offices_below": 1, "merge_units_below": 1, **values})
    return tabulate(people, next(plan for plan in rules.tables if plan.table == name), rules)


def some(predicate: Any, unit: str, family: str = "teknis") -> Score:
    """A score."""
    return Score("p-x", "2025", "1", unit, family, "r", "", None, None, predicate, ())


def test_everybody_is_counted_once_in_the_office(agency: Agency) -> None:
    made = table(agency, list(examine(agency.context()).scores))
    assert people_in({codes[1:]: number for codes, number in made.values.items()}) == {
        ("TOTAL", "TOTAL"): 5,
        ("TOTAL", "baik"): 4,
        ("TOTAL", UNRATED): 1,
        (OFFICE, "TOTAL"): 4,
        (OFFICE, "baik"): 3,
        (OFFICE, UNRATED): 1,
        (f"{CITY}.langsung", "TOTAL"): 1,
        (f"{CITY}.langsung", "baik"): 1,
    }


def test_who_has_no_result_is_counted_as_not_rated(agency: Agency) -> None:
    people, _rules = counted(agency, [some(None, FIELD_A), some("baik", FIELD_A), some(None, FIELD_A)])
    assert people.base == {(FIELD_A, "teknis", UNRATED): 2, (FIELD_A, "teknis", "baik"): 1}


def test_names_come_in_both_languages(agency: Agency) -> None:
    labels = table(agency, [some("baik", FIELD_A), some(None, CITY)]).labels
    assert labels["unit"][OFFICE] == {"id": f"Unit {OFFICE}", "en": f"Unit {OFFICE}"}
    assert labels["unit"][f"{CITY}.langsung"]["en"] == f"Directly under Unit {CITY}"
    assert labels["predicate"]["sangat_baik"] == {"id": "Sangat Baik", "en": "Excellent"}
    assert labels["predicate"]["di_bawah_baik"] == {"id": "Di bawah Baik", "en": "Below Good"}
    assert labels["unit"]["TOTAL"] != labels["predicate"]["TOTAL"]
    assert set(labels["predicate"]) == {"TOTAL", *PREDICATES, UNRATED, "di_bawah_baik"}


def test_all_families_have_a_row_with_people_or_without(agency: Agency) -> None:
    made = table(agency, [some("baik", FIELD_A)], "predicates_by_family")
    families = {codes[1] for codes in made.values}
    assert families == {"TOTAL", "kepemimpinan", "teknis", "pelayanan-publik", "keahlian", "administrasi"}
    assert made.values["2025", "teknis", "baik"] == 1
    assert made.values["2025", "keahlian", "TOTAL"] == 0


def test_the_office_is_that_of_the_periods_end(agency: Agency) -> None:
    agency.put(layout.unit_path("dinas-lain"), unit_tree("dinas-lain", "office", CITY))
    version = agency.tree(layout.unit_path(FIELD_B))["body"]["versions"][0]
    versions = [version | {"valid_to": "2025-12-31"}, version | {"valid_from": "2026-01-01", "parent": "dinas-lain"}]
    agency.edit(layout.unit_path(FIELD_B), "/body/versions", versions)
    made = table(agency, [some("baik", FIELD_B)])
    assert {codes[1] for codes in made.values} == {"TOTAL", OFFICE}


@given(
    st.lists(
        st.tuples(st.sampled_from([*PREDICATES, None]), st.sampled_from([FIELD_A, FIELD_B, OFFICE, CITY])),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(TABLES),
    st.randoms(use_true_random=False),
)
def test_counts_are_exact_and_the_order_of_the_scores_decides_nothing(
    agency: Agency, people: list[tuple[Any, str]], name: str, chance: Any
) -> None:
    scores = [replace(some(p, u), person=f"p-{n}") for n, (p, u) in enumerate(people)]
    made = table(agency, scores, name, merge_units_below=3)
    whole = ("2025", *("TOTAL" for _ in made.dimensions[1:]))
    assert made.values[whole] == len(scores)
    for predicate in ("sangat_baik", "baik", UNRATED):
        assert made.values[*whole[:-1], predicate] == sum((p or UNRATED) == predicate for p, _u in people)
    if name == "predicates_by_office" and any(u != CITY for _p, u in people):
        assert made.values["2025", OFFICE, "baik"] == sum(p == "baik" and u != CITY for p, u in people)
    chance.shuffle(scores)
    again = table(agency, scores, name, merge_units_below=3)
    assert list(again.values.items()) == list(made.values.items())
    assert again == made
