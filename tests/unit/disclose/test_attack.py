"""The self-attack on tables whose answer is known; written without looking at the protector."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.disclose.attack import attack

HEADER = "period,unit,predicate,value,status"
UNITS = {"TOTAL": ["a", "b"]}
CLASSES = {"TOTAL": ["sangat_baik", "baik", "bawah"]}
SOUND = {"a": (20, 60, 10), "b": (10, 40, 5)}
Rows = dict[tuple[str, str], str]


def cells(
    rows: Mapping[str, tuple[int, ...]], units: Mapping[str, list[str]], classes: Mapping[str, list[str]]
) -> Rows:
    """Every cell of a table with totals, as text."""
    leaves = classes["TOTAL"]
    whole = dict(rows) | {"TOTAL": tuple(map(sum, zip(*rows.values(), strict=True)))}
    found = {(u, c): str(n) for u, row in whole.items() for c, n in zip(leaves, row, strict=True)}
    return {(u, "TOTAL"): str(sum(row)) for u, row in whole.items()} | found


def files(rows: Rows, units: Any = UNITS, classes: Any = CLASSES, status: str = "published") -> dict[str, bytes]:
    """The published files of one table."""
    lines = [HEADER, *(f"2025,{u},{c},{n},{status}" for (u, c), n in rows.items())]
    return {
        "predicates_by_office.csv": ("\n".join(lines) + "\n").encode(),
        "hierarchies.json": json.dumps({"unit": units, "predicate": classes}).encode(),
    }


def rules(published: Mapping[str, bytes], minimum: int = 5, others: int = 5, share: int = 95) -> set[str]:
    """What the attack finds."""
    found = attack(published, "data", minimum, others, share)
    assert {f.code for f in found} <= {"BNG705"}
    assert {f.path for f in found} <= {"data", "data/predicates_by_office.csv"}
    return {f.values["rule"] for f in found}


def of(**rows: tuple[int, int, int]) -> set[str]:
    """What the attack finds in a table of two offices."""
    return rules(files(cells(SOUND | rows, UNITS, CLASSES)))


def test_a_sound_table_gives_nothing_away() -> None:
    assert of() == set()


KNOWN = [
    ((20, 60, 4), {"small"}),
    ((20, 60, 1), {"small"}),
    ((20, 60, 0), set()),
    ((5, 60, 0), set()),
    ((0, 60, 0), {"alike", "share"}),
    ((2, 60, 2), {"small", "alike"}),
    ((0, 200, 5), {"share"}),
    ((0, 95, 5), set()),
    ((0, 96, 5), {"share"}),
    ((-5, 60, 20), {"small"}),
]


@pytest.mark.parametrize(("row", "expected"), KNOWN)
def test_known_answers(row: tuple[int, int, int], expected: set[str]) -> None:
    assert of(a=row) == expected


def test_the_whole_agency_is_a_group_as_well() -> None:
    rows = cells({"a": (0, 100, 0), "b": (0, 100, 0)}, UNITS, CLASSES)
    assert rules(files(rows)) == {"alike", "share"}


@pytest.mark.parametrize(
    ("minimum", "others", "share", "expected"), [(11, 5, 95, {"small"}), (5, 31, 95, {"alike"}), (5, 5, 60, {"share"})]
)
def test_the_policys_numbers_count(minimum: int, others: int, share: int, expected: set[str]) -> None:
    row = {"a": (20, 60, 10), "b": (20, 60, 10)}
    assert rules(files(cells(row, UNITS, CLASSES)), minimum, others, share) == expected


def test_everyone_in_one_published_class_is_found_however_finely_it_is_divided() -> None:
    classes = {"TOTAL": ["baik", "bawah"], "bawah": ["kurang", "sangat_kurang"]}
    rows: Rows = {}
    for unit, (good, poor, worst) in {"a": (0, 50, 50), "b": (100, 50, 50), "TOTAL": (100, 100, 100)}.items():
        rows |= {
            (unit, "TOTAL"): str(good + poor + worst),
            (unit, "baik"): str(good),
            (unit, "bawah"): str(poor + worst),
        }
        rows |= {(unit, "kurang"): str(poor), (unit, "sangat_kurang"): str(worst)}
    assert "alike" in rules(files(rows, classes=classes))


@given(st.sampled_from(sorted(cells(SOUND, UNITS, CLASSES))), st.sampled_from([-7, -1, 1, 40]))
def test_a_sum_that_does_not_add_up_is_a_finding(cell: tuple[str, str], change: int) -> None:
    rows = cells(SOUND, UNITS, CLASSES)
    rows[cell] = str(int(rows[cell]) + change)
    assert "sum" in rules(files(rows))


@pytest.mark.parametrize("cell", sorted(cells(SOUND, UNITS, CLASSES)))
def test_a_missing_row_is_a_finding(cell: tuple[str, str]) -> None:
    rows = cells(SOUND, UNITS, CLASSES)
    del rows[cell]
    assert rules(files(rows))


def test_a_table_without_rows_is_a_finding() -> None:
    assert rules(files({}))


def test_a_row_outside_the_hierarchy_is_a_finding() -> None:
    """Here b is a rest of two offices, one of which is published as well: the other can be computed."""
    rows = cells(SOUND, UNITS, CLASSES)
    inside = {("b1", "TOTAL"): "51", ("b1", "sangat_baik"): "9", ("b1", "baik"): "37", ("b1", "bawah"): "5"}
    assert rules(files(rows | inside))


@pytest.mark.parametrize("cell", [("a", "baik"), ("TOTAL", "TOTAL")])
def test_a_hidden_cell_is_a_finding(cell: tuple[str, str]) -> None:
    published = files(cells(SOUND, UNITS, CLASSES))
    text = published["predicates_by_office.csv"].decode()
    line = next(row for row in text.split("\n") if row.startswith(f"2025,{cell[0]},{cell[1]},"))
    hidden = text.replace(line, f"2025,{cell[0]},{cell[1]},,hidden")
    assert rules(published | {"predicates_by_office.csv": hidden.encode()}) == {"unreadable"}


ODD_TABLES = [
    b"",
    b"\n",
    b"\xff",
    b"value,status\n5,published\n",
    b"period,unit,predicate,value\n2025,a,baik,5\n",
    f"{HEADER}\n2025,TOTAL,published\n".encode(),
    f"{HEADER}\n2025,TOTAL,5,published\n".encode(),
    f"{HEADER}\n2025,TOTAL,TOTAL,baik,5,published\n".encode(),
    f"{HEADER}\n2025,TOTAL,TOTAL,x,published\n".encode(),
    f"{HEADER}\n2025,TOTAL,TOTAL,4.5,published\n".encode(),
    f"{HEADER}\n2025,TOTAL,TOTAL,,published\n".encode(),
    f"{HEADER}\n2025,a,baik,5,published\n2025,a,baik,5,published\n".encode(),
]


@pytest.mark.parametrize("content", ODD_TABLES)
def test_a_table_that_cannot_be_understood_is_a_finding(content: bytes) -> None:
    assert rules(files(cells(SOUND, UNITS, CLASSES)) | {"predicates_by_office.csv": content})


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"1", b'{"unit": []}', b'{"unit": {"TOTAL": 5}}', b'{"unit": {"TOTAL": [[]]}}', b"{}"]
)
def test_hierarchies_that_cannot_be_understood_are_a_finding(content: bytes) -> None:
    """With none at all, nothing proves that the parts are the parts of the whole."""
    assert rules(files(cells(SOUND, UNITS, CLASSES)) | {"hierarchies.json": content})


def test_no_hierarchies_at_all_are_a_finding() -> None:
    published = files(cells(SOUND, UNITS, CLASSES))
    del published["hierarchies.json"]
    assert rules(published) == {"unreadable"}


def test_each_table_is_named() -> None:
    published = files(cells(SOUND | {"a": (20, 60, 4)}, UNITS, CLASSES))
    published["other.csv"] = published["predicates_by_office.csv"]
    found = attack(published, "data", 5, 5, 95)
    assert [f.path for f in found] == ["data/other.csv", "data/predicates_by_office.csv"]
    assert "4" not in "".join(found[0].values.values())
