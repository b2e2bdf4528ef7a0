"""The gate before a release: it passes, or it is refused with the cells, and with the ways that would pass.

Every way is really tried: the release is made with it, protected, frozen and attacked. Only those that give nothing
away are named, with what each costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bening import layout
from bening.checks.context import Context
from bening.disclose.assault import Disclosure
from bening.disclose.quality import quality
from bening.disclose.safe import SafeRelease, SafeTable
from bening.findings import Finding, Refused
from bening.i18n import mark as _
from bening.making import Work, attempt, work_of
from bening.model.settings import CalendarRelease, Measures
from bening.releasing import found_of
from bening.score.types import Score

WAYS = {
    "hide": _("hide these cells (measures: hide)"),
    "merge": _("merge these units with others (measures: merge)"),
    "coarser": _("take coarser classes in these tables (measures: coarser)"),
    "withhold": _("withhold these tables (measures: withhold)"),
    "wait": _("leave this release out and wait for the next one of the calendar"),
}
ROUNDS = 3  # hiding what was found can bring up more to hide: so often it is tried again
NONE = Measures()


def make(
    context: Context, due: CalendarRelease, scores: Sequence[Score], earlier: Sequence[SafeRelease] = ()
) -> SafeRelease:
    """Tabulate, protect, freeze and attack one release, in memory.

    Raises Refused when anything is not safe: the cells (BNG712 where an earlier release is to blame, else BNG705),
    and what would pass (BNG713).
    """
    work = work_of(context, due, scores, earlier)
    release, found = attempt(work, due.measures or NONE)
    if found:
        raise Refused([*map(_finding, found), *ways(work, release, found)])
    return release


def _finding(found: Disclosure) -> Finding:
    if found.kind != "difference":
        return found_of(found)
    cell = "/".join(found.cell[1:])
    return Finding("BNG712", found.table, pointer="/" + "/".join(found.cell), values={"cell": cell})


def ways(work: Work, refused: SafeRelease, found: Sequence[Disclosure]) -> Iterator[Finding]:
    """What would pass instead of the refused release, and what it costs."""
    before = work.due.measures or NONE
    for name, names in _candidates(refused, found).items():
        if names and (passed := _passes(work, before, name, names)):
            measures, release = passed
            added = sorted(set(getattr(measures, name)) - set(getattr(before, name)))
            yield _way(name, added, *_cost(refused, release))
    after = sorted((r.not_before, r.id) for r in work.context.settings.calendar.releases if _later(r, work))
    yield _way("wait", [f"{name} ({day})" for day, name in after[:1]], *_cost(refused, refused))


def _later(release: CalendarRelease, work: Work) -> bool:
    return release.id != work.due.id and release.not_before > work.due.not_before


def _way(name: str, names: Sequence[str], cells: int, people: int) -> Finding:
    values = {"way": WAYS[name], "names": ", ".join(names) or "–", "cells": str(cells)}
    values["people"] = f"{people // 10}.{people % 10}"
    return Finding("BNG713", layout.SETTINGS, pointer=f"/calendar/releases/{name}", values=values)


def _candidates(refused: SafeRelease, found: Sequence[Disclosure]) -> dict[str, list[str]]:
    """What to hide, merge, coarsen or withhold so that what was found is not told."""
    tables = {f"{t.name}.csv": t for t in refused.tables}
    cells = [(table, d.cell) for d in found if (table := tables.get(d.table.rpartition("/")[2])) and d.cell]
    units = {c[t.dimensions.index("unit")] for t, c in cells if "unit" in t.dimensions} - {"TOTAL"}
    top = {code for t in refused.tables for code in t.hierarchies.get("unit", {}).get("TOTAL", ())}
    units -= {code for code in top if code.endswith(".gabungan")}  # the rest of all: nothing to merge it with
    split = {t.name for t, _c in cells if set(t.hierarchies.get(t.attribute, {})) - {"TOTAL"}}
    return {
        "hide": sorted({"/".join((t.name, *c[1:])) for t, c in cells}),
        "merge": sorted(units),
        "coarser": sorted(split),
        "withhold": sorted({t.name for t, _c in cells}),
    }


def _passes(work: Work, before: Measures, name: str, names: Sequence[str]) -> tuple[Measures, SafeRelease] | None:
    """Try a way; hiding and merging again with what is found then."""
    measures = before
    for _round in range(ROUNDS):
        wanted = sorted({*getattr(measures, name), *names})
        if wanted == sorted(getattr(measures, name)):
            return None
        measures = measures.model_copy(update={name: wanted})
        try:
            release, found = attempt(work, measures)
        except Refused:
            return None
        if not found:
            return (measures, release) if release.tables else None
        names = _candidates(release, found)[name]
    return None


def _cost(refused: SafeRelease, release: SafeRelease) -> tuple[int, int]:
    """Published cells lost, and the loss of people in published cells in the table that loses most, in tenths."""
    kept = {t.name: t for t in release.tables}
    lost = sum(_published(t) for t in refused.tables) - sum(_published(t) for t in release.tables)
    shares = [
        (quality(t).people or 0) - ((quality(kept[t.name]).people or 0) if t.name in kept else 0)
        for t in refused.tables
    ]
    return max(0, lost), max([0, *shares])


def _published(table: SafeTable) -> int:
    return sum(cell.value is not None for cell in table.cells)
