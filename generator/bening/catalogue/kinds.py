"""What a code of a finding is: severity, message and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    severity: Literal["error", "warning"]
    message: str
    remedy: str


def error(message: str, remedy: str) -> Code:
    """A code that blocks: the record cannot be counted."""
    return Code("error", message, remedy)


def warning(message: str, remedy: str) -> Code:
    """A code that never blocks: what time or people's delay causes."""
    return Code("warning", message, remedy)
