"""A card as one HTML file that needs nothing else: no script, no request, printable on A4."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bening.i18n import mark, translate
from bening.model.base import Lang
from bening.model.terms import RATINGS
from bening.publish import numbers
from bening.reporting.card import Card
from bening.score.explain import localised
from bening.score.objections import What

WHATS: dict[What, str] = {
    "acknowledge_evaluation": mark("Confirm that you received the evaluation"),
    "object": mark("Object to the evaluation"),
    "decide": mark("Decision on your objection (the addressee's turn)"),
    "acknowledge_feedback": mark("Confirm that you received the feedback"),
}
STATES: dict[str, str] = {
    "open": mark("still open"),
    "done": mark("done"),
    "late": mark("done, after the last day"),
    "passed": mark("not done; the last day has passed"),
}


def page(card: Card, lang: Lang) -> bytes:
    """Render a card. Every text from a record is escaped; the strict reader refused invisible characters."""
    environment = Environment(
        loader=PackageLoader("bening.reporting", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(whats=WHATS, states=STATES)
    environment.globals.update(_=lambda message, **values: translate(message, lang, **values), lang=lang, ranks=RATINGS)
    environment.filters.update(
        date=lambda iso: numbers.date(iso, lang),
        decimal=lambda text: localised(text, lang),
        in_lang=lambda text: text.get(lang),
    )
    made: dict[str, Any] = {"card": card}
    return environment.get_template("card.html.j2").render(made).encode()
