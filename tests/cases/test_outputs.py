"""No output shows what stands in a record, however broken it is: the marker is in no report and in no log."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click
import pytest

from bening import pipeline
from bening.cli.main import BUG, run
from bening.cli.reporters import REPORTERS
from bening.findings import Report
from bening.model.base import LANGUAGES
from tests.cases import driver
from tests.cases.driver import MARKER, Case, cases

RECORD_CODES = ("BNG1", "BNG2", "BNG3", "BNG4", "BNG5")
CHECKED = tuple(c for c in cases("invalid") if c.run == "check")
SHOWN = tuple(c for c in cases("invalid") if c.run in {"check", "changes", "release", "verified", "attack", "protect"})


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case.name)
def test_no_report_shows_a_record(case: Case, tmp_path: Path) -> None:
    root = driver.prepare(case, tmp_path / "agency")
    report = Report.of(driver.findings(case, root), 1)
    for lang in LANGUAGES:
        for form, reporter in REPORTERS.items():
            text = reporter(report, lang, True, 0)
            assert MARKER not in text, form
            assert click.unstyle(text).replace("\n", "").isprintable(), form


@pytest.mark.parametrize("form", sorted(REPORTERS))
def test_no_check_shows_a_record(form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All broken files that may stand side by side, through the command itself."""
    case = next(c for c in CHECKED if c.name == "invalid/BNG108/plan-broken-others-quiet")
    root = driver.prepare(case, tmp_path / "agency")
    broken = root / "records/2026/dinas-contoh-layanan/p-pegawaisatu23456"
    for number, text in enumerate(_broken_texts(), 1):
        (broken / f"feedback-{number:02d}.yaml").write_bytes(text)
    code = run(["check", "--root", str(root), "--as-of", driver.AS_OF, "--format", form, "--all", "--lang", "id"])
    said = capfd.readouterr()
    assert code == 1
    assert "BNG108" in said.out
    assert MARKER not in said.out + said.err


def _broken_texts() -> list[bytes]:
    """The contents of every broken feedback file of the cases."""
    found = []
    for case in CHECKED:
        for path in sorted(case.touched()):
            with tempfile.TemporaryDirectory() as folder:
                if path.endswith("/feedback-01.yaml") and not case.big and "chmod" not in case.spec:
                    made = driver.prepare(case, Path(folder) / "agency") / path
                    if made.is_file() and MARKER.encode() in made.read_bytes():
                        found.append(made.read_bytes())
    assert len(found) > 50
    return found


def test_an_undecodable_name_is_shown_escaped(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = driver.prepare(Case("base", "", {"expect": []}), tmp_path / "agency")
    try:
        Path(os.fsdecode(os.fsencode(root / "records") + b"/caf\xe9.yaml")).write_text("a\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    for form in REPORTERS:
        assert run(["check", "--root", str(root), "--as-of", driver.AS_OF, "--format", form]) == 1
        assert "BNG117" in capfd.readouterr().out


def test_the_log_of_a_fault_shows_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_words: object) -> Report:
        raise ValueError(MARKER)

    root = driver.prepare(Case("base", "", {"expect": []}), tmp_path / "agency")
    logs = tmp_path / "logs"
    logs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(logs))
    monkeypatch.setattr(pipeline, "check", fail)
    assert run(["check", "--root", str(root), "--as-of", driver.AS_OF]) == BUG
    said = capfd.readouterr()
    (log,) = logs.iterdir()
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert MARKER not in text + said.out + said.err


def test_most_broken_records_hold_the_marker(tmp_path: Path) -> None:
    """Otherwise the tests above would prove nothing."""
    holding = 0
    for number, case in enumerate(c for c in CHECKED if c.code.startswith(RECORD_CODES) and not c.big):
        root = driver.prepare(case, tmp_path / str(number))
        made = [root / e["path"] for e in case.spec["expect"]]
        holding += any(path.is_file() and MARKER.encode() in path.read_bytes() for path in made)
    assert holding > 120
