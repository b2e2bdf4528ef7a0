"""Checks of units and people's files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bening import layout
from bening.checks.approvals import record_date
from bening.checks.context import Context, Dossier
from bening.checks.directory import Span
from bening.checks.record import Findings
from bening.model.organisation import Person, Position, Unit, UnitVersion
from bening.model.records import AnyRecord
from bening.model.units import UnitRecord
from bening.source.load import Loaded

_ABOVE = {"office": {"agency"}, "unit": {"office"}}


def unit(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """A unit's versions follow one another, its parents exist one level above, its officers exist."""
    record = loaded.model
    if not isinstance(record, Unit):
        return
    yield from _spans(loaded, "/body/versions", record.body.versions)
    for index, version in enumerate(record.body.versions):
        if not _parent_fits(context, record.unit, version):
            yield loaded.finding("BNG310", f"/body/versions/{index}/parent")
    for index, officer in enumerate(record.body.officers):
        if not context.directory.person_exists(officer.person):
            yield loaded.finding("BNG301", f"/body/officers/{index}/person")


def about_unit(context: Context, loaded: Loaded[AnyRecord]) -> Findings:
    """A record about a unit: the period is in the calendar, the unit exists at its end, the rubric is there."""
    record = loaded.model
    if not isinstance(record, UnitRecord):
        return
    if context.settings.calendar.period(record.period) is None:
        yield loaded.finding("BNG317", "/period")
    elif context.directory.unit(record.unit, context.reference(record.period, record_date(record))) is None:
        yield loaded.finding("BNG302", "/unit")
    if not context.tree.exists(layout.rubric_path(record.rubric)):
        yield loaded.finding("BNG303", "/rubric")


def _parent_fits(context: Context, code: str, version: UnitVersion) -> bool:
    if version.level == "agency":
        return version.parent is None and code == context.settings.agency.id
    if version.parent is None or version.parent == code:
        return False
    parent = context.directory.unit(version.parent, version.valid_from)
    return parent is not None and parent.level in _ABOVE[version.level]


def _spans(loaded: Loaded[AnyRecord], pointer: str, spans: Sequence[Span]) -> Findings:
    for index, span in enumerate(spans):
        if span.valid_to is not None and span.valid_to < span.valid_from:
            yield loaded.finding("BNG308", f"{pointer}/{index}/valid_to")
    definitive = [(i, s) for i, s in enumerate(spans) if getattr(s, "acting", None) is None]
    for (_, earlier), (index, later) in pairwise(definitive):
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
            yield loaded.finding("BNG308", f"{pointer}/{index}/valid_from")


def person(context: Context, dossier: Dossier) -> Findings:
    """Positions follow one another; their units, families and supervisors exist; nobody is above themselves."""
    loaded = dossier.file
    if loaded is None or not isinstance(loaded.model, Person):
        return
    yield from _spans(loaded, "/body/positions", loaded.model.body.positions)
    for index, position in enumerate(loaded.model.body.positions):
        pointer = f"/body/positions/{index}"
        if context.directory.unit(position.unit, position.valid_from) is None:
            yield loaded.finding("BNG302", f"{pointer}/unit")
        yield from _family(context, loaded, pointer, position)
        yield from _supervisor(context, loaded, pointer, position)


def _family(context: Context, loaded: Loaded[AnyRecord], pointer: str, position: Position) -> Findings:
    rubric = context.rubrics.families(context.settings.position_families)
    if rubric and rubric.model:
        known = [family.id for family in rubric.model.families]
        if position.family not in known:
            yield loaded.finding("BNG312", f"{pointer}/family", allowed=", ".join(known))


def _supervisor(context: Context, loaded: Loaded[AnyRecord], pointer: str, position: Position) -> Findings:
    boss: str | None = position.supervisor
    if boss is None:
        return
    if not context.directory.person_exists(boss):
        yield loaded.finding("BNG301", f"{pointer}/supervisor")
        return
    start = loaded.path.rpartition("/")[2].removesuffix(".yaml")
    seen: set[str] = set()
    while boss is not None and boss not in seen:
        if boss == start:
            yield loaded.finding("BNG311", f"{pointer}/supervisor")
            return
        seen.add(boss)
        above = context.directory.position(boss, position.valid_from)
        boss = above.supervisor if above else None
