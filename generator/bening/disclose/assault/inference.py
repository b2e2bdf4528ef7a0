"""From linked cells to what can be inferred of them: propagation, pieces, questions, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bening.disclose.assault.limits import TOTAL, Disclosure, Key, Kind, Limits
from bening.disclose.assault.linked import Group, Linked, Place
from bening.disclose.assault.propagate import Row
from bening.disclose.assault.siege import CHANGE, GROUP, LENIENT, Asked, Bools, Siege, besiege
from bening.disclose.assault.system import Piece, System, solve_for

ROOM = 1000
SHORT = 8
KINDS: dict[str, Kind] = {"complement": "small_group", "class": "alike", "insider": "alike", "share": "alike"}


@dataclass(frozen=True, slots=True)
class Change:
    """The same cell in two releases, as numbers of cells."""

    before: int
    after: int
    minimum: int
    place: Place


@dataclass(slots=True)
class Effort:
    """How much the solver was asked; for measuring."""

    pieces: int = 0
    largest: int = 0
    questions: int = 0
    wholes: int = 0
    fractions: int = 0
    steps: int = 0

    def add(self, siege: Siege) -> None:
        """Count a siege."""
        self.pieces += 1
        self.largest = max(self.largest, len(siege.piece.cells))
        self.questions += siege.questions
        self.wholes += siege.wholes
        self.fractions += siege.fractions
        self.steps += siege.steps


def infer(linked: Linked, changes: list[Change], effort: Effort, contradictions: bool = True) -> list[Disclosure]:
    """Everything that follows from the linked cells, each once. `contradictions` are told of, or passed over."""
    values = linked.values
    rows = [row for s in linked.sums.values() if (row := _row(s.parent, s.parts, values)).columns]
    found = list(_sums(linked)) if contradictions else []
    unknown = [n for n, value in enumerate(values) if value is None]
    forms: list[Group | Change] = [*linked.groups.values(), *changes]
    ties = [t for f in forms if len(t := [n for n in _ends(f) if values[n] is None]) > 1]
    ceiling = sum(abs(v) for v in values if v is not None) + ROOM
    system = solve_for(unknown, rows, ties, ceiling)
    if contradictions:
        found += [Disclosure("sum", *place, "impossible") for n in system.broken if (place := linked.hidden[n])]
    fixed = {n: v for n, v in enumerate(values) if v is not None} | dict(system.fixed)
    found += _settled(linked, system, forms, fixed)
    where = {c: n for n, piece in enumerate(system.pieces) for c in piece.cells}
    asked: list[list[Group | Change]] = [[] for _ in system.pieces]
    for form in forms:
        ends = [n for n in _ends(form) if n not in fixed]
        if ends and not system.broken.intersection(ends):
            asked[where[ends[0]]].append(form)
    for piece, mine in zip(system.pieces, asked, strict=True):
        found += _piece(linked, piece, mine, fixed, effort, contradictions)
    return found


def _ends(form: Group | Change) -> tuple[int, int]:
    return (form.whole, form.part) if isinstance(form, Group) else (form.after, form.before)


def _row(parent: int, parts: tuple[int, ...], values: list[int | None]) -> Row:
    terms = dict.fromkeys(parts, 1)
    terms[parent] = terms.get(parent, 0) - 1
    total = -sum(c * value for n, c in terms.items() if (value := values[n]) is not None)
    free = sorted((n, c) for n, c in terms.items() if values[n] is None and c)
    return Row(tuple(n for n, _ in free), tuple(c for _, c in free), total)


def _sums(linked: Linked) -> list[Disclosure]:
    """Published parts that are not their published whole."""
    rows = ((s, _row(s.parent, s.parts, linked.values)) for s in linked.sums.values())
    return [Disclosure("sum", *s.place, "children") for s, row in rows if row.total and not row.columns]


def _settled(linked: Linked, system: System, forms: list[Group | Change], fixed: Mapping[int, int]) -> list[Disclosure]:
    """What needs no solver: hidden cells with one possible value, forms all of which is known."""
    found = [Disclosure("exact", *place, "one_value") for n in fixed if (place := linked.hidden[n])]
    for form in forms:
        whole, part = _ends(form)
        if whole in fixed and part in fixed:
            verdict = _judge(form, fixed[whole], fixed[part], linked.limits)
            found += [_named(form, verdict)] if verdict else []
    return found


def _judge(form: Group | Change, whole: int, part: int, limits: Limits) -> str:
    others = whole - part
    if isinstance(form, Change):
        return "complement" if 0 < abs(others) < form.minimum else ""
    strict = not (isinstance(form, Group) and form.lenient)
    if strict and whole > 0 and others < (2 if limits.insider and whole > 1 else 1):
        return "class" if others < 1 else "insider"
    if strict and whole > 0 and 100 * others < (100 - limits.share) * whole:
        return "share"
    return "complement" if 0 < others < form.minimum else ""


def _named(form: Group | Change, verdict: str) -> Disclosure:
    if verdict == "unfinished":
        return Disclosure("unfinished", *form.place, "form")
    if isinstance(form, Change):
        return Disclosure("difference", *form.place, "change")
    return Disclosure(KINDS[verdict], *form.place, verdict)


def _piece(
    linked: Linked,
    piece: Piece,
    forms: list[Group | Change],
    fixed: Mapping[int, int],
    effort: Effort,
    contradictions: bool,
) -> list[Disclosure]:
    judged = [n for n in piece.cells if linked.hidden[n]]
    siege = Siege(piece, _asked(linked, piece, judged, forms, fixed), linked.limits)
    possible, cells, groups = besiege(siege)
    effort.add(siege)
    if not possible:
        places = [place for n in judged if (place := linked.hidden[n])]
        return [Disclosure("sum", *place, "impossible") for place in places] if contradictions else []
    found = [_cell(linked.hidden[judged[i]], verdict) for i, verdict in cells.items()]
    return found + [_named(forms[i], verdict) for i, verdict in groups.items()]


def _cell(place: Place | None, verdict: str) -> Disclosure:
    kinds: dict[str, Kind] = {"exact": "exact", "small_group": "small_group", "narrow": "narrow"}
    return Disclosure(kinds.get(verdict, "unfinished"), *(place or ("", ())), "cell")


def _asked(
    linked: Linked, piece: Piece, judged: list[int], forms: list[Group | Change], fixed: Mapping[int, int]
) -> Asked:
    slots = {n: i for i, n in enumerate(piece.cells)}
    constants = [n for f in forms for n in _ends(f) if n in fixed]
    slots |= {n: len(piece.cells) + i for i, n in enumerate(constants)}
    shape = _blocks([linked.keys[n] for n in piece.cells])
    return Asked(
        np.array([slots[n] for n in judged], dtype=np.int64),
        np.array([linked.minima[n] for n in judged], dtype=np.int64),
        np.array([slots[_ends(f)[0]] for f in forms], dtype=np.int64),
        np.array([slots[_ends(f)[1]] for f in forms], dtype=np.int64),
        np.array([f.minimum for f in forms], dtype=np.int64),
        np.array([_mode(f) for f in forms], dtype=np.int64),
        np.array([fixed[n] for n in constants], dtype=np.int64),
        shape,
    )


def _mode(form: Group | Change) -> int:
    return CHANGE if isinstance(form, Change) else LENIENT if form.lenient else GROUP


def _blocks(keys: list[tuple[int, Key]]) -> tuple[Bools, ...]:
    """For each pair of codes of each short dimension, the cells that have one of them."""
    blocks = []
    for dimension in sorted({d for _, (_, pairs) in keys for d, _ in pairs}):
        codes = [dict(pairs).get(dimension, TOTAL) for _, (_, pairs) in keys]
        different = sorted(set(codes))
        if 2 < len(different) <= SHORT:
            column = np.array(codes)
            blocks += [(column == a) | (column == b) for a, b in combinations(different, 2)]
    return tuple(blocks)
