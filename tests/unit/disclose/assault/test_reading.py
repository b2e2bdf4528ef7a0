"""Whatever is not of the published form is a finding; nothing is passed over."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from bening.disclose.assault import Limits, assault
from tests.unit.disclose.assault.tables import NUMBERS, attacked, csv, filled, hierarchies, limited

UNITS = {"TOTAL": ["a", "b"]}
CLASSES = {"TOTAL": ["x", "y"]}
CELLS = filled({(u, c): 30 + ord(c) for u in ("a", "b") for c in "xy"}, (UNITS, CLASSES))
GOOD = csv(("unit", "predicate"), CELLS)
H = hierarchies(unit=UNITS, predicate=CLASSES)
HEADER = "period,unit,predicate,value,status\n"
ROW = "2025,a,x,150,published\n"


def found(files: Mapping[str, bytes], folder: str = "data") -> set[tuple[str, str]]:
    return {(d.kind, d.detail) for d in assault({folder: files}, limited(unit=5, share=100, insider=False))}


def test_the_good_one_is_good() -> None:
    assert found({"t.csv": GOOD, "hierarchies.json": H}) == set()


def edited(old: str, new: str) -> bytes:
    text = GOOD.decode()
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "header"),
        (b"\xff", "form"),
        (HEADER.encode(), "empty"),
        (b"value,status\n5,published\n", "header"),
        (b"period,unit,predicate,value\n2025,a,x,5\n", "header"),
        (edited(",status\n", ",note,status\n"), "header"),
        (edited("unit,predicate,value", "unit,unit,value"), "header"),
        (edited("unit,predicate,value", "unit,Predicate,value"), "header"),
        (edited("2025,a,x,150,published", "2025,a,x,150,suppressed"), "status"),
        (edited("2025,a,x,150,published", "2025,a,x,150,hidden"), "figure"),
        (edited("2025,a,x,150,published", "2025,a,x,,published"), "figure"),
        (edited("2025,a,x,150,published", "2025,a,x,150.0,published"), "figure"),
        (edited("2025,a,x,150,published", "2025,a,x,0150,published"), "figure"),
        (edited("2025,a,x,150,published", "2025,a,x,1e2,published"), "figure"),
        (edited("2025,a,x,150,published", "2025,a,x, 150,published"), "figure"),
        (edited("2025,a,x,150,published", "2025,a,x,150,published,more"), "columns"),
        (edited("2025,a,x,150,published", "2025,../a,x,150,published"), "code"),
        (edited("2025,a,x,150,published", "2025,,x,150,published"), "code"),
        (edited("2025,a,x,150,published", "TOTAL,a,x,150,published"), "period"),
        (edited("2025,a,x,150,published\n", '2025,a,x,"150,published\n'), "form"),
        (edited("2025,a,x,150,published\n", "\n"), "columns"),
    ],
)
def test_a_table_that_cannot_be_understood(content: bytes, detail: str) -> None:
    assert ("unreadable", detail) in found({"t.csv": content, "hierarchies.json": H})


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (edited(ROW.replace("150", "150"), ""), "missing"),
        (edited(ROW, ROW + ROW), "duplicate"),
        (edited(ROW, ROW.replace("150", "151")), "children"),
        (edited(ROW, ROW.replace("150", "-150")), "negative"),
        ((GOOD.decode() + "2025,c,x,50,published\n").encode(), "loose_unit"),
        ((HEADER + ROW).encode(), "loose_unit"),
    ],
)
def test_a_table_that_does_not_add_up(content: bytes, detail: str) -> None:
    assert ("sum", detail) in found({"t.csv": content, "hierarchies.json": H})


def test_hidden_figures_that_cannot_be() -> None:
    text = GOOD.decode().replace("2025,a,x,150,published", "2025,a,x,,hidden").replace("2025,b,x,150,", "2025,b,x,900,")
    assert ("sum", "impossible") in found({"t.csv": text.encode(), "hierarchies.json": H})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"1",
        b'{"unit": []}',
        b'{"unit": {"TOTAL": 5}}',
        b'{"unit": {"TOTAL": [[]]}}',
        b'{"unit": {"TOTAL": ["TOTAL"]}}',
        b'{"unit": {"TOTAL": ["a", "a"]}}',
        b'{"unit": {"a": ["b"], "b": ["a"]}}',
        b'{"unit": {}, "unit": {}}',
        b"[" * 100000,
    ],
)
def test_hierarchies_that_cannot_be_understood(content: bytes) -> None:
    assert ("unreadable", "hierarchies") in found({"t.csv": GOOD, "hierarchies.json": content})


def test_no_hierarchies() -> None:
    assert ("unreadable", "hierarchies") in found({"t.csv": GOOD})
    assert ("sum", "loose_unit") in found({"t.csv": GOOD, "hierarchies.json": b"{}"})


@pytest.mark.parametrize("name", ["../t.csv", "a/t.csv", "T.csv", ".t.csv", "t.csv.bak", "t.txt", "t\n.csv", ""])
def test_a_name_that_is_not_a_tables(name: str) -> None:
    assert ("unreadable", "name") in found({"t.csv": GOOD, "hierarchies.json": H, name: GOOD})


@pytest.mark.parametrize("folder", ["../data", "/data", "data/../x", "data//x", "", "data\n"])
def test_a_folder_that_is_not_one(folder: str) -> None:
    assert ("unreadable", "folder") in found({"t.csv": GOOD, "hierarchies.json": H}, folder)


@pytest.mark.parametrize(
    "tree",
    [
        [],
        {"tables": 5},
        {"tables": [5]},
        {"tables": [{"table": "t"}, {"table": "t"}]},
        {"tables": [{"table": "t", "attribute": "sex"}]},
        {"tables": [{"table": "t", "attribute": ["unit"]}]},
        {"tables": [{"table": "t", "population": 5}]},
        {"tables": [{"table": "t", "dimensions": ["unit", "period", "predicate"]}]},
        {"tables": [{"table": "t", "merged": {"a": "b"}}]},
        {"tables": [{"table": "gone"}]},
    ],
)
def test_a_manifest_that_does_not_fit(tree: object) -> None:
    given = found({"t.csv": GOOD, "hierarchies.json": H, "manifest.json": json.dumps(tree).encode()})
    assert {kind for kind, _ in given} == {"unreadable"}


def test_the_attribute_is_the_manifests_or_the_last_dimension() -> None:
    cells = filled({("a", "x"): 60, ("a", "y"): 0, ("b", "x"): 30, ("b", "y"): 31}, (UNITS, CLASSES))
    files = {"t.csv": csv(("unit", "predicate"), cells), "hierarchies.json": H}
    assert {d.cell[1:] for d in attacked(data=files)} == {("a", "x")}
    notes = json.dumps({"tables": [{"table": "t", "attribute": "unit"}]}).encode()
    assert {d.cell[1:] for d in attacked(data=files | {"manifest.json": notes})} == {("b", "y")}


@pytest.mark.parametrize(
    "limits", [{"office": 0}, {"share": 0}, {"share": 101}, {"tables": {"t": 0}}, {"nodes": 0}, {"decimals": -1}]
)
def test_limits_without_sense_are_refused(limits: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="limits"):
        limited(**limits)


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_no_number_of_the_policy_has_a_default(name: str) -> None:
    """Whoever forgets one is told; nothing is attacked by a number that nobody chose."""
    with pytest.raises(TypeError, match=name):
        Limits(**{key: value for key, value in NUMBERS.items() if key != name})
