"""Bytes to models: one loader for records, rubrics and settings. What is wrong comes back as findings."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from bening import layout
from bening.findings import Finding
from bening.i18n import mark as _
from bening.model.base import Model
from bening.model.records import KINDS, AnyRecord
from bening.source.strict import Document, Fault, read
from bening.source.tree import WorkTree

M = TypeVar("M", bound=Model)
_SAFE_KEY = re.compile(r"[a-z][a-z_]{0,39}")
_CACHE = 20_000


@dataclass(slots=True)
class Loaded(Generic[M]):
    """A file and what it says. `model` is None if there are findings (all of them errors)."""

    path: str
    model: M | None
    findings: list[Finding]
    sha256: str
    raw: bytes
    _marks: dict[str, tuple[int, int]] | None = None

    def position(self, pointer: str) -> tuple[int, int]:
        """Line and column of a JSON pointer, or of the nearest thing above it that is there."""
        if self._marks is None:
            self._marks = read(self.raw).marks
        return _nearest(self._marks, pointer)

    def finding(self, code: str, pointer: str, **values: str) -> Finding:
        """Make a finding on a place in this file."""
        line, column = self.position(pointer)
        return Finding(code, self.path, line, column, pointer, values)


def _nearest(marks: Mapping[str, tuple[int, int]], pointer: str) -> tuple[int, int]:
    while pointer:
        if pointer in marks:
            return marks[pointer]
        pointer = pointer.rpartition("/")[0]
    return (1, 1)


def safe_key(name: object) -> str:
    """A key's name if it looks like one of ours, otherwise a stand-in: messages never repeat typed text."""
    text = str(name)
    return text if _SAFE_KEY.fullmatch(text) else "…"


_TYPES = {
    "string_type": _("text in double quotes"),
    "int_type": _("a whole number"),
    "bool_type": _("true or false"),
    "list_type": _("a list"),
    "model_type": _("key: value lines"),
    "dict_type": _("key: value lines"),
    "is_instance_of": _("a number"),
    "decimal_type": _("a number"),
}
_NUMBER_ERRORS = frozenset({"int_type", "is_instance_of", "decimal_type", "int_from_float", "finite_number"})
_SIZES = {
    "string_too_short": "min_length",
    "string_too_long": "max_length",
    "too_short": "min_length",
    "too_long": "max_length",
    "greater_than_equal": "ge",
}


def _convert(error: Mapping[str, Any], path: str, document: Document) -> Finding:
    """Turn one pydantic error (made without its input) into a finding."""
    location = list(error["loc"])
    if location and location[-1] in ("int", "decimal") and error["type"] in _NUMBER_ERRORS:
        location.pop()  # pydantic names the member of the union that did not fit
        error = {"type": "decimal_type"}
    pointer = "".join(f"/{part}" for part in location)
    kind, context = str(error["type"]), error.get("ctx", {})
    code, values = "BNG206", {}
    if kind == "missing":
        code, values = "BNG202", {"field": safe_key(location[-1])}
        pointer = pointer.rpartition("/")[0]
    elif kind == "extra_forbidden":
        code, values = "BNG203", {"field": safe_key(location[-1])}
    elif kind == "literal_error" and location == ["schema"]:
        code = "BNG201"
    elif kind == "literal_error":
        code, values = "BNG205", {"allowed": str(context["expected"]).replace("'", "")}
    elif kind in _TYPES:
        code, values = "BNG204", {"expected": _TYPES[kind]}
    elif kind in _SIZES:
        code, values = "BNG207", {"limit": str(context[_SIZES[kind]])}
    elif kind == "value_error" and "not_a_date" in str(error["msg"]):
        code = "BNG208"
    line, column = _nearest(document.marks, pointer)
    safe = "".join(f"/{part if isinstance(part, int) else safe_key(part)}" for part in location)
    return Finding(code, path, line, column, safe if code == "BNG203" else pointer, values)


def _fault(fault: Fault, path: str) -> Finding:
    values = {k: safe_key(v) if k == "key" else v for k, v in fault.values.items()}
    return Finding(fault.code, path, fault.line, fault.column, fault.pointer, values)


def parse_as(model: type[M], path: str, raw: bytes, document: Document) -> Loaded[M]:
    """Validate a parsed file by `model`."""
    digest = hashlib.sha256(raw).hexdigest()
    if document.faults:
        return Loaded(path, None, [_fault(f, path) for f in document.faults], digest, raw)
    try:
        return Loaded(path, model.model_validate(document.tree), [], digest, raw)
    except ValidationError as error:
        found: dict[str, Finding] = {}
        for item in error.errors(include_url=False, include_input=False):
            finding = _convert(item, path, document)
            found.setdefault(f"{finding.line}{finding.pointer}{finding.values.get('field', '')}", finding)
        return Loaded(path, None, list(found.values()), digest, raw)


def _unread(path: str, fault: Fault) -> Loaded[Any]:
    return Loaded(path, None, [Finding(fault.code, path, fault.line, fault.column)], "", b"")


def load(tree: WorkTree, path: str, model: type[M]) -> Loaded[M] | None:
    """Read a rubric or the settings; None when there is no such file."""
    return load_by(tree, path, lambda _tree: model)


def load_by(tree: WorkTree, path: str, choose: Callable[[Any], type[M]]) -> Loaded[M] | None:
    """Read a file by the model that `choose` names for its tree; None when there is no such file."""
    if not tree.exists(path):
        return None
    raw = tree.read(path)
    if isinstance(raw, Fault):
        return _unread(path, raw)
    document = read(raw)
    return parse_as(choose(document.tree), path, raw, document)


def _disagreements(place: layout.RecordPath, tree: Mapping[str, Any], path: str, doc: Document) -> list[Finding]:
    """Header and path must agree; checked before the form, so that a moved file gets this one answer."""
    expected = {"kind": place.kind, "unit": place.unit, "person": place.person, "period": place.period}
    found = []
    for name, value in expected.items():
        if value and isinstance(tree.get(name), str) and tree[name] != value:
            line, column = _nearest(doc.marks, f"/{name}")
            found.append(Finding("BNG209", path, line, column, f"/{name}", {"field": name}))
    return found


def load_record(tree: WorkTree, path: str) -> Loaded[AnyRecord] | None:
    """Read one record; None when there is no such file."""
    if not tree.exists(path):
        return None
    place = layout.parse(path)
    if place is None:
        return Loaded(path, None, [Finding("BNG117", path)], "", b"")
    raw = tree.read(path)
    if isinstance(raw, Fault):
        return _unread(path, raw)
    document = read(raw)
    if document.faults:
        return parse_as(KINDS[place.kind], path, raw, document)
    if document.tree.get("schema") != f"bening/{place.kind}/v1":
        if "schema" in document.tree:
            line, column = _nearest(document.marks, "/schema")
            finding = Finding("BNG201", path, line, column, "/schema")
            return Loaded(path, None, [finding], hashlib.sha256(raw).hexdigest(), raw)
    elif found := _disagreements(place, document.tree, path, document):
        return Loaded(path, None, found, hashlib.sha256(raw).hexdigest(), raw)
    return parse_as(KINDS[place.kind], path, raw, document)


class Reader:
    """Reads records once and remembers the most recent ones."""

    def __init__(self, tree: WorkTree) -> None:
        self.tree = tree
        self._cache: OrderedDict[str, Loaded[AnyRecord] | None] = OrderedDict()

    def record(self, path: str) -> Loaded[AnyRecord] | None:
        """Return the record at `path`, None when there is none."""
        if path in self._cache:
            self._cache.move_to_end(path)
            return self._cache[path]
        loaded = load_record(self.tree, path)
        self._cache[path] = loaded
        if len(self._cache) > _CACHE:
            self._cache.popitem(last=False)
        return loaded
