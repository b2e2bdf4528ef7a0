"""The notes of a release: what is published and how much of it, for readers, in both languages; frozen with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bening.disclose.quality import quality
from bening.disclose.safe import Provenance, SafeTable, Withheld
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import LANGUAGES, Lang

_WITHHELD = {
    "too_small_or_homogeneous": _("{table}: withheld; its groups are too small or too uniform to publish."),
    "by_decision": _("{table}: withheld by decision, so that earlier releases and this one give nothing away."),
}


def notes(provenance: Provenance, tables: Sequence[SafeTable], withheld: Sequence[Withheld]) -> dict[Lang, list[str]]:
    """The lines of the notes by language."""
    return {lang: list(_lines(provenance, tables, withheld, lang)) for lang in LANGUAGES}


def _lines(
    provenance: Provenance, tables: Sequence[SafeTable], withheld: Sequence[Withheld], lang: Lang
) -> Iterator[str]:
    head = _("Release {release} about {period}, as of {date}, under the policy {policy}.")
    values = {"release": provenance.release, "period": provenance.period, "date": provenance.as_of}
    yield translate(head, lang, **values, policy=provenance.policy)
    for table in tables:
        share = quality(table)
        values = {"table": table.title[lang], "cells": _percent(share.cells, lang)}
        if share.people is None or table.population != "people":
            yield translate(_("{table}: {cells} of the cells are published."), lang, **values)
            continue
        line = _("{table}: {people} of the people are in published cells; {cells} of the cells are published.")
        yield translate(line, lang, **values, people=_percent(share.people, lang))
    for held in withheld:
        yield translate(_WITHHELD[held.reason], lang, table=held.title[lang])


def _percent(tenths: int, lang: Lang) -> str:
    return f"{tenths // 10}{',' if lang == 'id' else '.'}{tenths % 10}%"
