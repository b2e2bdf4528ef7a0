"""Deadlines, completeness and delays of a small agency, counted by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bening import layout
from bening.cli.calendar import COLUMNS
from bening.cli.calendar import calendar as command
from bening.followup.asked import Asked, asked
from bening.followup.calendar import Calendar, calendar, complete
from bening.survey import all_paths, gather
from tests.unit.checks.test_segments import with_cycle
from tests.unit.conftest import ANI, BOSS, BUDI, FIELD_A, FIELD_B, HEAD, HR, OFFICE, Agency, plan_tree, position_tree
from tests.unit.score.test_joining import two_segments
from tests.unit.score.test_quarters import quarter

AFTER = "2026-04-01"


def made(agency: Agency, as_of: str = AFTER, unit: str | None = None) -> Calendar:
    """The report of a day."""
    return calendar(agency.context(as_of), unit)


def of(agency: Agency, person: str = ANI, as_of: str = AFTER) -> list[Asked]:
    """What is asked of one person."""
    context = agency.context(as_of)
    return list(asked(context, gather(context, person, all_paths(context, person))))


def lines(items: list[Asked]) -> list[tuple[str, str, str, str, str]]:
    """Unit, period, kind, deadline, state."""
    return [(i.unit, i.period, i.kind, i.due, i.state) for i in items]


def test_a_complete_year(agency: Agency) -> None:
    assert lines(of(agency)) == [
        (FIELD_A, "2025", "plan", "2025-01-31", "done"),
        (FIELD_A, "2025", "report", "2025-12-31", "done"),
        (FIELD_A, "2025", "evaluation", "2026-01-31", "done"),
    ]
    found = made(agency)
    assert (found.overdue, found.blocked) == ((), ())
    assert [(d.date, d.kind) for d in found.deadlines] == [
        ("2025-01-31", "plan"),
        ("2025-12-31", "report"),
        ("2026-01-31", "evaluation"),
        ("2026-03-02", "release"),
    ]


def test_nobody_without_a_supervisor_is_asked(agency: Agency) -> None:
    assert of(agency, HEAD) == []


def test_who_began_later_is_not_asked_for_what_was_due_before(agency: Agency) -> None:
    agency.edit(layout.person_path(ANI), "/body/positions/0/valid_from", "2025-03-01")
    assert [item.kind for item in of(agency)] == ["report", "evaluation"]


def test_completeness_is_counted_by_unit_period_and_kind(agency: Agency) -> None:
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/report.yaml")
    agency.remove(f"{agency.folder(BOSS, FIELD_A)}/approval-02.yaml")
    agency.edit(f"{agency.folder(ANI, FIELD_A)}/plan.yaml", "/body/date", "2025-02-03")
    agency.edit(f"{agency.folder(ANI, FIELD_A)}/approval-01.yaml", "/body/date", "2025-02-04")
    found = {(c.unit, c.kind): c for c in made(agency).completeness}
    shown = {k: (c.asked, c.done, c.unapproved, c.missing, c.late, c.overdue) for k, c in found.items()}
    assert shown[FIELD_A, "plan"] == (2, 2, 0, 0, 1, 0)
    assert shown[FIELD_A, "report"] == (2, 1, 0, 1, 0, 1)
    assert shown[FIELD_A, "evaluation"] == (2, 1, 1, 0, 0, 1)
    assert shown[FIELD_B, "report"] == (1, 1, 0, 0, 0, 0)
    assert all(c.asked == c.done + c.unapproved + c.missing for c in found.values())


def test_who_is_late_and_who_has_to_act(agency: Agency) -> None:
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/report.yaml")
    agency.remove(f"{agency.folder(BUDI, FIELD_B)}/evaluation.yaml")
    agency.remove(f"{agency.folder(HR, 'kota-uji')}/approval-02.yaml")
    agency.remove(f"{agency.folder(BOSS, FIELD_A)}/approval-01.yaml")
    found = {(i.person, i.kind): (i.state, i.waits_for) for i in made(agency).overdue}
    assert found == {
        (BOSS, "plan"): ("unapproved", HEAD),
        (ANI, "report"): ("missing", ANI),
        (BUDI, "evaluation"): ("missing", BOSS),
        (HR, "evaluation"): ("unapproved", HEAD),
    }


def test_a_deadline_has_passed_on_the_day_after(agency: Agency) -> None:
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/report.yaml")
    assert [i.person for i in made(agency, "2025-12-31").overdue] == []
    assert [i.person for i in made(agency, "2026-01-01").overdue] == [ANI]


def test_a_broken_record_is_not_done(agency: Agency) -> None:
    agency.raw(f"{agency.folder(ANI, FIELD_A)}/report.yaml", b"[")
    (item,) = made(agency).overdue
    assert (item.state, item.waits_for) == ("broken", ANI)


def test_only_a_unit_and_those_below_it(agency: Agency) -> None:
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/report.yaml")
    agency.remove(f"{agency.folder(BUDI, FIELD_B)}/report.yaml")
    assert [i.person for i in made(agency, unit=FIELD_B).overdue] == [BUDI]
    assert [i.person for i in made(agency, unit=OFFICE).overdue] == [BUDI, ANI]


def unapproved_plans(agency: Agency, *people: tuple[str, str]) -> None:
    """Take the approvals away from some plans."""
    for person, unit in people:
        agency.remove(f"{agency.folder(person, unit)}/approval-01.yaml")


def test_who_is_blocked_by_whom_as_a_chain(agency: Agency) -> None:
    agency.edit(layout.person_path(BOSS), "/body/positions/0/supervisor", HR)
    agency.edit(layout.person_path(HR), "/body/positions/0/supervisor", HEAD)
    unapproved_plans(agency, (ANI, FIELD_A), (BOSS, FIELD_A), (HR, "kota-uji"))
    found = {b.person: (b.state, b.chain) for b in made(agency, "2025-06-01").blocked}
    assert found == {ANI: ("unapproved", (BOSS, HR)), BOSS: ("unapproved", (HR,))}


def test_whose_own_plan_is_approved_waits_for_nobody(agency: Agency) -> None:
    unapproved_plans(agency, (BOSS, FIELD_A))
    assert made(agency, "2025-06-01").blocked == ()
    agency.remove(f"{agency.folder(BUDI, FIELD_B)}/plan.yaml")
    (blocked,) = made(agency, "2025-06-01").blocked
    assert (blocked.person, blocked.state, blocked.chain) == (BUDI, "missing", (BOSS,))
    assert made(agency, "2025-06-01", FIELD_A).blocked == ()


def test_in_a_closed_period_nobody_waits_any_more(agency: Agency) -> None:
    unapproved_plans(agency, (ANI, FIELD_A), (BOSS, FIELD_A))
    assert made(agency, "2026-01-01").blocked == ()


def test_segments_are_asked_for_one_by_one(agency: Agency) -> None:
    two_segments(agency)
    assert lines(of(agency)) == [
        (FIELD_B, "2025", "plan", "2025-01-31", "done"),
        (FIELD_B, "2025", "report", "2025-12-31", "done"),
        (FIELD_B, "2025", "evaluation", "2026-01-31", "done"),
        (FIELD_A, "2025", "plan", "2025-05-31", "done"),
        (FIELD_A, "2025", "report", "2025-12-31", "done"),
        (FIELD_A, "2025", "evaluation", "2026-01-31", "done"),
    ]
    assert made(agency).overdue == ()


def test_segments_in_one_unit_have_their_parts(agency: Agency) -> None:
    with_cycle(agency)
    posts = [
        position_tree(FIELD_A, BOSS) | {"valid_to": "2025-06-30"},
        position_tree(FIELD_A, BOSS, level="ahli_madya") | {"valid_from": "2025-07-01"},
    ]
    agency.edit(layout.person_path(ANI), "/body/positions", posts)
    agency.put(f"{agency.folder(ANI, FIELD_A)}/plan-s2.yaml", plan_tree(ANI, FIELD_A, None) | {"period": "2025-s2"})
    found = [(i.period, i.kind, i.state) for i in of(agency)]
    assert found[3:] == [
        ("2025-s2", "plan", "unapproved"),
        ("2025-s2", "report", "missing"),
        ("2025-s2", "evaluation", "missing"),
    ]


def test_quarters_are_asked_of_whoever_began(agency: Agency) -> None:
    with_cycle(agency)
    assert len(of(agency)) == 3
    quarter(agency, "q1", "sesuai")
    found = [(i.period, i.due, i.state, i.waits_for) for i in of(agency, as_of="2025-08-01")[3:]]
    assert found == [
        ("2025-q1", "2025-04-15", "done", ""),
        ("2025-q2", "2025-07-15", "missing", BOSS),
        ("2025-q3", "2025-10-15", "missing", BOSS),
    ]
    dates = [(d.date, d.period) for d in made(agency).deadlines if "-q" in d.period]
    assert dates == [
        ("2025-04-15", "2025-q1"),
        ("2025-07-15", "2025-q2"),
        ("2025-10-15", "2025-q3"),
        ("2026-01-15", "2025-q4"),
    ]


def test_everyone_is_asked_where_the_rubric_says_so(agency: Agency) -> None:
    with_cycle(agency)
    agency.edit("rubrics/cycle/v1.yaml", "/periodic/asked_of", "everyone")
    assert len(of(agency)) == 7
    assert [f.code for f in agency.findings()] == ["BNG531"] * 16


def test_nothing_asked_is_nothing_counted() -> None:
    assert complete([], AFTER) == []


# ---- the command


@pytest.fixture
def late(agency: Agency) -> Iterator[Path]:
    agency.remove(f"{agency.folder(ANI, FIELD_A)}/report.yaml")
    unapproved_plans(agency, (ANI, FIELD_A), (BOSS, FIELD_A))
    yield agency.root


def run(root: Path, *words: str) -> str:
    done = CliRunner().invoke(command, ["--root", str(root), "--quiet", *words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_command_as_csv(late: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(late, "--as-of", "2025-06-01", "--format", "csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["status"], r["person"], r["kind"], r["waits_for"], r["chain"]) for r in rows] == [
        ("overdue", BOSS, "plan", HEAD, ""),
        ("overdue", ANI, "plan", BOSS, ""),
        ("blocked", ANI, "plan", BOSS, BOSS),
    ]


def test_the_command_as_json(late: Path) -> None:
    tree = json.loads(run(late, "--as-of", AFTER, "--format", "json"))
    assert (tree["version"], tree["as_of"]) == (1, AFTER)
    assert set(tree) == {"version", "as_of", "deadlines", "completeness", "overdue", "blocked"}
    assert [item["person"] for item in tree["overdue"]] == [BOSS, ANI, ANI]


@pytest.mark.parametrize(("lang", "words"), [("id", "Lewat tenggat"), ("en", "Overdue")])
def test_the_command_as_text(late: Path, lang: str, words: str) -> None:
    text = run(late, "--as-of", "2025-06-01", "--lang", lang)
    assert words in text and f"{ANI} → {BOSS}" in text
    assert "{" not in text
    assert "(nothing)" in run(late, "--as-of", "2025-01-15", "--lang", "en")


def test_an_unknown_unit_is_a_usage_error(late: Path) -> None:
    words = ["--root", str(late), "--as-of", AFTER, "--unit", "tidak-ada", "--lang", "en"]
    done = CliRunner().invoke(command, words)
    assert (done.exit_code, "no unit of this code" in done.output) == (2, True)
