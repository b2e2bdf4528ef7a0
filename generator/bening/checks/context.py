"""What a check may look at, and the dossier of one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bening import layout
from bening.checks.directory import Directory
from bening.model.cycle import Cycle
from bening.model.header import PersonRecord
from bening.model.organisation import Person
from bening.model.records import AnyRecord, Plan
from bening.model.rubric import RegimeBase
from bening.model.settings import Settings
from bening.source.load import Loaded, Reader
from bening.source.rubrics import Rubrics
from bening.source.tree import WorkTree

_QUARTER_ENDS = {"q1": "03-31", "q2": "06-30", "q3": "09-30", "q4": "12-31"}
R = TypeVar("R", bound=PersonRecord)


class Context:
    """Settings, rubrics, records and the day as of which the check is made (ISO date)."""

    def __init__(self, tree: WorkTree, settings: Settings, as_of: str) -> None:
        self.tree = tree
        self.settings = settings
        self.as_of = as_of
        self.reader = Reader(tree)
        self.rubrics = Rubrics(tree)
        self.directory = Directory(self.reader)
        self.remembered: dict[tuple[str, str], Any] = {}  # stretches by person and year: asked for by every check

    def period_end(self, period: str) -> str:
        """The last day of a period: the calendar's for a year or a segment of one, the quarter's otherwise."""
        year, _, part = period.partition("-")
        if part in _QUARTER_ENDS:
            return f"{year}-{_QUARTER_ENDS[part]}"
        entry = self.settings.calendar.period(period)
        return entry.ends if entry else f"{year}-12-31"

    def reference(self, period: str, date: str) -> str:
        """The day that decides unit and rater: the record's date, at the latest the period's last day."""
        return min(date, self.period_end(period))

    @property
    def cycle_rubric(self) -> Loaded[Cycle] | None:
        """The file with the cycle's rules, None when the settings name none or there is none."""
        ref = self.settings.rules.cycle
        return self.rubrics.load(ref, Cycle) if ref else None

    @property
    def cycle(self) -> Cycle | None:
        """The cycle's rules, None when the settings name none or they are not sound."""
        loaded = self.cycle_rubric
        return loaded.model if loaded else None

    def regime(self, record: PersonRecord) -> RegimeBase | None:
        """The regime of the record's period by its own pin or the calendar."""
        entry = self.settings.calendar.period(record.period)
        ref = getattr(record, "rubric", None) or (entry.regime if entry else None)
        loaded = self.rubrics.regime(ref) if ref else None
        return loaded.model if loaded else None

    def plan_of(self, person: str, period: str, unit: str) -> Loaded[AnyRecord] | None:
        """The plan that a person made in a unit for the year of `period`."""
        path = str(layout.RecordPath("plan", unit=unit, person=person, year=period[:4]))
        return self.reader.record(path)


@dataclass(slots=True)
class Dossier:
    """A person's file and records; those that could not be read are there without a model."""

    person: str
    file: Loaded[AnyRecord] | None
    records: list[Loaded[AnyRecord]] = field(default_factory=list)

    @property
    def model(self) -> Person | None:
        """The person, when the file is sound."""
        return self.file.model if self.file and isinstance(self.file.model, Person) else None

    def sound(self, kind: type[R]) -> Iterator[tuple[Loaded[AnyRecord], R]]:
        """The sound records of a kind."""
        for loaded in self.records:
            if isinstance(loaded.model, kind):
                yield loaded, loaded.model

    def beside(self, record: PersonRecord, kind: type[R]) -> Iterator[tuple[Loaded[AnyRecord], R]]:
        """The sound records of a kind in the folder of `record`."""
        for loaded, other in self.sound(kind):
            if (other.period[:4], other.unit) == (record.period[:4], record.unit):
                yield loaded, other

    def has_plan(self, record: PersonRecord) -> bool:
        """Tell whether a plan, sound or not, lies in the folder of `record`."""
        start = f"{layout.person_folder(record.period[:4], record.unit, record.person)}/plan"
        return any(loaded.path.startswith(start) for loaded in self.records)

    def plan(self, record: PersonRecord) -> Plan | None:
        """The sound plan in the folder of `record`: that of its own period, otherwise the year's."""
        plans = {plan.period: plan for _, plan in self.beside(record, Plan)}
        return plans.get(record.period) or plans.get(record.period[:4])


def gather(context: Context, person: str, paths: list[str]) -> Dossier:
    """Read a person's file and the given records."""
    dossier = Dossier(person, context.reader.record(layout.person_path(person)))
    for path in paths:
        loaded = context.reader.record(path)
        if loaded is not None and loaded is not dossier.file:
            dossier.records.append(loaded)
    return dossier
