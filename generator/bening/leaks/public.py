"""What is public anyway: the sources of the site, the rules, the units' names, the software and its theme."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bening import layout
from bening.checks.context import Context
from bening.help import texts
from bening.leaks.patterns import PERSON, digests, matches
from bening.leaks.texts import TEXT, plain, views, visible
from bening.leaks.words import Run, runs, words
from bening.model.organisation import Unit
from bening.source.strict import read

_FOLDERS = ("site/templates", "site/pages", "site/overrides", "site/assets", layout.RELEASES, layout.RUBRICS)
_FILES = (layout.SETTINGS, "mkdocs.yml", "mkdocs.en.yml")
_TYPES = TEXT | {"j2", "md", "yml"}
_THEMES = ("material/templates", "mkdocs/contrib/search/templates")
# Beside those in the help texts: the examples in the models, which the schemas repeat.
_EXAMPLES = frozenset({"p-aaaabbbbccccdddd", "p-eeeeffffgggghhhh", "0" * 64})
_LINK = re.compile(r"\]\([^)]*\)|\{:[^}]*\}")
_FILLED = re.compile(r"(?s:\{\{.*?\}\}|\{%.*?%\})|\{[a-z_]+\}|\b(?:msgid|msgstr)\b|^#[:,].*$", re.MULTILINE)
_BLANK = "0blank0"  # a place that a public value fills
_LONGEST_NAME = 20


class Public:
    """The public sources of one agency."""

    def __init__(self, context: Context) -> None:
        self._root = context.tree.root
        self._names = [words(name) for name in _names(context)]
        self._texts = [*map(plain, _texts(self._root)), *map(" ".join, self._names)]
        self.examples = _EXAMPLES | {value for view in views(_help()) for value in _values(view)}
        software = _software()
        self.runs = software[0].union(*(runs(view) for text in self._texts for view in _all_views(text)))
        self._words = software[1].union(*(words(view) for text in self._texts for view in _all_views(text)))
        self._literal = ""

    def people(self) -> list[str]:
        """The ids among the examples; they are public as long as nobody has them."""
        return sorted(value for value in self.examples if PERSON.fullmatch(value))

    def digests(self) -> set[str]:
        """The SHA-256 of public files that pages and releases rest on."""
        folders = (layout.RELEASES, layout.RUBRICS)
        return {hashlib.sha256(path.read_bytes()).hexdigest() for path in _below(self._root, folders)}

    def is_theme(self, name: str, raw: bytes) -> bool:
        """Tell whether a file of the site is one of the installed theme, byte for byte."""
        return any(_same(folder / name.removeprefix("en/"), raw) for folder in theme_folders())

    def is_asset(self, name: str, raw: bytes) -> bool:
        """Tell whether a file of the site is one of the agency's site/assets, byte for byte."""
        return _same(self._root / "site" / name.removeprefix("en/"), raw) and "assets/" in name

    def is_example(self, rule: str, value: str) -> bool:
        """Tell whether a value is one of the made-up ones by which the help explains."""
        return value in (_help() if rule == "embedded" else self.examples)

    def is_word(self, name: str) -> bool:
        """Tell whether a name is put together from words of public sources only."""
        return self._words.issuperset(words(name))

    def filled(self, run: Run) -> bool:
        """Tell whether a run is a public sentence with public names and figures in its blanks."""
        self._literal = self._literal or self._blanked()
        listed = "\n".join(f" {' '.join(name)} " for name in self._names)
        return any(self._stands(form) for form in _forms(run, 0, f"\n{listed}\n"))

    def _stands(self, form: tuple[str, ...]) -> bool:
        once = [w for w, before in zip(form, ("", *form), strict=False) if w != _BLANK or before != _BLANK]
        return once == [_BLANK] or f" {' '.join(once)} " in self._literal

    def _blanked(self) -> str:
        found: list[str] = [_BLANK]
        for text in (*self._texts, *_software_texts()):
            found += words(_LINK.sub("] ", visible(_FILLED.sub(f" {_BLANK} ", text))))
            found.append(_BLANK)
        return f" {' '.join(found)} "


def _forms(run: Run, start: int, names: str) -> Iterator[tuple[str, ...]]:
    """Yield a run with names and figures blanked, in every way that this can be done."""
    if start == len(run):
        yield ()
        return
    for rest in _forms(run, start + 1, names):
        yield (_BLANK if run[start].isdigit() else run[start], *rest)
    for end in range(start + 1, len(run) + 1):
        left, right = "" if start == 0 else "\n", "" if end == len(run) else "\n"
        if f"{left} {' '.join(run[start:end])} {right}" in names:
            yield from ((_BLANK, *rest) for rest in _forms(run, end, names))


def _values(text: str) -> Iterator[str]:
    yield from (value for rule, value in matches(text) if rule != "email")
    yield from digests(text)


def _same(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw


@cache
def theme_folders() -> tuple[Path, ...]:
    """The folders of the installed theme from which mkdocs copies files."""
    found = []
    for theme in _THEMES:
        package, _slash, rest = theme.partition("/")
        spec = find_spec(package)
        found += [Path(base) / rest for base in (spec.submodule_search_locations or [])] if spec else []
    return tuple(found)


def _below(root: Path, folders: Sequence[str]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((root / folder).rglob("*")) if path.is_file())


def _texts(root: Path) -> Iterator[str]:
    for path in [*_below(root, _FOLDERS), *(root / name for name in _FILES)]:
        if path.suffix.removeprefix(".") in _TYPES and path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace")


def _all_views(text: str) -> Iterator[str]:
    for view in views(text):
        yield view
        yield visible(view)
        yield visible(_LINK.sub("] ", view))


@cache
def _software() -> tuple[frozenset[Run], frozenset[str]]:
    """The runs and words of the software itself; the same for every agency."""
    found = [view for text in _software_texts() for view in _all_views(text)]
    return frozenset().union(*map(runs, found)), frozenset().union(*map(words, found))


def _software_texts() -> Iterator[str]:
    """The help, the catalogue of messages, and the theme's pages."""
    yield _help()
    for path in sorted(Path(str(files("bening"))).rglob("*.po")):
        yield plain(path.read_text(encoding="utf-8"))
    for path in (path for folder in theme_folders() for path in _below(folder, ["."])):
        if path.suffix == ".html" and (path.parent.name != "languages" or path.stem in ("id", "en")):
            yield plain(path.read_text(encoding="utf-8"))


@cache
def _help() -> str:
    return plain("\n".join(texts()))


def _names(context: Context) -> Iterator[str]:
    """The units' names, and the short texts of settings, rules and releases."""
    for path in context.tree.listing(f"{layout.RECORDS}/organisation"):
        loaded = context.reader.record(path)
        if loaded and isinstance(loaded.model, Unit):
            yield from (name for v in loaded.model.body.versions for name in v.name.both().values())
    root = context.tree.root
    for rule in [root / layout.SETTINGS, *_below(root, [layout.RUBRICS])]:
        yield from _strings(read(rule.read_bytes()).tree)
    for file in _below(root, [layout.RELEASES]):
        if file.suffix == ".json":
            yield from _strings(json.loads(file.read_bytes()))


def _strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield from [tree] if 0 < len(words(tree)) <= _LONGEST_NAME else []
    elif isinstance(tree, Mapping):
        for value in tree.values():
            yield from _strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _strings(value)
