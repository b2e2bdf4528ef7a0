"""Who was where and who stood above whom, on a date."""

from __future__ import annotations

import pytest

from bening import layout
from bening.checks.context import gather
from bening.checks.directory import in_force
from bening.model.organisation import Officer
from bening.model.records import Evaluation, Plan
from bening.survey import all_paths
from tests.unit.conftest import ANI, BOSS, BUDI, CITY, FIELD_A, FIELD_B, HEAD, HR, OFFICE, Agency, position_tree

NOBODY = "p-zzzzzzzzzzzzzzzz"


@pytest.mark.parametrize(
    ("day", "held"),
    [("2024-12-31", []), ("2025-01-01", [0]), ("2025-06-30", [0]), ("2025-07-01", [1]), ("2099-01-01", [1])],
)
def test_first_and_last_day_are_in_force(day: str, held: list[int]) -> None:
    spans = [
        Officer(role="hr", person=ANI, valid_from="2025-01-01", valid_to="2025-06-30"),
        Officer(role="hr", person=ANI, valid_from="2025-07-01"),
    ]
    assert in_force(spans, day) == [spans[i] for i in held]


def test_units_upwards_and_their_office(agency: Agency) -> None:
    directory = agency.context().directory
    assert list(directory.above(FIELD_A, "2025-01-01")) == [FIELD_A, OFFICE, CITY]
    assert [directory.office(u, "2025-01-01") for u in (FIELD_A, OFFICE, CITY)] == [OFFICE, OFFICE, None]
    assert directory.office("tidak-ada", "2025-01-01") is None
    assert directory.unit(FIELD_A, "2019-12-31") is None
    assert list(directory.above(FIELD_A, "2019-12-31")) == []


def test_a_circle_of_units_ends(agency: Agency) -> None:
    agency.edit(layout.unit_path(OFFICE), "/body/versions/0/parent", FIELD_A)
    agency.edit(layout.unit_path(OFFICE), "/body/versions/0/level", "unit")
    assert len(list(agency.context().directory.above(FIELD_A, "2025-01-01"))) == 12
    assert agency.context().directory.office(FIELD_A, "2025-01-01") is None


def test_a_renamed_unit_and_a_changed_parent(agency: Agency) -> None:
    version = agency.tree(layout.unit_path(FIELD_A))["body"]["versions"][0]
    agency.edit(
        layout.unit_path(FIELD_A),
        "/body/versions",
        [version | {"valid_to": "2024-12-31"}, version | {"valid_from": "2025-01-01", "parent": CITY}],
    )
    directory = agency.context().directory
    assert directory.office(FIELD_A, "2024-12-31") == OFFICE
    assert directory.office(FIELD_A, "2025-01-01") is None


def test_the_definitive_position_comes_before_an_acting_one(agency: Agency) -> None:
    acting = position_tree(FIELD_B, HR, acting="plh") | {"valid_from": "2025-01-01"}
    agency.edit(layout.person_path(ANI), "/body/positions", [acting, position_tree(FIELD_A, BOSS)])
    directory = agency.context().directory
    position = directory.position(ANI, "2025-05-01")
    assert position is not None and position.unit == FIELD_A
    assert directory.supervisors(ANI, "2025-05-01") == [BOSS, HR]
    assert directory.supervisors(ANI, "2024-05-01") == [BOSS]


def test_an_acting_position_alone_counts(agency: Agency) -> None:
    agency.edit(layout.person_path(ANI), "/body/positions", [position_tree(FIELD_B, HR, acting="plt")])
    directory = agency.context().directory
    position = directory.position(ANI, "2025-05-01")
    assert position is not None and (position.unit, position.acting) == (FIELD_B, "plt")
    assert directory.supervisors(HEAD, "2025-05-01") == []


def test_a_broken_file_exists_but_says_nothing(agency: Agency) -> None:
    agency.raw(layout.person_path(BUDI), b"[")
    directory = agency.context().directory
    assert (directory.person_exists(BUDI), directory.person(BUDI)) == (True, None)
    assert (directory.person_exists(NOBODY), directory.position(NOBODY, "2025-01-01")) == (False, None)
    assert directory.supervisors(BUDI, "2025-01-01") == []


def test_periods_end_where_the_calendar_says(agency: Agency) -> None:
    context = agency.context()
    ends = {p: context.period_end(p) for p in ("2025", "2025-q1", "2025-q2", "2025-q3", "2025-q4", "2031")}
    assert list(ends.values()) == ["2025-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2031-12-31"]
    assert context.reference("2025-q1", "2025-02-01") == "2025-02-01"
    assert context.reference("2025-q1", "2025-04-15") == "2025-03-31"


def test_a_dossier_holds_the_sound_and_the_broken(agency: Agency) -> None:
    folder = layout.person_folder("2025", FIELD_A, ANI)
    agency.raw(f"{folder}/report.yaml", b"[")
    context = agency.context()
    own = layout.person_path(ANI)
    dossier = gather(context, ANI, [own, *all_paths(context, ANI), "records/none.yaml"])
    assert dossier.model is not None and dossier.model.person == ANI
    assert len(dossier.records) == 6
    evaluation = next(model for _, model in dossier.sound(Evaluation))
    plan = dossier.plan(evaluation)
    assert isinstance(plan, Plan) and plan.person == ANI
    assert all_paths(context, NOBODY) == []


def test_a_regime_follows_the_record_and_otherwise_the_calendar(agency: Agency) -> None:
    context = agency.context()
    folder = layout.person_folder("2025", FIELD_A, ANI)
    for name in ("evaluation", "feedback-01"):
        loaded = context.reader.record(f"{folder}/{name}.yaml")
        assert loaded is not None and loaded.model is not None
        regime = context.regime(loaded.model)  # type: ignore[arg-type]
        assert regime is not None and regime.ref == "permenpanrb-6-2022/v1"
