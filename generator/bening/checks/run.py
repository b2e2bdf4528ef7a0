"""The table of checks and the ways to run it: everything, or what a change touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bening import layout
from bening.checks import folder, organisation, record, rubrics
from bening.checks.context import Context, Dossier
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.records import AnyRecord
from bening.source.load import Loaded

Scope = Literal["record", "person"]


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """A check of one record within its person's dossier."""

    name: str
    run: Callable[[Context, Dossier, Loaded[AnyRecord]], Findings]


@dataclass(frozen=True, slots=True)
class PersonCheck:
    """A check of one person's file and all the records."""

    name: str
    run: Callable[[Context, Dossier], Findings]


RECORD_CHECKS = (
    RecordCheck("rules", record.rules),
    RecordCheck("calendar", record.calendar),
    RecordCheck("place", record.place),
    RecordCheck("rater", record.rater),
    RecordCheck("dates", record.dates),
    RecordCheck("approval", record.approval),
    RecordCheck("supports", folder.supports),
    RecordCheck("report", folder.report),
    RecordCheck("evaluation", folder.evaluation),
    RecordCheck("feedback", folder.feedback),
    RecordCheck("ratings", folder.ratings),
    RecordCheck("approved", folder.approved),
)
PERSON_CHECKS = (
    PersonCheck("person", organisation.person),
    PersonCheck("complete", folder.complete),
)


def check_dossier(context: Context, dossier: Dossier) -> Iterator[Finding]:
    """All checks of one person: the file, each record, and the records together."""
    if dossier.file is not None:
        yield from dossier.file.findings
    for check in PERSON_CHECKS:
        yield from check.run(context, dossier)
    for loaded in dossier.records:
        yield from check_record(context, dossier, loaded)


def check_record(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Iterator[Finding]:
    """All checks of one record. What cannot be read is reported and not looked into further."""
    yield from loaded.findings
    if loaded.model is not None:
        for check in RECORD_CHECKS:
            yield from check.run(context, dossier, loaded)


def check_unit(context: Context, path: str) -> Iterator[Finding]:
    """All checks of one unit's file."""
    loaded = context.reader.record(path)
    if loaded is not None:
        yield from loaded.findings
        yield from organisation.unit(context, loaded)


def check_rules(context: Context) -> Iterator[Finding]:
    """The checks of the rubrics in force; without them nobody's records can be checked."""
    yield from rubrics.settings_rubrics(context.settings, context.rubrics)


def check_spare_rules(context: Context) -> Iterator[Finding]:
    """The checks of the rubrics that are not in force."""
    yield from rubrics.spare_rubrics(context.settings, context.rubrics)


@dataclass(slots=True)
class Work:
    """Paths sorted by what has to be done with them."""

    people: dict[str, list[str]]
    units: list[str]
    others: list[str]

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(map(len, self.people.values())) + len(self.units) + len(self.others)


def sort_out(paths: Iterable[str]) -> Work:
    """Group record paths by person; set units, and what is no record at all, apart."""
    work = Work(defaultdict(list), [], [])
    for path in paths:
        place = layout.parse(path)
        if place is None:
            work.others.append(path)
        elif place.kind == "unit":
            work.units.append(path)
        else:
            work.people[place.person].append(path)
    return work


def stray(context: Context, path: str) -> Finding | None:
    """A finding for a file that may not lie below records/, except for read-me files, or for a locked folder."""
    if path.rpartition("/")[2] == "README.md":
        return None
    return Finding("BNG102" if context.tree.is_folder(path) else "BNG117", path)
