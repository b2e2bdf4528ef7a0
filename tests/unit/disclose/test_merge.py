"""Which offices are merged: every group of the result meets the three limits, and nobody is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.disclose.merge import Grouping, Limits, group, may_stand, together
from tests.unit.disclose.tables import LIMITS

FIVE = Limits(5, 5, 95)
Groups = dict[str, dict[str, int]]
ROW = st.fixed_dictionaries(dict.fromkeys("abc", st.integers(0, 12))).filter(lambda r: any(r.values()))
GROUPS = st.dictionaries(st.sampled_from([f"dinas-{n}" for n in range(8)]), ROW, min_size=1, max_size=8)


def limits_hold(counts: dict[str, int], limits: Limits) -> bool:
    """The policy's three sentences, written out once more."""
    people, largest = sum(counts.values()), max(counts.values())
    no_small = not any(0 < n < limits.minimum_count for n in counts.values())
    return (
        no_small
        and people - largest >= limits.minimum_others
        and 100 * largest <= limits.maximum_share_percent * people
    )


STANDS = [
    ({"a": 5, "b": 5}, True),
    ({"a": 5, "b": 4}, False),  # four people
    ({"a": 10, "b": 0}, False),  # everyone alike
    ({"a": 95, "b": 5}, True),  # 95 per cent, five others
    ({"a": 96, "b": 5}, False),  # over 95 per cent
    ({"a": 94, "b": 4}, False),
    ({"a": 0, "b": 0}, False),
    ({}, False),
]


@pytest.mark.parametrize(("counts", "stands"), STANDS)
def test_a_group_may_stand_or_not(counts: dict[str, int], stands: bool) -> None:
    assert may_stand(counts, FIVE) is stands


@pytest.mark.parametrize(
    ("limit", "counts"), [(Limits(1, 6, 100), {"a": 9, "b": 5}), (Limits(1, 1, 60), {"a": 7, "b": 4})]
)
def test_each_limit_bites_by_itself(limit: Limits, counts: dict[str, int]) -> None:
    assert may_stand(counts, FIVE) is (counts["b"] >= 5)
    assert not may_stand(counts, limit)


@given(GROUPS, LIMITS)
def test_every_group_of_the_result_meets_the_limits_and_nobody_is_lost(groups: Groups, limits: Limits) -> None:
    made = group(groups, limits)
    everybody = together(groups, list(groups))
    assert (made is None) is not limits_hold(everybody, limits)
    if made is None:
        return
    assert sorted((*made.alone, *made.rest)) == sorted(groups)
    rows = [groups[name] for name in made.alone] + ([together(groups, made.rest)] if made.rest else [])
    assert all(limits_hold(row, limits) for row in rows)
    assert {c: sum(row[c] for row in rows) for c in "abc"} == everybody
    assert len(made.rest) != 1


@given(GROUPS, LIMITS, st.randoms(use_true_random=False))
def test_the_order_of_the_offices_decides_nothing(groups: Groups, limits: Limits, chance: object) -> None:
    names = list(groups)
    chance.shuffle(names)  # type: ignore[attr-defined]
    first, second = group(groups, limits), group({n: groups[n] for n in names}, limits)
    assert (first is None) is (second is None)
    if first and second:
        assert (set(first.alone), set(first.rest)) == (set(second.alone), set(second.rest))
        assert [n for n in names if n in second.alone] == list(second.alone)


def test_what_can_stand_alone_is_left_alone() -> None:
    good, small = {"a": 30, "b": 10}, {"a": 6, "b": 2}
    assert group({"x": good, "y": good}, FIVE) == Grouping(("x", "y"), ())
    assert group({"x": good, "y": small, "z": small, "u": small}, FIVE) == Grouping(("x",), ("y", "z", "u"))


def test_one_small_office_takes_the_smallest_of_the_others_with_it() -> None:
    groups = {"x": {"a": 30, "b": 10}, "y": {"a": 6, "b": 2}, "z": {"a": 20, "b": 10}}
    assert group(groups, FIVE) == Grouping(("x",), ("y", "z"))


def test_ties_go_by_name() -> None:
    good = {"a": 30, "b": 10}
    assert group({"z": good, "s": {"a": 6, "b": 2}, "y": good}, FIVE) == Grouping(("z",), ("s", "y"))


def test_where_only_the_whole_is_safe_all_is_merged_and_otherwise_nothing_is() -> None:
    assert group({"x": {"a": 8, "b": 1}, "y": {"a": 1, "b": 8}}, FIVE) == Grouping((), ("x", "y"))
    assert group({"x": {"a": 40, "b": 1}, "y": {"a": 40, "b": 1}}, FIVE) is None
    assert group({}, FIVE) is None
