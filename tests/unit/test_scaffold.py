"""What a new agency's repository starts from."""

from __future__ import annotations

from bening import scaffold
from tests.unit.conftest import ROOT


def test_rules_and_site_sources_are_there_byte_for_byte_and_no_release_is() -> None:
    found = dict(scaffold.files())
    names = list(found)
    assert {"mkdocs.yml", "mkdocs.en.yml", "rubrics/disclosure/v1.yaml"} <= set(names)
    assert not [n for n in names if n.startswith(("site/releases/", "records/")) or "node_modules" in n]
    assert all((ROOT / name).read_bytes() == content for name, content in found.items())


def test_the_order_is_fixed() -> None:
    names = [name for name, _ in scaffold.files()]
    assert names == [name for name, _ in scaffold.files()]
    assert len(set(names)) == len(names)
    for part in ("rubrics/", "site/"):
        own = [n.split("/") for n in names if n.startswith(part)]
        assert own == sorted(own)
