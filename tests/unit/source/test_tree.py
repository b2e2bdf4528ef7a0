"""The work tree: nothing but plain files below the root is ever read, and what cannot be read is a value."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bening.source.strict import MAX_BYTES, Fault
from bening.source.tree import WorkTree
from tests.unit.conftest import ANI

PERSON = f"records/people/cc/{ANI}.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    (folder / "records/people/cc").mkdir(parents=True)
    (folder / PERSON).write_bytes(b"a: b\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / f"outside/{ANI}.yaml").write_bytes(b"secret: true\n")
    return folder


def test_a_plain_file_is_read(root: Path) -> None:
    tree = WorkTree(root)
    assert tree.listing() == [PERSON]
    assert tree.exists(PERSON) and not tree.exists("records/people/dd")
    assert tree.read(PERSON) == b"a: b\n"


def test_listing_is_sorted_and_takes_in_hidden_files(root: Path) -> None:
    for name in ("z.txt", ".hidden", "README.md"):
        (root / "records" / name).write_bytes(b"")
    assert WorkTree(root).listing() == ["records/.hidden", "records/README.md", PERSON, "records/z.txt"]
    assert WorkTree(root).listing("records/nowhere") == []
    assert WorkTree(root).listing("records/z.txt") == []


def test_a_link_is_listed_but_not_followed(root: Path) -> None:
    (root / PERSON).unlink()
    (root / PERSON).symlink_to(root.parent / f"outside/{ANI}.yaml")
    (root / "records/people/dd").symlink_to(root.parent / "outside")
    tree = WorkTree(root)
    assert tree.listing() == [PERSON, "records/people/dd"]
    assert tree.read(PERSON) == Fault("BNG101")
    assert tree.exists(PERSON)


def test_a_dangling_link_exists_and_is_no_file(root: Path) -> None:
    (root / "records/x").symlink_to("nowhere")
    assert WorkTree(root).exists("records/x")
    assert WorkTree(root).read("records/x") == Fault("BNG101")


def test_a_link_on_the_way_is_not_followed_either(root: Path) -> None:
    """Otherwise a folder that is a link leads out of the repository."""
    (root / PERSON).unlink()
    (root / "records/people/cc").rmdir()
    (root / "records/people/cc").symlink_to(root.parent / "outside")
    assert WorkTree(root).read(PERSON) == Fault("BNG101")


@pytest.mark.parametrize("folder", ["records", "records/people/cc"])
def test_a_folder_that_is_a_link_is_not_walked(root: Path, folder: str) -> None:
    (root / PERSON).unlink()
    (root / folder).rename(root.parent / "moved")
    (root / folder).symlink_to(root.parent / "outside")
    assert WorkTree(root).listing(folder) in ([], [folder])


def test_a_loop_of_links_does_not_break_the_walk(root: Path) -> None:
    (root / "loop").symlink_to("loop")
    assert WorkTree(root).listing("loop") in ([], ["loop"])


def test_a_folder_named_like_a_record_is_a_finding(root: Path) -> None:
    (root / PERSON).unlink()
    (root / PERSON).mkdir()
    (root / PERSON / "inside.yaml").write_bytes(b"a: b\n")
    assert WorkTree(root).listing() == [PERSON]
    assert WorkTree(root).read(PERSON) == Fault("BNG101")


def test_a_pipe_is_no_file_and_does_not_block(root: Path) -> None:
    os.mkfifo(root / "records/pipe")
    assert WorkTree(root).listing() == [PERSON, "records/pipe"]
    assert WorkTree(root).read("records/pipe") == Fault("BNG101")


@pytest.mark.parametrize("path", ["records/none.yaml", f"{PERSON}/below.yaml", "records/" + "x" * 300])
def test_what_is_not_there_is_a_fault(root: Path, path: str) -> None:
    assert not WorkTree(root).exists(path)
    assert WorkTree(root).read(path) == Fault("BNG101")


def test_a_file_that_may_not_be_read_is_a_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patched, because nothing is forbidden to root."""

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    assert WorkTree(root).read(PERSON) == Fault("BNG102")


def test_a_folder_that_may_not_be_read_is_listed_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "people":
            raise PermissionError
        return walk(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert WorkTree(root).listing() == ["records/people"]


def test_no_more_than_one_byte_beyond_the_limit_is_read(root: Path) -> None:
    (root / "records/big").write_bytes(b"x" * (MAX_BYTES + 100))
    whole, cut = WorkTree(root).read("records/big", limit=None), WorkTree(root).read("records/big")
    assert isinstance(whole, bytes) and isinstance(cut, bytes)
    assert (len(whole), len(cut)) == (MAX_BYTES + 100, MAX_BYTES + 1)
    assert WorkTree(root).read("records/big", limit=3) == b"xxxx"
