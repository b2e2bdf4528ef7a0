from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml

from bening.disclose.safe import SEAL
from bening.i18n import translate
from bening.publish.pages import PAGES, pages
from bening.publish.publication import Publication
from tests.unit.publish import sample
from tests.unit.publish.sample import ROOT

TEMPLATES = ROOT / "site/templates"
SAME_IN_BOTH = {"Data", "Status", "Unit", "Rating"}


def made(publication: Publication) -> dict[str, str]:
    files = dict(pages(publication, TEMPLATES))
    return {name: content.decode() for name, content in files.items() if name.endswith((".md", ".site.json"))}


def test_the_same_pages_in_both_languages() -> None:
    files = dict(pages(sample.publication(sample.release()), TEMPLATES))
    names = {
        folder: {n.partition("/")[2] for n in files if n.startswith(f"{folder}/")} for folder in ("docs", "docs.en")
    }
    assert names["docs"] == names["docs.en"]
    assert names["docs"] >= {*PAGES, "rubrics/permenpanrb-6-2022-v1.md", "assets/bening.css", ".site.json"}


def test_every_figure_of_the_results_is_a_cell() -> None:
    files = made(sample.publication(sample.release("2024"), sample.release()))
    cells = {"/".join(cell.codes): cell.value for year in ("2024", "2025") for cell in sample.table(year).cells}
    shown = re.findall(r'<td [^>]*data-cell="([^"]+)">([^<]*)', files["docs.en/results.md"])
    assert {unescape(code) for code, _ in shown} == set(cells)
    for code, text in shown:
        value = cells[unescape(code)]
        assert unescape(text) == ("hidden" if value is None else f"{value:,}")
    assert "tersembunyi" in files["docs/results.md"]


def test_withheld_and_no_release_are_said() -> None:
    withheld = made(sample.publication(sample.withheld()))
    assert 'data-bening="withheld"' in withheld["docs/results.md"]
    assert "tidak terbit dalam rilis ini" in withheld["docs/results.md"]
    none = made(sample.publication())
    assert 'data-bening="no-release"' in none["docs/results.md"]
    assert "There is no release yet" in none["docs.en/index.md"]


@pytest.mark.parametrize(("demo", "draft"), [(True, False), (False, True), (False, False)])
def test_every_page_carries_its_marks(demo: bool, draft: bool) -> None:
    for name, text in made(sample.publication(sample.release(), draft=draft, demo=demo)).items():
        facts = json.loads(text) if name.endswith(".json") else yaml.safe_load(text.split("---")[1])
        assert bool(facts.get("demo")) == demo, name
        assert bool(facts.get("draft")) == draft, name


def test_hostile_names_stay_text() -> None:
    evil = '<script>alert("x")</script> [k](javascript:x) {{ 7*7 }}'
    agency = {"id": "kota", "name": {"id": evil, "en": evil}}
    table = sample.table()
    labels = {**table.labels, "unit": {**table.labels["unit"], "bappeda": {"id": evil, "en": evil}}}
    release = replace(sample.release(), tables=(replace(table, labels=labels, seal=SEAL),))
    for name, text in made(sample.publication(release, agency=agency)).items():
        if name.endswith(".md"):
            assert "<script" not in text and "](javascript" not in text, name


def test_pages_do_not_depend_on_the_run() -> None:
    publication = sample.publication(sample.release())
    assert list(pages(publication, TEMPLATES)) == list(pages(publication, TEMPLATES))


def messages() -> set[str]:
    calls = re.compile(r"""_\(\s*"((?:[^"\\]|\\.)*)\"""")
    marks = re.compile(r"""mark\(\s*"((?:[^"\\]|\\.)*)"\s*\)""")
    texts = [calls.findall(path.read_text()) for path in sorted(TEMPLATES.glob("*.j2"))]
    sources = sorted((ROOT / "generator/bening/publish").glob("*.py"))
    return {m for found in texts + [marks.findall(path.read_text()) for path in sources] for m in found}


@pytest.mark.parametrize("message", sorted(messages()))
def test_every_text_has_an_indonesian_one_with_the_same_places(message: str) -> None:
    indonesian = translate(message, "id")
    assert message in SAME_IN_BOTH or indonesian != message
    places = re.compile(r"\{\w+\}")
    assert sorted(places.findall(indonesian)) == sorted(places.findall(message))


def test_prose_exists_in_both_languages() -> None:
    names = {lang: {path.name for path in Path(ROOT, "site/pages", lang).glob("*.md")} for lang in ("id", "en")}
    assert names["id"] == names["en"] != set()
