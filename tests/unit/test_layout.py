"""Path and id, both ways; nothing but the contract's paths is a record's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.layout import NUMBERED, RecordPath, parse, parse_rubric

PERSON = "p-abcdefgh22334455"
BASE = f"records/2025/dinas-uji/{PERSON}"
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
PERSONS = st.from_regex(r"p-[a-z2-7]{16}", fullmatch=True)
KINDS = st.sampled_from(["plan", "report", "evaluation", *sorted(NUMBERED)])


@given(
    KINDS,
    SLUGS,
    PERSONS,
    st.from_regex("[0-9]{4}", fullmatch=True),
    st.sampled_from(["", "q1", "q4", "s1", "s9"]),
    st.integers(0, 9999),
)
def test_a_record_s_path_comes_back(kind: str, unit: str, person: str, year: str, part: str, seq: int) -> None:
    place = RecordPath(kind, unit, person, year, part, seq)  # type: ignore[arg-type]
    expected = None if kind in NUMBERED and not seq else place
    assert parse(str(place)) == expected
    assert place.period == (f"{year}-{part}" if part else year)
    assert str(place).startswith(f"{place.folder}/{kind}")


@given(SLUGS, PERSONS)
def test_units_and_people_come_back(unit: str, person: str) -> None:
    for place in (RecordPath("unit", unit=unit), RecordPath("person", person=person)):
        assert parse(str(place)) == place


@given(
    st.sampled_from(["survey", "achievement"]),
    SLUGS.filter(lambda slug: slug[-3:] not in {"-q1", "-q2", "-q3", "-q4"}),
    st.from_regex("[0-9]{4}", fullmatch=True),
    st.sampled_from(["", "q1", "q4"]),
)
def test_records_about_units_come_back(kind: str, unit: str, year: str, part: str) -> None:
    place = RecordPath(kind, unit=unit, year=year, part=part)  # type: ignore[arg-type]
    assert parse(str(place)) == place
    assert str(place).startswith(f"records/{kind}s/{year}/")


def test_the_paths_are_those_of_the_contract() -> None:
    assert layout.person_path(PERSON) == f"records/people/ab/{PERSON}.yaml"
    assert layout.unit_path("dinas-uji") == "records/organisation/dinas-uji.yaml"
    assert layout.person_folder("2025", "dinas-uji", PERSON) == BASE
    assert layout.file_name("evaluation", "q1") == "evaluation-q1.yaml"
    assert layout.file_name("feedback", seq=3) == "feedback-03.yaml"
    assert layout.file_name("feedback", "q2", 123) == "feedback-q2-123.yaml"
    assert layout.rubric_path("permenpanrb-6-2022/v1") == "rubrics/permenpanrb-6-2022/v1.yaml"


NOT_RECORDS = [
    "",
    "records",
    "bening.yml",
    f"{BASE}/",
    f"{BASE}/feedback.yaml",
    f"{BASE}/approval.yaml",
    f"{BASE}/feedback-00.yaml",
    f"{BASE}/feedback-1.yaml",
    f"{BASE}/feedback-001.yaml",
    f"{BASE}/feedback-00001.yaml",
    f"{BASE}/feedback-٠١.yaml",
    f"{BASE}/plan-00.yaml",
    f"{BASE}/plan-q5.yaml",
    f"{BASE}/plan-Q1.yaml",
    f"{BASE}/Plan.yaml",
    f"{BASE}/plan.yml",
    f"{BASE}/plan.yaml.bak",
    f"{BASE}/plan.yaml\n",
    f"{BASE}/unit.yaml",
    f"{BASE}/deep/plan.yaml",
    f"/{BASE}/plan.yaml",
    f"./{BASE}/plan.yaml",
    f"x/{BASE}/plan.yaml",
    f"records/2025/dinas-uji/../dinas-uji/{PERSON}/plan.yaml",
    f"records/2025/../{PERSON}/plan.yaml",
    f"records/2025/Dinas/{PERSON}/plan.yaml",
    f"records/25/dinas-uji/{PERSON}/plan.yaml",
    "records/2025/dinas-uji/budi-santoso/plan.yaml",
    "records/2025/dinas-uji/198001012005011001/plan.yaml",
    f"records/people/{PERSON}.yaml",
    f"records/people/xx/{PERSON}.yaml",
    f"records/people/AB/{PERSON}.yaml",
    "records/people/../people/ab/x.yaml",
    "records/organisation/Dinas.yaml",
    "records/organisation/a--b.yaml",
    "records/organisation/../../etc.yaml",
    "records\\organisation\\dinas.yaml",
]


@pytest.mark.parametrize("path", NOT_RECORDS)
def test_no_record_may_lie_here(path: str) -> None:
    assert parse(path) is None


@given(st.text(max_size=60) | st.text("records/organisation-q1.yml2025p0", max_size=60))
def test_whatever_is_parsed_is_written_the_same(path: str) -> None:
    place = parse(path)
    assert place is None or str(place) == path


@pytest.mark.parametrize(
    ("path", "ref"),
    [
        ("rubrics/permenpanrb-6-2022/v1.yaml", "permenpanrb-6-2022/v1"),
        ("rubrics/disclosure/v12.yaml", "disclosure/v12"),
        ("rubrics/disclosure/v0.yaml", None),
        ("rubrics/../x/v1.yaml", None),
        ("rubrics/disclosure/deep/v1.yaml", None),
        ("rubrics/disclosure/v1.yml", None),
    ],
)
def test_rubrics_have_their_places(path: str, ref: str | None) -> None:
    assert parse_rubric(path) == ref
    assert ref is None or layout.rubric_path(ref) == path
