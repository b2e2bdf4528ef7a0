"""`make demo`: make the synthetic agency of this repository again, from its fixed seed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bening.simulate.make import make

ROOT = Path(__file__).parents[1]
PEOPLE, PERIODS, SEED = 300, ("2025", "2026"), 2025
PARTS = ("bening.yml", "records", "site/releases")


def made(folder: Path) -> dict[str, bytes]:
    """Every file of the demonstration agency, made in `folder`."""
    make(folder, PEOPLE, PERIODS, SEED)
    return contents(folder)


def contents(root: Path) -> dict[str, bytes]:
    """The demonstration agency's files below `root`."""
    files: dict[str, bytes] = {}
    for part in PARTS:
        found = [root / part] if (root / part).is_file() else sorted((root / part).rglob("*"))
        files |= {p.relative_to(root).as_posix(): p.read_bytes() for p in found if p.is_file()}
    return {name: content for name, content in files.items() if not name.endswith("README.md")}


def main() -> int:
    """Replace records/, bening.yml and site/releases by what the simulator makes."""
    with TemporaryDirectory() as folder:
        fresh = made(Path(folder) / "agency")
    for name in contents(ROOT):
        (ROOT / name).unlink()
    for name, content in fresh.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_bytes(content)
    for folder in sorted((p for part in PARTS[1:] for p in (ROOT / part).rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)
    print(f"{len(fresh)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
