"""From a publication to Markdown pages in both languages.

Templates lie in `site/templates`, hand-written prose in `site/pages/<language>`, files as they are in
`site/assets`. Whatever a template prints is made inert by `neutral`, unless this module made it itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from bening.disclose.quality import quality
from bening.findings import Finding, Refused
from bening.help import entries
from bening.i18n import mark, translate
from bening.model.base import LANGUAGES, Lang
from bening.model.exact import fraction
from bening.publish import examples, numbers, satisfaction
from bening.publish.agenda import agenda
from bening.publish.cases import cases
from bening.publish.chart import chart
from bening.publish.dictionary import package
from bening.publish.figures import headline
from bening.publish.grid import show
from bening.publish.neutral import neutral
from bening.publish.publication import Publication
from bening.publish.rubrics import matrix
from bening.publish.rules import plan, rules
from bening.publish.units import by_office, office_figures, step_figures, unit_figures, views

FOLDERS: dict[Lang, str] = {"id": "docs", "en": "docs.en"}
# The same names in both languages, so that the language switch finds the same page.
PAGES = {
    "index.md": "index.md.j2",
    "results.md": "results.md.j2",
    "units/index.md": "units.md.j2",
    "how-rating-works.md": "how-rating-works.md.j2",
    "calendar.md": "calendar.md.j2",
    "satisfaction.md": "satisfaction.md.j2",
    "rubrics/index.md": "rubrics.md.j2",
    "raters.md": "raters.md.j2",
    "method.md": "method.md.j2",
    "objections.md": "objections.md.j2",
    "send.md": "send.md.j2",
    "data.md": "data.md.j2",
    "help.md": "help.md.j2",
    "about.md": "about.md.j2",
}
REGIME_TEMPLATES = {  # by method
    "quadrant": "rubric.md.j2",
    "numeric": "rubric-numeric.md.j2",
    "weighted": "rubric-weighted.md.j2",
}
OTHER_TEMPLATES = {"bening/credit-points/v1": "rubric-credit-points.md.j2"}  # by schema
UNIT_TEMPLATE = "unit.md.j2"
MULTI_RATER_TEMPLATE = "rubric-multirater.md.j2"
LEVELS = {"agency": mark("Agency"), "office": mark("Office"), "unit": mark("Unit")}
SITE_FACTS = ".site.json"  # hidden, so mkdocs does not copy it; site.py puts it into the configuration


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to be made: its path below the docs folder, its template and what only it knows."""

    path: str
    template: str
    values: dict[str, Any]


def pages(publication: Publication, templates: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of `build/docs` and `build/docs.en` except those below `data/`."""
    served = satisfaction.served(publication)
    for lang in LANGUAGES:
        folder = FOLDERS[lang]
        environment = _environment(templates, lang)
        environment.globals["served"] = served
        environment.globals["shown"] = tuple(show(release, lang) for release in publication.releases)
        for page in _pages(publication):
            text = _render(environment, publication, page, lang)
            yield f"{folder}/{page.path}", text.encode()
        yield f"{folder}/{SITE_FACTS}", _site_facts(publication, lang)
        yield from _assets(templates.parent / "assets", f"{folder}/assets")


def _pages(publication: Publication) -> Iterator[_Page]:
    tree = views(publication.units)
    for path, template in PAGES.items():
        yield _Page(path, template, {"views": tree})
    for view in tree:
        yield _Page(f"units/{view.unit.code}.md", UNIT_TEMPLATE, {"view": view})
    for rubric in publication.regimes:
        yield _Page(f"rubrics/{rubric.page}.md", REGIME_TEMPLATES[rubric.model.method], {"rubric": rubric})
    if publication.multi_rater:
        page = f"rubrics/{publication.multi_rater.page}.md"
        yield _Page(page, MULTI_RATER_TEMPLATE, {"rubric": publication.multi_rater})
    for rubric in publication.others:
        template = OTHER_TEMPLATES.get(rubric.model.schema_) or REGIME_TEMPLATES[rubric.model.method]
        yield _Page(f"rubrics/{rubric.page}.md", template, {"rubric": rubric})


def _render(environment: Environment, publication: Publication, page: _Page, lang: Lang) -> str:
    up = "../" * page.path.count("/")
    values = {
        "publication": publication,
        "settings": publication.settings,
        "policy": publication.policy.model,
        "data": _trusted(f"{up}{'../' if lang == 'en' else ''}data/"),
        **page.values,
    }
    try:
        text = environment.get_template(page.template).render(values)
    except TemplateError as error:
        name, line = getattr(error, "name", None) or page.template, getattr(error, "lineno", 0)
        raise Refused([Finding("BNG801", f"site/templates/{name}", line)]) from error
    return text.rstrip() + "\n"


def _environment(templates: Path, lang: Lang) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([templates, templates.parent / "pages" / lang]),
        autoescape=True,
        finalize=_inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        _=_translator(lang),
        lang=lang,
        chart=lambda grid: chart(grid, lang),
        headline=headline,
        quality=quality,
        rules=lambda publication: rules(publication, lang),
        plan=lambda publication: plan(publication, lang),
        agenda=lambda publication: agenda(publication, lang),
        matrix=matrix,
        numeric_example=lambda rubric: examples.numeric_example(rubric, lang),
        weighted_example=lambda rubric: examples.weighted_example(rubric, lang),
        credit_table=lambda rubric: examples.credit_table(rubric, lang),
        credit_example=lambda rubric: examples.credit_example(rubric, lang),
        help_entries=lambda: entries(lang),
        office_figures=office_figures,
        unit_figures=unit_figures,
        step_figures=step_figures,
        by_office=by_office,
        cases=cases,
        levels={level: translate(name, lang) for level, name in LEVELS.items()},
        package=package,
        services=satisfaction.services,
        example=satisfaction.example,
    )
    environment.filters.update(
        in_lang=lambda text: text.get(lang),
        count=lambda value: numbers.count(value, lang),
        date=lambda iso: numbers.date(iso, lang),
        number=lambda value: examples.number(fraction(value), lang),
        tenths=lambda value: numbers.percent(value, 1000, lang),
        decimal=lambda text: satisfaction.decimal(text, lang),
        front=_front,
        source=_source,
    )
    return environment


def _inert(value: object) -> object:
    """Neutralise what a template prints; what is `Markup` was made by a template or by this module."""
    if hasattr(value, "__html__"):
        return value
    return _trusted(neutral(str(value)))


def _trusted(text: str) -> Markup:
    """The one place that declares a text fit for a page as it is: it is ours, inert, or both."""
    return Markup(text)  # noqa: S704


def _front(text: object) -> Markup:
    """Quote a text for front matter: JSON is YAML. The theme prints titles unescaped, so it is made inert, too."""
    return _trusted(json.dumps(str(_inert(text)), ensure_ascii=False))


def _source(line: str) -> Markup:
    """Keep the indentation of a line of YAML, which `neutral` would fold."""
    indent = len(line) - len(line.lstrip(" "))
    return _trusted("&#32;" * indent + neutral(line))


def _translator(lang: Lang) -> Callable[..., Markup]:
    def translated(message: str, **values: object) -> Markup:
        safe = {key: _inert(value) for key, value in values.items()}
        return _trusted(translate(message, lang, **safe))

    return translated


def _site_facts(publication: Publication, lang: Lang) -> bytes:
    """What the theme shows on every page, also on the page that says that there is no such page."""
    settings = publication.settings
    facts = {
        "agency": settings.agency.name.get(lang),
        "as_of": numbers.date(publication.as_of, lang),
        "demo": settings.demo,
        "draft": publication.draft,
        "version": publication.version,
    }
    return json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def _assets(folder: Path, target: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{target}/{path.relative_to(folder).as_posix()}", path.read_bytes()
