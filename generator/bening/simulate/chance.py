"""Seeded chance, the same on every Python version: only `random()` of a string seed is promised to be."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


class Chance:
    """Draws that depend on nothing but the seed's parts and their order."""

    __slots__ = ("_random",)

    def __init__(self, *parts: object) -> None:
        self._random = Random("/".join(str(part) for part in parts)).random

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def hit(self, percent: float) -> bool:
        """True in so many of a hundred draws."""
        return self._random() * 100 < percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self._random() * len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different options, or all of them, in random order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def weighted(self, weights: Sequence[int]) -> int:
        """An index, each as often as its weight says."""
        left = self._random() * sum(weights)
        for index, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return index
        return len(weights) - 1

    def word(self, length: int) -> str:
        """So many base32 characters."""
        return "".join(_BASE32[int(self._random() * 32)] for _ in range(length))
