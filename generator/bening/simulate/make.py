"""A synthetic agency on disk: records, rules, site sources, and a release of each closed period."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bening import pipeline, scaffold
from bening.publish.write import Stage
from bening.simulate.agency import Plan, files


class BadPlan(ValueError):
    """The periods are not consecutive years."""


@dataclass(frozen=True, slots=True)
class Made:
    """How many files were written and which releases frozen."""

    files: int
    releases: tuple[str, ...]


def make(target: Path, people: int, periods: tuple[str, ...], seed: int, jobs: int = 1) -> Made:
    """Write the agency into `target` (new or empty) and release its closed periods.

    Raises BadPlan. The folder appears whole or not at all; a refused release leaves it without that release.
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
        stage.commit()
    return Made(count, tuple(_release(target, jobs)))


def _release(root: Path, jobs: int) -> list[str]:
    """Release every period but the last, each on its day of the calendar."""
    done = []
    calendar = pipeline.open_agency(root, "9999-12-31").settings.calendar
    for due in sorted(calendar.releases, key=lambda r: r.not_before)[:-1]:
        pipeline.release(pipeline.open_agency(root, due.not_before), due.id, jobs)
        done.append(due.id)
    return done
