"""The check with little memory and time: `python -m tests.cases.limited ROOT DATE`, findings as JSON."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from bening import pipeline

MEMORY = 96 * 1024 * 1024  # beyond what the process has when it starts
SECONDS = 2


def _limit() -> None:
    """Bound memory where the kernel tells how much is used already (Linux), and time everywhere."""
    used = Path("/proc/self/statm")
    if used.exists():
        now = int(used.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
    spent = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, spent + SECONDS))


def main() -> None:
    """Open the agency first, so that only the check itself is under the limits."""
    context = pipeline.open_agency(Path(sys.argv[1]), sys.argv[2])
    _limit()
    report = pipeline.check(context, [], None)
    print(json.dumps([[f.code, f.path, f.line] for f in report.findings]))


if __name__ == "__main__":
    main()
