"""Two releases about the same period: what their difference gives away.

First cell by cell. Then both releases as one system, as a reader would take them who supposes that where a
figure stayed the same nothing below it moved, and that where it only grew nobody left (or the other way round).
Where that supposition contradicts the files, nothing is inferred from it. A figure that was shown and is hidden in
the later release may have moved, and so may all it is a part of, if what was hidden stayed hidden: nobody can suppose
that it stayed as it was, for it would not have been taken back. Without the days of both releases in their manifests,
or where something hidden is shown in the other, the supposition is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from bening.disclose.assault.inference import Change, Effort, infer
from bening.disclose.assault.limits import TOTAL, Codes, Disclosure, Key, Limits
from bening.disclose.assault.linked import Linked, named, one_name
from bening.disclose.assault.reading import Folder

Above = dict[tuple[str, str], set[str]]  # (dimension, code) -> the code and all it is a part of


def differences(
    before: Folder, after: Folder, alone: Iterable[Disclosure], limits: Limits, effort: Effort
) -> list[Disclosure]:
    """What two releases give away together that neither does `alone`."""
    dated = bool(before.as_of and after.as_of) and before.as_of != after.as_of
    if dated and before.as_of > after.as_of:
        before, after = after, before
    linked = Linked(limits)
    linked.add(before, 0)
    linked.add(after, 1)
    pairs = {k: (n, linked.ids[1, k]) for (r, k), n in linked.ids.items() if r == 0 and (1, k) in linked.ids}
    shown = {k: pair for k, pair in pairs.items() if linked.shown[pair[0]] and linked.shown[pair[1]]}
    found, moves = [], {}
    for key, (i, j) in shown.items():
        moves[key] = (linked.values[j] or 0) - (linked.values[i] or 0)
        place = linked.shown[j]
        if place and 0 < abs(moves[key]) < max(linked.minima[i], linked.minima[j]):
            found.append(Disclosure("difference", *place, "published"))
    _suppose(linked, pairs, moves, _taken_back(linked, pairs) if dated else set(), _above([before, after]))
    return [*found, *_joint(linked, {k: p for k, p in pairs.items() if k not in shown}, alone, effort)]


def _joint(
    linked: Linked, pairs: dict[Key, tuple[int, int]], alone: Iterable[Disclosure], effort: Effort
) -> list[Disclosure]:
    """What follows once the releases are tied to each other."""
    known = {(d.table, d.cell) for d in alone}
    changes = []
    for i, j in pairs.values():
        place = linked.hidden[j] or linked.hidden[i]
        if place and place not in known:
            changes.append(Change(i, j, max(linked.minima[i], linked.minima[j]), place))
    return [
        d if d.kind in ("difference", "unfinished") else Disclosure("difference", d.table, d.cell, "joint")
        for d in infer(linked, changes, effort, contradictions=False)
        if (d.table, d.cell) not in known
    ]


def _taken_back(linked: Linked, pairs: dict[Key, tuple[int, int]]) -> set[Key]:
    """Cells that the earlier release shows and the later hides; none where the later shows what was hidden."""
    if any(linked.hidden[i] and linked.shown[j] for i, j in pairs.values()):
        return set()
    return {key for key, (i, j) in pairs.items() if linked.shown[i] and linked.hidden[j]}


def _suppose(
    linked: Linked, pairs: dict[Key, tuple[int, int]], moves: dict[Key, int], taken: set[Key], above: Above
) -> None:
    """Tie each hidden cell to itself in the other release, as far as the published figures suggest."""
    loose = {up for key in taken for up in _wholes(key, above, linked.limits)}
    fallen = loose | {up for key, move in moves.items() if move < 0 for up in _wholes(key, above, linked.limits)}
    grown = loose | {up for key, move in moves.items() if move > 0 for up in _wholes(key, above, linked.limits)}
    for key, (i, j) in pairs.items():
        if key in moves or key in taken:
            continue
        wholes = [up for up in _wholes(key, above, linked.limits) if up in moves]
        still = any(up not in fallen and up not in grown for up in wholes)
        rising, falling = any(up not in fallen for up in wholes), any(up not in grown for up in wholes)
        if still:
            linked.tie(j, [i], ("", ()))
        elif rising != falling:
            low, high = (i, j) if rising else (j, i)
            linked.tie(high, [low, linked.number(2, key)], ("", ()))


def _wholes(key: Key, above: Above, limits: Limits) -> list[Key]:
    """The key and every key of which it is a part."""
    population, pairs = key
    ways = [[(d, up) for up in above.get((d, code), {code})] for d, code in pairs]
    return [one_name((population, frozenset(p for p in way if p[1] != TOTAL)), limits) for way in product(*ways)]


def _above(folders: list[Folder]) -> Above:
    parents: Above = {}
    for table in (t for folder in folders for t in folder.tables):
        for dimension, relations in zip(table.dimensions, table.relations, strict=True):
            sums = {**relations, **table.merged}
            for parent, parts in sums.items():
                _note(parents, dimension, named(table, parent), tuple(named(table, p) for p in parts))
    return {pair: _closure(pair, parents) for pair in parents}


def _note(parents: Above, dimension: str, parent: str, parts: Codes) -> None:
    for part in parts:
        if part != parent:
            parents.setdefault((dimension, part), set()).add(parent)


def _closure(pair: tuple[str, str], parents: Above) -> set[str]:
    dimension, code = pair
    found, new = {code}, {code}
    while new:
        new = {up for c in new for up in parents.get((dimension, c), ())} - found
        found |= new
    return found
