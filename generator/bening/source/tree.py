"""The work tree: which files there are and what bytes they hold. Faults are values, not exceptions."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from bening import layout
from bening.source.strict import MAX_BYTES, Fault


class WorkTree:
    """The files below an agency's root. Never follows a link, never reads beyond the size limit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._linked: dict[str, bool] = {}  # folders seen: asked for once, as every file asks for its folder

    def listing(self, folder: str = layout.RECORDS) -> list[str]:
        """All paths below `folder`, sorted; links and devices are listed, not followed."""
        return sorted(self._walk(folder))

    def _walk(self, folder: str) -> Iterator[str]:
        if self._through_link(folder):
            yield folder
            return
        try:
            entries = list(os.scandir(self.root / folder))
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:
            yield folder
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and layout.parse(path) is None:
                yield from self._walk(path)
            else:
                yield path

    def _through_link(self, path: str) -> bool:
        """Tell whether `path` below the root is a link or leads through one."""
        if path not in self._linked:
            steps = accumulate(path.split("/"), lambda above, name: f"{above}/{name}")
            self._linked[path] = any((self.root / step).is_symlink() for step in steps)
        return self._linked[path]

    def exists(self, path: str) -> bool:
        """Tell whether something lies at `path`."""
        return os.path.lexists(self.root / path)

    def is_folder(self, path: str) -> bool:
        """Tell whether a folder lies at `path`; the listing names only those that may not be listed."""
        full = self.root / path
        return full.is_dir() and not full.is_symlink()

    def read(self, path: str, limit: int | None = MAX_BYTES) -> bytes | Fault:
        """Return a file's bytes (at most one beyond `limit`), or the reason why there are none."""
        if self._through_link(path.rpartition("/")[0]):
            return Fault("BNG101")
        try:
            descriptor = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except PermissionError:
            return Fault("BNG102")
        except OSError:
            return Fault("BNG101")
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return Fault("BNG101")
        with os.fdopen(descriptor, "rb") as file:
            return file.read(-1 if limit is None else limit + 1)
