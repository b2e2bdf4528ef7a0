"""A small sound agency in a temporary folder, and the means to break one thing in it at a time."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bening import layout
from bening.checks.context import Context
from bening.findings import Finding
from bening.model.settings import Settings
from bening.simulate.make import make
from bening.source.emit import dump
from bening.source.rubrics import load_settings
from bening.source.strict import read
from bening.source.tree import WorkTree
from bening.survey import survey

settings.register_profile(
    "unit",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("unit")

ROOT = Path(__file__).resolve().parents[2]
REGIME = "permenpanrb-6-2022/v1"
AS_OF = "2026-04-01"
CITY, OFFICE, FIELD_A, FIELD_B = "kota-uji", "dinas-uji", "bidang-satu", "bidang-dua"
HEAD, BOSS = "p-aaaaaaaaaaaaaaaa", "p-bbbbbbbbbbbbbbbb"
ANI, BUDI, HR = "p-cccccccccccccccc", "p-dddddddddddddddd", "p-eeeeeeeeeeeeeeee"
PEOPLE = (HEAD, BOSS, ANI, BUDI, HR)
VALUES = ("berorientasi_pelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif")

Tree = dict[str, Any]


def settings_tree() -> Tree:
    """bening.yml of the small agency."""
    return {
        "schema": "bening/settings/v1",
        "agency": {"id": CITY, "name": {"id": "Kota Uji", "en": "City of Trials"}},
        "demo": True,
        "timezone": "Asia/Jakarta",
        "forge": {"kind": "none"},
        "sealing": "off",
        "languages": ["id", "en"],
        "calendar": {
            "periods": [
                {
                    "period": "2025",
                    "regime": REGIME,
                    "starts": "2025-01-01",
                    "ends": "2025-12-31",
                    "plan_due": "2025-01-31",
                    "report_due": "2025-12-31",
                    "evaluation_due": "2026-01-31",
                }
            ],
            "releases": [{"id": "2025", "period": "2025", "not_before": "2026-03-02"}],
        },
        "disclosure_policy": "disclosure/v1",
        "position_families": "position-families/v1",
        "rules": {
            "distribution": "distribution/v1",
            "satisfaction": "satisfaction/v1",
        },
        "licence": {"name": "CC-BY-4.0", "title": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    }


def unit_tree(code: str, level: str, parent: str | None) -> Tree:
    """A unit's file with one version."""
    version: Tree = {"valid_from": "2020-01-01", "name": {"id": f"Unit {code}", "en": f"Unit {code}"}, "level": level}
    if parent:
        version["parent"] = parent
    return {"schema": "bening/unit/v1", "kind": "unit", "unit": code, "body": {"versions": [version]}}


def position_tree(unit: str, supervisor: str | None, **more: Any) -> Tree:
    """A position since 2024."""
    tree: Tree = {
        "valid_from": "2024-01-01",
        "unit": unit,
        "title": "Analis Kebijakan Ahli Muda",
        "post_type": "nonmanajerial",
        "level": "ahli_muda",
        "family": "keahlian",
        "grade": "III/c",
    }
    return tree | ({"supervisor": supervisor} if supervisor else {}) | more


def person_tree(person: str, *positions: Tree) -> Tree:
    """A person's file."""
    body = {"employment": "pns", "positions": list(positions)}
    return {"schema": "bening/person/v1", "kind": "person", "person": person, "body": body}


def header(kind: str, person: str, unit: str, period: str = "2025") -> Tree:
    """The header of a record about a person in a period."""
    return {"schema": f"bening/{kind}/v1", "kind": kind, "person": person, "period": period, "unit": unit}


def plan_tree(person: str, unit: str, supports: str | None) -> Tree:
    """A plan of two work results."""
    indicator = {"aspect": "kuantitas", "text": "Jumlah laporan", "target": {"text": "12 laporan", "value": 12}}
    first: Tree = {"rhk": "rhk-1", "type": "utama", "text": "Laporan tersusun tepat waktu", "indicators": [indicator]}
    if supports:
        first["supports"] = {"person": supports, "rhk": "rhk-1"}
    second = {"rhk": "rhk-2", "type": "tambahan", "text": "Arsip tertata", "indicators": [indicator, indicator]}
    body = {"date": "2025-01-15", "results": [first, second]}
    return header("plan", person, unit) | {"rubric": REGIME, "body": body}


def report_tree(person: str, unit: str) -> Tree:
    """A report on both work results."""
    done = {"text": "12 laporan", "value": 12}
    results = [{"rhk": "rhk-1", "realisations": [done]}, {"rhk": "rhk-2", "realisations": [done, done]}]
    body = {
        "date": "2025-12-20",
        "results": results,
        "achievements": ["Semua laporan terbit"],
        "challenges": [{"text": "Jaringan sering terputus"}],
    }
    return header("report", person, unit) | {"rubric": REGIME, "body": body}


def evaluation_tree(person: str, unit: str, rater: str, work: str = "sesuai", behaviour: str = "sesuai") -> Tree:
    """An evaluation with the two ratings given."""
    body = {
        "date": "2026-01-10",
        "work": [{"rhk": f"rhk-{n}", "rating": work, "feedback": "Lengkap"} for n in (1, 2)],
        "behaviour": [{"value": v, "rating": behaviour, "feedback": "Baik"} for v in VALUES],
        "work_rating": work,
        "behaviour_rating": behaviour,
    }
    pins = {"rubric": REGIME, "rater": rater, "rater_group": "supervisor"}
    return header("evaluation", person, unit) | pins | {"body": body}


def feedback_tree(person: str, unit: str, rater: str) -> Tree:
    """Feedback on the first work result."""
    body = {"date": "2025-05-12", "rhk": "rhk-1", "strength": "Data rapi", "suggestion": "Bagikan templat"}
    return header("feedback", person, unit) | {"rater": rater, "rater_group": "supervisor", "body": body}


def numbered_trees(person: str, unit: str, rater: str) -> dict[str, Tree]:
    """A sound record of each kind that is numbered and about a person, beyond feedback and approval."""
    about = {"file": "evaluation.yaml", "sha256": "0" * 64}
    ground = {"rhk": "rhk-1", "text": "Laporan triwulan III sudah ada.", "evidence": [{"reference": "Tanda terima"}]}
    heard = {"person": "2026-02-05", "rater": "2026-02-06"}
    bodies: dict[str, Tree] = {
        "acknowledgement": {"date": "2026-01-22", **about},
        "response": {"date": "2026-01-24", **about, "agrees": True, "text": "Terima kasih."},
        "objection": {"date": "2026-01-30", **about, "addressee": rater, "grounds": [ground]},
        "decision": {
            "date": "2026-02-10",
            "file": "objection-01.yaml",
            "sha256": "0" * 64,
            "decided_by": rater,
            "hearings": heard,
            "outcome": "diterima",
            "work_rating": "sesuai",
            "reasons": "Bukti lengkap.",
        },
        "assessment": {"date": "2025-12-10", "rater": rater, "answers": [{"item": "kolaboratif", "value": 3}]},
        "measurement": {"date": "2025-12-28", "source": "Rekap", "values": [{"indicator": "disiplin", "value": 92}]},
    }
    own: dict[str, Tree] = {
        "objection": {"rubric": "objection/v1"},
        "assessment": {"rubric": "multi-rater/v1", "rater_group": "peer"},
        "measurement": {"rubric": "internal-uji/v1"},
    }
    return {kind: header(kind, person, unit) | own.get(kind, {}) | {"body": body} for kind, body in bodies.items()}


def about_unit_trees(unit: str) -> dict[str, Tree]:
    """A sound survey and a sound result of a unit."""
    elements = [{"element": f"u{n}", "counts": [1, 2, 3, 4]} for n in range(1, 10)]
    bodies: dict[str, Tree] = {
        "survey": {"date": "2025-12-12", "service": "Layanan uji", "respondents": 10, "elements": elements},
        "achievement": {"date": "2026-01-10", "result": "baik", "basis": "Laporan kinerja 2025."},
    }
    rubrics = {"survey": "satisfaction/v1", "achievement": "distribution/v1"}
    head = {"unit": unit, "period": "2025"}
    return {
        k: {"schema": f"bening/{k}/v1", "kind": k, **head, "rubric": rubrics[k], "body": body}
        for k, body in bodies.items()
    }


def approval_tree(person: str, unit: str, file: str, digest: str, approver: str, role: str, date: str) -> Tree:
    """An approval of one file."""
    body = {"date": date, "file": file, "sha256": digest, "approver": approver, "role": role}
    return header("approval", person, unit) | {"body": body}


class Agency:
    """A repository on disk. `edit` breaks one place and keeps the approvals' digests true."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: str, tree: Tree) -> None:
        """Write a file in the canonical form."""
        self.raw(path, dump(tree).encode())

    def raw(self, path: str, content: bytes) -> None:
        """Write a file's bytes."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def tree(self, path: str) -> Tree:
        """What a file says."""
        tree: Tree = read((self.root / path).read_bytes()).tree
        return tree

    def edit(self, path: str, pointer: str, value: Any = None, *, drop: bool = False, keep: bool = True) -> None:
        """Set or drop one place; with `keep` the approvals are renewed."""
        tree = self.tree(path)
        *above, last = pointer.split("/")[1:]
        place: Any = tree
        for part in above:
            place = place[int(part)] if isinstance(place, list) else place[part]
        key: Any = int(last) if isinstance(place, list) else last
        if drop:
            del place[key]
        else:
            place[key] = value
        self.put(path, tree)
        if keep:
            self.reapprove()

    def reapprove(self) -> None:
        """Make every approval's digest that of its file as it stands."""
        for file in sorted(self.root.glob("records/*/*/*/approval-*.yaml")):
            tree = read(file.read_bytes()).tree
            target = file.parent / tree["body"]["file"]
            if target.is_file():
                tree["body"]["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
                file.write_bytes(dump(tree).encode())

    def resign(self) -> None:
        """Make what was said to a file speak of it as it stands, decisions last."""
        kinds = ("approval", "acknowledgement", "response", "objection", "decision")
        for file in (f for kind in kinds for f in sorted(self.root.glob(f"records/*/*/*/{kind}-*.yaml"))):
            tree = read(file.read_bytes()).tree
            target = file.parent / tree["body"]["file"]
            if target.is_file():
                tree["body"]["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
                file.write_bytes(dump(tree).encode())

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def folder(self, person: str, unit: str) -> str:
        """The folder of a person's records of 2025."""
        return layout.person_folder("2025", unit, person)

    def approve(
        self, person: str, unit: str, seq: int, file: str, approver: str, role: str, date: str = "2026-01-20"
    ) -> str:
        """Write an approval of a file as it stands, and return its path."""
        folder = self.folder(person, unit)
        digest = hashlib.sha256((self.root / folder / file).read_bytes()).hexdigest()
        path = f"{folder}/approval-{seq:02d}.yaml"
        self.put(path, approval_tree(person, unit, file, digest, approver, role, date))
        return path

    def employ(self, person: str, unit: str, rater: str, approver: tuple[str, str], supports: str | None) -> None:
        """Write a sound and complete folder of 2025."""
        folder = self.folder(person, unit)
        self.put(f"{folder}/plan.yaml", plan_tree(person, unit, supports))
        self.put(f"{folder}/report.yaml", report_tree(person, unit))
        self.put(f"{folder}/evaluation.yaml", evaluation_tree(person, unit, rater))
        self.put(f"{folder}/feedback-01.yaml", feedback_tree(person, unit, rater))
        self.approve(person, unit, 1, "plan.yaml", rater, "rater", "2025-01-20")
        self.approve(person, unit, 2, "evaluation.yaml", *approver)

    def settings(self) -> Settings:
        """The settings as they are read."""
        loaded = load_settings(WorkTree(self.root))
        assert loaded is not None and loaded.model is not None, loaded and loaded.findings
        return loaded.model

    def context(self, as_of: str = AS_OF, tree: WorkTree | None = None) -> Context:
        """A fresh context, nothing read yet but the settings."""
        return Context(tree or WorkTree(self.root), self.settings(), as_of)

    def findings(self, as_of: str = AS_OF) -> tuple[Finding, ...]:
        """All findings of a full check."""
        return survey(self.context(as_of)).report.findings

    def codes(self, as_of: str = AS_OF) -> list[str]:
        """The codes of a full check, sorted."""
        return sorted(f.code for f in self.findings(as_of))


def small(root: Path) -> Agency:
    """An agency of five people in which nothing is wrong."""
    agency = Agency(root)
    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    agency.put("bening.yml", settings_tree())
    for code, level, parent in (
        (CITY, "agency", None),
        (OFFICE, "office", CITY),
        (FIELD_A, "unit", OFFICE),
        (FIELD_B, "unit", OFFICE),
    ):
        agency.put(layout.unit_path(code), unit_tree(code, level, parent))
    agency.edit(
        layout.unit_path(CITY), "/body/officers", [{"role": "hr", "person": HR, "valid_from": "2020-01-01"}], keep=False
    )
    _people(agency)
    return agency


def _people(agency: Agency) -> None:
    posts = {
        HEAD: position_tree(OFFICE, None, head=True),
        BOSS: position_tree(FIELD_A, HEAD, head=True),
        ANI: position_tree(FIELD_A, BOSS),
        BUDI: position_tree(FIELD_B, BOSS),
        HR: position_tree(CITY, BOSS),
    }
    for person, post in posts.items():
        agency.put(layout.person_path(person), person_tree(person, post))
    agency.employ(BOSS, FIELD_A, HEAD, (HR, "hr"), None)
    agency.employ(ANI, FIELD_A, BOSS, (HEAD, "rater_superior"), BOSS)
    agency.employ(BUDI, FIELD_B, BOSS, (HR, "hr"), BOSS)
    agency.employ(HR, CITY, BOSS, (HEAD, "rater_superior"), None)


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """The small sound agency."""
    root = tmp_path / "agency"
    root.mkdir()
    return small(root)


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A simulated agency of forty people over two years; tests that change anything copy it."""
    root = tmp_path_factory.mktemp("simulated") / "agency"
    make(root, 40, ("2025", "2026"), 7)
    yield root


@pytest.fixture
def copied(simulated: Path, tmp_path: Path) -> Path:
    """A copy of the simulated agency that a test may change."""
    return Path(shutil.copytree(simulated, tmp_path / "copied"))
