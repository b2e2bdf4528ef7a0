"""Fields carry both languages, examples hold, unknown keys are refused, and errors never repeat what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from bening.model.base import (
    Bilingual,
    BilingualLong,
    IsoDate,
    Model,
    Number,
    Period,
    PersonId,
    RubricRef,
    ShortText,
    Slug,
    Text,
    is_date,
)
from bening.model.policy import Policy
from bening.model.records import KINDS
from bening.model.rubric import Families, Regime
from bening.model.settings import Settings

FILES: dict[str, type[BaseModel]] = {
    **KINDS,
    "regime": Regime,
    "policy": Policy,
    "families": Families,
    "settings": Settings,
}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def reachable(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """A model and all models below it."""
    if model not in seen:
        seen.add(model)
        for info in model.model_fields.values():
            for below in models_in(info.annotation):
                reachable(below, seen)
    return seen


def every_model() -> list[type[BaseModel]]:
    """All models of all files, by name."""
    found: set[type[BaseModel]] = set()
    for model in FILES.values():
        reachable(model, found)
    return sorted(found, key=lambda m: m.__qualname__)


def every_field() -> list[tuple[str, FieldInfo]]:
    """All fields of all models as (model.field, field)."""
    return [(f"{m.__name__}.{name}", info) for m in every_model() for name, info in m.model_fields.items()]


EXAMPLES = [(n, i) for n, i in every_field() if i.examples]


@pytest.mark.parametrize(("name", "info"), every_field(), ids=[n for n, _ in every_field()])
def test_every_field_has_label_and_description_in_both_languages(name: str, info: FieldInfo) -> None:
    extra = info.json_schema_extra
    assert isinstance(extra, dict)
    for key in ("x-label", "x-description"):
        texts = extra[key]
        assert isinstance(texts, dict)
        assert set(texts) == {"id", "en"}
        assert all(isinstance(text, str) and text.strip() for text in texts.values())


@pytest.mark.parametrize(("name", "info"), EXAMPLES, ids=[n for n, _ in EXAMPLES])
def test_examples_are_valid_values_of_their_field(name: str, info: FieldInfo) -> None:
    """Forms, issue templates and help show them."""
    model = next(m for m in every_model() if m.__name__ == name.partition(".")[0])
    key = info.alias or name.partition(".")[2]
    for example in info.examples or []:
        with pytest.raises(ValidationError) as caught:
            model.model_validate({key: example, "tidak_dikenal": 1})
        assert not [e for e in caught.value.errors() if e["loc"][0] == key], example


@pytest.mark.parametrize("model", every_model(), ids=lambda m: m.__name__)
def test_every_model_refuses_unknown_keys_and_change(model: type[BaseModel]) -> None:
    assert issubclass(model, Model)
    assert model.model_config["extra"] == "forbid"
    assert model.model_config["frozen"] is True
    with pytest.raises(ValidationError) as caught:
        model.model_validate({"tidak_dikenal": 1})
    assert "extra_forbidden" in {e["type"] for e in caught.value.errors()}


@pytest.mark.parametrize("model", every_model(), ids=lambda m: m.__name__)
def test_errors_never_echo_their_input(model: type[BaseModel]) -> None:
    marker = "Rahasia-198001012005011001"
    with pytest.raises(ValidationError) as caught:
        model.model_validate({info.alias or name: {"x": [marker]} for name, info in model.model_fields.items()})
    assert marker not in str(caught.value)
    assert marker not in repr(caught.value.errors(include_input=False, include_url=False))


@pytest.mark.parametrize("kind", FILES)
def test_json_schema_can_be_made_and_carries_the_labels(kind: str) -> None:
    schema = FILES[kind].model_json_schema(by_alias=True)
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert "schema" in schema["properties"] and "schema_" not in schema["properties"]
    for part in [schema, *schema.get("$defs", {}).values()]:
        for field in part["properties"].values():
            assert set(field["x-label"]) == set(field["x-description"]) == {"id", "en"}


@pytest.mark.parametrize("kind", FILES)
def test_the_header_is_called_schema_and_nothing_else(kind: str) -> None:
    """`schema_` is Python's name for it, not a key of a record: unknown keys are errors."""
    with pytest.raises(ValidationError) as caught:
        FILES[kind].model_validate({"schema_": f"bening/{kind}/v1"})
    assert ("missing", ("schema",)) in {(e["type"], e["loc"]) for e in caught.value.errors()}


DATES = {
    "2025-12-31": True,
    "2024-02-29": True,
    "2025-02-29": False,
    "2025-13-01": False,
    "2025-1-1": False,
    "20251231": False,
    "2025-W01-1": False,
    "2025-12-31T00:00:00": False,
    "31-12-2025": False,
    "2025-12-31 ": False,
    "٢٠٢٥-١٢-٣١": False,
    "": False,
}


@pytest.mark.parametrize(("text", "sound"), DATES.items())
def test_a_date_is_an_existing_day_written_in_full(text: str, sound: bool) -> None:
    assert is_date(text) is sound
    assert accepted(IsoDate, text) is sound


def accepted(kind: Any, value: object) -> bool:
    """Tell whether a scalar type takes a value."""
    try:
        TypeAdapter(kind).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


SCALARS = [
    (PersonId, "p-aaaabbbbccccdddd", True),
    (PersonId, "p-aaaabbbbccccddd", False),
    (PersonId, "p-aaaabbbbccccdddd\n", False),
    (PersonId, "p-AAAABBBBCCCCDDDD", False),
    (PersonId, "p-aaaabbbbccccddd1", False),
    (PersonId, "198001012005011001", False),
    (PersonId, 198001012005011001, False),
    (Slug, "dinas-kesehatan", True),
    (Slug, "dinas--kesehatan", False),
    (Slug, "-dinas", False),
    (Slug, "Dinas", False),
    (Slug, "../x", False),
    (Slug, "a" * 48, True),
    (Slug, "a" * 49, False),
    (Period, "2025", True),
    (Period, "2025-q4", True),
    (Period, "2025-q5", False),
    (Period, "2025-Q1", False),
    (Period, 2025, False),
    (RubricRef, "permenpanrb-6-2022/v1", True),
    (RubricRef, "permenpanrb-6-2022/v0", False),
    (RubricRef, "../permenpanrb/v1", False),
    (RubricRef, "permenpanrb-6-2022", False),
    (Text, "x" * 4000, True),
    (Text, "x" * 4001, False),
    (Text, " \n ", False),
    (ShortText, "x" * 300, True),
    (ShortText, "x" * 301, False),
    (ShortText, "", False),
    (Number, 12, True),
    (Number, Decimal("4.5"), True),
    (Number, True, False),
    (Number, "12", False),
    (Number, 4.5, False),
]


@pytest.mark.parametrize(("kind", "value", "sound"), SCALARS)
def test_scalar_types_take_what_the_contract_says(kind: Any, value: object, sound: bool) -> None:
    assert accepted(kind, value) is sound


@pytest.mark.parametrize("kind", [Bilingual, BilingualLong])
def test_a_bilingual_text_gives_either_language(kind: type[Bilingual | BilingualLong]) -> None:
    text = kind(id="Sangat Baik", en="Excellent")
    assert (text.get("id"), text.get("en")) == ("Sangat Baik", "Excellent")
    assert text.both() == {"id": "Sangat Baik", "en": "Excellent"}
