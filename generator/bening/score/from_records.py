"""What a person's records say, as the inputs of the regimes that compute with numbers, and the scores they lead to.

Only records that are approved as the rubric asks are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from bening import layout
from bening.checks.approvals import is_approved
from bening.checks.context import Context, Dossier
from bening.checks.segments import last_day
from bening.i18n import mark as _
from bening.model.header import PersonRecord
from bening.model.measures import Measurement
from bening.model.numeric import NumericRegime
from bening.model.organisation import Position
from bening.model.plan import Indicator
from bening.model.records import AnyRecord, Approval, Evaluation, Plan, Report
from bening.model.rubric import Part, RegimeBase
from bening.model.settings import CalendarPeriod
from bening.model.weighted import WeightedRegime
from bening.score import numeric, sources, weighted
from bening.score.decisions import effective
from bening.score.exact import fraction
from bening.score.tracing import RubricIncomplete
from bening.score.types import Score, Step
from bening.source.load import Loaded


class Segment(Protocol):
    """What is scored: a post, its label in the results, and the part in its records' names (empty for the year)."""

    @property
    def position(self) -> Position:
        """The post at the segment's end."""

    @property
    def label(self) -> str:
        """`1`, `2`, …"""

    @property
    def part(self) -> str:
        """`s2`, or empty."""


@dataclass(frozen=True, slots=True)
class WholeYear:
    """The year as one segment, in the post at its end."""

    position: Position
    label: str = "1"
    part: str = ""


def _at(dossier: Dossier, entry: CalendarPeriod, segment: Segment, kind: layout.PathKind) -> Loaded[AnyRecord] | None:
    """The sound record of a kind of a segment."""
    unit = segment.position.unit
    path = str(layout.RecordPath(kind, unit=unit, person=dossier.person, year=entry.period, part=segment.part))
    return next((r for r in dossier.records if r.path == path and r.model is not None), None)


def _approved(context: Context, dossier: Dossier, regime: RegimeBase, loaded: Loaded[AnyRecord]) -> bool:
    record = loaded.model
    if not isinstance(record, PersonRecord):
        return False
    approvals = [approval for _file, approval in dossier.beside(record, Approval)]
    return is_approved(loaded, approvals, regime, context.directory, last_day(context, record))


def _row(
    dossier: Dossier,
    entry: CalendarPeriod,
    segment: Segment,
    regime: RegimeBase,
    made: numeric.Outcome | weighted.Outcome,
    steps: Sequence[Step],
) -> Score:
    """The result of a segment in a regime that computes with numbers: a score, no ratings."""
    return Score(
        person=dossier.person,
        period=entry.period,
        segment=segment.label,
        unit=segment.position.unit,
        position_family=segment.position.family,
        regime=regime.id,
        score=made.rounded,
        work_rating=None,
        behaviour_rating=None,
        predicate=made.predicate,
        flags=made.flags,
        trace=(*steps, *made.steps),
    )


def numeric_score(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, rubric: Loaded[RegimeBase]
) -> Score:
    """Score one person in a numeric regime. Raises RubricIncomplete when the rubric cannot decide."""
    regime = rubric.model
    if not isinstance(regime, NumericRegime):
        raise RubricIncomplete(rubric.path)
    inputs, steps = _numeric_inputs(context, dossier, entry, segment, regime)
    made = numeric.decide(rubric, inputs)
    return _row(dossier, entry, segment, regime, made, steps)


def _numeric_inputs(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, regime: NumericRegime
) -> tuple[numeric.Inputs, list[Step]]:
    plan, report, evaluation = (_at(dossier, entry, segment, kind) for kind in ("plan", "report", "evaluation"))
    leads = regime.leads(segment.position)
    rated: Evaluation | None = evaluation.model if evaluation and isinstance(evaluation.model, Evaluation) else None
    if evaluation is None or rated is None:
        return numeric.Inputs(("evaluation",), leads=leads), []
    date = {"date": rated.body.date}
    steps = [Step(_("Evaluation by the supervisor, dated {date}"), date, evaluation.path, 1)]
    if not _approved(context, dossier, regime, evaluation):
        return numeric.Inputs(("approval",), leads=leads), steps
    steps.append(Step(_("Approved as it stands"), {}, evaluation.path, 1))
    absent: list[Part] = []
    named: tuple[tuple[Loaded[AnyRecord] | None, Part, Part], ...] = (
        (plan, "plan", "plan_approval"),
        (report, "report", "report_approval"),
    )
    for loaded, missing, unapproved in named:
        if loaded is None:
            absent.append(missing)
        elif not _approved(context, dossier, regime, loaded):
            absent.append(unapproved)
    after = effective(context, dossier, evaluation)
    scores = {item.value: item.score for item in rated.body.behaviour} | dict(after.scores)
    steps += after.steps
    behaviour = tuple(None if (s := scores.get(v)) is None else fraction(s) for v in regime.rated(leads))
    used = sources.groups(context, dossier, entry) if regime.opinions == "used" else {}
    inputs = numeric.Inputs(
        absent=tuple(absent),
        goals=tuple(_goals(plan.model if plan else None, report.model if report else None)),
        behaviour=behaviour,
        leads=leads,
        groups=tuple(numeric.groups_of(used)),
        innovation=rated.body.innovation is not None,
    )
    return inputs, steps


def _goals(plan: AnyRecord | None, report: AnyRecord | None) -> Iterator[numeric.Goal]:
    if not isinstance(plan, Plan):
        return
    done = {r.rhk: r.realisations for r in report.body.results} if isinstance(report, Report) else {}
    for item in plan.body.results:
        actual = [r.value for r in done.get(item.rhk, [])]
        actual += [None] * (len(item.indicators) - len(actual))
        measures = tuple(
            _measure(i, None if a is None else fraction(a)) for i, a in zip(item.indicators, actual, strict=False)
        )
        yield numeric.Goal(item.rhk, item.type == "tambahan", measures)


def _measure(indicator: Indicator, actual: Fraction | None) -> numeric.Measure:
    target = indicator.target
    value, lower, upper = (None if n is None else fraction(n) for n in (target.value, target.lower, target.upper))
    return numeric.Measure(indicator.aspect, indicator.direction, value, lower, upper, actual)


def weighted_score(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, rubric: Loaded[RegimeBase]
) -> Score:
    """Score one person by weighted indicators. Raises RubricIncomplete when the rubric cannot decide."""
    regime = rubric.model
    if not isinstance(regime, WeightedRegime):
        raise RubricIncomplete(rubric.path)
    position = segment.position
    values, steps = _measured(context, dossier, entry, segment, regime)
    made = weighted.decide(rubric, position.family, values | _given(context, dossier, entry, position, regime))
    return _row(dossier, entry, segment, regime, made, steps)


def _measured(
    context: Context, dossier: Dossier, entry: CalendarPeriod, segment: Segment, regime: WeightedRegime
) -> tuple[dict[str, Fraction | None], list[Step]]:
    """The approved measured values of a segment; of an indicator measured again the later date counts."""
    found: dict[str, Fraction | None] = {}
    steps: list[Step] = []
    period = f"{entry.period}-{segment.part}" if segment.part else entry.period
    of_year = [
        (record.body.date, loaded.path, loaded, record)
        for loaded, record in dossier.sound(Measurement)
        if (record.period, record.unit, record.rubric) == (period, segment.position.unit, regime.ref)
    ]
    for date, path, loaded, record in sorted(of_year, key=lambda row: row[:2]):
        if not _approved(context, dossier, regime, loaded):
            continue
        steps.append(Step(_("Measured values, dated {date}, approved as they stand"), {"date": date}, path, 1))
        for value in record.body.values:
            known = regime.indicator(value.indicator)
            if known is not None and known[1].source == "measurement":
                found[value.indicator] = fraction(value.value)
    return found, steps


def _given(
    context: Context, dossier: Dossier, entry: CalendarPeriod, position: Position, regime: WeightedRegime
) -> dict[str, Fraction | None]:
    """The values that come from elsewhere: the unit's survey, and several raters together."""
    weights = regime.weights_of(position.family)
    wanted = {w.indicator for w in weights[1].weights} if weights else set()
    found: dict[str, Fraction | None] = {}
    for indicator in regime.indicators:
        if indicator.id not in wanted:
            continue
        if indicator.source == "satisfaction":
            nearest = regime.satisfaction_of == "nearest_above"
            found[indicator.id] = sources.satisfaction(context, position.unit, entry.period, entry.ends, nearest)
        elif indicator.source == "multi_rater":
            found[indicator.id] = sources.item(context, dossier, entry, indicator.item or indicator.id)
    return found
