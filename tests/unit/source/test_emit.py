"""The canonical form: what is written is read back as it was, by this reader and by any other."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bening.source.emit import WIDTH, dump
from bening.source.strict import read

# What the reader refuses in any file cannot be in a tree that was read.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164"
    "\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
HOSTILE = [
    *("no", "~", "null", "012", "1:30", "4,5", "1e3", "=", "<<", "- a", "? a", "a: b", "a #b", "#", "&a", "*a", "!a"),
    *("|", ">", "%", "@", "`", '"', "'", "\\", "---", "...", "{}", "[]", " a", "a ", "", " ", "a\nb", "a\tb", "\n"),
    *("198001012005011001", "2025-12-31", "é", "漢字", "😀", "a\u00a0b", "\u3000", "x" * 200),
    *("kata " * 40, ("kata " * 40).strip(), ("kata " * 40).strip() + "\n", "- " + "kata " * 40, "a  b " * 30),
    *(("kata: nilai #bukan " * 12).strip(), ("é " * 90).strip(), "x" * 120 + " y"),
]


def refusable(text: str) -> bool:
    """Tell whether the reader would take the text at all."""
    return _REFUSED.search(text) is None and unicodedata.is_normalized("NFC", text)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=120).filter(refusable) | st.sampled_from(
    HOSTILE
)
KEYS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,20}", fullmatch=True)
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-(10**6), 10**6, places=3)
LEAVES = TEXTS | NUMBERS | st.booleans() | st.none()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TREES = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@given(TREES)
def test_what_is_written_is_read_back(tree: dict[str, Any]) -> None:
    document = read(dump(tree).encode())
    assert document.faults == []
    assert document.tree == tree
    assert list(document.tree) == list(tree)


@given(st.dictionaries(KEYS, TEXTS | st.lists(TEXTS, max_size=3), min_size=1, max_size=5))
def test_another_reader_reads_the_same_texts(tree: dict[str, Any]) -> None:
    assert yaml.safe_load(dump(tree)) == tree


@given(TREES)
def test_the_form_is_a_fixed_point(tree: dict[str, Any]) -> None:
    text = dump(tree)
    assert dump(read(text.encode()).tree) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_survive_at_every_place(text: str) -> None:
    tree = {"a": text, "b": [text, [text, {"c": text}]], "d": {"e": {"f": text, "g": [{"h": text, "i": [text]}]}}}
    assert read(dump(tree).encode()).tree == tree == yaml.safe_load(dump(tree))


def test_the_form_is_the_documented_one() -> None:
    long = "Laporan kinerja bulanan tersusun tepat waktu dan disampaikan kepada seluruh bidang yang memerlukannya"
    tree = {
        "schema": "bening/plan/v1",
        "date": "2025-01-15",
        "no": "no",
        "body": {"text": long, "value": Decimal("4.50"), "many": 12, "yes": True, "none": None, "list": [], "map": {}},
        "items": [{"a": "x", "b": "dua kata"}, "x", ["teks"]],
    }
    assert dump(tree) == (
        "schema: bening/plan/v1\n"
        'date: "2025-01-15"\n'
        '"no": "no"\n'
        "body:\n"
        "  text: >-\n"
        "    Laporan kinerja bulanan tersusun tepat waktu dan disampaikan kepada seluruh bidang\n"
        "    yang memerlukannya\n"
        "  value: 4.50\n"
        "  many: 12\n"
        '  "yes": true\n'
        "  none: null\n"
        "  list: []\n"
        "  map: {}\n"
        "items:\n"
        "  - a: x\n"
        '    b: "dua kata"\n'
        "  - x\n"
        "  -\n"
        "    - teks\n"
    )
    assert max(map(len, dump(tree).splitlines())) <= WIDTH


def test_what_has_no_form_is_refused() -> None:
    for value in (1.5, object()):
        with pytest.raises(TypeError):
            dump({"a": value})
