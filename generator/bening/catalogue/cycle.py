"""The codes of the cycle: segments, quarters, raters' levels, answers to support."""

from __future__ import annotations

from bening.catalogue.kinds import Code, error, warning
from bening.i18n import mark as _

CYCLE: dict[str, Code] = {
    "BNG330": error(
        _("The period names a segment that the person did not have in this unit in this year."),
        _("Use the number that the segment has in the order of the year's posts, or leave the part out."),
    ),
    "BNG331": error(
        _("This evaluation is by the person who is rated, or by somebody below that person."),
        _("Let the direct supervisor in force at that date evaluate, acting officials included."),
    ),
    "BNG332": error(
        _("The rater's post is of a level that may not rate, and no delegation is recorded."),
        _("Let a rater of one of these levels evaluate: {allowed}; or record a delegation (role {field}) in the unit."),
    ),
    "BNG421": error(
        _("This answer names a challenge for which the report asks no support."),
        _("Name the number that the challenge has in the report's list, the first being 1."),
    ),
    "BNG530": warning(
        _("The rater's post is of a level that rates by delegation only, and none is recorded."),
        _("Record the delegation (role {field}) in the unit's file, or let one of these levels evaluate: {allowed}."),
    ),
    "BNG531": warning(
        _("The evaluation of quarter {field} was due on {date} and is not there; perhaps a draft was forgotten."),
        _("The rater sends it in, or finishes the draft; it is still accepted."),
    ),
    "BNG532": warning(
        _("The quarter's evaluation is dated after its deadline {date}."),
        _("Nothing to do; it counts and is marked late."),
    ),
    "BNG533": warning(
        _("The annual evaluation comes to another predicate than its quarters do."),
        _("A reviewer reads the reasons; the annual evaluation stays the rater's and nothing is changed."),
    ),
    "BNG534": warning(
        _("A segment of this year lacks its {field}, which was due on {date}."),
        _("Send it in, in the folder of the segment's unit; it may be dated after the segment's end."),
    ),
    "BNG535": warning(
        _("The post changed within this unit on {date}, and the records do not say which post they are about."),
        _("Nothing is lost: they count for both. To tell them apart, name the files by segment: {missing}."),
    ),
    "BNG615": error(
        _("A year has several segments, and the settings name no rubric that says how they are joined."),
        _("Add '{field}: cycle/v1' to bening.yml, with a rubric of your own below rubrics/cycle where it differs."),
    ),
    "BNG616": error(
        _("The cycle's rubric names a quarter twice."),
        _("Keep one rule for each quarter below periodic: quarters."),
    ),
    "BNG617": error(
        _("The cycle's rubric was not in force in the whole period {field}."),
        _("Name a version whose valid_from and valid_to cover the calendar's periods."),
    ),
}
