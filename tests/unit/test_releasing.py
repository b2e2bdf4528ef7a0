"""Releases: on the calendar, once, unchanged for ever, and nothing left behind by a refusal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bening import making, pipeline, releasing
from bening.disclose import protect
from bening.disclose.frozen import freeze, thaw
from bening.disclose.safe import SafeRelease
from bening.disclose.suppress import Pattern, ProtectionFailed
from bening.findings import Refused
from bening.source.emit import dump
from bening.source.strict import read
from tests.unit.conftest import ANI, FIELD_A, Agency
from tests.unit.disclose.tables import SAFE, policy
from tests.unit.disclose.tables import released as some_release

DUE = "2026-03-02"
RELEASED = Path("site/releases/2025")


def codes(root: Path, release: str = "2025", as_of: str = DUE) -> set[str]:
    """Why a release is refused."""
    with pytest.raises(Refused) as refused:
        pipeline.release(pipeline.open_agency(root, as_of), release)
    return {f.code for f in refused.value.report.findings}


def snapshot(root: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    return {
        p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }


def edit(path: Path, change: dict[str, Any]) -> None:
    """Change the top of a YAML file."""
    path.write_text(dump(read(path.read_bytes()).tree | change))


def test_the_simulated_agency_has_one_release_that_verifies(simulated: Path) -> None:
    context = pipeline.open_agency(simulated, DUE)
    (release,) = releasing.verified(context)
    assert (release.provenance.release, release.provenance.as_of) == ("2025", DUE)
    assert release.provenance.policy == "disclosure/v1"
    for ref, digest in release.provenance.digests.items():
        assert hashlib.sha256((simulated / f"rubrics/{ref}.yaml").read_bytes()).hexdigest() == digest
    planned = releasing.policy_of(context)[1].tables
    assert len(release.tables) + len(release.withheld) == len(planned) == 6


def test_a_release_is_the_same_a_second_time(copied: Path) -> None:
    before = snapshot(copied)
    made = pipeline.release(pipeline.open_agency(copied, DUE), "2025")
    assert snapshot(copied) == before
    assert {f.name: f.content for f in made.files} == releasing.contents(pipeline.open_agency(copied, DUE).tree, "2025")


def test_a_release_made_anew_has_the_same_bytes(copied: Path) -> None:
    before = snapshot(copied / RELEASED)
    for path in (copied / RELEASED).iterdir():
        path.unlink()
    (copied / RELEASED).rmdir()
    pipeline.release(pipeline.open_agency(copied, DUE), "2025", dry_run=True)
    assert not (copied / RELEASED).exists()
    pipeline.release(pipeline.open_agency(copied, DUE), "2025")
    assert snapshot(copied / RELEASED) == before


@pytest.mark.parametrize(
    ("release", "as_of", "code"),
    [("2024", DUE, "BNG701"), ("2025", "2026-03-01", "BNG702"), ("2025-q1", DUE, "BNG701")],
)
def test_only_what_is_on_the_calendar_and_due(agency: Agency, release: str, as_of: str, code: str) -> None:
    assert codes(agency.root, release, as_of) == {code}
    assert not (agency.root / "site").exists()


def test_a_frozen_release_is_not_made_anew_from_changed_records(copied: Path) -> None:
    before = snapshot(copied / RELEASED)
    edit(copied / "bening.yml", {"agency": {"id": "kota-tirta-bening", "name": {"id": "Nama Lain", "en": "Other"}}})
    settings = read((copied / "bening.yml").read_bytes()).tree
    assert settings["agency"]["id"] in {p.stem for p in (copied / "records/organisation").iterdir()}
    for path in sorted((copied / "records/2025").rglob("approval-*.yaml")):
        path.unlink()
    assert codes(copied) == {"BNG703"}
    assert snapshot(copied / RELEASED) == before


def test_records_with_an_error_are_not_released(agency: Agency) -> None:
    agency.edit(f"records/2025/{FIELD_A}/{ANI}/plan.yaml", "/body/results/0/type", "tambahan")
    assert codes(agency.root) == {"BNG401"}
    assert not (agency.root / "site").exists()


def test_a_period_without_people_is_not_released(agency: Agency) -> None:
    period = agency.tree("bening.yml")["calendar"]["periods"][0]
    old = period | {"period": "2022", "starts": "2022-01-01", "ends": "2022-12-31", "plan_due": "2099-01-01"}
    old |= {"report_due": "2099-01-01", "evaluation_due": "2099-01-01"}
    agency.edit("bening.yml", "/calendar/periods", [old, period])
    agency.edit("bening.yml", "/calendar/releases", [{"id": "2022", "period": "2022", "not_before": "2023-03-01"}])
    assert codes(agency.root, "2022") == {"BNG707"}
    assert not (agency.root / "site/releases/2022").exists()


def test_a_release_of_a_period_outside_the_calendar(agency: Agency) -> None:
    agency.edit("bening.yml", "/calendar/releases", [{"id": "2022", "period": "2022", "not_before": "2023-03-01"}])
    assert codes(agency.root, "2022") == {"BNG317"}


def test_of_five_people_hardly_anything_is_said(agency: Agency) -> None:
    """Their number is known anyway; where they are and what they got is not said."""
    made = pipeline.release(pipeline.open_agency(agency.root, DUE), "2025")
    names = sorted(p.name for p in (agency.root / RELEASED).iterdir())
    tables = [f"{table.name}.csv" for table in made.tables]
    assert names == sorted([*FILES, *tables])
    assert {cell.value for table in made.tables for cell in table.cells} <= {None, 0, 5}
    text = "".join(f.content.decode() for f in made.files)
    assert ANI not in text and FIELD_A not in text
    again = thaw(RELEASED.as_posix(), releasing.contents(pipeline.open_agency(agency.root, DUE).tree, "2025"))
    assert again.files == made.files


def test_what_is_withheld_is_said_in_the_manifest(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object) -> Pattern:
        raise ProtectionFailed("no proof")

    monkeypatch.setattr(protect, "suppress", fail)
    made = pipeline.release(pipeline.open_agency(agency.root, DUE), "2025")
    assert made.tables == ()
    assert {w.reason for w in made.withheld} == {"too_small_or_homogeneous"}
    assert sorted(p.name for p in (agency.root / RELEASED).iterdir()) == sorted(FILES)
    manifest = json.loads((agency.root / RELEASED / "manifest.json").read_bytes())
    assert [w["table"] for w in manifest["withheld"]] == [w.name for w in made.withheld]


FILES = ["manifest.json", "hierarchies.json", "labels.json", "notes.json"]


@pytest.mark.parametrize("name", FILES)
def test_a_changed_or_missing_file_stops_everything(copied: Path, name: str) -> None:
    path = copied / RELEASED / name
    content = path.read_bytes()
    path.write_bytes(content[:-3])
    wanted = {"BNG706"} if name == "manifest.json" else {"BNG704"}
    assert codes(copied) == wanted
    path.unlink()
    assert codes(copied) == wanted


def test_an_added_file_or_a_link_stops_everything(copied: Path) -> None:
    (copied / RELEASED / "more.csv").write_text("x\n")
    assert codes(copied) == {"BNG704"}
    (copied / RELEASED / "more.csv").unlink()
    labels = copied / RELEASED / "labels.json"
    labels.rename(copied / "labels.json")
    labels.symlink_to(copied / "labels.json")
    assert codes(copied) == {"BNG704"}


def test_a_changed_rule_stops_everything(copied: Path) -> None:
    path = copied / "rubrics/permenpanrb-6-2022/v1.yaml"
    path.write_bytes(path.read_bytes() + b"# catatan\n")
    context = pipeline.open_agency(copied, DUE)
    with pytest.raises(Refused) as refused:
        releasing.verified(context)
    assert [(f.code, f.path) for f in refused.value.report.findings] == [
        ("BNG708", "rubrics/permenpanrb-6-2022/v1.yaml")
    ]


def test_everything_wrong_with_the_releases_is_said_at_once(copied: Path) -> None:
    """A policy that has gone does not hide that another rule was changed."""
    (copied / "rubrics/disclosure/v1.yaml").unlink()
    path = copied / "rubrics/permenpanrb-6-2022/v1.yaml"
    path.write_bytes(path.read_bytes() + b"# catatan\n")
    with pytest.raises(Refused) as refused:
        releasing.verified(pipeline.open_agency(copied, DUE))
    found = {(f.code, f.path) for f in refused.value.report.findings}
    assert ("BNG708", "rubrics/permenpanrb-6-2022/v1.yaml") in found
    assert any(path == "rubrics/disclosure/v1.yaml" for _, path in found)


@pytest.mark.parametrize("ref", ["../../etc/passwd", "x", "disclosure/v9"])
def test_a_manifest_cannot_point_outside_the_rules(agency: Agency, ref: str) -> None:
    release = some_release(SAFE, policy())
    for file in release.files:
        agency.raw(f"{RELEASED}/{file.name}", file.content)
    manifest = json.loads((agency.root / RELEASED / "manifest.json").read_bytes())
    changed = manifest | {"policy": ref, "digests": {ref: "0" * 64}}
    agency.raw(f"{RELEASED}/manifest.json", (json.dumps(changed, indent=1, ensure_ascii=False) + "\n").encode())
    assert codes(agency.root) <= {"BNG708", "BNG706", "BNG704", "BNG601"}


def test_a_release_that_gives_something_away_stops_everything(agency: Agency) -> None:
    """Its digests hold, its rules are there; what it says is still attacked."""
    unsafe = {"dinas-a": [0, 90, 0, 0, 0, 5], "dinas-b": [2, 50, 2, 0, 0, 5]}
    numbers = dict.fromkeys(("office_minimum", "unit_minimum", "merge_units_below", "merge_offices_below"), 1)
    release = some_release(unsafe, policy(**numbers, insider=False, homogeneity_percent=100))
    digests = {
        ref: hashlib.sha256((agency.root / f"rubrics/{ref}.yaml").read_bytes()).hexdigest()
        for ref in release.provenance.digests
    }
    made = freeze(replace(release.provenance, digests=digests), release.tables, release.withheld)
    for file in made.files:
        agency.raw(f"{RELEASED}/{file.name}", file.content)
    with pytest.raises(Refused) as refused:
        releasing.verified(pipeline.open_agency(agency.root, DUE))
    assert {f.code for f in refused.value.report.findings} == {"BNG705"}
    assert "small" in {f.values["rule"] for f in refused.value.report.findings}
    assert {f.path for f in refused.value.report.findings} <= {f"{RELEASED}/{t.name}.csv" for t in made.tables}


def test_what_an_interrupted_run_left_behind_does_not_block_the_next(copied: Path) -> None:
    """A stage that was not swapped in is no release; the next run clears it away itself."""
    stage = copied / "site/releases/.2026.stage"
    stage.mkdir()
    (stage / "labels.json").write_text("{}")
    assert [r.provenance.release for r in releasing.verified(pipeline.open_agency(copied, DUE))] == ["2025"]


def test_a_folder_that_is_no_release_is_not_passed_over(copied: Path) -> None:
    (copied / "site/releases/2031").mkdir()
    assert codes(copied) == {"BNG706"}


def test_no_releases_at_all(agency: Agency) -> None:
    assert releasing.verified(pipeline.open_agency(agency.root, DUE)) == ()


def test_the_days_that_the_policy_sets_are_kept(copied: Path) -> None:
    """A calendar that was sound when the first release was made; the correction comes too soon after it."""
    calendar = read((copied / "bening.yml").read_bytes()).tree["calendar"]
    late = [{"id": "2025-koreksi", "period": "2025", "not_before": "2026-06-01"}]
    edit(copied / "bening.yml", {"calendar": calendar | {"releases": [*calendar["releases"], *late]}})
    context = pipeline.open_agency(copied, "2026-05-30")
    due = making.due_of(context, "2025-koreksi")
    with pytest.raises(Refused) as refused:
        making.permit(context, due, releasing.verified(context))
    assert [(f.code, f.values["date"]) for f in refused.value.report.findings] == [("BNG702", "2026-06-01")]
    early = due.model_copy(update={"not_before": "2026-03-03"})
    with pytest.raises(Refused) as refused:
        making.permit(context, early, releasing.verified(context))
    assert [f.values["date"] for f in refused.value.report.findings] == ["2026-05-31"]
    making.permit(pipeline.open_agency(copied, "2026-06-01"), due, releasing.verified(context))


def test_a_second_release_of_the_period_and_the_first_made_again(copied: Path) -> None:
    """With nothing changed it says the same; the first one is compared with those before it only."""
    calendar = read((copied / "bening.yml").read_bytes()).tree["calendar"]
    late = [{"id": "2025-koreksi", "period": "2025", "not_before": "2026-06-01"}]
    edit(copied / "bening.yml", {"calendar": calendar | {"releases": [*calendar["releases"], *late]}})
    made = pipeline.release(pipeline.open_agency(copied, "2026-06-01"), "2025-koreksi")
    first = pipeline.release(pipeline.open_agency(copied, "2026-06-01"), "2025")
    assert {t.name: t.cells for t in made.tables} == {t.name: t.cells for t in first.tables}
    assert [r.provenance.release for r in releasing.verified(pipeline.open_agency(copied, DUE))] == [
        "2025",
        "2025-koreksi",
    ]


def test_one_changed_record_in_a_second_release_of_the_period(copied: Path) -> None:
    """One evaluation loses its approval after the release; either nothing tells of it or the release is refused."""
    calendar = read((copied / "bening.yml").read_bytes()).tree["calendar"]
    late = [{"id": "2025-koreksi", "period": "2025", "not_before": "2026-06-01"}]
    edit(copied / "bening.yml", {"calendar": calendar | {"releases": [*calendar["releases"], *late]}})
    (before,) = releasing.verified(pipeline.open_agency(copied, DUE))
    sorted((copied / "records/2025").rglob("approval-02.yaml"))[0].unlink()
    context = pipeline.open_agency(copied, "2026-06-01")
    try:
        after = pipeline.release(context, "2025-koreksi")
    except Refused as refused:
        assert {f.code for f in refused.report.findings} == {"BNG712", "BNG713"}
        return
    old = {(t.name, c.codes): c.value for t in before.tables for c in t.cells}
    now = {(t.name, c.codes): c.value for t in after.tables for c in t.cells}
    both = [cell for cell in old.keys() & now.keys() if old[cell] is not None and now[cell] is not None]
    assert both and all(old[cell] == now[cell] for cell in both)
    assert not [cell for cell in old.keys() & now.keys() if old[cell] is None and now[cell] is not None]
    assert len(releasing.verified(context)) == 2


def staged(root: Path, made: Sequence[SafeRelease]) -> Path:
    """The data folder of a site with these releases."""
    for release in made:
        for file in release.files:
            for folder in ("", f"releases/{release.provenance.release}/"):
                path = root / "build/stage/data" / f"{folder}{file.name}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
    return root / "build/stage"


def test_the_staged_data_folder_is_attacked_as_it_lies(copied: Path) -> None:
    context = pipeline.open_agency(copied, DUE)
    made = releasing.verified(context)
    site = staged(copied, made)
    assert releasing.attack_staged(context, made, site) == []
    table = "period,unit,predicate,value,status\n2025,TOTAL,TOTAL,300,published\n2025,TOTAL,kurang,3,published\n"
    (site / "data/tambahan.csv").write_text(table)
    assert {f.path for f in releasing.attack_staged(context, made, site)} >= {"data/tambahan.csv"}
    (site / "data/tambahan.csv").write_text("nama,jumlah\nx,3\n")
    assert [(f.code, f.path) for f in releasing.attack_staged(context, made, site)] == [("BNG705", "data/tambahan.csv")]
    (site / "data/tambahan.csv").unlink()
    (site / "data/more").mkdir()
    (site / "data/more/t.csv").write_text(table)
    assert releasing.attack_staged(context, made, site)


@pytest.mark.parametrize("where", ["data", "data/releases/2025"])
def test_a_staged_table_that_is_not_the_releases_is_found(copied: Path, where: str) -> None:
    context = pipeline.open_agency(copied, DUE)
    made = releasing.verified(context)
    site = staged(copied, made)
    path = site / where / "predicates_by_office.csv"
    path.write_bytes(path.read_bytes().replace(b"TOTAL,TOTAL,120", b"TOTAL,TOTAL,121").replace(b"hidden", b"hidde"))
    found = releasing.attack_staged(context, made, site)
    assert {f.code for f in found} <= {"BNG704", "BNG705"} and found
    path.unlink()
    assert "BNG704" in {f.code for f in releasing.attack_staged(context, made, site)}
