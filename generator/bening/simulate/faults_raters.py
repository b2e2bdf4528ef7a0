"""Faults in answer sheets, planted as the supervisor's answers, of which every line is known.

Lines: 1 schema, 2 kind, 3 person, 4 period, 5 unit, 6 rubric, 7 rater_group, 8 body, 9 date, 10 rater, 11 answers,
then two lines an item.
"""

from __future__ import annotations

from bening import layout
from bening.simulate.directory import MULTI_RATER
from bening.simulate.faults_notes import Recipe
from bening.simulate.faults_people import Draft, Fault, Victim, fault
from bening.simulate.outcomes import VALUES


def _sheet(victim: Victim, year: str, date: str, number: int = 1, part: str = "") -> Draft:
    lines = [
        "schema: bening/assessment/v1",
        "kind: assessment",
        f"person: {victim.id}",
        f'period: "{year}-{part}"' if part else f'period: "{year}"',
        f"unit: {victim.at(date)['unit']}",
        f"rubric: {MULTI_RATER}",
        "rater_group: supervisor",
        "body:",
        f'  date: "{date}"',
        f"  rater: {victim.at(date)['supervisor']}",
        "  answers:",
    ]
    for value in VALUES:
        lines += [f"    - item: {value}", "      value: 4"]
    seq = victim.free(year, "assessment") + number - 1
    path = f"{victim.folder(year)}/{layout.file_name('assessment', part, seq)}"
    return Draft(path, "\n".join([*lines, ""]))


def _now(victim: Victim, number: int = 1, part: str = "") -> Draft:
    return _sheet(victim, victim.year, f"{victim.year}-01-12", number, part)


def other_rubric(victim: Victim) -> Fault:
    """A version of the rubric that there is not."""
    draft = _now(victim)
    draft.put(6, "rubric: multi-rater/v9")
    return fault([draft], draft.expect("BNG340", 6, "/rubric"))


def wrong_group(victim: Victim) -> Fault:
    """The supervisor as a peer."""
    draft = _now(victim)
    draft.put(7, "rater_group: peer")
    return fault([draft], draft.expect("BNG342", 7, "/rater_group"))


def answered_twice(victim: Victim) -> Fault:
    """The supervisor once more."""
    first, second = _now(victim), _now(victim, 2)
    return fault([first, second], second.expect("BNG343", 10, "/body/rater"))


def quarterly(victim: Victim) -> Fault:
    """About a quarter."""
    draft = _now(victim, part="q1")
    return fault([draft], draft.expect("BNG344", 4, "/period"))


def item_left_out(victim: Victim) -> Fault:
    """The last item without an answer."""
    draft = _now(victim)
    draft.cut(24, 26)
    return fault([draft], draft.expect("BNG431", 11, "/body/answers"))


def unknown_item(victim: Victim) -> Fault:
    """An item more than the rubric has."""
    draft = _now(victim)
    draft.insert(26, "    - item: kreatif", "      value: 4")
    return fault([draft], draft.expect("BNG432", 26, "/body/answers/7/item"))


def off_the_scale(victim: Victim) -> Fault:
    """An answer above the scale."""
    draft = _now(victim)
    draft.put(13, "      value: 10")
    return fault([draft], draft.expect("BNG433", 13, "/body/answers/0/value"))


def after_the_close(victim: Victim) -> Fault:
    """The supervisor's answers about a closed year, too late to count."""
    year = victim.closed
    draft = _sheet(victim, year, f"{year}-12-31")
    draft.put(9, f'  date: "{int(year) + 1}-02-03"')
    return fault([draft], draft.expect("BNG545", 9, "/body/date"))


RATERS: dict[str, tuple[Recipe, ...]] = {
    "BNG340": (other_rubric,),
    "BNG342": (wrong_group,),
    "BNG343": (answered_twice,),
    "BNG344": (quarterly,),
    "BNG431": (item_left_out,),
    "BNG432": (unknown_item,),
    "BNG433": (off_the_scale,),
}
RATERS_CLOSED: dict[str, tuple[Recipe, ...]] = {"BNG545": (after_the_close,)}
