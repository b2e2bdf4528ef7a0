"""The leak gate: nothing that only the records hold may stand in any byte of the staged site.

What has the form of a person's data, or cannot be looked through, is a finding at once. Runs of six words and
accounts are compared with the records: what also stands in a public source (the site's templates and pages, rules,
units' names, help, catalogue, theme) is public. A finding names the file and the rule, never what was found; where
the file's name gives something away, its folder. What goes wrong in here is a finding, too.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from pathlib import Path

from bening import layout
from bening.checks.context import Context
from bening.findings import Finding, Report
from bening.leaks.files import Seen, Staged
from bening.leaks.private import in_records
from bening.leaks.public import Public
from bening.leaks.words import names

CODE = "BNG710"
Place = tuple[str, bool]  # a path in the site, and whether its content is meant or its name
Looks = Mapping[Place, Callable[[], Seen]]


def leaks(context: Context, site: Path, jobs: int = 1) -> list[Finding]:
    """Return what stands in the staged site and is not public; empty when it may be published."""
    try:
        return list(Report.of(_findings(context, site, jobs), 0).findings)
    except Exception:  # closed: what could not be looked through is not published, whatever the reason
        return [_finding("", "failed")]


def _findings(context: Context, site: Path, jobs: int) -> list[Finding]:
    public = Public(context)
    staged = Staged(site, public, frozenset(p for p in public.people() if _exists(context, p)))
    looks = {(name, True): partial(staged.look, name) for name in staged.names}
    paths = sorted({path for name in staged.names for path in _steps(name)})
    looks |= {(path, False): partial(staged.look_at, path) for path in paths}
    rules = _looked(context, public, looks, jobs)
    clean = {path for path, inside in looks if not inside and not rules[path, False]}
    return [_finding(_shown(path, clean), rule) for path, inside in looks for rule in rules[path, inside]]


def _exists(context: Context, person: str) -> bool:
    return context.tree.exists(layout.person_path(person))


def _finding(path: str, rule: str) -> Finding:
    return Finding(CODE, f"site/{path}".rstrip("/"), values={"rule": rule})


def _steps(name: str) -> Iterator[str]:
    """A path and every folder above it."""
    while name:
        yield name
        name = name.rpartition("/")[0]


def _shown(name: str, clean: Container[str]) -> str:
    """The path as far as it gives nothing away."""
    bad = [path for path in _steps(name) if path not in clean]
    return bad[-1].rpartition("/")[0] if bad else name


def _looked(context: Context, public: Public, looks: Looks, jobs: int) -> dict[Place, set[str]]:
    """The rules that each look finds broken; looks twice where something stands in the records, too."""
    rules: dict[Place, set[str]] = {}
    all_seen = Seen()
    for place, look in looks.items():
        seen = look()
        rules[place] = seen.rules
        all_seen.add(seen)
    runs, accounts = in_records(context.tree, all_seen.runs, jobs)
    secret = {run for run in runs if not public.filled(run)}
    told = all_seen.names.intersection(map(_telling_part, accounts))
    for place, look in looks.items() if secret or told else ():
        seen = look()
        rules[place] |= {"text"} if not secret.isdisjoint(seen.runs) else set()
        rules[place] |= {"account"} if not told.isdisjoint(seen.names) else set()
    return rules


def _telling_part(account: str) -> str:
    """The account's name without marks; of one that has blanks, the longest part."""
    return max(names(account), key=lambda name: (len(name), name), default="")


__all__ = ["CODE", "leaks"]
