"""Messages in both languages."""

from __future__ import annotations

import pytest

from bening.i18n import both, mark, translate


def test_english_is_the_key_and_indonesian_is_in_the_catalogue() -> None:
    message = "The field {field} is missing."
    assert mark(message) is message
    assert translate(message, "en", field="date") == "The field date is missing."
    indonesian = translate(message, "id", field="date")
    assert indonesian not in ("", "The field date is missing.") and "date" in indonesian


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_empty_or_unknown_text_stays_as_it_is(lang: str) -> None:
    assert translate("", lang) == ""  # type: ignore[arg-type]
    assert translate("not in any catalogue", lang) == "not in any catalogue"  # type: ignore[arg-type]


def test_without_values_braces_are_text() -> None:
    assert translate("{not a value}", "en") == "{not a value}"


def test_both_languages_take_their_own_values() -> None:
    texts = both("Directly under {agency}", agency={"id": "Kota", "en": "City"})
    assert texts["en"] == "Directly under City"
    assert texts["id"].endswith("Kota") and texts["id"] != texts["en"]
