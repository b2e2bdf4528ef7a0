"""The one writer: everything is written into a stage beside its target and swapped in whole.

Until the swap the target is untouched; a crash, a full disk or a kill at any point leaves it as it was. Where the
system can exchange two folders in one step (Linux: renameat2 with RENAME_EXCHANGE), there is not even a moment
without a target; elsewhere the former target waits beside, and the next run puts it back if the swap was cut off.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # <fcntl.h>, <linux/fs.h>


class WriteFailed(Exception):
    """The system did not let us write (disk full, no right); the former state is whole. `reason` is its word."""

    def __init__(self, error: OSError) -> None:
        super().__init__("write failed")
        self.reason = error.strerror or type(error).__name__


class Busy(Exception):
    """Another run is writing to the same target."""


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteFailed(error) from error


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)


def _lock(folder: Path) -> int | None:
    """Hold a folder for this process until it ends or lets go; None where the system cannot. Raises Busy."""
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise Busy from error
    except OSError:  # a file system without locks
        os.close(descriptor)
        return None
    return descriptor


def _release(held: int | None) -> None:
    if held is not None:
        os.close(held)


class Stage:
    """A folder that becomes `target` when it is complete.

    Use as a context manager: `write` files, then `commit`. Leaving without a commit removes it. Raises WriteFailed,
    and Busy while another run has a stage for the same target.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / f".{target.name}.stage"
        self._old = target.parent / f".{target.name}.old"
        self._made: set[Path] = set()
        self._held: int | None = None

    def __enter__(self) -> Stage:
        with _told():
            if self.folder.is_dir():
                _release(_lock(self.folder))  # what nobody holds was left by a run that was killed
            if self._old.exists() and not self.target.exists():
                self._old.rename(self.target)
            for left in (self.folder, self._old):
                if left.exists():
                    shutil.rmtree(left)
            self.folder.mkdir(parents=True)
            self._held = _lock(self.folder)
        return self

    def write(self, name: str, content: bytes) -> None:
        """Write one file; `name` is a POSIX path below the target."""
        path = self.folder / name
        with _told():
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
            path.write_bytes(content)

    def commit(self) -> None:
        """Swap the stage in; the former target is removed last."""
        with _told():
            if not self.target.exists():
                self.folder.rename(self.target)
            elif not _exchange(self.folder, self.target):
                self._swap()

    def _swap(self) -> None:
        self.target.rename(self._old)
        try:
            self.folder.rename(self.target)
        except OSError:
            self._old.rename(self.target)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for left in (self.folder, self._old):
            if left.exists() and self.target.exists():
                shutil.rmtree(left, ignore_errors=True)
        if self.folder.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
        _release(self._held)


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all. Raises WriteFailed."""
    write_files(path.parent, {path.name: content})


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that may hold others: all of them or, when anything stops us, none.

    `files` are named by POSIX paths below `folder`. Each file is whole even after a kill, and a new folder appears
    whole. Raises WriteFailed.
    """
    if not folder.exists():
        with Stage(folder) as stage:
            for name, content in files.items():
                stage.write(name, content)
            stage.commit()
        return
    pairs = {folder / name: content for name, content in files.items()}
    parts = {path: path.with_name(f".{path.name}.part") for path in pairs}
    former = {path: path.with_name(f".{path.name}.former") for path in pairs}
    try:
        with _told():
            for path, content in pairs.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                parts[path].write_bytes(content)
                if path.exists():
                    former[path].write_bytes(path.read_bytes())
            _replace_all(parts, former)
    finally:
        for left in (*parts.values(), *former.values()):
            left.unlink(missing_ok=True)


def _replace_all(parts: Mapping[Path, Path], former: Mapping[Path, Path]) -> None:
    """Put every part in its place; when one cannot be placed, put back what was there before."""
    try:
        for path, part in parts.items():
            part.replace(path)
    except BaseException:
        for path in (path for path, part in parts.items() if not part.exists()):
            if former[path].exists():
                former[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        raise


def link(path: Path, target: str) -> None:
    """Make a symbolic link. Raises WriteFailed, also where the system has none."""
    with _told():
        path.symlink_to(target)


def write_log(text: str) -> Path:
    """Write a log file of its own into the system's folder for temporary files and return its path."""
    with NamedTemporaryFile("w", prefix="bening-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(text)
    return Path(log.name)
