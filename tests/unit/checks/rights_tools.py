"""Acknowledgement, objection and decision of one person of the small agency, each sound unless told otherwise."""

from __future__ import annotations

import hashlib
from typing import Any

from bening import layout
from tests.unit.conftest import ANI, AS_OF, FIELD_A, HEAD, Agency, numbered_trees

FOLDER = layout.person_folder("2025", FIELD_A, ANI)
EVALUATION = f"{FOLDER}/evaluation.yaml"
ACK, OBJECTION, DECISION = (f"{FOLDER}/{kind}-01.yaml" for kind in ("acknowledgement", "objection", "decision"))


def rules(agency: Agency) -> None:
    """Let the agency choose the shipped procedure, and nobody have feedback that waits for an answer."""
    agency.edit("bening.yml", "/rules", {"objection": "objection/v1"})
    for path in sorted(agency.root.glob("records/*/*/*/feedback-*.yaml")):
        path.unlink()


def digest(agency: Agency, path: str) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256((agency.root / path).read_bytes()).hexdigest()


def sign(agency: Agency, path: str, target: str) -> None:
    """Make a record speak of another file as it stands."""
    agency.edit(path, "/body/sha256", digest(agency, target))


def _put(agency: Agency, kind: str, path: str, target: str, changes: dict[str, Any], **header: str) -> None:
    tree = numbered_trees(ANI, FIELD_A, HEAD)[kind] | header
    about = {"file": target.rpartition("/")[2], "sha256": digest(agency, target)}
    agency.put(path, tree | {"body": tree["body"] | about | changes})


def acknowledge(agency: Agency, target: str = EVALUATION, seq: int = 1, **changes: Any) -> None:
    """The person has received a file."""
    _put(agency, "acknowledgement", f"{FOLDER}/acknowledgement-{seq:02d}.yaml", target, changes)


def object_(agency: Agency, path: str = OBJECTION, rubric: str = "objection/v1", **changes: Any) -> None:
    """The person objects to the evaluation."""
    _put(agency, "objection", path, EVALUATION, changes, rubric=rubric)


def decide(agency: Agency, target: str = OBJECTION, seq: int = 1, **changes: Any) -> None:
    """The rater's superior rejects the objection."""
    if "work_rating" not in changes:
        changes |= {"work_rating": None}
    body = {"outcome": "ditolak", "hearings": {"person": "2026-02-05", "rater": "2026-02-06"}} | changes
    path = f"{FOLDER}/decision-{seq:02d}.yaml"
    _put(agency, "decision", path, target, body)


def found(agency: Agency, as_of: str = AS_OF) -> list[tuple[str, str]]:
    """The findings of a full check as (code, path), by path."""
    return [(f.code, f.path) for f in agency.findings(as_of)]
