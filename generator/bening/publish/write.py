"""The one writer: everything is written into a stage beside its target and swapped in whole.

Until `commit` the target is untouched; an error or an interruption leaves it as it was.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType


class Stage:
    """A folder that becomes `target` when it is complete.

    Use as a context manager: `write` files, then `commit`. Leaving without a commit removes it.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / f".{target.name}.stage"
        self._made: set[Path] = set()

    def __enter__(self) -> Stage:
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        return self

    def write(self, name: str, content: bytes) -> None:
        """Write one file; `name` is a POSIX path below the target."""
        path = self.folder / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)

    def commit(self) -> None:
        """Swap the stage in. The old target is moved aside first and removed last."""
        old = self.target.parent / f".{self.target.name}.old"
        if old.exists():
            shutil.rmtree(old)
        if self.target.exists():
            self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except OSError:
            if old.exists():
                old.rename(self.target)
            raise
        if old.exists():
            shutil.rmtree(old)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
