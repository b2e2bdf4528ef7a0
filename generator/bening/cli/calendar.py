"""`bening calendar`: deadlines, completeness, who is late and who waits for whom. Internal."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bening.cli.commands import AS_OF
from bening.cli.common import options, say, told, usage
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang

if TYPE_CHECKING:
    from bening.followup.calendar import Calendar

_WORDS = {
    "plan": _("plan"),
    "report": _("report"),
    "evaluation": _("evaluation"),
    "release": _("release"),
    "missing": _("missing"),
    "unapproved": _("not approved"),
    "broken": _("cannot be read"),
}
COLUMNS = ("status", "person", "unit", "period", "kind", "due", "state", "waits_for", "chain")


@click.command(help=told(_("Deadlines, who is late and who waits for whom. Example: bening calendar --unit dinas-a")))
@click.option("--unit", metavar="U", help=told(_("Only this unit and those below it.")))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help=told(_("Output form."))
)
@AS_OF
@options
def calendar(root: Path, lang: Lang, quiet: bool, unit: str | None, form: str, as_of: str | None) -> None:
    """Print the calendar of a day; ids only, never names."""
    from bening import pipeline
    from bening.followup.calendar import calendar as made

    context = pipeline.open_agency(root, as_of)
    if unit is not None and context.directory.unit(unit, context.as_of) is None:
        usage(_("There is no unit of this code on that day."), lang)
    found = made(context, unit)
    _FORMS[form](found, lang)
    say(_("Internal: it names people by their ids. Do not publish it."), lang, quiet)


def rows(found: Calendar) -> list[dict[str, str]]:
    """What is overdue and who is blocked, columns as in `COLUMNS`; `chain` is nearest first."""
    late = [
        {
            "status": "overdue",
            "person": item.person,
            "unit": item.unit,
            "period": item.period,
            "kind": item.kind,
            "due": item.due,
            "state": item.state,
            "waits_for": item.waits_for,
            "chain": "",
        }
        for item in found.overdue
    ]
    waiting = [
        {
            "status": "blocked",
            "person": item.person,
            "unit": item.unit,
            "period": item.period,
            "kind": "plan",
            "due": "",
            "state": item.state,
            "waits_for": item.chain[-1],
            "chain": " ".join(item.chain),
        }
        for item in found.blocked
    ]
    return late + waiting


def _as_csv(found: Calendar, lang: Lang) -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(found))


def _as_json(found: Calendar, lang: Lang) -> None:
    click.echo(json.dumps({"version": 1, **asdict(found)}, indent=1))


def _as_text(found: Calendar, lang: Lang) -> None:
    def say_(word: str) -> str:
        return translate(_WORDS.get(word, word), lang)

    click.echo(translate(_("Calendar as of {date}"), lang, date=found.as_of))
    dates = [(d.date, d.period, say_(d.kind), _mark(d.date, found.as_of, lang)) for d in found.deadlines]
    _table(_("Deadlines"), dates, lang)
    begun = [c for c in found.completeness if c.overdue or c.done or c.unapproved]
    counts = [
        (c.unit, c.period, say_(c.kind), f"{c.done}/{c.asked}", *_open(c.unapproved, c.missing, c.late, lang))
        for c in begun
    ]
    _table(_("Done of what was asked, by unit and period"), counts, lang)
    late = [(i.due, i.period, say_(i.kind), say_(i.state), i.person, f"→ {i.waits_for}") for i in found.overdue]
    _table(_("Overdue, and who has to act"), late, lang)
    waiting = [(b.period, say_(b.state), " → ".join((b.person, *b.chain))) for b in found.blocked]
    _table(_("Plans that wait for a supervisor's plan (a draft may be written all the same)"), waiting, lang)


def _mark(date: str, as_of: str, lang: Lang) -> str:
    return translate(_("passed"), lang) if date < as_of else ""


def _open(unapproved: int, missing: int, late: int, lang: Lang) -> tuple[str, str, str]:
    return (
        translate(_("{count} to approve"), lang, count=unapproved),
        translate(_("{count} missing"), lang, count=missing),
        translate(_("{count} late"), lang, count=late),
    )


def _table(title: str, lines: Sequence[tuple[str, ...]], lang: Lang) -> None:
    click.echo(f"\n{translate(title, lang)}")
    if not lines:
        nothing = translate(_("(nothing)"), lang)
        click.echo(f"  {nothing}")
        return
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    for line in lines:
        click.echo("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


_FORMS: dict[str, Callable[[Calendar, Lang], None]] = {"text": _as_text, "json": _as_json, "csv": _as_csv}
COMMANDS = (calendar,)
