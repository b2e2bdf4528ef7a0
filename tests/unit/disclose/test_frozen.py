"""A frozen release is read back as it was, or not at all."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.disclose.frozen import MANIFEST, freeze, read_cells, thaw
from bening.disclose.quality import quality
from bening.disclose.safe import SafeCell, Withheld
from bening.findings import Refused
from tests.unit.disclose.tables import (
    SAFE,
    TABLES,
    Base,
    bases,
    contents,
    frozen,
    policy,
    protected,
    provenance,
    released,
    small_policy,
)

RELEASE = released(SAFE, policy())
FILES = contents(RELEASE)
FOLDER = "site/releases/2025"
TITLE = {"id": "Judul", "en": "Title"}
WITHHELD = frozen([Withheld(name, TITLE, "too_small_or_homogeneous") for name in TABLES])


def refused(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """What is said of files that are not those that were frozen."""
    with pytest.raises(Refused) as caught:
        thaw(FOLDER, files)
    return [(f.code, f.path) for f in caught.value.report.findings]


@given(bases(30), st.integers(0, len(TABLES)))
def test_thawing_gives_back_what_was_frozen(base: Base, shown: int) -> None:
    withheld = [Withheld(name, TITLE, "too_small_or_homogeneous") for name in TABLES[shown:]]
    made = frozen([*protected(base, small_policy())[:shown], *withheld])
    assert thaw(FOLDER, contents(made)) == made
    assert freeze(made.provenance, made.tables, made.withheld) == made


def test_a_release_has_the_files_of_the_contract() -> None:
    others = ["hierarchies.json", "labels.json", "manifest.json", "notes.json"]
    assert sorted(FILES) == sorted([*others, *(f"{name}.csv" for name in TABLES)])
    assert sorted(contents(WITHHELD)) == others
    header, first, *_ = FILES["predicates_by_office.csv"].decode().split("\n")
    assert header == "period,unit,predicate,value,status"
    assert first == f"2025,TOTAL,TOTAL,{sum(map(sum, SAFE.values()))},published"
    header = FILES["predicates_by_office_family.csv"].decode().split("\n")[0]
    assert header == "period,unit,position_family,predicate,value,status"
    assert all(content.endswith(b"\n") and b"\r" not in content for content in FILES.values())


def test_the_manifest_names_every_other_file_and_no_record() -> None:
    manifest = json.loads(FILES[MANIFEST])
    assert [f["path"] for f in manifest["files"]] == [n for n in FILES if n != MANIFEST]
    assert all(f["bytes"] == len(FILES[f["path"]]) for f in manifest["files"])
    assert manifest["digests"] == dict(provenance().digests)
    assert b"p-" not in FILES[MANIFEST] and b"records/" not in FILES[MANIFEST]


@pytest.mark.parametrize("name", sorted(set(FILES) - {MANIFEST}))
@given(data=st.data())
def test_every_change_of_a_byte_is_refused(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FILES[name]) - 1))
    changed = bytearray(FILES[name])
    changed[at] ^= data.draw(st.integers(1, 255))
    assert refused(FILES | {name: bytes(changed)}) == [("BNG704", f"{FOLDER}/{name}")]


@given(data=st.data())
def test_every_change_of_a_byte_of_the_manifest_is_refused(data: st.DataObject) -> None:
    """The manifest is part of what was frozen: its day, titles and list of merged offices, too."""
    at = data.draw(st.integers(0, len(FILES[MANIFEST]) - 1))
    changed = bytearray(FILES[MANIFEST])
    changed[at] ^= data.draw(st.sampled_from([1, 2, 4, 32, 255]))
    assert {code for code, _ in refused(FILES | {MANIFEST: bytes(changed)})} <= {"BNG704", "BNG706"}


@pytest.mark.parametrize("name", ["as_of", "release", "period", "generator", "policy"])
def test_a_manifest_that_says_something_else_is_refused(name: str) -> None:
    changed = json.loads(FILES[MANIFEST]) | {name: "2099-01-01"}
    assert refused(FILES | {MANIFEST: json.dumps(changed, indent=1, ensure_ascii=False).encode() + b"\n"})


@pytest.mark.parametrize("name", sorted(set(FILES) - {MANIFEST}))
def test_a_missing_file_is_refused(name: str) -> None:
    assert refused({n: c for n, c in FILES.items() if n != name}) == [("BNG704", f"{FOLDER}/{name}")]


@pytest.mark.parametrize("name", ["extra.csv", ".hidden", "folder/x.csv"])
def test_an_added_file_is_refused(name: str) -> None:
    assert refused(FILES | {name: b""}) == [("BNG704", f"{FOLDER}/{name}")]


def test_all_wrong_files_are_named_at_once() -> None:
    broken = {n: c for n, c in FILES.items() if n != "labels.json"} | {"hierarchies.json": b"{}\n", "x": b""}
    assert refused(broken) == [("BNG704", f"{FOLDER}/{n}") for n in ("hierarchies.json", "labels.json", "x")]


@pytest.mark.parametrize("length", [0, 1, 10, 100, len(FILES[MANIFEST]) // 2, len(FILES[MANIFEST]) - 3])
def test_a_cut_manifest_is_refused(length: int) -> None:
    assert refused(FILES | {MANIFEST: FILES[MANIFEST][:length]}) == [("BNG706", f"{FOLDER}/{MANIFEST}")]


def test_no_manifest_is_refused() -> None:
    assert refused({}) == [("BNG706", f"{FOLDER}/{MANIFEST}")]


ODD: list[Any] = [[], 1, None, "x", {}, {"files": []}, {"files": {}}, {"files": [1]}]


@pytest.mark.parametrize("tree", ODD, ids=repr)
def test_a_manifest_of_another_form_is_refused(tree: Any) -> None:
    assert refused({MANIFEST: json.dumps(tree).encode()}) == [("BNG706", f"{FOLDER}/{MANIFEST}")]


@pytest.mark.parametrize("broken", [{"version": 2}, {"tables": None}, {"withheld": [{}]}, {"tables": [{"table": "x"}]}])
def test_a_manifest_of_another_version_or_with_gaps_is_refused(broken: Any) -> None:
    changed = json.dumps(json.loads(FILES[MANIFEST]) | broken).encode()
    assert refused(FILES | {MANIFEST: changed}) == [("BNG706", f"{FOLDER}/{MANIFEST}")]


def test_cells_are_published_or_hidden_and_nothing_else() -> None:
    head = b"unit,value,status\n"
    assert list(read_cells(head + b"a,5,published\nb,,hidden\n", 1)) == [
        SafeCell(("a",), 5, "published"),
        SafeCell(("b",), None, "hidden"),
    ]
    for row in (b"a,5,hidden\n", b"a,5,secret\n", b"a,,published\n", b"a,5\n", b"a,5,published,x\n"):
        with pytest.raises(ValueError):
            list(read_cells(head + row, 1))


def test_the_notes_say_how_much_is_published_in_both_languages() -> None:
    manifest = json.loads(FILES[MANIFEST])
    told = json.loads(FILES["notes.json"])
    for table, entry in zip(RELEASE.tables, manifest["tables"], strict=True):
        share = quality(table)
        assert entry["quality"] == {
            "cells_percent": share.cells / 10,
            "people_percent": None if share.people is None else share.people / 10,
        }
        for lang, mark in (("id", ","), ("en", ".")):
            line = next(line for line in told[lang] if line.startswith(f"{table.title[lang]}:"))
            assert f"{share.cells // 10}{mark}{share.cells % 10}%" in line
    assert thaw(FOLDER, FILES).notes == {lang: tuple(lines) for lang, lines in told.items()}
    assert told["id"] != told["en"]
    held = json.loads(contents(WITHHELD)["notes.json"])
    assert len(held["id"]) == 1 + len(TABLES)


def test_a_quality_that_is_not_the_tables_is_refused() -> None:
    manifest = json.loads(FILES[MANIFEST])
    manifest["tables"][0]["quality"]["cells_percent"] = 100.0
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    text = json.dumps(rest, ensure_ascii=False, indent=1) + "\n"
    forged = {**rest, "digest": hashlib.sha256(text.encode()).hexdigest()}
    raw = (json.dumps(forged, ensure_ascii=False, indent=1) + "\n").encode()
    assert refused(FILES | {MANIFEST: raw}) == [("BNG706", f"{FOLDER}/{MANIFEST}")]


def test_a_release_from_before_the_notes_is_still_read() -> None:
    manifest = json.loads(FILES[MANIFEST])
    for entry in manifest["tables"]:
        del entry["quality"]
    manifest["files"] = [f for f in manifest["files"] if f["path"] != "notes.json"]
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    text = json.dumps(rest, ensure_ascii=False, indent=1) + "\n"
    old = {**rest, "digest": hashlib.sha256(text.encode()).hexdigest()}
    raw = (json.dumps(old, ensure_ascii=False, indent=1) + "\n").encode()
    files = {n: c for n, c in FILES.items() if n != "notes.json"} | {MANIFEST: raw}
    assert thaw(FOLDER, files).notes == RELEASE.notes
