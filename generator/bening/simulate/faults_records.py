"""Faults of references and content, and of time and delay, planted in records that hang together.

Where a fault brings a second finding by its nature, both are expected: a plan changed after its approval is stale
(BNG502) and no longer approved (BNG501). Elsewhere the changed file is signed again, so that it brings one only.
"""

from __future__ import annotations

from bening import layout
from bening.simulate.directory import REGIME
from bening.simulate.faults_notes import NOBODY, Recipe
from bening.simulate.faults_people import Draft, Expected, Fault, Victim, approval, fault, newcomer, note, plan, signed
from bening.simulate.material import data

_VALUE = "  value: kolaboratif"  # instead of an RHK: feedback that rests on no plan
_POSITION = "/body/positions/0"


def _next_year(victim: Victim) -> str:
    return f"{int(victim.year) + 1}-01-01"


def _elsewhere(victim: Victim, year: str, unit: str, person: str) -> Draft:
    draft = note(victim, year, unit, person)
    draft.put(10, _VALUE)
    return draft


def unknown_person(victim: Victim) -> Fault:
    """Feedback on somebody who has no file."""
    draft = _elsewhere(victim, victim.year, victim.unit, f"p-{victim.grounds.word(16)}")
    return fault([draft], draft.expect("BNG301", 3, "/person"))


def _misplaced(victim: Victim, code: str, start: str, by: str) -> Fault:
    _person, draft = newcomer(victim, _next_year(victim))
    line = draft.line(f"      {start}:")
    draft.put(line, f"      {start}: {by}")
    return fault([draft], draft.expect(code, line, f"{_POSITION}/{start}"))


def unknown_supervisor(victim: Victim) -> Fault:
    """A supervisor who has no file."""
    return _misplaced(victim, "BNG301", "supervisor", NOBODY)


def unknown_unit_of_position(victim: Victim) -> Fault:
    """A position in a unit that does not exist."""
    return _misplaced(victim, "BNG302", "unit", "unit-tanpa-berkas")


def unknown_family(victim: Victim) -> Fault:
    """A family that the rubric does not have."""
    return _misplaced(victim, "BNG312", "family", "rumpun-lain")


def unknown_unit(victim: Victim) -> Fault:
    """Feedback in the folder of a unit that does not exist."""
    draft = _elsewhere(victim, victim.year, "unit-tanpa-berkas", victim.id)
    return fault([draft], draft.expect("BNG302", 5, "/unit"))


def other_unit(victim: Victim) -> Fault:
    """Feedback in the folder of a unit to which the person never belonged."""
    own = {p["unit"] for p in victim.positions}
    unit = victim.grounds.chance.pick([u for u in victim.grounds.units() if u not in own])
    draft = _elsewhere(victim, victim.year, unit, victim.id)
    return fault([draft], draft.expect("BNG306", 5, "/unit"))


def _other_rubric(victim: Victim, code: str, ref: str) -> tuple[Draft, Expected]:
    draft = victim.draft(victim.year, "plan.yaml")
    line = draft.line("rubric:")
    draft.put(line, f"rubric: {ref}")
    return draft, draft.expect(code, line, "/rubric")


def unknown_rubric(victim: Victim) -> Fault:
    """A plan by a rubric that does not exist."""
    draft, expected = _other_rubric(victim, "BNG303", REGIME.replace("/v1", "/v9"))
    return signed(victim, victim.year, draft, expected)


def rubric_not_in_force(victim: Victim) -> Fault:
    """A plan by a rubric that exists, but is not the period's."""
    ref = REGIME.replace("/v1", "/v2")
    rubric = Draft(layout.rubric_path(ref), victim.grounds.text(layout.rubric_path(REGIME)))
    rubric.put(rubric.line("version:"), "version: v2")
    draft, expected = _other_rubric(victim, "BNG313", ref)
    made = signed(victim, victim.year, draft, expected)
    return Fault(made.files | {rubric.path: rubric.content}, made.expected)


def _supports(victim: Victim, start: str, by: str) -> Fault:
    draft = victim.draft(victim.year, "plan.yaml")
    block = draft.line("      supports:")
    line = draft.line(f"        {start}:", block)
    index = draft.count("    - rhk:", block) - 1
    draft.put(line, f"        {start}: {by}")
    expected = draft.expect("BNG305", line, f"/body/results/{index}/supports/{start}")
    return signed(victim, victim.year, draft, expected)


def supports_unknown_rhk(victim: Victim) -> Fault:
    """An RHK that the supervisor's plan does not have."""
    return _supports(victim, "rhk", "rhk-99")


def supports_somebody_else(victim: Victim) -> Fault:
    """An RHK of somebody who is not the supervisor."""
    return _supports(victim, "person", victim.id)


def span_reversed(victim: Victim) -> Fault:
    """A position that ends before it begins."""
    _person, draft = newcomer(victim, _next_year(victim), f"{victim.year}-12-31")
    return fault([draft], draft.expect("BNG308", draft.line("      valid_to:"), f"{_POSITION}/valid_to"))


def _unit(victim: Victim, parent: str) -> Draft:
    code = f"bidang-{victim.grounds.word(8)}"
    lines = (
        "schema: bening/unit/v1",
        "kind: unit",
        f"unit: {code}",
        "body:",
        "  versions:",
        f'    - valid_from: "{victim.year}-01-01"',
        "      name:",
        '        id: "Bidang Baru"',
        '        en: "New Division"',
        "      level: unit",
        f"      parent: {parent}",
        "",
    )
    return Draft(layout.unit_path(code), "\n".join(lines))


def versions_overlap(victim: Victim) -> Fault:
    """Two versions of a unit at the same time."""
    draft = _unit(victim, _office(victim))
    first = draft.line("    - valid_from:")
    end = draft.line("      parent:") + 1
    version = draft.cut(first, end)
    draft.insert(first, *version, *version)
    return fault([draft], draft.expect("BNG308", end, "/body/versions/1/valid_from"))


def _office(victim: Victim) -> str:
    """The office of the victim's unit, or the unit itself where it is one."""
    version = victim.grounds.body(layout.unit_path(victim.unit))["versions"][-1]
    return str(version["parent"]) if version["level"] == "unit" else victim.unit


def unknown_parent(victim: Victim) -> Fault:
    """A unit below one that does not exist."""
    draft = _unit(victim, "unit-tanpa-berkas")
    return fault([draft], draft.expect("BNG310", draft.line("      parent:"), "/body/versions/0/parent"))


def level_skipped(victim: Victim) -> Fault:
    """A division directly below the agency."""
    draft = _unit(victim, data("organisation")["agency"]["id"])
    return fault([draft], draft.expect("BNG310", draft.line("      parent:"), "/body/versions/0/parent"))


def no_position(victim: Victim) -> Fault:
    """Feedback on somebody who had left."""
    person, file = newcomer(victim, f"{victim.year}-01-01", f"{victim.year}-01-31")
    draft = _elsewhere(victim, victim.year, victim.unit, person)
    return fault([file, draft], draft.expect("BNG309", 9, "/body/date"))


def own_supervisor(victim: Victim) -> Fault:
    """Somebody above themselves."""
    person, draft = newcomer(victim, _next_year(victim))
    line = draft.line("      supervisor:")
    draft.put(line, f"      supervisor: {person}")
    return fault([draft], draft.expect("BNG311", line, f"{_POSITION}/supervisor"))


def supervisors_of_each_other(victim: Victim) -> Fault:
    """Two people above each other; it is said of both."""
    pair = [newcomer(victim, _next_year(victim)) for _ in range(2)]
    expected = []
    for (_person, draft), (other, _draft) in zip(pair, reversed(pair), strict=True):
        line = draft.line("      supervisor:")
        draft.put(line, f"      supervisor: {other}")
        expected.append(draft.expect("BNG311", line, f"{_POSITION}/supervisor"))
    return fault([draft for _, draft in pair], *expected)


def _paper(victim: Victim, by: str, role: str) -> Draft:
    """One more approval of the plan of the running year."""
    draft = victim.draft(victim.year, "plan.yaml")
    return approval(draft, f"{victim.year}-02-11", by, role, victim.free(victim.year, "approval"))


def approves_nothing(victim: Victim) -> Fault:
    """An approval of a file that is not there."""
    paper = _paper(victim, victim.boss, "rater")
    line = paper.line("  file:")
    paper.put(line, "  file: report.yaml")
    return fault([paper], paper.expect("BNG314", line, "/body/file"))


def wrong_role(victim: Victim) -> Fault:
    """The rater signs as the rater's superior."""
    paper = _paper(victim, victim.boss, "rater_superior")
    return fault([paper], paper.expect("BNG315", paper.line("  approver:"), "/body/approver"))


def unknown_approver(victim: Victim) -> Fault:
    """Approved by somebody who has no file."""
    paper = _paper(victim, NOBODY, "rater")
    return fault([paper], paper.expect("BNG315", paper.line("  approver:"), "/body/approver"))


def own_plan(victim: Victim) -> Fault:
    """Approved by the person whom it is about."""
    paper = _paper(victim, victim.id, "rater")
    return fault([paper], paper.expect("BNG316", paper.line("  approver:"), "/body/approver"))


def year_without_calendar(victim: Victim) -> Fault:
    """Feedback in a year that the calendar does not have."""
    year = str(int(min((*victim.grounds.closed, victim.year))) - 1)
    draft = _elsewhere(victim, year, victim.at(f"{year}-02-11")["unit"], victim.id)
    return fault([draft], draft.expect("BNG317", 4, "/period"))


def no_main_result(victim: Victim) -> Fault:
    """A plan without a main RHK."""
    draft = victim.draft(victim.year, "plan.yaml")
    draft.each("      type: utama", "      type: tambahan")
    expected = draft.expect("BNG401", draft.line("  results:"), "/body/results")
    return signed(victim, victim.year, draft, expected)


def role_does_not_suffice(victim: Victim) -> Fault:
    """The plan is approved by the personnel office instead of the rater: a true approval that does not count."""
    officers = victim.grounds.body(layout.unit_path(data("organisation")["agency"]["id"]))["officers"]
    officer = next(o["person"] for o in officers if o["person"] not in (victim.id, victim.boss))
    paper = victim.draft(victim.year, "approval-01.yaml")
    paper.put(paper.line("  approver:"), f"  approver: {officer}")
    paper.put(paper.line("  role:"), "  role: hr")
    return fault([paper], victim.draft(victim.year, "plan.yaml").expect("BNG501", 2, "/kind"))


def changed_after_approval(victim: Victim) -> Fault:
    """A plan that was changed after its approval: the approval is stale, and the plan is not approved."""
    draft, paper = victim.draft(victim.year, "plan.yaml"), victim.draft(victim.year, "approval-01.yaml")
    draft.insert(draft.line("  consequences:") + 1, '    - "Dibahas pada dialog kinerja berikutnya"')
    stale = paper.expect("BNG502", paper.line("  sha256:"), "/body/sha256")
    return fault([draft], stale, draft.expect("BNG501", 2, "/kind"))


def supervisor_without_plan(victim: Victim) -> Fault:
    """A plan that supports one that is not there yet; its maker answers to nobody here and is not asked for it."""
    start = f"{victim.year}-01-01"
    boss, above = newcomer(victim, start)
    above.put(above.line("      supervisor:"))
    person, file = newcomer(victim, start)
    file.put(file.line("      supervisor:"), f"      supervisor: {boss}")
    draft = plan(victim, person)
    line = draft.line("      indicators:")
    draft.insert(line, "      supports:", f"        person: {boss}", "        rhk: rhk-1")
    paper = approval(draft, f"{victim.year}-01-20", boss, "rater", 1)
    return fault([above, file, draft, paper], draft.expect("BNG505", line, "/body/results/0/supports"))


def no_plan(victim: Victim) -> Fault:
    """Somebody who began on the year's first day and has made no plan."""
    person, file = newcomer(victim, f"{victim.year}-01-01")
    return fault([file], Expected("BNG506", f"{layout.person_folder(victim.year, victim.unit, person)}/plan.yaml", 0))


def late_plan(victim: Victim) -> Fault:
    """A plan that came after its deadline."""
    draft = victim.draft(victim.year, "plan.yaml")
    line = draft.line("  date:")
    draft.put(line, f'  date: "{victim.year}-02-03"')
    paper = approval(draft, f"{victim.year}-02-05", victim.boss, "rater", 1)
    return fault([draft, paper], draft.expect("BNG507", line, "/body/date"))


def rests_on_no_plan(victim: Victim) -> Fault:
    """Feedback on an RHK of somebody who left without a plan."""
    person, file = newcomer(victim, f"{victim.year}-01-01", f"{victim.year}-02-28")
    draft = note(victim, victim.year, victim.unit, person)
    return fault([file, draft], draft.expect("BNG510", 2, "/kind"))


RECORDS: dict[str, tuple[Recipe, ...]] = {
    "BNG301": (unknown_person, unknown_supervisor),
    "BNG302": (unknown_unit, unknown_unit_of_position),
    "BNG303": (unknown_rubric,),
    "BNG305": (supports_unknown_rhk, supports_somebody_else),
    "BNG306": (other_unit,),
    "BNG308": (span_reversed, versions_overlap),
    "BNG309": (no_position,),
    "BNG310": (unknown_parent, level_skipped),
    "BNG311": (own_supervisor, supervisors_of_each_other),
    "BNG312": (unknown_family,),
    "BNG313": (rubric_not_in_force,),
    "BNG314": (approves_nothing,),
    "BNG315": (wrong_role, unknown_approver),
    "BNG316": (own_plan,),
    "BNG317": (year_without_calendar,),
    "BNG401": (no_main_result,),
    "BNG501": (role_does_not_suffice,),
    "BNG502": (changed_after_approval,),
    "BNG505": (supervisor_without_plan,),
    "BNG506": (no_plan,),
    "BNG507": (late_plan,),
    "BNG510": (rests_on_no_plan,),
}
