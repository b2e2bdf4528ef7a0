"""Objections as facts for a public table, and what a person has to do until when.

Nothing here is a text: others turn facts and deadlines into tables and pages. A fact is about one person and must be
protected before anything of it is published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bening.checks.context import Context, Dossier
from bening.checks.feedback import per_quarter
from bening.checks.rights import answers, procedure_in_force, received
from bening.model.base import after
from bening.model.procedure import Procedure
from bening.model.records import AnyRecord, Evaluation, Feedback
from bening.model.rights import Acknowledgement
from bening.model.settings import CalendarPeriod
from bening.model.terms import ObjectionOutcome
from bening.score.decisions import Case, case_of
from bening.source.load import Loaded

Outcome = ObjectionOutcome | Literal["belum_diputus"]
What = Literal["acknowledge_evaluation", "acknowledge_feedback", "object", "decide"]
State = Literal["open", "done", "late", "passed"]


@dataclass(frozen=True, slots=True)
class ObjectionFact:
    """An objection: of whom, in which period, unit at the period's end, outcome, and days from filing to decision.

    `days` is None while it is not decided.
    """

    person: str
    period: str
    unit: str
    outcome: Outcome
    days: int | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be done about a file: until when (ISO date, None without a limit), and how it stands.

    `open`: there is still time; `done`: in time; `late`: done after the day; `passed`: not done, the day is over.
    For `decide` it is the addressee who has to act, for the others the person.
    """

    what: What
    path: str
    due: str | None
    state: State


def objections(context: Context, dossier: Dossier, entry: CalendarPeriod) -> list[ObjectionFact]:
    """The objections of one person in a year that count, against yearly and quarterly evaluations alike."""
    position = context.directory.position(dossier.person, entry.ends)
    found = []
    for file, evaluation in _evaluations(dossier, entry):
        case = case_of(context, dossier, file)
        if case is not None:
            unit = position.unit if position else evaluation.unit
            found.append(ObjectionFact(dossier.person, entry.period, unit, *_result(case)))
    return found


def _evaluations(dossier: Dossier, entry: CalendarPeriod) -> Iterator[tuple[Loaded[AnyRecord], Evaluation]]:
    return ((file, e) for file, e in dossier.sound(Evaluation) if e.period[:4] == entry.period)


def _result(case: Case) -> tuple[Outcome, int | None]:
    if case.decision is None:
        return "belum_diputus", None
    start, end = (dt.date.fromisoformat(d) for d in (case.objection.body.date, case.decision.body.date))
    return case.decision.body.outcome, (end - start).days


def clock(context: Context, dossier: Dossier, entry: CalendarPeriod) -> list[Deadline]:
    """What is to be done about a person's evaluations and feedback of a year, by file; empty without a procedure."""
    procedure = procedure_in_force(context)
    if procedure is None:
        return []
    found = [d for file, _e in _evaluations(dossier, entry) for d in _evaluation(context, dossier, file, procedure)]
    for file, feedback in dossier.sound(Feedback):
        if feedback.period[:4] == entry.period:
            due = after(feedback.body.date, procedure.feedback.acknowledge_days)
            days = [r.body.date for _, r in answers(dossier, file, Acknowledgement)]
            found.append(_deadline(context, "acknowledge_feedback", file.path, due, min(days, default=None)))
    return sorted(found, key=lambda d: (d.path, d.what))


def _evaluation(
    context: Context, dossier: Dossier, file: Loaded[AnyRecord], procedure: Procedure
) -> Iterator[Deadline]:
    start, case = received(dossier, file), case_of(context, dossier, file)
    yield _deadline(context, "acknowledge_evaluation", file.path, None, start)
    rules = case.rules if case else procedure
    if start or case:
        last = rules.last_day(rules.filing, start) if start else None
        yield _deadline(context, "object", file.path, last, case.objection.body.date if case else None)
    if case:
        made = case.decision.body.date if case.decision else None
        yield _deadline(context, "decide", case.file.path, case.due, made)


def _deadline(context: Context, what: What, path: str, due: str | None, done: str | None) -> Deadline:
    if done is not None:
        return Deadline(what, path, due, "done" if due is None or done <= due else "late")
    return Deadline(what, path, due, "open" if due is None or context.as_of <= due else "passed")


def feedback_frequency(dossier: Dossier, entry: CalendarPeriod) -> dict[str, int]:
    """How often a person was given feedback in each quarter of a year."""
    return per_quarter(entry.period, (f.body.date for _, f in dossier.sound(Feedback)))
