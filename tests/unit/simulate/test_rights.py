"""The simulated answers: how many, that they hold together, and that nothing else moved because of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bening import layout, pipeline, scaffold
from bening.simulate.agency import Plan, files
from bening.simulate.material import data
from bening.simulate.rights import answered, evidence
from bening.source.emit import dump

KINDS = ("acknowledgement", "response", "objection", "decision")
Found = dict[layout.RecordPath, Any]


@pytest.fixture(scope="module")
def raw() -> dict[str, bytes]:
    return dict(files(Plan(900, ("2025", "2026"), 4)))


@pytest.fixture(scope="module")
def found(raw: dict[str, bytes]) -> dict[str, Found]:
    """The records of the kinds that matter here, by kind and path."""
    made: dict[str, Found] = {kind: {} for kind in (*KINDS, "feedback", "evaluation")}
    for path, content in raw.items():
        place = layout.parse(path)
        if place and place.kind in made:
            made[place.kind][place] = yaml.load(content, yaml.CSafeLoader)
    return made


def test_shares_are_those_of_an_ordinary_agency(found: dict[str, Found]) -> None:
    people = 900
    evaluations = sum(not place.part for place in found["evaluation"])  # quarters are not acknowledged
    received = Counter(tree["body"]["file"].partition("-")[0] for tree in found["acknowledgement"].values())
    assert 0.80 < received["evaluation.yaml"] / evaluations < 0.95
    assert 0.78 < received["feedback"] / len(found["feedback"]) < 0.92
    assert 0.006 < len(found["objection"]) / people < 0.03
    assert 0.4 < len(found["decision"]) / len(found["objection"]) < 1
    assert 0.06 < len(found["response"]) / evaluations < 0.16
    proved = [tree["body"]["evidence"][0] for tree in found["feedback"].values() if "evidence" in tree["body"]]
    assert 0.2 < len(proved) / len(found["feedback"]) < 0.4
    assert 0.4 < sum("sha256" in e for e in proved) / len(proved) < 0.8


def test_every_digest_is_that_of_the_file_named(raw: dict[str, bytes], found: dict[str, Found]) -> None:
    for kind in KINDS:
        for place, tree in found[kind].items():
            content = raw[f"{place.folder}/{tree['body']['file']}"]
            assert tree["body"]["sha256"] == hashlib.sha256(content).hexdigest()


def test_every_outcome_and_every_place_of_free_text_is_there(found: dict[str, Found]) -> None:
    bodies = [tree["body"] for tree in found["decision"].values()]
    assert {body["outcome"] for body in bodies} == {"diterima", "diterima_sebagian", "ditolak"}
    changed = {body["outcome"] for body in bodies if "work_rating" in body or "behaviour_rating" in body}
    assert "ditolak" not in changed and "diterima" in changed
    grounds = [ground for tree in found["objection"].values() for ground in tree["body"]["grounds"]]
    keys = {key for ground in grounds for key in ground}
    assert keys == {"rhk", "value", "text", "evidence"}
    assert {tree["body"]["agrees"] for tree in found["response"].values()} == {True, False}


def test_the_files_are_canonical(raw: dict[str, bytes], found: dict[str, Found]) -> None:
    for kind in KINDS:
        for place, tree in found[kind].items():
            assert raw[str(place)] == dump(tree).encode()


def test_an_undecided_and_a_late_objection_are_warnings_only(raw: dict[str, bytes], tmp_path: Path) -> None:

    for name, content in {**dict(scaffold.files()), **raw}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = pipeline.check(pipeline.open_agency(tmp_path, "2026-11-20"), [], None)
    assert report.errors == 0
    codes = Counter(f.code for f in report.findings)
    assert {"BNG522", "BNG523", "BNG524"} <= set(codes)
    assert not [code for code in codes if code in ("BNG520", "BNG521")]


def test_a_year_is_passed_on_as_it_is(raw: dict[str, bytes]) -> None:
    """Answers come after what they are about, and change nothing of it."""
    given = [("records/2025/u/p-aaaaaaaaaaaaaaaa/plan.yaml", b"x")]

    class Nobody:
        id = "p-aaaaaaaaaaaaaaaa"

        def at(self, date: str) -> Any:
            return type("Post", (), {"unit": "u", "boss": None})

    assert list(answered(Nobody(), "2025", given, seed=1, officers=())) == given  # type: ignore[arg-type]


def test_evidence_depends_on_its_parts_only() -> None:
    made = [evidence(1, "2025", "p", seq) for seq in range(400)]
    assert made == [evidence(1, "2025", "p", seq) for seq in range(400)]
    assert 80 < sum(map(bool, made)) < 160


def test_texts_have_their_evidence_beside_them() -> None:
    texts = data("rights")
    for kind in ("results", "values", "whole"):
        assert all(text.count(" | ") == 1 for text in texts[kind])
    assert set(texts["reasons"]) == {"diterima", "diterima_sebagian", "tetap", "ditolak"}
