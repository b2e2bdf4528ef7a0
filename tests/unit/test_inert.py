"""Hostile text in any field that can reach an output stays inert: pages, terminal, annotations, JSON, logs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bening.cli.main import run
from bening.cli.reporters import as_github, as_json, as_text
from bening.disclose.safe import SEAL
from bening.findings import Finding, Report
from bening.model.base import Bilingual
from bening.publish.pages import pages
from bening.publish.publication import Publication
from tests.unit.publish.sample import ROOT, publication, release
from tests.unit.publish.test_neutral import NAMES, OPTIONS

PIECES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](//evil.example/a.png)",
    "<https://evil.example>",
    "# ",
    "\n---\n",
    '\n--8<-- "records/p.yaml"\n',
    "{{ 7 * 7 }}{% include 'x' %}",
    "{: onclick=alert(1) }",
    "\n::error file=x::y\n",
    "::set-output name=a::b",
    "##[add-path]/tmp",
    "\x1b[31m",
    "\x1b]8;;http://evil\x07",
    "\x9b2J",
    "\r",
    "\u202e",
    "%0A::stop-commands::x",
    "' onmouseover='x",
    '" onfocus="x',
    "-->",
    "]]>",
    "&lt;b&gt;",
    "&#60;script&#62;",
    "${{ github.token }}",
    "$(id)",
    "|a|b|",
    "```",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=6).map("".join)


class Shape(HTMLParser):
    """The tags, attribute names and link targets of a page, without its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        links = " ".join(str(value) for name, value in attrs if name in ("href", "src"))
        self.tags.append((tag, tuple(name for name, _ in attrs), links))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", (), ""))


def shape(page: bytes) -> tuple[list[str], list[tuple[str, tuple[str, ...], str]]]:
    """Keys of the front matter, and the shape of the body as mkdocs' Markdown renders it."""
    _, front, body = page.decode().split("---\n", 2)
    found = Shape()
    found.feed(markdown.markdown(body, extensions=NAMES, extension_configs=OPTIONS))
    found.close()
    return list(yaml.safe_load(front)), found.tags


def with_text(text: str) -> Publication:
    """A publication in which every free text is `text`."""
    made, both = publication(release("2025")), Bilingual.model_construct(id=text, en=text)
    loose: dict[str, Any] = {"id": text, "en": text}
    safe = made.releases[0].tables[0]
    labels = {d: dict.fromkeys(codes, loose) for d, codes in safe.labels.items()}
    hostile = replace(made.releases[0], tables=(replace(safe, title=loose, labels=labels, seal=SEAL),))
    agency = made.settings.agency.model_copy(update={"name": both})
    licence = made.settings.licence.model_copy(update={"title": text, "name": text})
    changed = made.settings.model_copy(update={"agency": agency, "licence": licence})
    return replace(
        made,
        settings=changed,
        units=tuple(replace(u, name=both) for u in made.units),
        regimes=tuple(replace(r, model=_filled(r.model, both, text)) for r in made.regimes),
        policy=replace(made.policy, model=_filled(made.policy.model, both, text)),
        families=replace(made.families, model=_filled(made.families.model, both, text)),
        releases=(hostile,),
    )


def _filled(model: Any, both: Bilingual, text: str) -> Any:
    """A model in which every bilingual text, however deep, and every legal basis is replaced."""
    changes: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if hasattr(value, "both"):
            changes[name] = both
        elif name in ("legal_basis", "owner"):
            changes[name] = [text] * len(value) if isinstance(value, list) else text
        elif hasattr(value, "model_copy"):
            changes[name] = _filled(value, both, text)
        elif isinstance(value, list) and value and hasattr(value[0], "model_copy"):
            changes[name] = [both if hasattr(v, "both") else _filled(v, both, text) for v in value]
    return model.model_copy(update=changes)


def shapes(text: str) -> dict[str, Any]:
    made = dict(pages(with_text(text), ROOT / "site" / "templates"))
    return {name: shape(content) for name, content in made.items() if name.endswith(".md")}


CALM = shapes("Kata biasa")


@given(HOSTILE)
@example("".join(PIECES))
@hypothesis_settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages_keep_their_shape(text: str) -> None:
    assert shapes(text) == CALM


def hostile_report(text: str) -> Report:
    """Findings whose path, pointer and values are hostile: none of them is checked before it is shown."""
    values = {"key": text, "field": text, "allowed": text, "missing": text, "limit": text, "date": text, "rule": text}
    values |= {"cell": text, "way": text, "names": text, "cells": text, "people": text}
    codes = ("BNG112", "BNG117", "BNG203", "BNG501", "BNG705", "BNG713")
    return Report.of([Finding(code, f"records/{text}.yaml", 3, 4, f"/{text}", values) for code in codes], 5)


_SGR = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("reporter", [as_text, as_github])
@given(text=HOSTILE)
@example(text="".join(PIECES))
def test_terminal_and_annotations(reporter: Callable[..., str], text: str) -> None:
    calm, shown = (reporter(hostile_report(t), "id") for t in ("biasa", text))
    assert [c for c in _SGR.sub("", shown) if not c.isprintable() and c != "\n"] == []
    assert shown.count("\n") == calm.count("\n")
    assert shown.count("\x1b") == calm.count("\x1b")
    commands = [line for line in shown.split("\n") if line.startswith(("::", "##["))]
    assert [c.partition(" ")[0].partition("::")[0] for c in commands] == [
        c.partition(" ")[0].partition("::")[0] for c in calm.split("\n") if c.startswith(("::", "##["))
    ]
    shown.encode("utf-8")


@given(text=HOSTILE)
def test_json_is_ascii_and_whole(text: str) -> None:
    made = as_json(hostile_report(text), "id")
    assert made.isascii()
    assert {f["pointer"] for f in json.loads(made)["findings"]} == {f"/{text}"}


def test_log_of_a_crash_holds_no_value(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = "RAHASIA-7f3a\x1b[31m"

    def crash(*_: object) -> None:
        raise ValueError(hidden)

    monkeypatch.setattr("bening.pipeline.check", crash)
    assert run(["check", "--root", str(ROOT), "--as-of", "2026-06-30"]) == 3
    said = capsys.readouterr()
    log = Path(re.findall(r"\S+\.log", said.err)[-1])
    text = log.read_text(encoding="utf-8")
    log.unlink()
    assert "ValueError" in text
    assert "RAHASIA" not in text + said.err + said.out
