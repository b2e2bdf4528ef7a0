"""The cycle in the synthetic agency: sound, the same for the same seed, with everything the rules speak of."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bening import layout, scaffold
from bening.checks.context import Context
from bening.followup.calendar import calendar
from bening.pipeline import open_agency
from bening.simulate.agency import Plan, files
from bening.survey import Survey, survey

PERIODS = ("2025", "2026")
AS_OF = "2026-11-10"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    root: Path = tmp_path_factory.mktemp("cycle")
    for source in (scaffold.files(), files(Plan(300, PERIODS, 7))):
        for name, content in source:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return open_agency(root, AS_OF)


@pytest.fixture(scope="module")
def done(context: Context) -> Survey:
    return survey(context)


def test_it_is_sound_and_people_forget(done: Survey) -> None:
    found = Counter(f.code for f in done.report.findings)
    assert done.report.errors == 0
    assert {"BNG501", "BNG531", "BNG532", "BNG533", "BNG535"} <= set(found)
    assert "BNG530" not in found  # every delegation is recorded
    assert found["BNG531"] < 60


def test_people_move_in_mid_year_and_are_counted_once(done: Survey) -> None:
    segments = Counter(s.segment for s in done.scores)
    assert segments["2"] == segments["annual"] >= 4
    counted = Counter((s.person, s.period) for s in done.scores if s.counted)
    assert set(counted.values()) == {1} and len(counted) == 600
    joined = [s for s in done.scores if s.segment == "annual" and s.period == "2025"]
    assert any(s.predicate for s in joined)


def test_either_segment_has_its_records(context: Context) -> None:
    places = [place for path in context.tree.listing() if (place := layout.parse(path))]
    folders: dict[tuple[str, str], set[str]] = {}
    for place in places:
        if place.year and place.person:
            folders.setdefault((place.year, place.person), set()).add(place.unit)
    moved = {key for key, units in folders.items() if len(units) > 1}
    assert {year for year, _ in moved} == set(PERIODS)
    for year, person in moved:
        for kind in ("plan", "report") if year == "2025" else ("plan",):
            there = {p.unit for p in places if (p.year, p.person, p.kind) == (year, person, kind)}
            assert there == folders[year, person]


def test_some_units_evaluate_by_quarters(context: Context) -> None:
    places = [place for path in context.tree.listing() if (place := layout.parse(path))]
    quarters = [p for p in places if p.kind == "evaluation" and p.part]
    assert {p.part for p in quarters if p.year == "2025"} == {"q1", "q2", "q3", "q4"}
    assert {p.part for p in quarters if p.year == "2026"} == {"q1", "q2", "q3"}
    units = {p.unit for p in places if p.kind == "unit"}
    assert 1 <= len({p.unit for p in quarters}) < len(units) / 2


def test_plans_wait_for_those_of_leaders(context: Context) -> None:
    found = calendar(context)
    assert found.blocked and all(b.period == "2026" for b in found.blocked)
    assert found.overdue and all(item.waits_for for item in found.overdue)


def test_answers_to_support_are_there(context: Context) -> None:
    texts = [context.tree.read(path) for path in context.tree.listing() if path.endswith("/evaluation.yaml")]
    answered = [t for t in texts if isinstance(t, bytes) and re.search(rb"^  support:$", t, re.MULTILINE)]
    assert len(texts) / 3 < len(answered) < len(texts)


def test_same_seed_same_bytes() -> None:
    assert dict(files(Plan(60, PERIODS, 3))) == dict(files(Plan(60, PERIODS, 3)))
