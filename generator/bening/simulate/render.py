"""Trees to the bytes of `source.emit.dump`, some times faster: the form of each scalar is remembered.

A test compares every file of a small agency with `emit.dump`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bening.source.emit import dump

Tree = dict[str, Any]


def render(tree: Tree) -> bytes:
    """Return the canonical YAML of a tree without empty mappings or lists."""
    lines: list[str] = []
    _mapping(tree, 0, lines)
    lines.append("")
    return "\n".join(lines).encode()


@lru_cache(maxsize=1 << 17, typed=True)
def _scalar(value: object, indent: int) -> str:
    """What follows a key's colon or a dash at `indent`, as `dump` writes it."""
    tree: dict[str, object] = {"k": value}
    for _ in range(indent // 2):
        tree = {"k": tree}
    lines = dump(tree).split("\n")[indent // 2 : -1]
    return "\n".join(lines)[indent + 2 :]


def _mapping(tree: Tree, indent: int, lines: list[str]) -> None:
    pad = " " * indent
    for key, value in tree.items():
        if isinstance(value, dict):
            lines.append(f"{pad}{key}:")
            _mapping(value, indent + 2, lines)
        elif isinstance(value, list):
            lines.append(f"{pad}{key}:")
            _sequence(value, indent + 2, lines)
        else:
            lines.append(f"{pad}{key}:{_scalar(value, indent)}")


def _sequence(items: list[Any], indent: int, lines: list[str]) -> None:
    dash = " " * indent + "-"
    for item in items:
        if isinstance(item, dict):
            first = len(lines)
            _mapping(item, indent + 2, lines)
            lines[first] = f"{dash} {lines[first][indent + 2 :]}"
        else:
            lines.append(f"{dash}{_scalar(item, indent)}")
