"""What bodies say of another file or of evidence: a name and a digest, never the content."""

from __future__ import annotations

from typing import Any

from bening.model.base import Model, ShortText, described
from bening.model.header import Sha256


class Evidence(Model):
    """Evidence kept outside the record: where it is, and its digest so that a later change shows."""

    reference: ShortText = described(
        ("Bukti dukung", "Evidence"),
        ("Nama atau tautan bukti", "Name of or link to the evidence"),
        example="Notula rapat 12 Mei 2025",
    )
    sha256: Sha256 | None = described(
        ("Sidik bukti", "Digest of the evidence"),
        ("SHA-256 berkas bukti, bila ada", "SHA-256 of the evidence's file, if there is one"),
        default=None,
        example="0" * 64,
    )


def evidence_list() -> Any:
    """Make the field `evidence`."""
    return described(
        ("Bukti dukung", "Evidence"),
        ("Bukti beserta sidiknya", "Evidence with its digests"),
        default=[],
        max_length=20,
    )


def file_name(label: tuple[str, str], text: tuple[str, str], example: str) -> Any:
    """Make a field that names a file in the same folder."""
    return described(label, text, example=example)


def file_digest() -> Any:
    """Make the field `sha256`: the digest of the bytes of the file that is named beside it."""
    return described(
        ("Sidik berkas", "File digest"),
        ("SHA-256 isi berkas yang disebut", "SHA-256 of the bytes of the file that is named"),
        example="0" * 64,
    )
