"""The only form in which a figure about people may leave the pipeline.

A `SafeTable` can be made only with the seal that this module hands to `protect` (after protection) and to
`frozen` (after a release's digests were verified). `tests/unit/disclose/test_safe.py` and the import contract
keep it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from typing import Final, Literal

Status = Literal["published", "hidden"]
Label = Mapping[str, str]  # {"id": …, "en": …}


class _Seal:
    """Held by the makers of safe tables only."""


SEAL: Final = _Seal()


@dataclass(frozen=True, slots=True)
class SafeCell:
    """One row of a table: a code per dimension, and a count of people or nothing when hidden."""

    codes: tuple[str, ...]
    value: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A protected count table: the full grid, in the order of its hierarchies.

    `hierarchies[d][parent]` are the children of `parent` in dimension `d`; the counts of children sum to the
    parent's. `labels[d][code]` is what a reader sees. `merged[code]` are the codes that a rest stands for.
    `scheme` names the merging of classes that was chosen. The last dimension is the attribute that must not be
    learnt about a person; `population` says who is counted.
    """

    name: str
    title: Label
    dimensions: tuple[str, ...]
    cells: tuple[SafeCell, ...]
    hierarchies: Mapping[str, Mapping[str, tuple[str, ...]]]
    labels: Mapping[str, Mapping[str, Label]]
    merged: Mapping[str, tuple[str, ...]]
    scheme: str
    seal: InitVar[_Seal]
    population: str = "people"

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not SEAL:
            raise TypeError("a SafeTable is made by protect() or read from a verified release")

    @property
    def attribute(self) -> str:
        """The dimension of the classes."""
        return self.dimensions[-1]

    def value(self, *codes: str) -> int | None:
        """Return the count of one cell; KeyError when the grid has no such cell."""
        for cell in self.cells:
            if cell.codes == codes:
                return cell.value
        raise KeyError(codes)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A table that could not be made safe. `reason` is a code of `REASONS`, never a figure."""

    name: str
    title: Label
    reason: Literal["too_small_or_homogeneous", "by_decision"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a release rests on: nothing about single records."""

    release: str
    period: str
    as_of: str
    generator: str
    policy: str
    rubrics: tuple[str, ...]
    digests: Mapping[str, str]  # "disclosure/v1" or "permenpanrb-6-2022/v1" -> sha256 of the rubric's file


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A frozen file of a release, published byte for byte."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class SafeRelease:
    """One release as the public sees it."""

    provenance: Provenance
    tables: tuple[SafeTable, ...]
    withheld: tuple[Withheld, ...]
    files: tuple[ReleasedFile, ...]  # the CSVs, hierarchies.json, labels.json, notes.json and manifest.json
    notes: Mapping[str, tuple[str, ...]]  # lines for readers, by language
