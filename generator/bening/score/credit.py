"""Credit points (angka kredit): percent of the predicate x coefficient of the level x months.

Source: PermenPANRB 1/2023 and PerBKN 3/2023, as the rubric's `legal_basis` says. Functional posts only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from bening import layout
from bening.checks.context import Context
from bening.checks.directory import in_force
from bening.findings import Finding, Refused
from bening.i18n import mark as _
from bening.model.credit import CreditPoints
from bening.model.organisation import Position
from bening.model.settings import CalendarPeriod
from bening.model.terms import Predicate
from bening.score.exact import fraction, half_up, shown
from bening.score.tracing import RubricIncomplete, cite
from bening.score.types import Score, Step
from bening.source.load import Loaded

COLUMNS = (
    "person",
    "period",
    "segment",
    "unit",
    "level",
    "months",
    "predicate",
    "percent",
    "coefficient",
    "points",
    "flags",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Months of the year in one functional post."""

    unit: str
    level: str
    months: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """The points of a segment, exact and as they are written; none with a flag that says why."""

    segment: Segment
    predicate: Predicate | None
    exact: Fraction | None
    points: str
    percent: str
    coefficient: str
    flags: tuple[str, ...]
    trace: tuple[Step, ...]

    def row(self, person: str, period: str, number: int) -> dict[str, str]:
        """The row of the internal results, columns as in `COLUMNS`."""
        return {
            "person": person,
            "period": period,
            "segment": str(number),
            "unit": self.segment.unit,
            "level": self.segment.level,
            "months": str(self.segment.months),
            "predicate": self.predicate or "",
            "percent": self.percent,
            "coefficient": self.coefficient,
            "points": self.points,
            "flags": ";".join(self.flags),
        }


def months_of(entry: CalendarPeriod, held_on: str) -> list[str]:
    """The day of each month of a period that decides which post the month counts for."""
    first, last = dt.date.fromisoformat(entry.starts), dt.date.fromisoformat(entry.ends)
    days = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        following = (year + month // 12, month % 12 + 1)
        day = dt.date(year, month, 1) if held_on == "first_day" else dt.date(*following, 1) - dt.timedelta(days=1)
        days.append(min(max(day, first), last).isoformat())
        year, month = following
    return days


def segments(rules: CreditPoints, positions: Sequence[Position], entry: CalendarPeriod) -> list[Segment]:
    """The months of a period in each functional post, in order; months in other posts are left out."""
    held = [_held(rules, positions, day) for day in months_of(entry, rules.months.held_on)]
    runs = groupby(held)
    return [Segment(*key, months=sum(1 for _m in run)) for key, run in runs if key is not None]


def _held(rules: CreditPoints, positions: Sequence[Position], day: str) -> tuple[str, str] | None:
    """Unit and level of the definitive functional post on a day."""
    for position in in_force(positions, day):
        if position.acting is None and rules.coefficient(position.level) is not None:
            return position.unit, position.level
    return None


def points(rules: CreditPoints, level: str, predicate: Predicate, months: int) -> Fraction:
    """Exact points of some months at a level with a predicate; RubricIncomplete when the rubric lacks one of them."""
    earned = rules.earned(level, predicate, months)
    if earned is None:
        raise RubricIncomplete(level)
    return earned


def line(rubric: Loaded[CreditPoints], segment: Segment, predicate: Predicate | None) -> CreditLine:
    """The points of one segment with the steps. Raises RubricIncomplete when the rubric lacks a rule."""
    rules = rubric.model
    found = rules.coefficient(segment.level) if rules else None
    if rules is None or found is None:
        raise RubricIncomplete(segment.level)
    index, coefficient = found
    text = _("Level {level}: coefficient {points} a year")
    written = {"level": f"level:{segment.level}", "points": shown(fraction(coefficient.points))}
    steps = [cite(rubric, f"/coefficients/{index}", coefficient, text, **written)]
    if predicate is None:
        text = _("No points: {reason}")
        step = cite(rubric, "/no_predicate", rules, text, reason="missing:predicate")
        flags = (rules.no_predicate.flag,)
        return CreditLine(segment, None, None, "", "", str(coefficient.points), flags, (*steps, step))
    exact = points(rules, segment.level, predicate, segment.months)
    place, percent = rules.percent(predicate) or (0, rules.percents[0])
    text = _("Predicate {predicate}: {percent} %")
    named = {"predicate": f"predicate:{predicate}", "percent": shown(fraction(percent.percent))}
    steps.append(cite(rubric, f"/percents/{place}", percent, text, **named))
    text = _("{months} of {year} months: {value}")
    counted = {"months": str(segment.months), "year": str(rules.months.year), "value": shown(exact)}
    steps.append(cite(rubric, "/months", rules.months, text, **counted))
    rounded = half_up(exact, rules.rounding.places) if rules.rounding.of == "segment" else _plain(exact)
    if rules.rounding.of == "segment":
        text = _("Rounded half up: {score}")
        step = cite(rubric, "/rounding", rules.rounding, text, score=f"number:{rounded}")
        steps.append(step)
    return CreditLine(
        segment, predicate, exact, rounded, str(percent.percent), str(coefficient.points), (), tuple(steps)
    )


def _plain(value: Fraction) -> str:
    """An unrounded value, six places where it does not end before."""
    return half_up(value, 6).rstrip("0").rstrip(".")


def total(rules: CreditPoints, lines: Iterable[CreditLine]) -> str:
    """The year's sum as the rubric rounds it; lines without points add nothing."""
    counted = [made for made in lines if made.exact is not None]
    if rules.rounding.of == "segment":
        return half_up(sum((Fraction(made.points) for made in counted), Fraction(0)), rules.rounding.places)
    return half_up(sum((made.exact or Fraction(0) for made in counted), Fraction(0)), rules.rounding.places)


def lines(
    rubric: Loaded[CreditPoints], positions: Sequence[Position], entry: CalendarPeriod, predicate: Predicate | None
) -> Iterator[CreditLine]:
    """The points of each functional segment of a year under the year's official predicate."""
    if rubric.model is not None:
        for segment in segments(rubric.model, positions, entry):
            yield line(rubric, segment, predicate)


def rules_in_force(context: Context) -> Loaded[CreditPoints]:
    """The rubric of credit points that the settings name. Raises Refused: none is named (BNG624), or it is wrong."""
    ref = context.settings.rules.credit_points
    if ref is None:
        raise Refused([Finding("BNG624", layout.SETTINGS, values={"field": "rules.credit_points"})])
    path = layout.rubric_path(ref)
    loaded = context.rubrics.load(ref, CreditPoints)
    if loaded is None or loaded.model is None:
        raise Refused(loaded.findings if loaded else [Finding("BNG601", path, values={"field": path})])
    return loaded


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's credit points of a period: one line a segment, and the sum as the rubric rounds it."""

    person: str
    period: str
    regime: str
    lines: tuple[CreditLine, ...]
    total: str

    def rows(self) -> list[dict[str, str]]:
        """The rows of the internal results, columns as in `COLUMNS`."""
        return [made.row(self.person, self.period, number) for number, made in enumerate(self.lines, 1)]


def credits_of(context: Context, rubric: Loaded[CreditPoints], scores: Iterable[Score]) -> Iterator[Credit]:
    """The credit points of everyone with a functional post, by the official scores among `scores`; one a person."""
    rules = rubric.model
    for score in scores:
        entry, person = context.settings.calendar.period(score.period), context.directory.person(score.person)
        official = score.counted
        if entry is None or person is None or rules is None or not official:
            continue
        made = tuple(lines(rubric, person.body.positions, entry, score.predicate))
        if made:
            yield Credit(score.person, score.period, entry.regime, made, total(rules, made))
