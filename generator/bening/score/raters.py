"""Multi-rater assessment: from answer sheets to what may be counted and shown of each rater group.

Of a confidential group nothing leaves `aggregate` but a band an item and the number that stands for that band: no
mean, no lowest or highest answer, no number of answers. Whether anything is shown depends on the minimum and on the
close alone, never on what was answered (docs/adr/0035). Exact throughout; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bening.checks.context import Context, Dossier
from bening.checks.raters import close, counted, rubric_in_force, scheme
from bening.i18n import mark as _
from bening.model.multirater import OTHERS, Combination, Group, MultiRater
from bening.model.organisation import Position
from bening.model.raters import Assessment
from bening.model.settings import CalendarPeriod
from bening.model.terms import RaterGroup
from bening.score.types import Step
from bening.source.load import Loaded

Reason = Literal["", "not_closed", "too_few"]
NO_BAND = ""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item's band (empty for a group that is not confidential) and its number on the behaviour scale (0-120)."""

    band: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What may be counted and shown of a group. Without items there is a `reason`, and nothing else is known."""

    group: RaterGroup
    confidential: bool
    reason: Reason
    items: Mapping[str, ItemResult]

    @property
    def points(self) -> Fraction | None:
        """The mean of the items' numbers, exact; None where the group does not count."""
        found = [item.points for item in self.items.values()]
        return sum(found, Fraction(0)) / len(found) if found else None


def aggregate(assessments: Iterable[Assessment], rubric: MultiRater, closed: bool) -> dict[RaterGroup, GroupResult]:
    """Every group's result from sound sheets of one person, at most one a rater and group; their order is no matter.

    Before the close, and below the group's minimum, nothing depends on the answers.
    """
    sheets: dict[RaterGroup, list[Assessment]] = {group.group: [] for group in rubric.groups}
    for sheet in assessments:
        sheets[sheet.rater_group].append(sheet)
    return {group.group: _result(group, sheets[group.group], rubric, closed) for group in rubric.groups}


def _result(group: Group, sheets: Sequence[Assessment], rubric: MultiRater, closed: bool) -> GroupResult:
    enough = len(sheets) >= group.min_raters
    reason: Reason = "" if closed and enough else "too_few" if closed else "not_closed"
    items = {} if reason else _items(group, sheets, rubric)
    return GroupResult(group.group, group.confidential, reason, items)


def _items(group: Group, sheets: Sequence[Assessment], rubric: MultiRater) -> dict[str, ItemResult]:
    answers: dict[str, list[int]] = {item.id: [] for item in rubric.items}
    for sheet in sheets:
        for answer in sheet.body.answers:
            answers[answer.item].append(answer.value)
    if group.confidential:
        bands = scheme(rubric)
        shown = [ItemResult(band.id, Fraction(band.points)) for band in rubric.bands]
        return {item: shown[bands.band(given)] for item, given in answers.items()}
    points = {step.value: Fraction(step.points) for step in rubric.scale}
    return {
        item: ItemResult(NO_BAND, sum((points[v] for v in given), Fraction(0)) / len(given))
        for item, given in answers.items()
    }


def results(context: Context, dossier: Dossier, entry: CalendarPeriod, unit: str) -> dict[RaterGroup, GroupResult]:
    """Every group's result of a person in a period and the unit of its records; empty where no rubric is in force."""
    rubric = rubric_in_force(context, entry)
    if rubric is None or rubric.model is None:
        return {}
    closed = context.as_of > close(rubric.model, entry)
    return aggregate(counted(context, dossier, entry, unit) if closed else (), rubric.model, closed)


def _position(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Position | None:
    return context.directory.position(dossier.person, entry.ends) if dossier.model else None


def group_values(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Mapping[str, Fraction | None]:
    """Each group's value on the behaviour scale (0-120), None where it does not count.

    Confidential groups by the numbers of their bands: a score made of these tells no more than the bands do.
    Empty when the person held no position at the period's end or no multi-rater rubric is in force.
    """
    position = _position(context, dossier, entry)
    found = results(context, dossier, entry, position.unit) if position else {}
    return {group: result.points for group, result in found.items()}


def is_supervisory(rubric: MultiRater, position: Position) -> bool:
    """Tell whether a post leads people, as the rubric understands it."""
    return ("manajerial" in rubric.supervisory and position.post_type == "manajerial") or (
        "head" in rubric.supervisory and position.head
    )


def combination(rubric: MultiRater, values: Mapping[str, Fraction | None], supervisory: bool) -> Combination | None:
    """The rubric's row for the groups that have a value; None when none has, or the rubric has no such row."""
    groups = OTHERS if supervisory else OTHERS[:2]
    present = {group for group in groups if values.get(group) is not None}
    rows = (r for r in rubric.combinations if r.supervisory == supervisory and set(r.present) == present)
    return next(rows, None)


def combine(rubric: MultiRater, values: Mapping[str, Fraction | None], supervisory: bool) -> Fraction | None:
    """The groups' values by the rubric's weights, exact; None where no rule is known or a weighted group is missing."""
    row = combination(rubric, values, supervisory)
    if row is None or row.shares is None:
        return None
    total = Fraction(0)
    for group in ("self", *OTHERS):
        share, value = getattr(row.shares, group), values.get(group)
        if share and value is None:
            return None
        total += Fraction(share, 100) * (value or 0)
    return total


def combined(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Fraction | None:
    """The behaviour value (0-120) of all rater groups together, None where they cannot be combined."""
    rubric, position = rubric_in_force(context, entry), _position(context, dossier, entry)
    if rubric is None or rubric.model is None or position is None:
        return None
    values = group_values(context, dossier, entry)
    return combine(rubric.model, values, is_supervisory(rubric.model, position))


def steps(context: Context, dossier: Dossier, entry: CalendarPeriod) -> list[Step]:
    """What may be said of each group that was asked, for the explanation of a score; none without any answer."""
    rubric, position = rubric_in_force(context, entry), _position(context, dossier, entry)
    if rubric is None or rubric.model is None or position is None:
        return []
    asked = {
        sheet.rater_group
        for _file, sheet in dossier.sound(Assessment)
        if (sheet.period, sheet.unit) == (entry.period, position.unit)
    }
    found = results(context, dossier, entry, position.unit) if asked else {}
    return [step for group in found.values() if group.group in asked for step in _steps(rubric, rubric.model, group)]


def combination_step(context: Context, dossier: Dossier, entry: CalendarPeriod) -> Step | None:
    """How the groups are combined, citing the row of weights; None where they cannot be combined."""
    rubric, position = rubric_in_force(context, entry), _position(context, dossier, entry)
    if rubric is None or rubric.model is None or position is None:
        return None
    values, supervisory = group_values(context, dossier, entry), is_supervisory(rubric.model, position)
    row, total = combination(rubric.model, values, supervisory), combine(rubric.model, values, supervisory)
    if row is None or total is None:
        return None
    groups = ", ".join(f"rater_group:{name}" for name in row.present)
    text = _("By the weights for {groups} the rater groups together come to {points}.")
    pointer = f"/combinations/{rubric.model.combinations.index(row)}"
    return _step(rubric, rubric.model, text, pointer, {"groups": groups, "points": decimal(total)})


def decimal(value: Fraction) -> str:
    """A number with at most two decimals, half up, for reading."""
    hundredths = (value * 200 + 1) // 2
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def _steps(file: Loaded[MultiRater], rubric: MultiRater, result: GroupResult) -> Iterator[Step]:
    pointer = f"/groups/{[g.group for g in rubric.groups].index(result.group)}"
    group = {"group": f"rater_group:{result.group}"}
    if result.reason:
        yield _step(file, rubric, _REASONS[result.reason], pointer, group)
        return
    for index, band in enumerate(rubric.bands):
        items = [f"item:{item}" for item, found in result.items.items() if found.band == band.id]
        if items:
            values = group | {"band": f"band:{band.id}", "items": ", ".join(items)}
            yield _step(file, rubric, _("{group}: {band} in {items}"), f"/bands/{index}", values)
    text = _CONFIDENTIAL if result.confidential else _OPEN
    yield _step(file, rubric, text, pointer, group | {"points": decimal(result.points or Fraction(0))})


_REASONS = {
    "not_closed": _("{group}: answers are counted after the close; nothing is shown before"),
    "too_few": _("{group}: too few have answered; the group is neither scored nor shown"),
}
_CONFIDENTIAL = _("{group}: counts as {points}; each band stands for one number, so that single answers stay secret")
_OPEN = _("{group}: the mean of all items is {points}")


def _step(file: Loaded[MultiRater], rubric: MultiRater, text: str, pointer: str, values: dict[str, str]) -> Step:
    line = file.position(pointer)[0]
    return Step(text, values, file.path, line, pointer, tuple(rubric.legal_basis), rubric.status, _labels(rubric))


def _labels(rubric: MultiRater) -> dict[str, dict[str, str]]:
    groups = {f"rater_group:{g.group}": g.label.both() for g in rubric.groups}
    bands = {f"band:{b.id}": b.label.both() for b in rubric.bands}
    return groups | bands | {f"item:{i.id}": i.label.both() for i in rubric.items}
