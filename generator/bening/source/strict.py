"""Strict YAML: bytes to a plain tree, or to faults with line and column. Gathers every fault of a file.

Works on libyaml's event stream with a stack of its own, so neither nesting nor aliases can exhaust anything.
The language is YAML 1.2.2 less what readers disagree on: one document, no anchors, aliases, tags, duplicate
keys or ambiguous plain scalars.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from bening.source.scalars import Ambiguous, resolve

MAX_BYTES = 512 * 1024
MAX_DEPTH = 24
MAX_NODES = 20_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\ufffe\uffff\t]")
# Format characters, line separators, and letters without a shape.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Where the start of a quote, key or bracket tells more than the place at which the parser gave up.
_FROM_START = frozenset(
    {
        "while scanning a quoted scalar",
        "while scanning a simple key",
        "while parsing a flow sequence",
        "while parsing a flow mapping",
    }
)
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the bytes; `line` and `column` count from 1."""

    code: str
    line: int = 1
    column: int = 1
    pointer: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """What a file says: `tree` (None when it could not be read), its faults, and positions by JSON pointer."""

    tree: Any
    faults: list[Fault]
    marks: dict[str, tuple[int, int]]


def read(raw: bytes) -> Document:
    """Parse `raw`; never raises for bad input. `tree` is usable only if there are no faults."""
    text, faults = _text(raw)
    if text is None:
        return Document(None, faults, {})
    builder = _Builder()
    builder.faults.extend(faults)
    builder.run(text)
    return Document(builder.root, builder.faults, builder.marks)


def _text(raw: bytes) -> tuple[str | None, list[Fault]]:
    if len(raw) > MAX_BYTES:
        return None, [Fault("BNG103", values={"limit": str(MAX_BYTES // 1024)})]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Fault("BNG104", *_place(raw[: error.start].decode("utf-8", "replace"), error.start))]
    if "\r" in text:
        return None, [Fault("BNG115", *_place(text, text.index("\r")))]
    if found := _CONTROL.search(text):
        return None, [Fault("BNG105", *_place(text, found.start()))]
    if raw.isascii():
        return text, []
    if found := _INVISIBLE.search(text):
        return None, [Fault("BNG106", *_place(text, found.start()))]
    return text, _unnormalised(text)


def _unnormalised(text: str) -> list[Fault]:
    if unicodedata.is_normalized("NFC", text):
        return []
    lines = enumerate(text.split("\n"), 1)
    return [Fault("BNG107", n) for n, line in lines if not unicodedata.is_normalized("NFC", line)][:1]


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


_MISSING = object()


@dataclass(slots=True)
class _Frame:
    value: Any
    pointer: str
    key: Any = _MISSING  # the mapping's key that waits for its value
    skip: bool = False  # the value that follows belongs to a duplicate or a bad key


class _Stop(Exception):
    """The file is beyond the limits; nothing after this point is read."""


class _Builder:
    def __init__(self) -> None:
        self.root: Any = None
        self.faults: list[Fault] = []
        self.marks: dict[str, tuple[int, int]] = {}
        self._stack: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def run(self, text: str) -> None:
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                self._event(event)
        except yaml.MarkedYAMLError as error:
            start = error.context in _FROM_START and error.context_mark
            mark = start or error.problem_mark or error.context_mark
            self._fault("BNG108", mark)
            return
        except _Stop:
            return
        if self._documents != 1 and not self.faults:
            self._fault("BNG110", None)
        elif not isinstance(self.root, dict) and not self.faults:
            self._fault("BNG116", None)

    def _event(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
        elif kind is yaml.DocumentStartEvent:
            self._document(event)
        elif kind is yaml.AliasEvent:
            self._fault("BNG111", event.start_mark)
            self._attach(None, event.start_mark)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault("BNG110", event.start_mark)
            raise _Stop

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._fault("BNG111", event.start_mark)
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.value, dict) and frame.key is _MISSING:
            self._key(frame, event)
            return
        value: Any = event.value
        if event.style == '"':
            self._decoded(event)
        elif not event.style:
            try:
                value = resolve(value)
            except Ambiguous:
                self._fault("BNG113", event.start_mark)
        self._attach(value, event.start_mark)

    def _decoded(self, event: Any) -> None:
        """The bytes were looked at already; what escapes in double quotes stand for was not. A tab may be one."""
        if _CONTROL.search(event.value.replace("\t", " ")) or "\r" in event.value:
            self._fault("BNG105", event.start_mark)
        elif not event.value.isascii():
            if _INVISIBLE.search(event.value):
                self._fault("BNG106", event.start_mark)
            elif not unicodedata.is_normalized("NFC", event.value):
                self._fault("BNG107", event.start_mark)

    def _key(self, frame: _Frame, event: Any) -> None:
        key = event.value
        frame.key, frame.skip = key, False
        if not _KEY.fullmatch(key):
            self._fault("BNG114", event.start_mark)
            frame.skip = True
        elif key in frame.value:
            self._fault("BNG112", event.start_mark, key=key)
            frame.skip = True
        else:
            self.marks[f"{frame.pointer}/{key}"] = _position(event.start_mark)

    def _open(self, event: Any, value: Any) -> None:
        if event.anchor or event.tag:
            self._fault("BNG111", event.start_mark)
        pointer = self._attach(value, event.start_mark)
        self._stack.append(_Frame(value, pointer))
        if len(self._stack) > MAX_DEPTH:
            self._fault("BNG109", event.start_mark, limit=str(MAX_DEPTH))
            raise _Stop

    def _attach(self, value: Any, mark: Any) -> str:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._fault("BNG109", mark, limit=str(MAX_DEPTH))
            raise _Stop
        if not self._stack:
            self.root = value
            return ""
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            pointer = f"{frame.pointer}/{len(frame.value)}"
            self.marks[pointer] = _position(mark)
            frame.value.append(value)
            return pointer
        return self._attach_value(frame, value, mark)

    def _attach_value(self, frame: _Frame, value: Any, mark: Any) -> str:
        if frame.key is _MISSING:  # a list or mapping as a key
            self._fault("BNG114", mark)
            frame.key, frame.skip = None, True
            return frame.pointer
        pointer = f"{frame.pointer}/{frame.key}"
        if not frame.skip:
            frame.value[frame.key] = value
        frame.key, frame.skip = _MISSING, False
        return pointer

    def _fault(self, code: str, mark: Any, **values: str) -> None:
        line, column = _position(mark) if mark is not None else (1, 1)
        pointer = self._stack[-1].pointer if self._stack else ""
        if any((f.code, f.line) == (code, line) for f in self.faults[-1:]):
            return  # one is enough for a line
        self.faults.append(Fault(code, line, column, pointer, values))


def _position(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
