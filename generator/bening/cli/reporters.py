"""Findings for people and programs: text, JSON, GitHub annotations. Reporters know nothing of checks."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable

import click

from bening import layout
from bening.findings import Finding, Report
from bening.i18n import mark as _
from bening.i18n import translate
from bening.model.base import Lang

_COLOURS = {"error": "red", "warning": "yellow"}
ANNOTATIONS = 10  # GitHub shows ten errors and ten warnings a step and drops the rest silently
OVERVIEW = 6  # codes and units named in the overview
ALWAYS = frozenset({"BNG713"})  # ways out of a refusal: few, and what the reader needs most
SCREENFUL = 6  # findings shown in text unless all are asked for


def printable(text: str) -> str:
    """Escape what a terminal could take for a command: control characters, undecodable bytes of names."""
    safe = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in safe)


def _place(finding: Finding) -> str:
    where = printable(finding.path)
    return f"{where}:{finding.line}:{finding.column}" if finding.line else where


def _colour(text: str, colour: str) -> str:
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=colour)


def as_text(report: Report, lang: Lang, strict: bool = False, limit: int = SCREENFUL) -> str:
    """Each finding with place, code, message and remedy; a summary last. Errors come first when not all fit."""
    shown = report.findings
    if limit and len(shown) > limit:
        first = sorted((f for f in shown if f.code not in ALWAYS), key=lambda f: f.severity != "error")[:limit]
        shown = (*first, *(f for f in shown if f.code in ALWAYS))
    lines = []
    for f in shown:
        name = translate(_("error") if f.severity == "error" else _("warning"), lang)
        lines.append(f"{_place(f)}  {_colour(f'{name} {f.code}', _COLOURS[f.severity])}")
        lines += [f"    {printable(f.message(lang))}", f"    → {printable(f.remedy(lang))}"]
    if len(shown) < len(report.findings):
        rest = len(report.findings) - len(shown)
        lines.append(translate(_("… and {rest} more; all of them with --format json or --all."), lang, rest=rest))
        lines += _overview(report, lang)
    if report.files:
        lines.append(summary(report, lang, strict))
    return "\n".join(lines)


def _overview(report: Report, lang: Lang) -> list[str]:
    """Where the findings are, in two lines: by code and by unit, the most frequent first."""
    codes = Counter(f.code for f in report.findings)
    units = Counter(place.unit for f in report.findings if (place := layout.parse(f.path)) and place.unit)
    named = ((_("By code"), codes), (_("By unit"), units))
    return [f"{translate(name, lang)}: {_ranked(counts)}" for name, counts in named if counts]


def _ranked(counts: Counter[str]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{name} {number}" for name, number in ranked[:OVERVIEW])
    return shown + (" …" if len(ranked) > OVERVIEW else "")


def summary(report: Report, lang: Lang, strict: bool = False) -> str:
    """One line that says how it stands."""
    counts = translate(
        _("Files checked: {files}. Errors: {errors}. Warnings: {warnings}."),
        lang,
        files=report.files,
        errors=report.errors,
        warnings=report.warnings,
    )
    verdict = _("Please mend the errors; then check again.")
    if report.ok(strict):
        verdict = _("All is well.")
    elif report.ok():
        verdict = _("With --strict warnings block, too; please see to them, then check again.")
    return f"{counts} {translate(verdict, lang)}"


def as_json(report: Report, lang: Lang, strict: bool = False, limit: int = 0) -> str:
    """The contract's JSON, version 1."""
    return json.dumps(report.as_json(lang, strict), ensure_ascii=True, indent=1)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_github(report: Report, lang: Lang, strict: bool = False, limit: int = 0) -> str:
    """Workflow commands within GitHub's limits, then everything as text so that nothing vanishes."""
    lines = []
    for severity in ("error", "warning"):
        for f in [f for f in report.findings if f.severity == severity][:ANNOTATIONS]:
            place = f"file={_property(f.path)},line={max(f.line, 1)},col={max(f.column, 1)}"
            text = _data(f"{f.message(lang)} {f.remedy(lang)}")
            lines.append(f"::{severity} {place},title={f.code}::{text}")
    lines.append("::stop-commands::bening-end-of-annotations")
    text = "\n".join(" " + line for line in click.unstyle(as_text(report, lang, strict, 0)).split("\n"))
    return "\n".join([*lines, text, "::bening-end-of-annotations::"])


REPORTERS: dict[str, Callable[[Report, Lang, bool, int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
