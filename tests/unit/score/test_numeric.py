"""PP 30/2019 by hand: formulas, caps, shares, groups of raters, bands, the flag of a new idea, missing parts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.model.numeric import NumericRegime
from bening.score.exact import half_up
from bening.score.numeric import Goal, Inputs, Measure, achievement, complete, decide
from bening.score.tracing import RubricIncomplete
from tests.unit.score.rubrics import changed, shipped

RUBRIC = shipped("pp-30-2019")
USED = changed(RUBRIC, ("/opinions", "used"))


def regime() -> NumericRegime:
    assert isinstance(RUBRIC.model, NumericRegime)
    return RUBRIC.model


def f(text: str) -> Fraction:
    return Fraction(text)


def measure(direction: Any, actual: str, target: str = "", lower: str = "", upper: str = "") -> Measure:
    bounds = [f(t) if t else None for t in (target, lower, upper)]
    return Measure("kuantitas", direction, bounds[0], bounds[1], bounds[2], f(actual))


def scored(value: str) -> Inputs:
    """A person whose work results and behaviour are both exactly so many."""
    goal = Goal("rhk-1", False, (measure("normal", value, "100"),))
    return Inputs((), (goal,), (f(value),) * 4)


@pytest.mark.parametrize(
    ("direction", "values", "percent"),
    [
        # worked by hand: (1 + (1 - 6.5/7)) x 100 = (1 + 0.5/7) x 100 = 107.142857…
        ("smaller_is_better", {"target": "7", "actual": "6.5"}, "107.14"),
        ("smaller_is_better", {"target": "8", "actual": "9"}, "87.50"),  # (1 - 1/8) x 100
        ("smaller_is_better", {"target": "8", "actual": "8"}, "100.00"),
        ("smaller_is_better", {"target": "8", "actual": "0"}, "120.00"),  # 200, capped
        ("smaller_is_better", {"target": "8", "actual": "17"}, "0.00"),  # below 0, capped
        ("normal", {"target": "12", "actual": "9"}, "75.00"),
        ("normal", {"target": "12", "actual": "12"}, "100.00"),
        ("normal", {"target": "10", "actual": "12"}, "120.00"),
        ("normal", {"target": "10", "actual": "13"}, "120.00"),  # 130, capped
        ("normal", {"target": "3", "actual": "2"}, "66.67"),
        ("range", {"lower": "10", "upper": "20", "actual": "10"}, "100.00"),
        ("range", {"lower": "10", "upper": "20", "actual": "20"}, "100.00"),
        ("range", {"lower": "10", "upper": "20", "actual": "15"}, "100.00"),
        ("range", {"lower": "10", "upper": "20", "actual": "23"}, "115.00"),  # against the upper bound
        ("range", {"lower": "10", "upper": "20", "actual": "9"}, "90.00"),  # against the lower bound
    ],
)
def test_achievement(direction: str, values: dict[str, str], percent: str) -> None:
    assert half_up(achievement(regime(), measure(direction, **values))[1], 2) == percent


@pytest.mark.parametrize(
    ("value", "innovation", "predicate"),
    [
        ("120", True, "sangat_baik"),
        ("110", True, "sangat_baik"),
        ("110", False, "baik"),
        ("120", False, "baik"),
        ("109.99", True, "baik"),
        ("90", False, "baik"),
        ("89.99", False, "butuh_perbaikan"),
        ("89.999999", True, "butuh_perbaikan"),  # rounding never lifts a predicate
        ("70", False, "butuh_perbaikan"),
        ("69.99", False, "kurang"),
        ("50", False, "kurang"),
        ("49.99", False, "sangat_kurang"),
        ("0", False, "sangat_kurang"),
    ],
)
def test_boundaries(value: str, innovation: bool, predicate: str) -> None:
    inputs = scored(value)
    made = decide(RUBRIC, Inputs((), inputs.goals, inputs.behaviour, innovation=innovation))
    assert (made.predicate, made.flags) == (predicate, ())
    assert made.score == f(value)


def test_the_bands_look_at_the_rounded_score_where_the_rubric_says_so() -> None:
    rubric = changed(RUBRIC, ("/rounding/bands", "rounded"))
    made = decide(rubric, scored("89.996"))
    assert (made.rounded, made.predicate) == ("90.00", "baik")
    assert decide(RUBRIC, scored("89.996")).predicate == "butuh_perbaikan"


GOALS = (Goal("rhk-1", False, (measure("normal", "80", "100"),)),)
OWN = (f("100"),)


def test_seventy_thirty_without_the_opinions_and_sixty_forty_with_them() -> None:
    assert decide(RUBRIC, Inputs((), GOALS, OWN)).rounded == "86.00"  # 56 + 30
    assert decide(USED, Inputs((), GOALS, OWN)).rounded == "88.00"  # 48 + 40


@pytest.mark.parametrize(
    ("leads", "peer", "subordinate", "behaviour"),
    [
        # on the scale of behaviour, 0 to 120; the supervisor gives 100
        (True, "90", "60", "88.5"),  # 60 + 15 x .9 + 25 x .6 = 60 + 13.5 + 15
        (True, "90", None, "98"),  # 80 + 18
        (True, None, "60", "88"),  # 70 + 18
        (False, "90", None, "96"),  # 60 + 36
        (False, "90", "60", "96"),  # subordinates are not weighed for such a post
        (False, None, None, "100"),
        (True, None, None, "100"),
        (False, "0", None, "60"),  # a value of 0 is a value
    ],
)
def test_the_weights_of_the_groups_that_are_scored(
    leads: bool, peer: str | None, subordinate: str | None, behaviour: str
) -> None:
    groups: tuple[Any, ...] = tuple((g, f(v) if v else None) for g, v in (("peer", peer), ("subordinate", subordinate)))
    made = decide(USED, Inputs((), GOALS, OWN, leads=leads, groups=groups))
    assert made.score == f("48") + f(behaviour) * 40 / 100


def test_opinions_are_left_out_where_the_agency_does_not_use_them() -> None:
    assert decide(RUBRIC, Inputs((), GOALS, OWN, groups=(("peer", f("0")),))).rounded == "86.00"


def test_a_group_that_is_not_scored_is_said_so_and_nothing_else_of_it() -> None:
    groups: tuple[Any, ...] = (("peer", f("90")), ("subordinate", None))
    made = decide(USED, Inputs((), GOALS, OWN, leads=True, groups=groups))
    (told,) = [step for step in made.steps if "not scored" in step.text]
    assert told.values == {"group": "group:subordinate"}
    other = decide(USED, Inputs((), GOALS, OWN, leads=False, groups=groups))
    assert not [step for step in other.steps if "not scored" in step.text]


def test_a_work_result_counts_once_however_many_indicators_it_has() -> None:
    goals = (
        Goal("rhk-1", False, (measure("normal", "60", "100"), measure("normal", "80", "100"))),
        Goal("rhk-2", True, (measure("normal", "100", "100"),)),
    )
    assert decide(RUBRIC, Inputs((), goals, OWN)).score == f("0.7") * 85 + 30  # (70 + 100) / 2, not (60 + 80 + 100) / 3
    main = changed(RUBRIC, ("/combination/additional", "not_counted"))
    assert decide(main, Inputs((), goals, OWN)).score == f("0.7") * 70 + 30


def test_a_third_is_exact_until_the_end() -> None:
    goals = (Goal("rhk-1", False, (measure("normal", "1", "3"),)),)
    made = decide(RUBRIC, Inputs((), goals, (f("1/3"), f("1/3"), f("1/3"))))
    assert made.score == f("70/3") + f("1/10")
    assert made.rounded == "23.43"


@pytest.mark.parametrize(
    ("inputs", "flags"),
    [
        (Inputs(("evaluation",)), ("evaluation_missing",)),
        (Inputs(("approval",)), ("approval_missing",)),
        (Inputs(("plan", "report_approval")), ("plan_missing", "report_approval_missing")),
        (Inputs((), (), OWN), ("target_missing",)),
        (Inputs((), GOALS, ()), ("behaviour_score_missing",)),
        (Inputs((), GOALS, (f("90"), None)), ("behaviour_score_missing",)),
        (
            Inputs((), (Goal("rhk-1", False, (Measure("biaya", "normal", f("1"), None, None, None),)),), OWN),
            ("realisation_missing",),
        ),
        (Inputs((), (Goal("rhk-1", False, (measure("normal", "5", "0"),)),), OWN), ("target_missing",)),
    ],
)
def test_what_is_missing_is_a_flag_never_a_nought(inputs: Inputs, flags: tuple[str, ...]) -> None:
    made = decide(RUBRIC, inputs)
    assert (made.score, made.rounded, made.predicate, made.flags) == (None, "", None, flags)
    assert [step.pointer.split("/")[1] for step in made.steps] == ["missing"] * len(flags)


@pytest.mark.parametrize(
    "wrong",
    [
        measure("normal", "5", "0"),
        measure("normal", "5", "-1"),
        measure("smaller_is_better", "5", "0"),
        measure("range", "5", "", "0", "9"),
        measure("range", "5", "", "9", "8"),
        measure("range", "5", "7"),
        measure(None, "5", "7"),
    ],
)
def test_such_a_target_is_not_computed_with(wrong: Measure) -> None:
    assert not complete(wrong)
    with pytest.raises(ValueError, match="incomplete"):
        achievement(regime(), wrong)


@pytest.mark.parametrize(
    "place",
    ["/bands/1", "/shares/0", "/missing/0", "/achievement/formulas/0"],
)
def test_what_the_rubric_does_not_say_is_refused(place: str) -> None:
    rubric = changed(RUBRIC, (place, None))
    inputs = Inputs(("evaluation",)) if place == "/missing/0" else scored("100")
    with pytest.raises(RubricIncomplete):
        decide(rubric, inputs)


def test_a_group_without_weights_is_refused() -> None:
    rubric = changed(USED, ("/group_weights/3", None))
    with pytest.raises(RubricIncomplete):
        decide(changed(rubric, ("/group_weights/3", None)), Inputs((), GOALS, OWN, groups=(("peer", f("1")),)))


def test_every_step_cites_a_line_and_a_legal_basis() -> None:
    made = decide(RUBRIC, scored("95"))
    pointers = [step.pointer for step in made.steps]
    assert pointers == [
        "/achievement/formulas/0",
        "/combination",
        "/combination",
        "/combination",
        "/shares/0",
        "/rounding",
        "/bands/1",
    ]
    assert all(step.line > 1 and step.legal_basis and step.status == "unverified" for step in made.steps)


sane = st.fractions(0, 400, max_denominator=30)


@given(st.lists(sane, min_size=1, max_size=6), st.lists(st.fractions(0, 120, max_denominator=9), min_size=1))
def test_a_score_lies_on_the_scale_and_more_is_never_worse(actual: list[Fraction], own: list[Fraction]) -> None:
    def made(values: list[Fraction]) -> Fraction:
        measures = tuple(Measure("waktu", "normal", f("100"), None, None, v) for v in values)
        score = decide(RUBRIC, Inputs((), (Goal("rhk-1", False, measures),), tuple(own))).score
        assert score is not None
        return score

    assert 0 <= made(actual) <= 120
    assert made([v + 1 for v in actual]) >= made(actual)
