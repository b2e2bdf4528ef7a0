"""The forms by which a person can be known: NIP, NIK, telephone, e-mail, date of birth, person id, digest."""

from __future__ import annotations

import re
from collections.abc import Iterator

PERSON = re.compile(r"(?<![A-Za-z0-9])p-[a-z2-7]{16}(?![a-z2-7])", re.IGNORECASE)

_GAP = r"[ .\-_/]?"
_YEAR, _MONTH, _DAY = r"(?:19[3-9]\d|20[0-2]\d)", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_BORN = rf"(?:19[3-9]\d|200\d|201[0-2]){_GAP}{_MONTH}{_GAP}{_DAY}"
_NIP = re.compile(rf"(?<!\d){_BORN}{_GAP}{_YEAR}{_GAP}(?:{_MONTH}|2[1-9]){_GAP}[12]{_GAP}\d{{3}}(?!\d)")
_SIXTEEN = re.compile(r"(?<!\d)(?<!\d[.,])\d{16}(?!\d)")
# Region, day (of women plus 40), month, year, number: the places where people put gaps.
_REGION = r"(?:1[1-9]|2[1]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
_NIK = re.compile(
    rf"(?<!\d){_REGION}{_GAP}\d\d{_GAP}\d\d{_GAP}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01]){_GAP}{_MONTH}{_GAP}\d\d"
    rf"{_GAP}\d{{4}}(?!\d)"
)
_PHONE = re.compile(
    r"(?<![\w+])\+62[ .\-()]{0,3}\d(?:[ .\-()]{0,2}\d){6,11}(?!\d)"
    r"|(?<![\w.,\-/])08(?:\d{7,11}|\d{1,2}[ .\-]\d{6,8}|\d{1,2}[ .\-]\d{3,4}(?:[ .\-]\d{2,5}){1,2})(?!\d)"
)
_MAIL = re.compile(r"(?<=[\w.+%\-])@(?!\dx\.)\w[\w\-]*(?:\.[\w\-]+)*\.[^\W\d_]{2,}")
_BIRTH = re.compile(r"lahir|birth|(?<![a-z])(?:dob|ttl|tgl\.? ?lhr)(?![a-z])", re.IGNORECASE)
_NAMED = r"jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}[\-/. ]?{_MONTH}[\-/. ]?{_DAY}|\d{{1,2}}[\-/. ]\d{{1,2}}[\-/. ]{_YEAR}"
    rf"|\d{{1,2}}[ \-](?:{_NAMED})[a-z]*[ \-]{_YEAR}|(?:{_NAMED})[a-z]* \d{{1,2}},? {_YEAR})(?!\d)",
    re.IGNORECASE,
)
_NEAR = 40
_LONG_HEX = re.compile(r"[0-9a-fA-F]{32,}")
_DIGESTS = (40, 64)  # Git's names of blobs, SHA-256
_FIGURES = re.compile(r".{0,2}[+\d][\d .\-_/()]{8,}.?", re.DOTALL)  # where a number that is looked for can stand


def matches(text: str) -> Iterator[tuple[str, str]]:
    """Yield (rule, what was found) for every form of a person's data; the second never leaves the gate."""
    if "@" in text:
        yield from (("email", m.group()) for m in _MAIL.finditer(text))
    yield from (("person", m.group().lower()) for m in PERSON.finditer(text))
    numbers = _LONG_HEX.sub(" ", text)
    figures = "\n".join(_FIGURES.findall(numbers))
    for rule, pattern in (("nip", _NIP), ("nik", _SIXTEEN), ("nik", _NIK), ("phone", _PHONE)):
        yield from ((rule, m.group()) for m in pattern.finditer(figures))
    for m in _BIRTH.finditer(numbers):
        near = numbers[max(0, m.start() - _NEAR) : m.end() + _NEAR]
        yield from (("birth_date", d.group()) for d in _DATE.finditer(near))


def digests(text: str) -> set[str]:
    """The digests as long as Git's names of blobs or a SHA-256."""
    return {found.lower() for found in _LONG_HEX.findall(text) if len(found) in _DIGESTS}
