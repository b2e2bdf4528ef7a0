"""`bening simulate`: a synthetic agency with releases of its closed periods."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bening.cli.common import HELP_LANGUAGE, say, told, usage
from bening.i18n import mark as _
from bening.model.base import LANGUAGES, Lang


@click.command(help=told(_("Make a synthetic agency. Example: bening simulate /tmp/agency --people 300")))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(1, 1_000_000), required=True, help=told(_("How many people.")))
@click.option("--periods", default="2025,2026", help=told(_("Years, the last one running.")))
@click.option("--seed", type=int, default=2025, help=told(_("The same seed gives the same bytes.")))
@click.option("--faults", type=click.IntRange(0), default=0, help=told(_("How many faults to plant.")))
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help=told(_("How many processes to use.")))
@click.option("--lang", type=click.Choice(LANGUAGES), default=HELP_LANGUAGE, help=told(_("Language.")))
@click.option("--quiet", is_flag=True, help=told(_("Say only what is asked for.")))
def simulate(
    folder: Path, people: int, periods: str, seed: int, faults: int, jobs: int, lang: Lang, quiet: bool
) -> None:
    """Write the agency into a new folder, release its closed periods, plant faults."""
    from bening.simulate.faults import EXPECTED, TooManyFaults
    from bening.simulate.make import BadPlan, make

    target = folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        usage(_("The folder exists and is not empty; name a new one."), lang)
    try:
        made = make(target, people, tuple(periods.split(",")), seed, jobs, faults)
    except BadPlan:
        usage(_("Periods are consecutive years, such as 2025,2026."), lang)
    except TooManyFaults:
        usage(_("The agency is too small for so many faults; ask for more people."), lang)
    say(_("{files} files of a synthetic agency written."), lang, quiet, files=made.files)
    for release_id in made.releases:
        say(_("Release {release} frozen."), lang, quiet, release=release_id)
    if faults:
        say(_("{faults} faults planted; what must be found is in {file}."), lang, quiet, faults=faults, file=EXPECTED)
    click.echo(str(target))


COMMANDS = (simulate,)
