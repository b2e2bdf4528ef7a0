"""Free text made inert in Markdown and in HTML at once.

Escaping HTML is not enough on a page that Markdown reads first: `[x](javascript:...)`, images, headings and
front matter need no angle bracket. So every character with any meaning to either becomes a numeric reference.
"""

from __future__ import annotations

import unicodedata

# Controls, format marks (bidi overrides, zero width), lone surrogates and code points without a character.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})


def neutral(text: str) -> str:
    """Return `text` so that no reader of Markdown or HTML finds any structure in it.

    White space of every kind becomes one space (four leading spaces would be a code block), invisible marks go.
    """
    return " ".join("".join(map(_inert, text)).split())


def _inert(char: str) -> str:
    if char.isspace():
        return " "
    if unicodedata.category(char) in _DROPPED:
        return ""
    return char if char.isalnum() else f"&#{ord(char)};"
