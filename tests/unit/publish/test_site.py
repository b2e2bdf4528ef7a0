"""mkdocs itself: strict, reproducible, both languages."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest

from bening.publish.data import data_files
from bening.publish.pages import pages
from bening.publish.site import SiteError, build_site
from tests.unit.publish import sample
from tests.unit.publish.sample import ROOT

EPOCH = 1_763_596_800


def written(folder: Path, **changes: object) -> tuple[Path, Path]:
    publication = sample.publication(sample.release(), draft=True, **changes)
    files = dict(pages(publication, ROOT / "site/templates"))
    files |= {f"docs/{name}": content for name, content in data_files(publication)}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "docs", folder / "docs.en"


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return written(tmp_path_factory.mktemp("stage"))


@pytest.fixture(scope="module")
def site(docs: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("one") / "site"
    build_site(ROOT, *docs, out, site_url="https://example.go.id/kinerja", epoch=EPOCH, jobs=2)
    assert [path.name for path in out.parent.iterdir()] == ["site"]
    return tree(out)


def test_same_bytes_in_another_environment(
    docs: tuple[Path, Path], site: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PYTHONHASHSEED": "7", "TZ": "Asia/Jayapura", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}.items():
        monkeypatch.setitem(os.environ, name, value)
    build_site(ROOT, *docs, tmp_path / "site", site_url="https://example.go.id/kinerja", epoch=EPOCH, jobs=1)
    again = tree(tmp_path / "site")
    assert sorted(again) == sorted(site)
    assert [name for name in site if again[name] != site[name]] == []


def test_both_languages_stand_with_their_marks(site: dict[str, bytes]) -> None:
    html = {name: content.decode() for name, content in site.items() if name.endswith(".html")}
    assert {n for n in html if n.startswith("en/")} == {f"en/{n}" for n in html if not n.startswith("en/")}
    for name, text in html.items():
        english = name.startswith("en/")
        assert f'<html lang="{"en" if english else "id"}"' in text
        assert ("Synthetic data" if english else "Data sintetis") in text, name
        assert ("DRAFT." if english else "DRAF.") in text, name
    assert not any(name.startswith("en/data/") for name in site)
    assert "data/datapackage.json" in site


def test_nothing_is_loaded_from_elsewhere(site: dict[str, bytes]) -> None:
    loads = re.compile(rb'<(?:script|img|iframe|link(?![^>]*(?:canonical|alternate)))[^>]*(?:src|href)="(https?:)?//')
    assert [name for name, content in site.items() if name.endswith(".html") and loads.search(content)] == []
    css = [content for name, content in site.items() if name.endswith(".css")]
    assert not any(re.search(rb"(?:url\(|@import)\s*['\"]?(?:https?:)?//", content) for content in css)


def test_sitemap_has_absolute_addresses(site: dict[str, bytes]) -> None:
    assert b"https://example.go.id/kinerja/en/results.html" in gzip.decompress(site["en/sitemap.xml.gz"])
    assert b"https://example.go.id/kinerja/results.html" in site["sitemap.xml"]


def test_missing_page_says_so_in_both_languages(site: dict[str, bytes]) -> None:
    assert b"Halaman tidak ditemukan" in site["404.html"] and b"Page not found" in site["404.html"]
    assert b'href="/kinerja/./en/index.html"' in site["404.html"]


def test_a_broken_link_stops_the_build(tmp_path: Path) -> None:
    docs, english = written(tmp_path)
    page = docs / "about.md"
    page.write_text(page.read_text() + "\n[gone](nowhere.md)\n")
    with pytest.raises(SiteError, match=re.escape("nowhere.md")):
        build_site(ROOT, docs, english, tmp_path / "site", site_url=None, epoch=EPOCH, jobs=1)


def test_hostile_agency_name_stays_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script> & Co"
    docs, english = written(tmp_path, agency={"id": "kota", "name": {"id": evil, "en": evil}})
    build_site(ROOT, docs, english, tmp_path / "site", site_url=None, epoch=EPOCH, jobs=2)
    for name, content in tree(tmp_path / "site").items():
        if name.endswith(".html"):
            assert b"<script>alert(1)" not in content, name
