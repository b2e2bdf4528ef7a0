"""Bands: which total falls where, and the rule of what they give away against every answer sheet that there is."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.checks.bands import MOST, Scheme, leaks, unsafe_count

SHIPPED = Scheme(1, 5, (Fraction(1), Fraction(27, 10), Fraction(34, 10)))


def sheets(scheme: Scheme, count: int) -> list[tuple[int, ...]]:
    """Every choice of so many answers, whoever gave which."""
    return list(combinations_with_replacement(range(scheme.low, scheme.high + 1), count))


def told(scheme: Scheme, own: tuple[int, ...], band: int, others: int) -> list[tuple[int, ...]]:
    """What the others may have answered, for somebody who knows `own` and the band."""
    return [rest for rest in sheets(scheme, others) if scheme.band((*own, *rest)) == band]


def gives_away(scheme: Scheme, count: int, insiders: int) -> bool:
    """The rule of the decision record, by trying every sheet of everybody."""
    for known in range(insiders + 1):
        for own in sheets(scheme, known):
            for band in range(len(scheme.begins)):
                possible = told(scheme, own, band, count - known)
                if possible and certain(scheme, possible):
                    return True
    return False


def certain(scheme: Scheme, possible: list[tuple[int, ...]]) -> bool:
    """Tell whether something is certain of an answer, of the lowest or highest answer, or of the total."""
    values = {value for rest in possible for value in rest}
    return (
        len(possible[0]) < 2
        or values != set(range(scheme.low, scheme.high + 1))
        or all(scheme.low in rest for rest in possible)
        or all(scheme.high in rest for rest in possible)
        or len({sum(rest) for rest in possible}) == 1
    )


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Any scale of three to six answers and any one to four bands, some of them never reached."""
    low, width = draw(st.integers(0, 2)), draw(st.integers(2, 5))
    more = st.lists(st.fractions(low, low + width, max_denominator=10), max_size=3, unique=True)
    return Scheme(low, low + width, (Fraction(low), *sorted(f for f in draw(more) if f > low)))


@given(schemes(), st.integers(2, 6), st.integers(1, 2))
def test_the_rule_is_what_trying_every_sheet_finds(scheme: Scheme, count: int, insiders: int) -> None:
    if count - insiders >= 1:
        assert leaks(scheme, count, insiders) == gives_away(scheme, count, insiders)


@given(schemes(), st.integers(1, 6))
def test_every_total_lies_in_one_band(scheme: Scheme, count: int) -> None:
    parts = [scheme.totals(band, count) for band in range(len(scheme.begins))]
    assert [total for part in parts for total in part] == list(range(count * scheme.low, count * scheme.high + 1))
    for answers in sheets(scheme, count):
        assert sum(answers) in parts[scheme.band(answers)]


@pytest.mark.parametrize(
    ("answers", "band"),
    [((1, 1, 1, 1, 1), 0), ((2, 3, 3, 2, 3), 0), ((3, 3, 3, 3, 2), 1), ((4, 3, 3, 3, 3), 1), ((4, 4, 3, 3, 3), 2)],
)
def test_bands_by_hand(answers: tuple[int, ...], band: int) -> None:
    """Five answers: 5-13, 14-16 and 17-25, as the rubric's file says."""
    assert SHIPPED.band(answers) == band


def test_the_shipped_bands_are_safe_from_five_raters_on_and_not_below() -> None:
    assert [leaks(SHIPPED, n, 1) for n in range(2, 9)] == [True] * 3 + [False] * 4
    assert unsafe_count(SHIPPED, 5, 1) is None
    assert unsafe_count(SHIPPED, 4, 1) == 4
    assert not gives_away(SHIPPED, 5, 1) and not gives_away(SHIPPED, 6, 1)


def test_two_raters_who_tell_each_other_need_ten() -> None:
    assert unsafe_count(SHIPPED, 9, 2) == 9
    assert unsafe_count(SHIPPED, 10, 2) is None


@pytest.mark.parametrize(("width", "count"), list(product(range(4, 11), (2, 3, 4))))
def test_below_five_raters_no_two_bands_are_safe_on_any_scale(width: int, count: int) -> None:
    """So the minimum of five is no taste: fewer cannot be shown anything, wherever the one cut lies."""
    cuts = [Fraction(total, count) for total in range(count + 1, width * count + 1)]
    assert all(leaks(Scheme(1, width, (Fraction(1), cut)), count, 1) for cut in cuts)


def test_a_fourth_band_gives_too_much_away_with_five_raters() -> None:
    cuts = [Fraction(total, 5) for total in range(6, 26)]
    three = [c for c in combinations(cuts, 2) if not leaks(Scheme(1, 5, (Fraction(1), *c)), 5, 1)]
    four = [c for c in combinations(cuts, 3) if not leaks(Scheme(1, 5, (Fraction(1), *c)), 5, 1)]
    assert three and not four


def test_the_bound_on_the_number_of_raters_is_far_above_where_it_matters() -> None:
    assert MOST >= 100
    assert not any(leaks(SHIPPED, n, 1) for n in (MOST + 1, 3 * MOST))
