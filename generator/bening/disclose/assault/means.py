"""Tables of means: what a mean gives away together with the count behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from bening.disclose.assault.limits import Codes, Disclosure, Key, Limits
from bening.disclose.assault.linked import key_of
from bening.disclose.assault.reading import Folder, Table


def means(folder: Folder, counts: Mapping[Key, int], limits: Limits) -> list[Disclosure]:
    """Every mean that stands on too few people, or lets too many of their marks be worked out.

    `counts` are the published counts. A mean of an indicator stands on the count without that dimension.
    """
    found = []
    for table in folder.tables:
        if table.measure == "mean":
            found += [Disclosure("mean", table.path, cell, word) for cell, word in _faults(table, counts, limits)]
    return found


def _faults(table: Table, counts: Mapping[Key, int], limits: Limits) -> Iterator[tuple[Codes, str]]:
    scale = limits.scales.get(table.name)
    if scale is None:
        yield (), "scale"
    for codes, mean in table.cells.items():
        if mean is None:
            continue
        population, pairs = key_of(table, codes)
        attribute = table.dimensions[table.attribute]
        people = counts.get((population, frozenset(p for p in pairs if p[0] != attribute)))
        if people is None or people < limits.mean:
            yield codes, "count"
        elif scale is not None and (word := _recovered(mean, people, scale, limits)):
            yield codes, word
    yield from ((cell, "remainder") for cell in _remainders(table))


def _recovered(mean: Decimal, people: int, scale: tuple[Decimal, Decimal], limits: Limits) -> str:
    """A mean at or near an end of the scale: then nearly everyone gave that mark."""
    exponent = mean.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else limits.decimals + 1
    if digits > limits.decimals:
        return "unrounded"
    low, high = scale
    if not low <= mean <= high:
        return "scale"
    slack = Decimal(1).scaleb(-digits) / 2
    away = min(int((mean - low + slack) * people), int((high - mean + slack) * people))
    return "end" if 100 * away < (100 - limits.share) * people or away < 1 else ""


def _remainders(table: Table) -> Iterator[Codes]:
    """Hidden means that the others of a sum and its parent's give back."""
    for i, relations in enumerate(table.relations):
        if i == table.attribute or not relations:
            continue
        for rest in product(*(("",) if j == i else codes for j, codes in enumerate(table.codes))):
            for parent, parts in relations.items():
                cells = [(*rest[:i], c, *rest[i + 1 :]) for c in (parent, *parts)]
                hidden = [cell for cell in cells if table.cells.get(cell, Decimal()) is None]
                if len(hidden) == 1:
                    yield hidden[0]
