"""Confidential raters, by enumeration: two to six raters, every answer sheet, everything that leaves `aggregate`.

The attacker is the person rated together with one of the raters: knows who answered and how many, the rubric, the own
answers, and sees each group's result and the combined value. Docs/adr/0035 says what is proved and what cannot be had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from itertools import combinations_with_replacement, product

import pytest

from bening.checks.raters import scheme
from bening.model.multirater import MultiRater
from bening.model.raters import Assessment
from bening.score.raters import aggregate, combination, combine
from bening.source.strict import read
from tests.unit.conftest import ANI, FIELD_A, ROOT, header

ANSWERS = (1, 2, 3, 4, 5)
LOWEST, HIGHEST = 1, 5
COUNTS = (2, 3, 4, 5, 6)
Sheet = tuple[int, ...]  # one rater's answers, item by item
Rest = tuple[Sheet, ...]  # the others' sheets, whoever gave which


@cache
def rubric(items: int) -> MultiRater:
    """The rubric as it is shipped, with its first items only."""
    whole = MultiRater.model_validate(read((ROOT / "rubrics/multi-rater/v1.yaml").read_bytes()).tree)
    return whole.model_copy(update={"items": whole.items[:items]})


@cache
def assessment(number: int, group: str, answers: Sheet) -> Assessment:
    """One rater's answers."""
    items = rubric(len(answers)).items
    given = [{"item": item.id, "value": value} for item, value in zip(items, answers, strict=True)]
    body = {"date": "2025-12-10", "rater": f"p-{'abcdefghij'[number] * 16}", "answers": given}
    head = header("assessment", ANI, FIELD_A) | {"rubric": "multi-rater/v1", "rater_group": group}
    return Assessment.model_validate(head | {"body": body})


def seen(group: str, sheets: Iterable[Sheet]) -> Hashable:
    """All that leaves the pipeline about a group: every group's result, and the combined value with its weights."""
    given = [assessment(number, group, sheet) for number, sheet in enumerate(sheets)]
    rules = rubric(len(given[0].body.answers))
    boss = assessment(9, "supervisor", (3,) * len(rules.items))
    results = aggregate([boss, *given], rules, closed=True)
    values = {name: result.points for name, result in results.items()}
    row = combination(rules, values, supervisory=True)
    return repr(results), combine(rules, values, supervisory=True), repr(row)


def others(count: int, items: int = 1) -> list[Rest]:
    """Every choice of so many sheets."""
    return list(combinations_with_replacement(tuple(product(ANSWERS, repeat=items)), count))


def told(count: int, own: Sheet | None, see: Callable[[Iterable[Sheet]], Hashable]) -> list[list[Rest]]:
    """What the others may have answered, for each thing that may be seen by somebody who knows `own`."""
    found: dict[Hashable, list[Rest]] = defaultdict(list)
    known = () if own is None else (own,)
    for rest in others(count - len(known)):
        found[see((*known, *rest))].append(rest)
    return list(found.values())


def nothing_is_certain(possible: list[Rest], item: int = 0) -> None:
    """Of no other rater, and of no end of the scale."""
    assert {sheet[item] for rest in possible for sheet in rest} == set(ANSWERS), "an answer is ruled out for everybody"
    assert not all(any(sheet[item] == LOWEST for sheet in rest) for rest in possible), "somebody gave the lowest"
    assert not all(any(sheet[item] == HIGHEST for sheet in rest) for rest in possible), "somebody gave the highest"
    for answer in ANSWERS:
        assert not all(all(sheet[item] == answer for sheet in rest) for rest in possible), "all gave the same"
    assert len({sum(sheet[item] for sheet in rest) for rest in possible}) > 1, "the exact mean follows"


@pytest.mark.parametrize("group", ["peer", "subordinate"])
@pytest.mark.parametrize("count", COUNTS)
def test_one_rater_who_tells_learns_nothing_certain_of_any_other(group: str, count: int) -> None:
    """Every own answer, every sheet of every other: each other rater may still have given any answer."""
    for own in ANSWERS:
        for possible in told(count, (own,), lambda sheets: seen(group, sheets)):
            nothing_is_certain(possible)


@pytest.mark.parametrize("count", COUNTS)
def test_the_person_alone_learns_nothing_certain_of_anybody(count: int) -> None:
    for possible in told(count, None, lambda sheets: seen("peer", sheets)):
        nothing_is_certain(possible)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_below_the_minimum_everything_looks_the_same(count: int) -> None:
    assert len(told(count, None, lambda sheets: seen("peer", sheets))) == 1


@pytest.mark.parametrize("count", [5, 6])
def test_whether_anything_is_shown_never_depends_on_the_answers(count: int) -> None:
    """Nothing is held back because of unanimity or an end of the scale, so that holding back tells nothing."""
    rules = rubric(1)
    for rest in others(count):
        made = aggregate([assessment(n, "peer", s) for n, s in enumerate(rest)], rules, closed=True)["peer"]
        assert made.reason == "" and made.items[rules.items[0].id].band in {band.id for band in rules.bands}


@pytest.mark.parametrize("count", [5, 6])
def test_any_number_of_periods_with_the_same_others_tells_nothing_certain(count: int) -> None:
    """The worst case of several periods: nobody else ever changes an answer, the insider tries every one in turn."""

    def after_all_periods(sheets: Iterable[Sheet]) -> Hashable:
        return tuple(seen("peer", ((own,), *sheets)) for own in ANSWERS)

    found: dict[Hashable, list[Rest]] = defaultdict(list)
    for rest in others(count - 1):
        found[after_all_periods(rest)].append(rest)
    for possible in found.values():
        assert len({sheet for rest in possible for sheet in rest}) >= 2
        assert not all(any(sheet[0] == LOWEST for sheet in rest) for rest in possible)
        assert not all(any(sheet[0] == HIGHEST for sheet in rest) for rest in possible)
        assert all(len({rest[place] for rest in possible}) >= 2 for place in range(count - 1))


def test_several_items_add_nothing() -> None:
    """Two items, five raters, every pair of sheets: what is seen is the two bands, and every pair stays possible.

    What is seen of a group is a function of its items' bands (next test), so bands stand for it here.
    """
    bands = scheme(rubric(2))
    by_total = {sum(s): bands.band(s) for s in combinations_with_replacement(ANSWERS, 5)}
    sums: dict[tuple[int, int], set[Sheet]] = defaultdict(set)
    without: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for rest in others(4, items=2):
        totals = sum(s[0] for s in rest), sum(s[1] for s in rest)
        sums[totals] |= set(rest)
        ends = [(item, end) for item in (0, 1) for end in (LOWEST, HIGHEST)]
        without[totals] |= {(item, end) for item, end in ends if all(s[item] != end for s in rest)}
    for own in product(ANSWERS, repeat=2):
        pairs: dict[tuple[int, int], set[Sheet]] = defaultdict(set)
        free: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
        for (first, second), found in sums.items():
            shown = by_total[first + own[0]], by_total[second + own[1]]
            pairs[shown] |= found
            free[shown] |= without[first, second]
        assert all(found == set(product(ANSWERS, repeat=2)) for found in pairs.values())
        assert all(len(found) == 4 for found in free.values())


@pytest.mark.parametrize("count", [5, 6])
def test_what_is_seen_of_a_group_is_a_function_of_its_bands(count: int) -> None:
    """So the overall number and the combined value, computed from the bands' numbers, cannot tell more than they do."""
    bands, made = scheme(rubric(1)), defaultdict(set)
    for rest in others(count):
        made[bands.band([sheet[0] for sheet in rest])].add(seen("peer", rest))
    assert len(made) == 3 and all(len(views) == 1 for views in made.values())


def test_what_cannot_be_had_two_raters_who_tell_each_other() -> None:
    """With five raters of whom two tell, both having given the highest answer, a low band says that all others gave
    the lowest. The rubric's `insiders` and a minimum of ten is the remedy."""
    low = seen("peer", ((1,),) * 5)
    possible = [rest for rest in others(3) if seen("peer", ((5,), (5,), *rest)) == low]
    assert possible == [((1,), (1,), (1,))]


def test_what_cannot_be_had_somebody_leaves_and_nobody_else_changes_an_answer() -> None:
    """Six raters, one of them gone a year later and the band changed: who were certain that the five others answered
    as before would know much of the one who left. Nobody can be certain of that, but it is likely in a small team."""
    bands = [seen("peer", ((answer,),) * 5) for answer in (1, 3, 5)]
    before = [seen("peer", ((answer,),) * 6) for answer in (1, 3, 5)]
    gone: dict[tuple[int, int], set[int]] = defaultdict(set)
    for rest in others(5):
        now = bands.index(seen("peer", rest))
        for answer in ANSWERS:
            gone[before.index(seen("peer", (*rest, (answer,)))), now].add(answer)
    told_much = {change: left for change, left in gone.items() if left != set(ANSWERS)}
    assert told_much == {(0, 1): {1, 2}, (1, 0): {4, 5}, (1, 2): {1, 2, 3}, (2, 1): {5}}
