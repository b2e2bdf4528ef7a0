"""The one file that the attack does not set against the tables: known by name, and by a form too narrow for people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bening.disclose.assault.measured import UNIT_MEASURES, days, unfounded, wrong
from bening.disclose.assault.reading import read

SATISFACTION = "satisfaction.csv"
GOOD = """period,unit,element,value,status
2025,x,u1,3.29,published
2025,x,IKM,82.29,published
2025,x,respondents,120,published
"""
TREES = b"{}"


def words(text: str, name: str = SATISFACTION) -> list[str]:
    _folder, found = read("site/releases/2025", {"hierarchies.json": TREES, name: text.encode()})
    return [d.detail for d in found]


def test_the_attack_knows_this_file_by_name_and_form() -> None:
    assert words(GOOD) == []
    assert words(GOOD.replace("82.29,published", ",hidden").replace("3.29,published", ",hidden")) == ["columns"]
    hidden = GOOD.replace("3.29,pub", ",hid").replace("82.29,pub", ",hid").replace("120,pub", ",hid")
    assert words(hidden.replace("hidlished", "hidden")) == []


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("period,unit", "period,person", "header"),
        ("element,value", "predicate,value", "header"),
        (",u1,", ",sangat_baik,", "figure"),
        ("3.29", "7", "figure"),  # a count of people is no mean
        ("3.29", "4.01", "figure"),
        ("82.29", "24.99", "figure"),
        ("82.29", "100.01", "figure"),
        ("120,", "0,", "figure"),
        ("2025,x,u1", "2025,p-AAAA,u1", "figure"),
        ("3.29,published", "3.29,hidden", "figure"),
        ("3.29,published", ",published", "figure"),
        ("3.29,published", ",hidden", "columns"),
        (",IKM,82.29", ",u2,3.00", "columns"),
        ("2025,x,IKM,82.29,published\n", "2025,x,u1,3.29,published\n", "duplicate"),
        (GOOD[33:], "", "columns"),
    ],
)
def test_nothing_else_passes_for_it(old: str, new: str, word: str) -> None:
    assert words(GOOD.replace(old, new)) == [word]


def test_under_another_name_it_is_read_as_a_table() -> None:
    assert words(GOOD, "service.csv") == ["figure"]
    assert words(GOOD, "measures.csv") != []


def test_the_exception_is_one_file() -> None:
    assert {SATISFACTION} == UNIT_MEASURES


@pytest.mark.parametrize("content", [b"", b"\xff", GOOD.split("\n")[0].encode(), b'period,"unit'])
def test_broken_files_are_said_to_be_so(content: bytes) -> None:
    assert wrong(content)


DAYS = "period,unit,measure,value,status\n2025,TOTAL,objection_days_median,9,published\n"


def test_days_are_known_by_name_and_form() -> None:
    assert words(DAYS, "measures.csv") == []
    assert words(DAYS.replace("9,published", ",hidden"), "measures.csv") == []
    assert words(DAYS, "days.csv") == ["loose_measure"]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("measure,", "predicate,", "header"),
        ("TOTAL,", "dinas-a,", "figure"),
        ("objection_days_median", "objection_days_mean", "figure"),
        ("9,published", "9,hidden", "figure"),
        ("9,published", ",published", "figure"),
        ("9,", "9.5,", "figure"),
        ("9,", "-9,", "figure"),
        ("9,", "1000,", "figure"),
        ("2025,", "semua,", "figure"),
        (DAYS[DAYS.index("2025") :], "", "header"),
        (DAYS[DAYS.index("2025") :], DAYS[DAYS.index("2025") :] * 2, "figure"),
    ],
)
def test_nothing_else_passes_for_days(old: str, new: str, word: str) -> None:
    assert words(DAYS.replace(old, new), "measures.csv") == [word]


@pytest.mark.parametrize(
    ("counts", "sound"),
    [
        ({"TOTAL": 14, "belum_diputus": 4}, True),
        ({"TOTAL": 13, "belum_diputus": 4}, False),
        ({"diterima": 5, "ditolak": 5}, True),
        ({"diterima": 5, "ditolak": 4, "TOTAL": 20}, False),
        ({}, False),
    ],
)
def test_days_stand_on_published_decisions(counts: dict[str, int], sound: bool) -> None:
    cells = {("2025", "TOTAL", code): Decimal(number) for code, number in counts.items()}
    assert list(unfounded(days(DAYS.encode()), cells, 10)) == ([] if sound else ["2025"])
    assert list(unfounded({"2025": False}, cells, 10)) == []
