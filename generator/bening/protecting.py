"""`bening protect`: the protector alone, on any count tables in the form of the published ones."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bening.disclose.assault import Disclosure, Limits, assault
from bening.disclose.suppress import CountTable, Preference, ProtectionFailed, Rules, Statistics, suppress
from bening.findings import Finding, Refused
from bening.model.policy import Policy

Codes = tuple[str, ...]
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")  # more people than there are is no count, and no solver takes it
_LONGEST = 200  # characters of a code; the limit of csv is one of the process, and other libraries lift it
OUT = "out"  # the name of the result among the folders that are attacked


@dataclass(frozen=True, slots=True)
class Protected:
    """The files with values hidden, and what it took."""

    files: Mapping[str, bytes]
    hidden: Mapping[str, int]
    statistics: Statistics


def read_table(path: Path) -> CountTable:
    """Read a count table with every value filled; the last dimension is the attribute. Raises Refused (BNG711)."""
    try:
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        if header[-2:] != ["value", "status"] or len(header) < 4 or not rows:
            raise ValueError
        if any(len(row) != len(header) or max(map(len, row)) > _LONGEST for row in rows):
            raise ValueError
        if not all(_COUNT.fullmatch(row[-2]) for row in rows):
            raise ValueError
        values = {tuple(row[:-2]): int(row[-2]) for row in rows}
        if len(values) != len(rows):
            raise ValueError
    except (OSError, ValueError, IndexError, csv.Error) as error:
        raise Refused([Finding("BNG711", path.name)]) from error
    return CountTable(path.stem, tuple(header[:-2]), header[-3], values)


def read_hierarchies(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read `{dimension: {parent: [children]}}`. Raises Refused (BNG711)."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        return {d: {p: [str(c) for c in children] for p, children in t.items()} for d, t in tree.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Refused([Finding("BNG711", path.name)]) from error


def published(folder: Path) -> dict[str, bytes]:
    """The published tables and sums in a folder, by name."""
    return {
        p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix == ".csv" or p.name == "hierarchies.json"
    }


def completed(
    tables: Sequence[CountTable], hierarchies: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, dict[str, list[str]]]:
    """Give each dimension without a hierarchy the plain one: TOTAL is the sum of its other codes."""
    made = {dimension: dict(tree) for dimension, tree in hierarchies.items()}
    for table in tables:
        for place, dimension in enumerate(table.dimensions):
            codes = sorted({codes[place] for codes in table.values} - {"TOTAL"})
            if dimension not in made and any(key[place] == "TOTAL" for key in table.values):
                made[dimension] = {"TOTAL": codes}
    return made


def minima(policy: Policy, k: int | None) -> tuple[int, int]:
    """The thresholds from office level up and at unit level; `k` replaces both."""
    return (k, k) if k else (policy.office_minimum.value, policy.unit_minimum.value)


def protect_tables(
    tables: Sequence[CountTable],
    hierarchies: Mapping[str, Mapping[str, list[str]]],
    policy: Policy,
    k: int | None = None,
    against: Mapping[str, Mapping[str, bytes]] | None = None,
) -> Protected:
    """Hide cells of all tables together, attack the result (with the earlier files `against`), return the files.

    Headcounts count as known only where they are published. Raises Refused: something can be inferred (BNG705), no
    safe pattern is found (BNG709), the tables do not fit the hierarchies (BNG711).
    """
    office, unit = minima(policy, k)
    rules = Rules(
        minimum={table.name: office for table in tables},
        by_depth={0: office, 1: office, 2: unit},
        homogeneity_percent=policy.homogeneity_percent.value,
        insider=policy.insider.value,
        known=frozenset(
            (t.name, codes) for t in tables for codes, n in t.values.items() if codes[-1] == "TOTAL" and not n
        ),
    )
    hierarchies = completed(tables, hierarchies)
    try:
        pattern = suppress(tables, hierarchies, rules, Preference())
    except ProtectionFailed as error:
        raise Refused([Finding("BNG709", f"{table.name}.csv") for table in tables]) from error
    except ValueError as error:
        raise Refused([Finding("BNG711", f"{table.name}.csv") for table in tables]) from error
    files = {f"{table.name}.csv": _csv(table, pattern.hidden[table.name]) for table in tables}
    files["hierarchies.json"] = (json.dumps(hierarchies, ensure_ascii=False, indent=1) + "\n").encode()
    limits = Limits(
        office=office,
        unit=unit,
        mean=policy.mean_minimum.value,
        share=rules.homogeneity_percent,
        insider=rules.insider,
        decimals=policy.mean_decimals.value,
    )
    found = assault({**(against or {}), OUT: files}, limits)
    if found:
        raise Refused(map(_finding, found))
    return Protected(files, {name: len(cells) for name, cells in pattern.hidden.items()}, pattern.statistics)


def _finding(found: Disclosure) -> Finding:
    cell = "/".join(found.cell)
    return Finding("BNG705", found.table, pointer=f"/{cell}", values={"rule": found.kind, "cell": cell})


def _csv(table: CountTable, hidden: frozenset[Codes]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*table.dimensions, "value", "status"])
    for codes, value in table.values.items():
        writer.writerow([*codes, "", "hidden"] if codes in hidden else [*codes, value, "published"])
    return out.getvalue().encode()
