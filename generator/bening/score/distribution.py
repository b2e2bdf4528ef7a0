"""The predicates of a unit's people compared with the pattern expected by the unit's result: a consideration.

Source: SE MenPANRB 3/2023 as the rubric's `legal_basis` says. Nothing here changes a predicate. Shares are exact
fractions of the people who have a predicate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.model.distribution import Distribution, Pattern, ShareRule
from bening.model.terms import PREDICATES, Predicate, Rating, UnitResult
from bening.score.quadrant import RubricIncomplete

Counts = Mapping[Predicate, int]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A rule that does not hold: its place in the rubric (`/patterns/0/rules/1`), the rule, and the share found."""

    pointer: str
    expected: ShareRule
    share: Fraction


def people(counts: Counts) -> int:
    """How many people have a predicate."""
    return sum(counts.values())


def too_few(counts: Counts, rubric: Distribution) -> bool:
    """Tell whether there are fewer people than the rubric compares (n terlalu kecil)."""
    return people(counts) < rubric.minimum_people.value


def compare(counts: Counts, result: UnitResult, rubric: Distribution) -> list[Deviation]:
    """The rules of the result's pattern that the counts do not fulfil, in the rubric's order.

    Below the rubric's least number of people it is for the caller not to ask (`too_few`); without anybody nothing
    deviates. Raises RubricIncomplete when the rubric has no pattern for the result.
    """
    place, pattern = pattern_of(result, rubric)
    if not people(counts):
        return []
    return [
        Deviation(f"/patterns/{place}/rules/{number}", rule, share(counts, rule))
        for number, rule in enumerate(pattern.rules)
        if not _holds(counts, rule)
    ]


def pattern_of(result: UnitResult, rubric: Distribution) -> tuple[int, Pattern]:
    """The pattern of a result and its place. Raises RubricIncomplete when there is none."""
    for place, pattern in enumerate(rubric.patterns):
        if pattern.result == result:
            return place, pattern
    raise RubricIncomplete("patterns")


def share(counts: Counts, rule: ShareRule) -> Fraction:
    """The share of people with one of the rule's predicates, 0 to 1."""
    return Fraction(sum(counts.get(p, 0) for p in rule.predicates), people(counts))


def _holds(counts: Counts, rule: ShareRule) -> bool:
    found = share(counts, rule)
    if rule.share == "largest":
        others = (Fraction(counts.get(p, 0), people(counts)) for p in PREDICATES if p not in rule.predicates)
        return all(found > other for other in others)
    if rule.percent is None:
        raise RubricIncomplete("percent")
    limit = Fraction(rule.percent, 100)
    if rule.share == "more_than":
        return found > limit
    return found >= limit if rule.share == "at_least" else found <= limit


def head_rating(result: UnitResult, rubric: Distribution) -> Rating:
    """The rating of work results that a unit's head takes. Raises RubricIncomplete when the rubric names none."""
    for known in rubric.head.ratings:
        if known.result == result:
            return known.rating
    raise RubricIncomplete("head")
