from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml

from bening.disclose.safe import SEAL, SafeTable
from bening.i18n import translate
from bening.model.base import Lang
from bening.model.cycle import Cycle
from bening.model.procedure import Procedure
from bening.publish import grid
from bening.publish.pages import PAGES, pages
from bening.publish.publication import Publication
from tests.unit.publish import sample
from tests.unit.publish.sample import ROOT

TEMPLATES = ROOT / "site/templates"
SAME_IN_BOTH = {"Data", "Status", "Unit", "Rating", "Target", "1 unit"}


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


CELL = re.compile(r'<(?:td|li) [^>]*data-table="([^"]+)" data-cell="([^"]+)">(?:<strong[^>]*>)?([^<]*)')


def cells(*years: str) -> dict[tuple[str, str], int | None]:
    return {(t.name, "/".join(c.codes)): c.value for year in years for t in sample.tables(year) for c in t.cells}


def test_every_figure_on_a_page_is_a_cell_of_a_file() -> None:
    known = cells("2024", "2025")
    for name, text in made(sample.publication(sample.release("2024"), sample.release())).items():
        assert len(CELL.findall(text)) == text.count("data-cell="), name
        hidden, separator = ("hidden", ",") if name.startswith("docs.en") else ("tersembunyi", ".")
        for table, code, shown in CELL.findall(text):
            value = known[unescape(table), unescape(code)]
            expected = hidden if value is None else f"{value:,}".replace(",", separator)
            assert unescape(shown) == expected, (name, code)


def test_results_have_the_tables_of_offices_and_families_whole() -> None:
    text = made(sample.publication(sample.release("2024"), sample.release()))["docs.en/results.md"]
    shown = {(unescape(table), unescape(code)) for table, code, _ in CELL.findall(text)}
    whole = {"predicates_by_office", "predicates_by_family"}
    assert shown == {key for key in cells("2024", "2025") if key[0] in whole}
    for name in sample.TITLES:
        assert f"releases/2025/{name}.csv" in unescape(text)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("dinas-pu-air", 'data-bening="merged"'),
        ("dinas-pu-air", "Directly under Public Works"),
        ("inspektorat", "Tourism Office; Library and Archives Office"),
        ("bappeda-data", 'data-bening="office_whole"'),
        ("inspektorat-umum", 'data-bening="office_merged"'),
        ("dinas-pu-baru", 'data-bening="nobody"'),
        ("staf-ahli", 'data-bening="no_office"'),
        ("bappeda", "split into units, most figures would have to be hidden"),
    ],
)
def test_a_unit_page_says_what_it_is_merged_into(unit: str, said: str) -> None:
    text = unescape(made(sample.publication(sample.release()))[f"docs.en/units/{unit}.md"])
    assert said in text


def test_an_office_page_has_tables_of_its_units_and_families() -> None:
    text = made(sample.publication(sample.release()))["docs.en/units/dinas-pu.md"]
    tables = [unescape(table) for table, _, _ in CELL.findall(text)]
    assert [tables.count(name) for name in sample.TITLES] == [5, 15, 0, 15]


def test_method_shows_the_policy_and_how_much_is_published() -> None:
    text = unescape(made(sample.publication(sample.release()))["docs.en/method.md"])
    for name in sample.TITLES.values():
        assert name[1] in text
    assert "92.7%" in text and "yes" in text
    assert "no release yet" in unescape(made(sample.publication())["docs.en/method.md"])


def test_tables_are_laid_out_once_whatever_the_number_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[str] = []
    lay = grid.lay

    def counted(table: SafeTable, lang: Lang) -> tuple[grid.Laid, ...]:
        laid.append(table.name)
        return lay(table, lang)

    monkeypatch.setattr(grid, "lay", counted)
    made(sample.publication(sample.release()))
    assert sorted(laid) == sorted(2 * list(sample.TITLES))


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


def test_a_long_name_in_a_chart_ends_in_dots_where_it_does_not_fit() -> None:
    """Cut by the page and not by us: a wide screen shows all of it, and a phone says that there is more."""
    long = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu serta Tenaga Kerja dan Transmigrasi"
    table = sample.table()
    labels = {**table.labels, "unit": {**table.labels["unit"], "bappeda": {"id": long, "en": long}}}
    release = replace(sample.release(), tables=(replace(table, labels=labels, seal=SEAL),))
    text = made(sample.publication(release))["docs/results.md"]
    assert f'<div class="bn-chart__name">{long}</div>' in unescape(text)
    style = (ROOT / "site/assets/bening.css").read_text(encoding="utf-8")
    (rule,) = re.findall(r"\.bn-chart__name \{([^}]*)\}", style)
    assert "text-overflow: ellipsis" in rule and "overflow: hidden" in rule


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


def test_the_rule_on_several_raters_has_its_page_and_its_words() -> None:
    texts = made(sample.publication())
    for folder, band, begins in (("docs", "Memadai", "2,7"), ("docs.en", "Adequate", "2.7")):
        page = unescape(texts[f"{folder}/rubrics/multi-rater-v1.md"])
        assert f">{band}</th>" in page and f">{begins}</td>" in page and "60 / 15 / 25" in page
        assert "rubrics/multi-rater-v1.html" in unescape(texts[f"{folder}/raters.md"])
        assert "multi-rater-v1.html" in unescape(texts[f"{folder}/rubrics/index.md"])


def test_an_agency_without_several_raters_says_so() -> None:
    texts = made(replace(sample.publication(), multi_rater=None))
    assert "does not use several raters" in unescape(texts["docs.en/raters.md"])
    assert "docs/rubrics/multi-rater-v1.md" not in texts


PROCEDURE = ROOT / "rubrics/objection/v1.yaml"


def with_procedure(**changes: object) -> Publication:
    """A publication of an agency that has chosen a procedure for objections."""
    tree = yaml.safe_load(PROCEDURE.read_text("utf-8"))
    for path, value in changes.items():
        part, name = path.split("__")
        tree[part][name] = value
    content = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()
    made = sample.rubric(Procedure, "objection/v1", content)
    return replace(sample.publication(sample.release()), procedure=made)


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("docs", ["atasan pejabat penilai", "14 hari kalender", "30 hari kalender", "Diterima sebagian", "final"]),
        ("docs.en", ["the rater's superior", "14 calendar days", "30 calendar days", "Upheld in part", "final"]),
    ],
)
def test_the_page_on_objections_takes_its_numbers_from_the_rubric(folder: str, said: list[str]) -> None:
    text = unescape(made(with_procedure())[f"{folder}/objections.md"])
    assert all(part in text for part in said), [part for part in said if part not in text]
    assert "rubrics/objection/v1.yaml" in text and "Pasal 59 ayat (4)" in text
    other = unescape(made(with_procedure(filing__days=9, filing__unit="working"))[f"{folder}/objections.md"])
    assert ("9 hari kerja" if folder == "docs" else "9 working days") in other


def test_without_final_decisions_the_page_does_not_promise_them() -> None:
    text = made(with_procedure(finality__final=False, addressee__where_none=None))["docs.en/objections.md"]
    assert "**final**" not in text and "has no superior</th>" not in text


def test_without_a_procedure_the_page_says_whom_to_ask() -> None:
    text = made(sample.publication(sample.release()))["docs.en/objections.md"]
    assert "not yet settled its procedure" in text and "14" not in text.split("---")[2]


def with_cycle(**changes: object) -> Publication:
    """A publication of an agency whose cycle is settled; `changes` are parts of its rubric."""
    tree = yaml.safe_load((ROOT / "rubrics/cycle/v1.yaml").read_text("utf-8"))
    for path, value in changes.items():
        part, name = path.split("__")
        tree[part][name] = value
    content = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()
    return replace(sample.publication(sample.release()), cycle=sample.rubric(Cycle, "cycle/v1", content))


def test_the_calendar_takes_its_days_from_settings_and_rubric() -> None:
    text = unescape(made(with_cycle())["docs/calendar.md"])
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th><td>([^<]*)</td><td>([^<]*)</td>', text)
    assert rows[:3] == [
        ("31 Januari 2026", "SKP disepakati", "Pegawai dan atasan langsung"),
        ("15 April 2026", "Evaluasi Triwulan I", "Atasan langsung"),
        ("15 Juli 2026", "Evaluasi Triwulan II", "Atasan langsung"),
    ]
    assert ("mulai 31 Maret 2027", "Rilis angka 2026", "Pengelola kepegawaian") in rows
    assert "paling lambat 30 hari" in text and "sedikitnya 2 triwulan" in text
    other = unescape(made(with_cycle(segments__least_months=2, periodic__quarters=[]))["docs.en/calendar.md"])
    assert "shorter than 2 months" in other and "Quarterly evaluations" not in other


def test_without_a_cycle_the_calendar_has_the_years_deadlines() -> None:
    text = unescape(made(sample.publication())["docs.en/calendar.md"])
    assert "31 January 2026" in text and "Quarterly evaluations" not in text and "moves in mid-year" not in text
    assert 'data-bening="no-completeness"' in text


def test_completeness_stands_in_the_calendar_when_a_release_has_it() -> None:
    full = sample.release()
    made_of = sample.by_unit()
    codes = {"TOTAL": "TOTAL", "sangat_baik": "plan", "baik": "report", "di_bawah_baik": "evaluation"}
    codes["belum_dinilai"] = "none"
    cells = tuple(replace(cell, codes=(*cell.codes[:-1], codes[cell.codes[-1]])) for cell in made_of.cells)
    stages = replace(
        made_of,
        name="participation",
        title={"id": "Kelengkapan menurut unit", "en": "Completeness by unit"},
        dimensions=("period", "unit", "stage"),
        cells=cells,
        hierarchies={"unit": sample.UNIT_TREE, "stage": {"TOTAL": ("plan", "report", "evaluation", "none")}},
        labels={"unit": made_of.labels["unit"]},
        seal=SEAL,
    )
    release = replace(full, tables=(*full.tables, stages))
    texts = made(sample.publication(release))
    assert 'data-table="participation"' in texts["docs.en/calendar.md"]
    assert 'data-table="participation"' not in texts["docs.en/results.md"]
    assert "calendar.html#completeness" in texts["docs.en/results.md"]


def test_a_harsh_label_of_the_law_is_explained_wherever_it_stands() -> None:
    texts = made(sample.publication(sample.release()))
    for name in ("docs.en/rubrics/permenpanrb-6-2022-v1.md", "docs.en/how-rating-works.md"):
        assert "not a finding of misconduct in discipline" in unescape(texts[name])
    assert "not a finding of misconduct in discipline" not in unescape(texts["docs.en/results.md"])


def test_the_index_of_rubrics_lists_all_of_them() -> None:
    text = unescape(made(with_cycle())["docs.en/rubrics/index.md"])
    for link in ("permenpanrb-6-2022-v1.html", "multi-rater-v1.html", "../calendar.html", "../method.html#privacy"):
        assert f'href="{link}"' in text
