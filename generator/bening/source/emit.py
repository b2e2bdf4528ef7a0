"""Plain trees to canonical YAML: the one form in which the project writes records.

Words that cannot be mistaken stay plain, everything else is in double quotes, long running text is folded at
`WIDTH`. `strict.read(dump(tree)) == tree` is a Hypothesis property.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from textwrap import wrap

from bening.source.scalars import is_ambiguous

WIDTH = 88
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.-]*")
_FOLDABLE = re.compile(r"[^\s#|>@`\"'%&*!?\[\]{},:-]\S*(?: \S+)*")


def dump(tree: Mapping[str, object]) -> str:
    """Return the canonical YAML of a mapping, keys in the given order, ending in a line break."""
    return "\n".join(_mapping(tree, 0)) + "\n"


def _mapping(tree: Mapping[str, object], indent: int) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{' ' * indent}{_inline(key)}:", value, indent)


def _entry(head: str, value: object, indent: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, indent + 2)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield head
        yield from _sequence(value, indent + 2)
    elif isinstance(value, str) and _folds(value, indent):
        yield f"{head} >-"
        yield from _folded(value, indent + 2)
    else:
        yield f"{head} {_inline(value)}"


def _sequence(items: Sequence[object], indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    for item in items:
        if isinstance(item, Mapping) and item:
            first, *rest = _mapping(item, indent + 2)
            yield f"{dash} {first[indent + 2 :]}"
            yield from rest
        else:
            yield from _entry(dash, item, indent)


def _folds(text: str, indent: int) -> bool:
    return len(text) + indent > WIDTH and "  " not in text and _FOLDABLE.fullmatch(text) is not None


def _folded(text: str, indent: int) -> Iterator[str]:
    pad = " " * indent
    for line in wrap(text, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False):
        yield pad + line


def _inline(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and not is_ambiguous(value)
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Sequence):
        return "[]"
    raise TypeError(f"no YAML form for {type(value).__name__}")
