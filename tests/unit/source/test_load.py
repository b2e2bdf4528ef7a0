"""Bytes to models: each way to be wrong gives its finding at its place, and no finding repeats what was typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening import layout
from bening.catalogue import CODES
from bening.findings import Finding
from bening.model.base import LANGUAGES
from bening.model.records import KINDS, Evaluation, Plan
from bening.source import load as module
from bening.source.emit import dump
from bening.source.load import Reader, load_record, parse_as, safe_key
from bening.source.rubrics import Rubrics, load_settings
from bening.source.strict import read
from bening.source.tree import WorkTree
from bening.survey import survey
from tests.unit.conftest import ANI, AS_OF, BOSS, FIELD_A, REGIME, Agency, small
from tests.unit.model.test_files import SOUND

FOLDER = layout.person_folder("2025", FIELD_A, ANI)
PLAN, EVALUATION = f"{FOLDER}/plan.yaml", f"{FOLDER}/evaluation.yaml"
MARKER = "Zahasia Terdalam 198001012005011001"


def findings(agency: Agency, path: str) -> list[Finding]:
    """What reading one record says."""
    loaded = load_record(WorkTree(agency.root), path)
    assert loaded is not None
    assert (loaded.model is None) is bool(loaded.findings)
    return loaded.findings


def only(agency: Agency, path: str) -> tuple[str, str, dict[str, str]]:
    """The one finding as (code, pointer, values); its line is that of its pointer."""
    (found,) = findings(agency, path)
    document = read((agency.root / path).read_bytes())
    if found.pointer in document.marks:
        assert (found.line, found.column) == document.marks[found.pointer]
    return found.code, found.pointer, dict(found.values)


def test_a_sound_record_has_its_model_and_digest(agency: Agency) -> None:
    loaded = load_record(WorkTree(agency.root), PLAN)
    assert loaded is not None and isinstance(loaded.model, Plan)
    raw = (agency.root / PLAN).read_bytes()
    assert (loaded.path, loaded.raw, loaded.sha256) == (PLAN, raw, hashlib.sha256(raw).hexdigest())
    assert loaded.position("/body/date") == read(raw).marks["/body/date"]
    assert loaded.position("/body/results/1/tidak/ada") == read(raw).marks["/body/results/1"]
    assert loaded.position("/tidak") == (1, 1)


FORM: list[tuple[str, Any, tuple[str, str, dict[str, str]]]] = [
    ("/body/date", "2025-02-30", ("BNG208", "/body/date", {})),
    ("/body/date", 20250115, ("BNG204", "/body/date", {"expected": "text in double quotes"})),
    ("/body/results", "x", ("BNG204", "/body/results", {"expected": "a list"})),
    ("/body/results", [], ("BNG207", "/body/results", {"limit": "1"})),
    ("/body/results/0", "x", ("BNG204", "/body/results/0", {"expected": "key: value lines"})),
    ("/body/results/0/type", "lain", ("BNG205", "/body/results/0/type", {"allowed": "utama or tambahan"})),
    ("/body/results/0/rhk", "rhk-0", ("BNG206", "/body/results/0/rhk", {})),
    ("/body/results/0/text", "", ("BNG207", "/body/results/0/text", {"limit": "1"})),
    ("/body/results/0/text", "x" * 301, ("BNG207", "/body/results/0/text", {"limit": "300"})),
    ("/body/results/0/catatan", "x", ("BNG203", "/body/results/0/catatan", {"field": "catatan"})),
    ("/body/results/0/Nama.Orang", "x", ("BNG203", "/body/results/0/…", {"field": "…"})),
    (
        "/body/results/0/indicators/0/target/value",
        "12",
        ("BNG204", "/body/results/0/indicators/0/target/value", {"expected": "a number"}),
    ),
    ("/int", 1, ("BNG203", "/int", {"field": "int"})),
    ("/decimal", 1, ("BNG203", "/decimal", {"field": "decimal"})),
    ("/body/int", 1, ("BNG203", "/body/int", {"field": "int"})),
    ("/schema_", "bening/plan/v1", ("BNG203", "/schema_", {"field": "schema_"})),
    ("/schema", "bening/plan/v2", ("BNG201", "/schema", {})),
    ("/schema", "bening/report/v1", ("BNG201", "/schema", {})),
    ("/schema", None, ("BNG201", "/schema", {})),
    ("/kind", "report", ("BNG209", "/kind", {"field": "kind"})),
    ("/person", BOSS, ("BNG209", "/person", {"field": "person"})),
    ("/period", "2025-q1", ("BNG209", "/period", {"field": "period"})),
    ("/unit", "bidang-dua", ("BNG209", "/unit", {"field": "unit"})),
]


@pytest.mark.parametrize(("pointer", "value", "expected"), FORM, ids=[f"{p}={str(v)[:12]}" for p, v, _ in FORM])
def test_each_fault_of_form(
    agency: Agency, pointer: str, value: Any, expected: tuple[str, str, dict[str, str]]
) -> None:
    agency.edit(PLAN, pointer, value, keep=False)
    assert only(agency, PLAN) == expected


@pytest.mark.parametrize(
    ("pointer", "above"),
    [("/schema", ""), ("/rubric", ""), ("/body/date", "/body"), ("/body/results/1/text", "/body/results/1")],
)
def test_a_missing_field_is_named_and_placed_where_it_belongs(agency: Agency, pointer: str, above: str) -> None:
    agency.edit(PLAN, pointer, drop=True, keep=False)
    assert only(agency, PLAN) == ("BNG202", above, {"field": pointer.rpartition("/")[2]})


def test_the_header_is_not_hidden_behind_another_name(agency: Agency) -> None:
    text = (agency.root / PLAN).read_text().replace("schema:", "schema_:", 1)
    agency.raw(PLAN, text.encode())
    assert sorted(f.code for f in findings(agency, PLAN)) == ["BNG202", "BNG203"]


def test_all_faults_of_a_file_come_at_once(agency: Agency) -> None:
    for pointer, value in (("/body/date", "x"), ("/body/results/0/type", "x"), ("/body/lain", 1)):
        agency.edit(PLAN, pointer, value, keep=False)
    assert sorted(f.code for f in findings(agency, PLAN)) == ["BNG203", "BNG205", "BNG208"]


def test_a_number_of_the_wrong_type_is_one_finding(agency: Agency) -> None:
    agency.edit(PLAN, "/body/results/0/indicators/0/target/value", True, keep=False)
    assert len(findings(agency, PLAN)) == 1


def test_yaml_faults_keep_their_place(agency: Agency) -> None:
    agency.raw(PLAN, b"schema: bening/plan/v1\nkind: no\nkind: plan\n")
    found = findings(agency, PLAN)
    assert [(f.code, f.line, f.column) for f in found] == [("BNG113", 2, 7), ("BNG112", 3, 1)]
    assert dict(found[1].values) == {"key": "kind"}


@pytest.mark.parametrize("path", ["records/2025/x.yaml", f"{FOLDER}/rencana.yaml", f"{FOLDER}/feedback.yaml"])
def test_a_record_at_a_place_for_none_is_refused(agency: Agency, path: str) -> None:
    agency.raw(path, b"a: b\n")
    assert [f.code for f in findings(agency, path)] == ["BNG117"]


def test_what_cannot_be_read_is_a_finding(agency: Agency) -> None:
    agency.remove(PLAN)
    assert load_record(WorkTree(agency.root), PLAN) is None
    (agency.root / PLAN).symlink_to("evaluation.yaml")
    assert [f.code for f in findings(agency, PLAN)] == ["BNG101"]


def test_a_file_too_large_is_a_finding(agency: Agency) -> None:
    agency.raw(PLAN, b"#" * 600_000)
    assert [f.code for f in findings(agency, PLAN)] == ["BNG103"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [("kind", True), ("valid_from", True), ("Budi", False), ("budi santoso", False), ("a" * 41, False), (5, False)],
)
def test_only_words_like_our_keys_are_repeated(name: object, safe: bool) -> None:
    assert (safe_key(name) == name) is safe


def leaves(tree: Any, pointer: str = "") -> Iterator[str]:
    """The pointers of all values that hold no others."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    below = False
    for key, value in items:
        below = True
        yield from leaves(value, f"{pointer}/{key}")
    if not below:
        yield pointer


def spoken(finding: Finding) -> str:
    """Everything that a finding says to anyone."""
    texts = [json.dumps(finding.as_json(lang), ensure_ascii=False) for lang in LANGUAGES]
    return " ".join([*texts, *finding.values.values(), repr(finding)])


def record_paths(agency: Agency) -> dict[str, str]:
    """A file of each kind, and the settings."""
    names = {k: f"{FOLDER}/{k}.yaml" for k in ("plan", "report", "evaluation")}
    names |= {k: f"{FOLDER}/{k}-01.yaml" for k in sorted(layout.NUMBERED)}
    names |= {k: layout.about_unit_path(k, "2025", FIELD_A) for k in ("survey", "achievement")}
    for kind, path in names.items():
        if not (agency.root / path).exists():
            agency.put(path, SOUND[kind])
    return names | {"unit": layout.unit_path(FIELD_A), "person": layout.person_path(ANI)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [MARKER, 987654321987], ids=["text", "number"])
def test_no_value_is_ever_in_a_finding(agency: Agency, kind: str, value: str | int) -> None:
    """Every leaf of a sound record in turn holds something that must not come out; all checks run."""
    path = record_paths(agency)[kind]
    sound = (agency.root / path).read_bytes()
    for pointer in leaves(read(sound).tree):
        agency.edit(path, pointer, value, keep=False)
        for finding in survey(agency.context()).report.findings:
            assert str(value) not in spoken(finding), pointer
        agency.raw(path, sound)


@pytest.mark.parametrize("kind", KINDS)
def test_no_typed_key_is_in_a_message(agency: Agency, kind: str) -> None:
    path = record_paths(agency)[kind]
    tree = agency.tree(path)
    agency.put(path, tree | {"Nama.Rahasia": 1, "body": tree["body"] | {"Nama.Rahasia": {"Nama.Rahasia": 1}}})
    found = survey(agency.context()).report.findings
    assert found
    for finding in found:
        for lang in LANGUAGES:
            assert "Rahasia" not in finding.message(lang) + finding.remedy(lang)


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_mutated_records_never_raise(kind: str, data: st.DataObject) -> None:
    raw = bytearray(dump(SOUND[kind]).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        cut = data.draw(st.integers(0, 4))
        raw[at : at + cut] = data.draw(st.binary(max_size=3) | st.sampled_from([b"\n", b": ", b"- ", b"[", b"{", b'"']))
    loaded = parse_as(KINDS[kind], "x", bytes(raw), read(bytes(raw)))
    assert (loaded.model is None) is bool(loaded.findings)
    assert {f.code for f in loaded.findings} <= set(CODES)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab-", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["schema", "kind", "int", "decimal", "body", "id", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_records_with_a_value_replaced_never_raise(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    agency = Agency(tmp_path)
    agency.put("x.yaml", SOUND[kind])
    agency.edit("x.yaml", data.draw(st.sampled_from(sorted(leaves(SOUND[kind])))), data.draw(JUNK), keep=False)
    extra = data.draw(st.dictionaries(st.sampled_from(["int", "decimal", "x"]), JUNK, max_size=1))
    raw = dump(agency.tree("x.yaml") | extra).encode()
    loaded = parse_as(KINDS[kind], "x.yaml", raw, read(raw))
    assert (loaded.model is None) is bool(loaded.findings)


def test_a_reader_reads_once_and_forgets_the_oldest(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CACHE", 2)
    tree = Counting(agency.root)
    reader = Reader(tree)
    for path in (PLAN, EVALUATION, PLAN, f"{FOLDER}/report.yaml", PLAN, EVALUATION):
        assert reader.record(path) is not None
    assert tree.paths == [PLAN, EVALUATION, f"{FOLDER}/report.yaml", EVALUATION]
    assert reader.record("records/nichts.yaml") is None


class Counting(WorkTree):
    """Remembers what was read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.paths: list[str] = []

    def read(self, path: str, limit: int | None = 512 * 1024) -> Any:
        self.paths.append(path)
        return super().read(path, limit)


def test_rubrics_are_read_once_and_what_is_not_there_is_none(agency: Agency) -> None:
    tree = Counting(agency.root)
    rubrics = Rubrics(tree)
    for _ in range(2):
        regime = rubrics.regime(REGIME)
        assert regime is not None and regime.model is not None and regime.model.ref == REGIME
        assert rubrics.regime("tidak-ada/v1") is None
        policy, families = rubrics.policy("disclosure/v1"), rubrics.families("position-families/v1")
        assert policy and policy.model and families and families.model
    assert len(tree.paths) == 3


def test_settings_that_are_missing_broken_or_a_link(agency: Agency) -> None:
    tree = WorkTree(agency.root)
    agency.edit("bening.yml", "/timezone", "Asia/Bandung", keep=False)
    loaded = load_settings(tree)
    assert loaded is not None and [(f.code, f.pointer) for f in loaded.findings] == [("BNG206", "/timezone")]
    agency.remove("bening.yml")
    assert load_settings(tree) is None
    (agency.root / "bening.yml").symlink_to("rubrics")
    loaded = load_settings(tree)
    assert loaded is not None and [f.code for f in loaded.findings] == ["BNG101"]


def test_the_small_agency_is_sound(tmp_path: Path) -> None:
    """Every other test breaks one thing in it."""
    agency = small(tmp_path)
    assert agency.findings(AS_OF) == ()
    loaded = load_record(WorkTree(agency.root), EVALUATION)
    assert loaded is not None and isinstance(loaded.model, Evaluation)
