"""What the simulation is made of: names, posts, work results and sentences, read once from data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator and the range from which its target is drawn."""

    aspect: str
    text: str
    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Result:
    """A work result (RHK), what it is about in a few words, and its indicators."""

    text: str
    subject: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of post and the levels at which it exists."""

    title: str
    family: str
    levels: tuple[str, ...]


@cache
def data(name: str) -> dict[str, Any]:
    """Return one of the package's data files as a plain tree."""
    text = resources.files("bening.simulate").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    tree: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tree


@cache
def results(family: str, theme: str) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Return the work results of a position family and those of an office's theme."""
    groups = data("results")
    return (
        tuple(_result(row) for row in groups["families"][family]),
        tuple(_result(row) for row in groups["themes"][theme]),
    )


def _result(row: list[str]) -> Result:
    text, subject = row[0].split(" | ")
    return Result(text, subject, tuple(_measure(cell) for cell in row[1:]))


def _measure(cell: str) -> Measure:
    aspect, text, target = cell.split(" | ")
    numbers, unit = target.split(" ", 1)
    low, high = numbers.split("..")
    return Measure(aspect, text, int(low), int(high), unit)


@cache
def jobs(theme: str) -> tuple[tuple[Job, ...], tuple[Job, ...]]:
    """Return the posts of a theme and those found everywhere."""
    groups = data("jobs")
    return tuple(map(_job, groups["themes"][theme])), tuple(map(_job, groups["common"]))


def _job(row: str) -> Job:
    title, family, levels = row.split(" | ")
    return Job(title, family, tuple(levels.split()))


def post_title(job: str, level: str) -> str:
    """`Perawat Ahli Pertama`, `Pengadministrasi Perkantoran`."""
    return f"{job} {data('jobs')['labels'][level]}".rstrip()


def grades(employment: str) -> Mapping[str, list[str]]:
    """Return the grades of each level for an employment."""
    found: Mapping[str, list[str]] = data("jobs")["grades"][employment]
    return found


@cache
def places() -> tuple[str, ...]:
    """Return the invented place names, neighbours in the list unlike each other."""
    source = data("organisation")["places"]
    first, second = source["first"], source["second"]
    pairs = [(i % len(first), (i + i // len(first)) % len(second)) for i in range(len(first) * len(second))]
    return tuple(dict.fromkeys(first[a] + second[b] for a, b in pairs))


def place(index: int) -> str:
    """Return the place of an index; when the names are used up they come again with a number."""
    names = places()
    turn, at = divmod(index, len(names))
    return names[at] if turn == 0 else f"{names[at]} {turn + 1}"
