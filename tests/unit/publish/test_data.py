from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from frictionless import Package

from bening.publish.data import data_files
from bening.publish.dictionary import PROFILE
from bening.publish.publication import Publication
from tests.unit.publish import sample


def descriptor(publication: Publication) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dict(data_files(publication))["data/datapackage.json"])
    return found


def test_released_files_are_published_byte_for_byte() -> None:
    older, newest = sample.release("2024"), sample.release("2025")
    files = dict(data_files(sample.publication(older, newest)))
    for file in newest.files:
        assert files[f"data/{file.name}"] == file.content
    for release in (older, newest):
        for file in release.files:
            assert files[f"data/releases/{release.provenance.release}/{file.name}"] == file.content


def test_rubrics_are_offered() -> None:
    publication = sample.publication()
    files = dict(data_files(publication))
    assert set(files) == {
        "data/rubrics/permenpanrb-6-2022/v1.yaml",
        "data/rubrics/disclosure/v1.yaml",
        "data/rubrics/position-families/v1.yaml",
        "data/rubrics/multi-rater/v1.yaml",
    }
    assert all(files[f"data/{rubric.download}"] == rubric.content for rubric in publication.rubrics)


def test_package_describes_files_and_columns() -> None:
    package = descriptor(sample.publication(sample.release()))
    assert package["$schema"] == PROFILE
    assert package["created"] == "2026-03-31T00:00:00Z"
    assert package["coverage"]["temporal"] == {"start": "2025-01-01", "end": "2025-12-31"}
    for resource in package["resources"]:
        content = next(f.content for f in sample.release().files if f.name == resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == ["period", "unit", "predicate", "value", "status"]
    assert fields[2]["constraints"]["enum"] == ["TOTAL", *sample.CLASSES]
    assert all(set(field["titles"]) == {"id", "en"} for field in fields)


def test_frictionless_accepts_the_package(tmp_path: Path) -> None:
    for name, content in data_files(sample.publication(sample.release())):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = Package(str(tmp_path / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    rows = {task.name: task.stats["rows"] for task in report.tasks if "rows" in task.stats}
    for table in sample.tables():
        assert rows[table.name.replace("_", "-")] == len(table.cells)


def test_every_dimension_is_described() -> None:
    package = descriptor(sample.publication(sample.release()))
    (found,) = (r for r in package["resources"] if r["name"] == "predicates-by-office-family")
    assert found["schema"]["primaryKey"] == ["period", "unit", "position_family", "predicate"]
    for field in found["schema"]["fields"]:
        assert field["title"] != field["name"] and field["description"]
    family = found["schema"]["fields"][2]
    assert family["constraints"]["enum"] == ["TOTAL", "pelaksana", "ahli"]
    assert set(family["labels"]) == {"TOTAL", "pelaksana", "ahli"}


def test_withheld_release_still_has_a_package() -> None:
    package = descriptor(sample.publication(sample.withheld()))
    assert [resource["path"] for resource in package["resources"]] == ["manifest.json"]
