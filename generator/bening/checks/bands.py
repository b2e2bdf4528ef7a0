"""Bands of a rater group's mean: which one a total falls into, and whether a scheme gives single answers away.

The attacker is the person rated together with some of the raters of the group, knows how many answered and the own
answers, and sees the band. Docs/adr/0035 has the argument; tests enumerate every answer sheet against `leaks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

MOST = 200  # raters; every condition holds for more as soon as it holds for so many (ADR 0035)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Answers are whole numbers from `low` to `high`; `begins` are the lowest means of the bands, lowest first."""

    low: int
    high: int
    begins: tuple[Fraction, ...]

    def band(self, answers: Sequence[int]) -> int:
        """The index of the band of the mean of `answers`."""
        total, count = sum(answers), len(answers)
        reached = (total * start.denominator >= start.numerator * count for start in self.begins[1:])
        return sum(reached)

    def totals(self, band: int, count: int) -> range:
        """The totals of `count` answers that fall into a band; empty where none does."""
        first = count * self.low if band == 0 else max(count * self.low, ceil(self.begins[band] * count))
        after = count * self.high + 1
        if band + 1 < len(self.begins):
            after = min(after, ceil(self.begins[band + 1] * count))
        return range(first, max(first, after))


def leaks(scheme: Scheme, count: int, insiders: int) -> bool:
    """Tell whether some band of `count` answers gives away an answer of another rater to so many insiders, or fewer.

    Nothing may be certain of anyone: every answer of the scale stays possible for every other rater, it stays
    possible that none of the others gave the lowest and that none gave the highest answer, and more than one total
    stays possible, so that the exact mean does not follow.
    """
    return any(
        _tells(scheme, count - told, rest)
        for told in range(insiders + 1)
        for own in range(told * scheme.low, told * scheme.high + 1)
        for rest in _rests(scheme, count, count - told, own)
    )


def _rests(scheme: Scheme, count: int, others: int, own: int) -> Iterator[range]:
    """What the others' answers can add up to, for each band that is possible with the insiders' own total."""
    for band in range(len(scheme.begins)):
        totals = scheme.totals(band, count)
        rest = range(max(totals.start - own, others * scheme.low), min(totals.stop - own, others * scheme.high + 1))
        if len(rest):
            yield rest


def _tells(scheme: Scheme, others: int, rest: range) -> bool:
    if others < 2:
        return True
    least, most = rest.start, rest.stop - 1
    low, high = scheme.low, scheme.high
    return (
        most < high + (others - 1) * low  # nobody else can have given the highest answer
        or least > low + (others - 1) * high  # … the lowest
        or most < others * (low + 1)  # somebody else must have given the lowest
        or least > others * (high - 1)  # … the highest
        or least == most
    )


def unsafe_count(scheme: Scheme, minimum: int, insiders: int) -> int | None:
    """The smallest number of raters, from the minimum on, with which the bands tell too much; None when safe."""
    return next((count for count in range(minimum, MOST + 1) if leaks(scheme, count, insiders)), None)
