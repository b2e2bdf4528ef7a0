"""The attack on one piece: what can be inferred of each hidden cell and of each group.

Safe is only what witnesses prove: whole-number tables that fit everything published and differ enough. Every
optimum found gives one for all cells at once, so most questions are never asked one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from bening.disclose.assault.limits import Limits
from bening.disclose.assault.solver import Floats, Solver, rounded
from bening.disclose.assault.system import Ints, Piece

Bools = NDArray[np.bool_]
EDGE = 1e-6
GROUP, CHANGE, LENIENT = 0, 1, 2
FAR = 1 << 40
INF = float("inf")
CROWD = 1000
NARROW, HOPS, NEARBY = 2, 4, 2500
UNFINISHED = FAR


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a piece: of cells, by place, and of forms.

    A form is one slot less another; slots are the piece's cells and, behind them, `constants`. `modes` says
    whether it is the rest of a group, of one of which all may be alike, or the change between two releases.
    """

    cells: Ints
    widths: Ints
    wholes: Ints
    parts: Ints
    minima: Ints
    modes: Ints
    constants: Ints
    blocks: tuple[Bools, ...] = ()


class Siege:
    """Witnesses gathered so far, and the solver."""

    def __init__(self, piece: Piece, asked: Asked, limits: Limits) -> None:
        self.piece, self.asked, self.limits = piece, asked, limits
        self.solver = Solver(piece, limits.nodes, limits.iterations)
        self.points: list[Ints] = []
        self.lowest: Ints = np.zeros(len(piece.cells), dtype=np.int64)
        self.highest: Ints = np.zeros(len(piece.cells), dtype=np.int64)
        self.low: Ints = np.full(len(piece.cells), FAR)
        self.high: Ints = np.full(len(piece.cells), -FAR)
        none = np.zeros(len(asked.wholes), dtype=np.bool_)
        self.large, self.mixed, self.spread = none.copy(), none.copy(), none.copy()
        alone = np.concatenate([np.full(len(piece.cells), FAR), asked.constants])[asked.wholes] < 2
        self.needed: Ints = np.where(alone | (not limits.insider), 1, 2)
        self.steps = self.questions = self.wholes = self.fractions = 0

    def see(self, x: Floats) -> bool:
        """Take a point as a witness if it is one."""
        whole = rounded(x)
        if whole is None or not self.witness(whole):
            self.fractions += 1
            return False
        return True

    def witness(self, whole: Ints) -> bool:
        """Take note of a whole-number table, if it fits."""
        if not self.piece.fits(whole):
            return False
        lower, higher = whole < self.low, whole > self.high
        if lower.any() or higher.any() or not self.points:
            self.lowest[lower] = self.highest[higher] = len(self.points)
            self.points.append(whole)
        np.minimum(self.low, whole, out=self.low)
        np.maximum(self.high, whole, out=self.high)
        self._forms(np.concatenate([whole, self.asked.constants]))
        return True

    def _forms(self, slots: Ints) -> None:
        asked, limits = self.asked, self.limits
        people = slots[asked.wholes]
        others = people - slots[asked.parts]
        change = asked.modes == CHANGE
        self.large |= (others == 0) | (others >= asked.minima) | (change & (others <= -asked.minima))
        free = asked.modes != GROUP
        self.mixed |= free | (others >= self.needed)
        self.spread |= free | (people >= 1) & (100 * others >= (100 - limits.share) * people)

    @property
    def open_cells(self) -> Ints:
        """Places, in `asked.cells`, of the cells not yet proved wide."""
        cells = self.asked.cells
        return np.flatnonzero(self.high[cells] - self.low[cells] < self.asked.widths)

    @property
    def open_forms(self) -> Ints:
        """The forms not yet proved harmless."""
        return np.flatnonzero(~(self.large & self.mixed & self.spread))

    def ask(self, slots: Ints, costs: Floats, whole: bool = False, target: float = INF) -> float | None:
        """The largest value of a combination of slots; what is found on the way becomes a witness.

        None: the solver did not end, or reached the target. -inf: nothing fits.
        """
        constants = self.asked.constants
        size = len(self.piece.cells)
        fixed = slots >= size
        known = float((costs[fixed] * constants[slots[fixed] - size]).sum())
        self.questions += not whole
        self.wholes += whole
        where = slots[~fixed], costs[~fixed]
        status, x, value = self.solver.whole(*where, target - known) if whole else self.solver.run(*where)
        if status == "infeasible":
            return float("-inf")
        self.see(x)
        return value + known if status == "optimal" else None

    def best(self, slots: Ints, costs: Floats) -> Ints:
        """The witness at which a combination is largest."""
        mine = slots < len(self.piece.cells)
        values = [float((point[slots[mine]] * costs[mine]).sum()) for point in self.points]
        return self.points[int(np.argmax(values))]

    def climb(self, start: Ints, slots: Ints, costs: Floats, done: Callable[[], bool]) -> None:
        """Improve a combination of slots from a whole-number table, one block of cells after the other.

        Two codes of a dimension with all else fixed make a two-way table, whose corners are whole numbers.
        """
        full = np.zeros(len(self.piece.cells))
        mine = slots < len(full)
        np.add.at(full, slots[mine], costs[mine])
        for block in self.asked.blocks:
            if not (block & (full != 0)).any():
                continue
            moved = self.solver.near(start, block, full, whole=False)
            self.steps += 1
            if moved is not None and self.witness(moved):
                start = moved
            if done():
                return
        self._dig(start, slots[mine], full, done)

    def _dig(self, start: Ints, slots: Ints, full: Floats, done: Callable[[], bool]) -> None:
        """Improve by whole numbers near the slots, from small neighbourhoods to larger ones."""
        free = np.zeros(len(full), dtype=np.bool_)
        free[slots] = True
        if free.sum() > NARROW:
            return
        for _ in range(HOPS):
            free = self.solver.around(free)
            if done() or free.sum() > NEARBY:
                return
            moved = self.solver.near(start, free, full, whole=True)
            self.steps += 1
            if moved is not None and self.witness(moved):
                start = moved


def besiege(siege: Siege) -> tuple[bool, dict[int, str], dict[int, str]]:
    """Return whether anything fits at all, and what is given away: by place in `asked.cells`, by form."""
    nothing = np.empty(0, dtype=np.int64), np.empty(0)
    first = siege.ask(*nothing)
    if first != float("-inf") and not siege.points:
        first = siege.ask(*nothing, whole=True)
    if first == float("-inf"):
        return False, {}, {}
    _sweep(siege)
    forms = {int(f): verdict for f in siege.open_forms if (verdict := _form(siege, int(f)))}
    cells = {int(c): verdict for c in siege.open_cells if (verdict := _cell(siege, int(c)))}
    return True, cells, forms


def _sweep(siege: Siege) -> None:
    """Push many open questions at once, in changing directions, while that settles more than it costs."""
    for turn in range(80):
        cells, forms = siege.open_cells, siege.open_forms
        before = len(cells) + len(forms)
        if before < 8:
            return
        slots = siege.asked.cells[cells]
        _push(siege, slots, _signs(slots, turn))
        _push(siege, slots, -_signs(slots, turn))
        if len(some := forms[_signs(forms, turn) > 0]):
            ones = np.ones(len(some))
            slots = np.concatenate([siege.asked.wholes[some], siege.asked.parts[some]])
            _push(siege, slots, np.concatenate([ones, -ones]))
        if len(siege.open_cells) + len(siege.open_forms) > 0.97 * before:
            return


def _push(siege: Siege, slots: Ints, costs: Floats) -> None:
    """One direction: by the linear relaxation while its corners are whole numbers, else block by block."""
    many = len(slots) > CROWD and siege.asked.blocks
    if not siege.points or not (siege.fractions or many):
        siege.ask(slots, costs)
    elif siege.asked.blocks:
        siege.climb(siege.points[-1], slots, costs, lambda: False)


def _signs(places: Ints, turn: int) -> Floats:
    """Signs that look like chance and are always the same."""
    mixed = (places + 1) * 2654435761 + (turn + 1) * 40503 * 65537
    mixed = (mixed ^ (mixed >> 15)) * 2246822519 & 0xFFFFFFFF
    mixed = mixed ^ (mixed >> 13)
    return np.where(mixed >> 7 & 1, 1.0, -1.0)


def _cell(siege: Siege, place: int) -> str:
    """What is given away about a hidden cell; empty when nothing."""
    slot = siege.asked.cells[place : place + 1]
    width = int(siege.asked.widths[place])
    for whole in (False, True):
        if _wide(siege, slot, width):
            return ""
        top = siege.ask(slot, np.ones(1), whole, float(siege.low[slot[0]] + width))
        if _wide(siege, slot, width):
            return ""
        bottom = siege.ask(slot, -np.ones(1), whole, float(width - siege.high[slot[0]]))
        if _wide(siege, slot, width):
            return ""
        if top is None or bottom is None:
            continue
        low, high = ceil(-bottom - EDGE), floor(top + EDGE)
        if high - low < width:
            return "exact" if low == high else "small_group" if low >= 1 and high < width else "narrow"
        if not whole:
            _stretch(siege, slot, width)
    return "unfinished"


def _stretch(siege: Siege, slot: Ints, width: int) -> None:
    """Push a cell up from where it was highest and down from where it was lowest, block by block."""
    done = partial(_wide, siege, slot, width)
    for points, sign in ((siege.highest, 1.0), (siege.lowest, -1.0)):
        if siege.points and not done():
            siege.climb(siege.points[points[slot[0]]], slot, np.array([sign]), done)


def _wide(siege: Siege, slot: Ints, width: int) -> bool:
    return bool(siege.high[slot[0]] - siege.low[slot[0]] >= width)


def _form(siege: Siege, form: int) -> str:
    """What is given away about a group or a change; empty when nothing."""
    checks = (_not_mixed, _not_spread, _not_large)
    return next((verdict for check in checks if (verdict := check(siege, form))), "")


def _difference(siege: Siege, form: int) -> tuple[Ints, Floats]:
    return np.array([siege.asked.wholes[form], siege.asked.parts[form]]), np.array([1.0, -1.0])


def _settle(siege: Siege, done: Callable[[], bool], slots: Ints, costs: Floats, below: int) -> int | None:
    """The most of a combination, when that is certainly below a bound; None when it is not; UNFINISHED."""
    for whole in (False, True):
        if whole and siege.points:
            siege.climb(siege.best(slots, costs), slots, costs, done)
        if done():
            return None
        top = siege.ask(slots, costs, whole, below)
        if done() or top == float("-inf"):
            return None
        if top is not None and floor(top + EDGE) < below:
            return floor(top + EDGE)
    return UNFINISHED


def _not_mixed(siege: Siege, form: int) -> str:
    slots, costs = _difference(siege, form)
    top = _settle(siege, lambda: bool(siege.mixed[form]), slots, costs, int(siege.needed[form]))
    if top is None or (top != UNFINISHED and not _peopled(siege, int(slots[0]), top + 1)):
        return ""
    return "unfinished" if top == UNFINISHED else "class" if top < 1 else "insider"


def _peopled(siege: Siege, slot: int, people: int) -> bool:
    """Whether the group may have so many people that there is somebody to learn about."""
    if slot >= len(siege.piece.cells) or siege.high[slot] >= people:
        return True
    top = siege.ask(np.array([slot]), np.ones(1), whole=True)
    return top is None or floor(top + EDGE) >= people


def _not_spread(siege: Siege, form: int) -> str:
    if siege.spread[form]:
        return ""
    slots, costs = _difference(siege, form)
    costs = 100 * costs - np.array([100 - siege.limits.share, 0])
    whole = int(slots[0])
    lifted = whole < len(siege.piece.cells) and siege.piece.low[whole] < 1
    if lifted:
        siege.solver.raise_low(whole, 1.0)
    top = _settle(siege, lambda: bool(siege.spread[form]), slots, costs, 0)
    if lifted:
        siege.solver.raise_low(whole, float(siege.piece.low[whole]))
    return "" if top is None else "unfinished" if top == UNFINISHED else "share"


def _large(siege: Siege, form: int) -> bool:
    return bool(siege.large[form])


def _not_large(siege: Siege, form: int) -> str:
    """Certain to be of fewer than the minimum, but not of nobody."""
    minimum = int(siege.asked.minima[form])
    slots, costs = _difference(siege, form)
    for whole in (False, True):
        if siege.large[form]:
            return ""
        if whole and siege.points:
            done = partial(_large, siege, form)
            siege.climb(siege.best(slots, costs), slots, costs, done)
            siege.climb(siege.best(slots, -costs), slots, -costs, done)
        top = siege.ask(slots, costs, whole)
        bottom = None if siege.large[form] else siege.ask(slots, -costs, whole)
        if siege.large[form]:
            return ""
        if top is None or bottom is None:
            continue
        low, high = ceil(-bottom - EDGE), floor(top + EDGE)
        if (low >= 1 and high < minimum) or (siege.asked.modes[form] == CHANGE and high <= -1 and low > -minimum):
            return "complement"
    return "unfinished"
