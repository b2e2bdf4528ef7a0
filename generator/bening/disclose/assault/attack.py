"""The attack on all published folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bening.disclose.assault.inference import Effort, infer
from bening.disclose.assault.limits import TOTAL, Disclosure, Key, Limits
from bening.disclose.assault.linked import Linked
from bening.disclose.assault.means import means
from bening.disclose.assault.measured import COUNTED, MEASURES, unfounded
from bening.disclose.assault.reading import Folder, read
from bening.disclose.assault.releases import differences


def assault(
    folders: Mapping[str, Mapping[str, bytes]], limits: Limits, effort: Effort | None = None
) -> list[Disclosure]:
    """Return all that the published files in `folders` (path -> name -> bytes) give away; nothing means safe."""
    effort = effort or Effort()
    found: list[Disclosure] = []
    seen: list[tuple[Folder, list[Disclosure]]] = []
    for path in sorted(folders):
        folder, faults = read(path, folders[path])
        twin = next(((f, given) for f, given in seen if _same(f, folder)), None)
        given = _moved(*twin, folder) if twin else _folder(folder, limits, effort)
        found += [*faults, *given]
        if not twin:
            for other, others in seen:
                if _strangers(other, folder):
                    continue
                found += differences(other, folder, [*others, *given], limits, effort)
            seen.append((folder, given))
    return sorted(set(found))


def _same(one: Folder, other: Folder) -> bool:
    """Whether two folders hold the same tables: the newest release is published twice."""
    tables = [[replace(t, path="") for t in folder.tables] for folder in (one, other)]
    return tables[0] == tables[1] and one.days == other.days


def _strangers(one: Folder, other: Folder) -> bool:
    """Whether two folders tell of different periods only: then they have no cell in common."""
    periods, others = _periods(one), _periods(other)
    return bool(periods and others) and periods.isdisjoint(others)


def _periods(folder: Folder) -> set[str]:
    """The periods of all tables; none where a table tells no period."""
    if not all("period" in table.dimensions for table in folder.tables):
        return set()
    return {code for table in folder.tables for code in table.codes[table.dimensions.index("period")]}


def _moved(one: Folder, given: list[Disclosure], other: Folder) -> list[Disclosure]:
    """What the tables of one folder give away, said of the same tables in another."""
    paths = {a.path: b.path for a, b in zip(one.tables, other.tables, strict=True)}
    return [replace(d, table=paths.get(d.table, d.table)) for d in given]


def _folder(folder: Folder, limits: Limits, effort: Effort) -> list[Disclosure]:
    linked = Linked(limits)
    linked.add(folder)
    counts: dict[Key, int] = {
        key: value
        for (_, key), number in linked.ids.items()
        if linked.shown[number] and (value := linked.values[number]) is not None
    }
    return [
        *linked.found,
        *_shown(linked),
        *infer(linked, [], effort),
        *means(folder, counts, limits),
        *_days(folder, limits),
    ]


def _days(folder: Folder, limits: Limits) -> list[Disclosure]:
    """Medians of days that the published counts of decided objections do not bear."""
    table = next((t for t in folder.tables if (t.name, t.dimensions[1:]) == (COUNTED, ("unit", "outcome"))), None)
    periods = unfounded(folder.days, table.cells if table else {}, limits.mean)
    return [Disclosure("mean", f"{folder.path}/{MEASURES}", (period, TOTAL), "count") for period in periods]


def _shown(linked: Linked) -> list[Disclosure]:
    """Published counts that are too small, or no counts."""
    found = []
    for number, place in enumerate(linked.shown):
        value = linked.values[number]
        if place and value is not None and value < linked.minima[number] and value:
            found.append(Disclosure("sum", *place, "negative") if value < 0 else Disclosure("small", *place, "count"))
    return found
