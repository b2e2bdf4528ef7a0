"""Scores to exact tables. Exact tables never leave memory: only `protect` may look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bening.checks.directory import Directory
from bening.i18n import both
from bening.i18n import mark as _
from bening.model.rubric import Regime
from bening.model.settings import CalendarPeriod, Settings
from bening.model.terms import PREDICATES
from bening.score.types import Score

UNRATED = "belum_dinilai"
CLASSES = (*PREDICATES, UNRATED)
Label = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExactTable:
    """Counts of people by group and base class; `counts[group, class]`, the full grid without totals."""

    name: str
    period: str
    groups: tuple[str, ...]
    classes: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    labels: Mapping[str, Label]

    def __repr__(self) -> str:
        return f"ExactTable({self.name!r}, …)"


def predicates_by_office(
    scores: Sequence[Score], entry: CalendarPeriod, settings: Settings, directory: Directory, regime: Regime
) -> ExactTable:
    """Count people by office and predicate; those directly in the agency are the child `<agency>.langsung`."""
    import pandas as pd

    root = settings.agency.id
    direct = f"{root}.langsung"
    office = {unit: directory.office(unit, entry.ends) or direct for unit in sorted({s.unit for s in scores})}
    frame = pd.DataFrame({"group": [office[s.unit] for s in scores], "class": [s.predicate or UNRATED for s in scores]})
    found = frame.value_counts().to_dict() if len(frame) else {}
    groups = tuple(sorted(set(office.values())))
    counts = {(g, c): int(found.get((g, c), 0)) for g in groups for c in CLASSES}
    return ExactTable(
        "predicates_by_office",
        entry.period,
        groups,
        CLASSES,
        counts,
        _labels(groups, direct, entry, directory, regime, settings),
    )


def _labels(
    groups: Sequence[str],
    direct: str,
    entry: CalendarPeriod,
    directory: Directory,
    regime: Regime,
    settings: Settings,
) -> dict[str, Label]:
    name = settings.agency.name
    labels: dict[str, Label] = {
        direct: both(_("Directly under {agency}"), agency=name.both()),
        "TOTAL": both(_("Whole agency")),
    }
    for group in groups:
        version = directory.unit(group, entry.ends)
        if version:
            labels[group] = version.name.both()
    labels |= {p.id: p.label.both() for p in regime.predicates}
    return labels
