"""Faults of bytes, of YAML and of form, planted in feedback of which every line is known.

The feedback's lines: 1 schema, 2 kind, 3 person, 4 period, 5 unit, 6 rater, 7 rater_group, 8 body, 9 date, 10 rhk,
11 strength, 12 suggestion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bening.simulate.faults_people import Fault, Victim, fault
from bening.source.strict import MAX_BYTES, MAX_DEPTH

Recipe = Callable[[Victim], Fault]
NOBODY = "p-tidakadaberkas22"  # no person has this id


@dataclass(frozen=True, slots=True)
class Slip:
    """Line `at` of the feedback is replaced by `by`; it is found at line `found` (0: at the same line)."""

    code: str
    at: int
    by: str
    pointer: str = ""
    found: int = 0

    def __call__(self, victim: Victim) -> Fault:
        """Plant it."""
        draft = victim.note()
        draft.put(self.at, *self.by.replace("{person}", victim.id).split("\n"))
        return fault([draft], draft.expect(self.code, self.found or self.at, self.pointer))


@dataclass(frozen=True, slots=True)
class Gap:
    """Line `at` of the feedback is left out."""

    code: str
    at: int
    pointer: str
    found: int

    def __call__(self, victim: Victim) -> Fault:
        """Plant it."""
        draft = victim.note()
        draft.put(self.at)
        return fault([draft], draft.expect(self.code, self.found, self.pointer))


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole content is another one."""

    code: str
    change: Callable[[bytes], bytes]
    found: int = 1

    def __call__(self, victim: Victim) -> Fault:
        """Plant it."""
        draft = victim.note()
        return Fault({draft.path: self.change(draft.content)}, (draft.expect(self.code, self.found),))


@dataclass(frozen=True, slots=True)
class Stray:
    """A file below the year's folder (`{folder}`: the person's) where none may lie."""

    name: str

    def __call__(self, victim: Victim) -> Fault:
        """Plant it."""
        draft = victim.note()
        draft.path = self.name.format(folder=victim.folder(victim.year), year=victim.year, word=victim.grounds.word(8))
        return fault([draft], draft.expect("BNG117", 0))


def folder_for_file(victim: Victim) -> Fault:
    """A folder with the name of a record; what lies in it is not looked at."""
    draft = victim.note()
    return Fault({f"{draft.path}/catatan.txt": b"Catatan.\n"}, (draft.expect("BNG101", 1),))


def link_for_file(victim: Victim) -> Fault:
    """A link to a record beside it."""
    draft = victim.note()
    return Fault({}, (draft.expect("BNG101", 1),), {draft.path: "plan.yaml"})


_DEEP = MAX_DEPTH + 6  # lists within each other; the root and the body are two levels above them
_SLIPS: tuple[Slip | Gap | Whole | Stray, ...] = (
    Whole("BNG103", lambda raw: raw + b"# " + b"x" * MAX_BYTES + b"\n"),
    Slip("BNG104", 11, '  strength: "Caf\udce9 kecil."'),  # Latin-1
    Slip("BNG104", 12, '  suggestion: "Bagikan \udced\udca0\udc80 caranya."'),  # half a surrogate pair
    Slip("BNG105", 11, '\tstrength: "Data rapi."'),
    Slip("BNG105", 1, "\ufeffschema: bening/feedback/v1"),
    Slip("BNG105", 12, '  suggestion: "Bagikan \x1b[31mcaranya."'),
    Slip("BNG106", 11, '  strength: "Data\u200b rapi."'),
    Slip("BNG106", 12, '  suggestion: "Bagikan \u202ecaranya."'),
    Slip("BNG107", 11, '  strength: "Cafe\u0301 rapi."'),
    Slip("BNG108", 11, "  strength: Baik: rapi", "/body"),
    Slip("BNG109", 11, f"  strength: {'[' * _DEEP}{']' * _DEEP}", "/body/strength" + "/0" * (MAX_DEPTH - 2)),
    Whole("BNG110", lambda raw: b""),
    Slip("BNG110", 12, '  suggestion: "Bagikan."\n---\nkind: feedback', found=13),
    Slip("BNG111", 11, '  strength: &a "Data rapi."', "/body"),
    Slip("BNG111", 11, "  strength: *a", "/body"),
    Slip("BNG111", 10, "  rhk: !!str rhk-1", "/body"),
    Slip("BNG112", 7, "rater_group: supervisor\nrater_group: supervisor", found=8),
    Slip("BNG112", 11, '  strength: "Rapi."\n  strength: "Rapi."', "/body", 12),
    Slip("BNG113", 11, "  strength: no", "/body"),
    Slip("BNG113", 11, "  strength: 4,5", "/body"),
    Slip("BNG113", 6, "rater: 198001012005011001"),
    Slip("BNG114", 11, '  kekuatan utama: "Rapi."', "/body"),
    Slip("BNG114", 10, "  <<: {rhk: rhk-1}", "/body"),
    Whole("BNG115", lambda raw: raw.replace(b"\n", b"\r\n")),
    Slip("BNG115", 3, "person: {person}\r"),
    Whole("BNG116", lambda raw: b"- Data rapi.\n"),
    Whole("BNG116", lambda raw: b"Data rapi.\n"),
    Stray("{folder}/plan.yaml~"),
    Stray("{folder}/feedback-0.yaml"),
    Stray("records/{year}/catatan-{word}.yaml"),
    Slip("BNG201", 1, "schema: bening/feedback/v2", "/schema"),
    Slip("BNG201", 1, "schema: bening/plan/v1", "/schema"),
    Gap("BNG202", 9, "/body", 8),
    Gap("BNG202", 6, "", 1),
    Slip("BNG203", 7, 'rater_group: supervisor\ncatatan: "Lisan."', "/catatan", 8),
    Slip("BNG203", 12, '  suggestion: "Bagikan."\n  saran: "Bagikan."', "/body/saran", 13),
    Slip("BNG204", 11, '  strength: ["Rapi."]', "/body/strength"),
    Slip("BNG204", 12, "  suggestion: true", "/body/suggestion"),
    Slip("BNG205", 7, "rater_group: atasan", "/rater_group"),
    Slip("BNG205", 10, "  value: kreatif", "/body/value"),
    Slip("BNG206", 6, 'rater: "198001012005011001"', "/rater"),
    Slip("BNG206", 11, '  strength: "   "', "/body/strength"),
    Slip("BNG207", 11, '  strength: ""', "/body/strength"),
    Slip("BNG207", 12, f'  suggestion: "{"Bagikan. " * 500}"', "/body/suggestion"),
    Slip("BNG208", 9, '  date: "2026-02-30"', "/body/date"),
    Slip("BNG208", 9, '  date: "30-01-2026"', "/body/date"),
    Slip("BNG209", 5, "unit: unit-tanpa-berkas", "/unit"),
    Slip("BNG209", 3, f"person: {NOBODY}", "/person"),
    Slip("BNG301", 6, f"rater: {NOBODY}", "/rater"),
    Slip("BNG304", 10, "  rhk: rhk-99", "/body/rhk"),
    Slip("BNG307", 6, "rater: {person}", "/rater"),
    Slip("BNG405", 10, "  rhk: rhk-1\n  value: adaptif", "/body", 8),
    Gap("BNG405", 10, "/body", 8),
    Slip("BNG508", 9, '  date: "2099-01-05"', "/body/date"),
)


def _table() -> dict[str, tuple[Recipe, ...]]:
    table: dict[str, tuple[Recipe, ...]] = {"BNG101": (folder_for_file, link_for_file)}
    for slip in _SLIPS:
        code = "BNG117" if isinstance(slip, Stray) else slip.code
        table[code] = (*table.get(code, ()), slip)
    return table


NOTES = _table()
