"""Releases as files: freezing a release, and reading it back only if every digest holds.

A release's folder has one CSV per table, `hierarchies.json`, `labels.json`, `notes.json` (for readers, in both
languages) and `manifest.json`, which names every file with its size and SHA-256, and of each table how much of it is
published. Neither says anything about single records.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bening.disclose.notes import notes
from bening.disclose.quality import quality
from bening.disclose.safe import (
    SEAL,
    Provenance,
    ReleasedFile,
    SafeCell,
    SafeRelease,
    SafeTable,
    Withheld,
)
from bening.findings import Finding, Refused
from bening.model.base import LANGUAGES

MANIFEST, NOTES = "manifest.json", "notes.json"
VERSION = 1


def freeze(
    provenance: Provenance,
    tables: Sequence[SafeTable],
    withheld: Sequence[Withheld],
    measures: Mapping[str, bytes] | None = None,
) -> SafeRelease:
    """Write the tables and the manifest as bytes; the same input gives the same bytes.

    `measures` are further files by name, about units and not about people; they are frozen as they are.
    """
    files = [_file(f"{table.name}.csv", _csv(table)) for table in tables]
    files += [_file(name, content) for name, content in sorted((measures or {}).items())]
    files.append(_file("hierarchies.json", _json(_joined(t.hierarchies for t in tables))))
    files.append(_file("labels.json", _json(_joined(t.labels for t in tables))))
    files.append(_file(NOTES, _json(notes(provenance, tables, withheld))))
    manifest = _manifest(provenance, tables, withheld, files)
    files.append(_file(MANIFEST, _json({**manifest, "digest": _digest(manifest)})))
    told: dict[str, tuple[str, ...]] = {
        lang: tuple(lines) for lang, lines in notes(provenance, tables, withheld).items()
    }
    return SafeRelease(provenance, tuple(tables), tuple(withheld), tuple(files), told)


def _file(name: str, content: bytes) -> ReleasedFile:
    return ReleasedFile(name, content, hashlib.sha256(content).hexdigest())


def _json(tree: object) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=False) + "\n").encode()


def _digest(manifest: Mapping[str, object]) -> str:
    """The SHA-256 of the manifest's own words, without this digest."""
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    return hashlib.sha256(_json(rest)).hexdigest()


def _joined(parts: Iterable[Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    joined: dict[str, dict[str, Any]] = {}
    for part in parts:
        for dimension, values in part.items():
            joined.setdefault(dimension, {}).update(values)
    return joined


def _csv(table: SafeTable) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*table.dimensions, "value", "status"])
    for cell in table.cells:
        writer.writerow([*cell.codes, "" if cell.value is None else cell.value, cell.status])
    return out.getvalue().encode()


def _manifest(
    provenance: Provenance,
    tables: Sequence[SafeTable],
    withheld: Sequence[Withheld],
    files: Sequence[ReleasedFile],
) -> dict[str, object]:
    return {
        "version": VERSION,
        "release": provenance.release,
        "period": provenance.period,
        "as_of": provenance.as_of,
        "generator": provenance.generator,
        "policy": provenance.policy,
        "rubrics": list(provenance.rubrics),
        "digests": dict(provenance.digests),
        "tables": [
            {
                "table": t.name,
                "title": dict(t.title),
                "dimensions": list(t.dimensions),
                "attribute": t.attribute,
                "population": t.population,
                "scheme": t.scheme,
                "merged": {code: list(names) for code, names in t.merged.items()},
                "quality": quality(t).as_json(),
            }
            for t in tables
        ],
        "withheld": [{"table": w.name, "title": dict(w.title), "reason": w.reason} for w in withheld],
        "files": [{"path": f.name, "bytes": len(f.content), "sha256": f.sha256} for f in files],
    }


def thaw(folder: str, contents: Mapping[str, bytes]) -> SafeRelease:
    """Read a release back from its files' bytes; `folder` is its path, for findings.

    Raises Refused (BNG704, BNG706) when a file is missing, added or changed, or the manifest cannot be read.
    """
    try:
        manifest = json.loads(contents[MANIFEST])
        listed = {entry["path"]: entry for entry in manifest["files"]}
        if manifest["digest"] != _digest(manifest):
            raise ValueError("digest")
        _verify(folder, contents, listed)
        return _read(manifest, contents)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise Refused([Finding("BNG706", f"{folder}/{MANIFEST}")]) from error


def _verify(folder: str, contents: Mapping[str, bytes], listed: Mapping[str, Any]) -> None:
    names = sorted({*listed, *contents} - {MANIFEST})
    bad = [
        Finding("BNG704", f"{folder}/{name}")
        for name in names
        if name not in contents
        or name not in listed
        or hashlib.sha256(contents[name]).hexdigest() != listed[name]["sha256"]
    ]
    if bad:
        raise Refused(bad)


def _read(manifest: Mapping[str, Any], contents: Mapping[str, bytes]) -> SafeRelease:
    if manifest["version"] != VERSION:
        raise ValueError("version")
    provenance = Provenance(
        manifest["release"],
        manifest["period"],
        manifest["as_of"],
        manifest["generator"],
        manifest["policy"],
        tuple(manifest["rubrics"]),
        manifest["digests"],
    )
    hierarchies = json.loads(contents["hierarchies.json"])
    labels = json.loads(contents["labels.json"])
    tables = tuple(_table(entry, contents, hierarchies, labels) for entry in manifest["tables"])
    for entry, table in zip(manifest["tables"], tables, strict=True):
        if entry.get("quality", quality(table).as_json()) != quality(table).as_json():
            raise ValueError("quality")
    withheld = tuple(Withheld(w["table"], w["title"], w["reason"]) for w in manifest["withheld"])
    files = tuple(_file(name, contents[name]) for name in [e["path"] for e in manifest["files"]] + [MANIFEST])
    words = json.loads(contents[NOTES]) if NOTES in contents else notes(provenance, tables, withheld)
    told: dict[str, tuple[str, ...]] = {lang: tuple(map(str, words[lang])) for lang in LANGUAGES}
    return SafeRelease(provenance, tables, withheld, files, told)


def _table(
    entry: Mapping[str, Any],
    contents: Mapping[str, bytes],
    hierarchies: Mapping[str, Any],
    labels: Mapping[str, Any],
) -> SafeTable:
    dimensions = tuple(entry["dimensions"])
    cells = tuple(read_cells(contents[f"{entry['table']}.csv"], len(dimensions)))
    codes = {d: {cell.codes[place] for cell in cells} for place, d in enumerate(dimensions)}
    merged = {code: tuple(names) for code, names in entry["merged"].items()}
    members = {name for names in merged.values() for name in names}
    tree = {
        d: {p: tuple(c) for p, c in hierarchies[d].items() if p in codes[d] and codes[d].issuperset(c)}
        for d in dimensions
        if d in hierarchies
    }
    return SafeTable(
        name=entry["table"],
        title=entry["title"],
        dimensions=dimensions,
        cells=cells,
        hierarchies=tree,
        labels={d: {k: v for k, v in labels[d].items() if k in codes[d] or k in members} for d in dimensions},
        merged=merged,
        scheme=entry["scheme"],
        seal=SEAL,
        population=entry.get("population", "people"),
    )


def read_cells(content: bytes, dimensions: int) -> Iterable[SafeCell]:
    """The rows of a published CSV. Raises ValueError when a row is not of the contract's form."""
    _header, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
    for row in rows:
        codes, (value, status) = tuple(row[:dimensions]), row[dimensions:]
        if status == "published":
            yield SafeCell(codes, int(value), "published")
        elif status == "hidden" and not value:
            yield SafeCell(codes, None, "hidden")
        else:
            raise ValueError("status")
