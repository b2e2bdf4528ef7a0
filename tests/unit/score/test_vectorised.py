"""Whole tables at once give what the plain scorers give, row by row, in every regime."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.model.numeric import NumericRegime
from bening.model.regimes import REGIMES
from bening.model.rubric import Regime, RegimeBase
from bening.model.weighted import WeightedRegime
from bening.score import numeric, quadrant, vectorised, weighted
from bening.score.methods import SCORERS
from bening.score.tracing import RubricIncomplete
from bening.source.load import Loaded
from tests.unit.score.rubrics import changed, shipped

QUADRANT, NUMERIC, WEIGHTED = (shipped(n) for n in ("permenpanrb-6-2022", "pp-30-2019", "internal-tirta-bening"))


def of(rubric: Loaded[RegimeBase]) -> Any:
    assert rubric.model is not None
    return rubric.model


def test_every_method_can_be_scored_so() -> None:
    assert set(REGIMES) == set(SCORERS)
    assert set(vectorised.regimes()) == set(REGIMES.values())


ratings = st.sampled_from(["di_atas", "sesuai", "di_bawah", None])
rated = st.builds(
    quadrant.Inputs, evaluation=st.sampled_from(["x", None]), approved=st.booleans(), work=ratings, behaviour=ratings
)


@given(st.lists(rated, min_size=1, max_size=30))
def test_quadrant(people: list[quadrant.Inputs]) -> None:
    frame = pd.DataFrame(
        {
            "evaluation": [p.evaluation is not None for p in people],
            "approved": [p.approved for p in people],
            "work": pd.Series([p.work for p in people], dtype=object),
            "behaviour": pd.Series([p.behaviour for p in people], dtype=object),
        }
    )
    made = vectorised.quadrant(of(QUADRANT), frame)
    plain = [quadrant.decide(QUADRANT, p) for p in people]
    assert list(made["predicate"]) == [p.predicate for p in plain]
    assert list(made["flags"]) == [p.flags for p in plain]


numbers = st.one_of(
    st.integers(0, 300),
    st.decimals(0, 300, places=2, allow_nan=False, allow_infinity=False),
    st.fractions(0, 300, max_denominator=7),
)
maybe = st.one_of(numbers, numbers, numbers, st.none())
families = st.sampled_from(["kepemimpinan", "teknis", "pelayanan-publik", "keahlian", "administrasi"])
CODES = [i.id for i in of(WEIGHTED).indicators]
measured = st.tuples(families, st.fixed_dictionaries(dict.fromkeys(CODES, maybe)))


def results(made: pd.DataFrame) -> list[tuple[Any, ...]]:
    exact = [None if n is None else Fraction(n, d) for n, d in zip(made["numerator"], made["denominator"], strict=True)]
    return list(zip(exact, made["score"], made["predicate"], made["flags"], strict=True))


@given(st.lists(measured, min_size=1, max_size=25), st.sampled_from(["exact", "rounded"]), st.integers(0, 3))
def test_weighted(people: list[tuple[str, dict[str, Any]]], bands: str, places: int) -> None:
    rubric = changed(WEIGHTED, ("/rounding/bands", bands), ("/rounding/places", places))
    frame = pd.DataFrame({"family": [family for family, _v in people]})
    columns = {code: pd.Series([values[code] for _f, values in people], dtype=object) for code in CODES}
    made = vectorised.weighted(of(rubric), frame, pd.DataFrame(columns))
    plain = []
    for family, values in people:
        exact = {code: None if v is None else Fraction(v) for code, v in values.items()}
        one = weighted.decide(rubric, family, exact)
        plain.append((one.index, one.rounded or None, one.predicate, one.flags))
    assert results(made) == plain


def test_an_unknown_family_is_refused_by_both() -> None:
    with pytest.raises(RubricIncomplete):
        weighted.decide(WEIGHTED, "lain", {})
    with pytest.raises(RubricIncomplete):
        vectorised.weighted(of(WEIGHTED), pd.DataFrame({"family": ["lain"]}), pd.DataFrame({"disiplin": [1]}))


aspects = st.sampled_from(["kuantitas", "kualitas", "waktu", "biaya"])
directions = st.sampled_from(["normal", "smaller_is_better", "range", None])
optional = st.one_of(numbers, numbers, numbers, numbers, st.none()).map(lambda n: None if n is None else Fraction(n))
sure = numbers.map(Fraction)
whole = st.builds(
    numeric.Measure,
    aspect=aspects,
    direction=st.sampled_from(["normal", "smaller_is_better", "range"]),
    target=sure.map(lambda n: n + 1),
    lower=st.integers(1, 50).map(Fraction),
    upper=st.integers(50, 99).map(Fraction),
    actual=sure,
)
any_measure = st.one_of(
    whole,
    whole,
    whole,
    st.builds(
        numeric.Measure,
        aspect=aspects,
        direction=directions,
        target=optional,
        lower=optional,
        upper=optional,
        actual=optional,
    ),
)


@st.composite
def inputs(draw: st.DrawFn) -> numeric.Inputs:
    measures = st.lists(draw(st.sampled_from([whole, whole, any_measure])), min_size=0, max_size=4).map(tuple)
    goals = draw(st.lists(st.tuples(st.booleans(), measures), min_size=0, max_size=4))
    positions = st.one_of(st.none(), st.fractions(-5, 130, max_denominator=5))
    score = draw(st.sampled_from([st.fractions(0, 120, max_denominator=3), optional]))
    absent = draw(st.sampled_from([(), (), (), (), ("evaluation",), ("plan", "report_approval"), ("report",)]))
    return numeric.Inputs(
        absent=absent,
        goals=tuple(numeric.Goal(f"rhk-{n}", extra, m) for n, (extra, m) in enumerate(goals, 1)),
        behaviour=tuple(draw(st.lists(score, min_size=0, max_size=5))),
        leads=draw(st.booleans()),
        groups=(("peer", draw(positions)), ("subordinate", draw(positions))),
        innovation=draw(st.booleans()),
    )


@dataclass
class Tables:
    """The frames of some people's inputs."""

    people: pd.DataFrame
    measures: pd.DataFrame
    behaviour: pd.DataFrame


def tables(people: list[numeric.Inputs]) -> Tables:
    names = [f"p{n}" for n in range(len(people))]
    frame = pd.DataFrame(
        {
            "absent": [p.absent for p in people],
            "leads": [p.leads for p in people],
            "innovation": [p.innovation for p in people],
            "peer": pd.Series([dict(p.groups)["peer"] for p in people], dtype=object),
            "subordinate": pd.Series([dict(p.groups)["subordinate"] for p in people], dtype=object),
        }
    ).set_index(pd.Index(names))
    rows = [
        (name, g.rhk, g.additional, m.aspect, m.direction, m.target, m.lower, m.upper, m.actual)
        for name, p in zip(names, people, strict=True)
        for g in p.goals
        for m in g.measures
    ]
    columns = ["person", "rhk", "additional", "aspect", "direction", "target", "lower", "upper", "actual"]
    scores = [(name, score) for name, p in zip(names, people, strict=True) for score in p.behaviour]
    return Tables(
        frame,
        pd.DataFrame(rows, columns=columns, dtype=object),
        pd.DataFrame(scores, columns=["person", "score"], dtype=object),
    )


@given(
    st.lists(inputs(), min_size=1, max_size=12),
    st.sampled_from(["used", "not_used"]),
    st.sampled_from(["counted", "not_counted"]),
    st.sampled_from([["kuantitas", "kualitas", "waktu", "biaya"], ["kuantitas"]]),
)
def test_numeric(people: list[numeric.Inputs], opinions: str, additional: str, counted: list[str]) -> None:
    rubric = changed(
        NUMERIC,
        ("/opinions", opinions),
        ("/combination/additional", additional),
        ("/achievement/aspects", counted),
    )
    laid = tables(people)
    made = vectorised.numeric(of(rubric), laid.people, laid.measures, laid.behaviour)
    plain = []
    for one in (numeric.decide(rubric, p) for p in people):
        plain.append((one.score, one.rounded or None, one.predicate, one.flags))
    assert results(made) == plain


def test_the_order_of_rows_does_not_matter() -> None:
    measure = numeric.Measure("waktu", "smaller_is_better", Fraction(7), None, None, Fraction(13, 2))
    slow = numeric.Measure("waktu", "smaller_is_better", Fraction(8), None, None, Fraction(9))
    people = [
        numeric.Inputs((), (numeric.Goal("rhk-1", False, (measure, slow)),), (Fraction(90), Fraction(Decimal("91.5")))),
        numeric.Inputs((), (numeric.Goal("rhk-1", False, (slow,)),), (Fraction(70),)),
    ]
    people = [
        numeric.Inputs(p.absent, p.goals, p.behaviour, groups=(("peer", None), ("subordinate", None))) for p in people
    ]
    laid = tables(people)
    one = vectorised.numeric(of(NUMERIC), laid.people, laid.measures, laid.behaviour)
    two = vectorised.numeric(of(NUMERIC), laid.people, laid.measures[::-1], laid.behaviour[::-1])
    assert results(one) == results(two)


def test_the_models_are_the_shipped_ones() -> None:
    assert [type(of(r)) for r in (QUADRANT, NUMERIC, WEIGHTED)] == [Regime, NumericRegime, WeightedRegime]
