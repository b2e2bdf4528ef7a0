"""Ongoing feedback: is it acknowledged, how often is it given, and what a reviewer may want to ask about.

The signs are for whoever approves an evaluation, while it waits for approval. They accuse nobody and change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bening.checks.approvals import is_approved
from bening.checks.context import Context, Dossier
from bening.checks.record import Findings
from bening.checks.rights import answers, procedure_in_force
from bening.model.base import after
from bening.model.procedure import FeedbackRules, Recency, Sameness
from bening.model.records import AnyRecord, Approval, BehaviourItem, Evaluation, Feedback, WorkItem
from bening.model.rights import Acknowledgement
from bening.model.settings import CalendarPeriod
from bening.source.load import Loaded

_QUARTER_OF_MONTH = {f"{month:02d}": f"q{(month + 2) // 3}" for month in range(1, 13)}


def acknowledged(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """Feedback that the person has not acknowledged in time: a warning, when the rubric says."""
    record = loaded.model
    procedure = procedure_in_force(context)
    if not isinstance(record, Feedback) or procedure is None:
        return
    entry = context.settings.calendar.period(record.period)
    if entry is None:
        return
    due = after(record.body.date, procedure.feedback.acknowledge_days)
    shown = due if procedure.feedback.remind == "at_once" else max(due, entry.ends)
    if context.as_of > shown and not answers(dossier, loaded, Acknowledgement):
        yield loaded.finding("BNG524", "/kind", date=due)


def signs(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """What the reviewer of a yearly evaluation may want to ask about, while it is not approved."""
    record = loaded.model
    procedure = procedure_in_force(context)
    if not isinstance(record, Evaluation) or procedure is None or _settled(context, dossier, loaded, record):
        return
    rules, entry = procedure.feedback, context.settings.calendar.period(record.period)
    if entry is not None and record.period == entry.period:
        given = [feedback.body.date for _, feedback in dossier.beside(record, Feedback)]
        if _whole_period(dossier, entry) and few(rules, given):
            yield loaded.finding("BNG525", "/kind", limit=str(rules.least_a_year))
        if recent(rules.recency, given, entry.ends):
            yield loaded.finding("BNG526", "/kind", limit=str(rules.recency.last_days))
    if uniform(rules.sameness, record):
        yield loaded.finding("BNG527", "/kind")


def _settled(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord], record: Evaluation) -> bool:
    """Tell whether the evaluation is approved, so that nobody has to look at it any more."""
    regime = context.regime(record)
    approvals = [approval for _, approval in dossier.beside(record, Approval)]
    end = context.period_end(record.period)
    return regime is None or is_approved(loaded, approvals, regime, context.directory, end)


def _whole_period(dossier: Dossier, entry: CalendarPeriod) -> bool:
    """Tell whether the person was there from the period's first day."""
    person = dossier.model
    return person is not None and min(p.valid_from for p in person.body.positions) <= entry.starts


def few(rules: FeedbackRules, dates: Sequence[str]) -> bool:
    """Tell whether there is less feedback than a year asks for."""
    return len(dates) < rules.least_a_year


def recent(rules: Recency, dates: Sequence[str], ends: str) -> bool:
    """Tell whether feedback is bunched in the last days of the period that ends on `ends`."""
    first = after(ends, 1 - rules.last_days)
    late = sum(first <= date for date in dates)
    return len(dates) >= rules.least and 100 * late >= rules.percent * len(dates)


def uniform(rules: Sameness, evaluation: Evaluation) -> bool:
    """Tell whether nearly all items have one rating, or nearly all one text."""
    items: list[WorkItem | BehaviourItem] = [*evaluation.body.work, *evaluation.body.behaviour]
    if len(items) < rules.items:
        return False
    ratings: Counter[str] = Counter(item.rating for item in items if item.rating)
    texts = Counter(" ".join(item.feedback.casefold().split()) for item in items)
    return _share(ratings, len(items), rules.same_rating_percent) or _share(texts, len(items), rules.same_text_percent)


def _share(counts: Counter[str], total: int, percent: int) -> bool:
    return 100 * max(counts.values(), default=0) >= percent * total


def per_quarter(period: str, dates: Iterable[str]) -> dict[str, int]:
    """How often feedback was given in each quarter of a year; what is dated outside of it is not counted."""
    counts = Counter(_QUARTER_OF_MONTH[date[5:7]] for date in dates if date[:4] == period)
    return {quarter: counts[quarter] for quarter in ("q1", "q2", "q3", "q4")}
