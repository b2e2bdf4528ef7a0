"""How long decisions on objections took: one median for the whole agency, frozen beside the protected tables.

It is shown only where the protected table of objections itself tells that enough were decided, so it stands on
published figures; the attack holds it to the same rule.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

from bening.disclose.safe import SafeTable
from bening.grouping import TOTAL
from bening.model.policy import Policy
from bening.model.tables import BASES, OBJECTIONS, UNDECIDED
from bening.score.types import Score

FILE, MEASURE = "measures.csv", "objection_days_median"
HEADER = ("period", "unit", "measure", "value", "status")


def deciding_days(
    scores: Iterable[Score], tables: Sequence[SafeTable], period: str, policy: Policy
) -> dict[str, bytes]:
    """The file of measures for a release, by name; nothing where the release shows no table of objections."""
    table = next((t for t in tables if t.name == OBJECTIONS), None)
    if table is None:
        return {}
    days = [s.objection[1] for s in scores if s.objection and s.objection[1] is not None]
    enough = decided(table, period) >= policy.mean_minimum.value
    value = str(rounded(Fraction(median(map(Fraction, days))), policy.median_days_step.value)) if enough else ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerow((period, TOTAL, MEASURE, value, "published" if enough else "hidden"))
    return {FILE: out.getvalue().encode()}


def decided(table: SafeTable, period: str) -> int:
    """How many decisions the published cells of the whole agency tell of at least."""
    cells = {cell.codes[2]: cell.value for cell in table.cells if cell.codes[:2] == (period, TOTAL)}
    whole, waiting = cells.get(TOTAL), cells.get(UNDECIDED)
    by_rest = 0 if whole is None or waiting is None else whole - waiting
    return max(by_rest, sum(cells.get(code) or 0 for code in BASES["outcome"] if code != UNDECIDED))


def rounded(days: Fraction, step: int) -> int:
    """To multiples of `step`, half up."""
    return step * ((2 * days + step) // (2 * step))
