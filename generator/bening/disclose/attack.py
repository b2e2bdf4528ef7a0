"""The self-attack on published files. Shares nothing with the protector but the policy's numbers.

It reads the CSV files as anyone can, and asks of every group in every table: does a cell tell of fewer people
than the policy allows, or what everyone in the group has? This first attack understands tables in which nothing
is hidden; a hidden cell, a missing row or a sum that does not add up is a finding, never passed over.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, product

from bening.findings import Finding

Rows = dict[tuple[str, ...], int]
Tree = Mapping[str, Mapping[str, list[str]]]


def attack(files: Mapping[str, bytes], folder: str, minimum: int, others: int, share: int) -> list[Finding]:
    """Return what the count tables in `files` (name -> bytes) give away under the three limits."""
    try:
        hierarchies = json.loads(files["hierarchies.json"])
        tables = {name: _rows(content) for name, content in files.items() if name.endswith(".csv")}
        rules = {name: _rules(*table, hierarchies, (minimum, others, share)) for name, table in tables.items()}
    except (KeyError, ValueError, IndexError, TypeError, AttributeError):
        return [Finding("BNG705", folder, values={"rule": "unreadable"})]
    return [
        Finding("BNG705", f"{folder}/{name}", values={"rule": rule}) for name in sorted(rules) for rule in rules[name]
    ]


def _rules(dimensions: list[str], rows: Rows, hierarchies: Tree, limits: tuple[int, int, int]) -> list[str]:
    """The names of the rules that a table breaks."""
    broken = {*_grid(dimensions, rows, hierarchies), *_sums(dimensions, rows, hierarchies)}
    return sorted({*broken, *_groups(dimensions, rows, hierarchies, *limits)})


def _grid(dimensions: list[str], rows: Rows, hierarchies: Tree) -> Iterator[str]:
    """Every combination of the hierarchies' codes has a row, and no other has: a row beside the grid is a leak."""
    nodes = []
    for place, dimension in enumerate(dimensions):
        tree = hierarchies.get(dimension)
        found = {codes[place] for codes in rows}
        nodes.append({"TOTAL", *chain.from_iterable(tree.values())} if tree else found)
    if not rows or set(rows) != set(product(*nodes)):
        yield "grid"


def _rows(content: bytes) -> tuple[list[str], Rows]:
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8")))
    if header[-2:] != ["value", "status"]:
        raise ValueError("header")
    rows: Rows = {}
    for line in lines:
        if line[-1] != "published" or tuple(line[:-2]) in rows:
            raise ValueError("status")
        rows[tuple(line[:-2])] = int(line[-2])
    return header[:-2], rows


def _sums(dimensions: list[str], rows: Rows, hierarchies: Tree) -> Iterator[str]:
    """Children sum to their parent, and no row of the grid is missing."""
    for place, dimension in enumerate(dimensions):
        for parent, children in hierarchies.get(dimension, {}).items():
            for codes, value in rows.items():
                if children and codes[place] == parent:
                    parts = [rows.get((*codes[:place], child, *codes[place + 1 :])) for child in children]
                    if None in parts or sum(p for p in parts if p is not None) != value:
                        yield "sum"


def _groups(
    dimensions: list[str],
    rows: Rows,
    hierarchies: Tree,
    minimum: int,
    others: int,
    share: int,
) -> Iterator[str]:
    """In each group (all dimensions but the predicate fixed): small cells, and nearly everyone alike."""
    place = dimensions.index("predicate") if "predicate" in dimensions else len(dimensions) - 1
    parents = hierarchies[dimensions[place]]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    inner: dict[tuple[str, ...], list[int]] = defaultdict(list)  # merged classes are classes, too
    for codes, value in rows.items():
        if value < 0 or 0 < value < minimum:
            yield "small"
        if codes[place] != "TOTAL":
            inner[codes[:place] + codes[place + 1 :]].append(value)
        if codes[place] not in parents:
            groups[codes[:place] + codes[place + 1 :]].append(value)
    for group, values in groups.items():
        people, largest = sum(values), max(inner[group])
        if people - largest < others:
            yield "alike"
        if largest * 100 > people * share:
            yield "share"
