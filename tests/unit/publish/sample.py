"""A made-up publication: twelve offices, three of them merged, four tables, hidden cells. Only tests use the seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bening.disclose.safe import (
    SEAL,
    Label,
    Provenance,
    ReleasedFile,
    SafeCell,
    SafeRelease,
    SafeTable,
    Withheld,
)
from bening.model.base import Bilingual
from bening.model.policy import Policy
from bening.model.rubric import Families, Regime
from bening.model.settings import Settings
from bening.publish.publication import Publication, PublishedRubric
from bening.publish.units import PublicUnit

ROOT = Path(__file__).resolve().parents[3]
CLASSES = ("sangat_baik", "baik", "di_bawah_baik", "belum_dinilai")
LABELS = {
    "TOTAL": ("Seluruh pegawai", "All people"),
    "sangat_baik": ("Sangat Baik", "Excellent"),
    "baik": ("Baik", "Good"),
    "di_bawah_baik": ("Di bawah Baik", "Below Good"),
    "belum_dinilai": ("Belum dinilai", "Not rated"),
}
OFFICES = {
    "dinas-pendidikan": ("Dinas Pendidikan", "Education Office", (212, 1380, 64, 21)),
    "dinas-kesehatan": ("Dinas Kesehatan", "Health Office", (148, 702, 33, 12)),
    "dinas-kependudukan": (
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Population and Civil Registry Office",
        (14, 71, 8, 6),
    ),
    "dinas-pu": ("Dinas Pekerjaan Umum dan Penataan Ruang", "Public Works and Spatial Planning", (22, 131, 19, 7)),
    "dinas-perhubungan": ("Dinas Perhubungan", "Transport Office", (12, 96, None, None)),
    "bappeda": ("Badan Perencanaan Pembangunan Daerah", "Regional Planning Agency", (18, 52, 6, 0)),
    "bkpsdm": ("Badan Kepegawaian dan Pengembangan SDM", "Personnel Agency", (11, 44, 5, 0)),
    "sekretariat": ("Sekretariat Daerah", "Regional Secretariat", (31, 118, 12, 9)),
    "satpol-pp": ("Satuan Polisi Pamong Praja", "Civil Service Police Unit", (9, 141, None, None)),
    "gabungan": ("Perangkat daerah lain (gabungan)", "Other offices (merged)", (13, 88, 10, 5)),
}
MERGED = {
    "dinas-pariwisata": ("Dinas Pariwisata", "Tourism Office"),
    "dinas-arsip": ("Dinas Perpustakaan dan Arsip", "Library and Archives Office"),
    "inspektorat": ("Inspektorat", "Inspectorate"),
}
BELOW = {
    "dinas-pu-jalan": ("Bidang Jalan", "Roads Unit"),
    "dinas-pu.gabungan": ("Unit lain Dinas PU (gabungan)", "Other units of Public Works (merged)"),
    "dinas-pu-air": ("Bidang Air", "Water Unit"),
    "dinas-pu.langsung": ("Langsung di bawah Dinas PU", "Directly under Public Works"),
}
TITLES = {
    "predicates_by_office": ("Predikat kinerja menurut perangkat daerah", "Performance predicates by office"),
    "predicates_by_unit": ("Predikat kinerja menurut unit", "Performance predicates by unit"),
    "predicates_by_family": ("Predikat kinerja menurut rumpun jabatan", "Performance predicates by position family"),
    "predicates_by_office_family": (
        "Predikat kinerja menurut perangkat daerah dan rumpun jabatan",
        "Performance predicates by office and position family",
    ),
}
HIDDEN_TOTALS = {"dinas-perhubungan": 123, "satpol-pp": 166}
GRAND = (490, 2823, 180, 62)
Counts = tuple[int | None, ...]


def both(texts: tuple[str, str]) -> Label:
    return {"id": texts[0], "en": texts[1]}


def units_labels() -> dict[str, Label]:
    own = {"TOTAL": ("Seluruh instansi", "Whole agency")} | {c: (i, e) for c, (i, e, _) in OFFICES.items()}
    return {code: both(texts) for code, texts in (own | MERGED | BELOW).items()}


# As in a release's files, the sums of units are those of all tables together.
UNIT_TREE = {
    "TOTAL": tuple(OFFICES),
    "dinas-pu": ("dinas-pu-jalan", "dinas-pu.gabungan"),
}
FAMILY_LABELS = {"TOTAL": LABELS["TOTAL"], "pelaksana": ("Pelaksana", "Administrative"), "ahli": ("Ahli", "Expert")}


def made(
    name: str, dimensions: tuple[str, ...], rows: dict[tuple[str, ...], Counts], merged: dict[str, tuple[str, ...]]
) -> SafeTable:
    """A table of rows of five figures: the total and the four classes."""
    cells = tuple(
        SafeCell((*codes, cls), value, "hidden" if value is None else "published")
        for codes, values in rows.items()
        for cls, value in zip(("TOTAL", *CLASSES), values, strict=True)
    )
    every: dict[str, dict[str, tuple[str, ...]]] = {
        "period": {},
        "unit": UNIT_TREE,
        "position_family": {"TOTAL": ("pelaksana", "ahli")},
        "predicate": {"TOTAL": CLASSES},
    }
    labels = {
        "unit": units_labels(),
        "position_family": {code: both(texts) for code, texts in FAMILY_LABELS.items()},
        "predicate": {code: both(texts) for code, texts in LABELS.items()},
    }
    return SafeTable(
        name=name,
        title=both(TITLES[name]),
        dimensions=dimensions,
        cells=cells,
        hierarchies={d: every[d] for d in dimensions},
        labels={d: labels[d] for d in dimensions if d in labels},
        merged=merged,
        scheme="",
        seal=SEAL,
    )


def table(period: str = "2025") -> SafeTable:
    """By office, two offices with hidden classes."""
    rows: dict[tuple[str, ...], Counts] = {(period, "TOTAL"): (sum(GRAND), *GRAND)}
    for code, (_, _, counts) in OFFICES.items():
        known = [count for count in counts if count is not None]
        rows[period, code] = (HIDDEN_TOTALS.get(code, sum(known)), *counts)
    return made("predicates_by_office", ("period", "unit", "predicate"), rows, {"gabungan": tuple(MERGED)})


def by_unit(period: str = "2025") -> SafeTable:
    """By unit: one office has a unit of its own and a rest of two, the others are shown as a whole."""
    offices = table(period)
    filled: dict[tuple[str, ...], Counts] = {c.codes[:2]: row_of(offices, c.codes[:2]) for c in offices.cells}
    filled[period, "dinas-pu-jalan"] = (101, 14, None, None, None)
    filled[period, "dinas-pu.gabungan"] = (78, 8, None, None, None)
    rests = {"gabungan": tuple(MERGED), "dinas-pu.gabungan": ("dinas-pu-air", "dinas-pu.langsung")}
    return made("predicates_by_unit", ("period", "unit", "predicate"), filled, rests)


def by_family(period: str = "2025") -> SafeTable:
    rows: dict[tuple[str, ...], Counts] = {
        (period, "TOTAL"): (sum(GRAND), *GRAND),
        (period, "pelaksana"): (3000, 400, 2400, 150, 50),
        (period, "ahli"): (555, 90, 423, 30, 12),
    }
    return made("predicates_by_family", ("period", "position_family", "predicate"), rows, {})


def by_office_family(period: str = "2025") -> SafeTable:
    """By office and family: half of it hidden."""
    rows: dict[tuple[str, ...], Counts] = {}
    for unit in ("TOTAL", *OFFICES):
        total = row_of(table(period), (period, unit))
        rows[period, unit, "TOTAL"] = total
        for family in ("pelaksana", "ahli"):
            rows[period, unit, family] = (None,) * 5
    dimensions = ("period", "unit", "position_family", "predicate")
    return made("predicates_by_office_family", dimensions, rows, {"gabungan": tuple(MERGED)})


def row_of(safe: SafeTable, codes: tuple[str, ...]) -> Counts:
    return tuple(cell.value for cell in safe.cells if cell.codes[:-1] == codes)


def tables(period: str = "2025") -> tuple[SafeTable, ...]:
    return table(period), by_unit(period), by_family(period), by_office_family(period)


def _file(name: str, text: str) -> ReleasedFile:
    content = text.encode()
    return ReleasedFile(name, content, hashlib.sha256(content).hexdigest())


def _csv(safe: SafeTable) -> str:
    rows = [(*c.codes, "" if c.value is None else str(c.value), c.status) for c in safe.cells]
    return "".join(",".join(row) + "\n" for row in ((*safe.dimensions, "value", "status"), *rows))


def release(period: str = "2025") -> SafeRelease:
    safe = tables(period)
    hierarchies = {d: dict(tree) for one in safe for d, tree in one.hierarchies.items()}
    labels = {d: dict(texts) for one in safe for d, texts in one.labels.items()}
    return SafeRelease(
        provenance=Provenance(
            release=period,
            period=period,
            as_of=f"{int(period) + 1}-03-31",
            generator="0.1.0",
            policy="disclosure/v1",
            rubrics=("permenpanrb-6-2022/v1",),
            digests={"disclosure/v1": "ab" * 32, "permenpanrb-6-2022/v1": "cd" * 32},
        ),
        tables=safe,
        withheld=(),
        files=(
            *(_file(f"{one.name}.csv", _csv(one)) for one in safe),
            _file("hierarchies.json", json.dumps(hierarchies)),
            _file("labels.json", json.dumps(labels)),
            _file("manifest.json", "{}\n"),
        ),
        notes={"id": ("Catatan rilis.",), "en": ("Notes of the release.",)},
    )


def withheld(period: str = "2025") -> SafeRelease:
    full = release(period)
    title = full.tables[0].title
    notice = Withheld("predicates_by_office", title, "too_small_or_homogeneous")
    return replace(full, tables=(), withheld=(notice,), files=full.files[-1:])


def settings(**changes: Any) -> Settings:
    tree: dict[str, Any] = {
        "schema": "bening/settings/v1",
        "agency": {
            "id": "kota-tirta",
            "name": {"id": "Pemerintah Kota Tirta Bening", "en": "City of Tirta Bening"},
        },
        "demo": True,
        "timezone": "Asia/Jakarta",
        "forge": {"kind": "none", "url": None},
        "sealing": "off",
        "languages": ["id", "en"],
        "calendar": {
            "periods": [_period("2025"), _period("2026")],
            "releases": [
                {"id": "2024", "period": "2024", "not_before": "2025-03-31"},
                {"id": "2025", "period": "2025", "not_before": "2026-03-31"},
                {"id": "2026", "period": "2026", "not_before": "2027-03-31"},
            ],
        },
        "disclosure_policy": "disclosure/v1",
        "position_families": "position-families/v1",
        "licence": {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
    }
    return Settings.model_validate(tree | changes)


def _period(year: str) -> dict[str, str]:
    after = str(int(year) + 1)
    return {
        "period": year,
        "regime": "permenpanrb-6-2022/v1",
        "starts": f"{year}-01-01",
        "ends": f"{year}-12-31",
        "plan_due": f"{year}-01-31",
        "report_due": f"{after}-01-10",
        "evaluation_due": f"{after}-01-31",
    }


def _line(content: bytes) -> Callable[[str], int]:
    def line(pointer: str) -> int:
        node: Any = yaml.compose(content, Loader=yaml.SafeLoader)
        for key in pointer.strip("/").split("/"):
            if isinstance(node, yaml.SequenceNode):
                node = node.value[int(key)]
            else:
                node = next(value for name, value in node.value if name.value == key)
        return int(node.start_mark.line) + 1

    return line


FAMILIES = """schema: bening/position-families/v1
id: position-families
version: v1
title: {id: "Rumpun jabatan", en: "Position families"}
legal_basis: ["UU Nomor 20 Tahun 2023"]
status: unverified
valid_from: "2025-01-01"
families:
  - id: pelaksana
    label: {id: "Pelaksana", en: "Administrative staff"}
    description: {id: "Jabatan pelaksana", en: "Administrative posts"}
"""


def rubric(model: Any, ref: str, content: bytes) -> PublishedRubric[Any]:
    return PublishedRubric(
        model=model.model_validate(yaml.safe_load(content)),
        ref=ref,
        path=f"rubrics/{ref}.yaml",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        line=_line(content),
    )


def from_root(model: Any, ref: str) -> PublishedRubric[Any]:
    return rubric(model, ref, (ROOT / "rubrics" / f"{ref}.yaml").read_bytes())


def units() -> tuple[PublicUnit, ...]:
    """The agency, its offices, and units in some of them."""
    names = {code: (name, english) for code, (name, english, _) in OFFICES.items() if code != "gabungan"} | MERGED
    offices = [PublicUnit(code, Bilingual(id=a, en=b), "office", "kota") for code, (a, b) in names.items()]
    top = PublicUnit("kota", Bilingual(id="Kota Contoh", en="Example City"), "agency", None)
    parents = {
        "dinas-pu-jalan": "dinas-pu",
        "dinas-pu-air": "dinas-pu",
        "dinas-pu-baru": "dinas-pu",
        "bappeda-data": "bappeda",
        "inspektorat-umum": "inspektorat",
        "staf-ahli": "kota",
    }
    below = [PublicUnit(c, Bilingual(id=f"Unit {c}", en=f"Unit {c}"), "unit", p) for c, p in parents.items()]
    return tuple(sorted((top, *offices, *below), key=lambda unit: unit.code))


def publication(*releases: SafeRelease, draft: bool = False, **changes: Any) -> Publication:
    return Publication(
        settings=settings(**changes),
        regimes=(from_root(Regime, "permenpanrb-6-2022/v1"),),
        policy=from_root(Policy, "disclosure/v1"),
        families=rubric(Families, "position-families/v1", FAMILIES.encode()),
        units=units(),
        releases=releases,
        as_of="2026-11-20",
        draft=draft,
        version="0.1.0",
    )
