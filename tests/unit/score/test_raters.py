"""Multi-rater results: by hand, against a naive reference, by the weights, and what the words say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.checks.context import gather
from bening.model.multirater import MultiRater
from bening.model.raters import Assessment
from bening.model.terms import RaterGroup
from bening.score import explain as words
from bening.score import raters
from bening.score.raters import aggregate, combine, decimal
from bening.source.strict import read
from bening.survey import all_paths
from tests.unit.conftest import ANI, BOSS, BUDI, FIELD_A, ROOT, VALUES, Agency, header, person_tree, position_tree

REF = "multi-rater/v1"
FOLDER = layout.person_folder("2025", FIELD_A, ANI)
GROUPS: tuple[RaterGroup, ...] = ("self", "supervisor", "peer", "subordinate")
MATES = tuple(f"p-{letter * 16}" for letter in "qrstuvwx")


@cache
def rubric() -> MultiRater:
    """The rubric as it is shipped."""
    return MultiRater.model_validate(read((ROOT / f"rubrics/{REF}.yaml").read_bytes()).tree)


def sheet_tree(rater: str, group: str, answers: Sequence[int], date: str = "2025-12-10") -> dict[str, Any]:
    """Answers to the seven items about Ani."""
    given = [{"item": item, "value": value} for item, value in zip(VALUES, answers, strict=True)]
    body = {"date": date, "rater": rater, "answers": given}
    return header("assessment", ANI, FIELD_A) | {"rubric": REF, "rater_group": group, "body": body}


def sheet(number: int, group: str, answers: Sequence[int]) -> Assessment:
    """The same as a model."""
    return Assessment.model_validate(sheet_tree(MATES[number], group, answers))


answer = st.integers(1, 5)
answers = st.lists(answer, min_size=7, max_size=7)
filled = st.dictionaries(st.sampled_from(GROUPS), st.lists(answers, max_size=8))


def sheets(given_: dict[RaterGroup, list[list[int]]]) -> list[Assessment]:
    """The sheets of all groups."""
    return [sheet(n, group, row) for group, rows in given_.items() for n, row in enumerate(rows)]


def naive(rows: list[list[int]], confidential: bool) -> Fraction | None:
    """The rubric's note by hand: at least five, 2.7 and 3.4, 56, 80 and 104; 20 points a step of the scale."""
    if len(rows) < (5 if confidential else 1):
        return None
    means = [Fraction(sum(column), len(column)) for column in zip(*rows, strict=True)]
    if not confidential:
        return sum((20 * mean + 20 for mean in means), Fraction(0)) / 7
    points = [104 if mean >= Fraction(34, 10) else 80 if mean >= Fraction(27, 10) else 56 for mean in means]
    return Fraction(sum(points), 7)


@given(filled)
def test_the_result_is_that_of_a_naive_count(given_: dict[RaterGroup, list[list[int]]]) -> None:
    made = aggregate(sheets(given_), rubric(), closed=True)
    assert set(made) == set(GROUPS)
    for group, result in made.items():
        expected = naive(given_.get(group, []), group in ("peer", "subordinate"))
        assert result.points == expected
        assert result.reason == ("" if expected is not None else "too_few")


@given(filled, st.randoms(use_true_random=False))
def test_the_order_of_the_sheets_does_not_matter(given_: dict[RaterGroup, list[list[int]]], chance: Any) -> None:
    ordered = sheets(given_)
    mixed = list(ordered)
    chance.shuffle(mixed)
    assert aggregate(mixed, rubric(), closed=True) == aggregate(ordered, rubric(), closed=True)


@given(
    filled, st.sampled_from(["peer", "subordinate"]), st.integers(0, 4).flatmap(lambda n: st.lists(answers, min_size=n))
)
def test_below_the_minimum_and_before_the_close_nothing_depends_on_the_answers(
    given_: dict[RaterGroup, list[list[int]]], group: RaterGroup, other: list[list[int]]
) -> None:
    few, same = given_ | {group: other[:4]}, given_ | {group: [[1] * 7] * len(other[:4])}
    assert aggregate(sheets(few), rubric(), closed=True) == aggregate(sheets(same), rubric(), closed=True)
    before = aggregate(sheets(given_), rubric(), closed=False)
    assert {result.reason for result in before.values()} == {"not_closed"}
    assert before == aggregate([], rubric(), closed=False)


def test_a_result_of_a_confidential_group_holds_bands_and_their_numbers_only() -> None:
    made = aggregate([sheet(n, "peer", [5, 4, 3, 3, 2, 1, 4]) for n in range(5)], rubric(), closed=True)["peer"]
    bands = [item.band for item in made.items.values()]
    strong, fair, weak = "kuat", "memadai", "perlu-perhatian"
    assert bands == [strong, strong, fair, fair, weak, weak, strong]
    assert [item.points for item in made.items.values()] == [104, 104, 80, 80, 56, 56, 104]
    assert made.points == Fraction(584, 7)
    assert set(made.__slots__) == {"group", "confidential", "reason", "items"}


@pytest.mark.parametrize(
    ("supervisory", "values", "expected"),
    [
        (True, {"supervisor": 100, "peer": 104, "subordinate": 80}, "95.6"),  # 60 + 15.6 + 20
        (True, {"supervisor": 100, "peer": 104}, "100.8"),  # 80 + 20.8
        (True, {"supervisor": 100, "subordinate": 80}, "94"),  # 70 + 24
        (True, {"peer": 104, "subordinate": 80}, ""),  # no rule is known
        (True, {"supervisor": 100}, "100"),
        (True, {"peer": 104}, "104"),
        (True, {"subordinate": 80}, "80"),
        (False, {"supervisor": 100, "peer": 104}, "101.6"),  # 60 + 41.6
        (False, {"supervisor": 100, "peer": 104, "subordinate": 56}, "101.6"),  # nobody is below such a post
        (False, {"supervisor": 90, "self": 120}, "90"),  # self does not count
        (False, {"self": 120}, ""),
        (False, {}, ""),
    ],
)
def test_groups_are_combined_by_the_weights(supervisory: bool, values: dict[str, int], expected: str) -> None:
    exact = {group: Fraction(value) for group, value in values.items()}
    made = combine(rubric(), exact | {"none": None}, supervisory)
    assert (decimal(made) if made is not None else "") == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [("5", "5"), ("1/3", "0.33"), ("1/200", "0.01"), ("100", "100"), ("2499/2500", "1"), ("81/2", "40.5")],
)
def test_numbers_for_reading_are_rounded_half_up(value: str, text: str) -> None:
    assert decimal(Fraction(value)) == text


def rated(agency: Agency, rows: Sequence[Sequence[int]]) -> Agency:
    """Ani, rated by herself, by the supervisor and by so many colleagues."""
    settings = agency.tree("bening.yml")
    agency.put("bening.yml", settings | {"rules": {"multi_rater": REF}})
    agency.put(f"{FOLDER}/assessment-01.yaml", sheet_tree(ANI, "self", [5] * 7))
    agency.put(f"{FOLDER}/assessment-02.yaml", sheet_tree(BOSS, "supervisor", [4, 4, 4, 4, 4, 4, 3]))
    for number, row in enumerate(rows):
        mate = MATES[number]
        agency.put(layout.person_path(mate), person_tree(mate, position_tree(FIELD_A, BOSS)))
        agency.put(f"{FOLDER}/assessment-{number + 3:02d}.yaml", sheet_tree(mate, "peer", row))
    return agency


def said(agency: Agency, as_of: str = "2026-04-01") -> list[str]:
    """The sentences about the rater groups."""
    context = agency.context(as_of)
    entry = context.settings.calendar.periods[0]
    dossier = gather(context, ANI, all_paths(context, ANI))
    return [words.sentence(step, {}, "en") for step in raters.steps(context, dossier, entry)]


def values(agency: Agency, as_of: str = "2026-04-01") -> dict[str, Fraction | None]:
    """The groups' values."""
    context = agency.context(as_of)
    dossier = gather(context, ANI, all_paths(context, ANI))
    return dict(raters.group_values(context, dossier, context.settings.calendar.periods[0]))


def test_what_is_said_of_each_group(agency: Agency) -> None:
    rated(agency, [[4, 4, 4, 3, 3, 2, 4]] * 5)
    assert said(agency) == [
        "Self: the mean of all items is 120",
        "Direct supervisor: the mean of all items is 97.14",
        "Peers: Needs attention in Adaptive",
        "Peers: Adequate in Harmonious, Loyal",
        "Peers: Strong in Service-oriented, Accountable, Competent, Collaborative",
        "Peers: counts as 90.29; each band stands for one number, so that single answers stay secret",
    ]
    assert values(agency) == {
        "self": 120,
        "supervisor": Fraction(680, 7),
        "peer": Fraction(632, 7),
        "subordinate": None,
    }


def test_before_the_close_and_with_too_few_only_that_is_said(agency: Agency) -> None:
    rated(agency, [[1] * 7] * 4)
    assert said(agency)[2:] == ["Peers: too few have answered; the group is neither scored nor shown"]
    assert values(agency)["peer"] is None
    for line in said(agency, "2026-01-31"):
        assert line.endswith("answers are counted after the close; nothing is shown before")
    assert set(values(agency, "2026-01-31").values()) == {None}
    assert len(said(agency, "2026-02-01")) == 3


def test_the_groups_together_cite_the_row_of_weights(agency: Agency) -> None:
    rated(agency, [[4] * 7] * 5)
    context = agency.context()
    entry, dossier = context.settings.calendar.periods[0], gather(context, ANI, all_paths(context, ANI))
    step = raters.combination_step(context, dossier, entry)
    assert step is not None and step.pointer == "/combinations/7"
    sentence = "By the weights for Direct supervisor, Peers the rater groups together come to 99.89."
    assert words.sentence(step, {}, "en") == sentence  # 0.6 x 680/7 + 0.4 x 104
    assert decimal(raters.combined(context, dossier, entry) or Fraction(0)) == "99.89"


def test_without_a_rubric_in_force_or_a_position_there_is_nothing(agency: Agency) -> None:
    rated(agency, [[4] * 7] * 5)
    agency.edit(layout.person_path(ANI), "/body/positions/0/valid_to", "2025-12-20")
    assert (said(agency), values(agency)) == ([], {})
    settings = agency.tree("bening.yml")
    del settings["rules"]
    agency.put("bening.yml", settings)
    agency.edit(layout.person_path(ANI), "/body/positions/0/valid_to", drop=True)
    assert (said(agency), values(agency)) == ([], {})


def test_sheets_that_are_late_repeated_or_unsound_are_not_counted(agency: Agency) -> None:
    rated(agency, [[4] * 7] * 5)
    seventh = f"{FOLDER}/assessment-07.yaml"
    for broken in (
        sheet_tree(MATES[4], "peer", [4] * 7, "2026-02-01"),
        sheet_tree(MATES[0], "peer", [4] * 7),
        sheet_tree(MATES[4], "peer", [9] * 7),
        sheet_tree(HEADLESS, "peer", [4] * 7),
        sheet_tree(MATES[4], "peer", [4] * 7) | {"rubric": "multi-rater/v2"},
    ):
        agency.put(seventh, broken)
        assert values(agency)["peer"] is None
    agency.put(seventh, sheet_tree(BUDI, "peer", [4] * 7))
    assert values(agency)["peer"] == 104


HEADLESS = "p-zzzzzzzzzzzzzzzz"  # nobody has this id
