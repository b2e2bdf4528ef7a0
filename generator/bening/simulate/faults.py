"""Planted faults: mistakes that people make, and exactly what `bening check` must say about them.

The plan goes through all codes in turn, and round by round through the kinds of a code; each fault gets another
person's folder, so that none masks another. What will be found follows from what was planted, never from a check.
It holds on every day from the one after the running year's deadline for plans to the year's end. A sound agency's own
warnings (people forget) stay as they are: found(faulty) = found(sound) + expected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bening.publish.write import WriteFailed, link, write_files
from bening.simulate.faults_closed import CLOSED
from bening.simulate.faults_notes import NOTES, Recipe
from bening.simulate.faults_people import Expected, Grounds
from bening.simulate.faults_records import RECORDS

EXPECTED = "expected-findings.json"
_MASKS = "a missing or broken rubric stops the checks of all people and would mask every other fault"
_RELEASES = "a release is refused or found damaged by release, build and attack; check does not look at releases"
_TABLES = "said of tables given to bening protect, not of records"
_LEAKS = "the leak gate looks at the staged site, not at records"

UNPLANTED: dict[str, str] = {
    "BNG102": "root reads every file, and Git keeps no right to read",
    "BNG509": "said of a change (check --since) only, never by a full check",
    "BNG601": _MASKS,
    "BNG602": _MASKS,
    "BNG603": _MASKS,
    "BNG604": _MASKS,
    "BNG605": _MASKS,
    "BNG606": _MASKS,
    "BNG607": _MASKS,
    "BNG608": "there is one calendar: a fault in it lies in nobody's folder and could stand there once only",
    "BNG701": _RELEASES,
    "BNG702": _RELEASES,
    "BNG703": _RELEASES,
    "BNG704": _RELEASES,
    "BNG705": _RELEASES,
    "BNG706": _RELEASES,
    "BNG707": _RELEASES,
    "BNG708": _RELEASES,
    "BNG709": _TABLES,
    "BNG710": _LEAKS,
    "BNG711": _TABLES,
    "BNG712": _RELEASES,
    "BNG713": _RELEASES,
    "BNG801": "the site is rendered by build only",
}


class TooManyFaults(ValueError):
    """The agency has not so many people in whose files a fault stays alone."""


def _merged(*tables: Mapping[str, tuple[Recipe, ...]]) -> dict[str, tuple[Recipe, ...]]:
    codes = sorted({code for table in tables for code in table})
    return {code: tuple(recipe for table in tables for recipe in table.get(code, ())) for code in codes}


PLANTED = _merged(NOTES, RECORDS, CLOSED)


@dataclass(frozen=True, slots=True)
class Planted:
    """Files to write over a sound agency, links to make in it, and what will be found; sorted."""

    files: dict[str, bytes]
    links: dict[str, str]
    expected: tuple[Expected, ...]


def _in_turn(closed: bool) -> Iterator[Recipe]:
    """Every code in turn, round by round; without a closed year those that need none."""
    table = PLANTED if closed else _merged(NOTES, RECORDS)
    for turn in count():
        for kinds in table.values():
            yield kinds[turn % len(kinds)]


def plan(root: Path, periods: tuple[str, ...], seed: int, faults: int) -> Planted:
    """Plan so many faults for the sound agency at `root`; writes nothing. Raises TooManyFaults."""
    grounds = Grounds(root, periods, seed)
    pairs = zip(range(faults), _in_turn(bool(grounds.closed)), grounds.victims(), strict=False)
    made = [recipe(victim) for _, recipe, victim in pairs]
    if len(made) < faults:
        raise TooManyFaults
    return Planted(
        {path: content for fault in made for path, content in fault.files.items()},
        {path: target for fault in made for path, target in fault.links.items()},
        tuple(sorted((e for fault in made for e in fault.expected), key=lambda e: e.order)),
    )


def plant(root: Path, planted: Planted) -> None:
    """Write the faults into the agency, and what must be found beside bening.yml. Raises WriteFailed."""
    for path, content in planted.files.items():
        folder, _slash, name = path.rpartition("/")
        write_files(root / folder, {name: content})
    for path, target in planted.links.items():
        _link(root / path, target)
    listed = [expected.as_json() for expected in planted.expected]
    write_files(root, {EXPECTED: (json.dumps(listed, indent=1) + "\n").encode()})


def _link(path: Path, target: str) -> None:
    """Make a link, or where the system has none a folder: the same finding."""
    try:
        link(path, target)
    except WriteFailed:
        write_files(path, {"catatan.txt": b"Catatan.\n"})
