"""What stands on a report card: gathered from the person's own records, the scores and the rubrics.

Only what the person may see (domain notes, section 7): own plan, report, evaluations and feedback. Of confidential
raters nothing but what `score` lets out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bening import layout
from bening.checks.context import Context, Dossier
from bening.model.base import Lang
from bening.model.organisation import Position
from bening.model.plan import Indicator, PlanItem
from bening.model.records import Evaluation, Feedback, Plan, Realisation, Report, WorkItem
from bening.model.rubric import RegimeBase, ValueLabel
from bening.model.settings import CalendarPeriod
from bening.score.credit import credits_of, rules_in_force
from bening.score.explain import credit_labels, explain, localised, worded
from bening.score.objections import Deadline, clock, feedback_frequency
from bening.score.types import Score
from bening.source.identity import Identity


class NoCard(Exception):
    """There is nothing to report: no such person or period, or no position in it."""


@dataclass(frozen=True, slots=True)
class Party:
    """The person rated or the rater, as the official form's head has them; unknown names are left blank."""

    person: str
    name: str
    nip: str
    title: str
    grade: str
    unit: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with what came of it."""

    indicator: Indicator
    realisation: Realisation | None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work result of the plan: the supervisor's result it supports, its indicators, the rater's view."""

    item: PlanItem
    supported: str
    indicators: tuple[IndicatorRow, ...]
    view: WorkItem | None


@dataclass(frozen=True, slots=True)
class BehaviourRow:
    """A value that is rated: what is expected in particular, and the rater's view."""

    label: ValueLabel
    expectation: str
    rating: str
    score: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One evaluation form: a plan with its report and evaluation (a quarter, a segment, or the year)."""

    period: str
    unit: str
    rater: Party | None
    work: tuple[WorkRow, ...]
    behaviour: tuple[BehaviourRow, ...]
    plan: Plan | None
    report: Report | None
    evaluation: Evaluation | None
    rating_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """A score in words: the predicate's label or none, flags, and each step with where its rule stands."""

    score: Score
    regime: str
    official: bool
    predicate: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CreditWords:
    """Credit points of a year: the total, and every step in words with where its rule stands."""

    total: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on one report card."""

    period: str
    agency: str
    demo: bool
    as_of: str
    party: Party
    results: tuple[Result, ...]
    sheets: tuple[Sheet, ...]
    feedback: tuple[Feedback, ...]
    per_quarter: tuple[tuple[str, int], ...]
    deadlines: tuple[Deadline, ...]
    credits: tuple[CreditWords, ...]
    entry: CalendarPeriod


@dataclass(frozen=True, slots=True)
class _Maker:
    context: Context
    dossier: Dossier
    entry: CalendarPeriod
    names: Mapping[str, Identity]
    lang: Lang

    def party(self, person: str, position: Position | None) -> Party:
        known = self.names.get(person)
        version = self.context.directory.unit(position.unit, self.entry.ends) if position else None
        return Party(
            person,
            known.name if known else "",
            known.nip if known else "",
            position.title if position else "",
            position.grade if position else "",
            version.name.get(self.lang) if version else "",
        )

    def sheets(self) -> Iterator[Sheet]:
        """One a plan or evaluation of the year, in the order of their paths."""
        keys = {
            (place.period, place.unit)
            for loaded in self.dossier.records
            if (place := layout.parse(loaded.path)) and place.year == self.entry.period
            if place.kind in ("plan", "report", "evaluation")
        }
        for period, unit in sorted(keys):
            yield self._sheet(period, unit)

    def _sheet(self, period: str, unit: str) -> Sheet:
        here = (period, unit)
        plans = {(p.period, p.unit): p for _, p in self.dossier.sound(Plan)}
        plan = plans.get(here) or plans.get((self.entry.period, unit))
        report = next((r for _, r in self.dossier.sound(Report) if (r.period, r.unit) == here), None)
        evaluation = next((e for _, e in self.dossier.sound(Evaluation) if (e.period, e.unit) == here), None)
        regime = self._regime(evaluation or plan)
        version = self.context.directory.unit(unit, self.context.period_end(period))
        return Sheet(
            period,
            version.name.get(self.lang) if version else unit,
            self._rater(evaluation),
            tuple(self._work(plan, report, evaluation)) if plan else (),
            tuple(self._behaviour(regime, plan, evaluation)) if regime else (),
            plan,
            report,
            evaluation,
            {r.id: r.label.get(self.lang) for r in getattr(regime, "ratings", ())},
        )

    def _regime(self, record: Plan | Evaluation | None) -> RegimeBase | None:
        return self.context.regime(record) if record else None

    def _rater(self, evaluation: Evaluation | None) -> Party | None:
        if evaluation is None:
            return None
        date = self.context.reference(evaluation.period, evaluation.body.date)
        return self.party(evaluation.rater, self.context.directory.position(evaluation.rater, date))

    def _work(self, plan: Plan, report: Report | None, evaluation: Evaluation | None) -> Iterator[WorkRow]:
        came = {r.rhk: r.realisations for r in report.body.results} if report else {}
        views = {w.rhk: w for w in evaluation.body.work} if evaluation else {}
        for item in plan.body.results:
            made = came.get(item.rhk, [])
            rows = (
                IndicatorRow(indicator, made[n] if n < len(made) else None)
                for n, indicator in enumerate(item.indicators)
            )
            yield WorkRow(item, self._supported(plan, item), tuple(rows), views.get(item.rhk))

    def _supported(self, plan: Plan, item: PlanItem) -> str:
        """The text of the supervisor's result that an item supports, where that plan is there."""
        if item.supports is None:
            return ""
        boss = item.supports.person
        position = self.context.directory.position(boss, plan.body.date)
        loaded = self.context.plan_of(boss, plan.period, position.unit) if position else None
        model = loaded.model if loaded else None
        results = model.body.results if isinstance(model, Plan) else []
        return next((r.text for r in results if r.rhk == item.supports.rhk), item.supports.rhk)

    def _behaviour(
        self, regime: RegimeBase, plan: Plan | None, evaluation: Evaluation | None
    ) -> Iterator[BehaviourRow]:
        expected = {e.value: e.text for e in plan.body.expectations} if plan else {}
        views = {b.value: b for b in evaluation.body.behaviour} if evaluation else {}
        for label in regime.values:
            view = views.get(label.id)
            yield BehaviourRow(
                label,
                expected.get(label.id, ""),
                (view.rating or "") if view else "",
                str(view.score) if view and view.score is not None else "",
                view.feedback if view else "",
            )

    def results(self, scores: list[Score]) -> Iterator[Result]:
        """The official results first."""
        for score in sorted(scores, key=lambda s: (not self._official(s), s.regime, s.segment)):
            regime = self._regime_of(score)
            if regime is not None:
                labels = {p.id: p.label.get(self.lang) for p in regime.predicates}
                label = labels[score.predicate] if score.predicate else ""
                steps = tuple(explain(score, regime, self.lang))
                yield Result(score, regime.title.get(self.lang), self._official(score), label, steps)

    def _regime_of(self, score: Score) -> RegimeBase | None:
        refs = [self.entry.regime, *self.entry.indicative]
        models = (loaded.model for ref in refs if (loaded := self.context.rubrics.regime(ref)))
        return next((model for model in models if model and model.id == score.regime), None)

    def credits(self, scores: list[Score]) -> Iterator[CreditWords]:
        """The credit points of a functional post; nothing where the agency names no rubric for them."""
        if self.context.settings.rules.credit_points is None:
            return
        rubric = rules_in_force(self.context)
        regime = self.context.rubrics.regime(self.entry.regime)
        if rubric.model is None or regime is None or regime.model is None:
            return
        known = credit_labels(rubric.model, regime.model, self.lang)
        for made in credits_of(self.context, rubric, scores):
            steps = tuple(step for line in made.lines for step in worded(line.trace, known, self.lang))
            yield CreditWords(localised(made.total, self.lang), steps)

    def _official(self, score: Score) -> bool:
        return self.entry.regime.rpartition("/")[0] == score.regime


def card(
    context: Context, dossier: Dossier, scores: list[Score], period: str, names: Mapping[str, Identity], lang: Lang
) -> Card:
    """Gather a person's card of a year (`2025`). Raises NoCard."""
    entry = context.settings.calendar.period(period)
    if entry is None or entry.period != period or dossier.model is None or not scores:
        raise NoCard
    maker = _Maker(context, dossier, entry, names, lang)
    notes = sorted((f for _, f in dossier.sound(Feedback) if f.period[:4] == period), key=lambda f: f.body.date)
    return Card(
        period,
        context.settings.agency.name.get(lang),
        context.settings.demo,
        context.as_of,
        maker.party(dossier.person, context.directory.position(dossier.person, min(entry.ends, context.as_of))),
        tuple(maker.results(scores)),
        tuple(maker.sheets()),
        tuple(notes),
        tuple(feedback_frequency(dossier, entry).items()),
        tuple(clock(context, dossier, entry)),
        tuple(maker.credits(scores)),
        entry,
    )
