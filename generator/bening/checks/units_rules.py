"""Checks of the rubrics for records about units: nothing may be left open, nothing may contradict itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import get_args

from bening.checks.record import Findings
from bening.checks.rubrics import named
from bening.model.distribution import Distribution, ShareRule
from bening.model.satisfaction import ANSWERS, Satisfaction
from bening.model.settings import Settings
from bening.model.terms import UnitResult
from bening.source.load import Loaded
from bening.source.rubrics import Rubrics

RESULTS: tuple[UnitResult, ...] = get_args(UnitResult)


def rules_of_units(settings: Settings, rubrics: Rubrics) -> Findings:
    """The rubrics of satisfaction and distribution that the settings name are there and sound."""
    if ref := settings.rules.satisfaction:
        survey = rubrics.load(ref, Satisfaction)
        yield from named(survey, ref)
        if survey and survey.model:
            yield from _satisfaction(survey, survey.model)
    if ref := settings.rules.distribution:
        pattern = rubrics.load(ref, Distribution)
        yield from named(pattern, ref)
        if pattern and pattern.model:
            yield from _distribution(pattern, pattern.model)


def _satisfaction(loaded: Loaded[Satisfaction], rubric: Satisfaction) -> Findings:
    codes = [element.id for element in rubric.elements]
    if sum((e.share for e in rubric.elements), Fraction(0)) != 1 or len(set(codes)) < len(codes):
        yield loaded.finding("BNG628", "/elements")
    if [answer.value for answer in rubric.answers] != list(range(1, ANSWERS + 1)):
        yield loaded.finding("BNG629", "/answers")
    if not _covers(rubric):
        yield loaded.finding("BNG629", "/classes")


def _covers(rubric: Satisfaction) -> bool:
    """Tell whether every rounded index from the least to the greatest lies in exactly one class."""
    step = Decimal(1).scaleb(-rubric.rounding.places)
    spans = sorted((Decimal(c.low), Decimal(c.high)) for c in rubric.classes)
    touching = all(later[0] - earlier[1] == step for earlier, later in pairwise(spans))
    ends = spans[0][0] == rubric.factor and spans[-1][1] == rubric.factor * ANSWERS
    codes = {c.id for c in rubric.classes}
    return touching and ends and all(low <= high for low, high in spans) and len(codes) == len(spans)


def _distribution(loaded: Loaded[Distribution], rubric: Distribution) -> Findings:
    for pointer, given in (("/patterns", rubric.patterns), ("/head/ratings", rubric.head.ratings)):
        results = [one.result for one in given]
        if sorted(results) != sorted(RESULTS):
            missing = [result for result in RESULTS if results.count(result) != 1]
            yield loaded.finding("BNG630", pointer, missing=", ".join(missing))
    for place, pattern in enumerate(rubric.patterns):
        for number, rule in enumerate(pattern.rules):
            if (rule.percent is None) != (rule.share == "largest"):
                yield loaded.finding("BNG631", f"/patterns/{place}/rules/{number}")
        if _contradict(pattern.rules):
            yield loaded.finding("BNG632", f"/patterns/{place}/rules")


def _contradict(rules: Sequence[ShareRule]) -> bool:
    """Tell whether no unit could fulfil a pattern: a lower limit above an upper one, or lower ones above the whole."""
    lower = [(frozenset(r.predicates), r.percent, r.share) for r in rules if r.percent is not None and _is_lower(r)]
    upper = [(frozenset(r.predicates), r.percent) for r in rules if r.percent is not None and not _is_lower(r)]
    crossed = any(
        least > most or (least == most and share == "more_than")
        for inner, least, share in lower
        for outer, most in upper
        if inner <= outer
    )
    apart = [a for a in lower if not any(a is not b and a[0] & b[0] for b in lower)]
    return crossed or sum(least for _of, least, _share in apart) > 100


def _is_lower(rule: ShareRule) -> bool:
    return rule.share in ("more_than", "at_least")
