"""Fails where a sub-package that decides figures is covered below the gate, branches included.

Usage: python tests/coverage_gate.py build/coverage.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

GATE = 90.0
PACKAGES = ("model", "source", "checks", "score", "disclose")


def share(files: dict[str, dict[str, dict[str, int]]], package: str) -> float:
    """Percentage of lines and branches covered below `bening/<package>/`; 0 when nothing was measured."""
    inside = f"bening/{package}/"
    found = [f["summary"] for name, f in files.items() if inside in name.replace("\\", "/")]
    whole = sum(s["num_statements"] + s.get("num_branches", 0) for s in found)
    covered = sum(s["covered_lines"] + s.get("covered_branches", 0) for s in found)
    return 100 * covered / whole if whole else 0.0


def main(path: str) -> int:
    """Print a line per package; 1 when one is below the gate."""
    report = json.loads(Path(path).read_text("utf-8"))
    if not report["meta"]["branch_coverage"]:
        print("coverage was measured without branches")
        return 1
    shares = {package: share(report["files"], package) for package in PACKAGES}
    for package, value in shares.items():
        print(f"{package:<10} {value:6.2f} %  {'ok' if value >= GATE else f'BELOW {GATE:.0f} %'}")
    return int(min(shares.values()) < GATE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
