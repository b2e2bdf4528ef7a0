"""A crash, a full disk or a kill at any write leaves the previous state whole."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bening.publish import write
from bening.publish.write import Busy, Stage, WriteFailed, write_file, write_files

OLD = {"a.txt": b"old a", "d/b.txt": b"old b"}
NEW = {"a.txt": b"new a", "d/b.txt": b"new b", "e/c.txt": b"new c"}


def fill(target: Path, files: dict[str, bytes]) -> None:
    with Stage(target) as stage:
        for name, content in files.items():
            stage.write(name, content)
        stage.commit()


def state(target: Path) -> dict[str, bytes]:
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    fill(tmp_path / "out", OLD)
    return tmp_path / "out"


def test_swap_replaces_everything(target: Path) -> None:
    fill(target, NEW)
    assert state(target) == NEW
    assert [p.name for p in target.parent.iterdir()] == ["out"]


def test_without_exchange_the_result_is_the_same(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_exchange", lambda one, other: False)
    fill(target, NEW)
    assert state(target) == NEW
    assert [p.name for p in target.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("fails_at", range(1, 12))
@pytest.mark.parametrize("exchange", [True, False])
def test_full_disk_at_every_step(target: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, exchange: bool) -> None:
    """The nth call that changes the disk fails; either all was written before it, or nothing changed."""
    calls = 0

    def failing(function):  # type: ignore[no-untyped-def]
        def run(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal calls
            calls += 1
            if calls == fails_at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*args, **kwargs)

        return run

    if not exchange:
        monkeypatch.setattr(write, "_exchange", lambda one, other: False)
    with monkeypatch.context() as patch:
        for name in ("write_bytes", "mkdir", "rename"):
            patch.setattr(Path, name, failing(getattr(Path, name)))
        try:
            fill(target, NEW)
        except WriteFailed as failure:
            assert failure.reason == "No space left on device"
            assert state(target) == OLD
        else:
            assert calls < fails_at or state(target) == NEW
    fill(target, NEW)
    assert state(target) == NEW


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from bening.publish import write
    at, calls = int(sys.argv[2]), 0
    def dying(function):
        def run(*args, **kwargs):
            global calls
            calls += 1
            if calls == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)
        return run
    for name in ("write_bytes", "mkdir", "rename"):
        setattr(Path, name, dying(getattr(Path, name)))
    write.shutil.rmtree = dying(write.shutil.rmtree)
    if sys.argv[3] == "plain":
        write._exchange = lambda one, other: False
    with write.Stage(Path(sys.argv[1])) as stage:
        for name in ("a.txt", "d/b.txt", "e/c.txt"):
            stage.write(name, b"new " + name[-5:-4].encode())
        stage.commit()
    """
)


@pytest.mark.parametrize("at", range(1, 13))
@pytest.mark.parametrize("how", ["exchange", "plain"])
def test_kill_at_every_step(target: Path, at: int, how: str) -> None:
    """After a kill the next run finds the old or the new state, whole."""
    command = [sys.executable, "-c", KILLED, str(target), str(at), how]
    killed = subprocess.run(command, check=False, capture_output=True).returncode
    assert killed in (0, -signal.SIGKILL)
    if how == "exchange":
        assert state(target) in (OLD, NEW)
    with Stage(target):
        assert state(target) in (OLD, NEW)
    fill(target, NEW)
    assert state(target) == NEW
    assert [p.name for p in target.parent.iterdir()] == ["out"]


def test_leaving_without_commit_changes_nothing(target: Path) -> None:
    with Stage(target) as stage:
        stage.write("a.txt", b"half")
    assert state(target) == OLD
    assert [p.name for p in target.parent.iterdir()] == ["out"]


def test_write_file_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    write_file(path, b"one")
    monkeypatch.setattr(Path, "replace", lambda self, other: (tmp_path / "missing").stat())
    with pytest.raises(WriteFailed):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["x.yaml"]


@pytest.mark.parametrize("fails_at", range(1, 12))
def test_several_files_are_written_all_or_none(target: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    """Approvals, schemas, protected tables: half of them would be a state that nobody asked for."""
    calls = 0

    def failing(function):  # type: ignore[no-untyped-def]
        def run(*args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal calls
            calls += 1
            if calls == fails_at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*args, **kwargs)

        return run

    with monkeypatch.context() as patch:
        for name in ("write_bytes", "mkdir", "replace"):
            patch.setattr(Path, name, failing(getattr(Path, name)))
        try:
            write_files(target, NEW)
        except WriteFailed:
            assert state(target) == OLD
        else:
            assert calls < fails_at and state(target) == NEW
    write_files(target, NEW)
    assert state(target) == NEW


def test_an_interruption_between_two_files_puts_the_former_ones_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, done = Path.replace, []

    def interrupted(self: Path, other: Path) -> Path:
        if done and self.suffix == ".part":
            raise KeyboardInterrupt
        done.append(self)
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(target, NEW)
    assert state(target) == OLD


def test_files_of_a_new_folder_appear_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name == "c.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteFailed):
        write_files(tmp_path / "new" / "deep", NEW)
    assert not (tmp_path / "new" / "deep").exists()


def test_two_runs_do_not_write_to_one_target_at_once(target: Path) -> None:
    """The second would sweep the first one's stage away; it is told to wait, and nothing is lost."""
    with Stage(target) as first:
        first.write("a.txt", b"new a")
        with pytest.raises(Busy), Stage(target):
            pass
        first.commit()
    assert state(target) == {"a.txt": b"new a"}
    fill(target, NEW)
    assert state(target) == NEW
