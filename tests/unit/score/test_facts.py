"""The furthest step of the year and the objection that counts, from records on disk."""

from __future__ import annotations

from bening.model.tables import BASES
from bening.survey import survey
from tests.unit.checks.rights_tools import acknowledge, decide, object_, rules
from tests.unit.conftest import ANI, BUDI, FIELD_A, HEAD, Agency


def facts(agency: Agency, as_of: str = "2026-04-01") -> dict[str, tuple[str, tuple[str, int | None] | None]]:
    return {s.person: (s.stage, s.objection) for s in survey(agency.context(as_of)).scores if s.counted}


def test_rated_is_exactly_who_has_a_predicate(agency: Agency) -> None:
    rows = [s for s in survey(agency.context()).scores if s.counted]
    assert {(s.predicate is not None) is (s.stage == "evaluasi") for s in rows} == {True}
    assert {s.stage for s in rows} <= set(BASES["stage"])


def test_step_by_step(agency: Agency) -> None:
    folder = f"records/2025/{FIELD_A}/{ANI}"
    assert facts(agency)[ANI][0] == "evaluasi"
    agency.remove(f"{folder}/evaluation.yaml")
    assert facts(agency)[ANI][0] == "laporan"
    agency.remove(f"{folder}/report.yaml")
    assert facts(agency)[ANI][0] == "skp"
    agency.remove(f"{folder}/plan.yaml")
    assert facts(agency)[ANI][0] == "tanpa_skp"


def test_an_objection_is_told_of_the_person_alone_and_as_of_the_day(agency: Agency) -> None:
    rules(agency)
    acknowledge(agency)
    object_(agency)
    decide(agency)
    assert facts(agency)[ANI][1] == ("ditolak", 11)
    assert facts(agency, "2026-02-01")[ANI][1] == ("belum_diputus", None)
    assert [facts(agency)[person][1] for person in (BUDI, HEAD)] == [None, None]
