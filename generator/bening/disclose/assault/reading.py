"""Published bytes -> tables, or the word that they cannot be understood.

The form is that of the contracts ("Published tables"). Whatever is not of that form is a finding; nothing is
guessed, repaired or passed over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bening.disclose.assault.limits import TOTAL, Codes, Disclosure
from bening.disclose.assault.measured import MEASURES, UNIT_MEASURES, days, wrong
from bening.disclose.assault.shape import Relations, Tree, shape, tree_of

FOLDER = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
TABLE = re.compile(r"([a-z0-9][a-z0-9_-]*)\.csv")
OTHERS = frozenset({"hierarchies.json", "labels.json", "manifest.json", "datapackage.json", "notes.json"})
DIMENSION = re.compile(r"[a-z][a-z0-9_]*")
CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
COUNT = re.compile(r"-?(0|[1-9][0-9]{0,8})")
MEAN = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,12})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBERS = {"value": COUNT, "mean": MEAN}
PEOPLE = "people"


class Unreadable(ValueError):
    """Bytes that are not of the contract's form; the message is a code word."""


@dataclass(frozen=True, slots=True)
class Table:
    """One published table. `cells` has None where the figure is hidden; `relations[d]` holds in dimension `d`."""

    path: str
    name: str
    dimensions: Codes
    attribute: int
    population: str
    measure: str
    cells: Mapping[Codes, Decimal | None]
    codes: tuple[Codes, ...]
    relations: tuple[Relations, ...]
    merged: Mapping[str, Codes]


@dataclass(frozen=True, slots=True)
class Folder:
    """All tables of one folder, and the day of its release (empty where no manifest tells).

    `days` says by period whether the folder shows a median of days until objections were decided.
    """

    path: str
    tables: tuple[Table, ...]
    trees: Mapping[str, Tree]
    as_of: str = ""
    days: Mapping[str, bool] = field(default_factory=dict)


def read(path: str, files: Mapping[str, bytes]) -> tuple[Folder, list[Disclosure]]:
    """Read a folder; what cannot be read is left out and named."""
    found = [Disclosure("unreadable", path, detail="name") for name in files if not _known(name)]
    if not FOLDER.fullmatch(path) or ".." in path.split("/"):
        return Folder("", (), {}), [*found, Disclosure("unreadable", "", detail="folder")]
    try:
        trees, notes = _trees(files), _manifest(files)
    except (Unreadable, ValueError, RecursionError):
        return Folder(path, (), {}), [*found, Disclosure("unreadable", path, detail="hierarchies")]
    found += [Disclosure("unreadable", f"{path}/{name}", detail=word) for name, word in _measures(files)]
    told, word = _days(files)
    found += [Disclosure("unreadable", f"{path}/{MEASURES}", detail=word)] if word else []
    tables, names = [], {m[1]: name for name in sorted(files) if (m := TABLE.fullmatch(name)) and _of_people(name)}
    found += [Disclosure("unreadable", path, detail="table") for name in notes if name not in names]
    for name, file in names.items():
        try:
            table, faults = _table(f"{path}/{file}", name, files[file], trees, notes.get(name, {}))
        except (Unreadable, ValueError, csv.Error) as error:
            found.append(Disclosure("unreadable", f"{path}/{file}", detail=_word(error)))
            continue
        tables.append(table)
        found += faults
    if len({"period" in t.dimensions for t in tables}) > 1:
        found.append(Disclosure("unreadable", path, detail="period"))
    return Folder(path, tuple(tables), trees, _day(files), told), found


def _days(files: Mapping[str, bytes]) -> tuple[dict[str, bool], str]:
    """Whether medians of days are shown, by period, and a code word for what is wrong with the file."""
    try:
        return (days(files[MEASURES]) if MEASURES in files else {}), ""
    except ValueError as error:
        return {}, str(error)


def _day(files: Mapping[str, bytes]) -> str:
    tree = _json(files["manifest.json"]) if "manifest.json" in files else {}
    day = tree.get("as_of", "")
    return day if isinstance(day, str) and DAY.fullmatch(day) else ""


def _of_people(name: str) -> bool:
    return name not in UNIT_MEASURES and name != MEASURES


def _measures(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The measures about units that are not of their form, each with a code word."""
    for name in sorted(UNIT_MEASURES & set(files)):
        if word := wrong(files[name]):
            yield name, word


def _word(error: Exception) -> str:
    return str(error) if type(error) is Unreadable else "form"


def _known(name: str) -> bool:
    return name in OTHERS or bool(TABLE.fullmatch(name))


def _trees(files: Mapping[str, bytes]) -> dict[str, Tree]:
    if "hierarchies.json" not in files:
        raise Unreadable("hierarchies")
    found = _json(files["hierarchies.json"])
    if not isinstance(found, dict):
        raise Unreadable("hierarchies")
    return {dimension: tree_of(relations) for dimension, relations in found.items()}


def _json(content: bytes) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise Unreadable("json")
        return dict(pairs)

    return json.loads(content.decode("utf-8"), object_pairs_hook=once)


def _manifest(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """What the manifest says about each table, by its name."""
    tree = _json(files["manifest.json"]) if "manifest.json" in files else {"tables": []}
    tables = tree.get("tables") if isinstance(tree, dict) else None
    if not isinstance(tables, list):
        raise Unreadable("manifest")
    notes: dict[str, dict[str, Any]] = {}
    for entry in tables:
        name = entry.get("table") if isinstance(entry, dict) else None
        if not isinstance(name, str) or name in notes:
            raise Unreadable("manifest")
        notes[name] = entry
    return notes


def _table(
    path: str, name: str, content: bytes, trees: Mapping[str, Tree], notes: Mapping[str, Any]
) -> tuple[Table, list[Disclosure]]:
    header, rows = _rows(content)
    dimensions, measure = tuple(header[:-2]), header[-2]
    attribute, population, merged = _notes(dimensions, notes)
    cells: dict[Codes, Decimal | None] = {}
    faults = []
    for codes, figure in _figures(rows, len(dimensions), NUMBERS[measure]):
        if codes in cells:
            faults.append(Disclosure("sum", path, codes, "duplicate"))
        cells[codes] = figure
    if "period" in dimensions and any(codes[dimensions.index("period")] == TOTAL for codes in cells):
        raise Unreadable("period")
    grid, relations, missing = shape(dimensions, cells, trees)
    faults += [Disclosure("sum", path, cell, detail) for cell, detail in missing]
    table = Table(path, name, dimensions, attribute, population, measure, cells, grid, relations, merged)
    return table, faults


def _rows(content: bytes) -> tuple[list[str], list[list[str]]]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    header, rows = lines[0] if lines else [], lines[1:]
    dimensions = header[:-2]
    if header[-1:] != ["status"] or not dimensions or header[-2] not in NUMBERS:
        raise Unreadable("header")
    if len(set(dimensions)) != len(dimensions) or not all(DIMENSION.fullmatch(d) for d in dimensions):
        raise Unreadable("header")
    if not rows:
        raise Unreadable("empty")
    return header, rows


def _figures(rows: list[list[str]], dimensions: int, number: re.Pattern[str]) -> Iterator[tuple[Codes, Decimal | None]]:
    for row in rows:
        if len(row) != dimensions + 2:
            raise Unreadable("columns")
        codes, (figure, status) = tuple(row[:dimensions]), row[dimensions:]
        if not all(CODE.fullmatch(code) for code in codes):
            raise Unreadable("code")
        if status == "hidden" and not figure:
            yield codes, None
        elif status == "published" and number.fullmatch(figure) and figure != "-0":
            yield codes, Decimal(figure)
        else:
            raise Unreadable("status" if status not in ("published", "hidden") else "figure")


def _notes(dimensions: Codes, notes: Mapping[str, Any]) -> tuple[int, str, dict[str, Codes]]:
    """Attribute (default: the last dimension), population, and what merged codes stand for."""
    attribute, population = notes.get("attribute", dimensions[-1]), notes.get("population", PEOPLE)
    merged = notes.get("merged", {})
    if attribute not in dimensions or not isinstance(population, str):
        raise Unreadable("manifest")
    if notes.get("dimensions", list(dimensions)) != list(dimensions) or not isinstance(merged, dict):
        raise Unreadable("manifest")
    if not all(isinstance(m, list) and all(isinstance(c, str) for c in m) for m in merged.values()):
        raise Unreadable("manifest")
    parts = {code: tuple(sorted(set(members))) for code, members in merged.items() if code != TOTAL}
    return dimensions.index(attribute), population, parts
