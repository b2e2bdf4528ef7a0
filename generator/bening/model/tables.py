"""The tables that can be planned: their dimensions, the people they count, and the classes they tell apart.

A table's attribute, its last dimension, is what must not be learnt about a person. Tables of one population are
protected together and share their totals; only those of `people` are headcounts that anyone may know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from bening.model.terms import PREDICATES, ObjectionOutcome

Attribute = Literal["predicate", "stage", "outcome"]
TableName = Literal[
    "predicates_by_office",
    "predicates_by_unit",
    "predicates_by_family",
    "predicates_by_office_family",
    "participation",
    "objections",
]
PEOPLE, OBJECTIONS = "people", "objections"
UNRATED, UNDECIDED = "belum_dinilai", "belum_diputus"
RATED = "evaluasi"
# The steps of a year below an evaluation that counts, the furthest last.
STEPS = ("tanpa_skp", "skp", "laporan")
BASES: dict[Attribute, tuple[str, ...]] = {
    "predicate": (*PREDICATES, UNRATED),
    "stage": (*STEPS, RATED),
    "outcome": (UNDECIDED, *sorted(get_args(ObjectionOutcome))),
}
# Classes that are the same people under another attribute: by attribute, class and that attribute. Whoever is not
# rated stands at a step below the evaluation, so both tables must show one cell and be protected as one.
SAME: dict[Attribute, dict[str, Attribute]] = {"stage": {UNRATED: "predicate"}}
CONSISTS: dict[str, tuple[str, ...]] = {UNRATED: STEPS}  # what such a class consists of


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions of a table, how deep its units go (TOTAL 0, office 1, unit 2), and whom it counts."""

    dimensions: tuple[str, ...]
    depth: int
    attribute: Attribute
    population: str = PEOPLE


SHAPES: dict[TableName, Shape] = {
    "predicates_by_office": Shape(("period", "unit", "predicate"), 1, "predicate"),
    "predicates_by_unit": Shape(("period", "unit", "predicate"), 2, "predicate"),
    "predicates_by_family": Shape(("period", "position_family", "predicate"), 0, "predicate"),
    "predicates_by_office_family": Shape(("period", "unit", "position_family", "predicate"), 1, "predicate"),
    "participation": Shape(("period", "unit", "stage"), 2, "stage"),
    "objections": Shape(("period", "unit", "outcome"), 1, "outcome", OBJECTIONS),
}
