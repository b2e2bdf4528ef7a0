"""Texts as words, and the runs of six words by which a text is known again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bening.leaks.texts import plain

RUN = 6
_ALPHABETIC = 4  # so many of a run must be words; runs of figures and codes say nothing
Run = tuple[str, ...]

_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[\w.\-]{4,}")


def words(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    if text.isascii():
        return text.translate(_ASCII).split()
    return _WORD.findall(plain(text).casefold())


def windows(found: list[str]) -> Iterator[Run]:
    """Every run of six words, figures and all."""
    return zip(found, found[1:], found[2:], found[3:], found[4:], found[5:], strict=False)


def runs(text: str) -> set[Run]:
    """The runs of six words of a text."""
    return set(windows(words(text)))


def telling(found: Iterable[Run]) -> set[Run]:
    """The runs that are mostly words."""
    return {run for run in found if sum(map(str.isalpha, run)) >= _ALPHABETIC}


def names(text: str) -> set[str]:
    """What may be the name of an account: whole words with their dots and hyphens, and between the dots."""
    found = {m.strip("._-") for m in set(_NAME.findall(text.casefold()))}
    return found | {part for name in found if "." in name for part in name.split(".")}
