"""Worked examples on the rubrics' pages say what the scorers say; their pages hold every line that they name."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from bening.model.base import LANGUAGES, Lang
from bening.publish import examples
from bening.publish.neutral import neutral
from bening.publish.pages import pages
from bening.publish.publication import PublishedRubric
from bening.score import numeric, weighted
from bening.source.load import Loaded
from tests.unit.publish.sample import ROOT, publication
from tests.unit.score.rubrics import credit_points, shipped


def published(loaded: Loaded[Any]) -> PublishedRubric[Any]:
    """A rubric as the site gets it."""
    ref = loaded.path.removeprefix("rubrics/").removesuffix(".yaml")
    line = lambda pointer: loaded.position(pointer)[0]  # noqa: E731
    return PublishedRubric(loaded.model, ref, loaded.path, loaded.sha256, loaded.raw, line)


NUMERIC, WEIGHTED = (published(shipped(name)) for name in ("pp-30-2019", "internal-tirta-bening"))
CREDIT = published(credit_points())


def test_the_numeric_example_is_what_the_scorer_says() -> None:
    made = examples.numeric_example(NUMERIC, "en")
    kinds = (
        numeric.Measure("kuantitas", "normal", Fraction(12), None, None, Fraction(12)),
        numeric.Measure("waktu", "smaller_is_better", Fraction(7), None, None, Fraction("6.5")),
        numeric.Measure("kualitas", "range", None, Fraction(10), Fraction(20), Fraction(23)),
    )
    goals = tuple(numeric.Goal(f"rhk-{n}", False, (m,)) for n, m in enumerate(kinds, 1))
    scored = numeric.decide(shipped("pp-30-2019"), numeric.Inputs((), goals, (Fraction(90),)))
    assert [a.percent for a in made.achieved] == ["100", "107.14", "115"]
    assert made.score == scored.rounded.rstrip("0").rstrip(".")
    assert made.predicate.id == scored.predicate


def test_the_weighted_example_is_what_the_scorer_says() -> None:
    made = examples.weighted_example(WEIGHTED, "id")
    codes = [w.indicator for w in WEIGHTED.model.families[0].weights]
    values = {c: Fraction(v.replace(",", ".")) for c, (_l, v, _p) in zip(codes, made.parts, strict=True)}
    scored = weighted.decide(shipped("internal-tirta-bening"), WEIGHTED.model.families[0].family, values)
    assert Fraction(made.index.replace(",", ".")) == Fraction(scored.rounded)
    assert made.predicate.id == scored.predicate


def test_credit_points() -> None:
    rows = dict(examples.credit_table(CREDIT, "id"))
    assert rows["Pemula"] == ["5,63", "3,75", "2,81", "1,88", "0,94"]
    assert examples.credit_example(CREDIT, "en") == "2.08"


def test_another_regime_has_no_such_example() -> None:
    with pytest.raises(TypeError):
        examples.numeric_example(WEIGHTED, "id")
    with pytest.raises(TypeError):
        examples.weighted_example(NUMERIC, "id")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_their_pages(lang: Lang) -> None:
    shown = replace(publication(), others=(NUMERIC, WEIGHTED, CREDIT))
    folder = "docs" if lang == "id" else "docs.en"
    made = {n: c.decode() for n, c in pages(shown, ROOT / "site" / "templates") if n.startswith(f"{folder}/rubrics/")}
    for rubric in (NUMERIC, WEIGHTED, CREDIT):
        text = made[f"{folder}/rubrics/{rubric.page}.md"]
        lines = rubric.text.splitlines()
        for number in map(int, re.findall(r'href="#L([0-9]+)"', text)):
            assert 1 < number <= len(lines)
        index = made[f"{folder}/rubrics/index.md"]
        assert f"{neutral(rubric.page)}.html" in index
    own = made[f"{folder}/rubrics/{WEIGHTED.page}.md"]
    assert ("indikatif" if lang == "id" else "indicative") in own
