"""Segments of a year to one annual result, by the cycle's rubric: the predicate with the most months.

The rule and its status stand in the rubric (`segments`); without a rubric nothing is joined and a flag says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bening import layout
from bening.checks.segments import ANNUAL, Segment
from bening.i18n import mark as _
from bening.model.cycle import Cycle, SegmentRule
from bening.model.rubric import Source
from bening.model.terms import Predicate
from bening.score.types import Score, Step
from bening.source.load import Loaded

NO_RULE = "joining_rule_missing"
Row = tuple[Segment, Score]


def most_months(parts: Sequence[tuple[Predicate, int]]) -> Predicate:
    """The predicate with the most months in all; on a tie, of those the one that comes last.

    `parts` are predicate and months of each segment in the order of the year; at least one.
    """
    sums: dict[Predicate, int] = {}
    for predicate, months in parts:
        sums[predicate] = sums.get(predicate, 0) + months
    most = max(sums.values())
    return next(predicate for predicate, _months in reversed(parts) if sums[predicate] == most)


def long_enough(rows: Sequence[Row], least: int) -> list[Row]:
    """The segments of at least so many months, or all where none is that long."""
    return [row for row in rows if row[0].months >= least] or list(rows)


def rule_step(text: str, values: dict[str, str], rubric: Loaded[Cycle], pointer: str, rule: Source) -> Step:
    """A step that follows a rule of the cycle's rubric."""
    line, _column = rubric.position(pointer)
    return Step(text, values, rubric.path, line, pointer, tuple(rule.legal_basis), rule.status)


def join(rows: Sequence[Row], rubric: Loaded[Cycle] | None) -> Score:
    """The annual row of several segments, in the unit of the last one; the trace holds every segment's own."""
    last = rows[-1][1]
    trace = [step for segment, score in rows for step in (_heading(segment, rubric), *score.trace)]
    annual = replace(last, segment=ANNUAL, score="", work_rating=None, behaviour_rating=None, predicate=None)
    if rubric is None or rubric.model is None:
        none = Step(_("No joined result: the settings name no rules of the cycle"), {}, layout.SETTINGS, 1)
        return replace(annual, flags=(NO_RULE,), trace=(*trace, none))
    predicate, flags, steps = _joined(rows, rubric, rubric.model.segments)
    return replace(annual, predicate=predicate, flags=flags, trace=(*trace, *steps))


def _heading(segment: Segment, rubric: Loaded[Cycle] | None) -> Step:
    text = _("Segment {number}: {unit}, {starts} to {ends}, {months} months")
    values = {"number": segment.label, "unit": segment.position.unit, "months": str(segment.months)}
    values |= {"starts": segment.starts, "ends": segment.ends}
    if rubric is None or rubric.model is None:
        return Step(text, values, layout.SETTINGS, 1)
    return rule_step(text, values, rubric, "/segments/months", rubric.model.segments)


def _joined(
    rows: Sequence[Row], rubric: Loaded[Cycle], rule: SegmentRule
) -> tuple[Predicate | None, tuple[str, ...], list[Step]]:
    chosen = long_enough(rows, rule.least_months)
    steps = [_left_out(row, rubric, rule) for row in rows if row not in chosen]
    done = [(score.predicate, segment.months) for segment, score in chosen if score.predicate is not None]
    gaps = [score for _segment, score in chosen if score.predicate is None]
    own = tuple(dict.fromkeys(flag for score in gaps for flag in score.flags))
    flags = (rule.flag, *own) if gaps else ()
    if gaps:
        text = _("No annual result while a segment has none") if rule.incomplete == "wait" or not done else ""
        text = text or _("The segments without a result are left out")
        steps.append(rule_step(text, {}, rubric, "/segments/incomplete", rule))
        if rule.incomplete == "wait" or not done:
            return None, flags, steps
    predicate = most_months(done)
    number = sum(months for found, months in done if found == predicate)
    values = {"predicate": f"predicate:{predicate}", "months": str(number)}
    text = _("Joined: {predicate}, the predicate with the most months ({months})")
    steps.append(rule_step(text, values, rubric, "/segments/join", rule))
    return predicate, flags, steps


def _left_out(row: Row, rubric: Loaded[Cycle], rule: SegmentRule) -> Step:
    values = {"number": row[0].label, "months": str(rule.least_months)}
    text = _("Segment {number} is shorter than {months} months and is not joined")
    return rule_step(text, values, rubric, "/segments/least_months", rule)
