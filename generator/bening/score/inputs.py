"""What a segment's evaluation says and whether it counts: what every regime that reads evaluations starts from."""

from __future__ import annotations

from bening.checks.approvals import is_approved
from bening.checks.context import Context, Dossier
from bening.checks.segments import last_day
from bening.i18n import mark as _
from bening.model.records import AnyRecord, Approval, Evaluation
from bening.score.decisions import effective
from bening.score.quadrant import Inputs
from bening.score.types import Step
from bening.source.load import Loaded

NOTHING = Inputs(None, False, None, None)


def evaluation_at(dossier: Dossier, path: str) -> tuple[Loaded[AnyRecord], Evaluation] | None:
    """The sound evaluation at a path of the dossier."""
    return next(((a, b) for a, b in dossier.sound(Evaluation) if a.path == path), None)


def counts(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord], evaluation: Evaluation) -> bool:
    """Tell whether an evaluation is approved as it stands, by the rubric that it pins."""
    approvals = [approval for _file, approval in dossier.beside(evaluation, Approval)]
    rubric = context.rubrics.regime(evaluation.rubric)
    if rubric is None or rubric.model is None:
        return False
    return is_approved(loaded, approvals, rubric.model, context.directory, last_day(context, evaluation))


def inputs_at(context: Context, dossier: Dossier, path: str) -> tuple[Inputs, tuple[Step, ...]]:
    """The ratings of the evaluation at `path`, with the steps that lead to them.

    What an objection's decision changes is put in here, after the evaluation and before the regime sees it.
    """
    found = evaluation_at(dossier, path)
    if found is None:
        return NOTHING, ()
    loaded, evaluation = found
    body = evaluation.body
    steps = [Step(_("Evaluation by the supervisor, dated {date}"), {"date": body.date}, loaded.path, 1)]
    approved = counts(context, dossier, loaded, evaluation)
    if approved:
        steps.append(Step(_("Approved as it stands"), {}, loaded.path, 1))
    after = effective(context, dossier, loaded)
    return Inputs(loaded.path, approved, after.work, after.behaviour), (*steps, *after.steps)
