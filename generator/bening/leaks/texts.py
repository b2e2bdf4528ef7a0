"""What may be read out of a file's bytes: its text, and that text with every common encoding taken off."""

from __future__ import annotations

import binascii
import gzip
import re
import unicodedata
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

TEXT = frozenset({"css", "csv", "html", "js", "json", "map", "svg", "txt", "xml", "yaml"})
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(["\\/bfnrt]))')
_LETTERS = {"b": " ", "f": " ", "n": "\n", "r": "\n", "t": " "}
_PRINTABLE = re.compile(rb"[\x20-\x7e]{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}|(?:\x00[\x20-\x7e]){6,}")
_LONG = re.compile(rb"[\x20-\x7e]{18,}")
_TAG = re.compile(r"<[^>]*>")
_BASE64 = re.compile(r"(?:(?:[A-Za-z0-9+/_-]{60,}\s{1,2})+[A-Za-z0-9+/_-]*|[A-Za-z0-9+/_-]{22,})={0,2}")
_JOINT = re.compile(r"[-+/_\s]")
_SHORTEST = 24
_EMBEDDED = re.compile(r"data:[\w/.+-]*(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/_-]{24,})")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class Unreadable(Exception):
    """A file whose bytes cannot be looked through; `rule` says why."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def opened(name: str, raw: bytes) -> Iterator[str]:
    """Yield the texts in a file of a known type. Raises Unreadable."""
    kind = name.rpartition("/")[2].rpartition(".")[2].lower()
    if kind == "gz":
        yield printable(raw[:512])  # its header may carry a name and a comment
        yield from opened(name[: -len(".gz")], _inflated(raw))
    elif kind in TEXT:
        yield _decoded(raw)
    else:
        raise Unreadable("type")


def _inflated(raw: bytes) -> bytes:
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, ValueError, gzip.zlib.error) as error:  # type: ignore[attr-defined]
        raise Unreadable("encoding") from error


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error
    if "\0" in text:
        raise Unreadable("encoding")
    return plain(text)


def printable(raw: bytes) -> str:
    """The runs of printable characters in bytes of any kind, such as the notes inside an image; of UTF-16, too."""
    runs = [*_PRINTABLE.findall(raw), *(run.replace(b"\0", b"") for run in _WIDE.findall(raw))]
    return "\n".join(run.decode("ascii") for run in runs)


def plain(text: str) -> str:
    """One form for equal texts: compatibility forms composed, invisible characters gone."""
    return text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def views(text: str) -> list[str]:
    """The text, and the text with HTML, percent and JSON escapes taken off, apart and together, twice over."""
    once = _bare(text)
    found = [text, unescape(text), unquote(text), unescaped(text), once, _bare(once)]
    return list(dict.fromkeys(plain(view) for view in found))


def _bare(text: str) -> str:
    return unquote(unescape(unescaped(text)))


def unescaped(text: str) -> str:
    """Take off the escapes of JSON, JavaScript and quoted YAML."""
    if "\\" not in text:
        return text
    made = _ESCAPE.sub(_character, text)
    return made.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])


def visible(text: str) -> str:
    """The text without its tags; without comments and attributes, too, so look at both."""
    return _TAG.sub(" ", text) if "<" in text else text


def hidden(text: str) -> Iterator[str]:
    """Yield the texts that stand in it as base64."""
    for match in _BASE64.finditer(text):
        run = match.group()
        for part in dict.fromkeys([run, *run.split(), *_JOINT.split(run)]):
            if len(part) >= _SHORTEST and (made := _from_base64(part)):
                yield plain(made)
            elif len(part) >= _SHORTEST:
                yield from map(plain, _inside(part))


def _inside(run: str) -> Iterator[str]:
    """Texts inside longer base64: whatever stands before them, they begin at one of four letters."""
    letters = "".join(run.split()).rstrip("=").replace("+", "-").replace("/", "_")
    for start in range(4):
        part = letters[start:]
        raw = urlsafe_b64decode(part[: len(part) // 4 * 4])
        yield from (found.decode("ascii") for found in _LONG.findall(raw))


def _from_base64(run: str) -> str:
    letters = "".join(run.split()).rstrip("=").replace("+", "-").replace("/", "_")
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    try:
        text = urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return text if all(c.isprintable() or c.isspace() for c in text) else ""


def embedded(text: str) -> Iterator[str]:
    """Yield the base64 of embedded files that are no text."""
    yield from (m[1] for m in _EMBEDDED.finditer(text) if not _from_base64(m[1]))
