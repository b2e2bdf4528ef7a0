"""What git knows: changed files since a revision and the date of the commit. Reads only."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo


class GitError(Exception):
    """Git is not there, this is no repository, or the revision is unknown."""


def _git(root: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError from error
    if done.returncode:
        raise GitError
    return done.stdout


def changed(root: Path, revision: str) -> list[str]:
    """Paths below `root` that differ between the merge base with `revision` and the work tree, sorted.

    Deleted and not yet tracked files are among them. Raises GitError when the revision is unknown.
    """
    if revision.startswith("-"):
        raise GitError
    base = _git(root, "merge-base", revision, "HEAD").decode().strip()
    listed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({name.decode("utf-8", "surrogateescape") for name in (listed + new).split(b"\0") if name})


def commit_date(root: Path, zone: str) -> str:
    """ISO date, in the agency's time zone, of the commit that the work tree stands on."""
    seconds = int(_git(root, "log", "-1", "--format=%ct").decode().strip() or 0)
    return dt.datetime.fromtimestamp(seconds, ZoneInfo(zone)).date().isoformat()
