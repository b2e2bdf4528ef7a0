"""A made-up publication: twelve offices, three of them merged, a few hidden cells. Only tests may use the seal."""

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
from bening.model.rubric import Families, Policy, Regime
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
HIDDEN_TOTALS = {"dinas-perhubungan": 123, "satpol-pp": 166}
GRAND = (490, 2823, 180, 62)


def both(texts: tuple[str, str]) -> Label:
    return {"id": texts[0], "en": texts[1]}


def _cells(period: str) -> tuple[SafeCell, ...]:
    rows: dict[str, tuple[int | None, ...]] = {"TOTAL": (sum(GRAND), *GRAND)}
    for code, (_, _, counts) in OFFICES.items():
        known = [count for count in counts if count is not None]
        rows[code] = (HIDDEN_TOTALS.get(code, sum(known)), *counts)
    return tuple(
        SafeCell((period, unit, code), value, "hidden" if value is None else "published")
        for unit, values in rows.items()
        for code, value in zip(("TOTAL", *CLASSES), values, strict=True)
    )


def table(period: str = "2025") -> SafeTable:
    units = {"TOTAL": ("Seluruh instansi", "Whole agency")} | {c: (i, e) for c, (i, e, _) in OFFICES.items()}
    return SafeTable(
        name="predicates_by_office",
        title=both(("Predikat kinerja menurut perangkat daerah", "Performance predicates by office")),
        dimensions=("period", "unit", "predicate"),
        cells=_cells(period),
        hierarchies={
            "period": {},
            "unit": {"TOTAL": tuple(OFFICES)},
            "predicate": {"TOTAL": CLASSES},
        },
        labels={
            "unit": {code: both(texts) for code, texts in (units | MERGED).items()},
            "predicate": {code: both(texts) for code, texts in LABELS.items()},
        },
        merged={"gabungan": tuple(MERGED)},
        scheme="tiga-kelas",
        seal=SEAL,
    )


def _file(name: str, text: str) -> ReleasedFile:
    content = text.encode()
    return ReleasedFile(name, content, hashlib.sha256(content).hexdigest())


def _csv(safe: SafeTable) -> str:
    rows = [(*c.codes, "" if c.value is None else str(c.value), c.status) for c in safe.cells]
    return "".join(",".join(row) + "\n" for row in ((*safe.dimensions, "value", "status"), *rows))


def release(period: str = "2025") -> SafeRelease:
    safe = table(period)
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
        tables=(safe,),
        withheld=(),
        files=(
            _file("predicates_by_office.csv", _csv(safe)),
            _file("hierarchies.json", json.dumps(safe.hierarchies)),
            _file("labels.json", json.dumps(safe.labels)),
            _file("manifest.json", "{}\n"),
        ),
    )


def withheld(period: str = "2025") -> SafeRelease:
    full = release(period)
    title = full.tables[0].title
    notice = Withheld("predicates_by_office", title, "too_small_or_homogeneous")
    return replace(full, tables=(), withheld=(notice,), files=full.files[3:])


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
    """The agency, its offices and a unit in one of them."""
    names = {code: (name, english) for code, (name, english, _) in OFFICES.items()} | MERGED
    offices = [PublicUnit(code, Bilingual(id=a, en=b), "office", "kota") for code, (a, b) in names.items()]
    top = PublicUnit("kota", Bilingual(id="Kota Contoh", en="Example City"), "agency", None)
    below = PublicUnit("dinas-pu-jalan", Bilingual(id="Bidang Jalan", en="Roads Unit"), "unit", "dinas-pu")
    return tuple(sorted((top, *offices, below), key=lambda unit: unit.code))


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
