"""Checks of what the regimes that compute with numbers need of a record: targets, realisations, scores, values."""

from __future__ import annotations

from decimal import Decimal

from bening.checks.approvals import record_date
from bening.checks.context import Context, Dossier
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.header import PersonRecord
from bening.model.measures import Measurement
from bening.model.numeric import NumericRegime
from bening.model.organisation import Position
from bening.model.plan import Indicator, PlanItem
from bening.model.records import AnyRecord, Evaluation, Plan, Report
from bening.model.rubric import RegimeBase
from bening.model.scales import Scale
from bening.model.weighted import WeightedRegime
from bening.source.load import Loaded


def _post(context: Context, record: PersonRecord) -> Position | None:
    """The position that the person held on the day that decides."""
    return context.directory.position(record.person, context.reference(record.period, record_date(record)))


def rated_values(context: Context, regime: RegimeBase, record: PersonRecord) -> list[str]:
    """The values that a regime rates for the post that the person held on the record's day."""
    if not isinstance(regime, NumericRegime):
        return [value.id for value in regime.values]
    post = _post(context, record)
    return list(regime.rated(post is not None and regime.leads(post)))


def _counts(regime: NumericRegime, item: PlanItem, indicator: Indicator) -> bool:
    skipped = item.type == "tambahan" and regime.combination.additional == "not_counted"
    return not skipped and indicator.aspect in regime.achievement.aspects


def targets(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """Under a numeric rubric each indicator that counts has a direction and a target that can be computed with."""
    record = loaded.model
    regime = context.regime(record) if isinstance(record, Plan) else None
    if not isinstance(record, Plan) or not isinstance(regime, NumericRegime):
        return
    for i, item in enumerate(record.body.results):
        for j, indicator in enumerate(item.indicators):
            if _counts(regime, item, indicator):
                yield from _target(loaded, f"/body/results/{i}/indicators/{j}", indicator)


def _target(loaded: Loaded[AnyRecord], pointer: str, indicator: Indicator) -> Findings:
    target = indicator.target
    if indicator.direction == "range":
        if target.lower is None or target.upper is None or target.lower > target.upper:
            yield loaded.finding("BNG427", f"{pointer}/target")
        elif target.lower <= 0:
            yield loaded.finding("BNG426", f"{pointer}/target/lower")
    elif indicator.direction is None or target.value is None:
        yield loaded.finding("BNG425", pointer, missing="direction" if indicator.direction is None else "value")
    elif target.value <= 0:
        yield loaded.finding("BNG426", f"{pointer}/target/value")


def realisations(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """Under a numeric rubric the report has a number for each indicator that counts."""
    record = loaded.model
    regime = context.regime(record) if isinstance(record, Report) else None
    if not isinstance(record, Report) or not isinstance(regime, NumericRegime):
        return
    plan = dossier.plan(record)
    items = {item.rhk: item for item in plan.body.results} if plan else {}
    for i, result in enumerate(record.body.results):
        item = items.get(result.rhk)
        for j, (indicator, done) in enumerate(
            zip(item.indicators if item else [], result.realisations, strict=False)  # unequal: BNG318
        ):
            if item and _counts(regime, item, indicator) and done.value is None:
                yield loaded.finding("BNG429", f"/body/results/{i}/realisations/{j}")


def behaviour(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """An evaluation names only values that its rubric rates; under a numeric one each has a score on the scale."""
    record = loaded.model
    regime = context.regime(record) if isinstance(record, Evaluation) else None
    if not isinstance(record, Evaluation) or regime is None:
        return
    rated = rated_values(context, regime, record)
    for index, item in enumerate(record.body.behaviour):
        pointer = f"/body/behaviour/{index}"
        if item.value not in rated:
            yield loaded.finding("BNG338", f"{pointer}/value", allowed=", ".join(rated))
        elif not isinstance(regime, NumericRegime):
            continue
        elif item.score is None:
            yield loaded.finding("BNG503", pointer, field="behaviour_score")
        elif not _on(item.score, regime.behaviour_scale):
            yield _off(loaded, f"{pointer}/score", regime.behaviour_scale)


def _on(value: int | Decimal, scale: Scale) -> bool:
    return scale.minimum <= value <= scale.maximum


def _off(loaded: Loaded[AnyRecord], pointer: str, scale: Scale) -> Finding:
    return loaded.finding("BNG428", pointer, low=str(scale.minimum), high=str(scale.maximum))


def measurement(context: Context, dossier: Dossier, loaded: Loaded[AnyRecord]) -> Findings:
    """A measurement is for an indicative rubric of its period: indicators of the person's family, on their scales."""
    record = loaded.model
    entry = context.settings.calendar.period(record.period) if isinstance(record, Measurement) else None
    if not isinstance(record, Measurement) or entry is None:
        return
    rubric = context.rubrics.regime(record.rubric)
    if rubric is None:
        yield loaded.finding("BNG303", "/rubric")
        return
    if record.rubric not in entry.indicative or (rubric.model and not isinstance(rubric.model, WeightedRegime)):
        yield loaded.finding("BNG335", "/rubric", allowed=", ".join(entry.indicative) or "-")
        return
    if "-q" in record.period:
        yield loaded.finding("BNG541", "/period")
    post = _post(context, record)
    weights = rubric.model.weights_of(post.family) if post and isinstance(rubric.model, WeightedRegime) else None
    if weights is not None and isinstance(rubric.model, WeightedRegime):
        yield from _values(loaded, record, rubric.model, [w.indicator for w in weights[1].weights])


def _values(loaded: Loaded[AnyRecord], record: Measurement, regime: WeightedRegime, weighed: list[str]) -> Findings:
    known = {i.id: i for i in regime.indicators if i.id in weighed and i.source == "measurement"}
    for index, value in enumerate(record.body.values):
        pointer = f"/body/values/{index}"
        if value.indicator not in known:
            yield loaded.finding("BNG336", f"{pointer}/indicator", allowed=", ".join(known))
        elif not _on(value.value, known[value.indicator].scale):
            yield _off(loaded, f"{pointer}/value", known[value.indicator].scale)
