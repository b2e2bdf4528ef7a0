"""The identity file outside the repository: read whole or refused, never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bening.source.identity import IDENTITY, BadIdentity, Identity, identities


def test_no_folder_and_no_file_mean_no_identities(tmp_path: Path) -> None:
    assert identities(None) == identities(tmp_path) == identities(tmp_path / "none") == {}


def test_identities_are_read_by_person(tmp_path: Path) -> None:
    rows = "nip,person,name,note\n199001012015042001,p-aaaabbbbccccdddd,Contoh Satu,x\n,p-eeeeffffgggghhhh,,\n"
    (tmp_path / IDENTITY).write_text(rows, encoding="utf-8")
    assert identities(tmp_path) == {
        "p-aaaabbbbccccdddd": Identity("Contoh Satu", "199001012015042001"),
        "p-eeeeffffgggghhhh": Identity("", ""),
    }


@pytest.mark.parametrize("content", [b"", b"person;nip;name\n", b"person,nip\n", b"person,nip,name\n\xff\xfe"])
def test_what_is_not_of_the_form_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / IDENTITY).write_bytes(content)
    with pytest.raises(BadIdentity) as refused:
        identities(tmp_path)
    assert str(refused.value) == ""
