"""What public tables count of a person beside the predicate: the furthest step of the year, and an objection.

A fact is about one person and must be protected before anything of it is published.
"""

from __future__ import annotations

from dataclasses import replace

from bening.checks.approvals import is_approved
from bening.checks.context import Context, Dossier
from bening.checks.segments import last_day
from bening.model.header import PersonRecord
from bening.model.records import Approval, Plan, Report
from bening.model.settings import CalendarPeriod
from bening.model.tables import RATED, STEPS
from bening.score.objections import objections
from bening.score.types import Score


def with_facts(context: Context, dossier: Dossier, score: Score) -> Score:
    """The score with the facts of its year, where it is the row that is counted."""
    entry = context.settings.calendar.period(score.period)
    if not score.counted or entry is None:
        return score
    return replace(score, stage=stage(context, dossier, score), objection=objection(context, dossier, entry))


def stage(context: Context, dossier: Dossier, score: Score) -> str:
    """The furthest step of the year: rated (exactly who has a predicate), else report, plan, or not even a plan.

    A report or plan counts once it is approved as it stands, where the regime asks for that.
    """
    if score.predicate is not None:
        return RATED
    none, planned, reported = STEPS
    if _counts(context, dossier, score.period, Report):
        return reported
    return planned if _counts(context, dossier, score.period, Plan) else none


def _counts(context: Context, dossier: Dossier, year: str, kind: type[PersonRecord]) -> bool:
    for file, record in dossier.sound(kind):
        regime = context.regime(record)
        if regime is None or record.period[:4] != year:
            continue
        approvals = [approval for _file, approval in dossier.beside(record, Approval)]
        if is_approved(file, approvals, regime, context.directory, last_day(context, record)):
            return True
    return False


def objection(context: Context, dossier: Dossier, entry: CalendarPeriod) -> tuple[str, int | None] | None:
    """Outcome and days of a person's objection in a year; of several the last by path: that on the whole year."""
    found = objections(context, dossier, entry)
    return (found[-1].outcome, found[-1].days) if found else None
