"""How much of a protected table a reader gets; follows from the published table alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bening.disclose.safe import SafeTable

TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares in tenths of a per cent: of published cells, and of people in published cells of the finest detail.

    `people` is None where the total is hidden.
    """

    cells: int
    people: int | None

    def as_json(self) -> Mapping[str, float | None]:
        """The shares in per cent, for a release's manifest."""
        people = None if self.people is None else self.people / 10
        return {"cells_percent": self.cells / 10, "people_percent": people}


def tenths(value: int, total: int) -> int:
    """The share of `value` in `total` in tenths of a per cent, half up."""
    return (value * 2000 + total) // (2 * total)


def quality(table: SafeTable) -> Quality:
    """Measure a table of one or more periods."""
    present = [set(codes) for codes in zip(*(cell.codes for cell in table.cells), strict=True)]
    split = [
        {parent for parent, children in table.hierarchies.get(name, {}).items() if codes.intersection(children)}
        for name, codes in zip(table.dimensions, present, strict=True)
    ]
    finest = [c for c in table.cells if not any(code in parents for code, parents in zip(c.codes, split, strict=True))]
    totals = [c.value for c in table.cells if set(c.codes[1:]) == {TOTAL}]
    everyone = sum(total or 0 for total in totals)
    published = sum(cell.value is not None for cell in table.cells)
    shown = sum(c.value or 0 for c in finest)
    people = tenths(shown, everyone) if everyone and None not in totals else None
    return Quality(tenths(published, len(table.cells)), people)
