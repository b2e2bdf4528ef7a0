"""The expected pattern: known answers by the table of SE MenPANRB 3/2023, and a brute-force reading of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.checks.units_rules import RESULTS
from bening.model.distribution import Distribution, ShareRule
from bening.model.terms import PREDICATES, Predicate, UnitResult
from bening.score.distribution import compare, head_rating, people, share, too_few
from bening.score.quadrant import RubricIncomplete
from bening.source.rubrics import Rubrics
from bening.source.tree import WorkTree
from tests.unit.conftest import ROOT


def rubric() -> Distribution:
    loaded = Rubrics(WorkTree(ROOT)).load("distribution/v1", Distribution)
    assert loaded is not None and loaded.model is not None
    return loaded.model


RUBRIC = rubric()
Counts = dict[Predicate, int]


def counts(*numbers: int) -> Counts:
    """Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang."""
    return dict(zip(PREDICATES, numbers, strict=True))


# result, counts, the rules of the result's pattern that do not hold
KNOWN: list[tuple[UnitResult, tuple[int, ...], list[int]]] = [
    ("istimewa", (60, 40, 0, 0, 0), []),
    ("istimewa", (70, 30, 0, 0, 0), []),  # at most 70 includes 70
    ("istimewa", (71, 29, 0, 0, 0), [1]),
    ("istimewa", (50, 50, 0, 0, 0), [0]),  # half is no majority
    ("istimewa", (51, 49, 0, 0, 0), []),
    ("baik", (20, 60, 20, 0, 0), []),
    ("baik", (20, 60, 19, 1, 0), []),
    ("baik", (30, 70, 0, 0, 0), [2]),  # nobody below Baik
    ("baik", (0, 99, 0, 1, 0), [1]),
    ("baik", (40, 40, 20, 0, 0), [0]),
    ("baik", (0, 100, 0, 0, 0), [1, 2]),
    ("baik", (29, 70, 0, 0, 1), [2]),  # Sangat Kurang is neither of the two
    ("butuh_perbaikan", (10, 30, 60, 0, 0), []),
    ("butuh_perbaikan", (11, 29, 60, 0, 0), [1]),
    ("butuh_perbaikan", (10, 31, 59, 0, 0), [0]),
    ("kurang", (10, 20, 10, 60, 0), []),
    ("kurang", (0, 31, 9, 60, 0), [1]),
    ("kurang", (11, 20, 9, 59, 1), [0, 1, 2]),
    ("sangat_kurang", (0, 30, 5, 5, 60), []),
    ("sangat_kurang", (1, 30, 5, 4, 60), [1, 2]),
    ("sangat_kurang", (0, 31, 5, 5, 59), [0]),
]


@pytest.mark.parametrize(("result", "numbers", "wrong"), KNOWN)
def test_known_answers(result: UnitResult, numbers: tuple[int, ...], wrong: list[int]) -> None:
    found = compare(counts(*numbers), result, RUBRIC)
    assert [int(d.pointer.rpartition("/")[2]) for d in found] == wrong
    for deviation in found:
        _, _, pattern, _, rule = deviation.pointer.split("/")
        assert RUBRIC.patterns[int(pattern)].result == result
        assert deviation.expected is RUBRIC.patterns[int(pattern)].rules[int(rule)]


def test_shares_are_exact() -> None:
    (deviation,) = compare(counts(1, 1, 1, 0, 0), "istimewa", RUBRIC)
    assert deviation.share == Fraction(1, 3)


def by_the_table(c: Counts, result: UnitResult) -> set[int]:
    """The table of the circular as a person reads it, in whole hundredths."""
    n = sum(c.values())
    sb, b, bp, k, sk = (c[p] * 100 for p in PREDICATES)
    read = {
        "istimewa": [sb > 50 * n, sb <= 70 * n],
        "baik": [b > 50 * n, b <= 70 * n, bp + k > 0],
        "butuh_perbaikan": [bp >= 60 * n, sb <= 10 * n],
        "kurang": [k >= 60 * n, bp >= 10 * n, sb <= 10 * n],
        "sangat_kurang": [sk >= 60 * n, k + bp >= 10 * n, sb == 0],
    }[result]
    return {place for place, holds in enumerate(read) if not holds}


NUMBERS = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda c: sum(c) > 0)


@given(NUMBERS, st.sampled_from(RESULTS), st.integers(1, 7))
def test_it_is_the_table_and_the_size_does_not_matter(numbers: list[int], result: UnitResult, times: int) -> None:
    c = counts(*numbers)
    found = compare(c, result, RUBRIC)
    assert {int(d.pointer.rpartition("/")[2]) for d in found} == by_the_table(c, result)
    assert all(0 <= d.share <= 1 for d in found)
    assert compare({p: n * times for p, n in c.items()}, result, RUBRIC) == found


def test_largest_is_the_other_reading_of_majority() -> None:
    tree = RUBRIC.patterns[0].rules[0].model_dump() | {"share": "largest", "percent": None}
    rule = ShareRule.model_validate(tree)
    pattern = RUBRIC.patterns[0].model_copy(update={"rules": [rule]})
    other = RUBRIC.model_copy(update={"patterns": [pattern]})
    assert compare(counts(40, 35, 25, 0, 0), "istimewa", other) == []
    assert len(compare(counts(40, 40, 20, 0, 0), "istimewa", other)) == 1
    assert share(counts(40, 35, 25, 0, 0), rule) == Fraction(2, 5)


def test_few_people_and_nobody() -> None:
    assert too_few(counts(9, 0, 0, 0, 0), RUBRIC) and not too_few(counts(5, 5, 0, 0, 0), RUBRIC)
    assert people(counts(1, 2, 3, 4, 5)) == 15
    assert compare(counts(0, 0, 0, 0, 0), "baik", RUBRIC) == []


def test_a_rubric_without_an_answer_is_refused() -> None:
    empty = RUBRIC.model_copy(update={"patterns": RUBRIC.patterns[:1]})
    with pytest.raises(RubricIncomplete):
        compare(counts(1, 0, 0, 0, 0), "baik", empty)
    head = RUBRIC.model_copy(update={"head": RUBRIC.head.model_copy(update={"ratings": []})})
    with pytest.raises(RubricIncomplete):
        head_rating("baik", head)
    rule = RUBRIC.patterns[0].rules[0].model_copy(update={"percent": None})
    pattern = RUBRIC.patterns[0].model_copy(update={"rules": [rule]})
    with pytest.raises(RubricIncomplete):
        compare(counts(1, 0, 0, 0, 0), "istimewa", RUBRIC.model_copy(update={"patterns": [pattern]}))


def test_heads() -> None:
    ratings = [head_rating(result, RUBRIC) for result in RESULTS]
    assert ratings == ["di_atas", "sesuai", "di_bawah", "di_bawah", "di_bawah"]
