"""Until the texts of `locale/publish.id.json` are merged into the catalogue, they are read from there."""

from __future__ import annotations

import gettext
import json

import pytest

from bening import i18n
from tests.unit.publish.sample import ROOT

_TEXTS = ROOT / "generator/bening/locale/publish.id.json"


class FromJson(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return str(json.loads(_TEXTS.read_text())[message])


def patched(lang: str) -> gettext.NullTranslations:
    return FromJson() if lang == "id" else gettext.NullTranslations()


@pytest.fixture(autouse=True)
def texts(monkeypatch: pytest.MonkeyPatch) -> None:
    if _TEXTS.exists():
        monkeypatch.setattr(i18n, "_catalogue", patched)
