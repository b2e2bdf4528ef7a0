"""Sheets of several raters: who may answer as what, the rubric in force, what counts; and the rubric itself."""

from __future__ import annotations

from typing import Any

import pytest

from bening import layout
from bening.checks.context import gather
from bening.checks.raters import close, counted, rubric_in_force
from bening.survey import all_paths, check_changes
from tests.unit.conftest import (
    ANI,
    BOSS,
    BUDI,
    FIELD_A,
    FIELD_B,
    HEAD,
    HR,
    OFFICE,
    Agency,
    header,
    person_tree,
    position_tree,
)
from tests.unit.score.test_raters import FOLDER, MATES, REF, rated, sheet_tree

RUBRIC = f"rubrics/{REF}.yaml"
FIRST = f"{FOLDER}/assessment-01.yaml"


@pytest.fixture
def asked(agency: Agency) -> Agency:
    """The small agency, with the rubric in force."""
    agency.put("bening.yml", agency.tree("bening.yml") | {"rules": {"multi_rater": REF}})
    return agency


def about(agency: Agency, as_of: str = "2026-01-31") -> list[tuple[str, str]]:
    """The findings on sheets, rules and settings: code and pointer."""
    return [(f.code, f.pointer) for f in agency.findings(as_of) if "assessment" in f.path or "records" not in f.path]


@pytest.mark.parametrize(
    ("rater", "group", "sound"),
    [
        (ANI, "self", True),
        (BOSS, "self", False),
        (BOSS, "supervisor", True),
        (ANI, "supervisor", False),
        (HEAD, "supervisor", False),
        (BUDI, "peer", True),  # another unit, the same supervisor
        (HR, "peer", True),
        (ANI, "peer", False),
        (BOSS, "peer", False),  # the same unit, but above
        (HEAD, "peer", False),
        (BUDI, "subordinate", False),
        (BOSS, "subordinate", False),
    ],
)
def test_the_rater_stands_where_the_group_says(asked: Agency, rater: str, group: str, sound: bool) -> None:
    asked.put(FIRST, sheet_tree(rater, group, [4] * 7))
    assert about(asked) == ([] if sound else [("BNG342", "/rater_group")])


@pytest.mark.parametrize(("rater", "sound"), [(ANI, True), (BUDI, True), (HEAD, False), (BOSS, False)])
def test_subordinates_are_directly_below(asked: Agency, rater: str, sound: bool) -> None:
    tree = sheet_tree(rater, "subordinate", [4] * 7) | {"person": BOSS}
    asked.put(f"{layout.person_folder('2025', FIELD_A, BOSS)}/assessment-01.yaml", tree)
    assert about(asked) == ([] if sound else [("BNG342", "/rater_group")])


@pytest.mark.parametrize(
    ("rule", "unit", "boss", "sound"),
    [
        (["same_supervisor"], FIELD_B, BOSS, True),
        (["same_supervisor"], FIELD_A, HEAD, False),
        (["same_unit"], FIELD_A, HEAD, True),
        (["same_unit"], FIELD_B, BOSS, False),
        (["same_unit", "same_supervisor"], FIELD_A, HEAD, True),
        (["same_unit", "same_supervisor"], OFFICE, HEAD, False),
    ],
)
def test_the_rubric_says_who_is_a_peer(asked: Agency, rule: list[str], unit: str, boss: str, sound: bool) -> None:
    asked.edit(RUBRIC, "/peer_rule", rule, keep=False)
    asked.put(layout.person_path(MATES[0]), person_tree(MATES[0], position_tree(unit, boss)))
    asked.put(FIRST, sheet_tree(MATES[0], "peer", [4] * 7))
    assert about(asked) == ([] if sound else [("BNG342", "/rater_group")])


def test_the_relation_is_that_of_the_date_or_of_the_periods_end(asked: Agency) -> None:
    """Who became the supervisor in December may answer for the year; who ceased to be one in June answers in May."""
    file = layout.person_path(ANI)
    old = position_tree(FIELD_A, HEAD, valid_to="2025-06-30")
    asked.put(file, person_tree(ANI, old, position_tree(FIELD_A, BOSS, valid_from="2025-07-01")))
    for date, rater, sound in (
        ("2025-05-02", HEAD, True),
        ("2025-05-02", BOSS, False),
        ("2025-12-10", BOSS, True),
        ("2025-12-10", HEAD, False),
        ("2026-01-20", BOSS, True),
    ):
        asked.put(FIRST, sheet_tree(rater, "supervisor", [4] * 7, date))
        assert ("BNG342" in dict(about(asked))) is not sound


def test_an_acting_supervisor_is_one(asked: Agency) -> None:
    acting = position_tree(FIELD_B, HR, acting="plt")
    asked.put(layout.person_path(ANI), person_tree(ANI, position_tree(FIELD_A, BOSS), acting))
    asked.put(FIRST, sheet_tree(HR, "supervisor", [4] * 7))
    assert about(asked) == []


def test_an_unknown_rater_is_one_finding(asked: Agency) -> None:
    asked.put(FIRST, sheet_tree(MATES[0], "peer", [4] * 7))
    assert about(asked) == [("BNG301", "/body/rater")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda t: t["body"]["answers"].pop(), [("BNG431", "/body/answers")]),
        (
            lambda t: t["body"]["answers"].append({"item": "ramah", "value": 3}),
            [("BNG432", "/body/answers/7/item")],
        ),
        (lambda t: t["body"]["answers"].append({"item": "loyal", "value": 3}), [("BNG402", "/body/answers/7")]),
        (lambda t: t["body"]["answers"][2].update(value=6), [("BNG433", "/body/answers/2/value")]),
        (lambda t: t["body"]["answers"][2].update(value=0), [("BNG433", "/body/answers/2/value")]),
        (lambda t: t.update(rubric="multi-rater/v2"), [("BNG340", "/rubric")]),
        (lambda t: t["body"].update(date="2026-02-01"), [("BNG545", "/body/date")]),
        (lambda t: t["body"].update(date="2026-01-31"), []),
    ],
)
def test_a_sheet_is_complete_on_the_scale_and_in_time(asked: Agency, change: Any, expected: list[Any]) -> None:
    tree = sheet_tree(BOSS, "supervisor", [4] * 7)
    change(tree)
    asked.put(FIRST, tree)
    assert about(asked) == expected


def test_nobody_answers_twice_and_the_later_file_is_the_second(asked: Agency) -> None:
    for number in (1, 2):
        asked.put(f"{FOLDER}/assessment-{number:02d}.yaml", sheet_tree(BOSS, "supervisor", [4] * 7))
    found = [f for f in asked.findings() if f.code == "BNG343"]
    assert [(f.path, f.pointer) for f in found] == [(f"{FOLDER}/assessment-02.yaml", "/body/rater")]
    asked.put(f"{FOLDER}/assessment-02.yaml", sheet_tree(BOSS, "supervisor", [4] * 7, "2026-02-10"))
    assert about(asked) == [("BNG545", "/body/date")]


def test_answers_of_a_quarter_are_refused(asked: Agency) -> None:
    asked.put(f"{FOLDER}/assessment-q4-01.yaml", sheet_tree(BOSS, "supervisor", [4] * 7) | {"period": "2025-q4"})
    assert about(asked) == [("BNG344", "/period")]


def test_without_a_rubric_the_finding_says_how_to_add_one(agency: Agency) -> None:
    agency.put(FIRST, sheet_tree(BOSS, "supervisor", [4] * 7))
    assert about(agency) == [("BNG341", "/rubric")]
    remedy = next(f for f in agency.findings() if f.code == "BNG341").remedy("en")
    assert "multi_rater: multi-rater/v1" in remedy and "bening.yml" in remedy


def test_an_earlier_period_keeps_the_version_that_was_in_force(asked: Agency) -> None:
    """A new version from 2026 on: sheets of 2025 pin v1, and v1 it is by which they count."""
    newer = asked.tree(RUBRIC) | {"version": "v2", "valid_from": "2026-01-01"}
    asked.put("rubrics/multi-rater/v2.yaml", newer)
    asked.edit(RUBRIC, "/valid_to", "2025-12-31", keep=False)
    asked.edit("bening.yml", "/rules/multi_rater", "multi-rater/v2", keep=False)
    asked.put(FIRST, sheet_tree(BOSS, "supervisor", [4] * 7))
    assert about(asked) == []
    context = asked.context()
    loaded = rubric_in_force(context, context.settings.calendar.periods[0])
    assert loaded is not None and loaded.model is not None and loaded.model.ref == REF
    asked.edit(FIRST, "/rubric", "multi-rater/v2")
    assert about(asked) == [("BNG340", "/rubric")]


@pytest.mark.parametrize(("closes", "day"), [("ends", "2025-12-31"), ("evaluation_due", "2026-01-31")])
def test_the_rubric_says_when_answers_close(asked: Agency, closes: str, day: str) -> None:
    asked.edit(RUBRIC, "/closes", closes, keep=False)
    context = asked.context()
    entry = context.settings.calendar.periods[0]
    loaded = rubric_in_force(context, entry)
    assert loaded is not None and loaded.model is not None and close(loaded.model, entry) == day


def test_only_sound_sheets_in_time_of_the_unit_count(agency: Agency) -> None:
    rated(agency, [[4] * 7] * 5)
    agency.put(f"{FOLDER}/assessment-08.yaml", sheet_tree(BUDI, "peer", [4] * 7, "2026-02-01"))
    context = agency.context()
    dossier = gather(context, ANI, all_paths(context, ANI))
    entry = context.settings.calendar.periods[0]
    assert len(counted(context, dossier, entry, FIELD_A)) == 7
    assert counted(context, dossier, entry, FIELD_B) == []


def test_a_small_group_is_a_warning_after_the_close_without_any_number(agency: Agency) -> None:
    rated(agency, [[4] * 7] * 4)
    assert [c for c, _ in about(agency, "2026-01-31")] == []
    found = [f for f in agency.findings("2026-02-01") if f.code == "BNG546"]
    assert [(f.path, f.pointer) for f in found] == [(f"{FOLDER}/assessment-03.yaml", "/rater_group")]
    assert not any(char.isdigit() for char in found[0].message("en") + found[0].remedy("en"))
    agency.put(f"{FOLDER}/assessment-07.yaml", sheet_tree(BUDI, "peer", [4] * 7))
    assert "BNG546" not in agency.codes("2026-02-01")


def test_a_check_of_a_change_reads_the_raters_file_and_nobody_elses(asked: Agency) -> None:
    asked.put(FIRST, sheet_tree(BUDI, "peer", [4] * 7))
    assert [f.code for f in check_changes(asked.context("2026-01-31"), [FIRST]).findings] == []


def test_outside_a_demonstration_answers_must_be_sealed(asked: Agency) -> None:
    asked.edit("bening.yml", "/demo", False, keep=False)
    assert about(asked) == [("BNG547", "")]
    asked.edit("bening.yml", "/sealing", "required", keep=False)
    assert about(asked) == []


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/scale/4/value", 6, "BNG625"),
        ("/scale/4/points", 100, "BNG625"),
        ("/bands/0/begins", 2, "BNG625"),
        ("/bands/1/begins", 5, "BNG625"),
        ("/bands/1/id", "kuat", "BNG625"),
        ("/bands/0/points", 90, "BNG625"),
        ("/bands/2/points", 121, "BNG625"),
        ("/groups/0/group", "peer", "BNG625"),
        ("/items/0/id", "loyal", "BNG625"),
        ("/groups/2/min_raters", 4, "BNG626"),
        ("/insiders/value", 2, "BNG626"),
        ("/bands/1/begins", 2, "BNG626"),
        ("/combinations/0/shares/self", 5, "BNG627"),
        ("/combinations/1/shares/subordinate", 20, "BNG627"),
        ("/combinations/3/present", ["supervisor"], "BNG627"),
        ("/combinations/7/supervisory", True, "BNG627"),
        ("/id", "other", "BNG605"),
    ],
)
def test_a_rubric_that_is_not_whole_or_not_safe_is_refused(asked: Agency, pointer: str, value: Any, code: str) -> None:
    asked.edit(RUBRIC, pointer, value, keep=False)
    assert {f.code for f in asked.findings()} == {code}


def test_a_rubric_that_is_not_there_is_named(asked: Agency) -> None:
    asked.remove(RUBRIC)
    assert asked.codes() == ["BNG601"]


def test_the_minimum_may_be_larger_and_a_group_need_not_be_confidential(asked: Agency) -> None:
    asked.edit(RUBRIC, "/groups/2/min_raters", 12, keep=False)
    asked.edit(RUBRIC, "/groups/3/confidential", False, keep=False)
    asked.edit(RUBRIC, "/groups/3/min_raters", 1, keep=False)
    assert asked.codes() == []


def test_sheets_of_a_period_outside_the_calendar_are_left_to_the_calendars_check(asked: Agency) -> None:
    folder = layout.person_folder("2024", FIELD_A, ANI)
    tree = header("assessment", ANI, FIELD_A, "2024") | {"rubric": REF, "rater_group": "self"}
    body = sheet_tree(ANI, "self", [3] * 7, "2024-12-10")["body"]
    asked.put(f"{folder}/assessment-01.yaml", tree | {"body": body})
    assert about(asked) == [("BNG317", "/period")]


@pytest.mark.parametrize(
    ("as_of", "date", "expected"),
    [
        ("2026-01-31", "2025-12-10", []),
        ("2026-02-01", "2025-12-10", ["BNG548"]),
        ("2026-02-20", "2026-02-10", ["BNG545"]),
        ("2026-02-01", "", ["BNG548"]),
    ],
    ids=["in-time", "dated-back", "late", "removed"],
)
def test_a_change_after_the_close_is_pointed_out(asked: Agency, as_of: str, date: str, expected: list[str]) -> None:
    if date:
        asked.put(FIRST, sheet_tree(BOSS, "supervisor", [4] * 7, date))
    assert [f.code for f in check_changes(asked.context(as_of), [FIRST]).findings] == expected
    assert "BNG548" not in asked.codes(as_of)
