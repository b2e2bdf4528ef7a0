"""Weighted indicators by hand: weights per family, scales, missing values, bands, disagreement."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.model.scales import on_scale
from bening.model.terms import PREDICATES
from bening.model.weighted import WeightedRegime
from bening.score.compare import compared, differs, finding
from bening.score.tracing import RubricIncomplete
from bening.score.types import INDICATIVE, Score
from bening.score.weighted import decide
from tests.unit.score.rubrics import changed, shipped

RUBRIC = shipped("internal-tirta-bening")


def regime() -> WeightedRegime:
    assert isinstance(RUBRIC.model, WeightedRegime)
    return RUBRIC.model


def values(**named: str) -> dict[str, Fraction | None]:
    return {name.replace("_", "-"): Fraction(text) for name, text in named.items()}


TECHNICAL = values(disiplin="90", kualitas_kerja="80", kemampuan_beradaptasi="70", hasil_kerja="85")
SERVICE = TECHNICAL | values(kepuasan_masyarakat="82.64")


@pytest.mark.parametrize(
    ("family", "given_", "index", "predicate"),
    [
        ("teknis", TECHNICAL, "83.00", "baik"),  # 13.5 + 20 + 7 + 42.5
        ("pelayanan-publik", SERVICE, "82.44", "baik"),  # 13.5 + 12 + 7 + 12.75 + 37.188 = 82.438
        ("keahlian", TECHNICAL, "81.00", "baik"),  # 13.5 + 28 + 14 + 25.5
        ("administrasi", TECHNICAL, "82.88", "baik"),  # 22.5 + 24 + 8.75 + 27.625 = 82.875
        ("kepemimpinan", TECHNICAL | values(pembinaan_tim="60"), "77.50", "baik"),  # 13.5 + 16 + 10.5 + 25.5 + 12
    ],
)
def test_by_hand(family: str, given_: dict[str, Fraction | None], index: str, predicate: str) -> None:
    made = decide(RUBRIC, family, given_)
    assert (made.rounded, made.predicate, made.flags) == (index, predicate, ())


def test_technical_posts_hang_on_results_and_service_posts_on_satisfaction() -> None:
    weights = {f.family: {w.indicator: w.percent for w in f.weights} for f in regime().families}
    for family, main in (("teknis", "hasil-kerja"), ("pelayanan-publik", "kepuasan-masyarakat")):
        assert max(weights[family], key=lambda code: weights[family][code]) == main
    assert all("kepuasan-masyarakat" not in w for f, w in weights.items() if f != "pelayanan-publik")


def test_without_a_survey_its_weight_goes_to_the_others() -> None:
    made = decide(RUBRIC, "pelayanan-publik", TECHNICAL)
    assert made.index == Fraction("45.25") / 55 * 100  # of 13.5 + 12 + 7 + 12.75
    assert made.flags == ("satisfaction_missing",)
    assert made.predicate == "baik"


def test_without_a_measurement_there_is_no_index() -> None:
    made = decide(RUBRIC, "teknis", {"disiplin": Fraction(90)})
    assert (made.index, made.rounded, made.predicate, made.flags) == (None, "", None, ("measurement_missing",))


def test_with_nothing_at_all_there_is_no_index_even_where_weights_move() -> None:
    rubric = changed(RUBRIC, ("/missing/0/effect", "reweigh"))
    assert decide(rubric, "teknis", {}).index is None
    assert decide(rubric, "teknis", {"disiplin": Fraction(90)}).index == 90


@pytest.mark.parametrize(
    ("value", "predicate"),
    [
        ("100", "sangat_baik"),
        ("90", "sangat_baik"),
        ("89.999", "baik"),
        ("75", "baik"),
        ("74.99", "butuh_perbaikan"),
        ("60", "butuh_perbaikan"),
        ("45", "kurang"),
        ("44.99", "sangat_kurang"),
        ("0", "sangat_kurang"),
    ],
)
def test_boundaries(value: str, predicate: str) -> None:
    assert decide(RUBRIC, "teknis", dict.fromkeys(TECHNICAL, Fraction(value))).predicate == predicate


def test_a_scale_of_one_to_four_goes_to_nought_to_a_hundred() -> None:
    own = regime().scale.model_copy(update={"minimum": 1, "maximum": 4})
    assert on_scale(Fraction(1), own, regime().scale) == 0
    assert on_scale(Fraction(4), own, regime().scale) == 100
    assert on_scale(Fraction("2.5"), own, regime().scale) == 50


@pytest.mark.parametrize("place", ["/families/1", "/bands/1", "/missing/0", "/missing/0/effect"])
def test_what_the_rubric_does_not_say_is_refused(place: str) -> None:
    with pytest.raises(RubricIncomplete):
        decide(changed(RUBRIC, (place, None)), "teknis", {} if "missing" in place else TECHNICAL)


@given(st.dictionaries(st.sampled_from(sorted(SERVICE)), st.fractions(0, 100, max_denominator=9)))
def test_an_index_lies_between_its_values(drawn: dict[str, Fraction]) -> None:
    made = decide(RUBRIC, "pelayanan-publik", drawn)
    if made.index is not None:
        assert min(drawn.values()) <= made.index <= max(drawn.values())


def score(predicate: Any, regime_id: str = "x", flags: tuple[str, ...] = ()) -> Score:
    return Score("p-a", "2025", "1", "bidang", "teknis", regime_id, "", None, None, predicate, flags)


@pytest.mark.parametrize("one", [*PREDICATES, None])
@pytest.mark.parametrize("two", [*PREDICATES, None])
def test_a_difference_of_two_steps_is_told_and_nothing_else_changes(one: Any, two: Any) -> None:
    far = one is not None and two is not None and abs(PREDICATES.index(one) - PREDICATES.index(two)) >= 2
    official, own = score(one), score(two, regime().id, (INDICATIVE,))
    assert differs(official, own, regime()) == far
    made = compared(official, own, RUBRIC)
    assert made.predicate == two
    assert made.flags == ((INDICATIVE, "differs_from_official") if far else (INDICATIVE,))
    found = finding(made, regime())
    assert (found.code if found else "") == ("BNG540" if far else "")
    if found:
        assert set(found.values) == {"rubric"}
