"""What earlier releases of the same facts oblige a new one to hide.

Records change between two releases of one period. A figure that both show tells by its difference how many records
changed; so what moved by fewer people than the threshold is hidden in the new one with its whole unit (of which class
or position family it is must not be told, either), and what was hidden stays hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bening.disclose.safe import SafeTable
from bening.grouping import TOTAL
from bening.tabulate import Codes, ExactTable

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
    place, apart = table.dimensions.index(table.attribute), _apart(table)
    rows: set[Codes] = set()
    for cell in old.cells:
        value = table.values.get(cell.codes)
        if value is None or not _same(table, old, cell.codes):
            continue
        if cell.value is None or 0 < abs(value - cell.value) < least(cell.codes):
            yield cell.codes
        if cell.value is not None and 0 < abs(value - cell.value) < least(cell.codes):
            rows.add(_row(cell.codes, apart))
    yield from (c for c in table.values if c[place] != TOTAL and _row(c, apart) in rows)


def _apart(table: ExactTable) -> frozenset[int]:
    """The dimensions that make no group of their own: a class, and a family within an office, are too telling."""
    return frozenset(i for i, name in enumerate(table.dimensions) if name in (table.attribute, "position_family"))


def _row(codes: Codes, apart: frozenset[int]) -> Codes:
    return tuple(code for place, code in enumerate(codes) if place not in apart)


def _same(table: ExactTable, old: SafeTable, codes: Codes) -> bool:
    """Tell whether codes mean the same people: a rest may stand for others now."""
    return all(set(table.merged.get(code, ())) == set(old.merged.get(code, ())) for code in codes)
