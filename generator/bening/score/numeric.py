"""The numeric regime: achievement of targets and behaviour in figures -> a score -> a band -> a predicate.

Source: PP 30/2019, as the rubric's `legal_basis` says. Fractions inside; one rounding at the end. What the rubric does
not say is refused (RubricIncomplete), never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.i18n import mark as _
from bening.model.numeric import GroupWeights, NumericRegime, Posts
from bening.model.rubric import Part, RegimeBase
from bening.model.terms import Aspect, Direction, Predicate, RaterGroup
from bening.score.exact import band_of, fraction, half_up, shown, within
from bening.score.tracing import RubricIncomplete, cite, rule_for
from bening.score.types import Step
from bening.source.load import Loaded

# The value of each group of raters beside the supervisor, on the rubric's scale of behaviour; None where the group is
# not scored. Only what may be shown to the person rated may stand here (numbers of bands): the score tells it.
GroupMeans = Mapping[RaterGroup, Fraction | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with what came of it; what is not there is None."""

    aspect: Aspect
    direction: Direction | None
    target: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    actual: Fraction | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A work result (RHK) with its indicators."""

    rhk: str
    additional: bool
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a score is made of. `absent` are the records that are missing or not approved, worst first."""

    absent: tuple[Part, ...]
    goals: tuple[Goal, ...] = ()
    behaviour: tuple[Fraction | None, ...] = ()  # the supervisor's scores of the values that are rated
    leads: bool = False
    groups: tuple[tuple[RaterGroup, Fraction | None], ...] = ()
    innovation: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exact score and its predicate, or none with the flags that say why; and the steps."""

    score: Fraction | None
    rounded: str
    predicate: Predicate | None
    flags: tuple[str, ...]
    steps: tuple[Step, ...]


def complete(measure: Measure) -> bool:
    """Tell whether an indicator's target can be computed with; a target of nought or less cannot."""
    if measure.direction == "range":
        return measure.lower is not None and measure.upper is not None and 0 < measure.lower <= measure.upper
    return measure.direction is not None and measure.target is not None and measure.target > 0


def achievement(regime: NumericRegime, measure: Measure) -> tuple[int, Fraction]:
    """The formula's place in the rubric, and the achievement in percent within the rubric's limits.

    Raises RubricIncomplete where the rubric has no formula; ValueError for a measure that is not complete.
    """
    if not complete(measure) or measure.actual is None or measure.direction is None:
        raise ValueError("incomplete measure")
    found = regime.formula(measure.direction)
    if found is None:
        raise RubricIncomplete(measure.direction)
    index, rule = found
    raw = rule.achieved(measure.actual, measure.target, measure.lower, measure.upper)
    if raw is None:
        raise RubricIncomplete(rule.formula)
    return index, within(raw, fraction(regime.achievement.minimum), fraction(regime.achievement.maximum))


def counted(regime: NumericRegime, goals: tuple[Goal, ...]) -> list[tuple[Goal, list[tuple[int, Measure]]]]:
    """The work results that count, each with its indicators that count and their numbers from 1."""
    found = []
    for goal in goals:
        if goal.additional and regime.combination.additional == "not_counted":
            continue
        measures = [(n, m) for n, m in enumerate(goal.measures, 1) if m.aspect in regime.achievement.aspects]
        if measures:
            found.append((goal, measures))
    return found


def gaps(regime: NumericRegime, inputs: Inputs) -> list[Part]:
    """The parts that are missing; where a record is, nothing further is looked at."""
    if inputs.absent:
        return list(inputs.absent)
    measures = [m for _goal, found in counted(regime, inputs.goals) for _n, m in found]
    missing: list[Part] = []
    if not measures or not all(map(complete, measures)):
        missing.append("target")
    if any(m.actual is None for m in measures):
        missing.append("realisation")
    if not inputs.behaviour or None in inputs.behaviour:
        missing.append("behaviour_score")
    return missing


def decide(rubric: Loaded[RegimeBase], inputs: Inputs) -> Outcome:
    """Return the score and the predicate that the rubric gives, with the steps.

    Raises RubricIncomplete when the rubric has no rule for what is there or for what is missing.
    """
    regime = rubric.model
    if not isinstance(regime, NumericRegime):
        raise RubricIncomplete(rubric.path)
    missing = gaps(regime, inputs)
    if missing:
        rules = [rule_for(regime, part) for part in missing]
        text = _("No predicate: {reason}")
        told = tuple(cite(rubric, f"/missing/{i}", regime, text, reason=f"missing:{r.part}") for i, r in rules)
        return Outcome(None, "", None, tuple(r.flag for _i, r in rules), told)
    work, work_steps = _work(rubric, regime, inputs)
    behaviour, behaviour_steps = _behaviour(rubric, regime, inputs)
    score, steps = _shares(rubric, regime, work, behaviour)
    return _band(rubric, regime, score, inputs.innovation, (*work_steps, *behaviour_steps, *steps))


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _work(rubric: Loaded[RegimeBase], regime: NumericRegime, inputs: Inputs) -> tuple[Fraction, list[Step]]:
    means, steps = [], []
    for goal, measures in counted(regime, inputs.goals):
        values = []
        for number, measure in measures:
            index, value = achievement(regime, measure)
            values.append(value)
            steps.append(_achieved(rubric, regime, index, goal, number, measure, value))
        means.append(_mean(values))
        steps.append(
            cite(
                rubric,
                "/combination",
                regime.combination,
                _("{rhk}: the mean of its indicators is {value}"),
                rhk=goal.rhk,
                value=shown(means[-1]),
            )
        )
    whole = _mean(means)
    text = _("Work results: the mean of {count} RHK is {value}")
    steps.append(cite(rubric, "/combination", regime.combination, text, count=str(len(means)), value=shown(whole)))
    return whole, steps


def _achieved(
    rubric: Loaded[RegimeBase],
    regime: NumericRegime,
    index: int,
    goal: Goal,
    number: int,
    measure: Measure,
    value: Fraction,
) -> Step:
    rule = regime.achievement.formulas[index]
    text = _("{rhk}, indicator {number}: realisation {actual} against target {target}: {formula} = {value}")
    if rule.formula == "bounds":
        target = f"{shown(measure.lower or Fraction(0))}–{shown(measure.upper or Fraction(0))}"
    else:
        target = shown(measure.target or Fraction(0))
    return cite(
        rubric,
        f"/achievement/formulas/{index}",
        rule,
        text,
        rhk=goal.rhk,
        number=str(number),
        actual=shown(measure.actual or Fraction(0)),
        target=target,
        formula=f"formula:{rule.direction}",
        value=shown(value),
    )


def _behaviour(rubric: Loaded[RegimeBase], regime: NumericRegime, inputs: Inputs) -> tuple[Fraction, list[Step]]:
    own = _mean([v for v in inputs.behaviour if v is not None])
    text = _("Behaviour: the mean of the supervisor's {count} scores is {value}")
    values = {"count": str(len(inputs.behaviour)), "value": shown(own)}
    steps = [cite(rubric, "/combination", regime.combination, text, **values)]
    if regime.opinions == "not_used":
        return own, steps
    index, rule = weights_for(regime, inputs)
    low, high = fraction(regime.behaviour_scale.minimum), fraction(regime.behaviour_scale.maximum)
    given = dict(inputs.groups)
    text = _("{group}: not scored, so it does not count; the weights for the other groups apply")
    for group in sorted(_weighed(regime, inputs.leads) - {w.group for w in rule.weights}):
        steps.append(cite(rubric, f"/group_weights/{index}", rule, text, group=f"group:{group}"))
    total = Fraction(0)
    for weight in rule.weights:
        value = own if weight.group == "supervisor" else within(given.get(weight.group) or low, low, high)
        total += value * fraction(weight.percent) / 100
        text = _("{group}: {value}, weight {percent} %")
        named = {"group": f"group:{weight.group}", "value": shown(value), "percent": shown(fraction(weight.percent))}
        steps.append(cite(rubric, f"/group_weights/{index}", rule, text, **named))
    text = _("Behaviour with the weights of the groups that are scored: {value}")
    return total, [*steps, cite(rubric, f"/group_weights/{index}", rule, text, value=shown(total))]


def _rules(regime: NumericRegime, leads: bool) -> list[tuple[int, GroupWeights]]:
    posts: Posts = "supervisory" if leads else "other"
    return [(i, r) for i, r in enumerate(regime.group_weights) if posts in r.posts]


def _weighed(regime: NumericRegime, leads: bool) -> set[RaterGroup]:
    """The groups that the rubric weighs for a post."""
    return {w.group for _index, rule in _rules(regime, leads) for w in rule.weights}


def weights_for(regime: NumericRegime, inputs: Inputs) -> tuple[int, GroupWeights]:
    """The weights for exactly the groups that are scored, among those that the rubric weighs for the post.

    Raises RubricIncomplete when the rubric has none for them.
    """
    there: set[RaterGroup] = {"supervisor", *(g for g, value in inputs.groups if value is not None)}
    there &= _weighed(regime, inputs.leads)
    for index, rule in _rules(regime, inputs.leads):
        if {w.group for w in rule.weights} == there:
            return index, rule
    raise RubricIncomplete("group_weights")


def _shares(
    rubric: Loaded[RegimeBase], regime: NumericRegime, work: Fraction, behaviour: Fraction
) -> tuple[Fraction, list[Step]]:
    found = regime.share
    if found is None:
        raise RubricIncomplete("shares")
    index, share = found
    parts = fraction(share.work) * work + fraction(share.behaviour) * behaviour
    score = within(parts / 100, fraction(regime.scale.minimum), fraction(regime.scale.maximum))
    text = _("{work_percent} % of {work} and {behaviour_percent} % of {behaviour}: {score}")
    values = {
        "work_percent": shown(fraction(share.work)),
        "work": shown(work),
        "behaviour_percent": shown(fraction(share.behaviour)),
        "behaviour": shown(behaviour),
        "score": shown(score),
    }
    return score, [cite(rubric, f"/shares/{index}", share, text, **values)]


def _band(
    rubric: Loaded[RegimeBase], regime: NumericRegime, score: Fraction, innovation: bool, steps: tuple[Step, ...]
) -> Outcome:
    found = band_of(regime.bands, regime.rounding, score, innovation)
    if found is None:
        raise RubricIncomplete("bands")
    index, band, predicate = found
    rounded = half_up(score, regime.rounding.places)
    ending = [cite(rubric, "/rounding", regime.rounding, _("Rounded half up: {score}"), score=f"number:{rounded}")]
    if band.requires:
        text = _("A new idea is recorded in the evaluation") if innovation else _("No new idea is recorded")
        ending.append(cite(rubric, f"/bands/{index}", band, text))
    text = _("The band from {low} on gives: {predicate}")
    low = shown(fraction(band.at_least))
    ending.append(cite(rubric, f"/bands/{index}", band, text, low=low, predicate=f"predicate:{predicate}"))
    return Outcome(score, rounded, predicate, (), (*steps, *ending))


def groups_of(means: GroupMeans) -> Iterator[tuple[RaterGroup, Fraction | None]]:
    """The groups in a fixed order, as `Inputs` takes them."""
    yield from sorted(means.items())
