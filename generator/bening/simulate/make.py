"""A synthetic agency on disk: records, rules, site sources, and a release of each closed period."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bening import pipeline, scaffold
from bening.findings import Refused
from bening.publish.write import Stage
from bening.simulate import faults as planting
from bening.simulate.agency import Plan, files


class BadPlan(ValueError):
    """The periods are not consecutive years."""


@dataclass(frozen=True, slots=True)
class Made:
    """How many files were written, which releases frozen, and how many findings the planted faults bring."""

    files: int
    releases: tuple[str, ...]
    expected: int = 0


def make(target: Path, people: int, periods: tuple[str, ...], seed: int, jobs: int = 1, faults: int = 0) -> Made:
    """Write the agency into `target` (new or empty) and release its closed periods.

    Then plant so many faults in it; the releases stay those of the sound agency.

    Raises BadPlan and TooManyFaults. The folder appears whole or not at all; where a release is refused it appears
    without that release and without faults.
    """
    try:
        plan = Plan(people, periods, seed)
    except ValueError as error:
        raise BadPlan from error
    count = 0
    with Stage(target) as stage:
        for source in (scaffold.files(), files(plan)):
            for name, content in source:
                stage.write(name, content)
                count += 1
        planted = planting.plan(stage.folder, periods, seed, faults) if faults else None
        try:
            releases = tuple(_release(stage.folder, jobs))
        except Refused:
            stage.commit()
            raise
        if planted is not None:
            planting.plant(stage.folder, planted)
        stage.commit()
    return Made(count, releases, len(planted.expected) if planted else 0)


def _release(root: Path, jobs: int) -> list[str]:
    """Release every period but the last, each on its day of the calendar."""
    done = []
    calendar = pipeline.open_agency(root, "9999-12-31").settings.calendar
    for due in sorted(calendar.releases, key=lambda r: r.not_before)[:-1]:
        pipeline.release(pipeline.open_agency(root, due.not_before), due.id, jobs)
        done.append(due.id)
    return done
