"""Codes of acknowledgement, response, objection, decision and ongoing feedback."""

from __future__ import annotations

from bening.catalogue.kinds import Code
from bening.catalogue.kinds import error as _error
from bening.catalogue.kinds import warning as _warning
from bening.i18n import mark as _

RIGHTS: dict[str, Code] = {
    "BNG320": _error(
        _("The file that this record is about is not in this folder."),
        _("Name a file that lies beside this record, such as evaluation.yaml."),
    ),
    "BNG321": _error(
        _("A record of this kind cannot be about a file of that kind."),
        _("Name a file of a kind that fits: {allowed}."),
    ),
    "BNG322": _error(
        _("The objection is against another version of the evaluation than the one on file."),
        _(
            "Bring the evaluation back as it was: only the decision changes a result. If it was rightly corrected, the "
            "person files the objection again, against the corrected one."
        ),
    ),
    "BNG323": _error(
        _("The decision is on another version of the objection than the one on file."),
        _("Bring the objection back as it was when it was decided; nobody changes one that has been filed."),
    ),
    "BNG324": _error(
        _("The objection is addressed to the rater."),
        _("Address it to this role: {allowed}. Nobody decides on an objection against their own rating."),
    ),
    "BNG325": _error(
        _("The addressee of the objection does not hold the role that decides on it at that date."),
        _("Address it to whoever holds this role: {allowed}. Ask the personnel office who that is."),
    ),
    "BNG326": _error(
        _("The decision was made by somebody else than the addressee of the objection."),
        _("Let the addressee decide, or whoever succeeded them in this role: {allowed}."),
    ),
    "BNG327": _error(
        _("The decision was made by the rater, or by the person who objects."),
        _("Let this role decide: {allowed}."),
    ),
    "BNG328": _error(
        _("There is a decision on this objection already, and it is final."),
        _("Take this second decision out; nothing follows a final one."),
    ),
    "BNG329": _error(
        _("There is an objection against this evaluation already."),
        _("Put all grounds into one objection, before it is decided; take this second one out."),
    ),
    "BNG411": _error(
        _("The date lies before that of the file which this record is about."),
        _("Mend the date: nobody receives, answers or decides what is not there yet."),
    ),
    "BNG412": _error(
        _("One side was not heard between the objection and the decision: {field}."),
        _("Hear both sides first, and write the days on which it was done."),
    ),
    "BNG413": _error(
        _("The decision rejects the objection, and yet states ratings or scores."),
        _("Take the ratings and scores out, or mend the outcome."),
    ),
    "BNG414": _error(
        _("The decision upholds the objection, and yet changes nothing."),
        _("State the rating or scores that take the place of the old ones, or mend the outcome."),
    ),
    "BNG520": _warning(
        _("The file was changed after this, so it speaks of an earlier version."),
        _("Let the person acknowledge or answer the file as it is now, in a new record."),
    ),
    "BNG521": _warning(
        _("This version of the file was acknowledged before; the earliest one counts."),
        _("Nothing to do; take this one out if it was a slip."),
    ),
    "BNG522": _warning(
        _("The objection was filed after the last day, {date}."),
        _("Nothing to do here: the addressee decides, and says in the reasons what came of the delay."),
    ),
    "BNG523": _warning(
        _("The objection should have been decided by {date}."),
        _("The addressee hears both sides and decides; it is still accepted."),
    ),
    "BNG524": _warning(
        _("The person has not acknowledged this feedback; it was due on {date}."),
        _("Talk it over, and let the person write the acknowledgement; it is still accepted."),
    ),
    "BNG525": _warning(
        _("There was less feedback in this period than the rubric asks for ({limit})."),
        _("Ask the rater what was talked over, and whether it was written down; it blocks nothing."),
    ),
    "BNG526": _warning(
        _("Most of the feedback was given in the last {limit} days of the period."),
        _("Ask whether the evaluation looks at the whole period. It is a question, not an accusation."),
    ),
    "BNG527": _warning(
        _("Nearly all items of the evaluation have the same rating or the same text."),
        _("Read it once more, and ask whether each item was looked at. It is a question, not an accusation."),
    ),
    "BNG612": _error(
        _("A record needs a rule that the agency has not chosen: {field}."),
        _("Write '{line}' below 'rules:' in bening.yml, with the version that holds; the rubric lies in {path}."),
    ),
    "BNG613": _error(
        _("The rubric counts working days, and its list of holidays says nothing of {missing}."),
        _("Add that year's holidays and joint leave below 'holidays', or count calendar days."),
    ),
    "BNG614": _error(
        _("The procedure named here was not in force when the objection was filed."),
        _("Name the procedure that bening.yml names below 'rules:', in the version of that day."),
    ),
}
