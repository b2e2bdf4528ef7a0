"""Several releases of one period: one changed record is not told, and a refusal names cells and ways that pass."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bening import gate, making
from bening.disclose.assault import assault
from bening.disclose.safe import SafeRelease
from bening.findings import Finding, Refused
from bening.making import Work, attempt
from bening.measures import Measured
from bening.model.policy import Policy
from bening.model.settings import CalendarPeriod, CalendarRelease, Measures
from bening.releasing import attack_releases, limits_of
from bening.tabulate import Population
from tests.unit.disclose.tables import CLASSES, FAMILIES, UNITS, people_of, policy

Person = tuple[str, str, str]


class Counted(NamedTuple):
    """A person of whom somebody also asks who it is."""

    unit: str
    family: str
    cls: str
    person: str = ""


RULES = policy(merge_units_below=30)
PLAIN = Measures()
ENTRY = CalendarPeriod.model_validate(
    {
        "period": "2025",
        "regime": "permenpanrb-6-2022/v1",
        "starts": "2025-01-01",
        "ends": "2025-12-31",
        "plan_due": "2025-01-31",
        "report_due": "2025-12-31",
        "evaluation_due": "2026-01-31",
    }
)


def due(name: str, day: str) -> CalendarRelease:
    return CalendarRelease.model_validate({"id": name, "period": "2025", "not_before": day})


CALENDAR = [due("2025", "2026-03-02"), due("2025-koreksi", "2026-07-01"), due("2025-akhir", "2026-11-02")]


@pytest.fixture(autouse=True)
def _people_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores are (unit, family, class) here; what makes the tables of them is as it is in a release."""

    def population(scores: Sequence[Person], *rest: Any) -> Population:
        base: dict[Person, int] = {}
        for person in (score[:3] for score in scores):
            base[person] = base.get(person, 0) + 1
        return people_of(base, rest[3][2], rest[4])

    monkeypatch.setattr(making, "population", population)
    monkeypatch.setattr(making, "measured", lambda *_rest: Measured())


def work(people: Sequence[Person], name: str, earlier: Sequence[SafeRelease] = (), rules: Policy = RULES) -> Work:
    """What the release of this name is made from."""
    entry = next(r for r in CALENDAR if r.id == name)
    calendar = SimpleNamespace(releases=CALENDAR, period=lambda _period: ENTRY)
    context = SimpleNamespace(
        as_of=entry.not_before, settings=SimpleNamespace(calendar=calendar), directory=None, rubrics=None
    )
    digests = {"disclosure/v1": "0" * 64, ENTRY.regime: "1" * 64}
    scores = cast(Any, [Counted(*person) for person in people])
    return Work(
        cast(Any, context), entry, ENTRY, scores, tuple(earlier), rules, cast(Any, None), cast(Any, None), digests
    )


def people(seed: int, size: int = 60, mix: Sequence[int] = (20, 60, 8, 4, 3, 5)) -> list[Person]:
    """Units of about this size, both families, a usual mix of classes."""
    chance = random.Random(seed)
    return [
        (unit, chance.choice(FAMILIES), chance.choices(CLASSES, mix)[0])
        for unit in UNITS
        for _ in range(size + chance.randrange(-10, 30))
    ]


def first(persons: Sequence[Person]) -> SafeRelease:
    made, found = attempt(work(persons, "2025"), PLAIN)
    assert not found
    return made


def hidden(release: SafeRelease) -> set[tuple[str, tuple[str, ...]]]:
    return {(t.name, c.codes) for t in release.tables for c in t.cells if c.value is None}


def shown(release: SafeRelease) -> dict[tuple[str, tuple[str, ...]], int]:
    return {(t.name, c.codes): c.value for t in release.tables for c in t.cells if c.value is not None}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(15, 90), data=st.data())
def test_one_record_changed_between_two_releases_of_a_period_is_not_told(
    seed: int, size: int, data: st.DataObject
) -> None:
    persons = people(seed, size)
    before = first(persons)
    who = data.draw(st.integers(0, len(persons) - 1))
    new = data.draw(st.sampled_from([c for c in CLASSES if c != persons[who][2]]))
    changed = [*persons[:who], (*persons[who][:2], new), *persons[who + 1 :]]
    task = work(changed, "2025-koreksi", [before])
    after, found = attempt(task, PLAIN)
    if found:  # refused: waiting passes always, in an agency as small as this at times nothing else that was tried
        ways = {f.pointer.rpartition("/")[2]: f.values["names"] for f in gate.ways(task, after, found)}
        assert "wait" in ways
        if "withhold" not in ways:
            return
        after, found = attempt(task, Measures.model_validate({"withhold": ways["withhold"].split(", ")}))
        assert found == []
    old, now = shown(before), shown(after)
    least = min(RULES.office_minimum.value, RULES.unit_minimum.value)
    assert all(abs(now[cell] - old[cell]) in (0, *range(least, 999)) for cell in now.keys() & old.keys())
    # Nothing that was hidden is shown now, and what was taken back is whole rows: no class stands out.
    names = {t.name for t in after.tables}
    assert {cell for cell in hidden(before) if cell[0] in names} <= hidden(after)
    taken = hidden(after) - hidden(before)
    assert {codes[-1] for _table, codes in taken} != {persons[who][2], new}


def test_what_did_not_change_is_the_same_release() -> None:
    persons = people(3)
    before = first(persons)
    after, found = attempt(work(persons, "2025-koreksi", [before]), PLAIN)
    assert found == [] and hidden(after) == hidden(before) and shown(after) == shown(before)


def test_three_releases_of_one_period() -> None:
    persons, made = people(5), list[SafeRelease]()
    for turn, release in enumerate(CALENDAR):
        persons[turn * 7] = (*persons[turn * 7][:2], "kurang")
        after, found = attempt(work(persons, release.id, made), PLAIN)
        assert found == []
        made.append(after)
    assert attack_releases(made, RULES) == []


def test_without_regard_to_the_earlier_release_the_attack_finds_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    persons = people(1)
    before = first(persons)
    persons[0] = (*persons[0][:2], "sangat_baik" if persons[0][2] != "sangat_baik" else "baik")
    monkeypatch.setattr(making, "barred", lambda *_: frozenset())
    _made, found = attempt(work(persons, "2025-koreksi", [before]), PLAIN)
    assert {d.kind for d in found} == {"difference"}


def moved(persons: Sequence[Person]) -> list[Person]:
    """One person turns out to have been in another unit of the office: headcounts, which everybody knows, change."""
    who = next(i for i, p in enumerate(persons) if p[0] == "bidang-a1")
    return [*persons[:who], ("bidang-a2", *persons[who][1:]), *persons[who + 1 :]]


def refused(task: Work) -> list[Finding]:
    """The findings of a refusal."""
    release, found = attempt(task, task.due.measures or PLAIN)
    assert found
    return [*(gate._finding(d) for d in found), *gate.ways(task, release, found)]


def test_a_refusal_names_the_cells_and_the_ways_that_pass() -> None:
    persons = people(2)
    before = first(persons)
    task = work(moved(persons), "2025-koreksi", [before])
    findings = refused(task)
    cells = {f.pointer for f in findings if f.code == "BNG712"}
    assert {"/2025/bidang-a1/TOTAL", "/2025/bidang-a2/TOTAL"} <= cells
    ways = {f.pointer.rpartition("/")[2]: f for f in findings if f.code == "BNG713"}
    assert {"merge", "withhold", "wait"} <= set(ways)
    assert "hide" not in ways  # headcounts are known: hiding them hides nothing
    assert ways["wait"].values["names"] == "2025-akhir (2026-11-02)"
    assert ways["withhold"].values["names"] == "predicates_by_unit"
    for way in ("merge", "withhold"):
        names = str(ways[way].values["names"]).split(", ")
        made, found = attempt(task, PLAIN.model_copy(update={way: names}))
        assert found == [] and made.tables
    assert int(ways["withhold"].values["cells"]) > 0
    for lang in ("id", "en"):
        text = " ".join(f.message(cast(Any, lang)) + f.remedy(cast(Any, lang)) for f in findings)
        assert "bidang-a1" in text and "{" not in text


def test_the_measures_of_the_calendar_are_taken() -> None:
    persons = people(2)
    before = first(persons)
    plain = work(moved(persons), "2025-koreksi", [before])
    measures = Measures.model_validate({"withhold": ["predicates_by_unit"]})
    task = replace(plain, due=plain.due.model_copy(update={"measures": measures}))
    release, found = attempt(task, task.due.measures or PLAIN)
    assert found == []
    assert [(w.name, w.reason) for w in release.withheld] == [("predicates_by_unit", "by_decision")]


@pytest.mark.parametrize(
    ("measures", "code"),
    [({"merge": ["dinas-zzz"]}, "BNG302"), ({"hide": ["predicates_by_unit/dinas-a/ungu"]}, "BNG205")],
)
def test_measures_about_nothing_are_refused(measures: Mapping[str, list[str]], code: str) -> None:
    with pytest.raises(Refused) as stopped:
        attempt(work(people(2), "2025"), Measures.model_validate(measures))
    assert [f.code for f in stopped.value.report.findings] == [code]


def test_hidden_and_coarser_as_the_measures_say() -> None:
    named = {"hide": ["predicates_by_office/dinas-b/baik"], "coarser": ["predicates_by_office"]}
    made, found = attempt(work(people(2), "2025"), Measures.model_validate(named))
    assert found == []
    office = next(t for t in made.tables if t.name == "predicates_by_office")
    assert office.value("2025", "dinas-b", "baik") is None
    assert "kurang" not in {c.codes[2] for c in office.cells}


def test_the_attack_at_the_gate_is_the_policys() -> None:
    made = first(people(4))
    files = {"site/releases/2025": {f.name: f.content for f in made.files}}
    assert assault(files, limits_of(RULES)) == []
