"""The command that shows credit points (angka kredit). Internal: never on the site."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bening.cli.common import options, say, told
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang, is_date

if TYPE_CHECKING:
    from bening.checks.context import Context
    from bening.score.credit import Credit


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise click.BadParameter(told(_("Write the day as 2025-12-31.")))
    return value


@click.command(help=told(_("Credit points (angka kredit) of functional posts. Example: bening credit --period 2025")))
@click.option("--period", metavar="P", help=told(_("Only this period.")))
@click.option("--person", metavar="ID", help=told(_("Only this person.")))
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "text"]), default="csv", help=told(_("Output form."))
)
@click.option("--as-of", callback=_day, metavar="DATE", help=told(_("The day as of which; default: the commit's day.")))
@options
def credit(
    root: Path, lang: Lang, quiet: bool, period: str | None, person: str | None, form: str, as_of: str | None
) -> None:
    """Print the credit points as CSV, JSON or with every step; refused while records have errors."""
    from bening import pipeline
    from bening.score.credit import COLUMNS, credits_of, rules_in_force

    context = pipeline.open_agency(root, as_of)
    rubric = rules_in_force(context)
    found = list(credits_of(context, rubric, pipeline.scores(context, 1, period=period, person=person)))
    if not found:
        say(_("Nobody held a functional post in what was asked for."), lang, quiet)
    if form == "text":
        click.echo("\n\n".join(_text(context, made, lang) for made in found))
    elif form == "json":
        click.echo(json.dumps([_json(context, made, lang) for made in found], ensure_ascii=False, indent=1))
    else:
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for made in found for row in made.rows())


def _known(context: Context, made: Credit, lang: Lang) -> dict[str, str]:
    """What the steps' value keys stand for."""
    from bening.score.credit import rules_in_force
    from bening.score.explain import credit_labels

    rules, regime = rules_in_force(context).model, context.rubrics.regime(made.regime)
    return credit_labels(rules, regime.model, lang) if rules and regime and regime.model else {}


def _json(context: Context, made: Credit, lang: Lang) -> dict[str, object]:
    from bening.score.explain import as_steps

    known = _known(context, made, lang)
    rows = zip(made.rows(), made.lines, strict=True)
    segments = [{**row, "steps": as_steps(segment.trace, known, lang)} for row, segment in rows]
    return {"person": made.person, "period": made.period, "total": made.total, "segments": segments}


def _text(context: Context, made: Credit, lang: Lang) -> str:
    from bening.score.explain import localised, worded

    known = _known(context, made, lang)
    title = translate(_("Credit points of {person} in {period}"), lang, person=made.person, period=made.period)
    lines = [title, ""]
    for number, segment in enumerate(made.lines, 1):
        months = segment.segment.months
        lines.append(translate(_("Segment {number}: {months} months"), lang, number=number, months=months))
        for words, where in worded(segment.trace, known, lang):
            lines += [f"  - {words}", f"    {where}"]
    return "\n".join([*lines, "", translate(_("Total: {total}"), lang, total=localised(made.total, lang))])


__all__ = ["credit"]
