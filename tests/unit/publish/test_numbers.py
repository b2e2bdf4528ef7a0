from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.disclose.quality import tenths
from bening.model.base import Lang
from bening.publish.numbers import count, date, percent


@pytest.mark.parametrize(
    ("value", "total", "indonesian", "english"),
    [
        (1, 3, "33,3%", "33.3%"),
        (2, 3, "66,7%", "66.7%"),
        (0, 9, "0,0%", "0.0%"),
        (1, 2000, "0,1%", "0.1%"),
        (7, 7, "100,0%", "100.0%"),
    ],
)
def test_percent(value: int, total: int, indonesian: str, english: str) -> None:
    assert (percent(value, total, "id"), percent(value, total, "en")) == (indonesian, english)


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_tenths_are_rounded_half_up(value: int, total: int) -> None:
    value = min(value, total)
    assert abs(tenths(value, total) * total - value * 1000) * 2 <= total


@pytest.mark.parametrize(("lang", "text"), [("id", "1.234.567"), ("en", "1,234,567")])
def test_count(lang: Lang, text: str) -> None:
    assert count(1234567, lang) == text


@pytest.mark.parametrize(("lang", "text"), [("id", "1 Agustus 2026"), ("en", "1 August 2026")])
def test_date(lang: Lang, text: str) -> None:
    assert date("2026-08-01", lang) == text
