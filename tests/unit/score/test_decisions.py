"""What counts after an objection: the decision, from its day on, and only one without any fault."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bening.checks.context import gather
from bening.model.base import LANGUAGES, Lang
from bening.pipeline import explain as explained
from bening.score import explain as words
from bening.score.decisions import effective
from bening.score.types import Score
from bening.survey import all_paths, survey
from tests.unit.checks.rights_tools import (
    ACK,
    DECISION,
    EVALUATION,
    FOLDER,
    OBJECTION,
    acknowledge,
    decide,
    object_,
    rules,
    sign,
)
from tests.unit.conftest import ANI, BOSS, FIELD_A, HR, Agency, evaluation_tree

RUBRIC = "rubrics/objection/v1.yaml"


@pytest.fixture
def upheld(agency: Agency) -> Agency:
    """An objection that was upheld: work results from `sesuai` to `di_atas`."""
    rules(agency)
    acknowledge(agency)
    object_(agency)
    decide(agency, outcome="diterima", work_rating="di_atas")
    return agency


def score(agency: Agency, as_of: str = "2026-04-01") -> Score:
    """Ani's score of 2025 with its trace."""
    found = explained(agency.context(as_of), ANI, "2025")
    assert found is not None
    return found[0]


def result(agency: Agency, as_of: str = "2026-04-01") -> tuple[str | None, str | None, str | None]:
    made = score(agency, as_of)
    return made.work_rating, made.behaviour_rating, made.predicate


# Worked by hand from the matrix: what the evaluation said, what the decision changed, the predicate after it.
KNOWN = [
    (("sesuai", "sesuai"), {}, "baik"),
    (("sesuai", "sesuai"), {"work_rating": "di_atas"}, "baik"),
    (("sesuai", "di_atas"), {"work_rating": "di_atas"}, "sangat_baik"),
    (("di_bawah", "sesuai"), {"work_rating": "sesuai"}, "baik"),
    (("di_bawah", "di_bawah"), {"work_rating": "sesuai"}, "kurang"),
    (("di_bawah", "di_bawah"), {"behaviour_rating": "sesuai"}, "butuh_perbaikan"),
    (("di_bawah", "di_bawah"), {"work_rating": "di_atas", "behaviour_rating": "di_atas"}, "sangat_baik"),
    (("di_atas", "di_bawah"), {"behaviour_rating": "sesuai"}, "baik"),
]


@pytest.mark.parametrize(("ratings", "changes", "predicate"), KNOWN)
def test_the_decision_takes_the_place_of_what_it_changes(
    agency: Agency, ratings: tuple[str, str], changes: dict[str, str], predicate: str
) -> None:
    rules(agency)
    agency.put(EVALUATION, evaluation_tree(ANI, FIELD_A, BOSS, *ratings))
    agency.reapprove()
    acknowledge(agency)
    object_(agency)
    decide(agency, outcome="diterima" if changes else "ditolak", **changes)
    work, behaviour = changes.get("work_rating", ratings[0]), changes.get("behaviour_rating", ratings[1])
    assert result(agency) == (work, behaviour, predicate)
    assert agency.findings() == ()


def test_the_row_of_the_survey_says_the_same(upheld: Agency) -> None:
    rows = {s.person: s for s in survey(upheld.context()).scores}
    assert (rows[ANI].work_rating, rows[ANI].predicate, rows[ANI].flags) == ("di_atas", "baik", ())
    assert rows[BOSS].work_rating == "sesuai"


def test_the_evaluation_itself_is_not_touched(upheld: Agency) -> None:
    assert upheld.tree(EVALUATION)["body"]["work_rating"] == "sesuai"


@pytest.mark.parametrize(("as_of", "work"), [("2026-02-09", "sesuai"), ("2026-02-10", "di_atas")])
def test_a_decision_counts_from_its_day_on(upheld: Agency, as_of: str, work: str) -> None:
    """So that a release made again as of its own day comes out as it was."""
    assert result(upheld, as_of)[0] == work


def test_a_missing_rating_is_filled_by_the_decision(upheld: Agency) -> None:
    upheld.edit(EVALUATION, "/body/work_rating", drop=True)
    for path, target in ((ACK, EVALUATION), (OBJECTION, EVALUATION), (DECISION, OBJECTION)):
        sign(upheld, path, target)
    assert result(upheld) == ("di_atas", "sesuai", "baik")


def test_an_evaluation_that_is_not_approved_does_not_count_by_a_decision(upheld: Agency) -> None:
    upheld.remove(f"{FOLDER}/approval-02.yaml")
    assert (score(upheld).predicate, score(upheld).flags) == (None, ("approval_missing",))


FAULTS: list[tuple[str, str, Any]] = [
    (DECISION, "/body/decided_by", HR),
    (DECISION, "/body/decided_by", BOSS),
    (DECISION, "/body/sha256", "0" * 64),
    (DECISION, "/body/outcome", "ditolak"),
    (DECISION, "/body/date", "2026-01-29"),
    (DECISION, "/body/hearings/rater", "2026-03-01"),
    (DECISION, "/body/file", "objection-02.yaml"),
    (DECISION, "/schema", "bening/decision/v9"),
    (OBJECTION, "/body/addressee", BOSS),
    (OBJECTION, "/body/addressee", HR),
    (OBJECTION, "/body/sha256", "0" * 64),
    (OBJECTION, "/body/date", "2026-01-09"),
    (OBJECTION, "/rubric", "objection/v8"),
    ("bening.yml", "/rules", {}),
]


@pytest.mark.parametrize(("path", "pointer", "value"), FAULTS)
def test_a_decision_with_a_fault_changes_nothing(upheld: Agency, path: str, pointer: str, value: Any) -> None:
    upheld.edit(path, pointer, value)
    if path == OBJECTION:
        sign(upheld, DECISION, OBJECTION)
    assert result(upheld) == ("sesuai", "sesuai", "baik")
    assert any(f.severity == "error" for f in upheld.findings())


def test_a_second_decision_does_not_count(upheld: Agency) -> None:
    decide(upheld, seq=2, outcome="diterima", work_rating="di_bawah", date="2026-03-01")
    assert result(upheld)[0] == "di_atas"


def test_where_a_decision_is_not_final_the_last_one_counts(upheld: Agency) -> None:
    upheld.edit(RUBRIC, "/finality/final", False)
    decide(upheld, seq=2, date="2026-03-01")
    assert upheld.findings() == ()
    assert (result(upheld, "2026-02-28")[0], result(upheld)[0]) == ("di_atas", "sesuai")


def test_scores_of_values_are_handed_on_to_numeric_regimes(upheld: Agency) -> None:
    decide(upheld, outcome="diterima", scores=[{"value": "loyal", "score": 91}])
    context = upheld.context()
    loaded = context.reader.record(EVALUATION)
    assert loaded is not None
    made = effective(context, gather(context, ANI, all_paths(context, ANI)), loaded)
    assert (made.work, made.behaviour, dict(made.scores)) == ("sesuai", "sesuai", {"loyal": 91})


def test_only_evaluations_come_to_something(upheld: Agency) -> None:
    context = upheld.context()
    loaded = context.reader.record(OBJECTION)
    assert loaded is not None
    with pytest.raises(TypeError):
        effective(context, gather(context, ANI, []), loaded)


def test_the_steps_lead_from_the_evaluation_over_the_objection_to_the_decision(upheld: Agency) -> None:
    paths = [step.path for step in score(upheld).trace]
    assert paths[:6] == [EVALUATION, EVALUATION, OBJECTION, RUBRIC, DECISION, RUBRIC]
    lines = (upheld.root / RUBRIC).read_text(encoding="utf-8").splitlines()
    cited = [step for step in score(upheld).trace if step.path == RUBRIC]
    assert [lines[step.line - 1] for step in cited] == ["filing:", "finality:"]
    assert all("Pasal 59" in step.legal_basis[0] and step.status == "unverified" for step in cited)


SAID: dict[tuple[Lang, str], tuple[str, ...]] = {
    ("id", "diterima"): ("Keberatan pegawai, bertanggal 2026-01-30", "hari terakhir mengajukan keberatan 2026-02-05",
                         "Putusan atas keberatan, bertanggal 2026-02-10: diterima", "menggantikan"),
    ("en", "diterima"): ("Objection by the person, dated 2026-01-30", "the last day to object was 2026-02-05",
                         "Decision on the objection, dated 2026-02-10: upheld", "takes the place"),
    ("id", "ditolak"): ("ditolak", "evaluasi tetap seperti semula"),
    ("en", "ditolak"): ("rejected", "stays as it is"),
    ("id", ""): ("Belum diputus, paling lambat 2026-03-01",),
    ("en", ""): ("Not decided yet, due by 2026-03-01",),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "outcome"), list(product(LANGUAGES, ["diterima", "ditolak", ""])))
def test_the_explanation_tells_the_whole_story(upheld: Agency, lang: Lang, outcome: str) -> None:
    if outcome == "ditolak":
        decide(upheld)
    elif not outcome:
        upheld.remove(DECISION)
    found = explained(upheld.context(), ANI, "2025")
    assert found is not None
    for text in (words.as_text(*found, lang), words.as_markdown(*found, lang)):
        assert all(part in text for part in SAID[lang, outcome])
        assert "outcome:" not in text and "{" not in text
        assert "Laporan triwulan III" not in text and "Bukti lengkap" not in text
    json.dumps(words.as_json(*found, lang))


def test_without_a_receipt_the_steps_say_so(upheld: Agency) -> None:
    upheld.remove(ACK)
    made = score(upheld)
    assert made.work_rating == "di_atas"
    assert any("receipt is not on record" in step.text for step in made.trace)


MAYBE = st.sampled_from([None, "di_atas", "sesuai", "di_bawah"])
OUTCOME = st.sampled_from(["diterima", "diterima_sebagian", "ditolak"])


@settings(max_examples=40)
@given(MAYBE, MAYBE, MAYBE, MAYBE, OUTCOME)
def test_a_decision_fills_in_what_it_states_or_is_refused_whole(
    agency: Agency, work: str | None, behaviour: str | None, new_work: str | None, new_behaviour: str | None, said: str
) -> None:
    """Never half of it: either every rating that it states counts, or check says why none does."""
    if not (agency.root / OBJECTION).exists():
        rules(agency)
    tree = evaluation_tree(ANI, FIELD_A, BOSS)
    tree["body"] |= {"work_rating": work, "behaviour_rating": behaviour}
    agency.put(EVALUATION, tree)
    acknowledge(agency)
    object_(agency)
    decide(agency, outcome=said, work_rating=new_work, behaviour_rating=new_behaviour)
    context = agency.context()
    loaded = context.reader.record(EVALUATION)
    assert loaded is not None
    made = effective(context, gather(context, ANI, all_paths(context, ANI)), loaded)
    changed = (new_work not in (None, work)) or (new_behaviour not in (None, behaviour))
    stated = bool(new_work or new_behaviour)
    refused = (said == "ditolak" and stated) or (said == "diterima" and not changed)
    errors = {f.code for f in agency.findings() if f.severity == "error"}
    assert errors == ({"BNG413" if said == "ditolak" else "BNG414"} if refused else set())
    whole = (work, behaviour) if refused else (new_work or work, new_behaviour or behaviour)
    assert (made.work, made.behaviour) == whole
