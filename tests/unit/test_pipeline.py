"""The chain: opening an agency, checking by path and by change, scores, and an explanation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bening import pipeline
from bening.findings import Refused
from bening.source.git import GitError
from tests.unit.conftest import ANI, FIELD_A, FIELD_B, Agency
from tests.unit.source.test_git import git

PLAN = f"records/2025/{FIELD_A}/{ANI}/plan.yaml"


def committed(agency: Agency) -> None:
    """Put the agency under git."""
    git(agency.root, "init", "-q", "-b", "main")
    git(agency.root, "add", "-A")
    git(agency.root, "commit", "-q", "-m", "first", date="2026-03-31T18:00:00+00:00")


def test_the_day_is_that_of_the_commit_in_the_agencys_zone(agency: Agency) -> None:
    committed(agency)
    assert pipeline.open_agency(agency.root, None).as_of == "2026-04-01"
    assert pipeline.open_agency(agency.root, "2026-02-02").as_of == "2026-02-02"


def test_without_a_commit_the_day_has_to_be_given(agency: Agency) -> None:
    with pytest.raises(GitError):
        pipeline.open_agency(agency.root, None)


@pytest.mark.parametrize(
    ("content", "code"), [(None, "BNG601"), (b"[", "BNG108"), (b"schema: bening/settings/v1\n", "BNG202")]
)
def test_without_sound_settings_nothing_begins(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / "bening.yml").write_bytes(content)
    with pytest.raises(Refused) as refused:
        pipeline.open_agency(tmp_path, "2026-01-01")
    assert {f.code for f in refused.value.report.findings} == {code}


def test_what_changed_since_a_revision_is_checked(agency: Agency) -> None:
    committed(agency)
    git(agency.root, "checkout", "-q", "-b", "topic")
    agency.edit(PLAN, "/body/results/0/type", "tambahan")
    agency.raw("records/catatan.txt", b"")
    context = pipeline.open_agency(agency.root, None)
    report = pipeline.check(context, [], "main")
    assert [(f.code, f.path) for f in report.findings] == [("BNG401", PLAN), ("BNG117", "records/catatan.txt")]
    assert report.files < pipeline.check(context, [], None).files
    with pytest.raises(GitError):
        pipeline.check(context, [], "nowhere")


def test_all_some_or_nothing(agency: Agency) -> None:
    context = pipeline.open_agency(agency.root, "2026-04-01")
    files = sum(p.is_file() for p in (agency.root / "records").rglob("*"))
    assert pipeline.check(context, [], None).files == files
    assert pipeline.check(context, [PLAN], None).files == 1


def test_scores_are_refused_while_there_are_errors_but_not_for_warnings(agency: Agency) -> None:
    agency.remove(f"records/2025/{FIELD_A}/{ANI}/report.yaml")
    context = pipeline.open_agency(agency.root, "2026-04-01")
    assert [s.person for s in pipeline.scores(context, 1, unit=FIELD_A, person=ANI)] == [ANI]
    agency.edit(PLAN, "/body/results/0/type", "tambahan")
    with pytest.raises(Refused) as refused:
        pipeline.scores(pipeline.open_agency(agency.root, "2026-04-01"), 1)
    assert "BNG401" in {f.code for f in refused.value.report.findings}
    assert refused.value.report.files > 20


def test_scores_of_a_unit_take_in_those_below(agency: Agency) -> None:
    context = pipeline.open_agency(agency.root, "2026-04-01")
    assert len(pipeline.scores(context, 1, unit="dinas-uji")) == 4
    assert len(pipeline.scores(context, 1, unit=FIELD_B, period="2025")) == 1
