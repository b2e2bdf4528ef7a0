"""Checks of rubrics that compute with numbers: weights, bands, scales; nothing left open, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any, get_args

from bening import layout
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.credit import FUNCTIONAL_LEVELS, CreditPoints
from bening.model.numeric import GroupWeights, NumericRegime, Posts
from bening.model.rubric import Families, RegimeBase
from bening.model.scales import Band, Scale
from bening.model.settings import Settings
from bening.model.terms import PREDICATES, Direction
from bening.model.weighted import WeightedRegime
from bening.source.load import Loaded
from bening.source.rubrics import Rubrics


def numeric(loaded: Loaded[RegimeBase], regime: NumericRegime) -> Findings:
    """Shares, formulas, groups' weights, scales and bands of a numeric regime."""
    yield from _each_once(loaded, "/shares", [regime.opinions], [s.opinions for s in regime.shares], open_ended=True)
    for index, share in enumerate(regime.shares):
        yield from _hundred(loaded, f"/shares/{index}", [share.work, share.behaviour])
    formulas = [f.direction for f in regime.achievement.formulas]
    yield from _each_once(loaded, "/achievement/formulas", get_args(Direction), formulas)
    yield from _groups(loaded, regime)
    if set(regime.supervisory.only_values) - {v.id for v in regime.values}:
        yield loaded.finding("BNG621", "/supervisory/only_values")
    for name, scale in (("/scale", regime.scale), ("/behaviour_scale", regime.behaviour_scale)):
        yield from _scale(loaded, name, scale)
    if regime.achievement.minimum >= regime.achievement.maximum:
        yield loaded.finding("BNG622", "/achievement")
    yield from _bands(loaded, regime.bands, regime.scale)


def weighted(loaded: Loaded[RegimeBase], regime: WeightedRegime, families: Families | None) -> Findings:
    """Indicators, families' weights, rules for missing values, scales and bands of a weighted regime."""
    codes = [i.id for i in regime.indicators]
    yield from _each_once(loaded, "/indicators", codes, codes)
    for index, indicator in enumerate(regime.indicators):
        yield from _scale(loaded, f"/indicators/{index}/scale", indicator.scale)
        if (indicator.item is None) == (indicator.source == "multi_rater"):
            yield loaded.finding("BNG621", f"/indicators/{index}")
    for index, family in enumerate(regime.families):
        pointer = f"/families/{index}/weights"
        yield from _hundred(loaded, pointer, [w.percent for w in family.weights])
        named = [w.indicator for w in family.weights]
        if len(set(named)) != len(named) or set(named) - set(codes):
            yield loaded.finding("BNG621", pointer)
    if families is not None:
        stated = [f.family for f in regime.families]
        yield from _each_once(loaded, "/families", [f.id for f in families.families], stated)
    for index, rule in enumerate(regime.missing):
        if rule.effect is None:
            yield loaded.finding("BNG620", f"/missing/{index}", missing="effect")
    yield from _scale(loaded, "/scale", regime.scale)
    yield from _bands(loaded, regime.bands, regime.scale)


def credit(loaded: Loaded[CreditPoints], rules: CreditPoints) -> Findings:
    """Every predicate has its percent and every functional level its coefficient, exactly once."""
    yield from _each_once(loaded, "/percents", PREDICATES, [p.predicate for p in rules.percents])
    yield from _each_once(loaded, "/coefficients", FUNCTIONAL_LEVELS, [c.level for c in rules.coefficients])


def calendar(settings: Settings, rubrics: Rubrics) -> Findings:
    """An agency's own weighted rubric is never the official one, and an indicative one never the official again."""
    for entry in settings.calendar.periods:
        official = rubrics.regime(entry.regime)
        ids = [ref.partition("/")[0] for ref in (entry.regime, *entry.indicative)]
        if (official and isinstance(official.model, WeightedRegime)) or len(set(ids)) != len(ids):
            yield Finding("BNG623", layout.SETTINGS, values={"period": entry.period})


def _hundred(loaded: Loaded[Any], pointer: str, percents: Sequence[int | Decimal]) -> Findings:
    if sum(percents) != 100 or any(percent <= 0 for percent in percents):
        yield loaded.finding("BNG618", pointer)


def _scale(loaded: Loaded[Any], pointer: str, scale: Scale) -> Findings:
    if scale.minimum >= scale.maximum:
        yield loaded.finding("BNG622", pointer)


def _each_once(
    loaded: Loaded[Any], pointer: str, wanted: Iterable[str], stated: Sequence[str], *, open_ended: bool = False
) -> Findings:
    """Each code that is wanted stands there exactly once, and unless `open_ended` no other."""
    asked = list(dict.fromkeys(wanted))
    for code in asked:
        if stated.count(code) != 1:
            yield loaded.finding("BNG620", pointer, missing=code)
    if (len(set(stated)) != len(stated) and open_ended) or (set(stated) - set(asked) and not open_ended):
        yield loaded.finding("BNG621", pointer)


def _groups(loaded: Loaded[RegimeBase], regime: NumericRegime) -> Findings:
    """Whichever groups are scored beside the supervisor, exactly one rule weighs them."""
    for index, rule in enumerate(regime.group_weights):
        pointer = f"/group_weights/{index}/weights"
        yield from _hundred(loaded, pointer, [w.percent for w in rule.weights])
        if len({w.group for w in rule.weights}) != len(rule.weights):
            yield loaded.finding("BNG621", pointer)
    posts: Posts
    for posts in get_args(Posts):
        rules = [r for r in regime.group_weights if posts in r.posts]
        stated = [_name(r) for r in rules]
        others = sorted({w.group for r in rules for w in r.weights} - {"supervisor"})
        wanted = [
            "+".join(sorted(("supervisor", *chosen)))
            for count in range(len(others) + 1)
            for chosen in combinations(others, count)
        ]
        yield from _each_once(loaded, "/group_weights", wanted, stated)


def _name(rule: GroupWeights) -> str:
    return "+".join(sorted(w.group for w in rule.weights))


def _bands(loaded: Loaded[RegimeBase], bands: Sequence[Band], scale: Scale) -> Findings:
    """From the highest score to the lowest without gap or overlap, best predicate first, each once."""
    ranks = [PREDICATES.index(band.predicate) for band in bands]
    joined = all(lower.below == upper.at_least for upper, lower in pairwise(bands))
    falling = all(upper.at_least > lower.at_least for upper, lower in pairwise(bands))
    ends = bands[0].below is None and bands[-1].at_least == scale.minimum and bands[0].at_least <= scale.maximum
    ordered = ranks == sorted(set(ranks))
    paired = all((band.requires is None) == (band.otherwise is None) for band in bands)
    if not (joined and falling and ends and ordered and paired):
        yield loaded.finding("BNG619", "/bands")
