"""Files of a release that are no tables of people, each of a narrow form of its own.

The days until an objection is decided (`measures.csv`): one median for the whole agency and period, whole days, and
only where the table of objections itself tells that enough were decided.

What the public answered about a unit's service (`satisfaction.csv`):

They add up to nothing and are not protected, so the attack does not set them against the tables. In exchange their
form is so narrow that a count of employees could hardly pass for one: known elements, each once a unit, means
between 1 and 4, an index between 25 and 100, and a unit either shown or hidden as a whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bening.disclose.assault.limits import TOTAL, Codes

UNIT_MEASURES = frozenset({"satisfaction.csv"})
MEASURES, COUNTED = "measures.csv", "objections"
_DAYS_HEADER = ["period", "unit", "measure", "value", "status"]
_DAYS, _OPEN, _DECIDED = "objection_days_median", "belum_diputus", ("diterima", "diterima_sebagian", "ditolak")
_DAYS_FORM = re.compile(r"0|[1-9][0-9]{0,2}")
_HEADER = ["period", "unit", "element", "value", "status"]
_PERIOD = re.compile(r"[0-9]{4}")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VALUES = {
    re.compile(r"u[1-9][0-9]?"): re.compile(r"[1-3]\.[0-9]{2}|4\.00"),
    re.compile(r"IKM"): re.compile(r"(2[5-9]|[3-9][0-9])\.[0-9]{2}|100\.00"),
    re.compile(r"respondents"): re.compile(r"[1-9][0-9]{0,7}"),
}
_NEEDED = frozenset({"u1", "IKM", "respondents"})


def wrong(content: bytes) -> str:
    """A code word for what is wrong with the file, empty when it is of this form."""
    try:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    except (ValueError, csv.Error):
        return "form"
    if header != _HEADER:
        return "header"
    units: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        if len(row) != len(_HEADER) or not _fits(row):
            return "figure"
        shown = units.setdefault((row[0], row[1]), {})
        if row[2] in shown:
            return "duplicate"
        shown[row[2]] = row[4]
    return "" if rows and all(map(_whole, units.values())) else "columns"


def _fits(row: Sequence[str]) -> bool:
    period, unit, element, value, status = row
    form = next((v for known, v in _VALUES.items() if known.fullmatch(element)), None)
    if form is None or not _PERIOD.fullmatch(period) or not _CODE.fullmatch(unit):
        return False
    return (status == "hidden" and not value) or (status == "published" and form.fullmatch(value) is not None)


def _whole(elements: Mapping[str, str]) -> bool:
    """Tell whether a unit has what it needs and is shown or hidden as a whole."""
    return len(set(elements.values())) == 1 and elements.keys() >= _NEEDED


def days(content: bytes) -> dict[str, bool]:
    """By period whether a median of days is shown. Raises ValueError with a code word for any other form."""
    try:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    except (ValueError, csv.Error) as error:
        raise ValueError("form") from error
    if header != _DAYS_HEADER or not rows:
        raise ValueError("header")
    shown: dict[str, bool] = {}
    for row in rows:
        if len(row) != len(_DAYS_HEADER) or row[1:3] != [TOTAL, _DAYS] or not _PERIOD.fullmatch(row[0]):
            raise ValueError("figure")
        hidden = row[3:] == ["", "hidden"]
        if row[0] in shown or not (hidden or (row[4] == "published" and _DAYS_FORM.fullmatch(row[3]))):
            raise ValueError("figure")
        shown[row[0]] = not hidden
    return shown


def unfounded(shown: Mapping[str, bool], cells: Mapping[Codes, Decimal | None], least: int) -> Iterator[str]:
    """The periods of which a median is shown although the published counts do not tell of `least` decisions."""
    for period in sorted(period for period, one in shown.items() if one):
        parts = [cells.get((period, TOTAL, code)) for code in _DECIDED]
        whole, open_ = cells.get((period, TOTAL, TOTAL)), cells.get((period, TOTAL, _OPEN))
        by_parts = sum((part for part in parts if part is not None), Decimal())
        by_rest = Decimal() if whole is None or open_ is None else whole - open_
        if max(by_rest, by_parts) < least:
            yield period
