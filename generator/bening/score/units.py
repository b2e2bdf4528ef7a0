"""The results of units beside the predicates of their people: what only a look at everybody can tell.

Runs after all people are scored, on full checks alone. A finding points to the unit's record and names the
rubric's rule; it never says a number or a share of people, for a unit may be small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bening import layout
from bening.checks.context import Context
from bening.findings import Finding
from bening.model.distribution import Distribution
from bening.model.records import AnyRecord, Evaluation
from bening.model.settings import CalendarPeriod
from bening.model.terms import Predicate
from bening.model.units import Achievement
from bening.score.distribution import Deviation, compare, head_rating, too_few
from bening.score.types import Score
from bening.source.load import Loaded


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """A unit's result and how its people's predicates lie beside it. Internal: small units are in it."""

    file: Loaded[AnyRecord]
    record: Achievement
    rubric: Loaded[Distribution]
    counts: Counter[Predicate]
    small: bool  # fewer people than the rubric compares
    deviations: tuple[Deviation, ...]
    heads: tuple[Score, ...]  # the results of those who lead the unit

    @property
    def reason(self) -> bool:
        """Tell whether a reason for a deviation is written."""
        return self.record.body.deviation_reason is not None


class _People:
    """Everybody's official result of one year, by unit, so that each unit is summed once and nobody twice."""

    def __init__(self, context: Context, entry: CalendarPeriod, scores: Iterable[Score]) -> None:
        self._above = {s.unit: frozenset[str]() for s in scores}
        for unit in self._above:
            self._above[unit] = frozenset(context.directory.above(unit, entry.ends))
        self._by_unit: dict[str, Counter[Predicate]] = {unit: Counter() for unit in self._above}
        self.leaders: dict[str, list[Score]] = {}
        for score in scores:
            if score.predicate:
                self._by_unit[score.unit][score.predicate] += 1
            for unit in score.leads:
                self.leaders.setdefault(unit, []).append(score)

    def counts(self, unit: str, rules: Distribution) -> Counter[Predicate]:
        """How many people of a unit have which predicate, counted as the rubric says."""
        inside = [u for u, above in self._above.items() if u == unit or (rules.counted.below and unit in above)]
        total: Counter[Predicate] = Counter()
        for code in inside:
            total += self._by_unit[code]
        if not rules.counted.head:
            total -= Counter(s.predicate for s in self.leaders.get(unit, ()) if s.predicate and s.unit in inside)
        return total


def outcomes(context: Context, paths: Iterable[str], scores: Sequence[Score]) -> Iterator[UnitOutcome]:
    """The outcome of every unit whose result is recorded and sound; `paths` are those of records, `scores` all."""
    results = [(path, place) for path in sorted(paths) if (place := layout.parse(path)) and place.kind == "achievement"]
    years = {place.year for _path, place in results}
    found = [s for s in scores if s.counted and s.period in years] if years else []
    people = {
        entry.period: _People(context, entry, [s for s in found if s.period == entry.period])
        for entry in context.settings.calendar.periods
        if entry.period in years
    }
    for path, place in results:
        loaded = context.reader.record(path)
        if loaded is not None and isinstance(loaded.model, Achievement) and place.period in people:
            rubric = context.rubrics.load(loaded.model.rubric, Distribution)
            if rubric is not None and rubric.model is not None:
                yield _outcome(loaded, loaded.model, rubric, rubric.model, people[place.period])


def _outcome(
    loaded: Loaded[AnyRecord],
    record: Achievement,
    rubric: Loaded[Distribution],
    rules: Distribution,
    people: _People,
) -> UnitOutcome:
    counts = people.counts(record.unit, rules)
    small = too_few(counts, rules)
    deviations = [] if small else compare(counts, record.body.result, rules)
    heads = tuple(people.leaders.get(record.unit, ()))
    return UnitOutcome(loaded, record, rubric, counts, small, tuple(deviations), heads)


def findings(context: Context, paths: Iterable[str], scores: Sequence[Score]) -> Iterator[Finding]:
    """What reviewers should look at once the evaluations are due: patterns without a reason, heads' ratings."""
    for outcome in outcomes(context, paths, scores):
        entry = context.settings.calendar.period(outcome.record.period)
        if entry is None or context.as_of <= entry.evaluation_due:
            continue
        if not outcome.reason:
            yield from _deviating(outcome)
        yield from _heads(context, outcome)


def _deviating(outcome: UnitOutcome) -> Iterator[Finding]:
    for deviation in outcome.deviations:
        line, _column = outcome.rubric.position(deviation.pointer)
        yield outcome.file.finding("BNG551", "/body/result", rule=f"{outcome.rubric.path}:{line}")


def _heads(context: Context, outcome: UnitOutcome) -> Iterator[Finding]:
    """The head's rating of work results is the one that the unit's result gives."""
    record, rules = outcome.record, outcome.rubric.model
    if rules is None:
        return
    if not outcome.heads:
        yield outcome.file.finding("BNG556", "/unit")
    for score in outcome.heads:
        if score.unit == record.unit and score.work_rating not in (None, head_rating(record.body.result, rules)):
            path = str(layout.RecordPath("evaluation", unit=score.unit, person=score.person, year=score.period))
            loaded = context.reader.record(path)
            if loaded is not None and isinstance(loaded.model, Evaluation):
                line, _column = outcome.rubric.position("/head")
                yield loaded.finding("BNG552", "/body/work_rating", rule=f"{outcome.rubric.path}:{line}")
