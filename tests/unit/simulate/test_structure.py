import pytest

from bening.simulate.chance import Chance
from bening.simulate.structure import office_count, offices, share


@pytest.mark.parametrize(
    ("total", "weights", "least"), [(10, [1, 1, 1], 2), (7, [5, 1], 3), (100, [9, 3, 1], 0), (2, [4, 1, 1], 6)]
)
def test_share_gives_everything_away(total: int, weights: list[int], least: int) -> None:
    parts = share(total, weights, least)
    assert sum(parts) == total
    assert min(parts) >= min(least, total // len(weights))


@pytest.mark.parametrize(
    ("people", "fewest", "most"), [(300, 27, 50), (20_000, 170, 230), (100_000, 400, 700), (400_000, 1000, 3000)]
)
def test_units_are_as_many_as_the_size_asks_for(people: int, fewest: int, most: int) -> None:
    found = offices(people, 1)
    units = [unit for office in found for unit in office.units]
    codes = [unit.code for unit in [*found, *units]]
    assert len(codes) == len(set(codes))
    assert max(map(len, codes)) <= 48
    assert fewest <= len(units) <= most
    assert sum(unit.size for unit in [*found, *units]) == people
    assert min(unit.size for unit in units) >= 2


def test_bigger_agencies_have_no_fewer_offices() -> None:
    counts = [office_count(people) for people in range(1, 120_000, 500)]
    assert counts == sorted(counts)


def test_chance_is_the_same_everywhere() -> None:
    chance = Chance(7, "fixed")
    assert [chance.word(8), chance.below(100), chance.some("abcdef", 3)] == ["uj4puapa", 32, ["f", "a", "d"]]
