"""A second small agency: its official regime is PP 30/2019, with behaviour in figures; the other one's is unchanged."""

from __future__ import annotations

from typing import Any

from bening import layout
from tests.unit.conftest import ANI, BOSS, BUDI, FIELD_A, FIELD_B, HR, OFFICE, Agency, Tree, approval_tree, header

PP30 = "pp-30-2019/v1"
INTERNAL = "internal-tirta-bening/v1"
ASPECTS = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
WHERE = {BOSS: FIELD_A, ANI: FIELD_A, BUDI: FIELD_B, HR: "kota-uji"}


def target(direction: str, **numbers: Any) -> Tree:
    """An indicator with a target in figures."""
    return {
        "aspect": "waktu" if direction == "smaller_is_better" else "kuantitas",
        "text": "Ukuran uji",
        "direction": direction,
        "target": {"text": "seperti disepakati", **numbers},
    }


INDICATORS = (
    target("normal", value=12),
    target("smaller_is_better", value=7),
    target("range", lower=10, upper=20),
)


def numeric(agency: Agency, scores: dict[str, Any] | None = None, innovation: str | None = None) -> Agency:
    """Turn the small agency into one whose official regime is PP 30/2019."""
    agency.edit("bening.yml", "/calendar/periods/0/regime", PP30, keep=False)
    for person, unit in WHERE.items():
        folder = agency.folder(person, unit)
        plan, report, evaluation = (f"{folder}/{kind}.yaml" for kind in ("plan", "report", "evaluation"))
        tree = agency.tree(plan) | {"rubric": PP30}
        tree["body"]["results"][0]["indicators"] = [dict(INDICATORS[0])]
        tree["body"]["results"][1]["indicators"] = [dict(i) for i in INDICATORS[1:]]
        agency.put(plan, tree)
        done = agency.tree(report) | {"rubric": PP30}
        done["body"]["results"][1]["realisations"] = [{"text": "6,5 hari", "value": 6}, {"text": "9", "value": 9}]
        agency.put(report, done)
        rated = agency.tree(evaluation) | {"rubric": PP30}
        values = (*ASPECTS, "kepemimpinan") if person == BOSS else ASPECTS
        rated["body"] = {k: v for k, v in rated["body"].items() if not k.endswith("_rating")}
        rated["body"]["behaviour"] = [
            {"value": v, "score": (scores or {}).get(v, 90), "feedback": "Baik"} for v in values
        ]
        if innovation:
            rated["body"]["innovation"] = innovation
        agency.put(evaluation, rated)
        rater = rated["rater"]
        agency.put(
            f"{folder}/approval-03.yaml",
            approval_tree(person, unit, "report.yaml", "0" * 64, rater, "rater", "2026-01-05"),
        )
    agency.reapprove()
    return agency


def measured(agency: Agency, person: str = ANI, unit: str = FIELD_A, approver: str = BOSS, **values: Any) -> str:
    """Name the internal rubric as indicative, and write an approved measurement; returns its path."""
    agency.edit("bening.yml", "/calendar/periods/0/indicative", [INTERNAL], keep=False)
    folder = agency.folder(person, unit)
    body = {
        "date": "2025-12-20",
        "source": "Rekap",
        "values": [{"indicator": k.replace("_", "-"), "value": v} for k, v in values.items()],
    }
    path = f"{folder}/{layout.file_name('measurement', seq=1)}"
    agency.put(path, header("measurement", person, unit) | {"rubric": INTERNAL, "body": body})
    agency.approve(person, unit, 21, "measurement-01.yaml", approver, "rater", "2025-12-28")
    return path


__all__ = ["ASPECTS", "INTERNAL", "OFFICE", "PP30", "measured", "numeric"]
