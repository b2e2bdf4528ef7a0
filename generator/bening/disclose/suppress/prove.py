"""The proof: whole alternative tables, checked in exact arithmetic, from which every requirement follows.

Nothing is taken from the search but its lines: whether they keep all sums and all that is published, and what
intervals they prove, is computed anew. No solver and no tolerance is involved: an attacker's linear program can
only find intervals at least as wide, and an attacker who counts in whole people cannot find narrower ones either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from bening.disclose.suppress.grid import Grid, Term
from bening.disclose.suppress.lines import Line
from bening.disclose.suppress.model import ProtectionFailed

Alternatives = tuple[dict[int, int], int, int]  # a move, and how often it can be made at least and at most
Spans = dict[int, tuple[int, int]]  # cell -> least and largest change


def prove(grid: Grid, hidden: Set[int], lines: Iterable[Line]) -> None:
    """Raise ProtectionFailed unless `lines` prove every requirement on the pattern `hidden`."""
    kept = [(dict(line.move), line.low, line.high) for line in lines]
    moving = {c for c in range(len(grid.value)) if c in hidden or c >= grid.visible}
    for move, low, high in kept:
        _alternative(grid, moving, move, low)
        _alternative(grid, moving, move, high)
    spans = _spans(kept)
    for cell in range(grid.visible):
        if cell in hidden:
            low, high = spans.get(cell, (0, 0))
            _demand(not grid.known[cell] and high - low >= grid.wide[cell])
        else:
            _demand(not grid.small(cell))
    through: dict[int, list[Alternatives]] = defaultdict(list)
    for line in kept:
        for cell in line[0]:
            through[cell].append(line)
    for form in grid.forms:
        value = sum(factor * grid.value[cell] for cell, factor in form.terms)
        touching = [line for cell, _ in form.terms for line in through[cell]]
        _demand(value + _most(form.terms, touching) >= form.reach)


def _demand(holds: bool) -> None:
    if not holds:
        raise ProtectionFailed("the pattern found is not proven safe")


def _alternative(grid: Grid, moving: Set[int], move: dict[int, int], times: int) -> None:
    """The true table plus `times` the move looks the same from outside, and could be true."""
    for cell, step in move.items():
        _demand(cell in moving and (grid.signed[cell] or grid.value[cell] + times * step >= 0))
    touched = {number for cell in move for number in grid.through[cell]}
    for number in touched:
        _demand(not sum(factor * move.get(cell, 0) for cell, factor in grid.sums[number]))


def _spans(lines: Iterable[Alternatives]) -> Spans:
    spans: Spans = {}
    for move, low, high in lines:
        for cell, step in move.items():
            least, largest = spans.get(cell, (0, 0))
            spans[cell] = (min(least, low * step, high * step), max(largest, low * step, high * step))
    return spans


def _most(terms: Iterable[Term], lines: Iterable[Alternatives]) -> int:
    """By how much a sum of cells is larger in the alternative where it is largest."""
    most = 0
    for move, low, high in lines:
        if step := sum(factor * move.get(cell, 0) for cell, factor in terms):
            most = max(most, low * step, high * step)
    return most
