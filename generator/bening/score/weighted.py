"""An agency's own weighted indicators -> an index -> an indicative predicate. Never the official one.

Fractions inside; one rounding at the end. What the rubric does not say is refused (RubricIncomplete), never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.i18n import mark as _
from bening.model.rubric import RegimeBase
from bening.model.scales import on_scale
from bening.model.terms import Predicate
from bening.model.weighted import FamilyWeights, WeightedIndicator, WeightedRegime
from bening.score.exact import band_of, fraction, half_up, shown
from bening.score.tracing import RubricIncomplete, cite, rule_for
from bening.score.types import Step
from bening.source.load import Loaded

Values = Mapping[str, Fraction | None]  # by indicator, on the indicator's own scale; None or absent: missing


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exact index and its indicative predicate, or none with the flags that say why; and the steps."""

    index: Fraction | None
    rounded: str
    predicate: Predicate | None
    flags: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Sum:
    """What has been added up so far."""

    points: Fraction
    weight: Fraction
    stopped: bool
    flags: list[str]
    steps: list[Step]


def decide(rubric: Loaded[RegimeBase], family: str, values: Values) -> Outcome:
    """Return the index and the indicative predicate of a post of `family`, with the steps.

    Raises RubricIncomplete when the rubric has no weights for the family, no rule for a missing value or no band.
    """
    regime = rubric.model
    found = regime.weights_of(family) if isinstance(regime, WeightedRegime) else None
    if not isinstance(regime, WeightedRegime) or found is None:
        raise RubricIncomplete(family)
    place, weights = found
    so_far = _Sum(Fraction(0), Fraction(0), False, [], [])
    for number, weight in enumerate(weights.weights):
        known = regime.indicator(weight.indicator)
        if known is None:
            raise RubricIncomplete(weight.indicator)
        at = f"/families/{place}/weights/{number}"
        _add(rubric, regime, so_far, known[1], fraction(weight.percent), values.get(weight.indicator), at, weights)
    flags = tuple(dict.fromkeys(so_far.flags))
    if so_far.stopped or so_far.weight == 0:
        return Outcome(None, "", None, flags, tuple(so_far.steps))
    return _band(rubric, regime, so_far, flags, f"/families/{place}", weights)


def _add(
    rubric: Loaded[RegimeBase],
    regime: WeightedRegime,
    so_far: _Sum,
    indicator: WeightedIndicator,
    percent: Fraction,
    value: Fraction | None,
    pointer: str,
    weights: FamilyWeights,
) -> None:
    named = {"indicator": f"indicator:{indicator.id}", "percent": shown(percent)}
    if value is None:
        index, rule = rule_for(regime, indicator.source)
        if rule.effect is None:
            raise RubricIncomplete(indicator.source)
        so_far.flags.append(rule.flag)
        so_far.stopped |= rule.effect == "no_result"
        text = _("{indicator}, weight {percent} %: {reason}")
        reason = f"missing:{rule.part}"
        so_far.steps.append(cite(rubric, f"/missing/{index}", regime, text, reason=reason, **named))
        return
    points = on_scale(value, indicator.scale, regime.scale)
    so_far.points += points * percent
    so_far.weight += percent
    text = _("{indicator}: {value} on its scale is {points} on that of the index, weight {percent} %")
    shown_values = {"value": shown(value), "points": shown(points)}
    so_far.steps.append(cite(rubric, pointer, weights, text, **named, **shown_values))


def _band(
    rubric: Loaded[RegimeBase],
    regime: WeightedRegime,
    so_far: _Sum,
    flags: tuple[str, ...],
    pointer: str,
    weights: FamilyWeights,
) -> Outcome:
    value = so_far.points / so_far.weight
    found = band_of(regime.bands, regime.rounding, value, False)
    if found is None:
        raise RubricIncomplete("bands")
    index, band, predicate = found
    rounded = half_up(value, regime.rounding.places)
    steps = list(so_far.steps)
    text = _("Index: the weighted mean over weights of {percent} % is {value}")
    steps.append(cite(rubric, pointer, weights, text, percent=shown(so_far.weight), value=shown(value)))
    steps.append(cite(rubric, "/rounding", regime.rounding, _("Rounded half up: {score}"), score=f"number:{rounded}"))
    text = _("The band from {low} on gives: {predicate}")
    low = shown(fraction(band.at_least))
    steps.append(cite(rubric, f"/bands/{index}", band, text, low=low, predicate=f"predicate:{predicate}"))
    return Outcome(value, rounded, predicate, flags, tuple(steps))
