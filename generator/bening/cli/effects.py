"""Printing what a changed policy would do."""

from __future__ import annotations

import json

import click

from bening.cli.common import say
from bening.effect import Effect, Shown
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang

_STATES = {
    "published": _("{hidden} of {cells} cells hidden, {people} of the people in published cells"),
    "refused": _("refused by the self-attack"),
    "withheld": _("withheld"),
    "not_planned": _("not in the table plan"),
}


def show(found: Effect, lang: Lang, form: str) -> None:
    """Print the effect as text or JSON on stdout, and what is wrong with the change on stderr."""
    if form == "json":
        click.echo(json.dumps(found.as_json(), indent=1))
    else:
        click.echo("\n".join(_lines(found, lang)))
    for fault in found.faults:
        say("{text}", lang, text=f"{fault.path}: {fault.code} {fault.message(lang)} {fault.remedy(lang)}")


def _lines(found: Effect, lang: Lang) -> list[str]:
    head = _("Release {release}: {old} (in force) and {new} (changed); nothing was written.")
    lines = [translate(head, lang, release=found.release, old=found.policies[0], new=found.policies[1])]
    lines += [f"  {name}: {_value(old, lang)} → {_value(new, lang)}" for name, old, new in found.numbers]
    for name, before, after in found.tables:
        lines.append(name)
        lines.append(translate(_("  in force: {text}"), lang, text=_shown(before, lang)))
        lines.append(translate(_("  changed: {text}"), lang, text=_shown(after, lang)))
    return lines


def _value(value: object, lang: Lang) -> str:
    if isinstance(value, bool):
        return translate(_("yes") if value else _("no"), lang)
    return str(value)


def _shown(shown: Shown, lang: Lang) -> str:
    from bening.publish.numbers import percent

    people = "–" if shown.people is None else percent(shown.people, 1000, lang)
    return translate(_STATES[shown.state], lang, hidden=shown.hidden, cells=shown.cells, people=people)
