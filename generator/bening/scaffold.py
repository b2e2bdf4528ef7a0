"""The sources of a new agency's repository: rules, site and settings, from the wheel or this checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_PARTS = (
    "rubrics",
    "site/assets",
    "site/overrides",
    "site/pages",
    "site/templates",
    "mkdocs.yml",
    "mkdocs.en.yml",
)


def _base() -> Path:
    packed = Path(__file__).parent / "_scaffold"
    return packed if packed.is_dir() else Path(__file__).parents[2]


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the scaffolding as (POSIX path, content), sorted; releases are not among them."""
    base = _base()
    for part in _PARTS:
        found = [base / part] if (base / part).is_file() else sorted((base / part).rglob("*"))
        for path in found:
            name = path.relative_to(base).as_posix()
            if path.is_file():
                yield name, path.read_bytes()
