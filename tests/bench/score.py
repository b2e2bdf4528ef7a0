"""How long scoring whole tables takes: `python -m tests.bench.score [100000]`.

Prints the seconds of each regime for a tenth of the people and for all of them, with the ratio in the same run, and
how much faster that is than the plain scorers (measured on a part).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd

from bening.score import numeric, quadrant, vectorised, weighted
from bening.simulate.chance import Chance
from tests.unit.score.rubrics import shipped

PART = 500  # people whom the plain scorers score
FAMILIES = ("kepemimpinan", "teknis", "pelayanan-publik", "keahlian", "administrasi")
RATINGS = ("di_atas", "sesuai", "sesuai", "di_bawah", None)
DIRECTIONS = ("normal", "normal", "smaller_is_better", "range")

Run = Callable[[int], tuple[Callable[[], object], Callable[[], object]]]


def quadrants(people: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """The table scorer of so many people, and the plain one of a part of them."""
    rubric, chance = shipped("permenpanrb-6-2022"), Chance("bench", people)
    rows = [(not chance.hit(2), not chance.hit(1), chance.pick(RATINGS), chance.pick(RATINGS)) for _ in range(people)]
    frame = pd.DataFrame(rows, columns=["evaluation", "approved", "work", "behaviour"]).astype(
        {"work": object, "behaviour": object}
    )
    inputs = [quadrant.Inputs("x" if e else None, a, w, b) for e, a, w, b in rows[:PART]]
    model: Any = rubric.model
    return lambda: vectorised.quadrant(model, frame), lambda: [quadrant.decide(rubric, i) for i in inputs]


def weights(people: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """The same for weighted indicators."""
    rubric, chance = shipped("internal-tirta-bening"), Chance("bench", people)
    model: Any = rubric.model
    codes = [i.id for i in model.indicators]
    families = [chance.pick(FAMILIES) for _ in range(people)]
    rows = [{c: None if chance.hit(2) else chance.between(30, 100) for c in codes} for _ in range(people)]
    frame, values = pd.DataFrame({"family": families}), pd.DataFrame(rows, dtype=object)
    plain = [
        (f, {c: None if v is None else Fraction(v) for c, v in r.items()})
        for f, r in zip(families[:PART], rows, strict=False)
    ]
    return lambda: vectorised.weighted(model, frame, values), lambda: [weighted.decide(rubric, f, v) for f, v in plain]


def numbers(people: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """The same for PP 30/2019, with two to five work results and one to three indicators each."""
    rubric, chance = shipped("pp-30-2019"), Chance("bench", people)
    model: Any = rubric.model
    inputs = [_person(chance) for _ in range(people)]
    measures = [
        (n, g.rhk, g.additional, m.aspect, m.direction, m.target, m.lower, m.upper, m.actual)
        for n, p in enumerate(inputs)
        for g in p.goals
        for m in g.measures
    ]
    columns = ["person", "rhk", "additional", "aspect", "direction", "target", "lower", "upper", "actual"]
    frame = pd.DataFrame({"absent": [()] * people, "leads": False, "innovation": [p.innovation for p in inputs]})
    long = pd.DataFrame(measures, columns=columns, dtype=object)
    scores = pd.DataFrame(
        [(n, s) for n, p in enumerate(inputs) for s in p.behaviour], columns=["person", "score"], dtype=object
    )
    return (
        lambda: vectorised.numeric(model, frame, long, scores),
        lambda: [numeric.decide(rubric, p) for p in inputs[:PART]],
    )


def _person(chance: Chance) -> numeric.Inputs:
    goals = tuple(
        numeric.Goal(f"rhk-{n}", n > 4, tuple(_measure(chance) for _ in range(chance.between(1, 3))))
        for n in range(1, chance.between(3, 6))
    )
    behaviour = tuple(Fraction(chance.between(60, 120)) for _ in range(4))
    return numeric.Inputs((), goals, behaviour, innovation=chance.hit(10))


def _measure(chance: Chance) -> numeric.Measure:
    target = chance.between(4, 400)
    made: Any = chance.pick(DIRECTIONS)
    actual = Fraction(target * chance.between(60, 130), 100)
    return numeric.Measure("kuantitas", made, Fraction(target), Fraction(target, 2), Fraction(target * 2), actual)


RUNS: dict[str, Run] = {"quadrant": quadrants, "weighted": weights, "numeric": numbers}


def seconds(run: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    """Measure every regime."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for name, make in RUNS.items():
        few = seconds(make(people // 10)[0])
        table, plain = make(people)
        all_, part = seconds(table), seconds(plain)
        faster = part / min(PART, people) * people / all_
        print(
            f"{name}: {people // 10} people {few:.2f} s, {people} people {all_:.2f} s (x{all_ / few:.1f}); "
            f"{faster:.0f} times faster than one by one"
        )


if __name__ == "__main__":
    main()
