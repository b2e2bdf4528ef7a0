"""Objections as releases tell of them: counts by outcome, and how long decisions took."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from bening.disclose.safe import SafeRelease
from bening.publish.grid import Grid, Shown

TABLE, FILE, DAYS = "objections", "measures.csv", "objection_days_median"


@dataclass(frozen=True, slots=True)
class Cases:
    """One release: its table, or none where it is withheld; median days, or none where they are hidden."""

    release: SafeRelease
    grid: Grid | None
    days: int | None


def cases(shown: Iterable[Shown]) -> tuple[Cases, ...]:
    """What each release tells of objections, the newest first; releases that did not plan the table are left out."""
    return tuple(_cases(one) for one in reversed(tuple(shown)) if _planned(one))


def _planned(shown: Shown) -> bool:
    return TABLE in shown.tables or any(held.name == TABLE for held in shown.release.withheld)


def _cases(shown: Shown) -> Cases:
    laid = shown.newest(TABLE)
    return Cases(shown.release, laid.grid() if laid else None, days_of(shown.release))


def days_of(release: SafeRelease) -> int | None:
    """The median of days that a release shows."""
    file = next((f for f in release.files if f.name == FILE), None)
    rows = csv.DictReader(io.StringIO(file.content.decode())) if file else ()
    return next((int(row["value"]) for row in rows if row["measure"] == DAYS and row["value"]), None)
