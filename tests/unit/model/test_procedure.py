"""Clocks, counted by hand and by property: calendar days, working days, which day is the first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bening.model.base import after
from bening.model.procedure import Clock, Holiday, Procedure

FILE = Path(__file__).parents[3] / "rubrics" / "objection" / "v1.yaml"
DATES = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))


def tree() -> dict[str, Any]:
    """The shipped procedure."""
    made: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return made


def procedure(holidays: list[str] | None = None, **filing: Any) -> Procedure:
    """The shipped procedure with another filing clock and other holidays."""
    made = tree()
    made["filing"] |= filing
    made["holidays"] = [{"date": day, "label": {"id": "Libur", "en": "Holiday"}} for day in holidays or []]
    return Procedure.model_validate(made)


@pytest.mark.parametrize(
    ("event", "first_day", "last"),
    [
        ("2026-01-22", "next_day", "2026-02-05"),  # 23 January is day 1, 5 February day 14
        ("2026-01-22", "same_day", "2026-02-04"),
        ("2028-02-20", "next_day", "2028-03-05"),  # over 29 February
        ("2025-12-31", "next_day", "2026-01-14"),
    ],
)
def test_fourteen_calendar_days(event: str, first_day: str, last: str) -> None:
    made = procedure(first_day=first_day)
    assert made.last_day(made.filing, event) == last


@pytest.mark.parametrize(
    ("event", "first_day", "holidays", "last"),
    [
        # 2026-01-22 is a Thursday: day 1 is Friday 23, days 2 to 6 end on Friday 30, 7 to 11 on 6 February
        ("2026-01-22", "next_day", [], "2026-02-11"),
        ("2026-01-22", "same_day", [], "2026-02-10"),
        # Nyepi-like holidays in between push it by as many days; one on a Saturday does not
        ("2026-01-22", "next_day", ["2026-01-27", "2026-01-31"], "2026-02-12"),
        # the day after the thirteenth is a Friday holiday: the last day is the Monday
        ("2026-01-26", "next_day", ["2026-02-13"], "2026-02-16"),
        ("2026-01-24", "same_day", [], "2026-02-12"),  # received on a Saturday: Monday is day 1
    ],
)
def test_fourteen_working_days(event: str, first_day: str, holidays: list[str], last: str) -> None:
    made = procedure(holidays, first_day=first_day, unit="working")
    assert made.last_day(made.filing, event) == last


@given(DATES, st.integers(1, 60), st.lists(DATES, max_size=12), st.sampled_from(["same_day", "next_day"]))
def test_a_working_clock_holds_exactly_its_days_and_ends_on_one(
    event: dt.date, days: int, free: list[dt.date], first_day: str
) -> None:
    made = procedure([day.isoformat() for day in free], days=days, unit="working", first_day=first_day)
    last = dt.date.fromisoformat(made.last_day(made.filing, event.isoformat()))
    start = event if first_day == "same_day" else event + dt.timedelta(days=1)
    span = [start + dt.timedelta(days=n) for n in range((last - start).days + 1)]
    worked = [day for day in span if day.weekday() < 5 and day not in free]
    assert len(worked) == days and worked[-1] == last


@given(DATES, st.integers(1, 366))
def test_without_weekends_in_the_way_both_clocks_agree_or_the_working_one_is_later(event: dt.date, days: int) -> None:
    calendar, working = procedure(days=days), procedure(days=days, unit="working")
    day = event.isoformat()
    assert calendar.last_day(calendar.filing, day) <= working.last_day(working.filing, day)
    assert calendar.last_day(calendar.filing, day) == after(day, days)


@pytest.mark.parametrize(
    "path",
    [
        "filing/days", "filing/unit", "filing/starts", "filing/first_day", "filing/legal_basis", "filing/status",
        "deciding", "addressee/role", "addressee/where_none", "hearing/person", "hearing/rater", "finality/final",
        "outcomes/ditolak", "holidays", "feedback/least_a_year", "feedback/acknowledge_days", "feedback/remind",
        "feedback/recency/percent", "feedback/sameness/items", "valid_from",
    ],
)  # fmt: skip
def test_nothing_that_decides_has_a_default(path: str) -> None:
    made = tree()
    *above, last = path.split("/")
    place = made
    for name in above:
        place = place[name]
    del place[last]
    with pytest.raises(ValidationError):
        Procedure.model_validate(made)


def test_in_force_from_the_first_to_the_last_day() -> None:
    made = Procedure.model_validate(tree() | {"valid_to": "2026-06-30"})
    days = ("2021-12-31", "2022-01-01", "2026-06-30", "2026-07-01")
    assert [made.in_force(day) for day in days] == [False, True, True, False]
    assert Procedure.model_validate(tree()).in_force("2099-01-01")
    assert made.ref == "objection/v1"


def test_every_rule_says_where_it_comes_from_and_how_sure_that_is() -> None:
    made = Procedure.model_validate(tree())
    rules = [made, made.filing, made.addressee, made.deciding, made.hearing, made.finality, made.feedback]
    assert all(rule.legal_basis and rule.status == "unverified" and rule.note for rule in rules)
    assert isinstance(made.filing, Clock) and not any(isinstance(h, Holiday) for h in made.holidays)
    assert [made.outcome(o).changes for o in ("diterima", "diterima_sebagian", "ditolak")] == [
        "always",
        "maybe",
        "never",
    ]
