"""What a small agency becomes, byte for byte. `make bless` accepts a change after you have looked at the diff."""

from __future__ import annotations

from pathlib import Path

from tests.bless import EXPECTED, produce, tree_of


def test_output_is_the_golden_tree(tmp_path: Path) -> None:
    fresh = produce(tmp_path / "agency")
    expected = tree_of(EXPECTED)
    assert sorted(fresh) == sorted(expected)
    different = [name for name in expected if fresh[name] != expected[name]]
    assert different == [], f"run `make bless` and look at the diff of: {different}"
