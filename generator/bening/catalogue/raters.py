"""Codes of multi-rater assessment. No message tells who rated, what was answered, or how many answered."""

from __future__ import annotations

from bening.catalogue.kinds import Code
from bening.catalogue.kinds import error as _error
from bening.catalogue.kinds import warning as _warning
from bening.i18n import mark as _

RATERS: dict[str, Code] = {
    "BNG340": _error(
        _("This is not the version of the multi-rater rubric that is in force in this period."),
        _("Answer by the rubric that bening.yml names below 'rules'; in an earlier period, by the one in force then."),
    ),
    "BNG341": _error(
        _("No multi-rater rubric is in force in this period, so these answers cannot be counted."),
        _("Add 'multi_rater: multi-rater/v1' below 'rules' in bening.yml, with a version that covers the period."),
    ),
    "BNG342": _error(
        _("At that date the rater did not stand to this person as the rater group says."),
        _("Choose the group that is right, or mend the positions; peers share a supervisor or a unit."),
    ),
    "BNG343": _error(
        _("These are second answers of the same rater for the same person and group."),
        _("Keep one of the two files and remove the other before the close."),
    ),
    "BNG344": _error(
        _("A multi-rater assessment is of a whole year, not of a part of it."),
        _("Write the year as period, and name the file assessment-<number>.yaml."),
    ),
    "BNG431": _error(_("Not every item is answered; missing: {missing}."), _("Answer each missing item.")),
    "BNG432": _error(_("This item is not in the rubric."), _("Use the items of the rubric; remove what is not there.")),
    "BNG433": _error(_("The answer is not on the rubric's scale."), _("Choose one of: {allowed}.")),
    "BNG545": _warning(
        _("The answers came after the close on {date}, so they are not counted."),
        _("Nothing to do; a result that has been shown must not change. Ask earlier in the next period."),
    ),
    "BNG546": _warning(
        _("This rater group is smaller than the rubric asks for; it is neither scored nor shown."),
        _("Nothing to do for this period; ask more people in the next one."),
    ),
    "BNG547": _warning(
        _("Confidential answers lie in clear in this repository: sealing is not required."),
        _("Set 'sealing: required' in bening.yml before raters answer, or let nobody but the key holders read it."),
    ),
    "BNG548": _warning(
        _("This change adds, changes or removes answers that count, after their close."),
        _("Undo it: a result that has been seen must not move. If the file was there before the close, nothing to do."),
    ),
    "BNG625": _error(
        _("This part of the multi-rater rubric does not fit together."),
        _(
            "Scale: whole numbers one after another, points rising. Bands: from the lowest answer up, points rising "
            "and within the scale's. All four groups once; no item twice."
        ),
    ),
    "BNG626": _error(
        _("With {number} raters the bands would give single answers of this group away."),
        _("Ask for more raters or take wider bands; with one rater who tells, at least five and two or three bands."),
    ),
    "BNG627": _error(
        _("The weights do not say how each set of rater groups is combined, or do not add up to 100."),
        _("Give one row for each set of groups; leave 'shares' out where no rule is known."),
    ),
}
