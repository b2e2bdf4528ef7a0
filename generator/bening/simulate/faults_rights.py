"""Faults in acknowledgements, objections and decisions, and in feedback that nobody acknowledged.

Objections are against the evaluation of the closed year, one day after it, and decided the day after: so nothing is
undecided or in the future on any day on which the faults hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bening import layout
from bening.model.base import after
from bening.simulate.directory import OBJECTION, REGIME
from bening.simulate.faults_notes import NOBODY, Recipe
from bening.simulate.faults_people import Draft, Fault, Victim, digest, fault, note

_OTHER = '  sha256: "' + "0" * 64 + '"'  # of a version that never was


def _answer(victim: Victim, kind: str, number: int, target: Draft, date: str, *lines: str) -> Draft:
    """A record about a file as it stands; lines: 1 schema … 5 unit, then body, date, file, sha256 and the others."""
    folder, _slash, name = target.path.rpartition("/")
    year, unit = folder.split("/")[1:3]
    pin = (f"rubric: {OBJECTION}",) if kind == "objection" else ()
    head = (f"schema: bening/{kind}/v1", f"kind: {kind}", f"person: {victim.id}", f'period: "{year}"', f"unit: {unit}")
    body = ("body:", f'  date: "{date}"', f"  file: {name}", digest(target.content), *lines)
    path = f"{folder}/{layout.file_name(kind, seq=number)}"
    return Draft(path, "\n".join([*head, *pin, *body, ""]))


@dataclass(frozen=True, slots=True)
class _Case:
    """An objection against the closed year's evaluation, and the decision that rejects it; both sound."""

    victim: Victim
    evaluation: Draft
    filed: str
    decider: str

    @classmethod
    def of(cls, victim: Victim) -> _Case:
        body = victim.grounds.body(f"{victim.folder(victim.closed)}/evaluation.yaml")
        approval: Any = victim.grounds.body(f"{victim.folder(victim.closed)}/approval-02.yaml")
        filed = after(str(body["date"]), 1)
        return cls(victim, victim.draft(victim.closed, "evaluation.yaml"), filed, approval["approver"])

    @property
    def rater(self) -> str:
        """Who rated."""
        return str(self.victim.at(f"{self.victim.closed}-12-31")["supervisor"])

    def objection(self, number: int = 1, later: int = 0) -> Draft:
        """The objection."""
        lines = (f"  addressee: {self.decider}", "  grounds:", '    - text: "Capaian bulan Desember belum dihitung."')
        return _answer(self.victim, "objection", number, self.evaluation, after(self.filed, later), *lines)

    def decision(self, objection: Draft, number: int = 1, later: int = 1) -> Draft:
        """The decision on the objection as it is now."""
        day = after(self.filed, later)
        lines = (
            f"  decided_by: {self.decider}",
            "  hearings:",
            f'    person: "{day}"',
            f'    rater: "{day}"',
            "  outcome: ditolak",
            '  reasons: "Bukti tidak mengubah dasar penilaian."',
        )
        return _answer(self.victim, "decision", number, objection, day, *lines)


def _fresh(victim: Victim) -> tuple[Draft, Draft]:
    """New feedback of the running year, and the acknowledgement of it."""
    draft = victim.note()
    number = victim.free(victim.year, "acknowledgement")
    return draft, _answer(victim, "acknowledgement", number, draft, f"{victim.year}-02-13")


def _in_receipt(victim: Victim, code: str, start: str, by: str, pointer: str) -> Fault:
    draft, receipt = _fresh(victim)
    line = receipt.line(start)
    receipt.put(line, by)
    return fault([draft, receipt], receipt.expect(code, line, pointer))


def receives_nothing(victim: Victim) -> Fault:
    """An acknowledgement of a file that is not there."""
    return _in_receipt(victim, "BNG320", "  file:", "  file: feedback-99.yaml", "/body/file")


def receives_plan(victim: Victim) -> Fault:
    """An acknowledgement of a plan."""
    return _in_receipt(victim, "BNG321", "  file:", "  file: plan.yaml", "/body/file")


def receives_too_early(victim: Victim) -> Fault:
    """An acknowledgement dated before the feedback."""
    return _in_receipt(victim, "BNG411", "  date:", f'  date: "{victim.year}-02-10"', "/body/date")


def receives_other_version(victim: Victim) -> Fault:
    """Feedback that was changed after it was acknowledged."""
    return _in_receipt(victim, "BNG520", "  sha256:", _OTHER, "/body/sha256")


def receives_twice(victim: Victim) -> Fault:
    """The same version of feedback acknowledged twice."""
    draft, receipt = _fresh(victim)
    number = victim.free(victim.year, "acknowledgement") + 1
    again = _answer(victim, "acknowledgement", number, draft, f"{victim.year}-02-14")
    return fault([draft, receipt, again], again.expect("BNG521", again.line("  file:"), "/body/file"))


def never_received(victim: Victim) -> Fault:
    """Feedback of the closed year that nobody acknowledged."""
    unit = str(victim.at(f"{victim.closed}-12-31")["unit"])
    draft = note(victim, victim.closed, unit, victim.id, victim.free(victim.closed, "feedback"))
    return fault([draft], draft.expect("BNG524", 2, "/kind"))


def _in_objection(victim: Victim, code: str, start: str, by: str, pointer: str) -> Fault:
    case = _Case.of(victim)
    objection = case.objection()
    line = objection.line(start)
    objection.put(line, by)
    return fault([objection, case.decision(objection)], objection.expect(code, line, pointer))


def objects_to_other_version(victim: Victim) -> Fault:
    """An objection against an evaluation that was changed since."""
    return _in_objection(victim, "BNG322", "  sha256:", _OTHER, "/body/sha256")


def objects_to_rater(victim: Victim) -> Fault:
    """An objection that went to the rater."""
    by = f"  addressee: {_Case.of(victim).rater}"
    return _in_objection(victim, "BNG324", "  addressee:", by, "/body/addressee")


def objects_to_stranger(victim: Victim) -> Fault:
    """An objection that went to somebody without the role."""
    return _in_objection(victim, "BNG325", "  addressee:", f"  addressee: {NOBODY}", "/body/addressee")


def objects_by_other_rules(victim: Victim) -> Fault:
    """An objection that pins a rubric of another kind."""
    return _in_objection(victim, "BNG614", "rubric:", f"rubric: {REGIME}", "/rubric")


def _in_decision(victim: Victim, code: str, start: str, by: str, pointer: str) -> Fault:
    case = _Case.of(victim)
    objection = case.objection()
    decision = case.decision(objection)
    line = decision.line(start)
    decision.put(line, *by.split("\n"))
    return fault([objection, decision], decision.expect(code, line, pointer))


def decides_on_other_version(victim: Victim) -> Fault:
    """An objection that was changed after the decision."""
    return _in_decision(victim, "BNG323", "  sha256:", _OTHER, "/body/sha256")


def decided_by_stranger(victim: Victim) -> Fault:
    """Somebody else than the addressee decided."""
    return _in_decision(victim, "BNG326", "  decided_by:", f"  decided_by: {NOBODY}", "/body/decided_by")


def decided_by_rater(victim: Victim) -> Fault:
    """The rater decided on the objection against the own rating."""
    by = f"  decided_by: {_Case.of(victim).rater}"
    return _in_decision(victim, "BNG327", "  decided_by:", by, "/body/decided_by")


def heard_after_decision(victim: Victim) -> Fault:
    """The rater was heard only after the decision."""
    by = f'    rater: "{after(_Case.of(victim).filed, 2)}"'
    return _in_decision(victim, "BNG412", "    rater:", by, "/body/hearings/rater")


def rejects_and_changes(victim: Victim) -> Fault:
    """A rejection that states a rating."""
    by = "  outcome: ditolak\n  work_rating: sesuai"
    return _in_decision(victim, "BNG413", "  outcome:", by, "/body/outcome")


def upholds_and_changes_nothing(victim: Victim) -> Fault:
    """An objection upheld without a new rating."""
    return _in_decision(victim, "BNG414", "  outcome:", "  outcome: diterima", "/body/outcome")


def decided_twice(victim: Victim) -> Fault:
    """A second decision on one objection."""
    case = _Case.of(victim)
    objection = case.objection()
    second = case.decision(objection, 2)
    drafts = [objection, case.decision(objection), second]
    return fault(drafts, second.expect("BNG328", second.line("  file:"), "/body/file"))


def objects_twice(victim: Victim) -> Fault:
    """A second objection against one evaluation; both are decided."""
    case = _Case.of(victim)
    first, second = case.objection(), case.objection(2)
    drafts = [first, second, case.decision(first), case.decision(second, 2)]
    return fault(drafts, second.expect("BNG329", second.line("  file:"), "/body/file"))


def objects_too_late(victim: Victim) -> Fault:
    """An objection on the fifteenth day after receipt."""
    case = _Case.of(victim)
    bodies = [victim.grounds.body(f"{victim.folder(victim.closed)}/{n}") for n in _receipts(victim)]
    days = [str(body["date"]) for body in bodies if body["file"] == "evaluation.yaml"]
    start = days[0] if days else case.filed
    number = victim.free(victim.closed, "acknowledgement")
    receipts = [] if days else [_answer(victim, "acknowledgement", number, case.evaluation, start)]
    gap = 0
    while after(case.filed, gap) != after(start, 15):
        gap += 1
    objection = case.objection(later=gap)
    drafts = [*receipts, objection, case.decision(objection, later=gap + 1)]
    return fault(drafts, objection.expect("BNG522", objection.line("  date:"), "/body/date"))


def _receipts(victim: Victim) -> list[str]:
    names = victim.grounds.names(victim.folder(victim.closed))
    return [name for name in names if name.startswith("acknowledgement-")]


# In the running year, and in the closed one.
ANSWERS: dict[str, tuple[Recipe, ...]] = {
    "BNG320": (receives_nothing,),
    "BNG321": (receives_plan,),
    "BNG411": (receives_too_early,),
    "BNG520": (receives_other_version,),
    "BNG521": (receives_twice,),
}
OBJECTIONS: dict[str, tuple[Recipe, ...]] = {
    "BNG322": (objects_to_other_version,),
    "BNG323": (decides_on_other_version,),
    "BNG324": (objects_to_rater,),
    "BNG325": (objects_to_stranger,),
    "BNG326": (decided_by_stranger,),
    "BNG327": (decided_by_rater,),
    "BNG328": (decided_twice,),
    "BNG329": (objects_twice,),
    "BNG412": (heard_after_decision,),
    "BNG413": (rejects_and_changes,),
    "BNG414": (upholds_and_changes_nothing,),
    "BNG522": (objects_too_late,),
    "BNG524": (never_received,),
    "BNG614": (objects_by_other_rules,),
}
