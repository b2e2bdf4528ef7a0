"""Who waits for whom: total, without rings, and worked by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.followup.chains import chain, chains

ABOVE = {"staff": "section", "other": "section", "section": "division", "division": "office"}


@pytest.mark.parametrize(
    ("open_", "expected"),
    [
        (set(), {}),
        ({"staff"}, {}),  # its own step is open, but nobody's above: it waits for nobody
        ({"staff", "section"}, {"staff": ("section",)}),
        (
            {"staff", "other", "section", "division"},
            {"staff": ("section", "division"), "other": ("section", "division"), "section": ("division",)},
        ),
        # the section has finished: what is open further up does not block the staff
        ({"staff", "division"}, {}),
        ({"staff", "section", "office"}, {"staff": ("section",)}),
        ({"section", "division", "office"}, {"section": ("division", "office"), "division": ("office",)}),
    ],
)
def test_by_hand(open_: set[str], expected: dict[str, tuple[str, ...]]) -> None:
    assert chains(ABOVE, open_) == expected


def test_a_ring_of_supervisors_ends() -> None:
    above = {"a": "b", "b": "c", "c": "a"}
    assert chain("a", above, {"a", "b", "c"}) == ("b", "c")
    assert chain("a", {"a": "a"}, {"a"}) == ()


PEOPLE = st.sampled_from("abcdefgh")


@given(st.dictionaries(PEOPLE, PEOPLE), st.sets(PEOPLE))
def test_chains_are_total_acyclic_and_end_at_somebody_who_waits_for_nobody_new(
    above: dict[str, str], open_: set[str]
) -> None:
    made = chains(above, open_)
    for person in open_:  # total: everybody who waits has a chain, nobody else
        boss = above.get(person)
        assert (person in made) == (boss in open_ and boss != person)
    for person, waits in made.items():
        line = (person, *waits)
        assert len(set(line)) == len(line)  # acyclic
        assert set(line) <= open_
        assert all(above[low] == high for low, high in pairwise(line))
        top = above.get(line[-1])
        assert top not in open_ or top in line
        # the rest of a chain is the chain of who comes next, unless a ring closes there
        assert made.get(waits[0], ())[: len(waits) - 1] == waits[1:] or person in made.get(waits[0], ())
