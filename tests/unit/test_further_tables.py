"""Steps of the year and objections: counted by hand, protected and attacked, and compared from release to release."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bening import making
from bening.disclose.assault import assault
from bening.disclose.protect import protect, rules_of
from bening.disclose.safe import SafeRelease, SafeTable, Withheld
from bening.making import Work, attempt
from bening.measures import Measured
from bening.model.policy import Policy
from bening.model.settings import Measures
from bening.model.tables import BASES
from bening.releasing import attack_releases, limits_of
from bening.score.types import Score
from bening.tabulate import Population
from tests.unit.disclose.tables import (
    FAMILIES,
    FURTHER,
    ROOT_UNIT,
    SAFE,
    TABLES,
    UNITS,
    Base,
    base_of,
    bases,
    contents,
    exact,
    frozen,
    people_of,
    whole,
)
from tests.unit.test_gate import CALENDAR, ENTRY, people

FULL = whole()
FEW = whole(office_minimum=2, unit_minimum=3, merge_units_below=4, merge_offices_below=4)
OUTCOMES = BASES["outcome"]
Objected = Mapping[tuple[str, str], int]
TINY: Base = {
    ("bidang-a1", "keahlian", "baik"): 4,
    ("bidang-a1", "administrasi", "belum_dinilai"): 3,
    ("bidang-a2", "administrasi", "belum_dinilai"): 1,
    ("bidang-a2", "keahlian", "kurang"): 5,
    ("dinas-b", "administrasi", "baik"): 6,
}
OBJECTED: Objected = {("bidang-a1", "ditolak"): 2, ("bidang-a2", "diterima"): 1, ("dinas-b", "belum_diputus"): 1}


def counts(table: str) -> dict[tuple[str, ...], int]:
    """The cells of a table that are not empty, without the period."""
    made = next(t for t in exact(TINY, FEW, OBJECTED) if t.name == table)
    return {codes[1:]: number for codes, number in made.values.items() if number}


def test_steps_counted_by_hand() -> None:
    """Of three not rated in a1 two have a report and one a plan; of one in a2 there is a report."""
    assert counts("participation") == {
        ("TOTAL", "TOTAL"): 19,
        ("TOTAL", "evaluasi"): 15,
        ("TOTAL", "belum_dinilai"): 4,
        ("TOTAL", "laporan"): 3,
        ("TOTAL", "skp"): 1,
        ("dinas-a", "TOTAL"): 13,
        ("dinas-a", "evaluasi"): 9,
        ("dinas-a", "belum_dinilai"): 4,
        ("dinas-a", "laporan"): 3,
        ("dinas-a", "skp"): 1,
        ("bidang-a1", "TOTAL"): 7,
        ("bidang-a1", "evaluasi"): 4,
        ("bidang-a1", "belum_dinilai"): 3,
        ("bidang-a1", "laporan"): 2,
        ("bidang-a1", "skp"): 1,
        ("bidang-a2", "TOTAL"): 6,
        ("bidang-a2", "evaluasi"): 5,
        ("bidang-a2", "belum_dinilai"): 1,
        ("bidang-a2", "laporan"): 1,
        ("dinas-b", "TOTAL"): 6,
        ("dinas-b", "evaluasi"): 6,
    }


def test_objections_counted_by_hand() -> None:
    assert counts("objections") == {
        ("TOTAL", "TOTAL"): 4,
        ("TOTAL", "belum_diputus"): 1,
        ("TOTAL", "diterima"): 1,
        ("TOTAL", "ditolak"): 2,
        ("dinas-a", "TOTAL"): 3,
        ("dinas-a", "diterima"): 1,
        ("dinas-a", "ditolak"): 2,
        ("dinas-b", "TOTAL"): 1,
        ("dinas-b", "belum_diputus"): 1,
    }


def test_headcounts_are_known_and_numbers_of_objections_are_not() -> None:
    known = rules_of(FULL, exact(TINY, FULL, OBJECTED)).known
    assert {name for name, _codes in known} >= {"participation", "predicates_by_office"}
    assert "objections" not in {name for name, _codes in known}


objected = st.dictionaries(
    st.tuples(st.sampled_from((*UNITS, ROOT_UNIT)), st.sampled_from(OUTCOMES)), st.integers(1, 14), max_size=12
)


def counted(base: Base, some: Objected) -> dict[tuple[str, str], int]:
    """Objections only of units where somebody is."""
    units = {unit for unit, _f, _c in base}
    return {(unit, outcome): n for (unit, outcome), n in some.items() if unit in units}


@settings(max_examples=40)
@given(bases(30), objected, st.sampled_from((FULL, FEW, whole(headcounts_known=False))))
@example(base_of(SAFE), {("bidang-a1", "ditolak"): 9, ("dinas-b", "ditolak"): 6, ("dinas-c", "diterima"): 1}, FULL)
def test_every_result_withstands_the_attack(base: Base, some: Objected, rules: Policy) -> None:
    made = protect(exact(base, rules, counted(base, some)), rules)
    assert attack_releases([frozen(made)], rules) == []
    for table in (t for t in made if isinstance(t, SafeTable) and t.population != "people"):
        shown = {c.codes[1] for c in table.cells if c.value is not None}
        assert all(table.value("2025", unit, "TOTAL") is not None for unit in shown), "a row is told of or not"


def test_few_objections_are_withheld_and_cost_the_others_nothing() -> None:
    made = protect(exact(base_of(SAFE), FULL, {("dinas-b", "ditolak"): 2}), FULL)
    assert [m.name for m in made if isinstance(m, Withheld)] == ["objections"]
    assert [m.name for m in made if isinstance(m, SafeTable)] == [*TABLES, "participation"]


def test_that_nobody_objected_looks_like_few() -> None:
    made = protect(exact(base_of(SAFE), FULL, {}), FULL)
    assert made == protect(exact(base_of(SAFE), FULL, {("dinas-b", "ditolak"): 2}), FULL)


def test_who_is_not_rated_is_one_cell_in_both_tables() -> None:
    """What one table hides the other must not tell; the attack, which knows of it, finds it where it is told."""
    made = [m for m in protect(exact(base_of(SAFE), FULL), FULL) if isinstance(m, SafeTable)]
    office, steps = (next(t for t in made if t.name == name) for name in ("predicates_by_office", "participation"))
    hidden = [c.codes for c in office.cells if c.codes[2] == "belum_dinilai" and c.value is None]
    assert hidden and all(steps.value(*codes) is None for codes in hidden)
    files = contents(frozen(made))
    true = {t.name: t.values for t in exact(base_of(SAFE), FULL)}["participation"]
    told = files["participation.csv"].decode()
    for codes in hidden:
        told = told.replace(f"{','.join(codes)},,hidden", f"{','.join(codes)},{true[codes]},published")
        rated = (*codes[:2], "evaluasi")
        told = told.replace(f"{','.join(rated)},,hidden", f"{','.join(rated)},{true[rated]},published")
    found = assault({"x": {**files, "participation.csv": told.encode()}}, limits_of(FULL))
    assert {"exact", "small"} & {d.kind for d in found}


def lenient(table: str, value: bool) -> Policy:
    """The policy with uniform groups of a table allowed or not."""
    plans = [
        p.model_copy(update={"homogeneity": cast(Any, p.homogeneity).model_copy(update={"value": value})})
        if p.table == table
        else p
        for p in FULL.tables
    ]
    return FULL.model_copy(update={"tables": plans})


ALL_RATED = base_of({unit: [30, 50, 8, 0, 0, 0] for unit in ("bidang-a1", "bidang-a2", "dinas-b")})


@pytest.mark.parametrize("value", [True, False])
def test_the_policy_says_whether_uniform_groups_are_protected(value: bool) -> None:
    rules = lenient("participation", not value)
    made = protect(exact(ALL_RATED, rules), rules)
    steps = next(t for t in made if t.name == "participation" and isinstance(t, SafeTable))
    assert (steps.value("2025", "dinas-b", "evaluasi") is not None) is value
    assert attack_releases([frozen(made)], rules) == []
    other = attack_releases([frozen(made)], lenient("participation", value))
    assert bool(other) is value, "what is allowed under the one is found under the other"


# Releases.


@pytest.fixture(autouse=True)
def _people_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def population(scores: Sequence[Score], *rest: Any) -> Population:
        base = Counter((s.unit, s.position_family, s.predicate or "belum_dinilai") for s in scores)
        some = Counter((s.unit, s.objection[0]) for s in scores if s.objection)
        return people_of(base, rest[3][2], rest[4], some)

    monkeypatch.setattr(making, "population", population)
    monkeypatch.setattr(making, "measured", lambda *_rest: Measured())


def scores(seed: int, share: int, size: int = 60) -> list[Score]:
    """People of several units, of whom so many in a hundred objected."""
    chance = random.Random(seed)
    made = []
    for number, (unit, family, cls) in enumerate(people(seed, size)):
        case = (chance.choices(OUTCOMES, (2, 3, 4, 9))[0], chance.randrange(3, 30))
        made.append(
            Score(
                f"p-{number}", "2025", "1", unit, family, "r", "", None, None,
                None if cls == "belum_dinilai" else cast(Any, cls), (),
                objection=case if chance.randrange(100) < share else None,
            )
        )  # fmt: skip
    return made


def work(found: Sequence[Score], name: str, earlier: Sequence[SafeRelease] = ()) -> Work:
    """What the release of this name is made from."""
    entry = next(r for r in CALENDAR if r.id == name)
    calendar = SimpleNamespace(releases=CALENDAR, period=lambda _period: ENTRY)
    context = cast(Any, SimpleNamespace(as_of=entry.not_before, settings=SimpleNamespace(calendar=calendar),
                                        directory=None, rubrics=None))  # fmt: skip
    digests = {"disclosure/v1": "0" * 64, ENTRY.regime: "1" * 64}
    none = cast(Any, None)
    return Work(context, entry, ENTRY, found, tuple(earlier), RULES, none, none, digests)


RULES = whole(merge_units_below=30)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.sampled_from((2, 8, 25)), data=st.data())
def test_one_changed_objection_between_two_releases_of_a_period_is_not_told(
    seed: int, share: int, data: st.DataObject
) -> None:
    persons = scores(seed, share)
    before, found = attempt(work(persons, "2025"), Measures())
    assert not found
    who = data.draw(st.integers(0, len(persons) - 1))
    old = persons[who].objection
    new = data.draw(st.sampled_from([o for o in (None, *OUTCOMES) if o != (old and old[0])]))
    changed = [*persons]
    changed[who] = replace(persons[who], objection=(new, 9) if new else None)
    after, found = attempt(work(changed, "2025-koreksi", [before]), Measures())
    if found:  # refused: then the table is withheld by decision
        assert {d.table.rpartition("/")[2] for d in found} <= {"objections.csv"}
        after, found = attempt(work(changed, "2025-koreksi", [before]), Measures(withhold=["objections"]))
    assert found == []
    tables = [next((t for t in r.tables if t.name == "objections"), None) for r in (before, after)]
    if tables[0] and tables[1]:
        pairs = zip(tables[0].cells, tables[1].cells, strict=True)
        moves = [abs(b.value - a.value) for a, b in pairs if a.value is not None and b.value is not None]
        assert not any(moves), "no published figure moved by one"


def test_what_was_withheld_in_a_period_stays_so() -> None:
    """Otherwise a reader learns that there were too few before."""
    few = [replace(s, objection=("ditolak", 9) if n < 4 else None) for n, s in enumerate(scores(3, 0))]
    before, found = attempt(work(few, "2025"), Measures())
    assert not found and [w.name for w in before.withheld] == ["objections"]
    more = [
        replace(s, objection=("ditolak", 9) if n < 4 or s.predicate == "kurang" else None) for n, s in enumerate(few)
    ]
    after, found = attempt(work(more, "2025-koreksi", [before]), Measures())
    assert not found and [(w.name, w.reason) for w in after.withheld] == [("objections", "too_small_or_homogeneous")]
    alone, found = attempt(work(more, "2025-koreksi"), Measures())
    assert not found and alone.withheld == ()


def test_days_are_frozen_with_the_release_only_where_enough_were_decided() -> None:
    for share in (0, 1, 30):
        made, found = attempt(work(scores(7, share), "2025"), Measures())
        assert found == []
        file = next((f.content.decode().splitlines() for f in made.files if f.name == "measures.csv"), [])
        table = next((t for t in made.tables if t.name == "objections"), None)
        assert bool(file) is bool(table)
        if share == 30:
            assert file[1].startswith("2025,TOTAL,objection_days_median,") and file[1].endswith(",published")
        elif file:
            assert file[1] == "2025,TOTAL,objection_days_median,,hidden"


def test_families_and_tables_of_these_tests_are_the_policys() -> None:
    assert tuple(p.table for p in FULL.tables) == (*TABLES, *FURTHER) and len(FAMILIES) == 2
