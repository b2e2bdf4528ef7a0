"""Codes on units: satisfaction surveys, results and the pattern of predicates, and the rubrics of both."""

from __future__ import annotations

from bening.catalogue.kinds import Code
from bening.catalogue.kinds import error as _error
from bening.catalogue.kinds import warning as _warning
from bening.i18n import mark as _

UNITS: dict[str, Code] = {
    "BNG345": _error(
        _("This record needs a rubric of another kind, or one that was in force in its period."),
        _("Name a version of the rubric that bening.yml has at {field} and that covers the period."),
    ),
    "BNG346": _error(
        _("The agency has no rubric yet by which this record could count."),
        _("Copy one from a new agency's scaffolding into rubrics/ and name it in bening.yml: rules: {field}."),
    ),
    "BNG435": _error(
        _("There are both an annual survey and a quarterly one of this unit and year."),
        _("Keep one kind: the year's index is made from the quarters by itself."),
    ),
    "BNG436": _error(
        _("The survey leaves out elements of its rubric: {missing}."),
        _("Add the counts of each missing element."),
    ),
    "BNG437": _error(
        _("This element has no answers, or more answers than the survey has respondents."),
        _("Count again: each respondent gives one answer at most to an element."),
    ),
    "BNG438": _error(
        _("A unit's result is that of a year, not of a quarter."),
        _("Write one file for the year and remove the quarter from name and period."),
    ),
    "BNG439": _error(
        _("The survey's rubric has no such element."),
        _("Use the rubric's elements: {allowed}."),
    ),
    "BNG550": _warning(
        _("The realisation reported is not the index that follows from the unit's survey."),
        _("Write the index as it is published, or correct the survey; the rater looks at it."),
    ),
    "BNG551": _warning(
        _("The predicates of this unit's people deviate from a rule of the rubric ({rule}); no reason is written."),
        _("Write the reason at deviation_reason. Nobody's predicate changes by this."),
    ),
    "BNG552": _warning(
        _("The rating of work results of the unit's head is not the one that the unit's result gives ({rule})."),
        _("Check both, or say in the feedback why they differ. Nothing is changed by itself."),
    ),
    "BNG553": _warning(
        _("The survey on which this realisation rests is not there yet, or cannot be counted."),
        _("Send in the unit's survey; until then nobody can compare the number."),
    ),
    "BNG554": _warning(
        _("The survey has fewer respondents than the {limit} that the rubric asks for; its index is not published."),
        _("Ask more users of the service; the index still counts inside."),
    ),
    "BNG556": _warning(
        _("Nobody led this unit on the period's last day, so no head's rating follows from its result."),
        _("Enter who leads it (head: true; Plt or Plh as acting), or leave it if the post was vacant."),
    ),
    "BNG628": _error(
        _("The weights of the elements do not sum to exactly 1, or an element stands here twice."),
        _('Write the weights as fractions: nine equal ones are "1/9" each.'),
    ),
    "BNG629": _error(
        _("Answers or classes leave a gap, overlap, or do not reach from the least to the greatest value."),
        _("Let each range begin one step above the one below it, and number the answers 1 to 4."),
    ),
    "BNG630": _error(
        _("The rubric does not have each result of a unit exactly once: {missing}."),
        _("Give one entry for each result."),
    ),
    "BNG631": _error(
        _("This rule lacks its percentage, or has one that it does not need."),
        _("Give a percentage with more_than, at_least and at_most, and none with largest."),
    ),
    "BNG632": _error(
        _("The rules of this pattern contradict each other; no unit could ever fulfil them."),
        _("Compare the lower and the upper limits with the official text."),
    ),
}
