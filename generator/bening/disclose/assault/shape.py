"""How the codes of a dimension add up, and whether a table is the full grid of its codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any

from bening.disclose.assault.limits import TOTAL, Codes

Tree = Mapping[str, Codes]
Relations = Mapping[str, Codes]
FEW = 100
FREE = "period"  # has no total: figures of different periods are never added


def tree_of(relations: Any) -> dict[str, Codes]:
    """Check `{parent: [children]}` of one dimension. Raises ValueError unless it can be used as it stands."""
    if not isinstance(relations, dict):
        raise ValueError("hierarchies")
    tree: dict[str, Codes] = {}
    for parent, children in relations.items():
        if not isinstance(children, list) or not all(isinstance(c, str) and c and c != TOTAL for c in children):
            raise ValueError("hierarchies")
        if len(set(children)) != len(children):
            raise ValueError("hierarchies")
        if children:
            tree[parent] = tuple(children)
    _acyclic(tree)
    return tree


def _acyclic(tree: Tree) -> None:
    done: set[str] = set()
    left = dict(tree)
    while left:
        ready = [parent for parent, children in left.items() if not any(c in left for c in children)]
        if not ready:
            raise ValueError("hierarchies")
        done.update(ready)
        left = {p: c for p, c in left.items() if p not in done}


def shape(
    dimensions: Codes, cells: Iterable[Codes], trees: Mapping[str, Tree]
) -> tuple[tuple[Codes, ...], tuple[Relations, ...], list[tuple[Codes, str]]]:
    """Return the codes and the sums of each dimension, and what is missing of the full grid."""
    present = set(cells)
    codes = tuple(tuple(sorted({cell[i] for cell in present})) for i in range(len(dimensions)))
    relations: list[Relations] = [_used(found, trees.get(d, {})) for d, found in zip(dimensions, codes, strict=True)]
    faults: list[tuple[Codes, str]] = []
    for dimension, found, sums in zip(dimensions, codes, relations, strict=True):
        faults += [((), f"loose_{dimension}")] if _loose(dimension, found, sums) else []
        faults += [((), f"child_{dimension}")] if _lacking(found, sums) else []
    faults += [(cell, "missing") for cell in islice(product(*codes), 2 * len(present) + FEW) if cell not in present]
    return codes, tuple(relations), faults


def _used(codes: Codes, tree: Tree) -> dict[str, Codes]:
    """The sums that a table shows: those of which at least one part is in it."""
    return {parent: children for parent, children in tree.items() if any(c in codes for c in children)}


def _lacking(codes: Codes, relations: Relations) -> bool:
    return any(code not in codes for parent, children in relations.items() for code in (parent, *children))


def _loose(dimension: str, codes: Codes, relations: Relations) -> bool:
    """Whether some code is tied to the total by no sum; a period needs none."""
    if dimension == FREE:
        return False
    tied = {TOTAL}
    for _ in codes:
        tied |= {c for parent, children in relations.items() if parent in tied for c in children}
        tied |= {parent for parent, children in relations.items() if set(children) <= tied}
    return TOTAL not in codes or not tied.issuperset(codes)


def depths(relations: Relations) -> dict[str, int]:
    """Steps from the total to each code below it."""
    depth, level = {TOTAL: 0}, [TOTAL]
    while level:
        level = [c for parent in level for c in relations.get(parent, ())]
        depth |= {code: depth_of + 1 for code in level for depth_of in [_above(code, relations, depth)]}
    return depth


def _above(code: str, relations: Relations, depth: Mapping[str, int]) -> int:
    return max(depth[parent] for parent, children in relations.items() if code in children and parent in depth)


def within(relations: Relations, code: str) -> Iterator[str]:
    """The code and everything it is a part of, the total included."""
    yield code
    for parent, children in relations.items():
        if code in children:
            yield from within(relations, parent)
