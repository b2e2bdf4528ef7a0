"""The work tree: which files there are and what bytes they hold. Faults are values, not exceptions."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bening import layout
from bening.source.strict import MAX_BYTES, Fault


class WorkTree:
    """The files below an agency's root. Never follows a link, never reads beyond the size limit."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def listing(self, folder: str = layout.RECORDS) -> list[str]:
        """All paths below `folder`, sorted; links and devices are listed, not followed."""
        return sorted(self._walk(folder))

    def _walk(self, folder: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(self.root / folder))
        except (FileNotFoundError, NotADirectoryError):
            return
        except PermissionError:
            yield folder
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and layout.parse(path) is None:
                yield from self._walk(path)
            else:
                yield path

    def exists(self, path: str) -> bool:
        """Tell whether something lies at `path`."""
        return os.path.lexists(self.root / path)

    def read(self, path: str, limit: int | None = MAX_BYTES) -> bytes | Fault:
        """Return a file's bytes (at most one beyond `limit`), or the reason why there are none."""
        try:
            descriptor = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except PermissionError:
            return Fault("BNG102")
        except OSError:
            return Fault("BNG101")
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Fault("BNG101")
            return file.read(-1 if limit is None else limit + 1)
