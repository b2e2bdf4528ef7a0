"""The page of services: every figure from the released file, classes by the rubric, an example by its numbers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from bening.disclose.safe import ReleasedFile, SafeRelease
from bening.model.distribution import Distribution
from bening.model.satisfaction import Satisfaction
from bening.publish.dictionary import package
from bening.publish.pages import pages
from bening.publish.publication import Publication, PublishedRubric
from bening.publish.satisfaction import FILE, decimal, example, quality_of, served, services
from bening.source.rubrics import Rubrics
from bening.source.tree import WorkTree
from tests.unit.publish import sample

ROOT = Path(__file__).resolve().parents[3]
CSV = "".join(
    f"2025,{unit},{element},{value},{'published' if value else 'hidden'}\n"
    for unit, values in {
        "dinas-kesehatan": ("3.29", "3.19", "82.29", "120"),
        "bappeda": ("", "", "", ""),
        "dinas-lama": ("3.60", "3.70", "88.31", "1204"),
    }.items()
    for element, value in zip(("u1", "u2", "IKM", "respondents"), values, strict=True)
)


def rubric() -> PublishedRubric[Satisfaction]:
    loaded = Rubrics(WorkTree(ROOT)).load("satisfaction/v1", Satisfaction)
    assert loaded is not None and loaded.model is not None
    path, raw = loaded.path, loaded.raw
    return PublishedRubric(loaded.model, "satisfaction/v1", path, loaded.sha256, raw, lambda p: loaded.position(p)[0])


def pattern() -> PublishedRubric[Distribution]:
    loaded = Rubrics(WorkTree(ROOT)).load("distribution/v1", Distribution)
    assert loaded is not None and loaded.model is not None
    return PublishedRubric(loaded.model, "distribution/v1", loaded.path, loaded.sha256, loaded.raw, lambda _p: 1)


def released(known: bool = True) -> SafeRelease:
    content = f"period,unit,element,value,status\n{CSV}".encode()
    release = sample.release()
    file = ReleasedFile(FILE, content, hashlib.sha256(content).hexdigest())
    digests = dict(release.provenance.digests) | ({"satisfaction/v1": "0" * 64} if known else {})
    return replace(release, files=(*release.files, file), provenance=replace(release.provenance, digests=digests))


def publication(*releases: SafeRelease) -> Publication:
    return replace(sample.publication(*releases), satisfaction=rubric(), distribution=pattern())


def page(made: Publication, name: str) -> str:
    files = dict(pages(made, ROOT / "site/templates"))
    return unescape(files[name].decode())


def test_services_of_a_release() -> None:
    (found,) = services(publication(released()))
    assert (found.period, found.elements, found.hidden) == ("2025", ("u1", "u2"), 1)
    rows = {row.unit: row for row in found.rows}
    assert rows["bappeda"].index is None and rows["bappeda"].means == (None, None)
    health, former = rows["dinas-kesehatan"], rows["dinas-lama"]
    assert (health.index, health.respondents, health.width) == ("82.29", 120, 822)
    assert health.quality is not None and health.quality.id == "b"
    assert former.quality is not None and former.quality.id == "a"
    assert former.name is None  # a unit that is no more
    assert services(publication(sample.release())) == ()


def test_no_class_by_a_rubric_on_which_the_release_does_not_rest() -> None:
    (found,) = services(publication(released(known=False)))
    assert {row.quality for row in found.rows} == {None}


@pytest.mark.parametrize(("folder", "figure"), [("docs", "82,29"), ("docs.en", "82.29")])
def test_the_page(folder: str, figure: str) -> None:
    text = page(publication(released()), f"{folder}/satisfaction.md")
    assert figure in text and "dinas-lama" in text and "satisfaction.csv" in text
    shown = re.findall(r'data-measure="satisfaction">([^<]*)<', text)
    assert len(shown) == 2
    assert text.count("bn-part bn-ground-1") == 2
    assert ("terlalu sedikit" if folder == "docs" else "too few people in the unit") in text
    assert "1/9" in text


def test_a_units_page_has_its_own_index() -> None:
    text = page(publication(released()), "docs.en/units/dinas-kesehatan.md")
    assert "Public satisfaction with its service: 82.29, B (Good)" in text
    assert 'data-bening="satisfaction"' not in page(publication(released()), "docs.en/units/bappeda.md")
    assert served(publication(sample.release())) == served(publication()) == {}


def test_without_a_survey_or_a_rubric_the_page_says_so() -> None:
    text = page(publication(sample.release()), "docs.en/satisfaction.md")
    assert 'data-bening="no-satisfaction"' in text and "Worked example" in text
    bare = page(sample.publication(sample.release()), "docs.en/satisfaction.md")
    assert 'data-bening="no-satisfaction"' in bare and "Worked example" not in bare


def test_the_example_by_hand() -> None:
    """395, 383, 362, 422, 390, 404 twice in part: (395+383+362+422+390+404+395+383+362)/120 = 3496/120."""
    worked = example(rubric())
    assert [row.total for row in worked.rows] == [395, 383, 362, 422, 390, 404, 395, 383, 362]
    assert {row.answers for row in worked.rows} == {120}
    # 3496 / 120 / 9 = 3.23703..., times 25 = 80.9259...
    assert (worked.sum, worked.index) == ("3.2370", "80.93")
    assert worked.quality is not None and worked.quality.id == "b"


def test_decimals_and_classes() -> None:
    assert (decimal("82.29", "id"), decimal("82.29", "en")) == ("82,29", "82.29")
    known = rubric().model
    found = [quality_of(known, text) for text in ("100.00", "88.30", "76.60", "64.99", "12.00")]
    assert [one.id if one else "" for one in found] == ["a", "b", "c", "d", ""]


def test_how_rating_works_has_the_matrix_and_the_pattern() -> None:
    text = page(publication(released()), "docs.en/how-rating-works.md")
    assert "Pegawai A" in text and "←" in text
    assert "Excellent at most 70 per cent" in text
    without = page(sample.publication(sample.release()), "docs/how-rating-works.md")
    assert "Pegawai A" in without and "Pola yang diharapkan" not in without


def test_the_data_package_describes_the_file() -> None:
    tree = package(publication(released()))
    assert tree is not None
    (resource,) = [r for r in tree["resources"] if r["path"] == FILE]
    schema = resource["schema"]
    assert [f["name"] for f in schema["fields"]] == ["period", "unit", "element", "value", "status"]
    assert all({"id", "en"} == set(f["titles"]) for f in schema["fields"])
    assert "rubrics/satisfaction/v1.yaml" in {r.download for r in publication(released()).rubrics}
