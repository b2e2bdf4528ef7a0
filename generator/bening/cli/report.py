"""`bening report`: the person's own report card, private."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bening.cli.commands import AS_OF
from bening.cli.common import options, say, told, usage
from bening.i18n import mark as _
from bening.model.base import Lang

HOME_VARIABLE = "BENING_HOME"


def home(root: Path, demo: bool) -> Path:
    """The folder outside the repository that holds identities: BENING_HOME, or a demonstration agency's own."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    return root / "demo-home" if demo else Path(click.get_app_dir("bening"))


@click.command(help=told(_("A person's own report. Example: bening report p-aaaabbbbccccdddd 2025 --out report.html")))
@click.argument("person")
@click.argument("period")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=told(_("The HTML file to write."))
)
@AS_OF
@options
def report(root: Path, lang: Lang, quiet: bool, person: str, period: str, out: Path, as_of: str | None) -> None:
    """Write one private HTML file, never below build/."""
    from bening import pipeline, reporting
    from bening.publish.write import write_file
    from bening.source.identity import BadIdentity, identities

    target = out.resolve()
    if target.is_relative_to(root / "build") or target.is_relative_to(root / "site"):
        usage(_("A report is private: choose a place outside build/ and site/."), lang)
    if not target.parent.is_dir():
        usage(_("There is no such folder; make it first, or name another."), lang)
    context = pipeline.open_agency(root, as_of)
    try:
        names = identities(home(root, context.settings.demo))
        made = reporting.report(context, person, period, names, lang)
    except BadIdentity:
        usage(_("The identity file is not of its form: UTF-8 with the columns person, nip and name."), lang)
    except reporting.NoCard:
        usage(_("No result: this person held no position in this period, or one of the two is unknown."), lang)
    write_file(target, reporting.page(made, lang))
    say(_("Private: give it to nobody but the person it is about."), lang, quiet)
    click.echo(str(target))


COMMANDS = (report,)
