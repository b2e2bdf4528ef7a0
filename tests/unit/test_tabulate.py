"""Scores to exact counts: everybody once, by office, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.model.terms import PREDICATES
from bening.pipeline import examine
from bening.score.types import Score
from bening.tabulate import CLASSES, UNRATED, ExactTable, predicates_by_office
from tests.unit.conftest import CITY, FIELD_A, FIELD_B, OFFICE, Agency, unit_tree


def table(agency: Agency, scores: list[Score]) -> ExactTable:
    """The table of the small agency."""
    context = agency.context()
    regime = context.rubrics.regime("permenpanrb-6-2022/v1")
    assert regime is not None and regime.model is not None
    entry = context.settings.calendar.periods[0]
    return predicates_by_office(scores, entry, context.settings, context.directory, regime.model)


def some(predicate: Any, unit: str) -> Score:
    """A score."""
    return Score("p-x", "2025", "1", unit, "teknis", "r", "", None, None, predicate, ())


def test_everybody_is_counted_once_in_the_office(agency: Agency) -> None:
    made = table(agency, list(examine(agency.context()).scores))
    assert made.groups == (OFFICE, f"{CITY}.langsung")
    assert made.classes == CLASSES == (*PREDICATES, "belum_dinilai")
    assert made.counts == {
        **{(g, c): 0 for g in made.groups for c in CLASSES},
        (OFFICE, "baik"): 3,
        (OFFICE, UNRATED): 1,
        (f"{CITY}.langsung", "baik"): 1,
    }


def test_names_come_in_both_languages(agency: Agency) -> None:
    made = table(agency, [some("baik", FIELD_A), some(None, CITY)])
    assert made.labels[OFFICE] == {"id": f"Unit {OFFICE}", "en": f"Unit {OFFICE}"}
    assert made.labels[f"{CITY}.langsung"]["en"] == "Directly under City of Trials"
    assert made.labels["sangat_baik"] == {"id": "Sangat Baik", "en": "Excellent"}
    assert {"TOTAL", *PREDICATES} <= set(made.labels)


def test_the_office_is_that_of_the_periods_end(agency: Agency) -> None:
    agency.put(layout.unit_path("dinas-lain"), unit_tree("dinas-lain", "office", CITY))
    version = agency.tree(layout.unit_path(FIELD_B))["body"]["versions"][0]
    versions = [version | {"valid_to": "2025-12-31"}, version | {"valid_from": "2026-01-01", "parent": "dinas-lain"}]
    agency.edit(layout.unit_path(FIELD_B), "/body/versions", versions)
    assert table(agency, [some("baik", FIELD_B)]).groups == (OFFICE,)


def test_nobody_gives_an_empty_table(agency: Agency) -> None:
    made = table(agency, [])
    assert (made.groups, made.counts) == ((), {})


@given(
    st.lists(
        st.tuples(st.sampled_from([*PREDICATES, None]), st.sampled_from([FIELD_A, FIELD_B, OFFICE, CITY])), max_size=30
    ),
    st.randoms(use_true_random=False),
)
def test_counts_are_exact_and_the_order_of_the_scores_decides_nothing(
    agency: Agency, people: list[tuple[Any, str]], chance: Any
) -> None:
    scores = [replace(some(p, u), person=f"p-{n}") for n, (p, u) in enumerate(people)]
    made = table(agency, scores)
    assert sum(made.counts.values()) == len(scores)
    for predicate in CLASSES:
        expected = sum((p or UNRATED) == predicate and u != CITY for p, u in people)
        assert made.counts.get((OFFICE, predicate), 0) == expected
    chance.shuffle(scores)
    assert table(agency, scores) == made
