"""Messages in Indonesian and English from one gettext catalogue.

The English text is the key; `locale/id/LC_MESSAGES/bening.po` has the Indonesian. The compiled catalogue is
committed and proved fresh by a test, so nothing is compiled at install or run time.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bening.model.base import LANGUAGES, Lang

DEFAULT_LANGUAGE: Lang = "id"


def mark(message: str) -> str:
    """Mark a text for translation without translating it (Babel extracts calls of this function)."""
    return message


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark a text in two forms for translation without translating it."""
    return (one, many)


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    with files("bening").joinpath("locale", lang, "LC_MESSAGES", "bening.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def translate(message: str, lang: Lang, **values: object) -> str:
    """Return `message` in `lang` with `{name}` replaced by `values`."""
    text = _catalogue(lang).gettext(message) if message else ""
    return text.format(**values) if values else text


def both(message: str, **values: Mapping[str, str]) -> dict[str, str]:
    """Return `message` in every language; `values` are texts by language."""
    return {lang: translate(message, lang, **{k: v[lang] for k, v in values.items()}) for lang in LANGUAGES}
