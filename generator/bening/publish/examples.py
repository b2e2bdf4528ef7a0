"""Worked examples of rubrics that compute with numbers, for made-up people; computed by the rubric's own formulas."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bening.model.base import Lang
from bening.model.credit import CreditPoints
from bening.model.exact import fraction, half_up, within
from bening.model.numeric import Formula, NumericRegime
from bening.model.rubric import PredicateLabel, RegimeBase
from bening.model.scales import band_of, on_scale
from bening.model.weighted import WeightedRegime
from bening.publish.publication import PublishedRubric

_PLACES = 2
# Made up: what is measured, target (or lower and upper bound) and realisation, by direction.
_NORMAL = (Fraction(12), Fraction(12))
_SMALLER = (Fraction(7), Fraction("6.5"))
_RANGE = (Fraction(10), Fraction(20), Fraction(23))
_BEHAVIOUR = Fraction(90)
_MEASURED = (88, 82, 76, 91, 80, 85)


@dataclass(frozen=True, slots=True)
class Achieved:
    """One indicator of the example, numbers as written in the language."""

    formula: Formula
    line: int
    target: str
    actual: str
    percent: str


@dataclass(frozen=True, slots=True)
class NumericExample:
    """How a made-up person's score comes about."""

    achieved: tuple[Achieved, ...]
    work: str
    behaviour: str
    score: str
    predicate: PredicateLabel
    line: int


@dataclass(frozen=True, slots=True)
class WeightedExample:
    """How a made-up person's index comes about: (indicator, value, weight) and the result."""

    parts: tuple[tuple[str, str, str], ...]
    index: str
    predicate: PredicateLabel
    line: int


def number(value: Fraction, lang: Lang) -> str:
    """A number with two places at most, with the language's decimal mark."""
    text = half_up(value, _PLACES).rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "id" else text


def numeric_example(rubric: PublishedRubric[RegimeBase], lang: Lang) -> NumericExample:
    """The example of a numeric regime. Raises TypeError for another regime or one without its rules."""
    regime = rubric.model
    if not isinstance(regime, NumericRegime) or regime.share is None:
        raise TypeError(regime.method)
    values, achieved = [], []
    for index, formula in enumerate(regime.achievement.formulas):
        target, lower, upper, actual = _made_up(formula)
        raw = formula.achieved(actual, target, lower, upper) or Fraction(0)
        value = within(raw, fraction(regime.achievement.minimum), fraction(regime.achievement.maximum))
        values.append(value)
        bounds = "–".join(number(n, lang) for n in (target, lower, upper) if n is not None)
        line = rubric.line(f"/achievement/formulas/{index}")
        achieved.append(Achieved(formula, line, bounds, number(actual, lang), number(value, lang)))
    work = sum(values, Fraction(0)) / len(values)
    share = regime.share[1]
    score = (fraction(share.work) * work + fraction(share.behaviour) * _BEHAVIOUR) / 100
    predicate, line = _result(rubric, regime, score)
    worked, behaved, scored = (number(n, lang) for n in (work, _BEHAVIOUR, score))
    return NumericExample(tuple(achieved), worked, behaved, scored, predicate, line)


def _made_up(formula: Formula) -> tuple[Fraction | None, Fraction | None, Fraction | None, Fraction]:
    if formula.formula == "bounds":
        return None, *_RANGE
    target, actual = _SMALLER if formula.formula == "inverse" else _NORMAL
    return target, None, None, actual


def _result(
    rubric: PublishedRubric[RegimeBase], regime: NumericRegime | WeightedRegime, score: Fraction
) -> tuple[PredicateLabel, int]:
    found = band_of(regime.bands, regime.rounding, score, False)
    if found is None:
        raise TypeError("bands")
    label = next(p for p in regime.predicates if p.id == found[2])
    return label, rubric.line(f"/bands/{found[0]}")


def weighted_example(rubric: PublishedRubric[RegimeBase], lang: Lang) -> WeightedExample:
    """The example of a weighted regime, for its first family. Raises TypeError for another regime."""
    regime = rubric.model
    if not isinstance(regime, WeightedRegime):
        raise TypeError(regime.method)
    total, parts = Fraction(0), []
    for weight, value in zip(regime.families[0].weights, _MEASURED * 9, strict=False):
        found = regime.indicator(weight.indicator)
        if found is None:
            raise TypeError(weight.indicator)
        own = found[1].scale
        at = on_scale(Fraction(value), regime.scale, own)
        total += on_scale(at, own, regime.scale) * fraction(weight.percent) / 100
        parts.append((found[1].label.get(lang), number(at, lang), number(fraction(weight.percent), lang)))
    predicate, line = _result(rubric, regime, total)
    return WeightedExample(tuple(parts), number(total, lang), predicate, line)


def credit_table(rubric: PublishedRubric[CreditPoints], lang: Lang) -> list[tuple[str, list[str]]]:
    """A year's points of every level by predicate, in the rubric's order, rounded as it says."""
    rules = rubric.model
    return [
        (c.label.get(lang), [_points(rules, c.level, p.predicate, 12, lang) for p in rules.percents])
        for c in rules.coefficients
    ]


def credit_example(rubric: PublishedRubric[CreditPoints], lang: Lang) -> str:
    """Two months of a first-level expert with a good predicate."""
    return _points(rubric.model, "ahli_pertama", "baik", 2, lang)


def _points(rules: CreditPoints, level: str, predicate: str, months: int, lang: Lang) -> str:
    text = half_up(rules.earned(level, predicate, months) or Fraction(0), rules.rounding.places)
    return text.replace(".", ",") if lang == "id" else text
