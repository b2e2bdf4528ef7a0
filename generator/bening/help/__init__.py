"""Help on every code: why a finding appears, an example before and after, and what to do, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator

from bening.catalogue import CODES
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import BilingualLong, Lang, Model

_BLANK = re.compile(r"\{[a-z_]+\}")
_SEVERITIES = {"error": _("error"), "warning": _("warning")}


def _same_in_both(value: Any) -> Any:
    return {"id": value, "en": value} if isinstance(value, str) else value


Example = Annotated[BilingualLong, BeforeValidator(_same_in_both)]


class Help(Model):
    """Help on one code. An example that is a plain text in the file is the same in both languages."""

    cause: BilingualLong
    example_bad: Example
    example_good: Example
    remedy: BilingualLong


@dataclass(frozen=True, slots=True)
class Entry:
    """A section of the help page in one language; examples are lines."""

    code: str
    group: str
    anchor: str
    severity: str
    message: str
    short_remedy: str
    cause: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    remedy: str


def texts() -> list[str]:
    """The help files as they are, one an area, by name."""
    folder = files("bening.help")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]


@cache
def load() -> dict[str, Help]:
    """The help by code. Raises pydantic's ValidationError when the file is not of this form."""
    return {code: Help.model_validate(tree) for text in texts() for code, tree in yaml.safe_load(text).items()}


def entries(lang: Lang) -> list[Entry]:
    """The help page's sections in the order of the codes."""
    return [_entry(code, help_, lang) for code, help_ in sorted(load().items())]


def _entry(code: str, help_: Help, lang: Lang) -> Entry:
    known = CODES[code]
    return Entry(
        code=code,
        group=code[3],
        anchor=code.lower(),
        severity=translate(_SEVERITIES[known.severity], lang),
        message=_without_blanks(translate(known.message, lang)),
        short_remedy=_without_blanks(translate(known.remedy, lang)),
        cause=help_.cause.get(lang).strip(),
        before=tuple(help_.example_bad.get(lang).rstrip().split("\n")),
        after=tuple(help_.example_good.get(lang).rstrip().split("\n")),
        remedy=help_.remedy.get(lang).strip(),
    )


def _without_blanks(message: str) -> str:
    """A message of the catalogue, with dots where a finding names something."""
    return _BLANK.sub("…", message)
