"""Texts that other parts need in both languages: those of click, and names of kinds, roles and parts in findings.

click asks gettext for its texts; `speak` lets it find them in our catalogue.
"""

from __future__ import annotations

import gettext
import os
from importlib.resources import files

from bening.i18n import mark as _
from bening.i18n import plural
from bening.model.base import Lang

CLICK = (
    _("Usage:"),
    _("Options"),
    _("Commands"),
    _("Positional arguments"),
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("Show this message and exit."),
    _("Show the version and exit."),
    _("No such command {name!r}."),
    _("No such option {name!r}."),
    _("Option {name!r} does not take a value."),
    _("Invalid value for {param_hint}: {message}"),
    _("Invalid value: {message}"),
    _("Missing argument"),
    _("Missing option"),
    _("Missing parameter"),
    _("Missing command."),
    _("{value!r} is not a valid {number_type}."),
    _("{value} is not in the range {range}."),
    _("{name} {filename!r} is a file."),
    _("{name} {filename!r} does not exist."),
    _("required"),
    _("directory"),
    _("file"),
    _("path"),
    _("{name} {filename!r} is a directory."),
    _("{name} {filename!r} is not readable."),
    plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
NAMES = (
    _("plan"),
    _("report"),
    _("evaluation"),
    _("feedback"),
    _("approval"),
    _("rater"),
    _("rater_superior"),
    _("hr"),
    _("work_rating"),
    _("behaviour_rating"),
)


def speak(lang: Lang) -> None:
    """Let click's own texts come in `lang`."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("bening", str(files("bening").joinpath("locale")))
    gettext.textdomain("bening")
