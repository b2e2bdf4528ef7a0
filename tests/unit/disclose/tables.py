"""Small populations, policies and releases for the tests of the protection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, cast

from hypothesis import strategies as st

from bening.checks.directory import Directory
from bening.disclose.frozen import freeze
from bening.disclose.protect import protect
from bening.disclose.safe import Provenance, SafeRelease, SafeTable, Withheld
from bening.grouping import unit_tree
from bening.model.organisation import UnitVersion
from bening.model.policy import Policy
from bening.model.settings import Agency as AgencyName
from bening.model.tables import BASES, RATED, STEPS, UNRATED
from bening.model.terms import PREDICATES
from bening.source.strict import read
from bening.tabulate import ExactTable, Population, tabulate
from tests.unit.conftest import ROOT

ROOT_UNIT = "kota-uji"
DAY = "2025-12-31"
CLASSES = (*PREDICATES, UNRATED)
FAMILIES = ("keahlian", "administrasi")
TABLES = ("predicates_by_office", "predicates_by_unit", "predicates_by_family", "predicates_by_office_family")
FURTHER = ("participation", "objections")
UNITS = ("dinas-a", "bidang-a1", "bidang-a2", "dinas-b", "bidang-b1", "bidang-b2", "dinas-c", "dinas-d")
NUMBERS: dict[str, int | bool] = {
    "office_minimum": 5,
    "unit_minimum": 10,
    "homogeneity_percent": 95,
    "insider": True,
    "merge_units_below": 20,
    "merge_offices_below": 20,
    "headcounts_known": True,
}
Counts = Mapping[str, Sequence[int]]  # unit -> six counts, in the order of CLASSES
Base = Mapping[tuple[str, str, str], int]


def office_of(unit: str) -> str | None:
    """`bidang-a1` is in `dinas-a`; the agency itself is in none."""
    return None if unit == ROOT_UNIT else f"dinas-{unit.split('-')[1][0]}"


class Units:
    """An organisation by the names of its units."""

    def office(self, unit: str, _date: str) -> str | None:
        return office_of(unit)

    def unit(self, unit: str, _date: str) -> UnitVersion:
        name = {"id": f"Unit {unit}", "en": f"The unit {unit}"}
        return UnitVersion.model_validate({"valid_from": "2020-01-01", "name": name, "level": "unit"})


DIRECTORY = cast(Directory, Units())
AGENCY = AgencyName.model_validate({"id": ROOT_UNIT, "name": {"id": "Kota Uji", "en": "City of Trials"}})


def shipped() -> Policy:
    """The policy as it is shipped."""
    return Policy.model_validate(read((ROOT / "rubrics/disclosure/v1.yaml").read_bytes()).tree)


def whole(**values: int | bool) -> Policy:
    """The shipped policy with all its tables and numbers of the tests' own."""
    return _policy((*TABLES, *FURTHER), values)


def policy(**values: int | bool) -> Policy:
    """The same with the tables of predicates only."""
    return _policy(TABLES, values)


def _policy(tables: Sequence[str], values: Mapping[str, int | bool]) -> Policy:
    tree: Any = read((ROOT / "rubrics/disclosure/v1.yaml").read_bytes()).tree
    tree["tables"] = [plan for plan in tree["tables"] if plan["table"] in tables]
    for name, value in {**NUMBERS, **values}.items():
        tree[name] = tree[name] | {"value": value}
    return Policy.model_validate(tree)


def small_policy(**values: int | bool) -> Policy:
    """A policy under which a handful of people fills tables of several rows."""
    few: dict[str, int | bool] = {"office_minimum": 2, "unit_minimum": 3, "merge_units_below": 4}
    return policy(**{**few, "merge_offices_below": 4, **values})


def base_of(counts: Counts) -> dict[tuple[str, str, str], int]:
    """People by unit, family and class; two of three are of the first family."""
    base: dict[tuple[str, str, str], int] = {}
    for unit, row in counts.items():
        for cls, number in zip(CLASSES, row, strict=True):
            base[unit, FAMILIES[0], cls] = number - number // 3
            base[unit, FAMILIES[1], cls] = number // 3
    return {key: number for key, number in base.items() if number}


def people_of(
    base: Base,
    rules: Policy,
    merge: frozenset[str] = frozenset(),
    objected: Mapping[tuple[str, str], int] | None = None,
) -> Population:
    """The population with its unit tree, as it is made from scores.

    Of those not rated half have a report, a quarter a plan; `objected` are by unit and outcome.
    """
    units = [unit for (unit, _f, _c), number in base.items() for _ in range(number)]
    tree = unit_tree(units, DAY, AGENCY, DIRECTORY, rules, merge)
    labels = {code: {"id": code, "en": code} for code in ("TOTAL", *FAMILIES)}
    classes = {
        attribute: {c: {"id": c, "en": c} for c in (*bases, *(c.id for c in rules.named(attribute)), "TOTAL")}
        for attribute, bases in BASES.items()
    }
    return Population("2025", base, tree, labels, classes, {"stage": stages_of(base), "outcome": objected or {}})


def stages_of(base: Base) -> dict[tuple[str, str], int]:
    """How far people got, by unit."""
    found: Counter[tuple[str, str]] = Counter()
    for (unit, _family, cls), number in base.items():
        steps = (RATED,) * number if cls != UNRATED else [STEPS[(2, 1, 2, 0)[n % 4]] for n in range(number)]
        found.update((unit, step) for step in steps)
    return dict(found)


def exact(base: Base, rules: Policy, objected: Mapping[tuple[str, str], int] | None = None) -> list[ExactTable]:
    """All exact tables of the policy's plan."""
    people = people_of(base, rules, frozenset(), objected)
    return [tabulate(people, plan, rules) for plan in rules.tables]


def protected(base: Base, rules: Policy) -> list[SafeTable | Withheld]:
    """What the protector makes of the population."""
    return protect(exact(base, rules), rules)


def provenance() -> Provenance:
    """Some provenance."""
    digests = {"disclosure/v1": "0" * 64, "permenpanrb-6-2022/v1": "1" * 64}
    return Provenance("2025", "2025", "2026-04-01", "0.1.0", "disclosure/v1", ("permenpanrb-6-2022/v1",), digests)


def frozen(made: Sequence[SafeTable | Withheld]) -> SafeRelease:
    """A release of tables that are published or withheld."""
    tables = [m for m in made if isinstance(m, SafeTable)]
    return freeze(provenance(), tables, [m for m in made if isinstance(m, Withheld)])


def released(counts: Counts, rules: Policy) -> SafeRelease:
    """A frozen release of a population."""
    return frozen(protected(base_of(counts), rules))


def contents(release: SafeRelease) -> dict[str, bytes]:
    """The release's files."""
    return {file.name: file.content for file in release.files}


def bases(largest: int, units: Sequence[str] = UNITS) -> st.SearchStrategy[dict[tuple[str, str, str], int]]:
    """Random populations of at least one person."""
    keys = list(product((*units, ROOT_UNIT), FAMILIES, CLASSES))
    return st.dictionaries(st.sampled_from(keys), st.integers(1, largest), min_size=1, max_size=14)


SAFE: dict[str, list[int]] = {
    "bidang-a1": [20, 60, 6, 0, 0, 7],
    "bidang-a2": [8, 30, 0, 5, 0, 2],
    "dinas-b": [10, 40, 0, 5, 0, 5],
    "dinas-c": [3, 9, 1, 0, 0, 0],
    "dinas-d": [2, 8, 5, 1, 1, 2],
}
