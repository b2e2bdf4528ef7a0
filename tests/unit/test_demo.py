"""The committed agency is what the simulator makes from the fixed seed: nobody has written into it by hand."""

from __future__ import annotations

from pathlib import Path

from tests.remake_demo import ROOT, contents, made


def test_committed_agency_is_the_simulated_one(tmp_path: Path) -> None:
    fresh, committed = made(tmp_path / "agency"), contents(ROOT)
    assert sorted(fresh) == sorted(committed)
    assert [name for name in fresh if fresh[name] != committed[name]] == []
