"""Files of a release that are no tables of people: what the public answered about a unit's service.

They add up to nothing and are not protected, so the attack does not set them against the tables. In exchange their
form is so narrow that a count of employees could hardly pass for one: known elements, each once a unit, means
between 1 and 4, an index between 25 and 100, and a unit either shown or hidden as a whole.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

UNIT_MEASURES = frozenset({"satisfaction.csv"})
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
