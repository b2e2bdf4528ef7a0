"""Indicators that are a unit's public-satisfaction index: a report's realisation against the index itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bening.checks.context import Context, Dossier
from bening.findings import Finding
from bening.model.plan import Indicator
from bening.model.records import AnyRecord, Plan, Realisation, Report
from bening.score.quadrant import RubricIncomplete
from bening.score.satisfaction import Index, measure
from bening.source.load import Loaded


@dataclass(frozen=True, slots=True)
class Surveyed:
    """An indicator of a plan that takes a unit's index, the realisation reported, and the index if there is one."""

    report: Loaded[AnyRecord]
    pointer: str
    unit: str
    indicator: Indicator
    realisation: Realisation
    index: Index | None

    @property
    def agrees(self) -> bool:
        """Tell whether the number reported is the index as it is published."""
        value = self.realisation.value
        return self.index is not None and value is not None and Fraction(value) == self.index.rounded


def surveyed(context: Context, dossier: Dossier) -> Iterator[Surveyed]:
    """Every indicator of a person's plans that takes a unit's index and that a report answers."""
    for loaded, report in dossier.sound(Report):
        plan = dossier.plan(report)
        if plan is not None:
            yield from _of_report(context, loaded, report, plan)


def _of_report(context: Context, loaded: Loaded[AnyRecord], report: Report, plan: Plan) -> Iterator[Surveyed]:
    planned = {item.rhk: item.indicators for item in plan.body.results}
    for place, item in enumerate(report.body.results):
        pairs = zip(planned.get(item.rhk, ()), item.realisations, strict=False)
        for number, (indicator, realisation) in enumerate(pairs):
            if indicator.survey is not None:
                pointer = f"/body/results/{place}/realisations/{number}"
                index = _index(context, indicator.survey, report.period)
                yield Surveyed(loaded, pointer, indicator.survey, indicator, realisation, index)


def _index(context: Context, unit: str, period: str) -> Index | None:
    try:
        return measure(context, unit, period)
    except RubricIncomplete:  # reported by the check of the rules
        return None


def realised(context: Context, dossier: Dossier) -> Iterator[Finding]:
    """A realisation that should be a unit's index is that index; otherwise reviewers are told. Only warns."""
    for one in surveyed(context, dossier):
        if one.index is None:
            yield one.report.finding("BNG553", one.pointer)
        elif not one.agrees:
            yield one.report.finding("BNG550", f"{one.pointer}/value")
