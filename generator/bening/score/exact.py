"""How exact numbers stand in a step."""

from __future__ import annotations

from fractions import Fraction

from bening.model.exact import fraction, half_up, within
from bening.model.scales import band_of

NUMBER = "number:"  # marks a step's value that is a number, so that it is written as the language does
_SHOWN_PLACES = 4

__all__ = ["NUMBER", "band_of", "fraction", "half_up", "shown", "within"]


def shown(value: Fraction) -> str:
    """A number for a step: as it is where four places hold it, otherwise rounded and marked so."""
    text = half_up(value, _SHOWN_PLACES)
    mark = "" if Fraction(text) == value else "≈ "
    return f"{NUMBER}{mark}{text.rstrip('0').rstrip('.') if '.' in text else text}"
