"""`bening protect`: any count tables in the published form, hidden where need be, or refused with nothing written."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest

from bening import protecting
from bening.cli.main import run
from bening.disclose.suppress import CountTable, ProtectionFailed
from bening.findings import Refused
from bening.protecting import Protected, protect_tables, read_hierarchies, read_table
from tests.unit.conftest import ROOT
from tests.unit.disclose.tables import shipped

RULES = shipped()
CLASSES = ("sangat_baik", "baik", "kurang")
ROWS = {"dinas-a": (20, 61, 3), "dinas-b": (30, 42, 18), "dinas-c": (11, 25, 9), "dinas-d": (40, 80, 21)}
TREES = {"unit": {"TOTAL": list(ROWS)}, "predicate": {"TOTAL": list(CLASSES)}}
Capture = pytest.CaptureFixture[str]
Rows = Mapping[str, tuple[int, ...]]


def table(rows: Rows = ROWS, name: str = "t") -> CountTable:
    """Units by classes, with totals."""
    whole: Rows = {**rows, "TOTAL": tuple(map(sum, zip(*rows.values(), strict=True)))}
    values: dict[tuple[str, ...], int] = {
        ("2025", u, c): n for u, row in whole.items() for c, n in zip(CLASSES, row, strict=True)
    }
    values |= {("2025", u, "TOTAL"): sum(row) for u, row in whole.items()}
    return CountTable(name, ("period", "unit", "predicate"), "predicate", values)


def text(rows: Rows = ROWS) -> str:
    """The same as a CSV file."""
    lines = [",".join((*codes, str(n), "published")) for codes, n in table(rows).values.items()]
    return "\n".join(["period,unit,predicate,value,status", *lines]) + "\n"


def cells(content: bytes) -> dict[tuple[str, ...], str]:
    """The figures of a protected table; nothing where hidden."""
    header, *rows = csv.reader(content.decode().splitlines())
    assert header == ["period", "unit", "predicate", "value", "status"]
    assert all((row[-1], bool(row[-2])) in {("hidden", False), ("published", True)} for row in rows)
    return {tuple(row[:-2]): row[-2] for row in rows}


def protected(rows: Rows = ROWS, **more: object) -> Protected:
    """What becomes of one table."""
    return protect_tables([table(rows)], TREES, RULES, **more)  # type: ignore[arg-type]


def test_small_counts_are_hidden_with_others_and_the_rest_is_true() -> None:
    made = protected()
    shown, true = cells(made.files["t.csv"]), table().values
    assert list(shown) == list(true)
    assert shown["2025", "dinas-a", "kurang"] == ""
    assert all(figure in ("", str(true[codes])) for codes, figure in shown.items())
    assert made.hidden["t"] == list(shown.values()).count("") >= 4
    assert json.loads(made.files["hierarchies.json"])["unit"] == TREES["unit"]


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    made = protected(dict.fromkeys(ROWS, (20, 30, 25)))
    assert made.hidden == {"t": 0}


def test_without_hierarchies_total_is_the_sum_of_all_others() -> None:
    made = protect_tables([table()], {}, RULES)
    joined = json.loads(made.files["hierarchies.json"])
    assert joined == {"unit": {"TOTAL": sorted(ROWS)}, "predicate": {"TOTAL": sorted(CLASSES)}}
    assert cells(made.files["t.csv"]) == cells(protected().files["t.csv"])


def test_k_takes_the_place_of_every_threshold() -> None:
    assert protecting.minima(RULES, None) == (RULES.office_minimum.value, RULES.unit_minimum.value) == (5, 10)
    assert protecting.minima(RULES, 7) == (7, 7)
    assert protected(k=2).hidden == {"t": 0}
    for k in (3, 5, 12):
        shown = cells(protected(k=k).files["t.csv"])
        assert all(not figure or int(figure) >= k for figure in shown.values())


def test_the_order_of_rows_and_tables_decides_no_cell() -> None:
    """Two tables that do not know of each other but share their totals."""
    turned = CountTable("t", table().dimensions, "predicate", dict(reversed(list(table().values.items()))))
    twin = table(name="u")
    one, other = protect_tables([table(), twin], TREES, RULES), protect_tables([twin, turned], TREES, RULES)
    for name in ("t.csv", "u.csv"):
        assert cells(one.files[name]) == cells(other.files[name])
    assert protect_tables([table(), twin], TREES, RULES).files == one.files


def test_the_same_period_with_one_person_more_is_refused() -> None:
    rows = dict.fromkeys(ROWS, (20, 30, 25))
    before = {"0": dict(protected(rows).files)}
    assert protected(rows, against=before).files == protected(rows).files
    with pytest.raises(Refused) as refused:
        protected(rows | {"dinas-a": (20, 31, 25)}, against=before)
    assert {f.code for f in refused.value.report.findings} == {"BNG705"}
    assert {f.values["rule"] for f in refused.value.report.findings} == {"difference"}


def test_where_no_proof_is_found_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object) -> None:
        raise ProtectionFailed("no proof")

    monkeypatch.setattr(protecting, "suppress", fail)
    with pytest.raises(Refused) as refused:
        protected()
    assert [f.code for f in refused.value.report.findings] == ["BNG709"]


HEADER = "unit,predicate,value,status\n"
BROKEN = [
    "",
    "\n",
    HEADER,
    "value,status\n5,published\n",
    "predicate,value,status\nbaik,5,published\n",
    "unit,predicate,jumlah\na,baik,12\n",
    f"{HEADER}a,baik,,published\n",
    f"{HEADER}a,baik,x,published\n",
    f"{HEADER}a,baik,4.5,published\n",
    f"{HEADER}a,baik,-1,published\n",
    f"{HEADER}a,baik,5,published\na,baik,5,published\n",
    f"{HEADER}a,baik\n",
    f"{HEADER}a,baik,{'9' * 400},published\n",
    f"{HEADER}a,baik,1_0,published\n",
    f"{HEADER}{'a' * 200_000},baik,5,published\n",
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_table_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises(Refused) as refused:
        read_table(tmp_path / "t.csv")
    assert [(f.code, f.path) for f in refused.value.report.findings] == [("BNG711", "t.csv")]


@pytest.mark.parametrize("row", ["a,baik,5,published,x", "a,5,published"])
def test_a_row_of_another_length_is_refused(tmp_path: Path, row: str) -> None:
    (tmp_path / "t.csv").write_text(f"{HEADER}a,TOTAL,5,published\n{row}\n")
    with pytest.raises(Refused):
        protect_tables([read_table(tmp_path / "t.csv")], {}, RULES)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused):
        read_table(tmp_path / "t.csv")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[" * 200_000, "[]", "1", '{"unit": []}', '{"unit": {"TOTAL": 5}}'],
    ids=range(7),
)
def test_what_is_no_hierarchy_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "hierarchies.json").write_text(content)
    with pytest.raises(Refused) as refused:
        read_hierarchies(tmp_path / "hierarchies.json")
    assert [f.code for f in refused.value.report.findings] == ["BNG711"]


@pytest.mark.parametrize("cell", list(product(["dinas-a", "TOTAL"], ["baik", "TOTAL"])))
def test_what_does_not_add_up_or_has_a_gap_is_refused(cell: tuple[str, str]) -> None:
    codes = ("2025", *cell)
    for values in (
        {**table().values, codes: 1},
        {c: n for c, n in table().values.items() if c != codes},
    ):
        with pytest.raises(Refused) as refused:
            protect_tables([CountTable("t", table().dimensions, "predicate", values)], TREES, RULES)
        assert {f.code for f in refused.value.report.findings} == {"BNG711"}


# The command itself.


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "hierarchies.json").write_text(json.dumps(TREES))
    (tmp_path / "t.csv").write_text(text())
    rules = ["--policy", str(ROOT / "rubrics/disclosure/v1.yaml")]
    return lambda *words: run(["protect", *words, *rules])


def test_the_command_writes_the_tables_and_says_how_many_are_hidden(call: Callable[..., int], capsys: Capture) -> None:
    assert call("t.csv", "--out", "protected", "--lang", "en") == 0
    out, err = capsys.readouterr()
    assert out == "protected\n" and "cells hidden" in err
    assert sorted(p.name for p in Path("protected").iterdir()) == ["hierarchies.json", "t.csv"]
    assert {p.name: p.read_bytes() for p in Path("protected").iterdir()} == protected().files
    first = Path("protected/t.csv").read_bytes()
    assert call("t.csv", "--out", "protected", "--quiet") == 0
    assert capsys.readouterr() == ("protected\n", "")
    assert Path("protected/t.csv").read_bytes() == first


def test_the_command_takes_k(call: Callable[..., int]) -> None:
    assert call("t.csv", "--out", "protected", "--k", "2") == 0
    assert "hidden" not in Path("protected/t.csv").read_text()


@pytest.mark.parametrize("content", ["unit,predicate,jumlah\na,baik,12\n", text().replace(",61,", ",62,", 1)])
def test_the_command_refuses_and_writes_nothing(call: Callable[..., int], content: str, capsys: Capture) -> None:
    Path("t.csv").write_text(content)
    assert call("t.csv", "--out", "protected") == 1
    out, err = capsys.readouterr()
    assert out == "" and "BNG711" in err
    assert not Path("protected").exists()


def test_the_command_refuses_what_differs_from_an_earlier_release(call: Callable[..., int], capsys: Capture) -> None:
    rows = dict.fromkeys(ROWS, (20, 30, 25))
    Path("t.csv").write_text(text(rows))
    assert call("t.csv", "--out", "first") == 0
    assert call("t.csv", "--out", "same", "--against", "first") == 0
    Path("t.csv").write_text(text(rows | {"dinas-a": (20, 31, 25)}))
    capsys.readouterr()
    assert call("t.csv", "--out", "second", "--against", "first") == 1
    out, err = capsys.readouterr()
    assert out == "" and "BNG705" in err
    assert not Path("second").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["t.csv"],
        ["--out", "protected"],
        ["none.csv", "--out", "protected"],
        ["t.csv", "--out", "p", "--k", "1"],
        ["t.csv", "--out", "p", "--against", "nowhere"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(call: Callable[..., int], words: list[str]) -> None:
    assert call(*words) == 2
    assert not Path("p").exists()


def test_a_policy_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(text())
    (tmp_path / "p.yaml").write_text("schema: bening/disclosure/v1\n")
    assert run(["protect", "t.csv", "--policy", "p.yaml", "--out", "protected"]) == 1
    assert "BNG202" in capsys.readouterr().err
    assert not (tmp_path / "protected").exists()
