"""A year in stretches and segments: known answers by hand, and properties over any careers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.checks.context import gather
from bening.checks.segments import (
    Stretch,
    decisive_day,
    last_day,
    month_ends,
    months,
    plan_for,
    quarter_days,
    segments,
    stretches,
)
from bening.model.organisation import Position
from bening.model.records import Evaluation, Feedback
from bening.survey import all_paths
from tests.unit.conftest import ANI, BOSS, FIELD_A, FIELD_B, HEAD, Agency, plan_tree, position_tree

YEAR = ("2025-01-01", "2025-12-31")
BY = ("unit", "title", "level", "family")


def post(start: str, end: str | None = None, unit: str = "a", **more: Any) -> Position:
    """A position from `start` to `end`."""
    tree = position_tree(unit, None) | {"valid_from": start} | ({"valid_to": end} if end else {}) | more
    return Position.model_validate(tree)


def spans(found: list[Stretch]) -> list[tuple[int, str, str, str]]:
    """Number, first and last day, unit."""
    return [(s.number, s.starts, s.ends, s.unit) for s in found]


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([post("2020-01-01")], [(1, *YEAR, "a")]),
        ([post("2025-03-10")], [(1, "2025-03-10", "2025-12-31", "a")]),
        ([post("2020-01-01", "2025-06-30")], [(1, "2025-01-01", "2025-06-30", "a")]),
        ([post("2020-01-01", "2024-12-31")], []),
        ([post("2026-01-01")], []),
        (
            [post("2020-01-01", "2025-04-30"), post("2025-05-01", unit="b")],
            [(1, "2025-01-01", "2025-04-30", "a"), (2, "2025-05-01", "2025-12-31", "b")],
        ),
        # only the grade changes: no new segment
        ([post("2020-01-01", "2025-03-31"), post("2025-04-01", grade="III/d")], [(1, *YEAR, "a")]),
        # the level changes: a new segment in the same unit
        (
            [post("2020-01-01", "2025-03-31"), post("2025-04-01", level="ahli_madya")],
            [(1, "2025-01-01", "2025-03-31", "a"), (2, "2025-04-01", "2025-12-31", "a")],
        ),
        # away in between: two segments, although the post is the same
        (
            [post("2020-01-01", "2025-03-31"), post("2025-06-01")],
            [(1, "2025-01-01", "2025-03-31", "a"), (2, "2025-06-01", "2025-12-31", "a")],
        ),
        # acting beside the definitive post changes nothing; alone it is what counts
        ([post("2020-01-01"), post("2025-03-01", unit="b", acting="plt")], [(1, *YEAR, "a")]),
        (
            [post("2020-01-01", "2025-06-30"), post("2025-03-01", unit="b", acting="plt")],
            [(1, "2025-01-01", "2025-06-30", "a"), (2, "2025-07-01", "2025-12-31", "b")],
        ),
    ],
)
def test_stretches_by_hand(posts: list[Position], expected: list[tuple[int, str, str, str]]) -> None:
    assert spans(stretches(posts, *YEAR, BY)) == expected


def test_what_opens_a_segment_is_data() -> None:
    posts = [post("2020-01-01", "2025-03-31"), post("2025-04-01", level="ahli_madya")]
    assert len(stretches(posts, *YEAR, ("unit",))) == 1
    assert len(stretches(posts, *YEAR, ("level",))) == 2


def counted(posts: list[Position], rule: Any) -> list[int]:
    """Months of each stretch."""
    return months(stretches(posts, *YEAR, BY), *YEAR, rule)


@pytest.mark.parametrize(
    ("posts", "most_days", "last"),
    [
        ([post("2020-01-01")], [12], [12]),
        ([post("2020-01-01", "2025-04-30"), post("2025-05-01", unit="b")], [4, 8], [4, 8]),
        # 15 May: 14 days in a, 17 in b
        ([post("2020-01-01", "2025-05-14"), post("2025-05-15", unit="b")], [4, 8], [4, 8]),
        # 20 May: 19 days in a, 12 in b; but the last day is b's
        ([post("2020-01-01", "2025-05-19"), post("2025-05-20", unit="b")], [5, 7], [4, 8]),
        # 16 June: 15 days each; a tie is the later one's
        ([post("2020-01-01", "2025-06-15"), post("2025-06-16", unit="b")], [5, 7], [5, 7]),
        # began on 18 February 2025: 11 of 28 days held, 17 not
        ([post("2025-02-18")], [10], [11]),
        # began on 15 February: 14 held, 14 not: held is enough
        ([post("2025-02-15")], [11], [11]),
        # left on the 20th of March: most of its days, but not the last
        ([post("2020-01-01", "2025-03-20")], [3], [2]),
        # one day in December
        ([post("2020-01-01", "2025-12-30"), post("2025-12-31", unit="b")], [12, 0], [11, 1]),
    ],
)
def test_months_by_hand(posts: list[Position], most_days: list[int], last: list[int]) -> None:
    assert counted(posts, "most_days") == most_days
    assert counted(posts, "last_day") == last


def test_the_months_of_a_leap_year() -> None:
    found = list(month_ends("2024-01-01", "2024-12-31"))
    assert len(found) == 12 and found[1] == ("2024-02-01", "2024-02-29")
    assert list(month_ends("2025-01-30", "2025-02-02")) == [("2025-01-30", "2025-01-31"), ("2025-02-01", "2025-02-02")]


@pytest.mark.parametrize(
    ("period", "days"),
    [("2024-q1", ("2024-01-01", "2024-03-31")), ("2025-q4", ("2025-10-01", "2025-12-31")), ("2025", None)],
)
def test_quarters(period: str, days: tuple[str, str] | None) -> None:
    assert quarter_days(period) == days
    assert quarter_days("2025-s1") is None


@st.composite
def careers(draw: st.DrawFn) -> list[Position]:
    """Posts one after the other, with gaps, some acting beside them."""
    days = sorted(draw(st.sets(st.integers(-200, 560), min_size=2, max_size=9)))
    first = dt.date(2025, 1, 1)
    found = []
    for start, end in zip(days[::2], days[1::2], strict=False):
        unit = draw(st.sampled_from(["a", "b"]))
        level = draw(st.sampled_from(["ahli_muda", "ahli_madya"]))
        span = [(first + dt.timedelta(days=d)).isoformat() for d in (start, end - 1)]
        acting = {"acting": "plt"} if draw(st.integers(0, 5)) == 0 else {}
        found.append(
            post(span[0], span[1] if draw(st.booleans()) or end != days[-1] else None, unit, level=level, **acting)
        )
    return found


@given(careers())
def test_every_day_with_a_post_is_in_exactly_one_stretch(posts: list[Position]) -> None:
    found = stretches(posts, *YEAR, BY)
    assert [s.number for s in found] == list(range(1, len(found) + 1))
    day = dt.date(2025, 1, 1)
    while day.year == 2025:
        date = day.isoformat()
        held = [p for p in posts if p.valid_from <= date and (p.valid_to is None or date <= p.valid_to)]
        here = [s for s in found if s.starts <= date <= s.ends]
        assert len(here) == bool(held)
        assert not here or here[0].unit == next((p for p in held if p.acting is None), (held or [None])[0]).unit  # type: ignore[union-attr]
        day += dt.timedelta(days=1)


@given(careers(), st.sampled_from(["most_days", "last_day"]))
def test_a_month_belongs_to_one_stretch_at_most(posts: list[Position], rule: Any) -> None:
    found = stretches(posts, *YEAR, BY)
    counts = months(found, *YEAR, rule)
    assert len(counts) == len(found) and sum(counts) <= 12
    touched = [sum(s.starts <= last and first <= s.ends for first, last in month_ends(*YEAR)) for s in found]
    assert all(0 <= count <= most for count, most in zip(counts, touched, strict=True))


# ---- in an agency


def with_cycle(agency: Agency) -> None:
    """Let the settings name the cycle's rubric, and record that both leaders may rate."""
    agency.put("bening.yml", agency.tree("bening.yml") | {"rules": {"cycle": "cycle/v1"}})
    path = layout.unit_path("kota-uji")
    officers = [{"role": "rater", "person": p, "valid_from": "2020-01-01"} for p in (HEAD, BOSS)]
    agency.edit(path, "/body/officers", [*agency.tree(path)["body"]["officers"], *officers], keep=False)


def moved(agency: Agency, before: str, day: str) -> None:
    """Ani was in the other unit, below the head, up to `before`."""
    first = position_tree(FIELD_B, HEAD) | {"valid_to": before}
    second = position_tree(FIELD_A, BOSS) | {"valid_from": day}
    agency.edit(layout.person_path(ANI), "/body/positions", [first, second])


def of(agency: Agency) -> list[tuple[str, str, int, str, str]]:
    """Label, part, months, first and last day of Ani's segments."""
    context = agency.context()
    entry = context.settings.calendar.periods[0]
    found = segments(context, gather(context, ANI, all_paths(context, ANI)), entry)
    return [(s.label, s.part, s.months, s.starts, s.ends) for s in found]


def test_one_post_is_one_segment(agency: Agency) -> None:
    assert of(agency) == [("1", "", 0, *YEAR)]
    with_cycle(agency)
    assert of(agency) == [("1", "", 12, *YEAR)]


def test_two_units_are_two_segments(agency: Agency) -> None:
    with_cycle(agency)
    moved(agency, "2025-04-30", "2025-05-01")
    assert of(agency) == [("1", "", 4, "2025-01-01", "2025-04-30"), ("2", "", 8, "2025-05-01", "2025-12-31")]


def test_there_and_back_again_without_parts_is_joined_by_unit(agency: Agency) -> None:
    with_cycle(agency)
    posts = [
        position_tree(FIELD_A, BOSS) | {"valid_to": "2025-02-28"},
        position_tree(FIELD_B, BOSS) | {"valid_from": "2025-03-01", "valid_to": "2025-05-31"},
        position_tree(FIELD_A, BOSS) | {"valid_from": "2025-06-01"},
    ]
    agency.edit(layout.person_path(ANI), "/body/positions", posts)
    assert [(label, part, count) for label, part, count, _s, _e in of(agency)] == [("1", "", 3), ("2", "", 9)]


def test_parts_tell_segments_of_a_unit_apart(agency: Agency) -> None:
    with_cycle(agency)
    posts = [
        position_tree(FIELD_A, BOSS) | {"valid_to": "2025-06-30"},
        position_tree(FIELD_A, BOSS, level="ahli_madya") | {"valid_from": "2025-07-01"},
    ]
    agency.edit(layout.person_path(ANI), "/body/positions", posts)
    folder = layout.person_folder("2025", FIELD_A, ANI)
    assert [part for _l, part, _m, _s, _e in of(agency)] == [""]
    second = plan_tree(ANI, FIELD_A, None) | {"period": "2025-s2"}
    agency.put(f"{folder}/plan-s2.yaml", second)
    assert [(part, count) for _l, part, count, _s, _e in of(agency)] == [("", 6), ("s2", 6)]
    agency.put(f"{folder}/report-s1.yaml", agency.tree(f"{folder}/report.yaml") | {"period": "2025-s1"})
    assert [part for _l, part, _m, _s, _e in of(agency)] == ["s1", "s2"]


def test_the_last_day_in_a_unit_decides(agency: Agency) -> None:
    with_cycle(agency)
    moved(agency, "2025-04-30", "2025-05-01")
    context = agency.context()
    path = layout.person_folder("2025", FIELD_A, ANI)
    record = Evaluation.model_validate(agency.tree(f"{path}/evaluation.yaml"))
    assert (last_day(context, record), decisive_day(context, record)) == ("2025-12-31", "2025-12-31")
    old = record.model_copy(update={"unit": FIELD_B})
    assert (last_day(context, old), decisive_day(context, old)) == ("2025-04-30", "2025-04-30")
    quarter = old.model_copy(update={"period": "2025-q1"})
    assert last_day(context, quarter) == "2025-03-31"
    assert last_day(context, quarter.model_copy(update={"period": "2025-q3"})) == "2025-09-30"
    note = Feedback.model_validate(agency.tree(f"{path}/feedback-01.yaml")).model_copy(update={"unit": FIELD_B})
    assert decisive_day(context, note) == note.body.date == "2025-05-12"


def test_the_plan_that_a_record_rests_on_is_that_of_its_segment(agency: Agency) -> None:
    with_cycle(agency)
    posts = [
        position_tree(FIELD_A, BOSS) | {"valid_to": "2025-06-30"},
        position_tree(FIELD_A, BOSS, level="ahli_madya") | {"valid_from": "2025-07-01"},
    ]
    agency.edit(layout.person_path(ANI), "/body/positions", posts)
    folder = layout.person_folder("2025", FIELD_A, ANI)
    agency.put(f"{folder}/plan-s2.yaml", plan_tree(ANI, FIELD_A, None) | {"period": "2025-s2"})
    context = agency.context()
    dossier = gather(context, ANI, all_paths(context, ANI))
    record = Evaluation.model_validate(agency.tree(f"{folder}/evaluation.yaml"))
    note = Feedback.model_validate(agency.tree(f"{folder}/feedback-01.yaml"))
    late = note.model_copy(update={"body": note.body.model_copy(update={"date": "2025-09-01"})})
    periods = {"2025": "2025", "2025-s2": "2025-s2", "2025-q2": "2025", "2025-q3": "2025-s2"}
    for period, expected in periods.items():
        plan = plan_for(context, dossier, record.model_copy(update={"period": period}))
        assert plan is not None and plan.period == expected, period
    for which, expected in ((note, "2025"), (late, "2025-s2")):
        plan = plan_for(context, dossier, which)
        assert plan is not None and plan.period == expected
