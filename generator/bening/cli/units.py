"""Commands on units: the pattern of predicates beside a unit's result, and the satisfaction index."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import click

from bening.cli.commands import AS_OF, JOBS
from bening.cli.common import options, say, told, usage
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang

_FORMS = click.Choice(["text", "csv", "json"])


@click.command(
    help=told(_("Predicates beside units' results; internal. Example: bening distribution --period 2025")),
)
@click.option("--period", metavar="P", help=told(_("Only this period.")))
@click.option("--unit", metavar="U", help=told(_("Only this unit and those below it.")))
@click.option("--format", "form", type=_FORMS, default="text", help=told(_("Output form.")))
@AS_OF
@JOBS
@options
def distribution(
    root: Path,
    lang: Lang,
    quiet: bool,
    period: str | None,
    unit: str | None,
    form: str,
    as_of: str | None,
    jobs: int,
) -> None:
    """Print each unit's result, its people's shares, and the rules that do not hold."""
    from bening import pipeline
    from bening.score import units_report

    context = pipeline.open_agency(root, as_of)
    found = units_report.reports(context, pipeline.examine(context, jobs).scores, period, unit)
    rows = [units_report.row(one) for one in found]
    if form == "json":
        click.echo(json.dumps(rows, indent=1))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, units_report.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        texts = (units_report.as_text(one, units_report.names(context, one, lang), lang) for one in found)
        click.echo("\n\n".join(texts))
        say(_("A consideration for reviewers: nobody's predicate changes by it. Do not pass it on."), lang, quiet)


@click.command(
    help=told(_("A unit's satisfaction index, step by step. Example: bening satisfaction dinas-kesehatan 2025")),
)
@click.argument("unit")
@click.argument("period")
@AS_OF
@options
def satisfaction(root: Path, lang: Lang, quiet: bool, unit: str, period: str, as_of: str | None) -> None:
    """Print how an index comes about, citing the rubric's lines."""
    from bening import pipeline
    from bening.model.satisfaction import Satisfaction
    from bening.score import explain
    from bening.score.satisfaction import labels, measure

    context = pipeline.open_agency(root, as_of)
    made = measure(context, unit, period)
    rubric = context.rubrics.load(made.rubric, Satisfaction) if made else None
    if made is None or rubric is None or rubric.model is None:
        usage(
            _("No index: there is no survey of this unit in this period that can be counted. Run bening check."), lang
        )
    known = labels(rubric.model, lang)
    for number, step in enumerate(made.trace, 1):
        click.echo(f"{number}. {explain.sentence(step, known, lang)}\n   {explain.citation(step, lang)}")
    if not made.enough:
        click.echo(translate(_("Fewer respondents than the rubric asks for: this index is not published."), lang))


COMMANDS = (distribution, satisfaction)
