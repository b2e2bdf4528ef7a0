"""The strict reader: every refusal with its code and exact place, and bytes of any kind without an exception."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bening.catalogue import CODES
from bening.source.strict import MAX_BYTES, MAX_DEPTH, MAX_NODES, read


def faults(text: str | bytes) -> list[tuple[str, int, int]]:
    """The faults of a file as (code, line, column)."""
    raw = text if isinstance(text, bytes) else text.encode()
    return [(f.code, f.line, f.column) for f in read(raw).faults]


SOUND = """\
# catatan
schema: bening/plan/v1
"kind": 'plan'
body:
  date: "2025-01-15"
  results:
    - rhk: rhk-1
      value: 4.5
      note: >-
        baris satu
        baris dua
    - [a, true, null]
  empty: {}
"""


def test_a_sound_file_gives_a_plain_tree() -> None:
    document = read(SOUND.encode())
    assert document.faults == []
    assert document.tree == {
        "schema": "bening/plan/v1",
        "kind": "plan",
        "body": {
            "date": "2025-01-15",
            "results": [
                {"rhk": "rhk-1", "value": Decimal("4.5"), "note": "baris satu baris dua"},
                ["a", True, None],
            ],
            "empty": {},
        },
    }


def test_positions_are_exact() -> None:
    assert read(SOUND.encode()).marks == {
        "/schema": (2, 1),
        "/kind": (3, 1),
        "/body": (4, 1),
        "/body/date": (5, 3),
        "/body/results": (6, 3),
        "/body/results/0": (7, 7),
        "/body/results/0/rhk": (7, 7),
        "/body/results/0/value": (8, 7),
        "/body/results/0/note": (9, 7),
        "/body/results/1": (12, 7),
        "/body/results/1/0": (12, 8),
        "/body/results/1/1": (12, 11),
        "/body/results/1/2": (12, 17),
        "/body/empty": (13, 3),
    }


def test_positions_count_characters_not_bytes() -> None:
    assert read('a: ["é漢", b]\n'.encode()).marks["/a/1"] == (1, 11)
    assert faults("a: é\nb: 漢\x07\n") == [("BNG105", 2, 5)]


BROKEN: dict[str, tuple[str | bytes, list[tuple[str, int, int]]]] = {
    "too large": (b"#" * (MAX_BYTES + 1), [("BNG103", 1, 1)]),
    "utf-16": ("a: b\n".encode("utf-16"), [("BNG104", 1, 1)]),
    "utf-16 without a mark": ("a: b\n".encode("utf-16-le"), [("BNG105", 1, 2)]),
    "latin-1": ("a: b\nb: xé\n".encode("latin-1"), [("BNG104", 2, 5)]),
    "cut utf-8": ("a: é".encode()[:-1], [("BNG104", 1, 4)]),
    "encoded surrogate": (b"a: \xed\xa0\x80\n", [("BNG104", 1, 4)]),
    "overlong": (b"a: \xc0\xaf\n", [("BNG104", 1, 4)]),
    "byte-order mark": ("\ufeffa: b\n", [("BNG105", 1, 1)]),
    "byte-order mark inside": ("a: b\n\ufeffb: c\n", [("BNG105", 2, 1)]),
    "nul": ("a: b\0\n", [("BNG105", 1, 5)]),
    "escape": ("a: b\x1b[0m\n", [("BNG105", 1, 5)]),
    "delete": ("a: b\x7f\n", [("BNG105", 1, 5)]),
    "next line": ("a: b\x85c\n", [("BNG105", 1, 5)]),
    "tab": ("a:\tb\n", [("BNG105", 1, 3)]),
    "tab as indentation": ("a:\n\tb: c\n", [("BNG105", 2, 1)]),
    "crlf": ("a: b\r\nb: c\r\n", [("BNG115", 1, 5)]),
    "cr": ("a: b\nb: c\rc: d\n", [("BNG115", 2, 5)]),
    "bidi override": ("a: b\u202ec\n", [("BNG106", 1, 5)]),
    "bidi isolate": ("a: \u2066b\n", [("BNG106", 1, 4)]),
    "zero width": ("a: b\u200bc\n", [("BNG106", 1, 5)]),
    "soft hyphen": ("a: b\u00adc\n", [("BNG106", 1, 5)]),
    "line separator": ("a: b\u2028c\n", [("BNG106", 1, 5)]),
    "hangul filler": ("a: b\u3164c\n", [("BNG106", 1, 5)]),
    "tag characters": ("a: b\U000e0041\n", [("BNG106", 1, 5)]),
    "not normalised": ("a: x\nb: e\u0301\n", [("BNG107", 2, 1)]),
    "open quote": ('a: "b\n', [("BNG108", 1, 4)]),
    "no colon": ("a: b\nc\n", [("BNG108", 2, 1)]),
    "bad indentation": ("a: b\n c: d\n", [("BNG108", 2, 3)]),
    "deep": ("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n", [("BNG109", 1, 3 + MAX_DEPTH)]),
    "endless": ("a: " + "[" * 100_000, [("BNG109", 1, 3 + MAX_DEPTH)]),
    "empty": ("", [("BNG110", 1, 1)]),
    "only a remark": ("# catatan\n", [("BNG110", 1, 1)]),
    "two documents": ("a: b\n---\na: c\n", [("BNG110", 2, 1)]),
    "anchor": ("a: &x b\n", [("BNG111", 1, 4)]),
    "anchor on a mapping": ("a: &x\n  b: c\n", [("BNG111", 1, 4)]),
    "anchor on a key": ("&x a: b\n", [("BNG111", 1, 1)]),
    "alias": ("a: &x b\nc: *x\n", [("BNG111", 1, 4), ("BNG111", 2, 4)]),
    "tag": ("a: !!python/name:os.system x\n", [("BNG111", 1, 4)]),
    "tag on a list": ("a: !!set [b]\n", [("BNG111", 1, 4)]),
    "twice": ("a: b\nc: d\na: e\n", [("BNG112", 3, 1)]),
    "twice below": ("a:\n  b: 1\n  b: 2\n", [("BNG112", 3, 3)]),
    "merge key": ("a: b\n<<: {c: d}\n", [("BNG114", 2, 1)]),
    "list as a key": ("? [a, b]\n: c\n", [("BNG114", 1, 3)]),
    "mapping as a key": ("? {a: b}\n: c\nd: e\n", [("BNG114", 1, 3)]),
    "alias as a key": ("a: &x b\n*x : c\n", [("BNG111", 1, 4), ("BNG111", 2, 1), ("BNG114", 2, 1)]),
    "key with spaces": ("a b: c\n", [("BNG114", 1, 1)]),
    "empty key": ('"": c\n', [("BNG114", 1, 1)]),
    "ambiguous": ("a: no\nb:\n  - 012\n", [("BNG113", 1, 4), ("BNG113", 3, 5)]),
    "list on top": ("- a\n- b\n", [("BNG116", 1, 1)]),
    "text on top": ("catatan\n", [("BNG116", 1, 1)]),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_each_refusal_has_its_code_and_place(text: str | bytes, expected: list[tuple[str, int, int]]) -> None:
    assert faults(text) == expected


ESCAPES = {
    r'a: "x\0y"': "BNG105",
    r'a: "x\ey"': "BNG105",
    r'a: "x\x7fy"': "BNG105",
    r'a: "x\uFEFFy"': "BNG105",
    r'a: "x\u202Ey"': "BNG106",
    r'a: "x\u200By"': "BNG106",
    r'a: "x\U000E0041y"': "BNG106",
    r'a: "e\u0301"': "BNG107",
}


@pytest.mark.parametrize(("text", "code"), ESCAPES.items())
def test_an_escape_does_not_smuggle_in_what_is_refused_in_the_clear(text: str, code: str) -> None:
    """What a person typed as `\\u202E` reaches terminals and pages as the character itself."""
    assert [f[0] for f in faults(text + "\n")] == [code]


def test_an_escaped_surrogate_is_refused() -> None:
    assert [f[0] for f in faults('a: "\\ud800"\n')] == ["BNG108"]


def test_all_faults_of_a_file_are_gathered() -> None:
    text = "a: no\na: &x 1\nb c: 2\nd: {e: 1, e: 2}\nf: *x\n"
    assert faults(text) == [
        ("BNG113", 1, 4),
        ("BNG112", 2, 1),
        ("BNG111", 2, 4),
        ("BNG114", 3, 1),
        ("BNG112", 4, 11),
        ("BNG111", 5, 4),
    ]


def test_a_fault_says_where_in_the_tree_it_is() -> None:
    document = read(b"body:\n  list:\n    - {a: 1, a: 2}\n")
    assert [f.pointer for f in document.faults] == ["/body/list/0"]
    assert document.faults[0].values == {"key": "a"}


def test_the_first_of_two_equal_keys_stays() -> None:
    assert read(b"a: {b: 1}\na: {c: 2}\nd: 3\n").tree == {"a": {"b": 1}, "d": 3}


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_depth_is_counted_exactly(depth: int) -> None:
    text = "a: " + "[" * depth + "]" * depth + "\n"
    assert bool(faults(text)) is (depth >= MAX_DEPTH)


@pytest.mark.parametrize("items", [MAX_NODES - 2, MAX_NODES - 1])
def test_entries_are_counted_exactly(items: int) -> None:
    found = read(b"a: [" + b"1," * items + b"]\n").faults
    assert [f.code for f in found] == (["BNG109"] if items == MAX_NODES - 1 else [])


def test_the_size_limit_is_exact() -> None:
    assert faults(b"a: b\n#".ljust(MAX_BYTES, b"x")) == []
    assert [f[0] for f in faults(b"a: b\n#".ljust(MAX_BYTES + 1, b"x"))] == ["BNG103"]


def test_quoted_text_is_never_taken_for_anything_else() -> None:
    text = 'a: "no"\nb: \'012\'\nc: "198001012005011001"\nd: |\n  1:30\n'
    assert read(text.encode()).tree == {"a": "no", "b": "012", "c": "198001012005011001", "d": "1:30\n"}


@given(st.binary(max_size=200))
@example(b"%YAML 1.1\n---\na: b\n")
@example(b"%TAG ! tag:x:\n---\na: !y b\n")
@example(b"? ? ? ?")
@example(b"a: |9\n x")
@example(b"- - - -\n  -")
def test_random_bytes_never_raise_and_faults_are_known(raw: bytes) -> None:
    document = read(raw)
    assert {f.code for f in document.faults} <= set(CODES)
    assert all(f.line >= 1 and f.column >= 1 for f in document.faults)
    assert document.faults or isinstance(document.tree, dict)


@given(st.lists(st.sampled_from([*"a:-?[]{}&*!|>'\"#%@`,\n ", "  ", "\n- ", ": ", "? ", "---\n", "<<"]), max_size=60))
def test_yaml_shaped_nonsense_never_raises(parts: list[str]) -> None:
    document = read("".join(parts).encode())
    assert document.faults or isinstance(document.tree, dict)
