"""Codes of the regimes that compute with numbers: targets, measured values, weights, bands, credit points."""

from __future__ import annotations

from bening.catalogue.kinds import Code
from bening.catalogue.kinds import error as _error
from bening.catalogue.kinds import warning as _warning
from bening.i18n import mark as _

NUMERIC: dict[str, Code] = {
    "BNG335": _error(
        _("The period's calendar does not name this rubric as an indicative one with weighted indicators."),
        _("Name one that the calendar has below 'indicative': {allowed}; or add this one there."),
    ),
    "BNG336": _error(
        _("The rubric does not measure this indicator for the person's position family."),
        _("Use one of: {allowed}. Values from surveys or from raters are not entered by hand."),
    ),
    "BNG338": _error(
        _("The rubric does not rate this value for this post."),
        _("Rate these values: {allowed}; remove this entry."),
    ),
    "BNG425": _error(
        _("The numeric rubric cannot compute with this indicator; missing: {missing}."),
        _("Add direction (normal, smaller_is_better or range) and the target's value as a number."),
    ),
    "BNG426": _error(
        _("A target of 0 or less cannot be computed with."),
        _("Set a target above 0; for 'no errors at all' count what is free of errors instead."),
    ),
    "BNG427": _error(
        _("The range's lower or upper bound is missing, or the lower one is above the upper one."),
        _("Fill in lower and upper below target, the smaller number as lower."),
    ),
    "BNG428": _error(
        _("The value lies outside the rubric's scale, {low} to {high}."),
        _("Enter a value on the scale; convert it first if your source uses another one."),
    ),
    "BNG429": _error(
        _("The numeric rubric needs the realisation as a number."),
        _("Add value, in the unit of the plan's target."),
    ),
    "BNG540": _warning(
        _("The indicative result under {rubric} is far from the official predicate."),
        _("A reviewer compares both with 'bening explain'; the official predicate stays as it is."),
    ),
    "BNG541": _warning(
        _("A quarter's measurement does not enter the year's index."),
        _("Record the year's values in a measurement of the year; this one stays as a note."),
    ),
    "BNG618": _error(
        _("These weights do not sum to exactly 100, or one of them is 0 or less."),
        _("Let the weights be above 0 and sum to exactly 100."),
    ),
    "BNG619": _error(
        _("The bands leave a gap, overlap, or are not in order."),
        _("Write them best first: each 'below' equals the 'at_least' before it; the last begins at the lowest score."),
    ),
    "BNG620": _error(
        _("The rubric does not state this exactly once: {missing}."), _("Add a rule for it, or remove the second one.")
    ),
    "BNG621": _error(
        _("The rubric names something twice, something unknown, or something that does not belong here."),
        _("Compare the codes with the lists above it in the rubric and with the position families."),
    ),
    "BNG622": _error(_("The scale's lowest value is not below its highest."), _("Set minimum below maximum.")),
    "BNG623": _error(
        _("In the period {period} an own weighted rubric is the official one, or a rubric is named twice."),
        _("Name a regime set by regulation as 'regime', and the own rubric once below 'indicative'."),
    ),
    "BNG624": _error(
        _("The settings name no rubric for this: {field}."),
        _("Add it to bening.yml, for example rules: credit_points: angka-kredit/v1."),
    ),
}
