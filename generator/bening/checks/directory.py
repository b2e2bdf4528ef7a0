"""Who was where, and who stood above whom, on a date. Reads only files whose path follows from an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from bening import layout
from bening.model.organisation import OfficerRole, Person, Position, Unit, UnitVersion
from bening.source.load import Reader


class Span(Protocol):
    """Something that holds from a day to a day, both included."""

    @property
    def valid_from(self) -> str:
        """First day, ISO."""

    @property
    def valid_to(self) -> str | None:
        """Last day, ISO; None while it lasts."""


S = TypeVar("S", bound=Span)
MAX_LEVELS = 12


def in_force(spans: Sequence[S], date: str) -> list[S]:
    """The spans that hold on an ISO date."""
    return [s for s in spans if s.valid_from <= date and (s.valid_to is None or date <= s.valid_to)]


class Directory:
    """The organisation as it was on any date."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def person(self, person: str) -> Person | None:
        """Return a person, or None when there is no sound file."""
        loaded = self._reader.record(layout.person_path(person))
        return loaded.model if loaded and isinstance(loaded.model, Person) else None

    def person_exists(self, person: str) -> bool:
        """Tell whether a person has a file, sound or not."""
        return self._reader.record(layout.person_path(person)) is not None

    def unit(self, unit: str, date: str) -> UnitVersion | None:
        """Return a unit as it was on `date`."""
        loaded = self._reader.record(layout.unit_path(unit))
        if not loaded or not isinstance(loaded.model, Unit):
            return None
        return next(iter(in_force(loaded.model.body.versions, date)), None)

    def position(self, person: str, date: str) -> Position | None:
        """Return the definitive position of a person on `date`, otherwise an acting one, otherwise None."""
        found = self.person(person)
        held = in_force(found.body.positions, date) if found else []
        return next((p for p in held if p.acting is None), held[0] if held else None)

    def supervisors(self, person: str, date: str) -> list[str]:
        """The supervisors of a person on `date`: that of the definitive position first."""
        found = self.person(person)
        held = in_force(found.body.positions, date) if found else []
        held.sort(key=lambda p: p.acting is not None)
        return [p.supervisor for p in held if p.supervisor]

    def above(self, unit: str, date: str) -> Iterator[str]:
        """The unit itself, then its parents upwards."""
        for _ in range(MAX_LEVELS):
            version = self.unit(unit, date)
            if version is None:
                return
            yield unit
            if version.parent is None:
                return
            unit = version.parent

    def office(self, unit: str, date: str) -> str | None:
        """Return the office (perangkat daerah) that `unit` is or belongs to, or None above office level."""
        for code in self.above(unit, date):
            version = self.unit(code, date)
            if version and version.level == "office":
                return code
        return None

    def is_above(self, person: str, other: str, date: str) -> bool:
        """Tell whether `person` is `other` or stands above `other` on `date`."""
        seen: set[str] = set()
        level = {other}
        while level:
            if person in level:
                return True
            seen |= level
            level = {boss for one in level for boss in self.supervisors(one, date)} - seen
        return False

    def hr(self, unit: str, date: str) -> set[str]:
        """The HR officers for a unit: those named by it and by every unit above."""
        return self.officers(unit, date, "hr")

    def officers(self, unit: str, date: str, role: OfficerRole) -> set[str]:
        """The holders of a role for a unit: those named by it and by every unit above."""
        found: set[str] = set()
        for code in self.above(unit, date):
            loaded = self._reader.record(layout.unit_path(code))
            if loaded and isinstance(loaded.model, Unit):
                found |= {o.person for o in in_force(loaded.model.body.officers, date) if o.role == role}
        return found
