"""Faults in the measurements of a closed year, and in what an evaluation rates."""

from __future__ import annotations

from bening.simulate.directory import REGIME
from bening.simulate.faults_notes import Recipe
from bening.simulate.faults_people import Draft, Expected, Fault, Victim, fault, resigned, signed

_MEASURED, _PAPER = "measurement-01.yaml", "approval-21.yaml"


def _signed(victim: Victim, draft: Draft, *expected: Expected) -> Fault:
    """A changed measurement whose approval is of the file as it is now."""
    return fault([draft, resigned(victim.draft(victim.closed, _PAPER), draft)], *expected)


def _changed(victim: Victim, start: str, by: str, code: str, pointer: str) -> Fault:
    draft = victim.draft(victim.closed, _MEASURED)
    line = draft.line(start)
    draft.put(line, by)
    return _signed(victim, draft, draft.expect(code, line, pointer))


def measured_officially(victim: Victim) -> Fault:
    """A measurement under the official rubric, which has no indicators."""
    return _changed(victim, "rubric:", f"rubric: {REGIME}", "BNG335", "/rubric")


def survey_by_hand(victim: Victim) -> Fault:
    """Public satisfaction, entered by hand."""
    by = "    - indicator: kepuasan-masyarakat"
    return _changed(victim, "    - indicator:", by, "BNG336", "/body/values/0/indicator")


def beyond_the_scale(victim: Victim) -> Fault:
    """A measured value above the highest."""
    return _changed(victim, "      value:", "      value: 101", "BNG428", "/body/values/0/value")


def far_apart(victim: Victim) -> Fault:
    """Measured values so low that the index is far from any good predicate."""
    draft = victim.draft(victim.closed, _MEASURED)
    draft.each("      value:", "      value: 0")
    told = Expected("BNG540", f"{victim.folder(victim.closed)}/evaluation.yaml", 1, "/rubric")
    return _signed(victim, draft, told)


def value_of_another_regime(victim: Victim) -> Fault:
    """A value of PP 30/2019 in an evaluation under PermenPANRB 6/2022."""
    draft = victim.draft(victim.closed, "evaluation.yaml")
    line = draft.line("  work_rating:")
    number = draft.count("    - value:")
    draft.insert(line, "    - value: komitmen", "      rating: sesuai", '      feedback: "Memegang janji kerja."')
    expected = draft.expect("BNG338", line, f"/body/behaviour/{number}/value")
    return signed(victim, victim.closed, draft, expected)


MEASURES: dict[str, tuple[Recipe, ...]] = {
    "BNG335": (measured_officially,),
    "BNG336": (survey_by_hand,),
    "BNG338": (value_of_another_regime,),
    "BNG428": (beyond_the_scale,),
    "BNG540": (far_apart,),
}
