"""Records about units: satisfaction surveys of services, results of closed years, and indicators that rest on them.

Everything is drawn from chances of its own, so that what others draw does not move. A service unit's survey can be
worked out anywhere from its code and theme; its counts are those that the indicator of its people reports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from bening import layout, scaffold
from bening.model.distribution import Distribution
from bening.model.terms import PREDICATES, Predicate
from bening.score.distribution import compare, too_few
from bening.score.satisfaction import decimal, mean
from bening.simulate.chance import Chance
from bening.simulate.directory import DISTRIBUTION, SATISFACTION, File
from bening.simulate.material import data
from bening.simulate.outcomes import ABOVE, AS, BELOW
from bening.simulate.people import Person, Post
from bening.simulate.render import Tree, render
from bening.simulate.structure import Unit
from bening.source.strict import read

_WHOLE = re.compile(r"^  (work|behaviour)_rating: (\w+)$", re.MULTILINE)
SERVING = "pelayanan-publik"
_ELEMENTS = tuple(f"u{n}" for n in range(1, 10))
_QUARTERS = {"q1": "03-28", "q2": "06-27", "q3": "09-26", "q4": "12-12"}
# Percent: of service units those surveyed; of these quarterly; with few respondents; of their serving staff those
# whose plan has the index, of whose reports those that round it; of results those that differ from the head's
# rating; of deviations those without a reason.
_SURVEYED, _QUARTERLY, _FEW, _IN_PLAN, _ROUNDS, _DIFFERS, _NO_REASON = 70, 35, 6, 40, 4, 8, 20
_BY_RATING = {ABOVE: "istimewa", AS: "baik", BELOW: "butuh_perbaikan"}
_MATRIX: dict[tuple[str, str], Predicate] = {
    (ABOVE, ABOVE): "sangat_baik",
    (ABOVE, AS): "baik",
    (AS, AS): "baik",
    (AS, ABOVE): "baik",
    (BELOW, AS): "butuh_perbaikan",
    (BELOW, ABOVE): "butuh_perbaikan",
    (AS, BELOW): "kurang",
    (ABOVE, BELOW): "kurang",
    (BELOW, BELOW): "sangat_kurang",
}


@cache
def _offices() -> frozenset[str]:
    """The codes of the offices, which are surveyed whatever is drawn, so that a small agency has a survey, too."""
    return frozenset(str(office["slug"]) for office in data("organisation")["offices"])


@lru_cache(maxsize=1 << 12)
def parts(seed: int, unit: str, theme: str) -> tuple[str, ...]:
    """The parts of the year of which a unit has a survey: none, the year itself (""), or the quarters."""
    chance = Chance(seed, "units", "surveyed", unit)
    drawn = chance.hit(_SURVEYED)
    if theme not in data("units")["services"] or not (drawn or unit in _offices()):
        return ()
    return tuple(_QUARTERS) if chance.hit(_QUARTERLY) else ("",)


@lru_cache(maxsize=1 << 12)
def counts(seed: int, period: str, unit: str, part: str) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The respondents of a survey and how many gave answer 1 to 4 to each element."""
    chance = Chance(seed, "units", "survey", period, unit, part)
    respondents = chance.between(12, 29) if chance.hit(_FEW) else chance.between(60, 420)
    good = chance.between(20, 55)  # percent that answer 4; the rest mostly 3
    return respondents, tuple(_answers(chance, respondents - chance.below(4), good) for _ in _ELEMENTS)


def _answers(chance: Chance, answered: int, good: int) -> tuple[int, ...]:
    best = answered * max(5, good + chance.between(-12, 12)) // 100
    worst = answered * chance.between(0, 3) // 100
    poor = answered * chance.between(2, 12) // 100
    return worst, poor, answered - best - worst - poor, best


@lru_cache(maxsize=1 << 12)
def index(seed: int, period: str, unit: str, which: tuple[str, ...]) -> str:
    """The index of a unit's surveys of a year, pooled, as it is published: `82.29`."""
    sheets = [counts(seed, period, unit, part)[1] for part in which]
    pooled = [[sum(answers) for answers in zip(*element, strict=True)] for element in zip(*sheets, strict=True)]
    return decimal(sum(map(mean, pooled), Fraction(0)) * 25 / len(_ELEMENTS), 2)


def survey_files(seed: int, period: str, offices: Sequence[Unit], *, running: bool) -> Iterator[File]:
    """The surveys of a year; of a running one those of the first half."""
    for unit in _all(offices):
        for part in parts(seed, unit.code, unit.theme):
            if not running or part in ("q1", "q2"):
                yield _survey(seed, period, unit, part)


def _all(offices: Sequence[Unit]) -> Iterator[Unit]:
    for office in offices:
        yield office
        yield from office.units


def _survey(seed: int, period: str, unit: Unit, part: str) -> File:
    respondents, answers = counts(seed, period, unit.code, part)
    service = Chance(seed, "units", "service", unit.code).pick(data("units")["services"][unit.theme])
    body: Tree = {
        "date": f"{period}-{_QUARTERS[part or 'q4']}",
        "service": service,
        "respondents": respondents,
        "elements": [{"element": e, "counts": list(c)} for e, c in zip(_ELEMENTS, answers, strict=True)],
    }
    return _file("survey", unit.code, period, part, SATISFACTION, body)


def _file(kind: str, unit: str, period: str, part: str, rubric: str, body: Tree) -> File:
    head: Tree = {"schema": f"bening/{kind}/v1", "kind": kind, "unit": unit}
    tree = head | {"period": f"{period}-{part}" if part else period, "rubric": rubric, "body": body}
    return layout.about_unit_path(kind, period, unit, part), render(tree)


def surveyed(seed: int, period: str, person: Person, post: Post) -> tuple[str, ...]:
    """The surveys whose index stands in a person's plan, empty for most people."""
    which = parts(seed, post.unit, post.theme) if post.family == SERVING else ()
    chosen = Chance(seed, "units", "plan", period, person.id).hit(_IN_PLAN)
    return which if chosen and person.at(f"{period}-12-31").unit == post.unit else ()


def add_indicator(seed: int, period: str, person: Person, items: list[Tree]) -> list[Tree]:
    """Give the first work result of some who serve the public the index of their unit as a further indicator."""
    post = person.at(f"{period}-01-01")
    if surveyed(seed, period, person, post):
        target = Chance(seed, "units", "target", period, person.id).between(78, 84)
        items[0]["indicators"].append(
            {
                "aspect": "kualitas",
                "text": data("units")["indicator"].replace(" {unit}", ""),
                "target": {"text": f"IKM {target}", "value": target, "unit": "indeks"},
                "survey": post.unit,
            }
        )
    return items


def add_realisation(seed: int, period: str, person: Person, results: list[Tree]) -> list[Tree]:
    """Report the index; a few round it, which reviewers are told."""
    post = person.at(f"{period}-01-01")
    which = surveyed(seed, period, person, post)
    if which:
        chance = Chance(seed, "units", "realised", period, person.id)
        value = index(seed, period, post.unit, which)
        rounded = value.partition(".")[0] if chance.hit(_ROUNDS) else value.rstrip("0").rstrip(".")
        evidence = [chance.pick(data("units")["evidence"])]
        results[0]["realisations"].append(
            {"text": f"IKM {rounded.replace('.', ',')}", "value": Decimal(rounded), "evidence": evidence}
        )
    return results


@dataclass(slots=True)
class Tally:
    """Predicates by period and unit, and the ratings of work results by period and person, read off evaluations."""

    predicates: dict[tuple[str, str], Counter[Predicate]] = field(default_factory=dict)
    work: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, file: File) -> File:
        """Remember what an annual evaluation says, and pass the file on."""
        path, content = file
        if path.endswith("/evaluation.yaml"):
            place, said = layout.parse(path), dict(_WHOLE.findall(content.decode()))
            pair = (said.get("work", ""), said.get("behaviour", ""))
            if place and pair in _MATRIX:
                unit = self.predicates.setdefault((place.year, place.unit), Counter())
                unit[_MATRIX[pair]] += 1
                self.work[place.year, place.person] = pair[0]
        return file


@cache
def _rubric() -> Distribution:
    raw = next(content for name, content in scaffold.files() if name == layout.rubric_path(DISTRIBUTION))
    return Distribution.model_validate(read(raw).tree)


def achievement_files(
    seed: int, period: str, offices: Sequence[Unit], people: Sequence[Person], tally: Tally
) -> Iterator[File]:
    """The results of a closed year: of every office and of every unit."""
    end = f"{period}-12-31"
    heads = {person.at(end).unit: person for person in people if person.at(end).head}
    for office in offices:
        for unit in (office, *office.units):
            inside = [unit.code] if unit is not office else [u.code for u in (office, *office.units)]
            found: Counter[Predicate] = Counter()
            for code in inside:
                found += tally.predicates.get((period, code), Counter())
            head = heads.get(unit.code)
            yield _achievement(seed, period, unit, found, tally.work.get((period, head.id), "") if head else "")


def _achievement(seed: int, period: str, unit: Unit, found: Counter[Predicate], rating: str) -> File:
    chance = Chance(seed, "units", "result", period, unit.code)
    texts = data("units")
    drawn = chance.pick(tuple(_BY_RATING.values())) if chance.hit(_DIFFERS) else _BY_RATING.get(rating, "baik")
    body: Tree = {
        "date": f"{int(period) + 1}-01-{chance.between(9, 23):02d}",
        "result": drawn,
        "basis": chance.pick(texts["basis"][drawn]).replace("{period}", period),
        "evidence": [{"reference": f"{chance.pick(texts['reports'])} {period}"}],
    }
    reason, forgot = chance.pick(texts["reasons"]), chance.hit(_NO_REASON)
    now, near = _deviations(drawn, found), _nearby(found)
    steady = all(_deviations(drawn, other) == now for other in near)
    if not steady or (now and not forgot):
        body["deviation_reason"] = reason
    return _file("achievement", unit.code, period, "", DISTRIBUTION, body)


def _deviations(result: str, found: Counter[Predicate]) -> frozenset[str]:
    """The rules that do not hold; the head is among those found, which hardly ever matters."""
    rules = _rubric()
    drawn = next(p.result for p in rules.patterns if p.result == result)
    return frozenset() if too_few(found, rules) else frozenset(d.pointer for d in compare(found, drawn, rules))


def _nearby(found: Counter[Predicate]) -> Iterator[Counter[Predicate]]:
    """How it might come out with a few people more or fewer of one predicate, as planted faults make it."""
    for step in {1, 1 + sum(found.values()) // 10}:
        for predicate in PREDICATES:
            for number in (found[predicate] + step, found[predicate] - step):
                yield Counter({**found, predicate: max(0, number)})
