"""Acknowledgement, objection, decision: the clock's edges, who may decide, one of each, and what is read for it."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.checks.context import gather
from bening.checks.rights import addressees, answers, procedure_in_force, received
from bening.model.base import LANGUAGES
from bening.model.records import Evaluation
from bening.model.rights import Acknowledgement
from bening.survey import all_paths, check_changes
from tests.unit.checks.rights_tools import (
    ACK,
    DECISION,
    EVALUATION,
    FOLDER,
    OBJECTION,
    acknowledge,
    decide,
    found,
    object_,
    rules,
    sign,
)
from tests.unit.conftest import ANI, BOSS, BUDI, FIELD_A, HEAD, HR, OFFICE, Agency, position_tree
from tests.unit.test_survey import Counting

PERSON = layout.person_path


@pytest.fixture
def objected(agency: Agency) -> Agency:
    """Received on 22 January, objected to on the 30th, rejected on 10 February."""
    rules(agency)
    acknowledge(agency)
    object_(agency)
    decide(agency)
    return agency


def test_a_whole_sound_case(objected: Agency) -> None:
    assert found(objected) == []


@pytest.mark.parametrize(("date", "codes"), [("2026-02-05", []), ("2026-02-06", ["BNG522"])])
def test_the_fourteenth_day_is_in_time(objected: Agency, date: str, codes: list[str]) -> None:
    object_(objected, date=date)
    decide(objected, hearings={"person": "2026-02-07", "rater": "2026-02-07"})
    assert [c for c, _p in found(objected)] == codes


def test_the_last_day_is_named(objected: Agency) -> None:
    object_(objected, date="2026-02-08")
    decide(objected, hearings={"person": "2026-02-09", "rater": "2026-02-09"})
    (finding,) = [f for f in objected.findings() if f.code == "BNG522"]
    assert finding.values == {"date": "2026-02-05"}
    assert "2026-02-05" in finding.message("id")


def test_without_a_receipt_nothing_is_late(objected: Agency) -> None:
    objected.remove(ACK)
    object_(objected, date="2026-03-20")
    decide(objected, date="2026-03-21", hearings={"person": "2026-03-21", "rater": "2026-03-21"})
    assert found(objected) == []


def test_the_earliest_receipt_of_the_version_on_file_starts_the_clock(objected: Agency) -> None:
    acknowledge(objected, seq=2, date="2026-01-12")
    acknowledge(objected, seq=3, date="2026-01-11", sha256="0" * 64)
    context = objected.context()
    dossier = gather(context, ANI, all_paths(context, ANI))
    target = context.reader.record(EVALUATION)
    assert target is not None
    assert received(dossier, target) == "2026-01-12"
    assert len(answers(dossier, target, Acknowledgement)) == 3


@pytest.mark.parametrize(("as_of", "codes"), [("2026-03-01", []), ("2026-03-02", ["BNG523"])])
def test_undecided_on_the_day_after_the_thirtieth(objected: Agency, as_of: str, codes: list[str]) -> None:
    objected.remove(DECISION)
    assert [c for c, _p in found(objected, as_of)] == codes


def test_a_late_decision_ends_the_warning(objected: Agency) -> None:
    decide(objected, date="2026-03-25")
    assert found(objected, "2026-05-01") == []


@pytest.mark.parametrize(
    ("to", "code"),
    [(BOSS, "BNG324"), (HR, "BNG325"), (ANI, "BNG325"), (BUDI, "BNG325"), ("p-zzzzzzzzzzzzzzzz", "BNG325")],
)
def test_a_misrouted_objection_names_the_role(objected: Agency, to: str, code: str) -> None:
    object_(objected, addressee=to)
    sign(objected, DECISION, OBJECTION)
    (finding,) = [f for f in objected.findings() if f.path == OBJECTION]
    assert (finding.code, finding.severity, finding.values) == (code, "error", {"allowed": "rater_superior"})
    assert "atasan penilai" in finding.remedy("id")
    assert to not in finding.message("id") + finding.remedy("id")


def test_an_acting_superior_of_the_rater_is_right(objected: Agency) -> None:
    acting = position_tree(FIELD_A, HR, head=True, acting="plt", valid_from="2026-01-01")
    objected.edit(PERSON(HR), "/body/positions/0/supervisor", HEAD)
    objected.edit(PERSON(BOSS), "/body/positions", [position_tree(FIELD_A, HEAD, head=True), acting])
    object_(objected, addressee=HR)
    decide(objected, decided_by=HR)
    assert [(c, p) for c, p in found(objected) if p.startswith(FOLDER)] == []


def test_a_rater_without_superior_sends_it_to_the_personnel_office(objected: Agency) -> None:
    objected.edit(PERSON(BOSS), "/body/positions", [position_tree(FIELD_A, None, head=True)])
    object_(objected, addressee=HEAD)
    sign(objected, DECISION, OBJECTION)
    (finding,) = [f for f in objected.findings() if f.code == "BNG325"]
    assert finding.values == {"allowed": "hr"}
    object_(objected, addressee=HR)
    decide(objected, decided_by=HR)
    assert not {"BNG325", "BNG326"} & {c for c, _p in found(objected)}


def test_where_the_rubric_names_nobody_instead_nobody_is_right(objected: Agency) -> None:
    objected.edit("rubrics/objection/v1.yaml", "/addressee/where_none", None)
    objected.edit(PERSON(BOSS), "/body/positions", [position_tree(FIELD_A, None, head=True)])
    context = objected.context()
    loaded, procedure = context.reader.record(EVALUATION), procedure_in_force(context)
    assert loaded is not None and isinstance(loaded.model, Evaluation) and procedure is not None
    assert addressees(context, procedure, loaded.model, "2026-01-30") == ("rater_superior", set())


def test_nobody_decides_on_their_own_case_as_officer_either(objected: Agency) -> None:
    """The rater without a superior is a personnel officer, too."""
    objected.edit(PERSON(BOSS), "/body/positions", [position_tree(FIELD_A, None, head=True)])
    officers = [{"role": "hr", "person": p, "valid_from": "2020-01-01"} for p in (BOSS, ANI, HR)]
    objected.edit(layout.unit_path("kota-uji"), "/body/officers", officers)
    context = objected.context()
    loaded, procedure = context.reader.record(EVALUATION), procedure_in_force(context)
    assert loaded is not None and isinstance(loaded.model, Evaluation) and procedure is not None
    assert addressees(context, procedure, loaded.model, "2026-01-30") == ("hr", {HR})


def moved_on(agency: Agency) -> None:
    """From 5 February on the rater has another superior."""
    before = position_tree(FIELD_A, HEAD, head=True, valid_to="2026-02-04")
    after = position_tree(FIELD_A, HR, head=True, valid_from="2026-02-05")
    agency.edit(PERSON(BOSS), "/body/positions", [before, after])


@pytest.mark.parametrize(("by", "codes"), [(HR, []), (HEAD, []), (BUDI, ["BNG326"])])
def test_the_addressee_or_the_successor_decides(objected: Agency, by: str, codes: list[str]) -> None:
    moved_on(objected)
    decide(objected, decided_by=by)
    assert [c for c, p in found(objected) if p == DECISION] == codes


@pytest.mark.parametrize(("by", "code"), [(BOSS, "BNG327"), (ANI, "BNG327"), (HR, "BNG326"), (BUDI, "BNG326")])
def test_nobody_else_decides(objected: Agency, by: str, code: str) -> None:
    decide(objected, decided_by=by)
    assert found(objected) == [(code, DECISION)]


@pytest.mark.parametrize(
    ("hearings", "codes"),
    [
        ({"person": "2026-01-30", "rater": "2026-02-10"}, []),
        ({"person": "2026-01-29", "rater": "2026-02-10"}, ["BNG412"]),
        ({"person": "2026-01-30", "rater": "2026-02-11"}, ["BNG412"]),
        ({"person": "2026-01-30"}, ["BNG412"]),
        ({"rater": "2026-02-01"}, ["BNG412"]),
        ({"person": "2026-03-01", "rater": "2026-03-01"}, ["BNG412", "BNG412"]),
    ],
)
def test_both_are_heard_before_the_decision(objected: Agency, hearings: dict[str, str], codes: list[str]) -> None:
    decide(objected, hearings=hearings)
    assert [c for c, _p in found(objected)] == codes


def test_who_must_be_heard_is_the_rubrics_to_say(objected: Agency) -> None:
    objected.edit("rubrics/objection/v1.yaml", "/hearing/rater", False)
    decide(objected, hearings={"person": "2026-02-01"})
    assert found(objected) == []


OUTCOMES: list[tuple[dict[str, Any], list[str]]] = [
    ({"outcome": "ditolak"}, []),
    ({"outcome": "ditolak", "work_rating": "sesuai"}, ["BNG413"]),
    ({"outcome": "ditolak", "scores": [{"value": "loyal", "score": 90}]}, ["BNG413"]),
    ({"outcome": "diterima"}, ["BNG414"]),
    ({"outcome": "diterima", "work_rating": "sesuai"}, ["BNG414"]),  # the evaluation says so, too
    ({"outcome": "diterima", "work_rating": "di_atas"}, []),
    ({"outcome": "diterima", "behaviour_rating": "di_atas"}, []),
    ({"outcome": "diterima", "scores": [{"value": "loyal", "score": 90}]}, []),
    ({"outcome": "diterima_sebagian"}, []),
    ({"outcome": "diterima_sebagian", "work_rating": "di_atas"}, []),
]


@pytest.mark.parametrize(("body", "codes"), OUTCOMES)
def test_outcome_and_ratings_agree(objected: Agency, body: dict[str, Any], codes: list[str]) -> None:
    decide(objected, **body)
    assert [c for c, _p in found(objected)] == codes


def test_a_score_is_changed_once(objected: Agency) -> None:
    again = [{"value": "loyal", "score": 90}, {"value": "loyal", "score": 95}]
    decide(objected, outcome="diterima", scores=again)
    assert found(objected) == [("BNG402", DECISION)]


def test_a_changed_evaluation_makes_the_objection_an_error_and_the_receipt_a_warning(objected: Agency) -> None:
    objected.edit(EVALUATION, "/body/work/0/feedback", "Lain")
    assert found(objected) == [("BNG520", ACK), ("BNG322", OBJECTION)]
    acknowledge(objected, seq=2, date="2026-02-01")
    assert found(objected) == [("BNG322", OBJECTION)]


def test_the_numbers_of_files_are_numbers(objected: Agency) -> None:
    """objection-100 comes after objection-99."""
    for name in (OBJECTION, DECISION):
        objected.remove(name)
    first, second = (f"{FOLDER}/objection-{n}.yaml" for n in ("99", "100"))
    object_(objected, path=first)
    object_(objected, path=second)
    decide(objected, target=first)
    decide(objected, target=second, seq=2)
    assert found(objected) == [("BNG329", second)]


def test_a_broken_file_is_mended_first(objected: Agency) -> None:
    objected.raw(EVALUATION, b"[")
    codes = {c for c, p in found(objected) if p in (ACK, OBJECTION, DECISION)}
    assert codes == set()


def test_without_a_rule_an_objection_is_refused_and_the_remedy_is_a_line_to_write(objected: Agency) -> None:
    objected.edit("bening.yml", "/rules", drop=True)
    (finding,) = objected.findings()
    assert (finding.code, finding.path, finding.pointer) == ("BNG612", OBJECTION, "/rubric")
    for lang in LANGUAGES:
        assert "'objection: objection/v1'" in finding.remedy(lang)
        assert "rubrics/objection/v1.yaml" in finding.remedy(lang)


def test_without_a_rule_everything_else_is_as_before(agency: Agency) -> None:
    acknowledge(agency)
    assert found(agency) == []


def test_an_old_objection_keeps_the_clock_it_was_filed_under(objected: Agency) -> None:
    """A new version with a week to object does not make the objections of last year late."""
    newer = objected.tree("rubrics/objection/v1.yaml") | {"version": "v2", "valid_from": "2027-01-01"}
    newer["filing"] |= {"days": 7}
    objected.put("rubrics/objection/v2.yaml", newer)
    objected.edit("bening.yml", "/rules/objection", "objection/v2")
    assert found(objected) == []
    object_(objected, rubric="objection/v2")
    sign(objected, DECISION, OBJECTION)
    assert found(objected) == [("BNG614", OBJECTION), ("BNG522", OBJECTION)]


def test_a_broken_version_that_only_old_objections_pin_says_what_is_wrong(objected: Agency) -> None:
    objected.put("rubrics/objection/v2.yaml", objected.tree("rubrics/objection/v1.yaml") | {"version": "v2"})
    objected.edit("bening.yml", "/rules/objection", "objection/v2")
    objected.edit("rubrics/objection/v1.yaml", "/filing/days", drop=True)
    assert found(objected) == [("BNG202", "rubrics/objection/v1.yaml")]


def test_what_is_read_follows_from_what_is_named(objected: Agency) -> None:
    tree = Counting(objected.root)
    check_changes(objected.context(tree=tree), [OBJECTION])
    people = {p for p in tree.touched if p.startswith("records/people/")}
    assert people <= {PERSON(p) for p in (ANI, BOSS, HEAD)}
    assert not [p for p in tree.touched if BUDI in p or f"/{OFFICE}/" in p]
    assert len(tree.touched) == len(set(tree.touched)) < 30
