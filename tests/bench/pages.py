"""How the site's build grows with the number of units: `python -m tests.bench.pages [500 1000 2000]`.

Prints seconds and megabytes for each number, and the ratios between neighbours in the same run.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bening import pipeline
from bening.simulate.make import make
from bening.source.emit import dump

AS_OF = "2026-06-30"


def with_units(root: Path, number: int) -> None:
    """Make a small agency whose organisation has `number` units."""
    make(root, 60, ("2025", "2026"), 3)
    folder = root / "records" / "organisation"
    offices = sorted(p.stem for p in folder.iterdir() if "level: office" in p.read_text(encoding="utf-8"))
    for index in range(number - len(list(folder.iterdir()))):
        code = f"unit-tambahan-{index:05d}"
        name = {"id": f"Bidang Tambahan {index}", "en": f"Additional Unit {index}"}
        version = {"valid_from": "2025-01-01", "name": name, "level": "unit", "parent": offices[index % len(offices)]}
        tree = {"schema": "bening/unit/v1", "kind": "unit", "unit": code, "body": {"versions": [version]}}
        (folder / f"{code}.yaml").write_text(dump(tree), encoding="utf-8")


def measure(number: int) -> tuple[float, float]:
    """Seconds of a build and megabytes of the site with `number` units."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "agency"
        with_units(root, number)
        start = time.perf_counter()
        pipeline.build(pipeline.open_agency(root, AS_OF), root / "build" / "site", jobs=2)
        seconds = time.perf_counter() - start
        size = sum(p.stat().st_size for p in (root / "build" / "site").rglob("*") if p.is_file())
    return seconds, size / 1e6


def main() -> None:
    """Measure each number and print the ratios."""
    numbers = [int(word) for word in sys.argv[1:]] or [500, 1000, 2000]
    before: tuple[int, float, float] | None = None
    for number in numbers:
        seconds, size = measure(number)
        ratio = f", {seconds / before[1]:.2f}x the time for {number / before[0]:.2f}x the units" if before else ""
        print(f"{number} units: {seconds:.1f} s, {size:.1f} MB{ratio}", flush=True)
        before = (number, seconds, size)


if __name__ == "__main__":
    main()
