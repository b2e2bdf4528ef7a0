"""Every case finds exactly what it says: no finding more, none less, each at its line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bening.catalogue import CODES
from bening.source.emit import dump
from bening.source.strict import read
from tests.cases import driver
from tests.cases.driver import CASES, Case, cases

SECONDS = 2.0
ALL = (*cases("valid"), *cases("invalid"))


def found(case: Case, root: Path) -> list[driver.Triple]:
    if case.needs_user:
        return driver.as_user(case, root)
    return driver.limited(case, root) if case.big else driver.triples(driver.findings(case, root))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    root = driver.prepare(case, tmp_path / "agency")
    start = time.process_time()
    actual = found(case, root)
    spent = time.process_time() - start
    assert actual == driver.wanted(case, root)
    assert spent < SECONDS or case.run == "build"


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_expectation_fits_the_folder(case: Case) -> None:
    codes = {entry["code"] for entry in case.spec["expect"]}
    assert codes <= set(CODES)
    assert case.code in codes if case.code else not codes
    assert case.spec["why"].endswith(".")


def test_folders_are_codes_and_hold_cases_only() -> None:
    assert {path.name for path in (CASES / "invalid").iterdir()} <= set(CODES)
    named = {path.parent for path in CASES.rglob("case.yaml")}
    assert named == {*(CASES / "valid").iterdir(), *(CASES / "invalid").glob("*/*")}


def test_base_is_canonical() -> None:
    files = sorted((CASES / "base").rglob("*.y*ml"))
    assert files
    for path in files:
        raw = path.read_bytes()
        assert dump(read(raw).tree).encode() == raw, path.name


def test_base_is_sound(tmp_path: Path) -> None:
    case = Case("base", "", {"expect": []})
    assert driver.findings(case, driver.prepare(case, tmp_path / "agency")) == ()
