"""What lies packed inside binary files: office files, PDF, pictures. What cannot be opened is not published."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from bening.leaks.texts import Unreadable, printable

ARCHIVES = frozenset({"docx", "ods", "odt", "pptx", "xlsx", "zip"})
PICTURES = frozenset({"gif", "ico", "jpeg", "jpg", "png", "webp", "woff", "woff2"})
MOST = 50_000_000  # bytes that one file may unpack to
DEPTH = 3  # archives within archives
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)")
_SEALED = (b"/Encrypt", b"/Identity-H", b"/LZWDecode", b"/JBIG2Decode")


def unpacked(name: str, raw: bytes, depth: int = DEPTH) -> Iterator[str]:
    """Yield the texts in a binary file: its own bytes, its members, its packed streams. Raises Unreadable."""
    kind = name.rpartition(".")[2].lower()
    if kind not in ARCHIVES | PICTURES | {"pdf"} or not depth:
        raise Unreadable("type")
    yield printable(raw)
    if kind in ARCHIVES:
        yield from _members(raw, depth)
        return
    streams = list(_streams(raw))
    yield from map(printable, streams)
    if kind == "pdf":
        if any(mark in part for mark in _SEALED for part in (raw, *streams)):
            raise Unreadable("type")
        yield from _strings([raw, *streams])


def _members(raw: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST:
                raise Unreadable("type")
            for member in archive.infolist():
                content = archive.read(member)
                yield member.filename
                yield content.decode("utf-8", "ignore") + "\n" + printable(content)
                if member.filename.rpartition(".")[2].lower() in ARCHIVES | PICTURES | {"pdf"}:
                    yield from unpacked(member.filename, content, depth - 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError) as error:
        raise Unreadable("encoding") from error


def _streams(raw: bytes) -> Iterator[bytes]:
    """Everything in it that can be inflated, wherever it begins."""
    left = MOST
    for match in _ZLIB.finditer(raw):
        unpacker = zlib.decompressobj()
        try:
            made = unpacker.decompress(raw[match.start() :], left)
        except zlib.error:
            continue
        left -= len(made)
        if left <= 0:
            raise Unreadable("type")
        yield made


def _strings(parts: list[bytes]) -> Iterator[str]:
    """What a PDF shows; its lines are cut into pieces, so once with and once without blanks between them."""
    for part in parts:
        shown = [piece.decode("latin-1") for piece in _SHOWN.findall(part)]
        yield " ".join(shown)
        yield "".join(shown)
