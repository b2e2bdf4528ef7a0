"""The self-attack on a made-up agency: `python -m tests.bench.attack FOLDER [--minimum 5] [--more 2] [--zeros]`.

FOLDER has full tables in the published form with every value filled, and hierarchies.json. Of each table all
cells of 1 to 4 people are hidden (with `--zeros` empty ones, too) and of the others so many more for each of them,
spread evenly. Prints seconds of processor time, how much the solver was asked, and findings by kind.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import time
from collections import Counter
from pathlib import Path

from bening.disclose.assault import Limits, assault
from bening.disclose.assault.inference import Effort


def hierarchies(folder: Path, rows: list[list[str]]) -> bytes:
    """The folder's, and one level for each dimension that has none."""
    trees = json.loads((folder / "hierarchies.json").read_text("utf-8"))
    for i, dimension in enumerate(rows[0][:-2]):
        codes = dict.fromkeys(row[i] for row in rows[1:] if row[i] != "TOTAL")
        trees.setdefault(dimension, {"TOTAL": list(codes)})
    return json.dumps(trees).encode()


def hidden(rows: list[list[str]], minimum: int, more: float, zeros: bool) -> list[list[str]]:
    """The rows with a pattern hidden: primaries, and others next to them in the order of a fixed scatter."""
    first = [i for i, r in enumerate(rows) if i and int(r[-2]) < minimum and (zeros or int(r[-2]))]
    rest = [i for i, r in enumerate(rows) if i and i not in set(first) and r[0] != "TOTAL"]
    rest.sort(key=lambda i: (i * 2654435761) % 4294967291)
    gone = {*first, *rest[: int(more * len(first))]}
    return [[*r[:-2], "", "hidden"] if i in gone else r for i, r in enumerate(rows)]


def measure(path: Path, options: argparse.Namespace) -> None:
    """Attack one table and print what it took."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(hidden(rows, options.minimum, options.more, options.zeros))
    files = {path.name: out.getvalue().encode(), "hierarchies.json": hierarchies(path.parent, rows)}
    k = options.minimum
    limits = Limits(office=k, unit=k, mean=k, share=95, insider=options.insider, decimals=2)
    effort, start = Effort(), time.process_time()
    kinds = Counter(d.kind for d in assault({"data": files}, limits, effort))
    seconds = time.process_time() - start
    print(f"{path.name}: {len(rows) - 1} cells, {out.getvalue().count('hidden')} hidden, {seconds:.1f} s")
    print(f"  {dict(kinds)}\n  {effort}")


def main() -> None:
    """Attack every table of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minimum", type=int, default=5)
    parser.add_argument("--more", type=float, default=1.0)
    parser.add_argument("--zeros", action="store_true")
    parser.add_argument("--insider", action="store_true")
    options = parser.parse_args()
    for path in sorted(options.folder.glob("*.csv"), key=lambda p: p.stat().st_size):
        measure(path, options)


if __name__ == "__main__":
    main()
