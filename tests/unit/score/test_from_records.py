"""Two agencies with different rubrics run from one installation; indicative results stand beside, never instead."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bening import layout, pipeline
from bening.cli.main import run as main_run
from bening.score.credit import credits_of, rules_in_force
from bening.score.explain import as_json, as_markdown, as_text
from bening.score.types import Score
from bening.survey import all_paths, gather, scores_of
from tests.unit.checks import rights_tools
from tests.unit.conftest import ANI, BOSS, BUDI, FIELD_A, Agency, about_unit_trees, person_tree, position_tree, small
from tests.unit.score.numeric_agency import INTERNAL, measured, numeric
from tests.unit.score.test_raters import MATES, sheet_tree

FOLDER = f"records/2025/{FIELD_A}/{ANI}"
Capture = pytest.CaptureFixture[str]
VALUES = {"disiplin": 90, "kualitas_kerja": 80, "kemampuan_beradaptasi": 70, "hasil_kerja": 85}


def scores(agency: Agency, person: str = ANI) -> list[Score]:
    context = agency.context()
    return list(scores_of(context, gather(context, person, all_paths(context, person))))


def test_two_agencies_with_different_rubrics(agency: Agency, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    berangka = numeric(small(other))
    for made in (agency, berangka):
        assert made.codes() == []
    (one,), (two,) = scores(agency), scores(berangka)
    assert (one.regime, one.score, one.predicate) == ("permenpanrb-6-2022", "", "baik")
    # rhk-1 12/12 = 100; rhk-2 mean of (1 + (1 - 6/7)) x 100 = 114.2857… and 9 against the lower bound 10 = 90,
    # that is 102.142857…; work results 101.0714…; 70 % of it and 30 % of 90 are 97.75
    assert (two.regime, two.score, two.predicate) == ("pp-30-2019", "97.75", "baik")
    assert (two.work_rating, two.behaviour_rating) == (None, None)


def test_leadership_is_rated_for_those_who_lead_only(agency: Agency) -> None:
    numeric(agency, {"kepemimpinan": 60})
    (boss,), (ani,) = scores(agency, BOSS), scores(agency)
    assert ani.score == "97.75"
    assert boss.score == "95.95"  # behaviour (4 x 90 + 60) / 5 = 84: 1.8 less


def test_a_new_idea_lifts_to_sangat_baik_only_from_110_on(agency: Agency) -> None:
    numeric(agency, dict.fromkeys(("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama"), 120))
    report = f"{FOLDER}/report.yaml"
    agency.edit(report, "/body/results/0/realisations/0/value", 15)
    agency.edit(report, "/body/results/1/realisations/1/value", 24)
    (made,) = scores(agency)
    # rhk-1 capped at 120; rhk-2 (114.2857… + 120) / 2; 70 % of 118.5714… and 30 % of 120
    assert (made.score, made.predicate) == ("119.00", "baik")
    agency.edit(f"{FOLDER}/evaluation.yaml", "/body/innovation", "Antrean daring")
    assert scores(agency)[0].predicate == "sangat_baik"


@pytest.mark.parametrize(
    ("file", "flag"),
    [
        ("evaluation.yaml", "evaluation_missing"),
        ("plan.yaml", "plan_missing"),
        ("report.yaml", "report_missing"),
        ("approval-01.yaml", "plan_approval_missing"),
        ("approval-02.yaml", "approval_missing"),
        ("approval-03.yaml", "report_approval_missing"),
    ],
)
def test_only_what_is_there_and_approved_is_counted(agency: Agency, file: str, flag: str) -> None:
    numeric(agency).remove(f"{FOLDER}/{file}")
    (made,) = scores(agency)
    assert (made.score, made.predicate, made.flags) == ("", None, (flag,))


def test_the_indicative_result_stands_beside_the_official_one(agency: Agency) -> None:
    before = scores(agency)
    measured(agency, **VALUES)
    agency.edit(f"records/people/{ANI[2:4]}/{ANI}.yaml", "/body/positions/0/family", "teknis")
    official, own = scores(agency)
    assert (official.predicate, official.flags) == (before[0].predicate, before[0].flags)
    assert (own.regime, own.score, own.predicate, own.flags) == (
        "internal-tirta-bening",
        "83.00",
        "baik",
        ("indikatif",),
    )
    assert agency.codes() == []


def test_a_large_difference_is_told_to_reviewers_once_and_changes_nothing(agency: Agency) -> None:
    measured(agency, **dict.fromkeys(VALUES, 40))
    official, own = scores(agency)
    assert (official.predicate, own.predicate) == ("baik", "sangat_kurang")
    assert own.flags == ("indikatif", "differs_from_official")
    (found,) = [f for f in agency.findings() if f.severity == "warning"]
    assert (found.code, found.path) == ("BNG540", f"{FOLDER}/evaluation.yaml")


def test_a_measurement_that_is_not_approved_is_not_counted(agency: Agency) -> None:
    path = measured(agency, **VALUES)
    agency.remove(f"{FOLDER}/approval-21.yaml")
    assert scores(agency)[1].flags == ("indikatif", "measurement_missing")
    (found,) = agency.findings()
    assert (found.code, found.path) == ("BNG501", path)


def test_a_later_measurement_counts_for_what_it_measures_again(agency: Agency) -> None:
    first = measured(agency, **dict.fromkeys(VALUES, 80))
    again = agency.tree(first)
    again["body"] |= {"date": "2025-12-22", "values": [{"indicator": "disiplin", "value": 60}]}
    agency.put(f"{FOLDER}/measurement-02.yaml", again)
    agency.approve(ANI, FIELD_A, 22, "measurement-02.yaml", BOSS, "rater", "2025-12-29")
    assert scores(agency)[1].score == "77.00"  # 80 - 15 % of 20


def rule(agency: Agency, **names: str) -> None:
    """Name further rubrics in the settings."""
    agency.edit("bening.yml", "/rules", agency.tree("bening.yml").get("rules", {}) | names)


def test_satisfaction_comes_from_the_nearest_unit_that_has_a_survey(agency: Agency) -> None:
    rule(agency, satisfaction="satisfaction/v1")
    measured(agency, **dict.fromkeys(VALUES, 80))
    agency.edit(f"records/people/{ANI[2:4]}/{ANI}.yaml", "/body/positions/0/family", "pelayanan-publik")
    assert scores(agency)[1].flags == ("indikatif", "satisfaction_missing")
    survey = about_unit_trees("dinas-uji")["survey"]
    for element in survey["body"]["elements"]:
        element["counts"] = [0, 0, 16, 24]  # a mean of 3.6 in each element, so that the index is 90
    survey["body"]["respondents"] = 40
    agency.put(layout.about_unit_path("survey", "2025", "dinas-uji"), survey)
    made = scores(agency)[1]
    assert (made.score, made.flags) == ("84.50", ("indikatif",))  # 55 % of 80 and 45 % of 90


def answered(agency: Agency, group: str, answers: list[int], raters: int) -> None:
    """Sheets of so many raters who answer alike."""
    rule(agency, multi_rater="multi-rater/v1")
    for number, mate in enumerate(MATES[:raters], 1):
        agency.put(layout.person_path(mate), person_tree(mate, position_tree(FIELD_A, BOSS)))
        agency.put(f"{FOLDER}/assessment-{number:02d}.yaml", sheet_tree(mate, group, answers))


def test_the_opinions_enter_where_the_rubric_uses_them(agency: Agency) -> None:
    numeric(agency)
    agency.edit("rubrics/pp-30-2019/v1.yaml", "/opinions", "used")
    work = Fraction(1415, 14)  # 101.0714…
    (alone,) = scores(agency)
    assert alone.score == "96.64"  # 60 % of the work results and 40 % of 90
    answered(agency, "peer", [4] * 7, 4)
    assert scores(agency)[0].score == "96.64"  # four peers are too few
    answered(agency, "peer", [4] * 7, 5)
    (made,) = scores(agency)
    # the band of 3.4 and more stands for 104
    expected = work * 60 / 100 + (Fraction(90) * 60 / 100 + Fraction(104) * 40 / 100) * 40 / 100
    assert Fraction(made.score) == round(expected, 2)


def test_an_indicator_can_be_an_item_that_several_raters_answer(agency: Agency) -> None:
    measured(agency, **VALUES)
    rubric = "rubrics/internal-tirta-bening/v1.yaml"
    own = {"source": "multi_rater", "item": "adaptif"}
    indicator = agency.tree(rubric)["indicators"][2]
    agency.edit(rubric, "/indicators/2", indicator | own | {"scale": indicator["scale"] | {"maximum": 120}})
    measured(agency, **{k: v for k, v in VALUES.items() if k != "kemampuan_beradaptasi"})
    assert scores(agency)[1].flags == ("indikatif", "multi_rater_missing")
    answered(agency, "peer", [3, 3, 3, 3, 3, 4, 3], 5)  # adaptif is the sixth
    # keahlian: 13.5 + 28 + 20 % of 104/120 (86.67) -> 17.33 + 25.5
    assert scores(agency)[1].score == "84.33"


def test_a_decision_on_an_objection_enters_a_numeric_result(agency: Agency) -> None:
    numeric(agency)
    rights_tools.rules(agency)
    rights_tools.acknowledge(agency)
    rights_tools.object_(agency)
    behaviour = agency.tree(f"{FOLDER}/evaluation.yaml")["body"]["behaviour"]
    better = [{"value": item["value"], "score": 100} for item in behaviour]
    rights_tools.decide(agency, outcome="diterima", scores=better)
    assert agency.codes() == []
    (made,) = scores(agency)
    # 70 % of 101.0714… and 30 % of 100 instead of 90
    assert Fraction(made.score) == round(Fraction(1415, 14) * 70 / 100 + 30, 2)
    assert [s.path for s in made.trace if "decision" in s.path]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_regime_is_explained_and_labelled(agency: Agency, lang: Any) -> None:
    numeric(agency)
    measured(agency, **VALUES)
    official, own = pipeline.explanations(agency.context(), ANI, "2025")
    assert [r.ref for _s, r in (official, own)] == ["pp-30-2019/v1", INTERNAL]
    texts = [as_text(*one, lang) for one in (official, own)]
    assert ("indikatif" if lang == "id" else "indicative") in texts[1].split("\n")[0]
    assert "indikatif" not in texts[0] and "indicative" not in texts[0]
    assert ("97,75" if lang == "id" else "97.75") in texts[0]
    assert all("number:" not in t and "formula:" not in t and "indicator:" not in t for t in texts)
    assert "114" in texts[0]
    steps: Any = as_json(*official, lang)["steps"]
    assert all(s["line"] >= 1 and s["path"] for s in steps)
    assert as_markdown(*own, lang).startswith("## ")


def test_a_release_counts_official_results_only(copied: Path) -> None:
    before = (copied / "site/releases/2025/manifest.json").read_bytes()
    calendar = (copied / "bening.yml").read_text(encoding="utf-8")
    assert "indicative" in calendar
    shutil.rmtree(copied / "site/releases")
    bare = calendar.replace("      indicative:\n        - internal-tirta-bening/v1\n", "")
    assert bare != calendar
    (copied / "bening.yml").write_text(bare, encoding="utf-8")
    for name in ("measurement-01.yaml", "approval-21.yaml"):
        for path in (copied / "records").rglob(name):
            path.unlink()
    pipeline.release(pipeline.open_agency(copied, "2026-03-02"), "2025")
    assert (copied / "site/releases/2025/manifest.json").read_bytes() == before


def run(agency: Agency, capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main_run([*words, "--root", str(agency.root), "--as-of", "2026-04-01", "--lang", "en"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_commands_show_them(agency: Agency, capsys: Capture) -> None:
    numeric(agency)
    measured(agency, **VALUES)
    rows = run(agency, capsys, "score", "--person", ANI)[1].splitlines()
    assert [row.split(",")[6] for row in rows[1:]] == ["81.00", "97.75"]
    tree = json.loads(run(agency, capsys, "explain", ANI, "2025", "--format", "json")[1])
    assert tree["result"]["regime"] == "pp-30-2019"
    assert [one["result"]["flags"] for one in tree["indicative"]] == ["indikatif"]
    text = run(agency, capsys, "explain", ANI, "2025")[1]
    assert text.count("Result: ") == 2


def test_credit_points_by_command(agency: Agency, capsys: Capture) -> None:
    refused = run(agency, capsys, "credit")
    assert refused[0] == 1 and "BNG624" in refused[1] + refused[2]
    agency.edit("bening.yml", "/rules", {"credit_points": "angka-kredit/v1"}, keep=False)
    path = f"records/people/{BUDI[2:4]}/{BUDI}.yaml"
    agency.edit(path, "/body/positions", [position_tree("bidang-dua", BOSS, level="pelaksana")])
    context = agency.context()
    found = list(credits_of(context, rules_in_force(context), pipeline.scores(context, 1)))
    assert BUDI not in {one.person for one in found}
    assert {one.total for one in found if one.person == ANI} == {"25.00"}
    rows = run(agency, capsys, "credit", "--person", ANI)[1].splitlines()
    assert rows[1] == f"{ANI},2025,1,{FIELD_A},ahli_muda,12,baik,100,25,25.00,"
    tree = json.loads(run(agency, capsys, "credit", "--person", ANI, "--format", "json")[1])
    assert (tree[0]["total"], len(tree[0]["segments"][0]["steps"])) == ("25.00", 4)
    text = run(agency, capsys, "credit", "--person", ANI, "--format", "text")[1]
    assert "25.00" in text and "rubrics/angka-kredit/v1.yaml:" in text
    nobody = run(agency, capsys, "credit", "--person", BUDI)
    assert nobody[0] == 0 and nobody[1].count("\n") == 1
