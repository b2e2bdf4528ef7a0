"""The same commit gives the same bytes: order of the listing, hash seed, time zone and locale do not matter."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bening import pipeline
from bening.simulate.make import make
from bening.survey import survey

AS_OF = "2026-06-30"
PEOPLE = 60


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("determinism") / "agency"
    make(root, PEOPLE, ("2025", "2026"), 11)
    return root


def digest(folder: Path) -> str:
    """One digest of names and bytes of all files."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jayapura", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"},
]


def test_site_has_the_same_bytes_everywhere(agency: Path, tmp_path: Path) -> None:
    digests = set()
    for number, surroundings in enumerate(SURROUNDINGS):
        out = tmp_path / f"site{number}"
        command = [sys.executable, "-m", "bening", "build", "--root", str(agency), "--as-of", AS_OF, "--out", str(out)]
        subprocess.run(command, check=True, env=os.environ | surroundings, capture_output=True)
        digests.add(digest(out))
    assert len(digests) == 1


def test_agency_and_release_have_the_same_bytes_everywhere(agency: Path, tmp_path: Path) -> None:
    digests = {digest(agency / "records") + digest(agency / "site" / "releases")}
    for number, surroundings in enumerate(SURROUNDINGS):
        target = tmp_path / f"agency{number}"
        words = ["simulate", str(target), "--people", str(PEOPLE), "--seed", "11"]
        command = [sys.executable, "-m", "bening", *words]
        subprocess.run(command, check=True, env=os.environ | surroundings, capture_output=True)
        digests.add(digest(target / "records") + digest(target / "site" / "releases"))
    assert len(digests) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_the_listing_does_not_matter(agency: Path, seed: int) -> None:
    sound = pipeline.open_agency(agency, AS_OF)
    shuffled = sound.tree.listing()
    random.Random(seed).shuffle(shuffled)
    assert survey(pipeline.open_agency(agency, AS_OF), tree_order=shuffled) == survey(sound)
