"""Faults of the cycle in a closed year: segments that were not, raters who may not, answers to nothing."""

from __future__ import annotations

from bening import layout
from bening.simulate.faults_notes import Recipe
from bening.simulate.faults_people import Draft, Fault, Victim, answers_to, fault, resigned, signed


def no_such_segment(victim: Victim) -> Fault:
    """A report of a seventh segment of somebody who kept one post."""
    report = victim.draft(victim.closed, "report.yaml")
    folder = report.path.rpartition("/")[0]
    draft = Draft(f"{folder}/{layout.file_name('report', 's7')}", report.content.decode())
    line = draft.line("period:")
    draft.put(line, f'period: "{victim.closed}-s7"')
    return fault([draft], draft.expect("BNG330", line, "/period"))


def rated_by_oneself(victim: Victim) -> Fault:
    """An evaluation whose rater is the person; the supervisor approves it, as that rater's superior would."""
    draft = victim.draft(victim.closed, "evaluation.yaml")
    line = draft.line("rater:")
    draft.put(line, f"rater: {victim.id}")
    paper = resigned(victim.draft(victim.closed, "approval-02.yaml"), draft)
    boss = victim.at(f"{victim.closed}-12-31")["supervisor"]
    paper.put(paper.line("  approver:"), f"  approver: {boss}")
    paper.put(paper.line("  role:"), "  role: rater_superior")
    answers = [resigned(each, draft) for each in answers_to(victim, victim.closed, "evaluation.yaml")]
    return fault([draft, paper, *answers], draft.expect("BNG331", line, "/rater"))


def nothing_asked(victim: Victim) -> Fault:
    """An answer to a challenge that the report does not have."""
    draft = victim.draft(victim.closed, "evaluation.yaml")
    if draft.count("  support:"):
        line = draft.line("    - challenge:")
    else:
        line = draft.line("  behaviour_rating:") + 2
        draft.insert(line - 1, "  support:", "", "      granted: false", '      text: "Belum dapat dipenuhi."')
    draft.put(line, "    - challenge: 20")
    return signed(victim, victim.closed, draft, draft.expect("BNG421", line, "/body/support/0/challenge"))


CYCLE: dict[str, tuple[Recipe, ...]] = {
    "BNG330": (no_such_segment,),
    "BNG331": (rated_by_oneself,),
    "BNG421": (nothing_asked,),
}
