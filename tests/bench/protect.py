"""How many cells the suppressor hides, and how fast: `python -m tests.bench.protect DIR [unit office joint full]`.

DIR is what `make_agency.py` wrote (predicates_by_unit.csv, predicates_by_office_family.csv, full.csv,
hierarchies.json). Prints cells hidden with k = 5 next to those hidden without group and interval protection
(primary cells only: what "none" would hide), CPU seconds, and the ratio of both to the anchors where there is one.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from pathlib import Path

from bening.disclose.suppress import CountTable, Pattern, Rules, suppress
from bening.disclose.suppress.model import Hierarchies

K = 5
UNIT, OFFICE, FULL = "predicates_by_unit", "predicates_by_office_family", "full"
RUNS = {"unit": (UNIT,), "office": (OFFICE,), "joint": (UNIT, OFFICE), "full": (FULL,)}
ANCHORS = {"unit": (641, 3.0), "office": (596, 0.0), "full": (4107, 172.0)}  # hidden cells, CPU seconds (0: no limit)


def load(folder: Path, names: tuple[str, ...]) -> tuple[list[CountTable], Hierarchies]:
    """Tables as the agency's files have them: dimensions, value, status."""
    tables = []
    for name in names:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        values = {tuple(row[:-2]): int(row[-2]) for row in rows}
        tables.append(CountTable(name, tuple(header[:-2]), "predicate", values))
    return tables, json.loads((folder / "hierarchies.json").read_text("utf-8"))


def measure(folder: Path, run: str) -> tuple[Pattern, float]:
    """The pattern and CPU seconds of one run."""
    tables, hierarchies = load(folder, RUNS[run])
    start = time.process_time()
    pattern = suppress(
        tables, hierarchies, Rules({t.name: K for t in tables}, {}, homogeneity_percent=100, insider=True)
    )
    return pattern, time.process_time() - start


def main(folder: str, *runs: str) -> None:
    """Print a line for each run."""
    print("run     cells  hidden  (k=5 / none)  zeros  CPU s   of anchor  programs  witnesses")
    for run in runs or ("unit", "office", "joint"):
        pattern, seconds = measure(Path(folder), run)
        s = pattern.statistics
        hidden = s.primary + s.secondary
        cells, limit = ANCHORS.get(run, (0, 0.0))
        shares = [f"{part / whole:.2f}" if whole else "-" for part, whole in ((hidden, cells), (seconds, limit))]
        share = "/".join(shares)
        row = f"{run:7} {s.cells:5}  {hidden:6}  {hidden / s.primary:12.2f}  {s.zeros:5}  {seconds:5.1f}"
        print(f"{row}  {share:>9}  {s.programs:8}  {s.witnesses:9}", flush=True)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main(*sys.argv[1:])
