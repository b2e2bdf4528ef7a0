"""The regimes on whole tables at once, for an agency or a country; proved equal to the plain scorers by tests.

Every function takes frames with one row a person (index: the person) and gives a frame of the same index with
`predicate` (None without one) and `flags` (a tuple); where there is a score also `score` (a decimal string), and its
exact `numerator` and `denominator`. Raises RubricIncomplete where the rubric cannot decide a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from bening.model.numeric import NumericRegime
from bening.model.rubric import Part, Regime, RegimeBase
from bening.model.scales import Band, Rounding
from bening.model.weighted import FamilyWeights, WeightedRegime
from bening.score.columns import Codes, Exact, Mask, Objects, texts
from bening.score.exact import fraction
from bening.score.tracing import RubricIncomplete, rule_for

_HUNDRED = Fraction(100)
_COLUMNS = ("predicate", "flags", "score", "numerator", "denominator")


class _Flags:
    """A tuple of flags for every row."""

    def __init__(self, rows: int) -> None:
        self.rows: Objects = np.empty(rows, dtype=object)
        self.rows[:] = [()] * rows
        self._given: dict[str, Mask] = {}

    def add(self, flag: str, mask: Mask) -> None:
        """Add a flag where the mask holds, once a row."""
        given = self._given.setdefault(flag, np.zeros(len(self.rows), dtype=bool))
        at = np.flatnonzero(mask & ~given)
        for row in at:
            self.rows[row] += (flag,)
        given[at] = True


def quadrant(regime: Regime, people: pd.DataFrame) -> pd.DataFrame:
    """Columns: `evaluation` and `approved` (bool), `work` and `behaviour` (ratings or None)."""
    flags = _Flags(len(people))
    evaluated, approved = people["evaluation"].to_numpy(bool), people["approved"].to_numpy(bool)
    counted = evaluated & approved
    no_work, no_behaviour = (people[name].isna().to_numpy() for name in ("work", "behaviour"))
    gaps: tuple[tuple[Part, Mask], ...] = (
        ("evaluation", ~evaluated),
        ("approval", evaluated & ~approved),
        ("work_rating", counted & no_work),
        ("behaviour_rating", counted & no_behaviour),
    )
    for part, mask in gaps:
        if mask.any():
            flags.add(rule_for(regime, part)[1].flag, mask)
    cells = {f"{c.work}/{c.behaviour}": c.predicate for c in reversed(regime.matrix)}
    rated = counted & ~no_work & ~no_behaviour
    pairs = people["work"].astype(str) + "/" + people["behaviour"].astype(str)
    predicate = np.full(len(people), None, dtype=object)
    predicate[rated] = pairs[rated].map(cells)
    if pd.isna(predicate[rated]).any():
        raise RubricIncomplete("matrix")
    return _frame(people.index, {"predicate": predicate, "flags": flags.rows})


def weighted(regime: WeightedRegime, people: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """`people`: column `family`. `values`: the same index, a column an indicator, numbers or None."""
    made = _empty(people.index)
    families = people["family"].to_numpy()
    for name in pd.unique(families):
        found = regime.weights_of(str(name))
        if found is None:
            raise RubricIncomplete(str(name))
        rows = families == name
        made.loc[rows] = _family(regime, found[1], values.loc[rows]).to_numpy()
    return made


def _empty(index: pd.Index) -> pd.DataFrame:
    return _frame(index, {name: np.full(len(index), None, dtype=object) for name in _COLUMNS})


def _frame(index: pd.Index, columns: Mapping[str, Objects]) -> pd.DataFrame:
    """A frame of plain objects: None stays None."""
    return pd.DataFrame({name: pd.Series(values, index, dtype=object) for name, values in columns.items()})


def _family(regime: WeightedRegime, weights: FamilyWeights, values: pd.DataFrame) -> pd.DataFrame:
    rows = len(values)
    flags, stopped = _Flags(rows), np.zeros(rows, dtype=bool)
    points, weight = Exact.all(Fraction(0), rows), Exact.all(Fraction(0), rows)
    to_low = fraction(regime.scale.minimum)
    span = fraction(regime.scale.maximum) - to_low
    for part in weights.weights:
        known = regime.indicator(part.indicator)
        if known is None:
            raise RubricIncomplete(part.indicator)
        indicator, percent = known[1], fraction(part.percent)
        low, high = fraction(indicator.scale.minimum), fraction(indicator.scale.maximum)
        column = values[part.indicator] if part.indicator in values else pd.Series(None, index=values.index)
        there = column.notna().to_numpy()
        if not there.all():
            _index, rule = rule_for(regime, indicator.source)
            if rule.effect is None:
                raise RubricIncomplete(indicator.source)
            flags.add(rule.flag, ~there)
            stopped |= ~there & (rule.effect == "no_result")
        own = Exact.of([v if t else low for v, t in zip(column, there, strict=True)]).within(low, high)
        share = own.plus(-low).times(percent * span / (high - low)).plus(percent * to_low)
        points = points.where(there, (points + share).reduced())
        weight = weight.where(there, weight.plus(percent))
    scored = ~stopped & (weight.num != 0).astype(bool)
    index = points.take(scored) / weight.take(scored)
    return _result(
        values.index, scored, index, regime.bands, regime.rounding, flags.rows, np.zeros(scored.sum(), dtype=bool)
    )


def numeric(
    regime: NumericRegime, people: pd.DataFrame, measures: pd.DataFrame, behaviour: pd.DataFrame
) -> pd.DataFrame:
    """`people`: columns `absent` (a tuple of parts), `leads`, `innovation` (bool), `peer`, `subordinate` (values).

    `measures`: one row an indicator, columns `person, rhk, additional, aspect, direction, target, lower, upper,
    actual`. `behaviour`: one row a value that is rated, columns `person, score`. Numbers are int, Decimal, Fraction
    or None.
    """
    rows = len(people)
    place = pd.Series(np.arange(rows), index=people.index)
    counts = measures["aspect"].isin(regime.achievement.aspects)
    if regime.combination.additional == "not_counted":
        counts &= ~measures["additional"].astype(bool)
    measures = measures[counts]
    owner = measures["person"].map(place).to_numpy(dtype=np.intp)
    rater = behaviour["person"].map(place).to_numpy(dtype=np.intp)
    flags, scored = _gaps(regime, people, measures, owner, behaviour, rater)
    work = _work(regime, measures, owner, scored)
    kept = scored[rater]
    own = Exact.of(behaviour["score"][kept]).mean_by(rater[kept], rows)
    behaved = _opinions(regime, people, own, scored)
    found = regime.share
    if found is None:
        raise RubricIncomplete("shares")
    share = found[1]
    total = work.times(fraction(share.work) / 100) + behaved.times(fraction(share.behaviour) / 100)
    score = total.within(fraction(regime.scale.minimum), fraction(regime.scale.maximum)).take(scored)
    innovation = people["innovation"].to_numpy(bool)[scored]
    return _result(people.index, scored, score, regime.bands, regime.rounding, flags.rows, innovation)


def _gaps(
    regime: NumericRegime,
    people: pd.DataFrame,
    measures: pd.DataFrame,
    owner: Codes,
    behaviour: pd.DataFrame,
    rater: Codes,
) -> tuple[_Flags, Mask]:
    """The flags of what is missing, and who can be scored."""
    rows = len(people)
    flags, absent = _Flags(rows), people["absent"].map(len).to_numpy() > 0
    for part in dict.fromkeys(p for parts in people["absent"] for p in parts):
        flags.add(rule_for(regime, part)[1].flag, people["absent"].map(lambda parts, p=part: p in parts).to_numpy(bool))
    lacking: tuple[tuple[Part, Mask], ...] = (
        ("target", _none(owner, rows) | _any(owner, ~_complete(measures), rows)),
        ("realisation", _any(owner, measures["actual"].isna().to_numpy(), rows)),
        ("behaviour_score", _none(rater, rows) | _any(rater, behaviour["score"].isna().to_numpy(), rows)),
    )
    whole = ~absent
    for part, mask in lacking:
        if (mask & ~absent).any():
            flags.add(rule_for(regime, part)[1].flag, mask & ~absent)
        whole &= ~mask
    return flags, whole


def _none(owner: Codes, rows: int) -> Mask:
    return np.asarray(np.bincount(owner, minlength=rows) == 0, dtype=np.bool_)


def _any(owner: Codes, mask: Mask, rows: int) -> Mask:
    return np.asarray(np.bincount(owner[mask], minlength=rows) > 0, dtype=np.bool_)


def _complete(measures: pd.DataFrame) -> Mask:
    """Where an indicator's target can be computed with."""
    ranged = (measures["direction"] == "range").to_numpy(bool)
    bounds = measures[["lower", "upper"]]
    sound = [low is not None and high is not None and 0 < low <= high for low, high in bounds.itertuples(index=False)]
    plain = [value is not None and value > 0 for value in measures["target"]]
    directed = measures["direction"].notna().to_numpy(bool) & np.array(plain, dtype=np.bool_)
    return np.asarray(np.where(ranged, sound, directed), dtype=np.bool_)


def _work(regime: NumericRegime, measures: pd.DataFrame, owner: Codes, scored: Mask) -> Exact:
    """The score of work results of everyone who can be scored; 0 for the others."""
    kept = scored[owner]
    measures, owner = measures[kept], owner[kept]
    reached = Exact.all(Fraction(0), len(measures))
    actual = Exact.of(measures["actual"])
    for direction in pd.unique(measures["direction"]):
        found = regime.formula(str(direction))
        if found is None:
            raise RubricIncomplete(str(direction))
        rows = (measures["direction"] == direction).to_numpy(bool)
        part = _achieved(found[1].formula, measures[rows], actual.take(rows))
        reached.num[rows], reached.den[rows] = part.num, part.den
    reached = reached.within(fraction(regime.achievement.minimum), fraction(regime.achievement.maximum))
    pairs = pd.DataFrame({"owner": np.asarray(owner), "rhk": np.asarray(measures["rhk"], dtype=object)})
    goal = np.asarray(pairs.groupby(["owner", "rhk"], sort=False).ngroup(), dtype=np.intp)
    goals = int(goal.max(initial=-1)) + 1
    owners = np.zeros(goals, dtype=np.intp)
    owners[goal] = owner
    return reached.mean_by(goal, goals).mean_by(owners, len(scored))


def _achieved(formula: str, measures: pd.DataFrame, actual: Exact) -> Exact:
    if formula != "bounds":
        ratio = actual / Exact.of(measures["target"])
        return ratio.times(-_HUNDRED).plus(2 * _HUNDRED) if formula == "inverse" else ratio.times(_HUNDRED)
    lower, upper = Exact.of(measures["lower"]), Exact.of(measures["upper"])
    above, below = actual.more_than(upper), lower.more_than(actual)
    ratio = (actual / lower.where(above, upper)).times(_HUNDRED)
    return ratio.where(~(above | below), Exact.all(_HUNDRED, len(measures)))


def _opinions(regime: NumericRegime, people: pd.DataFrame, own: Exact, scored: Mask) -> Exact:
    """Behaviour with the weights of the groups that are scored."""
    if regime.opinions == "not_used":
        return own
    rows = len(people)
    low, high = fraction(regime.behaviour_scale.minimum), fraction(regime.behaviour_scale.maximum)
    there = {"supervisor": np.ones(rows, dtype=bool)}
    value = {"supervisor": own}
    for group in ("peer", "subordinate"):
        there[group] = people[group].notna().to_numpy()
        given = Exact.of([v if t else low for v, t in zip(people[group], there[group], strict=True)])
        value[group] = given.within(low, high)
    leads = people["leads"].to_numpy(bool)
    made, done = own, np.zeros(rows, dtype=bool)
    for posts, of in (("supervisory", leads), ("other", ~leads)):
        rules = [r for r in regime.group_weights if posts in r.posts]
        weighed = {w.group for r in rules for w in r.weights}
        for rule in reversed(rules):
            mask = of.copy()
            for group in weighed:
                mask &= there[group] == (group in {w.group for w in rule.weights})
            total = Exact.all(Fraction(0), rows)
            for weight in rule.weights:
                total = total + value[weight.group].times(fraction(weight.percent) / 100)
            made, done = made.where(mask, total), done | mask
    if not done[scored].all():
        raise RubricIncomplete("group_weights")
    return made


def _result(
    index: pd.Index,
    scored: Mask,
    score: Exact,
    bands: Sequence[Band],
    rounding: Rounding,
    flags: Objects,
    innovation: Mask,
) -> pd.DataFrame:
    """The frame of results; `score` and `innovation` are of the rows that are scored."""
    made: dict[str, Objects] = {"flags": flags}
    score = score.reduced()
    rounded = score.rounded(rounding.places)
    looked_at = score if rounding.bands == "exact" else Exact(rounded, np.full(len(score), 10**rounding.places, object))
    predicate = np.full(len(score), None, dtype=object)
    for band in reversed(bands):
        here = looked_at.at_least(fraction(band.at_least))
        if band.below is not None:
            here &= ~looked_at.at_least(fraction(band.below))
        predicate[here] = band.predicate
        if band.requires is not None:
            predicate[here & ~innovation] = band.otherwise
    if pd.isna(predicate).any():
        raise RubricIncomplete("bands")
    named = ("predicate", "score", "numerator", "denominator")
    for name, values in zip(named, (predicate, texts(rounded, rounding.places), score.num, score.den), strict=True):
        filled = np.full(len(index), None, dtype=object)
        filled[scored] = values
        made[name] = filled
    return _frame(index, {name: made[name] for name in _COLUMNS})


def regimes() -> tuple[type[RegimeBase], ...]:
    """The regimes that can be scored so; a test holds this against the table of scorers."""
    return (Regime, NumericRegime, WeightedRegime)
