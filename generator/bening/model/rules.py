"""Rules on one record beyond its form, as data, so that a form can run the same ones.

Operations: `any` (some item of the list at `path` has `field` equal to `value`), `unique` (no two items of the
list have the same `field`), `exactly_one` (of `fields` below `path` exactly one is filled).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """A declarative rule; `path` is a JSON pointer to a list or mapping."""

    code: str
    kind: str
    op: Literal["any", "unique", "exactly_one"]
    path: str
    fields: tuple[str, ...]
    value: str = ""


RULES: tuple[Rule, ...] = (
    Rule("BNG401", "plan", "any", "/body/results", ("type",), "utama"),
    Rule("BNG402", "plan", "unique", "/body/results", ("rhk",)),
    Rule("BNG402", "plan", "unique", "/body/expectations", ("value",)),
    Rule("BNG402", "report", "unique", "/body/results", ("rhk",)),
    Rule("BNG402", "evaluation", "unique", "/body/work", ("rhk",)),
    Rule("BNG402", "evaluation", "unique", "/body/behaviour", ("value",)),
    Rule("BNG405", "feedback", "exactly_one", "/body", ("rhk", "value")),
    Rule("BNG402", "decision", "unique", "/body/scores", ("value",)),
    Rule("BNG402", "assessment", "unique", "/body/answers", ("item",)),
    Rule("BNG402", "measurement", "unique", "/body/values", ("indicator",)),
    Rule("BNG402", "survey", "unique", "/body/elements", ("element",)),
)
