"""What earlier releases of the same facts oblige a new one to hide.

Records change between two releases of one period. A figure that both show tells by its difference how many records
changed; so what moved by fewer people than the threshold is hidden in the new one with its whole row (that it is of
this class or that one is not told, either), and what was hidden stays hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bening.disclose.safe import SafeTable
from bening.grouping import TOTAL
from bening.tabulate import ATTRIBUTE, Codes, ExactTable

Barred = frozenset[tuple[str, Codes]]
Least = Callable[[Codes], int]


def barred(tables: Iterable[ExactTable], earlier: Iterable[SafeTable], least: Callable[[ExactTable], Least]) -> Barred:
    """The cells that must be hidden now, as `earlier` tables of the same period tell of them."""
    told = list(earlier)
    return frozenset(
        (table.name, codes)
        for table in tables
        for old in told
        if old.name == table.name and old.dimensions == table.dimensions
        for codes in _barred(table, old, least(table))
    )


def _barred(table: ExactTable, old: SafeTable, least: Least) -> Iterator[Codes]:
    place = table.dimensions.index(ATTRIBUTE)
    rows: set[Codes] = set()
    for cell in old.cells:
        value = table.values.get(cell.codes)
        if value is None or not _same(table, old, cell.codes):
            continue
        if cell.value is None or 0 < abs(value - cell.value) < least(cell.codes):
            yield cell.codes
        if cell.value is not None and 0 < abs(value - cell.value) < least(cell.codes):
            rows.add(_row(cell.codes, place))
    yield from (c for c in table.values if c[place] != TOTAL and _row(c, place) in rows)


def _row(codes: Codes, place: int) -> Codes:
    return codes[:place] + codes[place + 1 :]


def _same(table: ExactTable, old: SafeTable, codes: Codes) -> bool:
    """Tell whether codes mean the same people: a rest may stand for others now."""
    return all(set(table.merged.get(code, ())) == set(old.merged.get(code, ())) for code in codes)
