from __future__ import annotations

from dataclasses import replace

import pytest

from bening.model.cycle import Cycle
from bening.publish.agenda import agenda
from bening.publish.publication import Publication
from tests.unit.publish import sample

CYCLE = sample.from_root(Cycle, "cycle/v1")


def publication() -> Publication:
    return replace(sample.publication(), cycle=CYCLE)


def test_deadlines_come_in_order_of_time_the_latest_year_first() -> None:
    years = agenda(publication(), "en")
    assert [year.entry.period for year in years] == ["2026", "2025"]
    assert [(due.date, due.step, due.name) for due in years[1].deadlines] == [
        ("2025-01-31", "plan", ""),
        ("2025-04-15", "quarter", "First quarter"),
        ("2025-07-15", "quarter", "Second quarter"),
        ("2025-10-15", "quarter", "Third quarter"),
        ("2026-01-10", "report", ""),
        ("2026-01-15", "quarter", "Fourth quarter"),
        ("2026-01-31", "evaluation", ""),
        ("2026-03-31", "release", "2025"),
    ]


@pytest.mark.parametrize(("days", "due"), [(0, "2024-03-31"), (1, "2024-04-01"), (31, "2024-05-01")])
def test_days_are_counted_from_the_quarters_last_day(days: int, due: str) -> None:
    quarters = [CYCLE.model.periodic.quarters[0].model_copy(update={"due_days": days})]
    periodic = CYCLE.model.periodic.model_copy(update={"quarters": quarters})
    cycle = replace(CYCLE, model=CYCLE.model.model_copy(update={"periodic": periodic}))
    base = publication()
    entry = base.settings.calendar.periods[0].model_copy(update={"period": "2024"})
    calendar = base.settings.calendar.model_copy(update={"periods": [entry]})
    settings = base.settings.model_copy(update={"calendar": calendar})
    (year,) = agenda(replace(base, settings=settings, cycle=cycle), "id")
    assert [one.date for one in year.deadlines if one.step == "quarter"] == [due]


def test_rubrics_without_a_page_are_left_out() -> None:
    year = agenda(replace(publication(), regimes=()), "id")[0]
    assert year.official is None and year.beside == ()
