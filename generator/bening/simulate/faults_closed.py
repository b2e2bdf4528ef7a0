"""Faults in the reports and evaluations of a closed year."""

from __future__ import annotations

from bening.simulate.faults_notes import Recipe
from bening.simulate.faults_people import Draft, Fault, Victim, approval, fault, signed


def _evaluation(victim: Victim) -> Draft:
    return victim.draft(victim.closed, "evaluation.yaml")


def _report(victim: Victim) -> Draft:
    return victim.draft(victim.closed, "report.yaml")


def _item(rhk: str) -> tuple[str, ...]:
    return f"    - rhk: {rhk}", "      rating: sesuai", '      feedback: "Hasilnya lengkap."'


def _more_work(victim: Victim, code: str, rhk: str, end: str) -> Fault:
    """One more item at the end of the evaluation's work results."""
    draft = _evaluation(victim)
    line = draft.line("  behaviour:")
    pointer = f"/body/work/{draft.count('    - rhk:')}{end}"
    draft.insert(line, *_item(rhk))
    return signed(victim, victim.closed, draft, draft.expect(code, line, pointer))


def evaluated_twice(victim: Victim) -> Fault:
    """The same RHK twice in an evaluation."""
    return _more_work(victim, "BNG402", "rhk-1", "")


def evaluated_not_planned(victim: Victim) -> Fault:
    """An evaluation of an RHK that is not in the plan."""
    return _more_work(victim, "BNG304", "rhk-99", "/rhk")


def reported_twice(victim: Victim) -> Fault:
    """The same RHK twice in a report."""
    draft = _report(victim)
    first, line = draft.line("    - rhk:"), draft.line("  achievements:")
    again = draft.cut(first, draft.line("    - rhk:", first))
    draft.insert(first, *again)
    pointer = f"/body/results/{draft.count('    - rhk:')}"
    draft.insert(line, *again)
    return fault([draft], draft.expect("BNG402", line, pointer))


def reported_not_planned(victim: Victim) -> Fault:
    """A report on an RHK that is not in the plan."""
    draft = _report(victim)
    line = draft.line("  achievements:")
    pointer = f"/body/results/{draft.count('    - rhk:')}/rhk"
    draft.insert(line, "    - rhk: rhk-99", "      realisations:", '        - text: "1 dokumen"')
    return fault([draft], draft.expect("BNG304", line, pointer))


def too_many_realisations(victim: Victim) -> Fault:
    """One realisation more than the plan has indicators."""
    draft = _report(victim)
    line = draft.line("      realisations:")
    draft.insert(line + 1, '        - text: "1 dokumen"')
    return fault([draft], draft.expect("BNG318", line, "/body/results/0/realisations"))


def value_left_out(victim: Victim) -> Fault:
    """One of the seven values is not rated."""
    draft = _evaluation(victim)
    draft.cut(draft.line("    - value: kolaboratif"), draft.line("  work_rating:"))
    expected = draft.expect("BNG403", draft.line("  behaviour:"), "/body/behaviour")
    return signed(victim, victim.closed, draft, expected)


def _without_last(draft: Draft, end: str) -> None:
    last = 0
    for _ in range(draft.count("    - rhk:")):
        last = draft.line("    - rhk:", last)
    draft.cut(last, draft.line(end))


def result_not_evaluated(victim: Victim) -> Fault:
    """An RHK of the plan is left out of the evaluation."""
    draft = _evaluation(victim)
    _without_last(draft, "  behaviour:")
    return signed(victim, victim.closed, draft, draft.expect("BNG404", draft.line("  work:"), "/body/work"))


def result_not_reported(victim: Victim) -> Fault:
    """An RHK of the plan is left out of the report."""
    draft = _report(victim)
    _without_last(draft, "  achievements:")
    return fault([draft], draft.expect("BNG406", draft.line("  results:"), "/body/results"))


def report_changed(victim: Victim) -> Fault:
    """A report that was changed after somebody approved it; no approval of it is asked for."""
    draft = _report(victim)
    boss = victim.at(f"{victim.closed}-12-31")["supervisor"]
    number = victim.free(victim.closed, "approval")
    paper = approval(draft, f"{int(victim.closed) + 1}-01-05", boss, "rater", number)
    draft.insert(draft.line("  achievements:") + 1, '    - "Arsip tertata."')
    return fault([draft, paper], paper.expect("BNG502", paper.line("  sha256:"), "/body/sha256"))


def _unrated(victim: Victim, name: str) -> Fault:
    draft = _evaluation(victim)
    draft.put(draft.line(f"  {name}:"))
    return signed(victim, victim.closed, draft, draft.expect("BNG503", draft.line("body:"), f"/body/{name}"))


def work_unrated(victim: Victim) -> Fault:
    """An evaluation without a rating of the work results."""
    return _unrated(victim, "work_rating")


def behaviour_unrated(victim: Victim) -> Fault:
    """An evaluation without a rating of behaviour."""
    return _unrated(victim, "behaviour_rating")


def _beyond(victim: Victim, name: str, first: str, end: str, rating: str) -> Fault:
    draft = _evaluation(victim)
    draft.each("      rating:", "      rating: sesuai", draft.line(first), draft.line(end))
    line = draft.line(f"  {name}:")
    draft.put(line, f"  {name}: {rating}")
    return signed(victim, victim.closed, draft, draft.expect("BNG504", line, f"/body/{name}"))


def better_than_its_parts(victim: Victim) -> Fault:
    """The work results as a whole are rated better than each of them."""
    return _beyond(victim, "work_rating", "  work:", "  behaviour:", "di_atas")


def behaved_better_than_its_parts(victim: Victim) -> Fault:
    """The behaviour as a whole is rated better than each value; worse would also part the index from the predicate."""
    return _beyond(victim, "behaviour_rating", "  behaviour:", "  work_rating:", "di_atas")


def late_report(victim: Victim) -> Fault:
    """A report that came after its deadline."""
    draft = _report(victim)
    line = draft.line("  date:")
    draft.put(line, f'  date: "{int(victim.closed) + 1}-01-02"')
    return fault([draft], draft.expect("BNG507", line, "/body/date"))


CLOSED: dict[str, tuple[Recipe, ...]] = {
    "BNG304": (evaluated_not_planned, reported_not_planned),
    "BNG318": (too_many_realisations,),
    "BNG402": (evaluated_twice, reported_twice),
    "BNG403": (value_left_out,),
    "BNG404": (result_not_evaluated,),
    "BNG406": (result_not_reported,),
    "BNG502": (report_changed,),
    "BNG503": (work_unrated, behaviour_unrated),
    "BNG504": (better_than_its_parts, behaved_better_than_its_parts),
    "BNG507": (late_report,),
}
