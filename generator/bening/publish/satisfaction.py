"""The public's satisfaction with services, as a release has it: units, elements, index and class, laid out for reading.

Everything shown is a row of `satisfaction.csv`; the class follows from the index by the published rubric.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bening.disclose.safe import SafeRelease
from bening.model.base import Bilingual, Lang
from bening.model.satisfaction import Element, Satisfaction, ServiceClass
from bening.publish.publication import Publication, PublishedRubric

FILE = "satisfaction.csv"
INDEX, RESPONDENTS = "IKM", "respondents"


@dataclass(frozen=True, slots=True)
class Service:
    """A unit's figures; all of them None where they are hidden. `width` is the index in tenths of 100."""

    unit: str
    name: Bilingual | None
    index: str | None
    quality: ServiceClass | None
    respondents: int | None
    means: tuple[str | None, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one release, by the units' codes; `elements` are the columns of the means."""

    release: SafeRelease
    period: str
    elements: tuple[str, ...]
    rows: tuple[Service, ...]
    hidden: int


def rows_of(release: SafeRelease) -> list[dict[str, str]]:
    """The rows of a release's file, empty when it has none."""
    file = next((f for f in release.files if f.name == FILE), None)
    return list(csv.DictReader(io.StringIO(file.content.decode()))) if file else []


def services(publication: Publication) -> tuple[Services, ...]:
    """What each release says about services, the newest first; releases without such a file are left out."""
    return tuple(_services(publication, r) for r in reversed(publication.releases) if rows_of(r))


def served(publication: Publication) -> dict[str, Service]:
    """The services of the newest release by unit, empty when it has none."""
    newest = publication.newest
    made = _services(publication, newest).rows if newest and rows_of(newest) else ()
    return {row.unit: row for row in made}


def _services(publication: Publication, release: SafeRelease) -> Services:
    figures: dict[str, dict[str, str]] = {}
    for row in rows_of(release):
        figures.setdefault(row["unit"], {})[row["element"]] = row["value"]
    elements = tuple(code for code in next(iter(figures.values())) if code not in (INDEX, RESPONDENTS))
    names = {unit.code: unit.name for unit in publication.units}
    rubric = _rubric(publication, release)
    rows = tuple(_service(unit, names.get(unit), values, elements, rubric) for unit, values in sorted(figures.items()))
    hidden = sum(row.index is None for row in rows)
    return Services(release, release.provenance.period, elements, rows, hidden)


def _rubric(publication: Publication, release: SafeRelease) -> Satisfaction | None:
    """The published rubric if the release rests on it."""
    known = publication.satisfaction
    return known.model if known and known.ref in release.provenance.digests else None


def _service(
    unit: str,
    name: Bilingual | None,
    values: dict[str, str],
    elements: tuple[str, ...],
    rubric: Satisfaction | None,
) -> Service:
    index = values.get(INDEX) or None
    number = values.get(RESPONDENTS)
    quality = quality_of(rubric, index) if rubric and index else None
    width = int(Fraction(index) * 10) if index else 0
    means = tuple(values.get(code) or None for code in elements)
    return Service(unit, name, index, quality, int(number) if number else None, means, width)


def quality_of(rubric: Satisfaction, index: str) -> ServiceClass | None:
    """The class of a published index."""
    value = Fraction(index)
    return next((c for c in rubric.classes if Fraction(c.low) <= value <= Fraction(c.high)), None)


def decimal(text: str, lang: Lang) -> str:
    """A published decimal as each language writes it: `82,29` in Indonesian, `82.29` in English."""
    return text.replace(".", ",") if lang == "id" else text


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element of the worked example: its answers 1 to 4, their sum, and the mean to four places."""

    element: Element
    counts: tuple[int, ...]
    total: int
    answers: int
    mean: str


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up survey worked through by the rubric's own numbers."""

    rows: tuple[ElementRow, ...]
    sum: str
    index: str
    quality: ServiceClass | None


_COUNTS = ((2, 9, 61, 48), (1, 12, 70, 37), (4, 20, 66, 30), (0, 3, 52, 65), (1, 8, 71, 40), (0, 6, 64, 50))


def example(rubric: PublishedRubric[Satisfaction]) -> Example:
    """A made-up survey of 120 people through the rubric: counts, means, index and class."""
    model = rubric.model
    rows = tuple(_rows(model))
    exact = sum((Fraction(row.total, row.answers) * row.element.share for row in rows), Fraction(0))
    index = _written(exact * model.factor, model.rounding.places)
    return Example(rows, _written(exact, 4), index, quality_of(model, index))


def _rows(model: Satisfaction) -> Iterator[ElementRow]:
    for place, element in enumerate(model.elements):
        counts = _COUNTS[place % len(_COUNTS)]
        total, answers = sum(value * number for value, number in enumerate(counts, 1)), sum(counts)
        yield ElementRow(element, counts, total, answers, _written(Fraction(total, answers), 4))


def _written(value: Fraction, places: int) -> str:
    """A number with so many decimals, rounded half-up."""
    scaled = (2 * value * 10**places + 1) // 2
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)
