"""What git knows, on real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bening.source.git import GitError, changed, commit_date, former


def git(root: Path, *words: str, date: str = "2026-01-31T12:00:00+00:00") -> str:
    """Run git with an identity and a date of its own."""
    who = ["-c", "user.name=Uji", "-c", "user.email=uji@example.invalid", "-c", "commit.gpgsign=false"]
    times = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *who, *words], cwd=root, env={**os.environ, **times}, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def write(root: Path, **files: str) -> None:
    """Write files; `__` in a name stands for a slash."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write(root, records__a="1", records__b="1", records__c="1")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    return root


def test_nothing_changed(repository: Path) -> None:
    assert changed(repository, "main") == []


def test_modified_deleted_renamed_staged_and_untracked_files_are_named(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "topic")
    write(repository, records__a="2")
    git(repository, "commit", "-q", "-am", "second")
    (repository / "records/b").unlink()
    git(repository, "mv", "records/c", "records/d")
    write(repository, records__new="1", records__folder__deep="1")
    assert changed(repository, "main") == [
        "records/a",
        "records/b",
        "records/c",
        "records/d",
        "records/folder/deep",
        "records/new",
    ]


def test_only_this_side_of_the_merge_base_counts(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "topic")
    write(repository, records__mine="1")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "mine")
    git(repository, "checkout", "-q", "main")
    write(repository, records__theirs="1", records__a="theirs")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "theirs")
    git(repository, "checkout", "-q", "topic")
    assert changed(repository, "main") == ["records/mine"]


def test_ignored_files_are_not_named(repository: Path) -> None:
    write(repository, **{".gitignore": "build/\n", "build__x": "1"})
    assert changed(repository, "HEAD") == [".gitignore"]


def test_paths_are_below_the_root_even_where_the_repository_is_larger(repository: Path) -> None:
    write(repository, records__a="2", outside="1")
    assert changed(repository / "records", "HEAD") == ["a"]


def test_names_of_any_kind_come_back_as_they_are(repository: Path) -> None:
    for name in (b"records/caf\xc3\xa9", b"records/a\nb", b'records/"q"', b"records/\xff"):
        Path(os.fsdecode(os.fsencode(repository) + b"/" + name)).write_bytes(b"")
    assert changed(repository, "HEAD") == sorted(["records/café", "records/a\nb", 'records/"q"', "records/\udcff"])


@pytest.mark.parametrize("revision", ["nowhere", "", "--output=x", "-", "main:records"])
def test_an_unknown_revision_is_an_error_of_its_own(repository: Path, revision: str) -> None:
    with pytest.raises(GitError):
        changed(repository, revision)
    assert not (repository / "x").exists()


def test_no_repository_and_no_commit_are_errors_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        changed(tmp_path, "main")
    git(tmp_path, "init", "-q")
    with pytest.raises(GitError):
        commit_date(tmp_path, "Asia/Jakarta")


def test_without_git_it_is_the_same_error(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError):
        changed(repository, "main")


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-01-31T16:59:59+00:00", "Asia/Jakarta", "2026-01-31"),
        ("2026-01-31T17:00:00+00:00", "Asia/Jakarta", "2026-02-01"),
        ("2026-01-31T15:00:00+00:00", "Asia/Jayapura", "2026-02-01"),
        ("2026-01-31T17:00:00+00:00", "UTC", "2026-01-31"),
        ("2026-02-01T01:00:00+09:00", "Asia/Jakarta", "2026-01-31"),
    ],
)
def test_the_day_of_a_commit_is_that_of_the_agency(repository: Path, instant: str, zone: str, day: str) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "later", date=instant)
    assert commit_date(repository, zone) == day


def test_the_day_does_not_depend_on_how_git_is_set_up(repository: Path) -> None:
    for key, value in (("log.showSignature", "true"), ("log.date", "relative"), ("color.ui", "always")):
        git(repository, "config", key, value)
    assert commit_date(repository, "UTC") == "2026-01-31"


def test_what_a_file_held_before_is_that_of_the_merge_base(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "topic")
    write(repository, records__a="2", records__new="1", **{"records__with blank": "x"})
    (repository / "records/b").unlink()
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "second")
    asked = ["records/a", "records/new", "records/b", "records/with blank", "records/a\nb", "records/\udcff"]
    assert former(repository, "main", asked) == {"records/a": b"1", "records/b": b"1"}
    assert former(repository / "records", "main", ["a"]) == {"a": b"1"}
    assert former(repository, "main", []) == {}


def test_each_trouble_with_git_has_its_own_reason(repository: Path, tmp_path: Path) -> None:
    """The remedy differs: fetch, commit, or make a repository."""
    empty, none = tmp_path / "empty", tmp_path / "none"
    for folder in (empty, none):
        folder.mkdir()
    git(empty, "init", "-q")
    git(repository, "checkout", "-q", "--orphan", "stranger")
    git(repository, "commit", "-q", "-m", "no common history")

    def reason(run: Callable[..., object], *words: object) -> str:
        with pytest.raises(GitError) as caught:
            run(*words)
        return caught.value.reason

    assert reason(changed, repository, "nowhere") == "revision"
    assert reason(changed, repository, "main") == "revision"
    assert reason(changed, none, "main") == "repository"
    assert reason(commit_date, none, "UTC") == "repository"
    assert reason(commit_date, empty, "UTC") == "commit"
