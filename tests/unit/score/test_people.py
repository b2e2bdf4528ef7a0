"""Which evaluation counts, who counts at all, and the words that explain it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bening import layout
from bening.model.base import LANGUAGES, Lang
from bening.model.rubric import Regime
from bening.pipeline import explain as explained
from bening.score import explain as words
from bening.score.people import score_person
from bening.score.quadrant import RubricIncomplete
from bening.score.types import COLUMNS, Score
from bening.survey import all_paths, gather, scores_of
from tests.unit.conftest import (
    ANI,
    BOSS,
    FIELD_A,
    FIELD_B,
    HEAD,
    PEOPLE,
    Agency,
    evaluation_tree,
    position_tree,
)

FOLDER = layout.person_folder("2025", FIELD_A, ANI)
EVALUATION, FILE = f"{FOLDER}/evaluation.yaml", layout.person_path(ANI)
REGIME = "rubrics/permenpanrb-6-2022/v1.yaml"


def score(agency: Agency, person: str = ANI, as_of: str = "2026-04-01") -> Score | None:
    """The one score of a person that is counted."""
    context = agency.context(as_of)
    made = [s for s in scores_of(context, gather(context, person, all_paths(context, person))) if s.counted]
    assert len(made) <= 1
    return made[0] if made else None


def sure(agency: Agency, person: str = ANI) -> Score:
    """The score of a person who has one."""
    made = score(agency, person)
    assert made is not None
    return made


def test_a_sound_dossier_has_its_row(agency: Agency) -> None:
    row = sure(agency).row()
    assert tuple(row) == COLUMNS
    assert row == {
        "person": ANI,
        "period": "2025",
        "segment": "1",
        "unit": FIELD_A,
        "position_family": "keahlian",
        "regime": "permenpanrb-6-2022",
        "score": "",
        "work_rating": "sesuai",
        "behaviour_rating": "sesuai",
        "predicate": "baik",
        "flags": "",
    }


@pytest.mark.parametrize(
    ("work", "behaviour", "predicate"), [("di_atas", "di_atas", "sangat_baik"), ("di_atas", "di_bawah", "kurang")]
)
def test_the_resulting_ratings_decide(agency: Agency, work: str, behaviour: str, predicate: str) -> None:
    agency.put(EVALUATION, evaluation_tree(ANI, FIELD_A, BOSS, work, behaviour))
    agency.reapprove()
    assert sure(agency).predicate == predicate


def test_an_unapproved_evaluation_is_not_counted_and_shows_no_rating(agency: Agency) -> None:
    agency.remove(f"{FOLDER}/approval-02.yaml")
    made = sure(agency)
    assert (made.predicate, made.work_rating, made.behaviour_rating, made.flags) == (
        None,
        None,
        None,
        ("approval_missing",),
    )


def test_a_changed_evaluation_is_not_counted_until_it_is_approved_again(agency: Agency) -> None:
    agency.edit(EVALUATION, "/body/work_rating", "di_atas", keep=False)
    assert (sure(agency).predicate, sure(agency).flags) == (None, ("approval_missing",))
    agency.reapprove()
    assert sure(agency).work_rating == "di_atas"


def test_no_evaluation_gives_a_flag_never_a_silent_nought(agency: Agency) -> None:
    agency.remove(EVALUATION)
    made = sure(agency)
    assert (made.predicate, made.flags, made.score) == (None, ("evaluation_missing",), "")
    assert made.row()["flags"] == "evaluation_missing"


@pytest.mark.parametrize("name", ["work_rating", "behaviour_rating"])
def test_a_missing_rating_gives_its_flag(agency: Agency, name: str) -> None:
    agency.edit(EVALUATION, f"/body/{name}", drop=True)
    assert (sure(agency).predicate, sure(agency).flags) == (None, (f"{name}_missing",))


def test_a_quarters_evaluation_is_not_the_years(agency: Agency) -> None:
    quarter = agency.tree(EVALUATION) | {"period": "2025-q4"}
    agency.remove(EVALUATION)
    agency.put(f"{FOLDER}/evaluation-q4.yaml", quarter)
    assert sure(agency).flags == ("evaluation_missing",)


@pytest.mark.parametrize(
    ("positions", "unit"),
    [
        ([{"valid_to": "2025-12-31"}], FIELD_A),
        ([{"valid_to": "2025-12-30"}], None),
        ([{"valid_from": "2025-12-31"}], FIELD_A),
        ([{"valid_from": "2026-01-01"}], None),
        ([{"valid_to": "2025-12-30"}, {"valid_from": "2025-12-31", "unit": FIELD_B}], FIELD_B),
        ([{"valid_to": "2025-12-31"}, {"valid_from": "2026-01-01", "unit": FIELD_B}], FIELD_A),
    ],
)
def test_a_person_counts_once_in_the_unit_at_the_periods_end(
    agency: Agency, positions: list[dict[str, str]], unit: str | None
) -> None:
    agency.edit(FILE, "/body/positions", [position_tree(FIELD_A, BOSS) | p for p in positions])
    made = score(agency)
    assert (made.unit if made else None) == unit
    if made is not None:
        assert made.flags == (() if unit == FIELD_A else ("joining_rule_missing",))


def test_the_definitive_post_decides_where_somebody_counts(agency: Agency) -> None:
    acting = position_tree(FIELD_B, HEAD, acting="plt", head=True, family="kepemimpinan")
    agency.edit(FILE, "/body/positions", [acting, position_tree(FIELD_A, BOSS)])
    assert (sure(agency).unit, sure(agency).position_family, sure(agency).predicate) == (FIELD_A, "keahlian", "baik")


def test_everybody_with_a_post_counts_even_without_records(agency: Agency) -> None:
    made = {person: sure(agency, person) for person in PEOPLE}
    assert made[HEAD].flags == ("evaluation_missing",)
    assert {made[p].predicate for p in PEOPLE if p != HEAD} == {"baik"}


def test_a_period_that_has_not_begun_has_no_scores(agency: Agency) -> None:
    assert score(agency, as_of="2024-12-31") is None
    assert score(agency, as_of="2025-01-01") is not None


def test_a_broken_person_is_not_scored(agency: Agency) -> None:
    agency.raw(FILE, b"[")
    context = agency.context()
    entry = context.settings.calendar.periods[0]
    assert score_person(context, gather(context, ANI, []), entry) == ()


def test_without_a_rubric_there_is_no_score(agency: Agency) -> None:
    agency.remove(REGIME)
    context = agency.context()
    entry = context.settings.calendar.periods[0]
    with pytest.raises(RubricIncomplete):
        score_person(context, gather(context, ANI, []), entry)
    assert score(agency) is None


def test_the_first_step_is_the_evaluation_itself(agency: Agency) -> None:
    trace = sure(agency).trace
    assert (trace[0].path, trace[0].values) == (EVALUATION, {"date": "2026-01-10"})
    assert {s.path for s in trace[:-3]} == {EVALUATION}
    assert [s.path for s in trace[-3:]] == [REGIME] * 3


def parts(agency: Agency) -> tuple[Score, Regime]:
    """A score and its regime as `explain` gets them."""
    found = explained(agency.context(), ANI, "2025")
    assert found is not None
    return found


TITLES: dict[Lang, tuple[str, str]] = {
    "id": ("Sangat Baik", "Di atas ekspektasi"),
    "en": ("Excellent", "Above expectations"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explanation_in_words_cites_line_and_law(agency: Agency, lang: Lang) -> None:
    agency.put(EVALUATION, evaluation_tree(ANI, FIELD_A, BOSS, "di_atas", "di_atas"))
    agency.reapprove()
    made, regime = parts(agency)
    text = words.as_text(made, regime, lang)
    predicate, rating = TITLES[lang]
    assert predicate in text.splitlines()[-1]
    assert text.count(rating) == 2
    cited = [int(n) for n in re.findall(re.escape(REGIME) + r":(\d+) · ", text)]
    assert cited == [step.line for step in made.trace if step.path == REGIME]
    assert "PermenPANRB Nomor 6 Tahun 2022" in text and EVALUATION in text
    assert not re.search(r"rating:|predicate:|missing:|\{|\}", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explanation_as_markdown_holds_nothing_that_was_typed(agency: Agency, lang: Lang) -> None:
    agency.edit(EVALUATION, "/body/work/0/feedback", "[x](javascript:1) <b>Rahasia</b>")
    made, regime = parts(agency)
    text = words.as_markdown(made, regime, lang)
    assert text.startswith("## ") and text.splitlines()[-1].startswith("**")
    assert "Rahasia" not in text
    numbers = [int(line[0]) for line in text.splitlines() if re.match(r"\d\. ", line)]
    assert numbers == list(range(1, len(made.trace) + 1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_explanation_as_json(agency: Agency, lang: Lang) -> None:
    made, regime = parts(agency)
    tree: Any = json.loads(json.dumps(words.as_json(made, regime, lang)))
    assert (tree["version"], tree["result"]) == (1, made.row())
    assert [s["line"] for s in tree["steps"]] == [s.line for s in made.trace]
    assert set(tree["steps"][-1]) == {"text", "path", "line", "pointer", "legal_basis", "status"}
    assert tree["steps"][-1]["status"] == "unverified"


@pytest.mark.parametrize(
    ("lang", "reason"), [("id", "Evaluasi tahunan tidak ada"), ("en", "There is no yearly evaluation")]
)
def test_no_result_is_explained_by_the_rubrics_words(agency: Agency, lang: Lang, reason: str) -> None:
    agency.remove(EVALUATION)
    made, regime = parts(agency)
    text = words.as_text(made, regime, lang)
    assert reason in text
    assert "evaluation_missing" in text.splitlines()[-1]


def test_nobody_to_explain(agency: Agency) -> None:
    assert explained(agency.context(), "p-zzzzzzzzzzzzzzzz", "2025") is None
    assert explained(agency.context(), ANI, "2024") is None
