"""Planted faults: `bening check` says exactly what was planted, and nothing it said before is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bening import pipeline, scaffold
from bening.catalogue import CODES
from bening.cli.demo import simulate
from bening.publish.write import Stage, WriteFailed
from bening.simulate import faults as planting
from bening.simulate.agency import Plan, files
from bening.simulate.faults import EXPECTED, PLANTED, UNPLANTED, TooManyFaults
from bening.simulate.faults_notes import link_for_file
from bening.simulate.faults_people import Grounds
from bening.simulate.make import make

PERIODS = ("2025", "2026")
AS_OF = "2026-06-30"
Found = Counter[tuple[object, ...]]


def sound(root: Path, people: int, periods: tuple[str, ...] = PERIODS, seed: int = 5) -> Path:
    """The agency without faults and without releases."""
    with Stage(root) as stage:
        for source in (scaffold.files(), files(Plan(people, periods, seed))):
            for name, content in source:
                stage.write(name, content)
        stage.commit()
    return root


def found(root: Path, as_of: str) -> Found:
    report = pipeline.check(pipeline.open_agency(root, as_of), [], None, 2)
    return Counter((f.code, f.severity, f.path, f.line, f.pointer) for f in report.findings)


def listed(root: Path) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((root / EXPECTED).read_text(encoding="utf-8"))
    return content


def expected(root: Path) -> Found:
    return Counter((e["code"], e["severity"], e["path"], e["line"], e["pointer"]) for e in listed(root))


def tree(root: Path) -> dict[str, bytes | str]:
    """Every file's bytes and every link's target; the scaffolding is the same for all."""
    parts = [*(root / "records").rglob("*"), *(root / "rubrics").rglob("*"), *(root / "site/releases").rglob("*")]
    paths = [p for p in (*parts, *root.iterdir()) if p.is_symlink() or p.is_file()]
    return {p.relative_to(root).as_posix(): str(p.readlink()) if p.is_symlink() else p.read_bytes() for p in paths}


def test_check_finds_exactly_what_was_planted(tmp_path: Path) -> None:
    faults = 3 * len(PLANTED)
    root = sound(tmp_path / "agency", 1000)
    before = found(root, AS_OF)
    planting.plant(root, planting.plan(root, PERIODS, 5, faults))
    after, wanted = found(root, AS_OF), expected(root)
    assert before
    assert wanted.total() >= faults
    assert {str(code) for code, *_ in wanted} == set(PLANTED)
    assert sorted((before - after).elements()) == []
    assert sorted((after - before - wanted).elements()) == []
    assert sorted((before + wanted - after).elements()) == []


@pytest.mark.parametrize(
    ("periods", "as_of"),
    [(("2024", "2025", "2026"), "2026-02-01"), (("2026",), "2026-12-31")],
)
def test_it_holds_all_year_and_for_any_number_of_years(tmp_path: Path, periods: tuple[str, ...], as_of: str) -> None:
    root = sound(tmp_path / "agency", 500, periods)
    before = found(root, as_of)
    planting.plant(root, planting.plan(root, periods, 5, len(PLANTED)))
    assert found(root, as_of) == before + expected(root)


def test_every_code_is_planted_or_it_is_said_why_not() -> None:
    assert set(PLANTED) | set(UNPLANTED) == set(CODES)
    assert not set(PLANTED) & set(UNPLANTED)
    assert all(len(reason) > 20 for reason in UNPLANTED.values())


def test_every_kind_of_a_code_brings_that_code(tmp_path: Path) -> None:
    root = sound(tmp_path / "agency", 500)
    victims = Grounds(root, PERIODS, 5).victims()
    kinds = [(code, kind) for code, recipes in PLANTED.items() for kind in recipes]
    for (code, kind), victim in zip(kinds, islice(victims, len(kinds)), strict=True):
        fault = kind(victim)
        assert code in {e.code for e in fault.expected}, kind
        assert fault.files or fault.links


def test_faults_lie_in_different_folders(tmp_path: Path) -> None:
    root = sound(tmp_path / "agency", 300)
    grounds = Grounds(root, PERIODS, 5)
    people = [victim.id for victim in grounds.victims()]
    assert len(people) == len(set(people)) > 100


def test_same_arguments_same_faults_in_any_environment(tmp_path: Path) -> None:
    made = make(tmp_path / "one", 60, PERIODS, 11, faults=25)
    assert made.expected == len(listed(tmp_path / "one")) >= 25
    one = tree(tmp_path / "one")
    words = ["simulate", str(tmp_path / "two"), "--people", "60", "--seed", "11", "--faults", "25", "--jobs", "1"]
    env = os.environ | {"PYTHONHASHSEED": "4242", "TZ": "Asia/Jayapura", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-m", "bening", *words], check=True, env=env, capture_output=True)
    assert tree(tmp_path / "two") == one
    make(tmp_path / "three", 60, PERIODS, 11)
    three = tree(tmp_path / "three")
    assert EXPECTED in one
    assert EXPECTED not in three
    changed = {name for name in one if one[name] != three.get(name)}
    assert set(three) <= set(one)
    assert {name.split("/")[0] for name in changed} == {"records", EXPECTED}


def test_another_seed_plants_elsewhere(tmp_path: Path) -> None:
    root = sound(tmp_path / "agency", 60)
    one, two = (planting.plan(root, PERIODS, seed, 10).expected for seed in (1, 2))
    assert [e.path for e in one] != [e.path for e in two]


def test_the_list_is_sorted_and_names_what_is_there(tmp_path: Path) -> None:
    root = sound(tmp_path / "agency", 200)
    planting.plant(root, planting.plan(root, PERIODS, 5, len(PLANTED)))
    entries = listed(root)
    assert entries == sorted(entries, key=lambda e: (e["path"], e["line"], e["code"], e["pointer"]))
    for entry in entries:
        assert set(entry) == {"code", "severity", "path", "line", "pointer"}
        assert os.path.lexists(root / entry["path"]) == (entry["code"] != "BNG506")


def test_where_there_are_no_links_a_folder_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(path: Path, target: str) -> None:
        raise WriteFailed(OSError("no links"))

    monkeypatch.setattr(planting, "link", no_links)
    root = sound(tmp_path / "agency", 30)
    before = found(root, AS_OF)
    fault = link_for_file(next(Grounds(root, PERIODS, 5).victims()))
    planting.plant(root, planting.Planted(fault.files, fault.links, fault.expected))
    assert found(root, AS_OF) == before + expected(root)
    assert not any(path.is_symlink() for path in root.rglob("*"))


def test_too_many_faults_are_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(TooManyFaults):
        make(tmp_path / "agency", 20, PERIODS, 1, faults=30)
    assert list(tmp_path.iterdir()) == []
    words = [str(tmp_path / "other"), "--people", "20", "--faults", "30", "--lang", "en"]
    done = CliRunner().invoke(simulate, words)
    assert done.exit_code == 2
    assert "too small for so many faults" in done.output
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_planted(tmp_path: Path) -> None:
    words = [str(tmp_path / "agency"), "--people", "30", "--faults", "3", "--jobs", "1", "--lang", "en"]
    done = CliRunner().invoke(simulate, words)
    assert done.exit_code == 0
    assert f"3 faults planted; what must be found is in {EXPECTED}." in done.output
    assert len(listed(tmp_path / "agency")) == 3
