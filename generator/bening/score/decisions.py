"""What an evaluation comes to after an objection: the decision takes its place, nothing is overwritten.

Source: PP 30/2019 Art. 59 (3) and (4), as the procedure that the objection pins says. Only a decision without any
error counts, and only from its day on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bening.checks.context import Context, Dossier
from bening.checks.rights import answers, procedure_of, received, sound
from bening.i18n import mark as _
from bening.model.procedure import Clock, Finality, Procedure
from bening.model.records import AnyRecord, Evaluation
from bening.model.rights import Decision, Objection
from bening.model.terms import BehaviourValue, Rating
from bening.score.types import Step
from bening.source.load import Loaded


@dataclass(frozen=True, slots=True)
class Case:
    """An objection that counts, the procedure it follows, and the decision on it, if there is one that counts."""

    file: Loaded[AnyRecord]
    objection: Objection
    procedure: Loaded[Procedure]
    rules: Procedure
    received: str | None
    decision_file: Loaded[AnyRecord] | None = None
    decision: Decision | None = None

    @property
    def last_day(self) -> str | None:
        """The last day on which it could be filed; None when receipt was not recorded."""
        return self.rules.last_day(self.rules.filing, self.received) if self.received else None

    @property
    def due(self) -> str:
        """The day by which it is to be decided."""
        return self.rules.last_day(self.rules.deciding, self.objection.body.date)


@dataclass(frozen=True, slots=True)
class Effective:
    """Ratings, and the scores of values that a decision changed, as they count; with the steps that led there."""

    work: Rating | None
    behaviour: Rating | None
    scores: Mapping[BehaviourValue, int | Decimal] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


def case_of(context: Context, dossier: Dossier, evaluation: Loaded[AnyRecord]) -> Case | None:
    """The objection against an evaluation as it stands on the context's day, with its decision; errors do not count."""
    for file, objection in answers(dossier, evaluation, Objection):
        if objection.body.date <= context.as_of and sound(context, dossier, file):
            rule = procedure_of(context, objection)
            if rule is not None and rule.model is not None:
                start = received(dossier, evaluation)
                return Case(file, objection, rule, rule.model, start, *_decision(context, dossier, file))
    return None


def _decision(
    context: Context, dossier: Dossier, file: Loaded[AnyRecord]
) -> tuple[Loaded[AnyRecord], Decision] | tuple[None, None]:
    """The decision that counts: the only one, or the last where the procedure lets another follow."""
    made = answers(dossier, file, Decision)
    counted = [(x, d) for x, d in made if d.body.date <= context.as_of and sound(context, dossier, x)]
    return counted[-1] if counted else (None, None)


def effective(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Effective:
    """What counts of an evaluation: its own ratings, or those that the decision on an objection put in their place.

    Raises TypeError when the file is no sound evaluation.
    """
    evaluation = loaded.model
    if not isinstance(evaluation, Evaluation):
        raise TypeError(loaded.path)
    body = evaluation.body
    case = case_of(context, dossier, loaded)
    if case is None:
        return Effective(body.work_rating, body.behaviour_rating)
    steps = _filed(case)
    if case.decision is None or case.decision_file is None:
        text = _("Not decided yet, due by {date}; until then the evaluation holds")
        waiting = _rule(case, "/deciding", case.rules.deciding, text, {"date": case.due})
        return Effective(body.work_rating, body.behaviour_rating, steps=(*steps, waiting))
    made = case.decision.body
    return Effective(
        made.work_rating or body.work_rating,
        made.behaviour_rating or body.behaviour_rating,
        {item.value: item.score for item in made.scores},
        (*steps, *_decided(case, case.decision_file, case.decision)),
    )


def _filed(case: Case) -> tuple[Step, ...]:
    filed = Step(_("Objection by the person, dated {date}"), {"date": case.objection.body.date}, case.file.path, 1)
    if case.received is None or case.last_day is None:
        text, values = _("The day of receipt is not on record, so no last day to object follows"), {}
    else:
        text = _("The evaluation was received on {received}; the last day to object was {date}")
        values = {"received": case.received, "date": case.last_day}
    return filed, _rule(case, "/filing", case.rules.filing, text, values)


def _decided(case: Case, file: Loaded[AnyRecord], decision: Decision) -> tuple[Step, ...]:
    body = decision.body
    values = {"date": body.date, "outcome": f"outcome:{body.outcome}"}
    made = Step(_("Decision on the objection, dated {date}: {outcome}"), values, file.path, 1)
    changed = body.work_rating or body.behaviour_rating or body.scores
    text = (
        _("The decision takes the place of what it changes in the evaluation")
        if changed
        else _("By the decision the evaluation stays as it is")
    )
    return made, _rule(case, "/finality", case.rules.finality, text, {})


def _rule(case: Case, pointer: str, rule: Clock | Finality, text: str, values: Mapping[str, str]) -> Step:
    line, _column = case.procedure.position(pointer)
    return Step(text, values, case.procedure.path, line, pointer, tuple(rule.legal_basis), rule.status)
