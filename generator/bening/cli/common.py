"""What every command has: root, language, quiet; and how refusals become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from bening.i18n import DEFAULT_LANGUAGE, translate
from bening.i18n import mark as _
from bening.model.base import LANGUAGES, Lang

F = TypeVar("F", bound=Callable[..., Any])
FINDINGS, USAGE = 1, 2
_FOLDER = click.Path(file_okay=False, path_type=Path)
_NO_ROOT = _("There is no bening.yml here or above. Go into the agency's folder or name it with --root.")


def chosen_language(words: list[str]) -> Lang:
    """The language of help texts: `--lang` among the words, otherwise BENING_LANG, otherwise Indonesian."""
    asked = os.environ.get("BENING_LANG", "")
    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            asked = words[index + 1]
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return next((lang for lang in LANGUAGES if lang == asked), DEFAULT_LANGUAGE)


HELP_LANGUAGE = chosen_language(sys.argv[1:])


def told(message: str) -> str:
    """A help text in the language asked for."""
    return translate(message, HELP_LANGUAGE)


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards that has a bening.yml."""
    return next((p for p in (start, *start.parents) if (p / "bening.yml").is_file()), None)


def free_options(function: F) -> F:
    """Add --lang and --quiet, and take --root, as everywhere, though it is not needed."""

    @click.option("--root", hidden=True, expose_value=False, type=click.Path(file_okay=False))
    @click.option("--lang", type=click.Choice(LANGUAGES), default=HELP_LANGUAGE, help=told(_("Language.")))
    @click.option("--quiet", is_flag=True, help=told(_("Say only what is asked for.")))
    @wraps(function)
    def command(**values: Any) -> Any:
        return function(**values)

    return command  # type: ignore[return-value]


def options(function: F) -> F:
    """Add --root, --lang and --quiet; the command gets `root` (a Path with a bening.yml), `lang` and `quiet`."""

    @click.option("--root", type=_FOLDER, metavar="DIR", help=told(_("The agency's folder; default: this or above.")))
    @click.option("--lang", type=click.Choice(LANGUAGES), default=HELP_LANGUAGE, help=told(_("Language.")))
    @click.option("--quiet", is_flag=True, help=told(_("Say only what is asked for.")))
    @wraps(function)
    def command(root: Path | None, lang: Lang, **rest: Any) -> Any:
        found = find_root((root or Path.cwd()).resolve()) if root is None else root.resolve()
        if found is None or not (found / "bening.yml").is_file():
            usage(
                _NO_ROOT,
                lang,
            )
        return function(root=found, lang=lang, **rest)

    return command  # type: ignore[return-value]


def usage(message: str, lang: Lang, **values: object) -> NoReturn:
    """Say how the command is meant and end with exit code 2."""
    click.echo(translate(message, lang, **values), err=True)
    raise SystemExit(USAGE)


def say(message: str, lang: Lang, quiet: bool = False, **values: object) -> None:
    """Prose goes to stderr."""
    if not quiet:
        click.echo(translate(message, lang, **values), err=True)
