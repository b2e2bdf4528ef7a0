"""Objections and steps of the year on the pages: counts, days, or kind words where nothing can be shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pytest

from bening.disclose.safe import SEAL, ReleasedFile, SafeCell, SafeRelease, SafeTable, Withheld
from bening.publish.cases import cases, days_of
from bening.publish.dictionary import package
from bening.publish.grid import show
from bening.publish.pages import pages
from bening.publish.units import step_figures
from tests.unit.conftest import ROOT
from tests.unit.publish import sample

OUTCOMES = ("TOTAL", "belum_diputus", "diterima", "diterima_sebagian", "ditolak")
STEPS = ("TOTAL", "evaluasi", "belum_dinilai")
ROWS = {"TOTAL": (41, 6, 5, 10, 20), "dinas-pu": (12, 5, 0, 7, 0), "bappeda": (None,) * 5}


def made(name: str, rows: dict[str, Sequence[int | None]], classes: tuple[str, ...], population: str) -> SafeTable:
    """A table of units and classes."""
    attribute = "outcome" if name == "objections" else "stage"
    cells = tuple(
        SafeCell(("2025", unit, cls), value, "hidden" if value is None else "published")
        for unit, values in rows.items()
        for cls, value in zip(classes, values, strict=True)
    )
    trees = {
        "unit": {"TOTAL": ("dinas-pu", "bappeda"), "dinas-pu": ("dinas-pu-jalan",)},
        attribute: {"TOTAL": classes[1:]},
    }
    labels = {"unit": sample.units_labels(), attribute: {code: {"id": code, "en": code} for code in classes}}
    title = {"id": f"Tabel {name}", "en": f"Table {name}"}
    dimensions = ("period", "unit", attribute)
    return SafeTable(name, title, dimensions, cells, trees, labels, {}, "", SEAL, population)


def file(name: str, text: str) -> ReleasedFile:
    return ReleasedFile(name, text.encode(), hashlib.sha256(text.encode()).hexdigest())


def release(days: str | None = "17", *, held: bool = False) -> SafeRelease:
    """A release with steps, and objections shown or withheld."""
    plain = sample.release()
    steps: dict[str, Sequence[int | None]] = {
        "TOTAL": (300, 280, 20),
        "dinas-pu": (180, 170, 10),
        "dinas-pu-jalan": (100, None, None),
        "bappeda": (120, 110, 10),
    }
    tables = [made("participation", steps, STEPS, "people")]
    tables += [] if held else [made("objections", dict(ROWS), OUTCOMES, "objections")]
    status = "hidden" if days is None else "published"
    text = f"period,unit,measure,value,status\n2025,TOTAL,objection_days_median,{days or ''},{status}\n"
    files = () if held else (file("measures.csv", text),)
    withheld = (Withheld("objections", {"id": "Keberatan", "en": "Objections"}, "too_small_or_homogeneous"),)
    return replace(
        plain, tables=(*plain.tables, *tables), files=(*plain.files, *files), withheld=withheld if held else ()
    )


def rendered(found: SafeRelease) -> dict[str, str]:
    """The pages by path."""
    docs = pages(sample.publication(found), ROOT / "site" / "templates")
    return {name: unescape(raw.decode()) for name, raw in docs if name.endswith(".md")}


def test_a_release_tells_of_objections_and_days() -> None:
    (one,) = cases([show(release(), "en")])
    assert one.grid is not None and one.days == 17
    assert [row.head.code for row in one.grid.rows] == list(ROWS)
    assert days_of(release(None)) is None and days_of(sample.release()) is None
    assert cases([show(sample.release(), "en")]) == ()


def test_the_page_shows_counts_and_days() -> None:
    text = rendered(release())["docs.en/objections.md"]
    for code, values in ROWS.items():
        for outcome, value in zip(OUTCOMES, values, strict=True):
            cell = text.partition(f'data-table="objections" data-cell="2025/{code}/{outcome}">')[2]
            assert cell.startswith("hidden" if value is None else str(value))
    assert "Days from objection to decision: 17 in the median." in text
    assert "10 decisions or more" in rendered(release(None))["docs.en/objections.md"]


@pytest.mark.parametrize("lang", ["docs", "docs.en"])
def test_what_is_withheld_is_said_kindly_on_both_pages(lang: str) -> None:
    found = rendered(release(held=True))
    said = {
        "docs": "Yang mengajukan keberatan, kalaupun ada, begitu sedikit",
        "docs.en": "So few people objected, if any,",
    }[lang]
    for page in ("objections", "results"):
        assert said in found[f"{lang}/{page}.md"]
    assert 'data-table="objections"' not in "".join(found.values())


def test_steps_stand_on_the_calendar_by_office_and_on_the_offices_page_by_unit() -> None:
    found = rendered(release())
    cell = 'data-table="participation" data-cell="2025/{}/evaluasi">{}'
    assert cell.format("dinas-pu", "170") in found["docs.en/calendar.md"]
    assert "2025/dinas-pu-jalan/evaluasi" not in found["docs.en/calendar.md"]
    assert cell.format("dinas-pu-jalan", "hidden") in found["docs.en/units/dinas-pu.md"]
    assert step_figures(show(release(), "en"), "dinas-pu-air") is None
    assert step_figures(show(sample.release(), "en"), "dinas-pu") is None


def test_the_dictionary_describes_both_and_the_measures() -> None:
    described = package(sample.publication(release()))
    assert described is not None
    found = {one["path"]: one["schema"]["fields"] for one in described["resources"] if "schema" in one}
    for name, last in (("participation.csv", "stage"), ("objections.csv", "outcome"), ("measures.csv", "measure")):
        if name in found:
            field = next(f for f in found[name] if f["name"] == last)
            assert field["title"] != last and set(field["descriptions"]) == {"id", "en"}
    assert json.dumps(described) and "measures.csv" in found
