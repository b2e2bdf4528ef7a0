"""What git knows: changed files since a revision and the date of the commit. Reads only."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

Reason = Literal["absent", "repository", "commit", "revision"]


class GitError(Exception):
    """Git is not there, this is no repository, there is no commit, or the revision is unknown."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def _git(root: Path, *words: str, otherwise: Reason = "repository", given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError("absent") from error
    if done.returncode:
        if otherwise != "repository":
            _git(root, "rev-parse", "--git-dir")
        raise GitError(otherwise)
    return done.stdout


def _base(root: Path, revision: str) -> str:
    if revision.startswith("-"):
        raise GitError("revision")
    return _git(root, "merge-base", revision, "HEAD", otherwise="revision").decode().strip()


def changed(root: Path, revision: str) -> list[str]:
    """Paths below `root` that differ between the merge base with `revision` and the work tree, sorted.

    Deleted and not yet tracked files are among them. Raises GitError when the revision is unknown.
    """
    base = _base(root, revision)
    listed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({name.decode("utf-8", "surrogateescape") for name in (listed + new).split(b"\0") if name})


def former(root: Path, revision: str, paths: Sequence[str]) -> dict[str, bytes]:
    """What the files at `paths` held at the merge base with `revision`; those that were not there are left out."""
    wanted = [path for path in paths if "\n" not in path]
    if not wanted:
        return {}
    base = _base(root, revision)
    asked = "".join(f"{base}:./{path}\n" for path in wanted).encode("utf-8", "surrogateescape")
    answer, found, at = _git(root, "cat-file", "--batch", given=asked), {}, 0
    for path in wanted:
        line, at = answer[at : answer.index(b"\n", at)], answer.index(b"\n", at) + 1
        if line.endswith(b" missing"):
            continue
        size = int(line.rpartition(b" ")[2])
        found[path], at = answer[at : at + size], at + size + 1
    return found


def commit_date(root: Path, zone: str) -> str:
    """ISO date, in the agency's time zone, of the commit that the work tree stands on."""
    seconds = int(_git(root, "log", "-1", "--format=%ct", otherwise="commit").decode().strip() or 0)
    return dt.datetime.fromtimestamp(seconds, ZoneInfo(zone)).date().isoformat()
