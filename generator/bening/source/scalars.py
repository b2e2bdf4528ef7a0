"""Which plain (unquoted) YAML scalars mean what, and which are refused because readers disagree on them.

YAML 1.1 readers take `no` as false, `0123` as 83, `12:30` as 750 and an 18-digit number as one that JavaScript
cannot hold; YAML 1.2 readers do not (YAML 1.2.2, 10.3.2). A record must mean the same to all of them.
"""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 15  # what a double holds exactly

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"})
_NUMBER_LIKE = re.compile(
    r"[-+]?(?:[0-9][0-9_,.]*|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?"  # 012, 4,5, 1_000, 1e3, .5, 5., +1
    r"|[-+]?0[xob][0-9a-fA-F_]+"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9]*)?"  # 1:30
    r"|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)"
    r"|=|<<"
)


class Ambiguous(ValueError):
    """A plain scalar that readers understand in different ways."""


def resolve(text: str) -> str | int | bool | Decimal | None:
    """Return the value of a plain scalar; raise `Ambiguous` where readers differ. ISO dates stay strings."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text) and text != "-0":
        if len(text.lstrip("-")) > MAX_DIGITS:
            raise Ambiguous
        return int(text)
    if _DECIMAL.fullmatch(text):
        if sum(c.isdigit() for c in text) > MAX_DIGITS:
            raise Ambiguous
        return Decimal(text)
    if text.lower() in _WORDS or _NUMBER_LIKE.fullmatch(text):
        raise Ambiguous
    return text


def is_ambiguous(text: str) -> bool:
    """Tell whether `text` unquoted would be refused or would not stay a string."""
    try:
        return not isinstance(resolve(text), str)
    except Ambiguous:
        return True
