"""The base of every model, the bilingual field helper and the scalar types that records share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

Lang = Literal["id", "en"]
LANGUAGES: tuple[Lang, ...] = ("id", "en")

PERSON_PATTERN = r"^p-[a-z2-7]{16}$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PERIOD_PATTERN = r"^[0-9]{4}(-q[1-4]|-s[1-9])?$"
RUBRIC_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*/v[1-9][0-9]{0,3}$"


class Model(BaseModel):
    """Strict, immutable, refuses unknown keys and never echoes its input in an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        hide_input_in_errors=True,
    )


def described(
    label: tuple[str, str],
    text: tuple[str, str],
    *,
    example: Any = None,
    default: Any = ...,
    **constraints: Any,
) -> Any:
    """Make a pydantic field that carries its label, description and example in Indonesian and English.

    `label` and `text` are (Indonesian, English). Forms, JSON Schemas, dictionaries and help are made from them.
    Without `default` the field is required.
    """
    extra: dict[str, Any] = {
        "x-label": {"id": label[0], "en": label[1]},
        "x-description": {"id": text[0], "en": text[1]},
    }
    examples = None if example is None else [example]
    return Field(
        default,
        title=label[0],
        description=text[0],
        examples=examples,
        json_schema_extra=extra,
        **constraints,
    )


def is_date(value: str) -> bool:
    """Tell whether `value` is an existing day, written year-month-day (ISO 8601)."""
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def after(date: str, days: int) -> str:
    """The ISO date so many calendar days after another."""
    return (dt.date.fromisoformat(date) + dt.timedelta(days=days)).isoformat()


def _real_date(value: str) -> str:
    if not is_date(value):
        raise ValueError("not_a_date")
    return value


PersonId = Annotated[str, StringConstraints(pattern=PERSON_PATTERN)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=48)]
Period = Annotated[str, StringConstraints(pattern=PERIOD_PATTERN)]
RubricRef = Annotated[str, StringConstraints(pattern=RUBRIC_PATTERN, max_length=80)]
IsoDate = Annotated[
    str,
    AfterValidator(_real_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"\S")]
Number = Annotated[int | Decimal, WithJsonSchema({"type": "number"})]


def header_schema(example: str) -> Any:
    """Make the header field `schema`; `example` is the kind's own."""
    return described(
        ("Skema", "Schema"),
        ("Jenis dan versi bentuk catatan", "Kind and version of the record's form"),
        example=example,
        alias="schema",
    )


def header_kind(example: str) -> Any:
    """Make the header field `kind`; `example` is the kind itself."""
    return described(("Jenis", "Kind"), ("Jenis catatan", "The kind of record"), example=example)


def header_person() -> Any:
    """Make the header field `person`."""
    return described(
        ("Pegawai", "Person"),
        ("Nomor acak pegawai; bukan nama dan bukan NIP", "The person's random id; not a name, not a NIP"),
        example="p-aaaabbbbccccdddd",
    )


def header_unit() -> Any:
    """Make the header field `unit`."""
    return described(
        ("Unit", "Unit"),
        ("Unit pada tanggal catatan", "The unit on the record's date"),
        example="dinas-kesehatan",
    )


def header_body() -> Any:
    """Make the field `body`."""
    return described(("Isi", "Body"), ("Isi catatan", "What the record says"))


class Bilingual(Model):
    """A text in both languages."""

    id: ShortText = described(("Indonesia", "Indonesian"), ("Teks Indonesia", "Indonesian text"))
    en: ShortText = described(("Inggris", "English"), ("Teks Inggris", "English text"))

    def get(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.id if lang == "id" else self.en

    def both(self) -> dict[str, str]:
        """Return the text by language."""
        return {"id": self.id, "en": self.en}


class BilingualLong(Model):
    """A longer text in both languages."""

    id: Text = described(("Indonesia", "Indonesian"), ("Teks Indonesia", "Indonesian text"))
    en: Text = described(("Inggris", "English"), ("Teks Inggris", "English text"))

    def get(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.id if lang == "id" else self.en

    def both(self) -> dict[str, str]:
        """Return the text by language."""
        return {"id": self.id, "en": self.en}
