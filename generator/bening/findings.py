"""What is wrong and where: findings, and the report that gathers all of them.

A finding carries path, pointer and code, and for its message only values that cannot be confidential: names of
keys, numbers of lines, limits, codes of rules. Never a value that stands in a record's body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bening.catalogue import CODES
from bening.i18n import translate
from bening.model.base import Lang

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `line` and `column` count from 1; 0 means the whole file."""

    code: str
    path: str
    line: int = 0
    column: int = 0
    pointer: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """`error` blocks; `warning` never does."""
        return CODES[self.code].severity

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """Reports are sorted by path, line, code."""
        return (self.path, self.line, self.code, self.column, self.pointer)

    @property
    def help(self) -> str:
        """Page and anchor of the explanation on the site."""
        return f"help#{self.code.lower()}"

    def message(self, lang: Lang) -> str:
        """What is wrong."""
        return self._text(CODES[self.code].message, lang)

    def remedy(self, lang: Lang) -> str:
        """What to do now."""
        return self._text(CODES[self.code].remedy, lang)

    def _text(self, message: str, lang: Lang) -> str:
        return translate(message, lang, **{name: _listed(v, lang) for name, v in self.values.items()})

    def as_json(self, lang: Lang) -> dict[str, object]:
        """The finding in the form of the contract."""
        return {
            "code": self.code,
            "severity": self.severity,
            "path": self.path,
            "pointer": self.pointer,
            "line": self.line,
            "column": self.column,
            "message": self.message(lang),
            "remedy": self.remedy(lang),
            "help": self.help,
        }


def _listed(value: str, lang: Lang) -> str:
    return ", ".join(translate(part, lang) for part in value.split(", "))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of all files of one run, sorted, each once."""

    findings: tuple[Finding, ...]
    files: int

    @classmethod
    def of(cls, findings: Iterable[Finding], files: int) -> Report:
        """Sort the findings and drop repetitions."""
        unique = {(*f.order, tuple(sorted(f.values.items()))): f for f in findings}
        return cls(tuple(unique[key] for key in sorted(unique)), files)

    @property
    def errors(self) -> int:
        """Number of errors."""
        return sum(f.severity == "error" for f in self.findings)

    @property
    def warnings(self) -> int:
        """Number of warnings."""
        return len(self.findings) - self.errors

    def ok(self, strict: bool = False) -> bool:
        """Tell whether nothing blocks; with `strict` warnings block, too."""
        return not (self.findings if strict else self.errors)

    def as_json(self, lang: Lang, strict: bool = False) -> dict[str, object]:
        """The report in the form of the contract, version 1."""
        return {
            "version": 1,
            "ok": self.ok(strict),
            "summary": {"errors": self.errors, "warnings": self.warnings, "files": self.files},
            "findings": [f.as_json(lang) for f in self.findings],
        }


class Refused(Exception):
    """An operation was refused for these findings; nothing was written."""

    def __init__(self, findings: Iterable[Finding], files: int = 0) -> None:
        super().__init__("refused")
        self.report = Report.of(findings, files)
