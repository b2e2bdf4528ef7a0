"""Eight releases of a simulated agency one after the other, and a correction: `python -m tests.bench.releases [N]`.

The agency is that of `bening simulate` (60,000 people have 47 offices and 396 units), made in memory; each release is
of another of its years, in which everybody is rated anew and three in a hundred move: more changes than from quarter
to quarter. The ninth corrects one record of the eighth. For each: CPU seconds of protector and attack, memory, people
in published cells, and how many cells changed between hidden and shown.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import yaml

from bening.disclose.earlier import barred
from bening.disclose.frozen import freeze
from bening.disclose.protect import least_of, protect
from bening.disclose.quality import quality
from bening.disclose.safe import Provenance, SafeRelease, SafeTable
from bening.grouping import TOTAL, unit_tree
from bening.model.policy import Policy
from bening.model.settings import Agency
from bening.model.tables import UNRATED
from bening.releasing import attack_releases
from bening.simulate.careers import live
from bening.simulate.material import data
from bening.simulate.people import Staff, hire
from bening.simulate.structure import Unit, offices
from bening.simulate.years import year
from bening.tabulate import Population, tabulate

ROOT = Path(__file__).parents[2]
SEED, FIRST, COUNT = 2025, 2018, 8
CLASSES = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", UNRATED)
_RATINGS = [re.compile(rf"^  {name}: (\w+)$".encode(), re.MULTILINE) for name in ("work_rating", "behaviour_rating")]
Row = tuple[str, str, str]  # unit, family, class


def rubric(ref: str) -> Any:
    """A rubric of the repository."""
    return yaml.safe_load((ROOT / "rubrics" / f"{ref}.yaml").read_text(encoding="utf-8"))


class Directory:
    """The simulated units as the unit tree asks for them."""

    def __init__(self, top: str, units: list[Unit]) -> None:
        self.above = {u.code: office.code for office in units for u in (office, *office.units)} | {top: None}

    def office(self, unit: str, _date: str) -> str | None:
        return self.above[unit]

    def unit(self, unit: str, _date: str) -> Any:
        return SimpleNamespace(name=SimpleNamespace(both=lambda: label(unit)))


def label(code: str) -> dict[str, str]:
    """A code as its own name."""
    return {"id": code, "en": code}


def rows(staff: Staff, period: str, matrix: Mapping[tuple[str, ...], str]) -> Iterator[Row]:
    """Unit, family and predicate of each person, from the records that the simulator writes."""
    for person in staff.everybody():
        files = dict(year(person, period, seed=SEED, officers=tuple(staff.officers), running=False))
        names = {path.rpartition("/")[2]: raw for path, raw in files.items()}
        found = [pattern.search(names.get("evaluation.yaml", b"")) for pattern in _RATINGS]
        ratings = tuple(m[1].decode() for m in found if m)
        post = person.at(f"{period}-12-31")
        yield post.unit, post.family, matrix.get(ratings, UNRATED) if "approval-02.yaml" in names else UNRATED


class Bench:
    """The agency, the policy, and the releases so far."""

    def __init__(self, number: int) -> None:
        self.policy = Policy.model_validate(rubric("disclosure/v1"))
        self.agency = Agency.model_validate({k: data("organisation")["agency"][k] for k in ("id", "name")})
        self.periods = [str(FIRST + n) for n in range(COUNT)]
        units = offices(number, SEED)
        self.directory = Directory(self.agency.id, units)
        self.staff = hire(units, SEED, f"{FIRST - 4}-01-01", f"{self.periods[-1]}-01-01")
        live(self.staff, tuple(self.periods), SEED, f"{self.periods[-1]}-01-01")
        self.matrix = {(c["work"], c["behaviour"]): c["predicate"] for c in rubric("permenpanrb-6-2022/v1")["matrix"]}
        self.done: list[SafeRelease] = []

    def release(self, people: list[Row], name: str, period: str) -> SafeRelease:
        """Protect one release, with regard to those before it as `bening release` has."""
        day, rules = f"{period}-12-31", self.policy
        tree = unit_tree([u for u, _f, _c in people], day, self.agency, cast(Any, self.directory), rules)
        words = [
            {code: label(code) for code in (TOTAL, *some)} for some in (sorted({f for _u, f, _c in people}), CLASSES)
        ]
        words[1] |= {"di_bawah_baik": label("di_bawah_baik")}
        counted = Population(period, Counter(people), tree, words[0], {"predicate": words[1]})
        tables = [tabulate(counted, plan, rules) for plan in rules.tables if plan.shape.attribute == "predicate"]
        same = [t for r in self.done if r.provenance.period == period for t in r.tables]
        told = barred(tables, same, lambda table: least_of(rules, table))
        last = self.done[-1].tables if self.done else ()
        previous = {t.name: frozenset((period, *c.codes[1:]) for c in t.cells if c.value is None) for t in last}
        made = [t for t in protect(tables, rules, previous or None, told) if isinstance(t, SafeTable)]
        as_of = f"{int(period) + 1}-{'03-02' if name == period else '07-01'}"
        return freeze(Provenance(name, period, as_of, "bench", rules.ref, (), {}), made, [])

    def measure(self, people: list[Row], name: str, period: str) -> int:
        """Make a release, attack all of them, print what it took; returns how much was found."""
        start = time.process_time()
        made = self.release(people, name, period)
        middle = time.process_time()
        found = attack_releases([*self.done, made], self.policy)
        end = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name}: protect {middle - start:.1f} s, attack {end - middle:.1f} s, {memory} MB, {len(found)} found")
        print(f"  {report(made, self.done)}", flush=True)
        if not found:
            self.done.append(made)
        return len(found)


def report(made: SafeRelease, before: list[SafeRelease]) -> str:
    """Hidden cells and people in published cells per table, and changes of the pattern."""
    hidden = {t.name: {c.codes[1:] for c in t.cells if c.value is None} for t in made.tables}
    old = {t.name: {c.codes[1:] for c in t.cells if c.value is None} for t in before[-1].tables} if before else hidden
    changed = sum(len(hidden[name] ^ old[name]) for name in hidden)
    shares = [
        f"{t.name} {len(hidden[t.name])}/{len(t.cells)} hidden, {(quality(t).people or 0) / 10} % of people"
        for t in made.tables
    ]
    return f"{'; '.join(shares)}; {changed} cells changed"


def main() -> None:
    """Run the releases; stops with 1 when the attack finds anything but in the correction."""
    bench = Bench(int(sys.argv[1]) if len(sys.argv) > 1 else 60_000)
    people: list[Row] = []
    for period in bench.periods:
        people = list(rows(bench.staff, period, bench.matrix))
        if bench.measure(people, period, period):
            sys.exit(1)
    unit, family, was = people[0]
    people[0] = (unit, family, "baik" if was != "baik" else "sangat_baik")
    bench.measure(people, f"{bench.periods[-1]}-koreksi", bench.periods[-1])


if __name__ == "__main__":
    main()
