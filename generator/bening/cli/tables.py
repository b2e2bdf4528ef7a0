"""Commands on tables alone: the protector and the self-attack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bening.cli.common import free_options, say, told
from bening.i18n import mark as _
from bening.model.base import Lang

_FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_EARLIER = click.Path(file_okay=False, exists=True, path_type=Path)


@click.command(
    help=told(_("Hide cells of count tables. Example: bening protect t.csv --policy p.yaml --k 5 --out protected"))
)
@click.argument("tables", nargs=-1, required=True, metavar="TABLES.csv…", type=_FILE)
@click.option("--policy", metavar="P.yaml", required=True, type=_FILE, help=told(_("The disclosure policy.")))
@click.option(
    "--hierarchies",
    metavar="H.json",
    type=_FILE,
    help=told(_("Which codes add up; default: hierarchies.json beside a table.")),
)
@click.option("--k", metavar="N", type=click.IntRange(2), help=told(_("Set every threshold to this.")))
@click.option(
    "--against",
    metavar="DIR",
    multiple=True,
    type=_EARLIER,
    help=told(_("Earlier published tables to be attacked together.")),
)
@click.option(
    "--out", metavar="DIR", required=True, type=_FOLDER, help=told(_("Write the protected tables into this folder."))
)
@free_options
def protect(
    tables: Sequence[Path],
    policy: Path,
    hierarchies: Path | None,
    k: int | None,
    against: Sequence[Path],
    out: Path,
    lang: Lang,
    quiet: bool,
) -> None:
    """Protect tables together; refuses and writes nothing when anything could be inferred."""
    from bening import protecting
    from bening.model.policy import Policy
    from bening.publish.write import write_files
    from bening.releasing import need
    from bening.source.load import load
    from bening.source.tree import WorkTree

    _file, rules = need(load(WorkTree(policy.resolve().parent), policy.name, Policy), policy.name)
    sums = hierarchies or tables[0].with_name("hierarchies.json")
    tree = protecting.read_hierarchies(sums) if sums.is_file() else {}
    counts = [protecting.read_table(path) for path in tables]
    earlier = {str(n): protecting.published(folder) for n, folder in enumerate(against)}
    made = protecting.protect_tables(counts, tree, rules, k, earlier)
    write_files(out.resolve(), made.files)
    for table in counts:
        message = _("{table}: {hidden} of {cells} cells hidden.")
        say(message, lang, quiet, table=table.name, hidden=made.hidden[table.name], cells=len(table.values))
    click.echo(str(out))


COMMANDS = (protect,)
