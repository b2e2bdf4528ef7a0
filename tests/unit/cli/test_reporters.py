"""Findings for people, programs and GitHub."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from bening.cli import reporters
from bening.cli.reporters import ANNOTATIONS, SCREENFUL, as_github, as_json, as_text, printable, summary
from bening.findings import Finding, Report

ERROR, WARNING = "BNG202", "BNG508"


def many(errors: int, warnings: int, values: Mapping[str, str] | None = None) -> Report:
    """A report of so many findings."""
    bad = [Finding(ERROR, f"records/z{n:03d}.yaml", 1, 1, "", values or {"field": "date"}) for n in range(errors)]
    late = [Finding(WARNING, f"records/a{n:03d}.yaml", 2, 3) for n in range(warnings)]
    return Report.of([*bad, *late], errors + warnings)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def test_text_names_place_message_and_remedy() -> None:
    text = as_text(many(1, 1), "en")
    assert text.splitlines()[:3] == [
        "records/a000.yaml:2:3  warning BNG508",
        "    The record's date lies in the future.",
        "    → Mend the date if it is a mistake.",
    ]
    assert "records/z000.yaml:1:1  error BNG202" in text
    assert text.splitlines()[-1].startswith("Files checked: 2. Errors: 1. Warnings: 1.")
    assert "kesalahan" in as_text(many(1, 1), "id") or "BNG202" in as_text(many(1, 1), "id")


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    report = Report.of([Finding("BNG117", "records/x")], 1)
    assert as_text(report, "en").startswith("records/x  error BNG117\n")


def test_text_is_limited_to_a_screenful_and_errors_come_first() -> None:
    report = many(SCREENFUL - 1, SCREENFUL)
    text = as_text(report, "en")
    assert SCREENFUL <= 20
    assert (text.count(" error BNG202"), text.count(" warning BNG508")) == (SCREENFUL - 1, 1)
    assert f"… and {SCREENFUL - 1} more" in text
    whole = as_text(report, "en", limit=0)
    assert (whole.count(" error BNG202"), whole.count(" warning BNG508")) == (SCREENFUL - 1, SCREENFUL)
    assert "more;" not in whole
    assert "more;" not in as_text(many(SCREENFUL, 0), "en")


def test_colours_are_left_out_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in as_text(many(1, 1), "en")
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[31m" in as_text(many(1, 1), "en") and "\x1b[33m" in as_text(many(1, 1), "en")


@pytest.mark.parametrize(
    ("report", "strict", "well"),
    [(many(0, 0), True, True), (many(0, 1), False, True), (many(0, 1), True, False), (many(1, 0), False, False)],
)
def test_the_last_line_says_how_it_stands(report: Report, strict: bool, well: bool) -> None:
    assert ("All is well." in summary(report, "en", strict)) is well


def test_json_is_the_reports_own_and_ascii() -> None:
    report = many(2, 1)
    text = as_json(report, "id")
    assert text.isascii()
    assert json.loads(text) == json.loads(json.dumps(report.as_json("id")))
    assert json.loads(as_json(many(0, 1), "id", True))["ok"] is False


def annotations(text: str) -> list[str]:
    """What GitHub takes for a command."""
    return [line for line in text.split("\n") if line.startswith("::")]


def test_github_gets_ten_errors_and_ten_warnings_at_most_and_all_as_text() -> None:
    text = as_github(many(15, 12), "en")
    commands = annotations(text)
    assert ANNOTATIONS == 10
    assert sum(c.startswith("::error ") for c in commands) == 10
    assert sum(c.startswith("::warning ") for c in commands) == 10
    assert (
        commands[0] == "::error file=records/z000.yaml,line=1,col=1,title=BNG202::The field date is missing. Add date."
    )
    assert text.count(" error BNG202") == 15 and text.count(" warning BNG508") == 12


def test_github_text_stands_between_marks_so_that_nothing_in_it_is_a_command() -> None:
    lines = as_github(many(1, 0), "en").split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[start].removeprefix("::stop-commands::")
    assert lines[-1] == f"::{token}::"
    assert not any(line.startswith("::") for line in lines[start + 1 : -1])


HOSTILE = "records/a,b:c%\r\n::error::x\x1b[31m.yaml"


def test_github_commands_are_escaped() -> None:
    report = Report.of([Finding(ERROR, HOSTILE, 0, 0, "", {"field": "a%\n::set-output::b"})], 1)
    command, *rest = annotations(as_github(report, "en"))
    assert command.startswith("::error file=records/a%2Cb%3Ac%25")
    assert ",line=1,col=1,title=BNG202::" in command
    assert len(rest) == 2
    assert "\r" not in command and "\x1b" not in command
    for line in as_github(report, "en").split("\n"):
        assert not line.startswith(("::error::x", "::set-output"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a/b", "a/b"),
        ("é漢", "é漢"),
        ("a\nb", "a\\x0ab"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202e", "\\x202e"),
        ("a\udcff", "a\\udcff"),
    ],
)
def test_names_of_files_cannot_command_a_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_text_escapes_hostile_names() -> None:
    report = Report.of([Finding(ERROR, HOSTILE, values={"field": "x"})], 1)
    assert "\x1b" not in as_text(report, "en") and "\r" not in as_text(report, "en")


def test_the_table_of_reporters() -> None:
    assert set(reporters.REPORTERS) >= {"text", "json", "github"}
    assert all(make(many(1, 1), "id", False, 0) for make in reporters.REPORTERS.values())
