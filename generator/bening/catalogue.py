"""The codes of findings: severity, message and remedy. The English texts are the keys of the catalogue.

Codes are never given a second meaning. BNG1xx bytes and YAML, 2xx form, 3xx references, 4xx content,
5xx what time and people's delay cause (warnings), 6xx rules and settings, 7xx releases, 8xx site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bening.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    severity: Literal["error", "warning"]
    message: str
    remedy: str


def _error(message: str, remedy: str) -> Code:
    return Code("error", message, remedy)


def _warning(message: str, remedy: str) -> Code:
    return Code("warning", message, remedy)


_BYTES = {
    "BNG101": _error(
        _("This is a link, a folder or a device, not a plain file."),
        _("Put a plain file in its place, or remove it."),
    ),
    "BNG102": _error(_("The file cannot be read."), _("Give yourself the right to read it (chmod u+r).")),
    "BNG103": _error(
        _("The file is larger than {limit} KiB."),
        _("Keep evidence outside the record and refer to it; shorten long texts."),
    ),
    "BNG104": _error(_("The file is not UTF-8 text."), _("Save it again with the encoding UTF-8 (without BOM).")),
    "BNG105": _error(
        _("There is a control character or a byte-order mark."),
        _("Delete the character; save as UTF-8 without BOM and indent with spaces, not tabs."),
    ),
    "BNG106": _error(
        _("There is an invisible character or one that turns the direction of writing."),
        _("Delete the line's last words and type them again instead of pasting them."),
    ),
    "BNG107": _error(
        _("Letters are stored in a decomposed form, so that equal texts look different to a computer."),
        _("Save the file in Unicode normal form NFC."),
    ),
    "BNG108": _error(
        _("Here the YAML breaks off: the line cannot be understood."),
        _("Look at this line and the one above: indentation, a missing colon, or a quote left open."),
    ),
    "BNG109": _error(
        _("The file is nested too deeply or has too many entries."),
        _("A record needs no more than {limit} levels; start again from an example."),
    ),
    "BNG110": _error(
        _("The file must hold exactly one document."),
        _("Remove the lines '---' after the first, or fill the file."),
    ),
    "BNG111": _error(
        _("Anchors (&), aliases (*) and tags (!) are not allowed."),
        _("Write the value out, or put the text in double quotes."),
    ),
    "BNG112": _error(_("The key {key} stands here twice."), _("Keep one of the two.")),
    "BNG113": _error(
        _("Programs read this unquoted value in different ways."),
        _("Put it in double quotes if it is text; write a number as 1234 or 4.5."),
    ),
    "BNG114": _error(_("A key must be a plain word."), _("Use the key names of the form.")),
    "BNG115": _error(_("The lines end in the Windows way (CR)."), _("Save the file with line ends LF (Unix).")),
    "BNG116": _error(
        _("The file does not begin with 'key: value' lines."), _("Start again from an example of this kind.")
    ),
    "BNG117": _error(
        _("No record may lie at this place, or its name is not formed as it must be."),
        _("Move or rename it: records/<year>/<unit>/<person>/<kind>.yaml."),
    ),
}

_FORM = {
    "BNG201": _error(
        _("The schema named here is unknown, or is not that of this place."),
        _("Write the schema and the kind that belong to the file's name."),
    ),
    "BNG202": _error(_("The field {field} is missing."), _("Add {field}.")),
    "BNG203": _error(_("The field {field} is not known here."), _("Remove it, or look for a spelling mistake.")),
    "BNG204": _error(
        _("The value has the wrong type; expected: {expected}."),
        _("Write it in the expected form; text and dates stand in double quotes."),
    ),
    "BNG205": _error(_("The value is not in the list: {allowed}."), _("Choose one of the list.")),
    "BNG206": _error(
        _("The value is not formed as it must be."),
        _("Compare it with the example in the field's description."),
    ),
    "BNG207": _error(_("The value or list is too short or too long (limit {limit})."), _("Shorten it, or fill it in.")),
    "BNG208": _error(
        _("This date does not exist, or is not written as year-month-day."), _('Write it as "2025-12-31".')
    ),
    "BNG209": _error(
        _("The header's {field} does not agree with the file's path."),
        _("Correct the header, or move the file to where it belongs."),
    ),
}

_REFERENCES = {
    "BNG301": _error(
        _("The person named here has no file below records/people."),
        _("Check the id; a new person is registered first."),
    ),
    "BNG302": _error(
        _("The unit named here does not exist at that date."), _("Check the code, or register the unit first.")
    ),
    "BNG303": _error(_("The rubric named here does not exist."), _("Choose a rubric from the folder rubrics/.")),
    "BNG304": _error(_("This RHK is not in the person's plan."), _("Use an RHK of the plan, or add it there.")),
    "BNG305": _error(
        _("The RHK that is to be supported is not in the supervisor's plan."),
        _("Choose an RHK of the supervisor's plan, or leave 'supports' out."),
    ),
    "BNG306": _error(
        _("On the record's date the person did not belong to this unit."),
        _("Move the record to the unit of that date, or mend the person's positions."),
    ),
    "BNG307": _error(
        _("The rater named here was not the person's direct supervisor at that date."),
        _("Name the supervisor in force at that date, acting officials included."),
    ),
    "BNG308": _error(
        _("Two definitive positions overlap, or a span ends before it begins."),
        _("Set valid_to of the earlier position to the day before the next begins."),
    ),
    "BNG309": _error(
        _("On the record's date the person held no position."),
        _("Add the position to the person's file, or mend the date."),
    ),
    "BNG310": _error(
        _("The parent unit does not exist at that date, or is not one level above."),
        _("Name an existing unit of the level above; only the agency has no parent."),
    ),
    "BNG311": _error(
        _("Following the supervisors upwards leads back to this person."), _("Mend the position's supervisor.")
    ),
    "BNG312": _error(
        _("The position family is not in the rubric of position families."), _("Choose one of: {allowed}.")
    ),
    "BNG313": _error(
        _("The rubric was not in force in this period."), _("Use the rubric that the calendar names for it.")
    ),
    "BNG314": _error(
        _("The file that is approved is not in this folder."), _("Name a file that lies beside this approval.")
    ),
    "BNG315": _error(
        _("The approver does not hold this role for this record at that date."),
        _("Let someone approve who does: {allowed}."),
    ),
    "BNG316": _error(
        _("Nobody approves what is about them or what they wrote."),
        _("Let another person approve who is entitled: {allowed}."),
    ),
    "BNG317": _error(
        _("The period is not in the calendar."), _("Add the period to the calendar in bening.yml, or mend it.")
    ),
    "BNG318": _error(
        _("The report has another number of realisations than the plan has indicators for this RHK."),
        _("Write one realisation for each indicator, in the plan's order."),
    ),
}

_CONTENT = {
    "BNG401": _error(_("The plan has no main RHK (type: utama)."), _("Mark at least one RHK as utama.")),
    "BNG402": _error(_("{field} names the same thing twice in this list."), _("Keep one of the two, or merge them.")),
    "BNG403": _error(_("Not every value is covered; missing: {missing}."), _("Add an entry for each missing value.")),
    "BNG404": _error(
        _("The evaluation leaves out an RHK of the plan: {missing}."),
        _("Add an entry for each RHK of the plan."),
    ),
    "BNG405": _error(_("Exactly one of these must be filled: {field}."), _("Fill one of them and remove the others.")),
    "BNG406": _error(
        _("The report leaves out an RHK of the plan: {missing}."), _("Add an entry for each RHK of the plan.")
    ),
}

_DELAY = {
    "BNG501": _warning(
        _("The record is not approved yet, so it is not counted."), _("Ask for approval by: {allowed}.")
    ),
    "BNG502": _warning(
        _("The file was changed after this approval, so the approval no longer holds."),
        _("Have the file approved again as it is now."),
    ),
    "BNG503": _warning(
        _("There is no {field} yet, so no predicate follows."),
        _("The rater adds it; until then the result is flagged."),
    ),
    "BNG504": _warning(
        _("{field} lies outside the ratings of its items."),
        _("Check the rating, or say in the feedback why the whole differs from its parts."),
    ),
    "BNG505": _warning(
        _("The supervisor's plan is not there yet."), _("Nothing to do here; the link is checked once it is.")
    ),
    "BNG506": _warning(
        _("The deadline {date} has passed and {field} is missing."), _("Send it in; it is still accepted.")
    ),
    "BNG507": _warning(
        _("The record's date lies after the deadline {date}."),
        _("Nothing to do; it counts and is marked late."),
    ),
    "BNG508": _warning(_("The record's date lies in the future."), _("Mend the date if it is a mistake.")),
    "BNG509": _warning(
        _("Other records depend on this file; only the full check sees them all."),
        _("Run 'bening check' without --since as well."),
    ),
    "BNG510": _warning(_("There is no plan yet that this record rests on."), _("Send in the plan of this period.")),
}

_RULES = {
    "BNG601": _error(_("The file {field} is missing."), _("Copy it from a new agency's scaffolding and fill it in.")),
    "BNG602": _error(
        _("The matrix does not have each combination of ratings exactly once."),
        _("Give one cell for each of the nine combinations."),
    ),
    "BNG603": _error(
        _("The rubric does not say what happens when this is missing: {missing}."),
        _("Add a rule for it below 'missing'."),
    ),
    "BNG604": _error(
        _("The class scheme does not cover each class exactly once."),
        _("Let the tree lead from TOTAL to every class once: {allowed}."),
    ),
    "BNG605": _error(
        _("The rubric's id and version do not agree with its path."),
        _("Write them as the path says, or move the file."),
    ),
    "BNG606": _error(
        _("The rubric does not say who approves this kind: {missing}."),
        _("Add a rule for it below 'approvals'."),
    ),
    "BNG607": _error(
        _("This version of the policy is not approved by two owners before it came into force."),
        _("Let two of those named as owner of a number approve it: name and day, not later than valid_from."),
    ),
    "BNG608": _error(
        _("The policy permits this release not before {date}."),
        _("Move the release in the calendar of bening.yml to that day or later."),
    ),
}

_RELEASES = {
    "BNG701": _error(
        _("This release is not on the calendar."),
        _("Figures change on calendar days only; add it to bening.yml first."),
    ),
    "BNG702": _error(_("This release is not due before {date}."), _("Wait until then.")),
    "BNG703": _error(
        _("This release is frozen and would come out differently today."),
        _("A correction goes into the next release; a frozen one never changes."),
    ),
    "BNG704": _error(
        _("A file of a release is not the one that was frozen."),
        _("Restore the release's folder from its commit."),
    ),
    "BNG705": _error(
        _("A published figure would tell something about a few people ({rule}; cell: {cell})."),
        _("Do not publish; report this as a fault in the protection."),
    ),
    "BNG712": _error(
        _("Together with an earlier release of this period the cell {cell} would tell something about a few people."),
        _("Nothing was written. Take one of the ways that would pass (BNG713)."),
    ),
    "BNG713": _warning(
        _("This would pass: {way}: {names}. Cost: {cells} published cells; in one table up to {people} % of people."),
        _("Write it below 'measures' of this release in the calendar of bening.yml and make the release again."),
    ),
    "BNG706": _error(
        _("The release's manifest is missing or damaged."), _("Restore the release's folder from its commit.")
    ),
    "BNG709": _error(
        _("No way of hiding cells was found that is proven safe; nothing was published."),
        _("Merge small groups, take coarser classes or fewer tables; then try again."),
    ),
    "BNG710": _error(
        _("Something that is not public stands in this file of the site ({rule})."),
        _("Do not publish; report this as a fault. Nothing was swapped in."),
    ),
    "BNG711": _error(
        _("This is no table or hierarchy in the published form."),
        _("Columns: the dimensions, then value and status; every value filled, whole numbers, no row twice."),
    ),
    "BNG708": _error(
        _("A release rests on this rubric as it was; it has been changed since."),
        _("Restore the file, and put the change into a new version beside it."),
    ),
    "BNG707": _error(
        _("There is nobody in this period's headcount."), _("Check the people's positions and the calendar.")
    ),
}

_SITE = {
    "BNG801": _error(
        _("The site could not be rendered."), _("Read the lines of mkdocs below and mend the named page.")
    ),
}

CODES: dict[str, Code] = {
    **_BYTES,
    **_FORM,
    **_REFERENCES,
    **_CONTENT,
    **_DELAY,
    **_RULES,
    **_RELEASES,
    **_SITE,
}
