"""Who a person id is: the identity file in BENING_HOME, outside any repository.

The file is `identity.csv`, UTF-8, with the columns person, nip and name; it is never written here.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

IDENTITY = "identity.csv"
_COLUMNS = ("person", "nip", "name")


class BadIdentity(ValueError):
    """The identity file is not of its form; what stands in it is never repeated."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's name and NIP (18 digits, a string)."""

    name: str
    nip: str


def identities(home: Path | None) -> dict[str, Identity]:
    """Return the identities by person id; empty where there is no such folder or file. Raises BadIdentity."""
    path = home / IDENTITY if home else None
    if path is None or not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadIdentity from error
    reader = csv.DictReader(io.StringIO(text))
    if not set(_COLUMNS) <= set(reader.fieldnames or ()):
        raise BadIdentity
    return {row["person"]: Identity(row["name"] or "", row["nip"] or "") for row in reader}
