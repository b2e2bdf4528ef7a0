"""Checks of acknowledgement, response, objection and decision: what they name, the clock, who decides, finality.

Source: PP 30/2019 Art. 59; every number and role comes from the procedure that the objection pins.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeVar

from bening import layout
from bening.checks.approvals import holders, record_date
from bening.checks.context import Context, Dossier
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.header import PersonRecord
from bening.model.procedure import Procedure
from bening.model.records import KINDS, AnyRecord, Evaluation, Feedback
from bening.model.rights import Acknowledgement, Decision, DecisionBody, Objection, Response
from bening.model.terms import ApprovalRole
from bening.source.load import Loaded

Answer = Acknowledgement | Response | Objection | Decision
A = TypeVar("A", bound=PersonRecord)
_ABOUT: dict[type[PersonRecord], tuple[type[PersonRecord], ...]] = {
    Acknowledgement: (Evaluation, Feedback, Decision),
    Response: (Evaluation, Feedback),
    Objection: (Evaluation,),
    Decision: (Objection,),
}
_STALE = {Acknowledgement: "BNG520", Response: "BNG520", Objection: "BNG322", Decision: "BNG323"}
_SHIPPED = "objection/v1"  # named as an example to whoever has not chosen a procedure; nothing is decided by it
_ONCE = {Acknowledgement: "BNG521", Objection: "BNG329", Decision: "BNG328"}


def beside(dossier: Dossier, loaded: Loaded[AnyRecord], name: str) -> Loaded[AnyRecord] | None:
    """The file of that name in the same folder, sound or not."""
    path = f"{loaded.path.rpartition('/')[0]}/{name}"
    return next((other for other in dossier.records if other.path == path), None)


def answers(dossier: Dossier, target: Loaded[AnyRecord], kind: type[A]) -> list[tuple[Loaded[AnyRecord], A]]:
    """The sound records of a kind that name `target`, by number, of whatever version of it."""
    folder, _slash, name = target.path.rpartition("/")
    found = [
        (loaded, record)
        for loaded, record in dossier.sound(kind)
        if loaded.path.rpartition("/")[0] == folder and _body(record).file == name
    ]
    return sorted(found, key=lambda pair: _number(pair[0]))


def _body(record: PersonRecord) -> Any:
    """The body of an answer: of each kind it has `date`, `file` and `sha256`."""
    return getattr(record, "body", None)


def _number(loaded: Loaded[AnyRecord]) -> int:
    place = layout.parse(loaded.path)
    return place.seq if place else 0


def received(dossier: Dossier, target: Loaded[AnyRecord]) -> str | None:
    """The day on which the person received a file as it stands: the earliest acknowledgement of this version."""
    days = [r.body.date for _, r in answers(dossier, target, Acknowledgement) if r.body.sha256 == target.sha256]
    return min(days, default=None)


def procedure_of(context: Context, objection: Objection) -> Loaded[Procedure] | None:
    """The procedure that an objection pins; None when there is no such file."""
    return context.rubrics.load(objection.rubric, Procedure)


def procedure_in_force(context: Context) -> Procedure | None:
    """The procedure that the settings name, when it is there and sound."""
    ref = context.settings.rules.objection
    loaded = context.rubrics.load(ref, Procedure) if ref else None
    return loaded.model if loaded else None


def addressees(
    context: Context, procedure: Procedure, evaluation: Evaluation, *dates: str
) -> tuple[ApprovalRole, set[str]]:
    """The role that decides on an objection, and who held it on any of the dates."""
    rule, directory = procedure.addressee, context.directory
    found = {p for d in dates for p in holders(rule.role, evaluation, directory, d)}
    if found or rule.where_none is None:
        return rule.role, found - {evaluation.person}
    instead = {p for d in dates for p in holders(rule.where_none, evaluation, directory, d)}
    return rule.where_none, instead - {evaluation.person, evaluation.rater}


def about(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """What is acknowledged, answered, objected to or decided on is there, of a fitting kind, and as it was."""
    record = loaded.model
    if not isinstance(record, Answer):
        return
    target = beside(dossier, loaded, record.body.file)
    kinds = _ABOUT[type(record)]
    if target is None:
        yield loaded.finding("BNG320", "/body/file")
    elif target.model is None:
        return  # mended first
    elif not isinstance(target.model, kinds):
        allowed = [name for name, kind in KINDS.items() if issubclass(kind, kinds)]
        yield loaded.finding("BNG321", "/body/file", allowed=", ".join(allowed))
    elif record.body.sha256 != target.sha256:
        if isinstance(record, Objection | Decision) or not _again(dossier, target, type(record)):
            yield loaded.finding(_STALE[type(record)], "/body/sha256")
    elif record.body.date < record_date(target.model):
        yield loaded.finding("BNG411", "/body/date")


def _again(dossier: Dossier, target: Loaded[AnyRecord], kind: type[PersonRecord]) -> bool:
    """Tell whether somebody acknowledged or answered the file as it stands."""
    return any(_body(record).sha256 == target.sha256 for _, record in answers(dossier, target, kind))


def once(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """One acknowledgement of a version, one objection against an evaluation, one decision on an objection."""
    record = loaded.model
    if not isinstance(record, Acknowledgement | Objection | Decision):
        return
    target = beside(dossier, loaded, record.body.file)
    if target is None or not isinstance(target.model, _ABOUT[type(record)]):
        return
    if isinstance(record, Decision) and not _final(context, target.model):
        return
    same = answers(dossier, target, type(record))
    if isinstance(record, Acknowledgement):
        same = [(x, r) for x, r in same if r.body.sha256 == record.body.sha256]
        same.sort(key=lambda pair: pair[1].body.date)
    if same and same[0][0] is not loaded:
        yield loaded.finding(_ONCE[type(record)], "/body/file")


def _final(context: Context, objection: AnyRecord | None) -> bool:
    """Tell whether nothing may follow a decision; where the procedure cannot be read, nothing may."""
    rule = procedure_of(context, objection) if isinstance(objection, Objection) else None
    return rule is None or rule.model is None or rule.model.finality.final


def objection(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """An objection follows a procedure in force, goes to the right person, in time, and is decided in time."""
    record = loaded.model
    if not isinstance(record, Objection):
        return
    if context.settings.rules.objection is None:
        path = layout.rubric_path(_SHIPPED)
        yield loaded.finding("BNG612", "/rubric", field="rules.objection", line=f"objection: {_SHIPPED}", path=path)
        return
    rule = procedure_of(context, record)
    if rule is None:
        yield loaded.finding("BNG303", "/rubric")
        return
    if not _same_kind(record.rubric, context.settings.rules.objection):
        yield loaded.finding("BNG614", "/rubric")
        return
    if rule.model is None:
        yield from rule.findings
        return
    if not rule.model.in_force(record.body.date):
        yield loaded.finding("BNG614", "/rubric")
    target = beside(dossier, loaded, record.body.file)
    if target is not None and isinstance(target.model, Evaluation):
        yield from _addressed(context, loaded, record, target.model, rule.model)
        yield from _grounds(dossier, loaded, record, target.model)
        yield from _clock(context, dossier, loaded, record, target, rule.model)


def _same_kind(ref: str, in_force: str) -> bool:
    """Tell whether two references name versions of one rubric."""
    return ref.partition("/")[0] == in_force.partition("/")[0]


def _addressed(
    context: Context, loaded: Loaded[AnyRecord], record: Objection, evaluation: Evaluation, rule: Procedure
) -> Findings:
    role, allowed = addressees(context, rule, evaluation, record.body.date, evaluation.body.date)
    if record.body.addressee == evaluation.rater:
        yield loaded.finding("BNG324", "/body/addressee", allowed=role)
    elif record.body.addressee not in allowed:
        yield loaded.finding("BNG325", "/body/addressee", allowed=role)


def _grounds(dossier: Dossier, loaded: Loaded[AnyRecord], record: Objection, evaluation: Evaluation) -> Findings:
    """A ground names a work result that was rated."""
    rated = {item.rhk for item in evaluation.body.work}
    for index, ground in enumerate(record.body.grounds):
        if ground.rhk is not None and ground.rhk not in rated:
            yield loaded.finding("BNG304", f"/body/grounds/{index}/rhk")


def _clock(
    context: Context,
    dossier: Dossier,
    loaded: Loaded[AnyRecord],
    record: Objection,
    target: Loaded[AnyRecord],
    rule: Procedure,
) -> Findings:
    start = received(dossier, target)
    last = rule.last_day(rule.filing, start) if start else record.body.date
    if record.body.date > last:
        yield loaded.finding("BNG522", "/body/date", date=last)
    due = rule.last_day(rule.deciding, record.body.date)
    if context.as_of > due and not answers(dossier, loaded, Decision):
        yield loaded.finding("BNG523", "/kind", date=due)


def decision(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A decision is made by the addressee, after hearing those who must be heard, and says what it changes."""
    record = loaded.model
    if not isinstance(record, Decision):
        return
    filed = beside(dossier, loaded, record.body.file)
    if filed is None or not isinstance(filed.model, Objection):
        return
    target = beside(dossier, filed, filed.model.body.file)
    rule = procedure_of(context, filed.model)
    if target is None or not isinstance(target.model, Evaluation) or rule is None or rule.model is None:
        return
    yield from _decider(context, loaded, record, filed.model, target.model, rule.model)
    yield from _heard(loaded, record, filed.model, rule.model)
    yield from _outcome(loaded, record, target.model, rule.model)


def _decider(
    context: Context,
    loaded: Loaded[AnyRecord],
    record: Decision,
    filed: Objection,
    evaluation: Evaluation,
    rule: Procedure,
) -> Findings:
    by, addressee = record.body.decided_by, filed.body.addressee
    role, holding = addressees(context, rule, evaluation, record.body.date)
    if by in (evaluation.rater, evaluation.person):
        yield loaded.finding("BNG327", "/body/decided_by", allowed=role)
    elif by != addressee and (addressee in holding or by not in holding):  # a successor decides in the role
        yield loaded.finding("BNG326", "/body/decided_by", allowed=role)


def _heard(loaded: Loaded[AnyRecord], record: Decision, filed: Objection, rule: Procedure) -> Findings:
    hearings, span = record.body.hearings, (filed.body.date, record.body.date)
    for name in ("person", "rater"):
        day = getattr(hearings, name)
        if day is None and getattr(rule.hearing, name):
            yield loaded.finding("BNG412", "/body/hearings", field=name)
        elif day is not None and not span[0] <= day <= span[1]:
            yield loaded.finding("BNG412", f"/body/hearings/{name}", field=name)


def changes(body: DecisionBody, evaluation: Evaluation) -> bool:
    """Tell whether a decision makes anything different from what the evaluation says."""
    old = {item.value: item.score for item in evaluation.body.behaviour}
    return (
        body.work_rating not in (None, evaluation.body.work_rating)
        or body.behaviour_rating not in (None, evaluation.body.behaviour_rating)
        or any(old.get(new.value) != new.score for new in body.scores)
    )


def _outcome(loaded: Loaded[AnyRecord], record: Decision, evaluation: Evaluation, rule: Procedure) -> Findings:
    body, kind = record.body, rule.outcome(record.body.outcome).changes
    if kind == "never" and (body.work_rating or body.behaviour_rating or body.scores):
        yield loaded.finding("BNG413", "/body/outcome")
    elif kind == "always" and not changes(body, evaluation):
        yield loaded.finding("BNG414", "/body/outcome")


def sound(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> bool:
    """Tell whether an objection or a decision has no error of its own, so that it counts."""
    return not any(f.severity == "error" for f in _own(context, dossier, loaded))


def _own(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Iterator[Finding]:
    checks = (about, once, objection, decision)
    return chain.from_iterable(check(context, dossier, loaded) for check in checks)
