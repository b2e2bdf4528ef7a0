"""Path <-> record id, both ways. Nothing else in the package knows what a path looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

RECORDS = "records"
RUBRICS = "rubrics"
RELEASES = "site/releases"
SETTINGS = "bening.yml"

PathKind = Literal[
    "unit",
    "person",
    "plan",
    "report",
    "evaluation",
    "feedback",
    "approval",
    "acknowledgement",
    "response",
    "objection",
    "decision",
    "assessment",
    "measurement",
    "survey",
    "achievement",
]
# Kinds in a person's folder, and which of them are numbered.
_SINGLE: tuple[PathKind, ...] = ("plan", "report", "evaluation")
_SERIES: tuple[PathKind, ...] = (
    "feedback",
    "approval",
    "acknowledgement",
    "response",
    "objection",
    "decision",
    "assessment",
    "measurement",
)
NUMBERED = frozenset(_SERIES)
_KINDS: dict[str, PathKind] = {kind: kind for kind in (*_SINGLE, *_SERIES)}
# Records about a unit in a period: the folder below records/ by kind.
_UNIT_FOLDERS: dict[str, PathKind] = {"surveys": "survey", "achievements": "achievement"}
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PERSON = r"p-[a-z2-7]{16}"
_UNIT = re.compile(rf"records/organisation/(?P<unit>{_SLUG})\.yaml")
_PEOPLE = re.compile(rf"records/people/(?P<shard>[a-z2-7]{{2}})/(?P<person>{_PERSON})\.yaml")
_RECORD = re.compile(
    rf"records/(?P<year>[0-9]{{4}})/(?P<unit>{_SLUG})/(?P<person>{_PERSON})/"
    rf"(?P<kind>{'|'.join(_KINDS)})(?:-(?P<part>q[1-4]|s[1-9]))?(?:-(?P<seq>[0-9]{{2,4}}))?\.yaml"
)
_ABOUT_UNIT = re.compile(
    rf"records/(?P<folder>{'|'.join(_UNIT_FOLDERS)})/(?P<year>[0-9]{{4}})/(?P<unit>{_SLUG}?)(?:-(?P<part>q[1-4]))?\.yaml"
)
_RUBRIC = re.compile(rf"rubrics/(?P<id>{_SLUG})/(?P<version>v[1-9][0-9]{{0,3}})\.yaml")


@dataclass(frozen=True, slots=True, order=True)
class RecordPath:
    """What a record's path says. Fields that a kind does not have are empty; `seq` 0 means unnumbered."""

    kind: PathKind
    unit: str = ""
    person: str = ""
    year: str = ""
    part: str = ""
    seq: int = 0

    @property
    def period(self) -> str:
        """`2025` or `2025-q1`."""
        return f"{self.year}-{self.part}" if self.part else self.year

    @property
    def folder(self) -> str:
        """The folder that holds a person's year."""
        return person_folder(self.year, self.unit, self.person)

    def __str__(self) -> str:
        if self.kind == "unit":
            return unit_path(self.unit)
        if self.kind == "person":
            return person_path(self.person)
        if self.kind in _UNIT_FOLDERS.values():
            return about_unit_path(self.kind, self.year, self.unit, self.part)
        return f"{self.folder}/{file_name(self.kind, self.part, self.seq)}"


def file_name(kind: str, part: str = "", seq: int = 0) -> str:
    """`evaluation-q1.yaml`, `feedback-03.yaml`; `seq` has at least two digits, 0 leaves it out."""
    return kind + (f"-{part}" if part else "") + (f"-{seq:02d}" if seq else "") + ".yaml"


def unit_path(unit: str) -> str:
    """Path of a unit's file."""
    return f"{RECORDS}/organisation/{unit}.yaml"


def about_unit_path(kind: str, year: str, unit: str, part: str = "") -> str:
    """Path of a survey or a result of a unit: `records/surveys/2025/dinas-dukcapil-q1.yaml`."""
    folder = next(name for name, known in _UNIT_FOLDERS.items() if known == kind)
    return f"{RECORDS}/{folder}/{year}/{unit}" + (f"-{part}" if part else "") + ".yaml"


def person_path(person: str) -> str:
    """Path of a person's file, sharded by the first two characters of the random part."""
    return f"{RECORDS}/people/{person[2:4]}/{person}.yaml"


def person_folder(year: str, unit: str, person: str) -> str:
    """Folder of a person's records of a year in a unit."""
    return f"{RECORDS}/{year}/{unit}/{person}"


def rubric_path(ref: str) -> str:
    """Path of a rubric from its reference `<id>/<version>`."""
    return f"{RUBRICS}/{ref}.yaml"


def parse(path: str) -> RecordPath | None:
    """Return what a POSIX path below the root says, or None when no record may lie there."""
    if m := _UNIT.fullmatch(path):
        return RecordPath("unit", unit=m["unit"])
    if m := _PEOPLE.fullmatch(path):
        return RecordPath("person", person=m["person"]) if m["person"][2:4] == m["shard"] else None
    if m := _ABOUT_UNIT.fullmatch(path):
        return RecordPath(_UNIT_FOLDERS[m["folder"]], unit=m["unit"], year=m["year"], part=m["part"] or "")
    if m := _RECORD.fullmatch(path):
        found = RecordPath(
            _KINDS[m["kind"]],
            unit=m["unit"],
            person=m["person"],
            year=m["year"],
            part=m["part"] or "",
            seq=int(m["seq"] or 0),
        )
        numbered = found.seq > 0 or m["seq"] is None
        return found if numbered and str(found) == path and (found.seq > 0 or found.kind not in NUMBERED) else None
    return None


def parse_rubric(path: str) -> str | None:
    """Return the reference of the rubric at `path`, or None."""
    m = _RUBRIC.fullmatch(path)
    return f"{m['id']}/{m['version']}" if m else None
