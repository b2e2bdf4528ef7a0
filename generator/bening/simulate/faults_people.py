"""Where a fault is planted: people with nothing amiss and nobody below them, and drafts of their files.

Every fault gets a person of its own, so that none masks another. Nobody else depends on what such a person says,
and none of that person's files has a finding of its own that a fault could make disappear.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from bening import layout
from bening.catalogue import CODES
from bening.simulate.chance import Chance
from bening.simulate.directory import REGIME
from bening.simulate.measures import APART
from bening.simulate.people import LEADERS
from bening.source.emit import dump
from bening.source.strict import read
from bening.source.tree import WorkTree

_RUNNING = {"plan.yaml", "approval-01.yaml"}
_CLOSED = {*_RUNNING, "report.yaml", "evaluation.yaml", "approval-02.yaml", "measurement-01.yaml", "approval-21.yaml"}


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a fault brings; `line` 0 means the whole file."""

    code: str
    path: str
    line: int
    pointer: str = ""

    @property
    def order(self) -> tuple[str, int, str, str]:
        """As reports are sorted."""
        return self.path, self.line, self.code, self.pointer

    def as_json(self) -> dict[str, object]:
        """The entry of expected-findings.json."""
        severity = CODES[self.code].severity
        return {
            "code": self.code,
            "severity": severity,
            "path": self.path,
            "line": self.line,
            "pointer": self.pointer,
        }


class Draft:
    """A text file in the making; lines count from 1."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._lines = text.split("\n")

    def line(self, start: str, after: int = 0) -> int:
        """The first line below `after` that begins so."""
        return next(n for n, text in enumerate(self._lines, 1) if n > after and text.startswith(start))

    def count(self, start: str, before: int = 0) -> int:
        """How many lines begin so, in all or above a line."""
        return sum(text.startswith(start) for text in self._lines[: before - 1 if before else None])

    def put(self, line: int, *by: str) -> None:
        """Replace a line by others, or by nothing."""
        self._lines[line - 1 : line] = by

    def insert(self, line: int, *new: str) -> None:
        """Put lines before a line."""
        self._lines[line - 1 : line - 1] = new

    def cut(self, first: int, end: int) -> list[str]:
        """Remove the lines from `first` up to the one before `end`, and return them."""
        gone = self._lines[first - 1 : end - 1]
        self._lines[first - 1 : end - 1] = []
        return gone

    def each(self, old: str, new: str, first: int = 1, end: int = 1 << 30) -> None:
        """Replace whole lines that begin with `old`, from `first` up to the one before `end`."""
        for at in range(first - 1, min(end - 1, len(self._lines))):
            if self._lines[at].startswith(old):
                self._lines[at] = new

    @property
    def content(self) -> bytes:
        """The file's bytes; a lone surrogate stands for the byte that is no UTF-8."""
        return "\n".join(self._lines).encode("utf-8", "surrogateescape")

    def expect(self, code: str, line: int, pointer: str = "") -> Expected:
        """A finding in this file."""
        return Expected(code, self.path, line, pointer)


@dataclass(frozen=True, slots=True)
class Fault:
    """Files to write, links to make, and what will be found."""

    files: dict[str, bytes]
    expected: tuple[Expected, ...]
    links: dict[str, str] = field(default_factory=dict)


def fault(drafts: list[Draft], *expected: Expected) -> Fault:
    """A fault made of some drafts."""
    return Fault({d.path: d.content for d in drafts}, expected)


class Grounds:
    """A sound simulated agency on disk, of which only what is asked for is read."""

    def __init__(self, root: Path, periods: tuple[str, ...], seed: int) -> None:
        self.root = root
        self.closed, self.running = periods[:-1], periods[-1]
        self.chance = Chance(seed, "faults")
        self._tree = WorkTree(root)

    def text(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    def names(self, folder: str) -> list[str]:
        """The names in a folder."""
        return [path.rpartition("/")[2] for path in self._tree.listing(folder)]

    def body(self, path: str) -> Any:
        """What a sound record says."""
        return read(self.text(path).encode()).tree["body"]

    def units(self) -> list[str]:
        """The codes of all units."""
        return [name.removesuffix(".yaml") for name in self.names(f"{layout.RECORDS}/organisation")]

    def word(self, length: int) -> str:
        """A new id's random part."""
        return self.chance.word(length)

    def victims(self) -> Iterator[Victim]:
        """All people in whose files a fault stays alone, in random order."""
        left = self._tree.listing(f"{layout.RECORDS}/people")
        while left:
            at = self.chance.below(len(left))
            path, left[at] = left[at], left[-1]
            left.pop()
            victim = Victim(self, path[-len("p-0123456789abcdef.yaml") : -len(".yaml")], self.body(path)["positions"])
            if victim.whole():
                yield victim


@dataclass(frozen=True, slots=True)
class Victim:
    """A person in whose records a fault is planted."""

    grounds: Grounds
    id: str
    positions: list[Any]

    @property
    def year(self) -> str:
        """The running year."""
        return self.grounds.running

    @property
    def closed(self) -> str:
        """The last closed year."""
        return self.grounds.closed[-1]

    @property
    def post(self) -> Any:
        """The latest position."""
        return self.positions[-1]

    @property
    def boss(self) -> str:
        """The supervisor of the running year."""
        return str(self.post["supervisor"])

    @property
    def unit(self) -> str:
        """The unit of the running year."""
        return str(self.post["unit"])

    def at(self, date: str) -> Any:
        """The position in force on a date."""
        return next(p for p in reversed(self.positions) if p["valid_from"] <= date)

    def folder(self, year: str) -> str:
        """The folder of a year's records."""
        return layout.person_folder(year, self.at(f"{year}-12-31")["unit"], self.id)

    def draft(self, year: str, name: str) -> Draft:
        """A record of a year, to be changed."""
        path = f"{self.folder(year)}/{name}"
        return Draft(path, self.grounds.text(path))

    def free(self, year: str, kind: str) -> int:
        """The next number for a record of a kind."""
        return 1 + sum(name.startswith(kind) for name in self.grounds.names(self.folder(year)))

    def whole(self) -> bool:
        """Tell whether nothing is missing, nobody is below, and the running year brings no change of post."""
        posts = (self.at(f"{self.year}-01-01"), self.post)
        steady = len({(p["unit"], p.get("supervisor")) for p in posts}) == 1 and "supervisor" in self.post
        if not steady or any(p["family"] == LEADERS for p in self.positions):
            return False
        if not self._one_post_a_year() or self._by_quarters():
            return False
        folders = [(year, _CLOSED) for year in self.grounds.closed] + [(self.year, _RUNNING)]
        return all(names <= set(self.grounds.names(self.folder(year))) for year, names in folders) and all(
            self._rated(year) and not self._objected(year) for year in self.grounds.closed
        )

    def _objected(self, year: str) -> bool:
        return any(name.startswith("objection") for name in self.grounds.names(self.folder(year)))

    def _one_post_a_year(self) -> bool:
        """Tell whether the post changed on the first of January only: no year has segments."""
        fields = ("unit", "title", "level", "family")
        pairs = pairwise(self.positions)
        return all(b["valid_from"].endswith("-01-01") or all(a[f] == b[f] for f in fields) for a, b in pairs)

    def _by_quarters(self) -> bool:
        """Tell whether there are quarterly evaluations, which rest on the plan as the annual one does."""
        years = (*self.grounds.closed, self.year)
        return any(n.startswith("evaluation-q") for y in years for n in self.grounds.names(self.folder(y)))

    def _rated(self, year: str) -> bool:
        """Both ratings are there, and no fault in one of them can take the official predicate far from the index."""
        body = self.grounds.body(f"{self.folder(year)}/evaluation.yaml")
        pair = (body.get("work_rating"), body.get("behaviour_rating"))
        return None not in pair and pair[1] != "di_bawah" and pair != ("di_bawah", "di_atas") and not self._apart(year)

    def _apart(self, year: str) -> bool:
        """Tell whether the measured values are so low that a reviewer is told of them already."""
        values = self.grounds.body(f"{self.folder(year)}/measurement-01.yaml")["values"]
        return any(value["value"] < APART for value in values)

    def note(self) -> Draft:
        """New feedback in the running year; every line of it is known."""
        return note(self, self.year, self.unit, self.id, self.free(self.year, "feedback"))


def note(victim: Victim, year: str, unit: str, person: str, number: int = 1) -> Draft:
    """Feedback by the victim's supervisor on somebody, in any folder."""
    lines = (
        "schema: bening/feedback/v1",
        "kind: feedback",
        f"person: {person}",
        f'period: "{year}"',
        f"unit: {unit}",
        f"rater: {victim.at(f'{year}-02-11')['supervisor']}",
        "rater_group: supervisor",
        "body:",
        f'  date: "{year}-02-11"',
        "  rhk: rhk-1",
        '  strength: "Data rapi dan tepat waktu."',
        '  suggestion: "Bagikan cara kerjanya kepada rekan."',
        "",
    )
    folder = layout.person_folder(year, unit, person)
    return Draft(f"{folder}/{layout.file_name('feedback', seq=number)}", "\n".join(lines))


def newcomer(victim: Victim, start: str, end: str = "") -> tuple[str, Draft]:
    """A new colleague of the victim, without any record: id and file."""
    person = f"p-{victim.grounds.word(16)}"
    lines = [
        "schema: bening/person/v1",
        "kind: person",
        f"person: {person}",
        "body:",
        "  employment: pns",
        "  positions:",
        f'    - valid_from: "{start}"',
        *([f'      valid_to: "{end}"'] if end else []),
        f"      unit: {victim.unit}",
        '      title: "Pengadministrasi Umum"',
        "      post_type: nonmanajerial",
        "      level: pelaksana",
        f"      family: {victim.post['family']}",
        "      grade: II/c",
        f"      supervisor: {victim.boss}",
        "",
    ]
    return person, Draft(layout.person_path(person), "\n".join(lines))


def plan(victim: Victim, person: str) -> Draft:
    """A plan of the running year with one work result, for a newcomer in the victim's unit."""
    lines = (
        "schema: bening/plan/v1",
        "kind: plan",
        f"person: {person}",
        f'period: "{victim.year}"',
        f"unit: {victim.unit}",
        f"rubric: {REGIME}",
        "body:",
        f'  date: "{victim.year}-01-15"',
        "  results:",
        "    - rhk: rhk-1",
        "      type: utama",
        '      text: "Arsip surat tertata"',
        "      indicators:",
        "        - aspect: kuantitas",
        '          text: "Jumlah surat"',
        "          target:",
        '            text: "12 surat"',
        "",
    )
    return Draft(f"{layout.person_folder(victim.year, victim.unit, person)}/plan.yaml", "\n".join(lines))


def approval(draft: Draft, date: str, by: str, role: str, number: int) -> Draft:
    """An approval of a draft as it is now; `date` lies in its year or after."""
    folder, _slash, name = draft.path.rpartition("/")
    place = layout.parse(draft.path)
    if place is None:
        raise ValueError("not a record's path")
    lines = (
        "schema: bening/approval/v1",
        "kind: approval",
        f"person: {place.person}",
        f'period: "{place.year}"',
        f"unit: {place.unit}",
        "body:",
        f'  date: "{date}"',
        f"  file: {name}",
        digest(draft.content),
        f"  approver: {by}",
        f"  role: {role}",
        "",
    )
    return Draft(f"{folder}/{layout.file_name('approval', seq=number)}", "\n".join(lines))


def digest(content: bytes) -> str:
    """The line with the digest of a file's bytes."""
    return "  " + dump({"sha256": hashlib.sha256(content).hexdigest()}).rstrip()


def signed(victim: Victim, year: str, draft: Draft, *expected: Expected) -> Fault:
    """A changed plan or evaluation whose approval is of the file as it is now."""
    name = "approval-01.yaml" if draft.path.endswith("/plan.yaml") else "approval-02.yaml"
    paper = victim.draft(year, name)
    papers = [paper, *answers_to(victim, year, draft.path.rpartition("/")[2])]
    for each in papers:
        resigned(each, draft)
    return fault([draft, *papers], *expected)


def resigned(paper: Draft, draft: Draft) -> Draft:
    """An approval, or another record that names the draft, of the draft as it is now."""
    paper.put(paper.line("  sha256:"), digest(draft.content))
    return paper


def answers_to(victim: Victim, year: str, name: str) -> list[Draft]:
    """What the person said to a file, which has to name it as it is now."""
    kinds = ("acknowledgement-", "response-")
    found = [
        victim.draft(year, other) for other in victim.grounds.names(victim.folder(year)) if other.startswith(kinds)
    ]
    return [draft for draft in found if draft.count(f"  file: {name}")]
