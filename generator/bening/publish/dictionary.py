"""The data package (Data Package v2) and with it the data dictionary: one source for the file and the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bening.disclose.safe import ReleasedFile, SafeRelease, SafeTable
from bening.i18n import mark, translate
from bening.model.base import LANGUAGES
from bening.publish.cases import FILE as DAYS
from bening.publish.publication import Publication
from bening.publish.satisfaction import FILE as SATISFACTION

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}

_TITLES = {
    "period": mark("Period"),
    "unit": mark("Unit"),
    "position_family": mark("Position family"),
    "predicate": mark("Performance predicate"),
    "stage": mark("Step of the year"),
    "outcome": mark("Outcome of the objection"),
    "value": mark("Number of people"),
    "status": mark("Status"),
}
_DESCRIPTIONS = {
    "period": mark("The performance year."),
    "unit": mark("The office or unit, or TOTAL for the whole agency. People count in their unit at the period's end."),
    "position_family": mark("The family of the person's position, or TOTAL for all families together."),
    "predicate": mark("The predicate class, or TOTAL for everyone."),
    "stage": mark(
        "The furthest step approved, or TOTAL. evaluasi are those with a predicate; belum_dinilai are all others, the "
        "same people as belum_dinilai among the predicates."
    ),
    "outcome": mark("How the person's objection was decided, or TOTAL for everyone who objected."),
    "value": mark("How many people; empty when the cell is hidden."),
    "status": mark("published, or hidden: kept back to protect people, here or in another cell. Hidden is not zero."),
}
_MEASURES = {
    "period": (mark("Period"), mark("The performance year.")),
    "unit": (mark("Unit"), mark("The unit whose service was surveyed.")),
    "element": (
        mark("Element"),
        mark(
            "u1 and so on: the mean of an element, 1 to 4. IKM: the index, 25 to 100. respondents: how many answered."
        ),
    ),
    "value": (mark("Value"), mark("The figure, rounded as the rubric says; empty when hidden.")),
    "status": (mark("Status"), mark("published, or hidden: too few respondents, or too few people in the unit.")),
}
_DAYS = {
    "period": (mark("Period"), mark("The performance year.")),
    "unit": (mark("Unit"), mark("TOTAL: the whole agency.")),
    "measure": (
        mark("Measure"),
        mark("objection_days_median: the median of days from an objection to the decision on it."),
    ),
    "value": (mark("Value"), mark("The figure, rounded as the policy says; empty when hidden.")),
    "status": (mark("Status"), mark("published, or hidden: the table of objections does not show enough decisions.")),
}
_OTHER_FILES = {
    "hierarchies.json": mark("Which codes add up to which: for every dimension, each parent with its children."),
    "labels.json": mark("What each code is called, in Indonesian and English."),
    "notes.json": mark("The release's notes in both languages: what is published, and how much of it."),
    "manifest.json": mark("What the release rests on: date, rules and the digest of every file."),
}


def package(publication: Publication) -> dict[str, Any] | None:
    """Return the newest release's data package, or None before the first release."""
    release = publication.newest
    if release is None:
        return None
    settings, provenance = publication.settings, release.provenance
    licence = {"name": settings.licence.name, "title": settings.licence.title, "path": settings.licence.url}
    tables = {f"{table.name}.csv": table for table in release.tables}
    return {
        "$schema": PROFILE,
        "name": f"bening-{settings.agency.id}",
        "title": _title(publication, release),
        "version": provenance.release,
        "created": f"{provenance.as_of}T00:00:00Z",
        "synthetic": settings.demo,
        "draft": publication.draft,
        "licenses": [licence],
        "contributors": [{"title": settings.agency.name.id, "roles": ["publisher"]}],
        "coverage": _coverage(publication, release),
        "sources": [_source(ref, provenance.digests[ref]) for ref in sorted(provenance.digests)],
        "generator": f"bening {provenance.generator}",
        "resources": [_resource(file, tables.get(file.name)) for file in release.files],
    }


def _title(publication: Publication, release: SafeRelease) -> str:
    name = publication.settings.agency.name.id
    return translate(
        mark("Performance of civil servants, {agency}, {period}"),
        "id",
        agency=name,
        period=release.provenance.period,
    )


def _coverage(publication: Publication, release: SafeRelease) -> dict[str, Any]:
    settings, period = publication.settings, release.provenance.period
    days = settings.calendar.period(period)
    start, end = (days.starts, days.ends) if days else (f"{period[:4]}-01-01", f"{period[:4]}-12-31")
    agency = {"id": settings.agency.name.id, "en": settings.agency.name.en}
    return {"temporal": {"start": start, "end": end}, "agency": agency}


def _source(ref: str, digest: str) -> dict[str, str]:
    return {"title": ref, "path": f"rubrics/{ref}.yaml", "hash": f"sha256:{digest}"}


def _resource(file: ReleasedFile, table: SafeTable | None) -> dict[str, Any]:
    suffix = file.name.rpartition(".")[2]
    resource: dict[str, Any] = {
        "name": file.name.rpartition(".")[0].replace("_", "-"),
        "path": file.name,
        "format": suffix,
        "mediatype": _MEDIA_TYPES[suffix],
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{file.sha256}",
    }
    if file.name == SATISFACTION:
        return resource | _measures(mark("Public satisfaction by unit"), "element", _MEASURES)
    if file.name == DAYS:
        return resource | _measures(mark("Further measures"), "measure", _DAYS)
    if table is None:
        return resource | _texts("description", _OTHER_FILES.get(file.name, ""))
    return resource | {
        "type": "table",
        "title": table.title["id"],
        "titles": dict(table.title),
        "schema": {"fields": _fields(table), "missingValues": [""], "primaryKey": list(table.dimensions)},
    }


def _measures(name: str, last: str, words: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """A file of measures: figures that are no counts of people."""
    key = ["period", "unit", last]
    codes: list[dict[str, Any]] = [{"name": n, "type": "string", "constraints": {"required": True}} for n in key]
    value = {"name": "value", "type": "number", "constraints": {"minimum": 0}}
    enum = {"required": True, "enum": ["published", "hidden"]}
    status = {"name": "status", "type": "string", "constraints": enum}
    texts = {name: _texts("title", title) | _texts("description", text) for name, (title, text) in words.items()}
    fields = [one | texts[str(one["name"])] for one in (*codes, value, status)]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": key}
    return {"type": "table"} | _texts("title", name) | {"schema": schema}


def _fields(table: SafeTable) -> list[dict[str, Any]]:
    fields = [_dimension(table, index) for index in range(len(table.dimensions))]
    value = {"name": "value", "type": "integer", "constraints": {"minimum": 0}}
    status = {
        "name": "status",
        "type": "string",
        "constraints": {"required": True, "enum": ["published", "hidden"]},
    }
    return [field | _field_texts(str(field["name"])) for field in (*fields, value, status)]


def _dimension(table: SafeTable, index: int) -> dict[str, Any]:
    name = table.dimensions[index]
    codes = list(dict.fromkeys(cell.codes[index] for cell in table.cells))
    labels = table.labels.get(name, {})
    field = {"name": name, "type": "string", "constraints": {"required": True, "enum": codes}}
    named = {code: dict(labels[code]) for code in codes if code in labels}
    return field | ({"labels": named} if named else {})


def _field_texts(name: str) -> dict[str, Any]:
    title = _texts("title", _TITLES.get(name, name))
    return title | _texts("description", _DESCRIPTIONS.get(name, ""))


def _texts(key: str, message: str) -> dict[str, Any]:
    """The Indonesian text where Data Package wants one, both languages beside it."""
    if not message:
        return {}
    texts = {lang: translate(message, lang) for lang in LANGUAGES}
    return {key: texts["id"], f"{key}s": texts}
