"""The entry point: commands, and what comes of exceptions (1 refused, 2 usage, 3 our bug, 130 interrupted)."""

from __future__ import annotations

import errno
import sys
import traceback
from pathlib import Path

import click

from bening import __version__
from bening.cli import commands, demo, tables
from bening.cli.common import FINDINGS, HELP_LANGUAGE, USAGE, say, told, usage
from bening.cli.reporters import as_text
from bening.cli.words import speak
from bening.findings import Refused
from bening.i18n import mark as _
from bening.model.base import LANGUAGES, Lang
from bening.publish.write import Busy, WriteFailed, write_log
from bening.source.git import GitError

BUG, INTERRUPTED = 3, 130
# What the system refuses is no fault of ours: no space, no right, too many files.
SYSTEM = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM}
    | {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)

GIT = {
    "absent": _("Git is not installed, and this needs it. Without Git, give the day with --as-of 2025-12-31."),
    "repository": _(
        "The agency's folder is not in a Git repository that you may read. "
        "Make one (git init), or do without: --as-of 2025-12-31, and no --since."
    ),
    "commit": _("There is no commit yet. Commit first, or give the day with --as-of 2025-12-31."),
    "revision": _("Git does not know this revision, or has no common history with it. Fetch it first: git fetch"),
}


@click.group(
    help=told(_("Transparent performance records: check, score, release, build.")),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="bening", help=told(_("Show the version and exit.")))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=told(_("Language.")))
def cli() -> None:
    """Hold the commands."""


for _command in (*commands.COMMANDS, *tables.COMMANDS, *demo.COMMANDS):
    _command.options_metavar = told(_("[OPTIONS]"))
    cli.add_command(_command)
cli.options_metavar, cli.subcommand_metavar = told(_("[OPTIONS]")), told(_("COMMAND [ARGUMENTS]"))


def main() -> None:
    """Run the command line and end with the contract's exit code."""
    speak(HELP_LANGUAGE)
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run `words` and return the exit code."""
    lang = HELP_LANGUAGE
    try:
        cli.main(args=words, prog_name="bening", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    except (KeyboardInterrupt, click.exceptions.Abort):  # click turns the first into the second
        say(_("Interrupted; nothing was changed."), lang)
        return INTERRUPTED
    except Busy:
        say(_("Another run of Bening is writing there; nothing was changed. Wait until it has ended."), lang)
        return FINDINGS
    except WriteFailed as failure:
        say(_("Writing failed ({reason}); everything is as it was before."), lang, reason=failure.reason)
        return FINDINGS
    except Refused as refused:
        return _refused(refused, lang)
    except GitError as error:
        say(GIT[error.reason], lang)
        return USAGE
    except Exception as error:
        return _system(error, lang) if isinstance(error, OSError) and error.errno in SYSTEM else _bug(error)
    return 0


def _refused(refused: Refused, lang: Lang) -> int:
    """Say why; what mkdocs said stands in a SiteError, which is not imported here, as its module is slow to load."""
    if said := getattr(refused, "output", ""):
        say(_("The site could not be rendered; the former one is unchanged. mkdocs said:"), lang)
    click.echo(said or as_text(refused.report, lang), err=True)
    return FINDINGS


def _system(error: OSError, lang: Lang) -> int:
    """Say what the system refused; the names of files stay out of it."""
    reason = error.strerror or type(error).__name__
    say(_("The system refused to read or write ({reason}); everything is as it was before."), lang, reason=reason)
    return FINDINGS


def _bug(error: Exception) -> int:
    """Write where it happened, without any value, and say what to send."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    text = "\n".join([f"bening {__version__}", type(error).__name__, *places]) + "\n"
    try:
        log = write_log(text)
    except OSError:
        say(_("This is a fault of Bening, not yours; nothing was changed. Please send these lines:"), HELP_LANGUAGE)
        click.echo(text, err=True, nl=False)
        return BUG
    message = _(
        "This is a fault of Bening, not yours; nothing was changed. Please send this file, which holds no record: {log}"
    )
    say(message, HELP_LANGUAGE, log=log)
    return BUG


__all__ = ["cli", "main", "run", "usage"]
