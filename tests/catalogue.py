"""The message catalogue: `python -m tests.catalogue` takes new texts into the .po file and compiles it.

Texts without a translation are listed; the test of the catalogue fails on them.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "generator" / "bening" / "locale" / "id" / "LC_MESSAGES"
PO, MO = FOLDER / "bening.po", FOLDER / "bening.mo"
KEYWORDS = {"_": None, "mark": None, "translate": None, "told": None, "both": None, "plural": (1, 2)}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that the files do not change by themselves


class Unsigned(Catalog):
    """A catalogue whose header does not name the version of Babel that wrote it: the same bytes with all."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines but for the one on its maker."""
        return [(name, value) for name, value in super().mime_headers if name != "Generated-By"]


def extracted() -> Catalog:
    """Every text that the code and the templates mark, with the places where."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, settings = parse_mapping_cfg(file, "babel.cfg")
    found = Catalog(charset="utf-8")
    for top in ("generator", "site"):
        within = [(p.removeprefix(f"{top}/"), m) for p, m in methods if p.startswith(f"{top}/")]
        named = {p.removeprefix(f"{top}/"): o for p, o in settings.items() if p.startswith(f"{top}/")}
        for name, _line, message, comments, context in extract_from_dir(
            str(ROOT / top), within, named, keywords=KEYWORDS
        ):
            found.add(message, None, [(f"{top}/{name}", None)], auto_comments=comments, context=context)
    return found


def committed() -> Catalog:
    """The catalogue as it is committed."""
    if not PO.exists():
        return Catalog(locale="id", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="id")


def merged() -> Catalog:
    """The texts in use, with the committed translations."""
    catalogue, known = Unsigned(locale="id", charset="utf-8", project="Bening", version="1"), committed()
    catalogue.creation_date = catalogue.revision_date = EPOCH
    for message in sorted((m for m in extracted() if m.id), key=lambda m: str(m.id)):
        old = known.get(message.id)
        places = sorted(set(message.locations))
        added = catalogue.add(message.id, old.string if old else "", places, flags=(), auto_comments=())
        added.flags = set()  # versions of Babel guess different ones
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The .po file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled .mo file."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts of which a form has no translation."""
    forms = [(m.id, m.string if isinstance(m.string, tuple | list) else [m.string]) for m in catalogue if m.id]
    return [str(text) for text, strings in forms if not all(strings)]


def main() -> int:
    """Write both files; list what has no translation yet."""
    catalogue = merged()
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_bytes(catalogue))
    MO.write_bytes(mo_bytes(catalogue))
    missing = untranslated(catalogue)
    print(*missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
