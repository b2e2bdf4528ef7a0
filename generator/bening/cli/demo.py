"""`bening simulate`: a synthetic agency with releases of its closed periods."""

from __future__ import annotations

from pathlib import Path

import click

from bening.cli.commands import JOBS
from bening.cli.common import free_options, say, told, usage
from bening.i18n import mark as _
from bening.model.base import Lang


@click.command(help=told(_("Make a synthetic agency. Example: bening simulate /tmp/agency --people 300")))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--people", metavar="N", type=click.IntRange(1, 1_000_000), required=True, help=told(_("How many people."))
)
@click.option("--periods", metavar="2025,2026", default="2025,2026", help=told(_("Years, the last one running.")))
@click.option("--seed", metavar="N", type=int, default=2025, help=told(_("The same seed gives the same bytes.")))
@click.option("--faults", metavar="N", type=click.IntRange(0), default=0, help=told(_("How many faults to plant.")))
@JOBS
@free_options
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
    day = f"{periods.split(',')[-1]}-06-30"
    say(_("Check it with: bening check --root {folder} --as-of {day}"), lang, quiet, folder=target, day=day)
    click.echo(str(target))


COMMANDS = (simulate,)
