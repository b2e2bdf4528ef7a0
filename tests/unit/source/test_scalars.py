"""Plain scalars: what they mean, and which are refused because readers disagree (YAML 1.1 against 1.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bening.source.scalars import Ambiguous, is_ambiguous, resolve

MEANING: dict[str, object] = {
    "": None,
    "null": None,
    "true": True,
    "false": False,
    "0": 0,
    "-7": -7,
    "12": 12,
    "999999999999999": 10**15 - 1,
    "4.5": Decimal("4.5"),
    "-0.25": Decimal("-0.25"),
    "4.50": Decimal("4.50"),
    "0.0": Decimal(0),
    "Baik": "Baik",
    "sangat_baik": "sangat_baik",
    "2025-12-31": "2025-12-31",
    "1.2.3": None,
    "v1": "v1",
    "III/a": "III/a",
    "p-aaaabbbbccccdddd": "p-aaaabbbbccccdddd",
    "nol": "nol",
    "e3": "e3",
    "12 laporan": "12 laporan",
}
REFUSED = [
    *("yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF", "Y", "N"),
    *("True", "TRUE", "False", "FALSE", "Null", "NULL", "~"),
    *("012", "00", "-012", "0o17", "0x1F", "0b101", "1_000", "-0", "+1", "+0"),
    *("1:30", "12:30:00", "-1:30", "1:30.5", "190:20:30", "1_0:30"),
    *("4,5", "1,000", "1.000,5", "1e3", "1E3", "1.5e-3", ".5", "-.5", "5.", "+.5", "1.2.3"),
    *(".inf", "-.inf", "+.INF", ".nan", ".NaN", "=", "<<"),
    *("198001012005011001", "1000000000000000", "-1000000000000000"),
    *("999999999999999.3", "0.1234567890123456789"),  # the double nearest to the first is also that of …9.2
]


@pytest.mark.parametrize(("text", "value"), [(t, v) for t, v in MEANING.items() if t not in REFUSED])
def test_a_plain_scalar_means_one_thing(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)
    assert is_ambiguous(text) is not isinstance(value, str)


@pytest.mark.parametrize("text", REFUSED)
def test_what_readers_disagree_on_is_refused(text: str) -> None:
    with pytest.raises(Ambiguous):
        resolve(text)
    assert is_ambiguous(text)


@given(st.text("0123456789_.,:eExob+-inaftruslyoNY~=<", min_size=1, max_size=10))
def test_what_stays_text_stays_text_for_a_yaml_1_1_reader(text: str) -> None:
    """PyYAML is such a reader; dates are the one thing that the project takes as text all the same."""
    try:
        ours, theirs = resolve(text), yaml.safe_load(text)
    except (Ambiguous, yaml.YAMLError, ValueError):
        return
    if isinstance(ours, str) and not isinstance(theirs, dt.date | list | dict):
        assert theirs == ours


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_that_every_reader_holds_are_numbers(number: int) -> None:
    assert resolve(str(number)) == number == yaml.safe_load(str(number)) == int(float(number))


@given(st.decimals(-(10**6), 10**6, places=4))
def test_decimals_are_exact(number: Decimal) -> None:
    found = resolve(format(number, "f"))
    assert isinstance(found, Decimal)
    assert (found, str(found)) == (number, str(number))
