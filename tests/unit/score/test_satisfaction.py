"""The satisfaction index: known answers worked by hand, the wrong ways, and what must hold for every survey."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.model.base import LANGUAGES
from bening.model.satisfaction import Satisfaction
from bening.model.units import Survey, SurveyBody
from bening.score.explain import citation, sentence
from bening.score.quadrant import RubricIncomplete
from bening.score.satisfaction import (
    Index,
    classify,
    decimal,
    half_up,
    index,
    labels,
    mean,
    measure,
    pooled,
    weigh,
)
from bening.source.rubrics import Rubrics
from bening.source.tree import WorkTree
from tests.unit.conftest import FIELD_A, ROOT, Agency, about_unit_trees

CODES = [f"u{n}" for n in range(1, 10)]
SURVEY = layout.about_unit_path("survey", "2025", FIELD_A)


def rubric() -> Satisfaction:
    loaded = Rubrics(WorkTree(ROOT)).load("satisfaction/v1", Satisfaction)
    assert loaded is not None and loaded.model is not None
    return loaded.model


RUBRIC = rubric()


def quality(value: Fraction) -> str:
    return RUBRIC.classes[classify(RUBRIC, half_up(value, 2))].id


# nine means -> index, worked by hand from PermenPANRB 14/2017: sum / 9 x 25
KNOWN: list[tuple[list[str], Fraction, str, str]] = [
    (["4"] * 9, Fraction(100), "100.00", "a"),
    (["1"] * 9, Fraction(25), "25.00", "d"),
    (["3"] * 9, Fraction(75), "75.00", "c"),
    # 3.25 + 3.5 + 3.1 + 3.9 + 3.3 + 3.4 + 3.6 + 3.2 + 3.15 = 30.4; x 25 / 9 = 760/9
    (["3.25", "3.5", "3.1", "3.9", "3.3", "3.4", "3.6", "3.2", "3.15"], Fraction(760, 9), "84.44", "b"),
    # 3.5324 x 25 = 88.31: the least of A; 3.532 x 25 = 88.30: the greatest of B
    (["3.5324"] * 9, Fraction(8831, 100), "88.31", "a"),
    (["3.532"] * 9, Fraction(8830, 100), "88.30", "b"),
    (["3.0644"] * 9, Fraction(7661, 100), "76.61", "b"),
    (["3.064"] * 9, Fraction(7660, 100), "76.60", "c"),
    (["2.6"] * 9, Fraction(65), "65.00", "c"),
    (["2.5996"] * 9, Fraction(6499, 100), "64.99", "d"),
    # between two ranges: 88.305 is rounded to 88.31 first, 88.3049 to 88.30
    (["3.5322"] * 9, Fraction(88305, 1000), "88.31", "a"),
    (["3.532196"] * 9, Fraction(883049, 10000), "88.30", "b"),
]


@pytest.mark.parametrize(("means", "value", "written", "class_"), KNOWN, ids=[k[2] + k[3] for k in KNOWN])
def test_known_answers(means: list[str], value: Fraction, written: str, class_: str) -> None:
    exact = weigh(RUBRIC, dict(zip(CODES, map(Fraction, means), strict=True)))
    assert exact == value
    assert decimal(exact, 2) == written
    assert quality(exact) == class_


def test_a_mean_by_hand() -> None:
    assert mean([2, 9, 61, 48]) == Fraction(2 + 18 + 183 + 192, 120) == Fraction(395, 120)


def test_the_wrong_weight_gives_another_index() -> None:
    """Weights of 0.111 make the best service 99.9; the rubric's are ninths."""
    wrong = sum(Fraction("0.111") * 4 for _ in CODES) * 25
    assert wrong == Fraction(999, 10) != weigh(RUBRIC, dict.fromkeys(CODES, Fraction(4)))
    assert sum(e.share for e in RUBRIC.elements) == 1


def test_the_wrong_order_finds_no_class() -> None:
    """88.305 unrounded is in no class at all; rounded it is in A."""
    value = Fraction(88305, 1000)
    with pytest.raises(RubricIncomplete):
        classify(RUBRIC, value)
    assert quality(value) == "a"


def test_rounding_is_half_up_and_not_to_even() -> None:
    assert [decimal(Fraction(n, 1000), 2) for n in (5, 15, 25, 24, 26)] == ["0.01", "0.02", "0.03", "0.02", "0.03"]
    assert decimal(Fraction(5, 2), 0) == "3"


@given(st.integers(0, 10**9), st.integers(1, 10**4), st.integers(0, 5))
def test_rounding_is_the_nearest_with_halves_up(top: int, bottom: int, places: int) -> None:
    value = Fraction(top, bottom)
    step = Fraction(1, 10**places)
    assert -step / 2 < half_up(value, places) - value <= step / 2
    assert Fraction(decimal(value, places)) == half_up(value, places)


COUNTS = st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(lambda c: sum(c) > 0)
SHEETS = st.lists(COUNTS, min_size=9, max_size=9)


def body(sheets: list[list[int]]) -> SurveyBody:
    elements = [{"element": code, "counts": counts} for code, counts in zip(CODES, sheets, strict=True)]
    tree = {"date": "2025-12-12", "service": "x", "respondents": 200, "elements": elements}
    return SurveyBody.model_validate(tree)


def of(bodies: list[SurveyBody]) -> Fraction:
    return weigh(RUBRIC, {code: mean(counts) for code, counts in pooled(bodies).items()})


@given(SHEETS)
def test_an_index_lies_between_25_and_100_and_equals_the_naive_one(sheets: list[list[int]]) -> None:
    value = of([body(sheets)])
    assert 25 <= value <= 100
    naive = Fraction(0)
    for counts in sheets:
        answers = [answer for answer, number in enumerate(counts, 1) for _ in range(number)]
        naive += Fraction(sum(answers), len(answers)) / 9
    assert value == naive * 25
    assert quality(value) in "abcd"


@given(SHEETS, SHEETS)
def test_pooled_quarters_are_as_if_all_had_answered_one_survey(one: list[list[int]], two: list[list[int]]) -> None:
    together = [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(one, two, strict=True)]
    assert of([body(one), body(two)]) == of([body(together)])


def put(agency: Agency, part: str = "", counts: list[int] | None = None, **changes: Any) -> str:
    tree = about_unit_trees(FIELD_A)["survey"]
    tree["period"] = f"2025-{part}" if part else "2025"
    elements = [{"element": code, "counts": counts or [1, 2, 3, 4]} for code in CODES]
    tree["body"] |= {"respondents": 60, "elements": elements} | changes
    path = layout.about_unit_path("survey", "2025", FIELD_A, part)
    agency.put(path, tree)
    return path


def made(agency: Agency, period: str = "2025") -> Index:
    found = measure(agency.context(), FIELD_A, period)
    assert found is not None
    return found


def test_an_annual_survey(agency: Agency) -> None:
    path = put(agency)
    found = made(agency)
    assert (found.value, found.written, found.quality) == (Fraction(75), "75.00", "c")
    assert (found.surveys, found.respondents, found.enough) == ((path,), 60, True)
    assert set(found.means.values()) == {Fraction(3)}
    assert index(agency.context(), FIELD_A, "2025") == 75


def test_quarters_are_pooled_by_people_and_not_averaged(agency: Agency) -> None:
    put(agency, "q1", [0, 0, 0, 10], respondents=10)
    put(agency, "q3", [30, 0, 0, 0], respondents=30)
    found = made(agency)
    assert found.value == Fraction(10 * 4 + 30, 40) * 25 == Fraction(4375, 100)
    assert found.value != Fraction(100 + 25, 2)
    assert (found.respondents, len(found.surveys)) == (40, 2)
    assert made(agency, "2025-q1").value == 100
    assert index(agency.context(), FIELD_A, "2025-q2") is None


def test_below_the_least_number_of_respondents_it_is_not_enough(agency: Agency) -> None:
    put(agency, respondents=29)
    assert not made(agency).enough
    put(agency, respondents=30)
    assert made(agency).enough


def test_nothing_is_guessed(agency: Agency) -> None:
    assert measure(agency.context(), FIELD_A, "2025") is None
    put(agency)
    put(agency, "q1")
    assert measure(agency.context(), FIELD_A, "2025") is None  # both kinds
    agency.remove(SURVEY)
    path = put(agency, "q2")
    agency.edit(path, "/rubric", "satisfaction/v2")
    assert measure(agency.context(), FIELD_A, "2025") is None  # two rubrics
    agency.edit(path, "/rubric", "satisfaction/v1")
    agency.edit(path, "/body/respondents", "banyak")
    assert measure(agency.context(), FIELD_A, "2025") is None  # one cannot be read
    agency.remove(path)
    assert measure(agency.context(), FIELD_A, "2025") is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_cites_its_rule(agency: Agency, lang: Any) -> None:
    put(agency)
    found = made(agency)
    known = labels(RUBRIC, lang)
    words = [sentence(step, known, lang) for step in found.trace]
    assert len(words) == 1 + 9 + 3
    assert all("{" not in text and ":u" not in text for text in words)
    assert "30 / 10 = 3.0000" in words[1] and "1/9" in words[1]
    assert "75.00" in words[-2] and "C (" in words[-1]
    assert all("rubrics/satisfaction/v1.yaml:" in citation(step, lang) for step in found.trace[1:])
    survey = Survey.model_validate(agency.tree(SURVEY))
    assert all(survey.body.service not in text for text in words)
