"""JSON Schema 2020-12 of records, rubrics and settings, made from the models.

Labels and descriptions stand in `title` and `description` (Indonesian) and in `x-label` and `x-description` (both
languages). The committed copies in site/assets/schemas are proved fresh by a test.
"""

from __future__ import annotations

import json
from typing import Any

from bening.model.base import Model
from bening.model.records import KINDS
from bening.model.rulebook import RUBRICS
from bening.model.settings import Settings

VERSION = "v1"
MODELS: dict[str, type[Model]] = {
    **KINDS,
    **RUBRICS,
    "settings": Settings,
}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind; KeyError when there is no such kind."""
    made = MODELS[kind].model_json_schema(by_alias=True)
    if made["properties"]["schema"].get("const") is None:
        made["properties"]["schema"]["const"] = f"bening/{kind}/{VERSION}"
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:bening:{kind}:{VERSION}",
    }
    return head | made


def files() -> dict[str, bytes]:
    """Every schema as a file: name -> content."""
    return {f"{kind}.json": as_json(kind).encode() for kind in MODELS}


def as_json(kind: str) -> str:
    """A schema as indented JSON with a line break at the end."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n"
