"""The table of scorers: another method scores segments and quarters without any other change."""

from __future__ import annotations

import pytest

from bening.score import methods
from bening.score.inputs import NOTHING, inputs_at
from bening.score.types import Score
from bening.survey import all_paths, gather
from tests.unit.conftest import ANI, FIELD_A, Agency
from tests.unit.score.test_joining import rows, two_segments


def test_a_method_of_its_own(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    two_segments(agency)
    seen: list[tuple[str, int]] = []

    def fixed(context: object, dossier: object, entry: object, segment: object, rubric: object) -> Score:
        seen.append((segment.label, segment.months))  # type: ignore[attr-defined]
        return Score(ANI, "2025", segment.label, FIELD_A, "keahlian", "r", "90", None, None, "kurang", ())  # type: ignore[attr-defined]

    monkeypatch.setitem(methods.SCORERS, "quadrant", fixed)
    found = rows(agency)
    assert [(r.segment, r.predicate, r.score, r.counted) for r in found] == [
        ("1", "kurang", "90", False),
        ("2", "kurang", "90", False),
        ("annual", "kurang", "", True),
    ]
    assert seen == [("1", 4), ("2", 8)]


def test_an_unknown_method_has_no_rows(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(methods.SCORERS, "quadrant")
    assert rows(agency) == []


def test_what_an_evaluation_says_and_whether_it_counts(agency: Agency) -> None:
    context = agency.context()
    dossier = gather(context, ANI, all_paths(context, ANI))
    path = f"{agency.folder(ANI, FIELD_A)}/evaluation.yaml"
    inputs, steps = inputs_at(context, dossier, path)
    assert (inputs.evaluation, inputs.approved, inputs.work, inputs.behaviour) == (path, True, "sesuai", "sesuai")
    assert [step.path for step in steps] == [path, path]
    assert inputs_at(context, dossier, "records/none.yaml") == (NOTHING, ())
