"""The commands on an agency's repository."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bening import layout
from bening.cli.common import FINDINGS, USAGE, free_options, options, say, told, usage
from bening.cli.reporters import REPORTERS, SCREENFUL, as_text, summary
from bening.findings import Report
from bening.i18n import mark as _
from bening.model.base import Lang

_DAY = click.DateTime(formats=["%Y-%m-%d"])
ANY_DAY = "9999-12-31"  # an attack on files asks for no day
_CORES = os.cpu_count() or 1
JOBS = click.option(
    "--jobs", metavar="N", type=click.IntRange(1), default=_CORES, help=told(_("How many processes to use."))
)


def _as_of(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from bening.model.base import is_date

    if value is not None and not is_date(value):
        raise click.BadParameter(told(_("Write the day as 2025-12-31.")))
    return value


AS_OF = click.option(
    "--as-of", callback=_as_of, metavar="DATE", help=told(_("The day as of which; default: the commit's day."))
)


@click.command(
    help=told(_("Check records. Example: bening check --since main")),
)
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=click.Path(path_type=Path))
@click.option("--since", metavar="REV", help=told(_("Only what changed since REV, and what that names.")))
@AS_OF
@click.option("--strict", is_flag=True, help=told(_("Warnings count as errors.")))
@click.option("--all", "everything", is_flag=True, help=told(_("Show all findings, however many.")))
@click.option("--format", "form", type=click.Choice(sorted(REPORTERS)), default="text", help=told(_("Output form.")))
@JOBS
@options
def check(
    root: Path,
    lang: Lang,
    quiet: bool,
    paths: Sequence[Path],
    since: str | None,
    as_of: str | None,
    strict: bool,
    everything: bool,
    form: str,
    jobs: int,
) -> None:
    """Run the checks and end with 1 when something has to be mended."""
    from bening import pipeline

    context = pipeline.open_agency(root, as_of)
    if since and paths:
        usage(_("Name either paths or --since, not both."), lang)
    report = pipeline.check(context, [_existing(p, root, lang) for p in paths], since, jobs)
    if paths and not report.files:
        usage(_("There is nothing to check there: no record, no rule, no settings."), lang)
    click.echo(REPORTERS[form](report, lang, strict, 0 if everything else SCREENFUL))
    if not report.ok(strict):
        raise SystemExit(FINDINGS)


def _below(path: Path, root: Path, lang: Lang) -> str:
    full = path if path.is_absolute() else Path.cwd() / path
    try:
        return Path(os.path.normpath(full)).relative_to(root).as_posix()
    except ValueError:
        usage(_("A path lies outside the agency's folder."), lang)


def _existing(path: Path, root: Path, lang: Lang) -> str:
    name = _below(path, root, lang)
    if not os.path.lexists(root / name):
        usage(_("There is no such file or folder in the agency's folder."), lang)
    return name


@click.command(help=told(_("Internal results, one row a person. Example: bening score --period 2025")))
@click.option("--period", metavar="P", help=told(_("Only this period.")))
@click.option("--unit", metavar="U", help=told(_("Only this unit and those below it.")))
@click.option("--person", metavar="ID", help=told(_("Only this person.")))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help=told(_("Output form.")))
@AS_OF
@JOBS
@options
def score(
    root: Path,
    lang: Lang,
    quiet: bool,
    period: str | None,
    unit: str | None,
    person: str | None,
    form: str,
    as_of: str | None,
    jobs: int,
) -> None:
    """Print the scores as CSV or JSON; refused while records have errors."""
    from bening import pipeline
    from bening.score.types import COLUMNS

    context = pipeline.open_agency(root, as_of)
    if period is not None and context.settings.calendar.period(period) is None:
        usage(_("This period is not on the calendar in bening.yml."), lang)
    for path in (unit and layout.unit_path(unit), person and layout.person_path(person)):
        if path and (layout.parse(path) is None or not context.tree.exists(path)):
            usage(_("There is no such unit or person among the records."), lang)
    rows = [s.row() for s in pipeline.scores(context, jobs, period=period, unit=unit, person=person)]
    if form == "json":
        click.echo(json.dumps(rows, indent=1))
        return
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@click.command(help=told(_("Every step of a score. Example: bening explain p-aaaabbbbccccdddd 2025")))
@click.argument("person")
@click.argument("period")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help=told(_("Output form.")),
)
@AS_OF
@options
def explain(root: Path, lang: Lang, quiet: bool, person: str, period: str, form: str, as_of: str | None) -> None:
    """Print how a result comes about, citing the rubric's lines."""
    from bening import pipeline
    from bening.score import explain as words

    found = pipeline.explain(pipeline.open_agency(root, as_of), person, period)
    if found is None:
        usage(_("No result: this person held no position in this period, or one of the two is unknown."), lang)
    result, regime = found
    if form == "json":
        click.echo(json.dumps(words.as_json(result, regime, lang), ensure_ascii=False, indent=1))
    else:
        click.echo((words.as_text if form == "text" else words.as_markdown)(result, regime, lang))


@click.command(help=told(_("Freeze a release's figures. Example: bening release 2025")))
@click.argument("release_id", metavar="ID")
@click.option("--dry-run", is_flag=True, help=told(_("Make it, attack it, write nothing.")))
@click.option(
    "--policy",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help=told(_("With --dry-run: compare with this changed disclosure policy.")),
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=told(_("With --policy.")))
@AS_OF
@JOBS
@options
def release(
    root: Path,
    lang: Lang,
    quiet: bool,
    release_id: str,
    dry_run: bool,
    policy: Path | None,
    form: str,
    as_of: str | None,
    jobs: int,
) -> None:
    """Make a release; says which tables are published, merged or withheld. Or say what a changed policy would do."""
    from bening import pipeline
    from bening.cli.effects import show

    if policy is None and form != "text":
        usage(_("--format goes with --policy; what a release holds is in its manifest.json."), lang)
    if policy is not None:
        if not dry_run:
            usage(_("--policy goes with --dry-run: a release is made under the policy in force only."), lang)
        show(pipeline.effect(pipeline.open_agency(root, as_of), release_id, policy, jobs), lang, form)
        return
    made = pipeline.release(pipeline.open_agency(root, as_of), release_id, jobs, dry_run)
    for table in made.tables:
        merged = sum(len(names) for names in table.merged.values())
        hidden = sum(cell.value is None for cell in table.cells)
        message = _("{table}: {cells} cells, {hidden} of them hidden; {merged} units merged.")
        say(message, lang, quiet, table=table.name, cells=len(table.cells), hidden=hidden, merged=merged)
    for held in made.withheld:
        say(
            _("{table}: withheld; its groups are too small or too uniform to publish."),
            lang,
            quiet,
            table=held.name,
        )
    if dry_run:
        say(_("Nothing was written (--dry-run)."), lang, quiet)
    else:
        click.echo(f"site/releases/{release_id}")


@click.command(help=told(_("Check, score, verify the releases and build the site. Example: bening build")))
@AS_OF
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=told(_("Folder; default build/site.")),
)
@click.option("--draft", is_flag=True, help=told(_("Show unreleased figures too, marked as a draft.")))
@JOBS
@options
def build(root: Path, lang: Lang, quiet: bool, as_of: str | None, out: Path | None, draft: bool, jobs: int) -> None:
    """Build the site and say where it is."""
    from bening import pipeline

    target = (out or root / "build" / "site").resolve()
    if target.exists() and not _is_site(target):
        usage(_("The folder holds something other than a built site; name a new one."), lang)
    done = pipeline.build(pipeline.open_agency(root, as_of), target, jobs, draft)
    say(
        _("{count} results scored. {summary}"),
        lang,
        quiet,
        count=len(done.scores),
        summary=summary(done.report, lang),
    )
    if target == root / "build" / "site":
        say(_("The site is in {folder}. Look at it with: bening serve"), lang, quiet, folder=target)
    else:
        say(_("The site is in {folder}. Look at it by opening its index.html."), lang, quiet, folder=target)


def _is_site(folder: Path) -> bool:
    """Tell whether a folder may be replaced by a site: it is empty, or a site built before."""
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / "404.html").is_file())


@click.command(help=told(_("Build the site and show it on this computer. Example: bening serve --port 8000")))
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8000, help=told(_("Port on 127.0.0.1.")))
@AS_OF
@JOBS
@options
def serve(root: Path, lang: Lang, quiet: bool, port: int, as_of: str | None, jobs: int) -> None:
    """Serve build/site on the loopback interface until interrupted."""
    from bening import pipeline
    from bening.cli.server import serve_folder

    target = root / "build" / "site"
    pipeline.build(pipeline.open_agency(root, as_of), target, jobs)
    serve_folder(
        target, port, lambda url: say(_("Open {url} in your browser; stop with Ctrl+C."), lang, quiet, url=url)
    )


@click.command(help=told(_("Attack the published tables in DIR. Example: bening attack build/site/data")))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@options
def attack(root: Path, lang: Lang, quiet: bool, folder: Path | None) -> None:
    """Say what the tables give away; exit 1 when anything."""
    from bening import pipeline, releasing

    target = (folder or root / "build" / "site" / "data").resolve()
    if not target.is_dir():
        usage(_("There is no such folder; build the site first."), lang)
    if not any(target.glob("*.csv")):
        usage(_("There is no table (*.csv) in this folder."), lang)
    context = pipeline.open_agency(root, ANY_DAY)
    found = releasing.attack_folder(context, target)
    report = Report.of(found, len(list(target.glob("*.csv"))))
    click.echo(as_text(report, lang) if found else summary(report, lang))
    if found:
        raise SystemExit(FINDINGS)


@click.command(
    help=told(
        _("Approve records as they stand. Example: bening approve FILE --as p-aaaabbbbccccdddd --date 2026-01-20")
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--as", "approver", required=True, metavar="ID", help=told(_("Who approves.")))
@click.option("--date", callback=_as_of, required=True, metavar="DATE", help=told(_("The day of the approval.")))
@options
def approve(root: Path, lang: Lang, quiet: bool, paths: Sequence[Path], approver: str, date: str) -> None:
    """Write an approval beside each file; all of them or none."""
    from bening import approving, pipeline
    from bening.publish.write import write_files

    context = pipeline.open_agency(root, date)
    names = [_existing(path, root, lang) for path in paths]
    made = approving.approve_all(context, names, approver, date)
    write_files(root, {written.path: written.content for written in made})
    click.echo("\n".join(written.path for written in made))


@click.command(help=told(_("JSON Schemas of records and rules. Example: bening schema plan")))
@click.argument("kind", metavar="[KIND]", required=False)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=told(_("Write them into this folder.")),
)
@free_options
def schema(kind: str | None, out: Path | None, lang: Lang, quiet: bool) -> None:
    """Print one schema, list the kinds, or write all into a folder."""
    from bening.publish.write import write_files
    from bening.submit import schema as made

    if kind is not None and kind not in made.MODELS:
        usage(_("There is no such kind; choose one of: {allowed}."), lang, allowed=", ".join(made.MODELS))
    if out is not None:
        chosen = {n: c for n, c in made.files().items() if kind in (None, n.removesuffix(".json"))}
        write_files(out.resolve(), chosen)
        say(_("{count} schemas written into {folder}."), lang, quiet, count=len(chosen), folder=out)
    elif kind is None:
        click.echo("\n".join(made.MODELS))
    else:
        click.echo(made.as_json(kind), nl=False)


COMMANDS = (check, score, explain, release, build, serve, attack, approve, schema)
__all__ = ["COMMANDS", "USAGE"]
