"""Figures and dates as each language writes them; integers only, so that every machine writes the same."""

from __future__ import annotations

from bening.disclose.quality import tenths
from bening.model.base import Lang

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def count(value: int, lang: Lang) -> str:
    """`1.234` in Indonesian, `1,234` in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if lang == "id" else text


def percent(value: int, total: int, lang: Lang) -> str:
    """`85,3%` in Indonesian, `85.3%` in English."""
    whole, tenth = divmod(tenths(value, total), 10)
    return f"{whole}{',' if lang == 'id' else '.'}{tenth}%"


def date(iso: str, lang: Lang) -> str:
    """`2026-03-31` as `31 Maret 2026` or `31 March 2026`."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[lang][int(month) - 1]} {year}"
