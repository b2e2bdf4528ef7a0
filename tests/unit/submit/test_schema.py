"""The committed JSON Schemas are those of the models, are sound, and accept what the models accept."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bening import layout
from bening.submit.schema import MODELS, files, schema

ROOT = Path(__file__).parents[3]


def test_committed_schemas_are_fresh() -> None:
    committed = {p.name: p.read_bytes() for p in (ROOT / "site" / "assets" / "schemas").iterdir()}
    assert committed == files(), "run: bening schema --out site/assets/schemas"


@pytest.mark.parametrize("kind", MODELS)
def test_schema_is_sound(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


def test_unknown_kind() -> None:
    with pytest.raises(KeyError):
        schema("payroll")


def records() -> dict[str, Path]:
    """One committed record of each kind."""
    found: dict[str, Path] = {}
    for path in sorted((ROOT / "records").rglob("*.yaml")):
        place = layout.parse(path.relative_to(ROOT).as_posix())
        if place is not None:
            found.setdefault(place.kind, path)
    return found


@pytest.mark.parametrize("kind", ["unit", "person", "plan", "report", "evaluation", "feedback", "approval"])
def test_schema_accepts_a_committed_record_and_refuses_a_broken_one(kind: str) -> None:
    tree = yaml.safe_load(records()[kind].read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema(kind))
    assert [e.message for e in validator.iter_errors(tree)] == []
    for key in tree:
        assert not validator.is_valid({k: v for k, v in tree.items() if k != key}), key
    assert not validator.is_valid({**tree, "nip": "x"})


def test_schemas_carry_both_languages() -> None:
    text = json.dumps(schema("plan"))
    assert text.count('"x-label"') == text.count('"x-description"') > 20
