"""Every text has its Indonesian, with the same placeholders, and the compiled catalogue is fresh."""

from __future__ import annotations

import re

from tests.catalogue import MO, PO, merged, mo_bytes, po_bytes, untranslated

_PLACE = re.compile(r"\{\w+\}")


def test_every_text_is_translated() -> None:
    assert untranslated(merged()) == []


def test_placeholders_agree() -> None:
    forms = [(m.id, m.string) if isinstance(m.id, tuple) else ((m.id,), (m.string,)) for m in merged() if m.id]
    pairs = [(str(text), str(said)) for texts, strings in forms for text, said in zip(texts, strings, strict=True)]
    assert [a for a, b in pairs if sorted(_PLACE.findall(a)) != sorted(_PLACE.findall(b))] == []


def test_catalogue_files_are_fresh() -> None:
    catalogue = merged()
    assert PO.read_bytes() == po_bytes(catalogue)
    assert MO.read_bytes() == mo_bytes(catalogue)
