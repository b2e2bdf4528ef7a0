"""Columns of exact fractions: numerators and denominators as whole numbers of any size, worked on all rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Objects = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Exact:
    """A column of fractions; every denominator is above 0."""

    num: Objects
    den: Objects

    @classmethod
    def of(cls, values: Iterable[int | Decimal | Fraction]) -> Exact:
        """The fractions of some numbers."""
        ratios = [value.as_integer_ratio() for value in values]
        num, den = np.empty(len(ratios), dtype=object), np.empty(len(ratios), dtype=object)
        num[:], den[:] = [n for n, _d in ratios], [d for _n, d in ratios]
        return cls(num, den)

    @classmethod
    def all(cls, value: Fraction, rows: int) -> Exact:
        """The same fraction in every row."""
        return cls(np.full(rows, value.numerator, dtype=object), np.full(rows, value.denominator, dtype=object))

    def __len__(self) -> int:
        return len(self.num)

    def __add__(self, other: Exact) -> Exact:
        return Exact(self.num * other.den + other.num * self.den, self.den * other.den)

    def __truediv__(self, other: Exact) -> Exact:
        """Row by row; every divisor is above 0."""
        return Exact(self.num * other.den, self.den * other.num)

    def times(self, factor: Fraction) -> Exact:
        """Every row times a number."""
        return Exact(self.num * factor.numerator, self.den * factor.denominator)

    def plus(self, summand: Fraction) -> Exact:
        """Every row plus a number."""
        return Exact(self.num * summand.denominator + summand.numerator * self.den, self.den * summand.denominator)

    def at_least(self, bound: Fraction) -> Mask:
        """Where a row is at least a number."""
        return np.asarray(self.num * bound.denominator >= bound.numerator * self.den, dtype=np.bool_)

    def more_than(self, other: Exact) -> Mask:
        """Where a row is more than that of another column."""
        return np.asarray(self.num * other.den > other.num * self.den, dtype=np.bool_)

    def where(self, mask: Mask, other: Exact) -> Exact:
        """The rows of `other` where the mask holds, otherwise one's own."""
        return Exact(np.where(mask, other.num, self.num), np.where(mask, other.den, self.den))

    def take(self, mask: Mask) -> Exact:
        """The rows where the mask holds."""
        return Exact(self.num[mask], self.den[mask])

    def reduced(self) -> Exact:
        """The same fractions in lowest terms."""
        if not len(self):
            return self
        common: Any = np.gcd(self.num, self.den)
        return Exact(self.num // common, self.den // common)

    def within(self, low: Fraction, high: Fraction) -> Exact:
        """Every row, or the end of the scale that it passes."""
        rows = len(self)
        capped = self.where(self.at_least(high), Exact.all(high, rows))
        return capped.where(~capped.at_least(low), Exact.all(low, rows))

    def rounded(self, places: int) -> Objects:
        """Every row times 10**places as a whole number, half away from 0."""
        made: Objects = (2 * np.abs(self.num) * 10**places + self.den) // (2 * self.den)
        return np.where(self.num < 0, -made, made)

    def mean_by(self, group: Codes, groups: int) -> Exact:
        """The mean of each group's rows; groups without rows are 0."""
        total = Exact.all(Fraction(0), groups)
        turn = pd.Series(group).groupby(group).cumcount().to_numpy()
        for step in range(int(turn.max(initial=-1)) + 1):
            rows = turn == step
            at, num, den = group[rows], self.num[rows], self.den[rows]
            total.num[at] = total.num[at] * den + num * total.den[at]
            total.den[at] = total.den[at] * den
        counts = np.maximum(np.bincount(group, minlength=groups), 1).astype(object)
        return Exact(total.num, total.den * counts).reduced()


def texts(values: Objects, places: int) -> list[str]:
    """Whole numbers as decimal strings with so many places."""
    if not places:
        return [str(value) for value in values]
    unit = 10**places
    return [f"{'-' if v < 0 else ''}{abs(v) // unit}.{abs(v) % unit:0{places}d}" for v in values]
