"""Exact tables, policies and attackers for the tests of the protection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from hypothesis import strategies as st

from bening.disclose.frozen import freeze
from bening.disclose.merge import Limits
from bening.disclose.protect import protect
from bening.disclose.safe import Provenance, SafeRelease, SafeTable, Withheld
from bening.model.rubric import Policy
from bening.source.strict import read
from bening.tabulate import CLASSES, ExactTable
from tests.unit.conftest import ROOT

ROOT_UNIT = "kota-uji"
NAMES = ("dinas-a", "dinas-b", "dinas-c", "dinas-d", "dinas-e", "dinas-f")
Counts = Mapping[str, Sequence[int]]


def policy(minimum: int = 5, others: int = 5, share: int = 95, schemes: Sequence[int] = (0, 1, 2)) -> Policy:
    """The shipped policy with other numbers and some of its schemes."""
    tree: Any = read((ROOT / "rubrics/disclosure/v1.yaml").read_bytes()).tree
    for name, value in (("minimum_count", minimum), ("minimum_others", others), ("maximum_share_percent", share)):
        tree[name] = tree[name] | {"value": value}
    plan = tree["tables"][0]
    plan["schemes"] = [plan["schemes"][i] for i in schemes]
    return Policy.model_validate(tree)


def exact(counts: Counts) -> ExactTable:
    """An exact table from six counts an office, in the order of CLASSES."""
    labels = {code: {"id": code, "en": code} for code in (*counts, *CLASSES[:-1], "TOTAL", f"{ROOT_UNIT}.langsung")}
    cells = {(office, c): n for office, row in counts.items() for c, n in zip(CLASSES, row, strict=True)}
    return ExactTable("predicates_by_office", "2025", tuple(counts), CLASSES, cells, labels)


def protected(counts: Counts, rules: Policy) -> SafeTable | Withheld:
    """What the protector makes of the counts."""
    return protect(exact(counts), rules.tables[0], rules, ROOT_UNIT)


def provenance() -> Provenance:
    """Some provenance."""
    digests = {"disclosure/v1": "0" * 64, "permenpanrb-6-2022/v1": "1" * 64}
    return Provenance("2025", "2025", "2026-04-01", "0.1.0", "disclosure/v1", ("permenpanrb-6-2022/v1",), digests)


def released(counts: Counts, rules: Policy) -> SafeRelease:
    """A frozen release of one table, published or withheld."""
    made = protected(counts, rules)
    tables = [made] if isinstance(made, SafeTable) else []
    return freeze(provenance(), tables, [made] if isinstance(made, Withheld) else [])


def contents(release: SafeRelease) -> dict[str, bytes]:
    """The release's files."""
    return {file.name: file.content for file in release.files}


def tables(largest: int, offices: int = 6, classes: int = 6) -> st.SearchStrategy[dict[str, list[int]]]:
    """Random tables; classes beyond `classes` are empty, and no office is."""
    row = st.lists(st.integers(0, largest), min_size=classes, max_size=classes).filter(any)
    full = row.map(lambda cells: cells + [0] * (6 - classes))
    return st.dictionaries(st.sampled_from(NAMES[:offices]), full, min_size=1, max_size=offices)


LIMITS = st.builds(Limits, st.integers(1, 6), st.integers(1, 6), st.integers(50, 100))

SAFE: dict[str, list[int]] = {
    "dinas-a": [20, 60, 6, 0, 0, 7],
    "dinas-b": [10, 40, 0, 5, 0, 5],
    "dinas-c": [3, 9, 1, 0, 0, 0],
    "dinas-d": [2, 8, 5, 1, 1, 2],
}


def rows_below(sizes: Sequence[int], totals: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to spread the classes' totals over offices of known sizes."""
    if not sizes:
        if not any(totals):
            yield []
        return
    for row in product(*(range(min(sizes[0], t) + 1) for t in totals)):
        if sum(row) == sizes[0]:
            for rest in rows_below(sizes[1:], [t - n for t, n in zip(totals, row, strict=True)]):
                yield [row, *rest]
