"""What people answer: acknowledgements, responses, objections and the decisions on them; evidence of feedback.

Draws from chances of its own, so that what others draw does not move.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bening import layout
from bening.model.base import after
from bening.simulate.chance import Chance
from bening.simulate.directory import OBJECTION, File
from bening.simulate.material import data
from bening.simulate.outcomes import ABOVE, AS, BELOW, VALUES
from bening.simulate.people import Person
from bening.simulate.render import Tree, render

# Percent of: pieces of feedback with evidence, of that evidence with a digest; feedback and evaluations acknowledged.
_EVIDENCE, _DIGEST, _NOTED, _RECEIVED = 30, 60, 85, 88
# Percent of those who received an evaluation: answers, and of the answers agreement; percent of evidence in grounds.
_ANSWERS, _AGREES, _PROOF = 12, 80, 55
# Percent of those who received an evaluation and object: with a rating below expectations, and the others.
_OBJECTS_BELOW, _OBJECTS = 6.5, 1.0
_LATE, _UNDECIDED, _SETTLED = 8, 22, 70  # percent of objections; of decisions those that are acknowledged
_OUTCOMES, _WEIGHTS = ("diterima", "diterima_sebagian", "ditolak"), (20, 30, 50)
_FIELD = r'^ *{}: "?([a-z0-9_-]+)"?$'
_BETTER = {BELOW: AS, AS: ABOVE}


def evidence(*parts: object) -> Tree:
    """Evidence of a piece of feedback, or nothing; `parts` seed the chance."""
    chance = Chance(*parts, "evidence")
    if not chance.hit(_EVIDENCE):
        return {}
    return {"evidence": [_proof(chance, data("rights")["evidence"])]}


def _proof(chance: Chance, names: list[str]) -> Tree:
    """One piece of evidence; the digest is that of a document that does not exist."""
    name = f"{chance.pick(names)} nomor {chance.between(3, 240)}"
    digest = {"sha256": hashlib.sha256(name.encode()).hexdigest()} if chance.hit(_DIGEST) else {}
    return {"reference": name} | digest


@dataclass(slots=True)
class _Answers:
    """What one person answers in a year; numbers the files of each kind."""

    person: Person
    period: str
    unit: str
    chance: Chance
    officers: tuple[Person, ...]
    numbers: dict[str, int] = field(default_factory=dict)

    def write(self, kind: str, body: Tree, **header: str) -> File:
        """The next record of a kind."""
        seq = self.numbers[kind] = self.numbers.get(kind, 0) + 1
        head: Tree = {
            "schema": f"bening/{kind}/v1",
            "kind": kind,
            "person": self.person.id,
            "period": self.period,
            "unit": self.unit,
        }
        folder = layout.person_folder(self.period, self.unit, self.person.id)
        return f"{folder}/{layout.file_name(kind, seq=seq)}", render(head | header | {"body": body})


def answered(
    person: Person, period: str, files: Iterable[File], *, seed: int, officers: tuple[Person, ...]
) -> Iterator[File]:
    """Pass a person's year on, and after it what the person answers and what comes of it."""
    notes: list[File] = []
    evaluation: File | None = None
    approved = False
    unit = person.at(f"{period}-12-31").unit
    for path, content in files:
        yield path, content
        folder, _slash, name = path.rpartition("/")
        if folder != layout.person_folder(period, unit, person.id):
            continue  # of a part of the year in another unit: answers lie beside what they are about
        notes += [(path, content)] if name.startswith("feedback-") else []
        evaluation = (path, content) if name == "evaluation.yaml" else evaluation
        approved |= name.startswith("approval-") and b"  file: evaluation.yaml\n" in content
    this = _Answers(person, period, unit, Chance(seed, "rights", period, person.id), officers)
    for note in notes:
        if this.chance.hit(_NOTED):
            yield _receipt(this, note, after(_value(note, "date"), this.chance.between(1, 12)))
    if evaluation and this.chance.hit(_RECEIVED):
        yield from _evaluated(this, evaluation, approved)


def _value(file: File, name: str) -> str:
    """The first value of a key in a file, empty when there is none."""
    found = re.search(_FIELD.format(name), file[1].decode(), re.MULTILINE)
    return found[1] if found else ""


def _about(file: File, date: str) -> Tree:
    name = file[0].rpartition("/")[2]
    return {"date": date, "file": name, "sha256": hashlib.sha256(file[1]).hexdigest()}


def _receipt(this: _Answers, file: File, date: str) -> File:
    return this.write("acknowledgement", _about(file, date))


def _evaluated(this: _Answers, evaluation: File, approved: bool) -> Iterator[File]:
    chance, texts = this.chance, data("rights")
    date = after(_value(evaluation, "date"), chance.between(1, 9))
    yield _receipt(this, evaluation, date)
    if chance.hit(_ANSWERS):
        agrees = chance.hit(_AGREES)
        text = chance.pick(texts["agrees" if agrees else "disagrees"])
        body = _about(evaluation, after(date, chance.between(0, 4))) | {"agrees": agrees, "text": text}
        yield this.write("response", body)
    ratings = _value(evaluation, "work_rating"), _value(evaluation, "behaviour_rating")
    objects = chance.hit(_OBJECTS_BELOW if BELOW in ratings else _OBJECTS)
    if objects and approved and all(ratings) and ratings != (ABOVE, ABOVE):
        yield from _objects(this, evaluation, date, ratings)


def _objects(this: _Answers, evaluation: File, received: str, ratings: tuple[str, str]) -> Iterator[File]:
    chance = this.chance
    date = after(received, chance.between(15, 22) if chance.hit(_LATE) else chance.between(1, 14))
    decider = _decider(this, date)
    if decider is None:
        return
    body = _about(evaluation, date) | {"addressee": decider.id, "grounds": _grounds(chance, ratings)}
    filed = this.write("objection", body, rubric=OBJECTION)
    yield filed
    if not chance.hit(_UNDECIDED):
        made = this.write("decision", _decision(chance, filed, date, decider, ratings))
        yield made
        if chance.hit(_SETTLED):
            yield _receipt(this, made, after(_value(made, "date"), chance.between(1, 7)))


def _decider(this: _Answers, date: str) -> Person | None:
    """The rater's superior, or where there is none an officer of the personnel office."""
    rater = this.person.at(f"{this.period}-12-31").boss
    superior = rater.at(date).boss if rater else None
    if rater is None or superior:
        return superior
    return next((p for p in this.officers if p is not this.person and p is not rater), None)


def _grounds(chance: Chance, ratings: tuple[str, str]) -> list[Tree]:
    """One or two reasons of different kinds; about work where that was rated badly, otherwise rather behaviour."""
    worth = {"results": 75 if ratings[0] == BELOW else 50, "values": 30 if ratings[1] != ABOVE else 0, "whole": 20}
    kinds = [list(worth)[chance.weighted(list(worth.values()))]]
    kinds += [k for k in worth if k not in kinds and worth[k]][: chance.hit(30)]
    return [_ground(chance, kind) for kind in kinds]


def _ground(chance: Chance, kind: str) -> Tree:
    text, proof = chance.pick(data("rights")[kind]).split(" | ")
    place: dict[str, Tree] = {"results": {"rhk": "rhk-1"}, "values": {"value": chance.pick(VALUES)}}
    ground: Tree = place.get(kind, {}) | {"text": text}
    return ground | ({"evidence": [_proof(chance, [proof])]} if chance.hit(_PROOF) else {})


def _decision(chance: Chance, filed: File, date: str, decider: Person, ratings: tuple[str, str]) -> Tree:
    heard = after(date, chance.between(2, 12))
    again = after(heard, chance.between(0, 3))
    outcome = _OUTCOMES[chance.weighted(_WEIGHTS)]
    body: Tree = _about(filed, after(again, chance.between(1, 18))) | {
        "decided_by": decider.id,
        "hearings": {"person": heard, "rater": again},
        "outcome": outcome,
    }
    changes = outcome == "diterima" or (outcome == "diterima_sebagian" and chance.hit(60))
    if changes:
        old = min(ratings, key=(BELOW, AS, ABOVE).index)  # the worse one is raised by a step
        body["work_rating" if ratings[0] == old else "behaviour_rating"] = _BETTER[old]
    why = "tetap" if outcome == "diterima_sebagian" and not changes else outcome
    return body | {"reasons": chance.pick(data("rights")["reasons"][why])}
