"""Every page, both languages, light and dark, wide screen and phone, as a reader's browser shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT, SITE, page_names

AXE = ROOT / "tests/browser/node_modules/axe-core/axe.min.js"
PAGES = page_names()
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"

Opener = Callable[..., "Seen"]


class Seen:
    """A page with what its browser complained about and asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def axe(self) -> list[str]:
        self.page.add_script_tag(path=str(AXE))
        found: dict[str, Any] = self.page.evaluate(RUN_AXE, TAGS)
        return [f"{v['id']}: {node['target']}" for v in found["violations"] for node in v["nodes"]]


@pytest.fixture
def open_page(browser: Browser, base: str) -> Iterator[Opener]:
    contexts = []

    def opened(name: str, scheme: str = "light", width: int = 1280) -> Seen:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.goto(base + name, wait_until="networkidle")
        return seen

    yield opened
    for context in contexts:
        context.close()


def language(name: str) -> str:
    return "en" if name.startswith("en/") else "id"


def other(name: str) -> str:
    return name.removeprefix("en/") if name.startswith("en/") else f"en/{name}"


def test_both_languages_have_the_same_pages() -> None:
    assert PAGES
    assert {other(name) for name in PAGES} == set(PAGES)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name: str, scheme: str, width: int, open_page: Opener, base: str) -> None:
    seen = open_page(name, scheme, width)
    assert seen.errors == []
    assert {urlsplit(url).netloc for url in seen.requests if not url.startswith("data:")} == {urlsplit(base).netloc}
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert seen.page.locator("html").get_attribute("lang") == language(name)
    body = seen.page.locator("body")
    assert body.get_attribute("data-md-color-scheme") == ("slate" if scheme == "dark" else "default")
    assert seen.axe() == []


@pytest.mark.parametrize("name", PAGES)
def test_language_switch_leads_to_the_same_page(name: str, open_page: Opener, base: str) -> None:
    page = open_page(name).page
    alternates = page.locator("link[hreflang]").evaluate_all("all => all.map(a => [a.hreflang, a.href])")
    assert dict(alternates)[language(other(name))] == base + other(name)
    page.locator("a.bn-language").click()
    page.wait_for_load_state()
    assert page.url == base + other(name)
    assert page.locator("html").get_attribute("lang") == language(other(name))


@pytest.mark.parametrize("name", PAGES)
def test_skip_link_comes_first(name: str, open_page: Opener) -> None:
    page = open_page(name).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == page.locator("article h1").first.get_attribute("id")


@pytest.mark.parametrize("name", PAGES)
def test_banner_is_the_same_on_every_page(name: str, open_page: Opener) -> None:
    """Whether the agency is made up is known from the first page; no other page may say less."""
    kinds = "all => all.map(a => a.dataset.bening)"
    expected = open_page("index.html").page.locator(".bn-banner").evaluate_all(kinds)
    banners = open_page(name, width=390).page.locator(".bn-banner")
    assert banners.evaluate_all(kinds) == expected
    assert all(banners.nth(index).is_visible() for index in range(banners.count()))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str, open_page: Opener, base: str) -> None:
    page = open_page(name).page
    links = page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    for link in {link for link in links if link.startswith(base)}:
        path, _, fragment = link.removeprefix(base).partition("#")
        target = SITE / (path or "index.html")
        assert target.is_file(), link
        if fragment and not fragment.startswith("__"):
            assert f'id="{fragment}"' in target.read_text(encoding="utf-8"), link


@pytest.mark.parametrize("width", [1280, 390])
def test_missing_page_is_told_in_the_sites_look(width: int, open_page: Opener) -> None:
    seen = open_page("no-such-page.html", width=width)
    assert seen.page.locator("h1").inner_text() == "Halaman tidak ditemukan"
    assert seen.page.locator("article a[hreflang=en]").is_visible()
    assert seen.axe() == []


KINDS = (
    "index.html",
    "results.html",
    "units/index.html",
    "satisfaction.html",
    "how-rating-works.html",
    "calendar.html",
    "raters.html",
    "objections.html",
    "rubrics/index.html",
    "rubrics/permenpanrb-6-2022-v1.html",
    "rubrics/internal-tirta-bening-v1.html",
    "rubrics/multi-rater-v1.html",
    "rubrics/angka-kredit-v1.html",
    "send.html",
    "data.html",
    "method.html",
    "help.html",
    "about.html",
)


def test_every_kind_of_page_is_looked_at() -> None:
    assert set(KINDS) <= set(PAGES)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_every_page_of_a_part_is_one_step_from_the_others(lang: str, width: int, open_page: Opener, base: str) -> None:
    for part in (
        ("results", "units/index", "satisfaction"),
        ("how-rating-works", "calendar", "objections"),
        ("data", "method"),
    ):
        page = open_page(f"{lang}{part[0]}.html", width=width).page
        links = page.locator(".bn-siblings a")
        assert {f"{base}{lang}{name}.html" for name in part} <= set(links.evaluate_all("all => all.map(a => a.href)"))
        assert page.locator(".bn-siblings a[aria-current=page]").evaluate("a => a.href") == page.url


@pytest.mark.parametrize("name", ["results.html", "satisfaction.html", "en/rubrics/internal-tirta-bening-v1.html"])
def test_a_caption_is_read_without_scrolling(name: str, open_page: Opener) -> None:
    """However wide the table, its caption is no wider than the box, and stays when the figures are scrolled."""
    captions = open_page(name, width=390).page.locator(".bn-scroll caption")
    assert captions.count()
    for index in range(captions.count()):
        inside = captions.nth(index).evaluate(
            """caption => {
                const box = caption.closest('.bn-scroll')
                const fits = () => {
                    const [inner, outer] = [caption.getBoundingClientRect(), box.getBoundingClientRect()]
                    return inner.left >= outer.left - 1 && inner.right <= outer.right + 1
                }
                const before = fits()
                box.scrollLeft = 9999
                return before && fits()
            }"""
        )
        assert inside, index


def test_scrolling_boxes_can_be_reached_by_keyboard(open_page: Opener) -> None:
    page = open_page("results.html", width=390).page
    boxes = page.locator(".bn-scroll")
    for index in range(boxes.count()):
        assert boxes.nth(index).get_attribute("tabindex") == "0"
        assert boxes.nth(index).get_attribute("aria-label")


@pytest.mark.parametrize("lang", ["", "en/"])
def test_search_finds_a_page(lang: str, open_page: Opener) -> None:
    page = open_page(f"{lang}index.html").page
    page.locator("[data-md-component=search-query]").click()
    page.wait_for_load_state("networkidle")  # the index is fetched on the first focus
    page.keyboard.type("BerAKHLAK", delay=40)
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    assert result.is_visible()


def test_hidden_figures_are_marked_alike_and_explained(open_page: Opener) -> None:
    """Whatever the reason, one mark; it says so below the table, and the chart draws none of them."""
    page = open_page("en/results.html").page
    hidden = page.locator("td.bn-hidden")
    assert set(hidden.all_inner_texts()) <= {"hidden"}
    assert len(set(hidden.evaluate_all("all => all.map(a => a.className)"))) <= 1
    if hidden.count():
        assert page.locator(".bn-note", has_text="kept back to protect people").count()
        assert page.locator(".bn-legend", has_text="not shown separately").count()
