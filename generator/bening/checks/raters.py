"""Multi-rater assessments: which rubric is in force, which sheets are sound and count, and the rubric itself.

No finding says who rated: it stands on the rated person's file and tells what is wrong, never whose answer it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from bening import layout
from bening.checks.bands import Scheme, unsafe_count
from bening.checks.context import Context, Dossier
from bening.checks.directory import in_force
from bening.checks.record import Findings
from bening.checks.rubrics import named
from bening.findings import Finding
from bening.model.multirater import OTHERS, MultiRater, OtherGroup
from bening.model.organisation import Position
from bening.model.raters import Assessment
from bening.model.records import AnyRecord
from bening.model.settings import CalendarPeriod
from bening.model.terms import RaterGroup
from bening.source.load import Loaded

_GROUPS = ("peer", "self", "subordinate", "supervisor")


def rubric_in_force(context: Context, entry: CalendarPeriod) -> Loaded[MultiRater] | None:
    """The version in force in a period: the one that the settings name, or the newest one before it that covers it."""
    ref = context.settings.rules.multi_rater
    if ref is None:
        return None
    name, _, newest = ref.partition("/v")
    for number in range(int(newest), 0, -1):
        loaded = context.rubrics.load(f"{name}/v{number}", MultiRater)
        if loaded and loaded.model and _covers(loaded.model, entry):
            return loaded
    return None


def _covers(rubric: MultiRater, entry: CalendarPeriod) -> bool:
    return rubric.valid_from <= entry.starts and (rubric.valid_to is None or entry.ends <= rubric.valid_to)


def close(rubric: MultiRater, entry: CalendarPeriod) -> str:
    """The last day (ISO) on which answers count; a group's result may be shown after it."""
    return {"ends": entry.ends, "report_due": entry.report_due, "evaluation_due": entry.evaluation_due}[rubric.closes]


def assessment(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A sheet is of the rubric in force, complete and on the scale, by somebody who stands where it says, once."""
    record = loaded.model
    entry = context.settings.calendar.period(record.period) if isinstance(record, Assessment) else None
    if not isinstance(record, Assessment) or entry is None:
        return
    if record.period != entry.period:
        yield loaded.finding("BNG344", "/period")
        return
    rubric = rubric_in_force(context, entry)
    if rubric is None or rubric.model is None:
        yield loaded.finding("BNG341", "/rubric")
        return
    yield from _rater(context, dossier, loaded, record, rubric.model)
    if _repeated(dossier, loaded, record, close(rubric.model, entry)):
        yield loaded.finding("BNG343", "/body/rater")
    if record.rubric != rubric.model.ref:
        yield loaded.finding("BNG340", "/rubric")
    else:
        yield from _answers(loaded, record, rubric.model)
    if record.body.date > close(rubric.model, entry):
        yield loaded.finding("BNG545", "/body/date", date=close(rubric.model, entry))


def _answers(loaded: Loaded[AnyRecord], record: Assessment, rubric: MultiRater) -> Findings:
    items = [item.id for item in rubric.items]
    scale = [step.value for step in rubric.scale]
    answered = {answer.item for answer in record.body.answers}
    missing = [item for item in items if item not in answered]
    if missing:
        yield loaded.finding("BNG431", "/body/answers", missing=", ".join(missing))
    for index, answer in enumerate(record.body.answers):
        if answer.item not in items:
            yield loaded.finding("BNG432", f"/body/answers/{index}/item")
        elif answer.value not in scale:
            yield loaded.finding("BNG433", f"/body/answers/{index}/value", allowed=", ".join(map(str, scale)))


def _repeated(dossier: Dossier, loaded: Loaded[AnyRecord], record: Assessment, last: str) -> bool:
    """Tell whether an earlier file holds answers of the same rater for the same group; late ones do not count."""
    if record.body.date > last:
        return False
    return any(
        other is not loaded
        and other.path < loaded.path
        and (sheet.period, sheet.rater_group) == (record.period, record.rater_group)
        and sheet.body.rater == record.body.rater
        and sheet.body.date <= last
        for other, sheet in dossier.beside(record, Assessment)
    )


def _rater(
    context: Context, dossier: Dossier, loaded: Loaded[AnyRecord], record: Assessment, rubric: MultiRater
) -> Findings:
    rater, date = record.body.rater, record.body.date
    if not context.directory.person_exists(rater):
        yield loaded.finding("BNG301", "/body/rater")
    elif dossier.model is not None:
        dates = {date, context.reference(record.period, date)}
        if not any(_stands(context, rubric, record, day) for day in dates):
            yield loaded.finding("BNG342", "/rater_group")


def _stands(context: Context, rubric: MultiRater, record: Assessment, date: str) -> bool:
    """Tell whether the rater stands to the person on `date` as the sheet's group says."""
    person, rater = record.person, record.body.rater
    above = rater in context.directory.supervisors(person, date)
    below = person in context.directory.supervisors(rater, date)
    found: dict[RaterGroup, bool] = {
        "self": rater == person,
        "supervisor": above and rater != person,
        "subordinate": below and rater != person,
        "peer": not above and not below and rater != person and _peers(context, rubric, person, rater, date),
    }
    return found[record.rater_group]


def _peers(context: Context, rubric: MultiRater, person: str, rater: str, date: str) -> bool:
    mine, theirs = _held(context, person, date), _held(context, rater, date)
    supervisors = {p.supervisor for p in mine if p.supervisor} & {p.supervisor for p in theirs if p.supervisor}
    units = {p.unit for p in mine} & {p.unit for p in theirs}
    return bool(("same_supervisor" in rubric.peer_rule and supervisors) or ("same_unit" in rubric.peer_rule and units))


def _held(context: Context, person: str, date: str) -> list[Position]:
    found = context.directory.person(person)
    return in_force(found.body.positions, date) if found else []


def counted(context: Context, dossier: Dossier, entry: CalendarPeriod, unit: str) -> list[Assessment]:
    """The sheets of a person in a period and unit that count: sound, and given before the close.

    A sheet after the close would change a result that has been seen, and the difference would be its answers.
    """
    rubric = rubric_in_force(context, entry)
    if rubric is None or rubric.model is None:
        return []
    last = close(rubric.model, entry)
    return [
        sheet
        for loaded, sheet in dossier.sound(Assessment)
        if (sheet.period, sheet.unit, sheet.person) == (entry.period, unit, dossier.person)
        and sheet.body.date <= last
        and not list(assessment(context, dossier, loaded))
        and len({answer.item for answer in sheet.body.answers}) == len(sheet.body.answers)
    ]


def enough(context: Context, dossier: Dossier) -> Findings:
    """After the close: groups with fewer raters than the rubric asks for. Says no number."""
    for entry in context.settings.calendar.periods:
        rubric = rubric_in_force(context, entry)
        if rubric is None or rubric.model is None or context.as_of <= close(rubric.model, entry):
            continue
        last = close(rubric.model, entry)
        files: dict[tuple[str, RaterGroup], list[Loaded[AnyRecord]]] = {}
        for loaded, sheet in dossier.sound(Assessment):
            if sheet.period == entry.period and sheet.body.date <= last:
                files.setdefault((sheet.unit, sheet.rater_group), []).append(loaded)
        for (_unit, group), found in files.items():
            if len(found) < rubric.model.group(group).min_raters:
                yield found[0].finding("BNG546", "/rater_group")


def after_close(context: Context, path: str, place: layout.RecordPath) -> Findings:
    """A change that touches a sheet after the close: what moves in the result would be what was answered."""
    entry = context.settings.calendar.period(place.period) if place.kind == "assessment" else None
    rubric = rubric_in_force(context, entry) if entry else None
    if entry is None or rubric is None or rubric.model is None or context.as_of <= close(rubric.model, entry):
        return
    loaded = context.reader.record(path)
    late = loaded and isinstance(loaded.model, Assessment) and loaded.model.body.date > close(rubric.model, entry)
    if not late:
        yield Finding("BNG548", path)


def rules(context: Context) -> Findings:
    """The rubric that the settings name is there, whole and safe; outside a demonstration answers are sealed."""
    ref = context.settings.rules.multi_rater
    if ref is None:
        return
    loaded = context.rubrics.load(ref, MultiRater)
    yield from named(loaded, ref)
    if loaded is None:
        return
    if loaded.model is not None:
        yield from _whole(loaded, loaded.model)
    if not context.settings.demo and context.settings.sealing != "required":
        yield Finding("BNG547", layout.SETTINGS)


def _whole(loaded: Loaded[MultiRater], rubric: MultiRater) -> Findings:
    odd = list(_odd(rubric))
    yield from (loaded.finding("BNG625", pointer) for pointer in odd)
    yield from _combinations(loaded, rubric)
    if not odd:
        for index, group in enumerate(rubric.groups):
            if group.confidential:
                count = unsafe_count(scheme(rubric), group.min_raters, rubric.insiders.value)
                if count is not None:
                    yield loaded.finding("BNG626", f"/groups/{index}", number=str(count))


def scheme(rubric: MultiRater) -> Scheme:
    """The bands as numbers."""
    begins = tuple(Fraction(band.begins) for band in rubric.bands)
    return Scheme(rubric.scale[0].value, rubric.scale[-1].value, begins)


def _odd(rubric: MultiRater) -> Iterator[str]:
    """Where the parts do not fit together."""
    values = [step.value for step in rubric.scale]
    points = [Fraction(step.points) for step in rubric.scale]
    if values != list(range(values[0], values[0] + len(values))) or points != sorted(set(points)):
        yield "/scale"
    begins = [Fraction(band.begins) for band in rubric.bands]
    stand_for = [Fraction(band.points) for band in rubric.bands]
    if (
        begins[0] != values[0]
        or any(a >= b for a, b in pairwise([*begins, Fraction(values[-1])]))
        or any(a >= b for a, b in pairwise(stand_for))
        or not (points[0] <= stand_for[0] and stand_for[-1] <= points[-1])
        or len({band.id for band in rubric.bands}) != len(begins)
    ):
        yield "/bands"
    if tuple(sorted(group.group for group in rubric.groups)) != _GROUPS:
        yield "/groups"
    if len({item.id for item in rubric.items}) != len(rubric.items):
        yield "/items"


def _combinations(loaded: Loaded[MultiRater], rubric: MultiRater) -> Findings:
    """Every set of groups that can be present has one row, and its weights add up to 100 over what is present."""
    stated = [(row.supervisory, frozenset(row.present)) for row in rubric.combinations]
    if sorted(map(_key, stated)) != sorted(map(_key, _possible())):
        yield loaded.finding("BNG627", "/combinations")
    for index, row in enumerate(rubric.combinations):
        if row.shares is None:
            continue
        shares = {"supervisor": row.shares.supervisor, "peer": row.shares.peer, "subordinate": row.shares.subordinate}
        absent = sum(share for group, share in shares.items() if group not in row.present)
        if absent or row.shares.self + sum(shares.values()) != 100:
            yield loaded.finding("BNG627", f"/combinations/{index}")


def _key(row: tuple[bool, frozenset[OtherGroup]]) -> tuple[bool, list[str]]:
    return row[0], sorted(row[1])


def _possible() -> Iterator[tuple[bool, frozenset[OtherGroup]]]:
    for supervisory, groups in ((True, OTHERS), (False, OTHERS[:2])):
        for size in range(1, len(groups) + 1):
            yield from ((supervisory, frozenset(chosen)) for chosen in combinations(groups, size))
