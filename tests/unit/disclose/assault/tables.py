"""Published tables for the tests, and the reference: every table of counts that fits, one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from bening.disclose.assault import Disclosure, Limits, assault

Codes = tuple[str, ...]
Tree = Mapping[str, Sequence[str]]
Cells = dict[Codes, int | None]


NUMBERS: dict[str, Any] = {"office": 5, "unit": 10, "mean": 10, "share": 95, "insider": True, "decimals": 2}


def limited(**changes: Any) -> Limits:
    """Limits with the tests' own numbers, some of them changed."""
    return Limits(**{**NUMBERS, **changes})


def leaves(tree: Tree, node: str = "TOTAL") -> list[str]:
    return [leaf for child in tree[node] for leaf in leaves(tree, child)] if node in tree else [node]


def nodes(tree: Tree, node: str = "TOTAL") -> list[str]:
    return [node, *(n for child in tree.get(node, ()) for n in nodes(tree, child))]


def filled(base: Mapping[Codes, int], trees: Sequence[Tree]) -> Cells:
    """The full grid with totals, from counts of the leaves."""
    under = [{n: set(leaves(t, n)) for n in nodes(t)} for t in trees]
    return {
        cell: sum(v for k, v in base.items() if all(c in u[n] for c, u, n in zip(k, under, cell, strict=True)))
        for cell in product(*(nodes(t) for t in trees))
    }


def csv(dimensions: Sequence[str], cells: Mapping[Codes, int | None], period: str = "2025") -> bytes:
    lines = [",".join(["period", *dimensions, "value", "status"])]
    for codes, value in cells.items():
        end = ["", "hidden"] if value is None else [str(value), "published"]
        lines.append(",".join([period, *codes, *end]))
    return ("\n".join(lines) + "\n").encode()


def hierarchies(**trees: Tree) -> bytes:
    return json.dumps(trees).encode()


def hide(cells: Mapping[Codes, int | None], *hidden: Codes) -> Cells:
    assert set(hidden) <= set(cells)
    return {codes: None if codes in hidden else value for codes, value in cells.items()}


def kinds(found: Sequence[Disclosure], *codes: str) -> set[str]:
    """Kinds found, of one cell if named."""
    return {d.kind for d in found if not codes or d.cell[1:] == codes}


def attacked(limits: Limits | None = None, **folders: Mapping[str, bytes]) -> list[Disclosure]:
    named = {name.replace("__", "/"): files for name, files in folders.items()}
    return assault(named, limits or limited(office=5, unit=5, share=100, insider=False))


def fitting(cells: Mapping[Codes, int | None], trees: Sequence[Tree]) -> Iterator[Cells]:
    """Every table of counts that agrees with what is published; by counting up the leaves."""
    places = list(product(*(leaves(t) for t in trees)))
    ceilings = [_ceiling(place, cells, trees) for place in places]
    under = [{n: set(leaves(t, n)) for n in nodes(t)} for t in trees]
    of = {
        cell: [i for i, p in enumerate(places) if all(c in u[n] for c, u, n in zip(p, under, cell, strict=True))]
        for cell in cells
    }
    last = {cell: max(of[cell]) for cell in cells}
    checks = [[(of[c], v) for c, v in cells.items() if v is not None and last[c] == i] for i in range(len(places))]
    partial = [0] * len(places)

    def search(i: int) -> Iterator[Cells]:
        if i == len(places):
            yield {cell: sum(partial[j] for j in of[cell]) for cell in cells}
            return
        for value in range(ceilings[i] + 1):
            partial[i] = value
            if all(sum(partial[j] for j in where) == v for where, v in checks[i]):
                yield from search(i + 1)

    yield from search(0)


def _ceiling(place: Codes, cells: Mapping[Codes, int | None], trees: Sequence[Tree]) -> int:
    above = [[n for n in nodes(t) if c in leaves(t, n)] for c, t in zip(place, trees, strict=True)]
    values = [v for cell in product(*above) if (v := cells[cell]) is not None]
    assert values, "the reference needs a published total"
    return min(values)
