"""The records' side: streams every record's words past the few runs that the site holds beyond public sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from bening import layout
from bening.leaks.texts import plain, unescaped
from bening.leaks.words import Run, windows, words
from bening.model.organisation import Person
from bening.source.load import load_record
from bening.source.tree import WorkTree

_PLAIN_NAME = re.compile(r"^\s+(?:- )?name: ([A-Za-z0-9][A-Za-z0-9_.\-]*)$", re.MULTILINE)
_FORGE = re.compile(r"\bforge\b")
_CHUNK = 5_000
_WORTH_WORKERS = 20_000  # files; below, starting workers costs more than they save
_worker: list[tuple[WorkTree, set[Run]]] = []  # what a worker process compares, set once when it starts

Found = tuple[set[Run], set[str]]  # runs of the site that stand in records, and all accounts


class CannotRead(Exception):
    """A record could not be read, so nobody can say that nothing of it stands on the site."""


def in_records(tree: WorkTree, suspects: set[Run], jobs: int) -> Found:
    """Return which of the runs stand in any record, and the names of all accounts. Raises CannotRead."""
    found: Found = (set(), set())
    for runs, accounts in _all(tree, suspects, jobs):
        found[0].update(runs)
        found[1].update(accounts)
    return found


def _all(tree: WorkTree, suspects: set[Run], jobs: int) -> Iterator[Found]:
    paths = tree.listing()
    if jobs < 2 or len(paths) < _WORTH_WORKERS:
        yield compare(tree, suspects, paths)
        return
    chunks = [paths[i : i + _CHUNK] for i in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(tree, suspects)) as pool:
        yield from pool.map(_chunk, chunks)


def _start(tree: WorkTree, suspects: set[Run]) -> None:
    _worker[:] = [(tree, suspects)]


def _chunk(paths: Sequence[str]) -> Found:
    return compare(*_worker[0], paths)


def compare(tree: WorkTree, suspects: set[Run], paths: Iterable[str]) -> Found:
    """Compare the words of some records. Keys and values run on: what is folded over lines stays together."""
    found: Found = (set(), set())
    for path in paths:
        text = _text(tree, path)
        runs = windows(words(text))
        if suspects and not suspects.isdisjoint(runs):
            found[0].update(suspects.intersection(windows(words(text))))
        if path.startswith(f"{layout.RECORDS}/people/"):
            found[1].update(_accounts(tree, path, text))
    return found


def _text(tree: WorkTree, path: str) -> str:
    raw = tree.read(path)
    if not isinstance(raw, bytes):
        raise CannotRead
    text = plain(raw.decode("utf-8"))
    return unescaped(text) if "\\" in text else text


def _accounts(tree: WorkTree, path: str, text: str) -> list[str]:
    """The names of a person's accounts; only what is written in an unusual way is parsed."""
    if "forge" not in text:
        return []
    found = _PLAIN_NAME.findall(text)
    if len(found) == len(_FORGE.findall(text)):
        return found
    loaded = load_record(tree, path)
    if loaded is None or not isinstance(loaded.model, Person):
        raise CannotRead
    return [account.name for account in loaded.model.body.accounts]
