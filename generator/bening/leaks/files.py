"""One file of the site: the forms found in it at once, and what has to be compared with the records."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bening.leaks.packed import unpacked
from bening.leaks.patterns import digests, matches
from bening.leaks.public import Public
from bening.leaks.texts import Unreadable, embedded, hidden, opened, plain, views, visible
from bening.leaks.words import Run, names, runs, telling


@dataclass(slots=True)
class Seen:
    """What was seen in a text: broken rules, runs of words and possible accounts that are not public."""

    rules: set[str] = field(default_factory=set)
    runs: set[Run] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def add(self, other: Seen) -> None:
        """Join what was seen elsewhere."""
        self.rules |= other.rules
        self.runs |= other.runs
        self.names |= other.names


class Staged:
    """The files of a staged site. `people` are ids of real people that the help has as examples."""

    def __init__(self, site: Path, public: Public, people: frozenset[str]) -> None:
        self._site = site
        self._public = public
        self._people = people
        self.names = sorted(_walk(site, ""))
        self._digests = public.digests()
        for name in self.names:
            self._digests |= _digests_of(self._raw(name))

    def look(self, name: str) -> Seen:
        """Look through one file's bytes; those of the theme are passed over."""
        raw = self._raw(name)
        if raw is None:
            return Seen({"type"})
        if self._public.is_theme(name, raw):
            return Seen()
        seen = Seen()
        try:
            for text in opened(name, raw):
                seen.add(self.look_at(text))
        except Unreadable as fault:
            if fault.rule != "type" or not self._public.is_asset(name, raw):
                return Seen({fault.rule})
            return self._look_into(name, raw)
        return seen

    def _look_into(self, name: str, raw: bytes) -> Seen:
        """Look through a binary file that the agency put below site/assets."""
        seen = Seen()
        try:
            for text in unpacked(name, raw):
                seen.add(self.look_at(plain(text)))
        except Unreadable as fault:
            seen.rules.add(fault.rule)
        return seen

    def look_at(self, text: str) -> Seen:
        """Look through a text, such as a path."""
        seen = Seen()
        found = views(text)
        found += [view for view in _buried(found) if view not in found]
        for view in dict.fromkeys([*found, *map(visible, found)]):
            seen.rules.update(self._rules(view))
            seen.runs |= telling(runs(view) - self._public.runs)
        seen.names = {name for view in found for name in names(view) if not self._public.is_word(name)}
        return seen

    def _rules(self, view: str) -> Iterator[str]:
        public = self._public
        yield from (r for r, value in matches(view) if value in self._people or not public.is_example(r, value))
        yield from ("digest" for d in digests(view) - self._digests if not public.is_example("digest", d))
        yield from ("embedded" for e in embedded(view) if not public.is_example("embedded", e))

    def _raw(self, name: str) -> bytes | None:
        path = self._site / name
        return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None


def _buried(found: list[str]) -> Iterator[str]:
    for view in found:
        for text in hidden(view):
            yield from views(text)


def _walk(folder: Path, above: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{above}{entry.name}/")
        else:
            yield above + entry.name


def _digests_of(raw: bytes | None) -> set[str]:
    """A file's own digest, and that which a release's manifest has of itself."""
    if raw is None:
        return set()
    found = {hashlib.sha256(raw).hexdigest()}
    if raw.startswith(b"{") and b'"digest"' in raw:
        rest = {key: value for key, value in json.loads(raw).items() if key != "digest"}
        text = json.dumps(rest, ensure_ascii=False, indent=1) + "\n"
        found.add(hashlib.sha256(text.encode()).hexdigest())
    return found
