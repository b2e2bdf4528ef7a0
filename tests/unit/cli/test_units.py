"""The commands on units, as a user runs them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from bening import layout
from bening.cli.main import run
from tests.unit.conftest import AS_OF, FIELD_A, OFFICE, Agency, about_unit_trees


@pytest.fixture
def measured(agency: Agency) -> Agency:
    """The small agency with a survey and a result."""
    for unit, kind in ((FIELD_A, "survey"), (OFFICE, "achievement")):
        tree = about_unit_trees(unit)[kind]
        agency.put(layout.about_unit_path(kind, "2025", unit), tree)
    return agency


def said(agency: Agency, capfd: pytest.CaptureFixture[str], *words: str) -> str:
    code = run([*words, "--root", str(agency.root), "--as-of", AS_OF, "--lang", "en"])
    out = capfd.readouterr()
    assert code == 0, out.err
    return out.out


def test_distribution(measured: Agency, capfd: pytest.CaptureFixture[str]) -> None:
    text = said(measured, capfd, "distribution")
    assert "n too small to compare" in text
    (row,) = csv.DictReader(io.StringIO(said(measured, capfd, "distribution", "--format", "csv")))
    assert [row] == json.loads(said(measured, capfd, "distribution", "--format", "json"))
    assert (row["unit"], row["status"]) == (OFFICE, "small")
    assert json.loads(said(measured, capfd, "distribution", "--format", "json", "--unit", FIELD_A)) == []


def test_satisfaction(measured: Agency, capfd: pytest.CaptureFixture[str]) -> None:
    text = said(measured, capfd, "satisfaction", FIELD_A, "2025")
    assert "75.00" in text and "rubrics/satisfaction/v1.yaml:" in text and "PermenPANRB" in text
    assert "not published" in text  # ten respondents
    assert "Layanan uji" not in text


def test_without_a_survey(measured: Agency, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["satisfaction", OFFICE, "2025", "--root", str(measured.root), "--as-of", AS_OF]) == 2
    assert "bening check" in capfd.readouterr().err
