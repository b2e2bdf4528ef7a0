"""The person's own report card: one private HTML file, in the layout of the official evaluation form."""

from __future__ import annotations

from collections.abc import Mapping

from bening.checks.context import Context, gather
from bening.model.base import Lang
from bening.reporting.card import Card, NoCard, card
from bening.reporting.page import page
from bening.source.identity import Identity
from bening.survey import all_paths, scores_of

__all__ = ["NoCard", "page", "report"]


def report(context: Context, person: str, period: str, names: Mapping[str, Identity], lang: Lang) -> Card:
    """A person's own card of a year. Raises NoCard. Reads one dossier and what it names."""
    dossier = gather(context, person, all_paths(context, person))
    scores = [score for score in scores_of(context, dossier) if score.period == period]
    return card(context, dossier, scores, period, names, lang)
