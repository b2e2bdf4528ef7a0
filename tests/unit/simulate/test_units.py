"""Simulated records about units: sound, reported as they are, and drawn apart from everything else."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from bening import layout
from bening.model.plan import Indicator
from bening.model.units import Achievement, Survey
from bening.score.satisfaction import decimal, mean
from bening.simulate.agency import Plan, files
from bening.simulate.directory import DISTRIBUTION, SATISFACTION
from bening.simulate.units import _BY_RATING

Trees = dict[str, Any]


@pytest.fixture(scope="module")
def trees() -> Trees:
    made = dict(files(Plan(400, ("2025", "2026"), 7)))
    return {path: yaml.load(content, yaml.CSafeLoader) for path, content in made.items()}


def of(trees: Trees, kind: str) -> dict[str, Any]:
    return {path: tree for path, tree in trees.items() if (place := layout.parse(path)) and place.kind == kind}


def test_they_are_valid_and_the_rules_are_named(trees: Trees) -> None:
    surveys, results = of(trees, "survey"), of(trees, "achievement")
    assert len(surveys) > 10 and len(results) > 20
    for tree in surveys.values():
        body = Survey.model_validate(tree).body
        assert tree["rubric"] == SATISFACTION
        assert all(0 < sum(e.counts) <= body.respondents for e in body.elements)
    for tree in results.values():
        Achievement.model_validate(tree)
        assert (tree["rubric"], tree["period"]) == (DISTRIBUTION, "2025")
    assert (
        trees["bening.yml"]["rules"] | {"satisfaction": SATISFACTION, "distribution": DISTRIBUTION}
        == (trees["bening.yml"]["rules"])
    )


def test_a_year_has_the_annual_survey_or_the_quarters(trees: Trees) -> None:
    parts: dict[tuple[str, str], set[str]] = {}
    for path in of(trees, "survey"):
        place = layout.parse(path)
        assert place is not None
        parts.setdefault((place.unit, place.year), set()).add(place.part)
    kinds = Counter(frozenset(p) for p in parts.values())
    assert set(kinds) == {frozenset({""}), frozenset({"q1", "q2", "q3", "q4"}), frozenset({"q1", "q2"})}
    assert all(year == "2026" for (_unit, year), p in parts.items() if p == {"q1", "q2"})


def test_every_office_and_unit_has_a_result_and_some_a_reason(trees: Trees) -> None:
    results = of(trees, "achievement").values()
    units = {t["unit"] for t in of(trees, "unit").values() if t["body"]["versions"][-1]["level"] != "agency"}
    assert {t["unit"] for t in results} == units
    reasons = [t for t in results if "deviation_reason" in t["body"]]
    assert 3 < len(reasons) < len(results)


def test_most_heads_have_the_rating_that_the_result_gives(trees: Trees) -> None:
    agree = []
    for path, tree in of(trees, "evaluation").items():
        place = layout.parse(path)
        assert place is not None
        posts = trees[layout.person_path(place.person)]["body"]["positions"]
        post = next(p for p in reversed(posts) if p["valid_from"] <= "2025-12-31")
        result = trees.get(layout.about_unit_path("achievement", "2025", post["unit"]))
        if place.part == "" and post.get("head") and result and "work_rating" in tree["body"]:
            agree.append(_BY_RATING[tree["body"]["work_rating"]] == result["body"]["result"])
    assert len(agree) > 20
    assert 0.8 < sum(agree) / len(agree) < 1


def test_reports_give_the_index_of_their_units_survey(trees: Trees) -> None:
    exact = Counter[bool]()
    for path, plan in of(trees, "plan").items():
        for place, item in enumerate(plan["body"]["results"]):
            for number, tree in enumerate(item["indicators"]):
                if "survey" in tree:
                    Indicator.model_validate(tree)
                    report = trees.get(path.replace("plan", "report"))
                    if report:
                        value = report["body"]["results"][place]["realisations"][number]["value"]
                        exact[float(index(trees, tree["survey"])) == value] += 1
    assert exact[True] > 2
    assert exact[False] <= exact[True]


def index(trees: Trees, unit: str) -> str:
    """The index of 2025 by all answers together."""
    counts: dict[str, list[int]] = {}
    for tree in of(trees, "survey").values():
        if tree["unit"] == unit and tree["period"].startswith("2025"):
            for element in tree["body"]["elements"]:
                before = counts.get(element["element"], [0] * 4)
                counts[element["element"]] = [a + b for a, b in zip(before, element["counts"], strict=True)]
    return decimal(sum(map(mean, counts.values())) * 25 / 9, 2)  # type: ignore[arg-type]
