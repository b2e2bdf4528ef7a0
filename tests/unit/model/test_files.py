"""Records, rubrics, settings and terms against the contract, the law and the rules that are shipped."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from bening.model.header import PersonRecord
from bening.model.organisation import Position
from bening.model.policy import Policy
from bening.model.records import KINDS, Evaluation
from bening.model.rubric import Families, Regime
from bening.model.rules import RULES
from bening.model.settings import Settings
from bening.model.terms import PREDICATES, RATINGS, BehaviourValue, Predicate, Rating
from bening.source.strict import read
from tests.unit.conftest import (
    ANI,
    BOSS,
    FIELD_A,
    OFFICE,
    ROOT,
    Tree,
    about_unit_trees,
    approval_tree,
    evaluation_tree,
    feedback_tree,
    numbered_trees,
    person_tree,
    plan_tree,
    position_tree,
    report_tree,
    settings_tree,
    unit_tree,
)

SOUND: dict[str, Tree] = {
    "unit": unit_tree(OFFICE, "office", "kota-uji"),
    "person": person_tree(ANI, position_tree(FIELD_A, BOSS, acting="plt", head=True)),
    "plan": plan_tree(ANI, FIELD_A, BOSS),
    "report": report_tree(ANI, FIELD_A),
    "evaluation": evaluation_tree(ANI, FIELD_A, BOSS),
    "feedback": feedback_tree(ANI, FIELD_A, BOSS),
    "approval": approval_tree(ANI, FIELD_A, "plan.yaml", "0" * 64, BOSS, "rater", "2025-01-20"),
    **numbered_trees(ANI, FIELD_A, BOSS),
    **about_unit_trees(FIELD_A),
}


def rubric(name: str) -> Any:
    """A rubric as it is shipped."""
    return read((ROOT / "rubrics" / name / "v1.yaml").read_bytes()).tree


def test_there_is_a_sound_example_of_each_kind() -> None:
    assert set(SOUND) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_record_is_read_and_its_kind_is_its_own(kind: str) -> None:
    model = KINDS[kind]
    assert model.model_validate(SOUND[kind]).kind == kind
    for other in set(KINDS) - {kind}:
        with pytest.raises(ValidationError):
            model.model_validate(SOUND[kind] | {"kind": other})
        with pytest.raises(ValidationError):
            model.model_validate(SOUND[kind] | {"schema": f"bening/{other}/v1"})


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_key_in_header_or_body_is_refused(kind: str) -> None:
    tree = SOUND[kind]
    for broken in (tree | {"catatan": "x"}, tree | {"body": tree["body"] | {"catatan": "x"}}):
        with pytest.raises(ValidationError):
            KINDS[kind].model_validate(broken)


@pytest.mark.parametrize("kind", KINDS)
def test_each_header_field_is_required(kind: str) -> None:
    for name in SOUND[kind]:
        with pytest.raises(ValidationError):
            KINDS[kind].model_validate({k: v for k, v in SOUND[kind].items() if k != name})


def test_a_rating_may_be_left_out_but_not_invented() -> None:
    tree = SOUND["evaluation"]
    body = {k: v for k, v in tree["body"].items() if k != "work_rating"}
    assert Evaluation.model_validate(tree | {"body": body}).body.work_rating is None
    for wrong in ("baik", "Sesuai", 2, ""):
        with pytest.raises(ValidationError):
            Evaluation.model_validate(tree | {"body": tree["body"] | {"work_rating": wrong}})


@pytest.mark.parametrize(
    ("grade", "sound"),
    [
        *((grade, True) for grade in ("I/a", "III/d", "IV/e", "I", "IX", "XVII")),
        *((grade, False) for grade in ("III/e", "V/a", "XVIII", "iii/a", "IIII/a", "III/a ", "sembarang")),
    ],
)
def test_grades_are_those_of_pns_and_pppk(grade: str, sound: bool) -> None:
    tree = position_tree(FIELD_A, BOSS, grade=grade)
    if sound:
        assert Position.model_validate(tree).grade == grade
    else:
        with pytest.raises(ValidationError):
            Position.model_validate(tree)


def test_terms_are_those_of_the_law() -> None:
    assert set(get_args(Rating)) == set(RATINGS) == {"di_atas", "sesuai", "di_bawah"}
    assert RATINGS == ("di_bawah", "sesuai", "di_atas")
    assert PREDICATES == get_args(Predicate) == ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
    assert len(get_args(BehaviourValue)) == 7 + 5  # BerAKHLAK, and the aspects of PP 30/2019 Art. 12


def test_the_shipped_regime_has_siasn_codes_and_three_behaviours_a_value() -> None:
    regime = Regime.model_validate(rubric("permenpanrb-6-2022"))
    assert regime.ref == "permenpanrb-6-2022/v1"
    assert {r.id: r.siasn for r in regime.ratings} == {"di_atas": 1, "sesuai": 2, "di_bawah": 3}
    assert [(p.siasn, p.id) for p in regime.predicates] == list(enumerate(PREDICATES, 1))
    assert [v.id for v in regime.values] == list(get_args(BehaviourValue))[:7]
    assert {len(v.behaviours) for v in regime.values} == {3}


def test_nothing_in_a_rubric_that_decides_has_a_default() -> None:
    tree = rubric("permenpanrb-6-2022")
    for name in ("ratings", "predicates", "matrix", "missing", "approvals", "valid_from", "legal_basis", "status"):
        with pytest.raises(ValidationError):
            Regime.model_validate({k: v for k, v in tree.items() if k != name})


THRESHOLDS = ("office_minimum", "unit_minimum", "mean_minimum", "merge_units_below", "merge_offices_below")
SWITCHES = ("insider", "headcounts_known")


@pytest.mark.parametrize("name", [*THRESHOLDS, "homogeneity_percent"])
def test_a_threshold_has_its_reason_and_owner_and_is_never_zero(name: str) -> None:
    tree = rubric("disclosure")
    Policy.model_validate(tree | {name: tree[name] | {"value": 100}})
    for broken in ({"value": 0}, {"value": True}, {"value": "5"}, {"reason": None}, {"owner": ""}, {"lain": 1}):
        with pytest.raises(ValidationError):
            Policy.model_validate(tree | {name: tree[name] | broken})


@pytest.mark.parametrize("name", SWITCHES)
def test_a_choice_is_yes_or_no_and_has_its_reason_and_owner(name: str) -> None:
    tree = rubric("disclosure")
    for value in (True, False):
        policy = Policy.model_validate(tree | {name: tree[name] | {"value": value}})
        assert getattr(policy, name).value is value
    for broken in ({"value": 1}, {"value": "yes"}, {"value": None}, {"reason": None}, {"owner": ""}):
        with pytest.raises(ValidationError):
            Policy.model_validate(tree | {name: tree[name] | broken})


def test_a_share_is_at_most_everyone() -> None:
    tree = rubric("disclosure")
    with pytest.raises(ValidationError):
        Policy.model_validate(tree | {"homogeneity_percent": tree["homogeneity_percent"] | {"value": 101}})


def test_no_number_of_the_policy_has_a_default() -> None:
    tree = rubric("disclosure")
    for name in tree:
        with pytest.raises(ValidationError):
            Policy.model_validate({k: v for k, v in tree.items() if k != name})


def test_the_shipped_policy_is_no_weaker_than_its_words() -> None:
    """What is merged can be shown: a rest is at least as large as the threshold that its figures must reach."""
    policy = Policy.model_validate(rubric("disclosure"))
    assert policy.ref == "disclosure/v1"
    assert policy.office_minimum.value >= 5 and policy.unit_minimum.value >= 10
    assert policy.merge_units_below.value >= policy.unit_minimum.value
    assert policy.merge_offices_below.value >= policy.office_minimum.value
    assert policy.insider.value and policy.headcounts_known.value


@pytest.mark.parametrize("broken", [{"table": "predicates_by_mood"}, {"tree": None}, {"title": None}, {"schemes": []}])
def test_a_table_of_the_plan_is_known_and_has_one_tree(broken: Tree) -> None:
    tree = rubric("disclosure")
    assert len(Policy.model_validate(tree).tables) == 6
    with pytest.raises(ValidationError):
        Policy.model_validate(tree | {"tables": [tree["tables"][0] | broken]})


def test_a_node_stands_for_its_base_classes_even_where_the_tree_is_a_circle() -> None:
    policy = Policy.model_validate(rubric("disclosure"))
    tree = {"TOTAL": ["baik", "di_bawah_baik"], "di_bawah_baik": ["kurang", "belum_dinilai"]}
    below = ["butuh_perbaikan", "kurang", "sangat_kurang"]
    assert policy.bases("di_bawah_baik", {}) == below
    assert policy.bases("TOTAL", {"TOTAL": ["baik", "di_bawah_baik"]}) == ["baik", *below]
    assert policy.bases("TOTAL", tree) == ["baik", "kurang", "belum_dinilai"]
    assert policy.bases("TOTAL", {"TOTAL": ["a"], "a": ["TOTAL", "baik"]}) == ["TOTAL", "baik"]


def test_the_shipped_families_are_read() -> None:
    families = Families.model_validate(rubric("position-families")).families
    assert len({f.id for f in families}) == len(families) == 5


def test_settings_find_periods_and_releases() -> None:
    calendar = Settings.model_validate(settings_tree()).calendar
    assert [p.period for p in (calendar.period("2025"), calendar.period("2025-q3")) if p] == ["2025", "2025"]
    assert calendar.period("2024") is None
    assert calendar.release("2024") is None
    release = calendar.release("2025")
    assert release is not None and release.not_before == "2026-03-02"


@pytest.mark.parametrize(
    "broken",
    [
        {"timezone": "Asia/Bandung"},
        {"languages": []},
        {"languages": ["jv"]},
        {"site_url": "javascript:alert(1)"},
        {"sealing": "maybe"},
        {"disclosure_policy": "v1"},
        {"demo": "yes"},
    ],
)
def test_settings_refuse_what_they_do_not_know(broken: Tree) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(settings_tree() | broken)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.kind}{r.path}:{r.op}")
def test_each_declarative_rule_points_at_fields_that_exist(rule: Any) -> None:
    record = KINDS[rule.kind].model_validate(SOUND[rule.kind])
    target: Any = record
    for part in rule.path.split("/")[1:]:
        target = getattr(target, part)
    items = target if isinstance(target, list) else [target]
    assert all(hasattr(item, name) for item in items for name in rule.fields)


def test_person_records_say_whom_and_when() -> None:
    record = KINDS["plan"].model_validate(SOUND["plan"])
    assert isinstance(record, PersonRecord)
    assert (record.person, record.period, record.unit) == (ANI, "2025", FIELD_A)
