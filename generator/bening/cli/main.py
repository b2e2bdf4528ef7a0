"""The entry point: commands, and what comes of exceptions (1 refused, 2 usage, 3 our bug, 130 interrupted)."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click

from bening import __version__
from bening.cli import calendar, commands, demo, tables
from bening.cli.common import FINDINGS, HELP_LANGUAGE, USAGE, say, told, usage
from bening.cli.reporters import as_text
from bening.cli.words import speak
from bening.findings import Refused
from bening.i18n import mark as _
from bening.model.base import LANGUAGES
from bening.publish.site import SiteError
from bening.publish.write import WriteFailed, write_log
from bening.source.git import GitError

BUG, INTERRUPTED = 3, 130


@click.group(
    help=told(_("Transparent performance records: check, score, release, build.")),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="bening", help=told(_("Show the version and exit.")))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=told(_("Language.")))
def cli() -> None:
    """Hold the commands."""


for _command in (*commands.COMMANDS, *calendar.COMMANDS, *tables.COMMANDS, *demo.COMMANDS):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and end with the contract's exit code."""
    speak(HELP_LANGUAGE)
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run `words` and return the exit code."""
    lang = HELP_LANGUAGE
    try:
        cli.main(args=words, prog_name="bening", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    except KeyboardInterrupt:
        say(_("Interrupted; nothing was changed."), lang)
        return INTERRUPTED
    except SiteError as error:
        say(_("The site could not be rendered; the former one is unchanged. mkdocs said:"), lang)
        click.echo(error.output, err=True)
        return FINDINGS
    except WriteFailed as failure:
        say(_("Writing failed ({reason}); everything is as it was before."), lang, reason=failure.reason)
        return FINDINGS
    except Refused as refused:
        click.echo(as_text(refused.report, lang), err=True)
        return FINDINGS
    except GitError:
        message = _("Git does not know this revision, or there is no commit yet. Give the day with --as-of 2025-12-31.")
        say(message, lang)
        return USAGE
    except Exception as error:
        return _bug(error)
    return 0


def _bug(error: Exception) -> int:
    """Write where it happened, without any value, and say what to send."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    log = write_log("\n".join([f"bening {__version__}", type(error).__name__, *places]) + "\n")
    message = _(
        "This is a fault of Bening, not yours; nothing was changed. Please send this file, which holds no record: {log}"
    )
    say(message, HELP_LANGUAGE, log=log)
    return BUG


__all__ = ["cli", "main", "run", "usage"]
