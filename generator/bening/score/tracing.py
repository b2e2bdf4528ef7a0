"""Steps that cite a place in a rubric."""

from __future__ import annotations

from typing import Any

from bening.model.rubric import MissingRule, Part, RegimeBase, Source
from bening.score.types import Step
from bening.source.load import Loaded


class RubricIncomplete(Exception):
    """The rubric has no rule for a case; `check` reports such a rubric as an error."""


def cite(rubric: Loaded[Any], pointer: str, source: Source, text: str, **values: str) -> Step:
    """A step in the catalogue's words, with the rule's line and legal basis."""
    line, _column = rubric.position(pointer)
    return Step(text, values, rubric.path, line, pointer, tuple(source.legal_basis), source.status)


def rule_for(regime: RegimeBase, part: Part) -> tuple[int, MissingRule]:
    """What the rubric says of a missing part, with its place. Raises RubricIncomplete when it says nothing."""
    for index, rule in enumerate(regime.missing):
        if rule.part == part:
            return index, rule
    raise RubricIncomplete(part)
