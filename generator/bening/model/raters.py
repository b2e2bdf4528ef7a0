"""Multi-rater assessment: one answer sheet of one rater. Confidential: the rater stands in the body, not in the header.

Which items there are, the scale, and how many raters a group needs is data in `rubrics/` (`bening/multi-rater/v1`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from bening.model.base import IsoDate, Model, PersonId, RubricRef, described, header_body, header_kind, header_schema
from bening.model.header import PersonRecord, header_rater_group, header_rubric
from bening.model.plan import record_date
from bening.model.terms import RaterGroup

ItemCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]


class Answer(Model):
    """The answer to one item, a whole number on the rubric's scale."""

    item: ItemCode = described(
        ("Butir", "Item"), ("Butir penilaian menurut rubrik", "An item of the rubric"), example="kolaboratif"
    )
    value: int = described(
        ("Jawaban", "Answer"), ("Bilangan bulat pada skala rubrik", "A whole number on the rubric's scale"), example=3
    )


class AssessmentBody(Model):
    """One rater's answers. Never shown: only the aggregate of a rater group leaves the pipeline, and not always."""

    date: IsoDate = described(*record_date, example="2025-12-10")
    rater: PersonId = described(
        ("Penilai", "Rater"), ("Nomor acak pengisi", "The random id of who answers"), example="p-aaaabbbbccccdddd"
    )
    answers: list[Answer] = described(
        ("Jawaban", "Answers"), ("Satu untuk tiap butir", "One for each item"), min_length=1, max_length=60
    )


class Assessment(PersonRecord):
    """…/assessment-<seq>.yaml."""

    schema_: Literal["bening/assessment/v1"] = header_schema("bening/assessment/v1")
    kind: Literal["assessment"] = header_kind("assessment")
    rubric: RubricRef = header_rubric()
    rater_group: RaterGroup = header_rater_group()
    body: AssessmentBody = header_body()
