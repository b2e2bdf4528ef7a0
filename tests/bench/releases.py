"""Eight releases one after the other, 60,000 made-up people in 400 units: `python -m tests.bench.releases`.

For each release: CPU seconds of protector and attack, hidden cells per table, the share of people who stand in
published cells of unit x three classes, and how many cells changed between hidden and shown since the release before.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

from bening.disclose.frozen import freeze
from bening.disclose.protect import protect
from bening.disclose.safe import Provenance, SafeRelease, SafeTable
from bening.grouping import TOTAL, UnitTree, merge_small
from bening.model.policy import Policy
from bening.releasing import attack_releases
from bening.tabulate import Population, tabulate

ROOT = Path(__file__).parents[2]
CLASSES = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang", "belum_dinilai")
MIX = (0.12, 0.79, 0.05, 0.015, 0.005, 0.02)
FAMILIES = ("kepemimpinan", "teknis", "pelayanan-publik", "keahlian", "administrasi")
OFFICES, UNITS = 40, 10
OFFICE_CODES = [f"kantor-{o:02d}" for o in range(OFFICES)]


def policy() -> Policy:
    """The repository's policy."""
    return Policy.model_validate(
        yaml.safe_load((ROOT / "rubrics" / "disclosure" / "v1.yaml").read_text(encoding="utf-8"))
    )


def label(code: str) -> dict[str, str]:
    return {"id": code, "en": code}


def units_of(office: str) -> list[str]:
    """The ten units of an office."""
    return [f"{office}-{u}" for u in range(UNITS)]


def tree(persons: list[tuple[str, str, str]], below: int) -> UnitTree:
    """Offices of ten units each, those with fewer than `below` people merged into a rest as in a release."""
    sizes, made, path = Counter(unit for unit, _, _ in persons), {}, {}
    for office in OFFICE_CODES:
        own = {unit: sizes[unit] for unit in units_of(office)}
        small, rest = merge_small(own, below), f"{office}.gabungan"
        made[office] = (*(u for u in own if u not in small), *([rest] if small else []))
        path |= {unit: (TOTAL, office, rest if unit in small else unit) for unit in own}
    labels = {code: label(code) for code in (TOTAL, *made, *(c for children in made.values() for c in children))}
    return UnitTree({TOTAL: tuple(OFFICE_CODES), **made}, path, {}, labels)


def people(number: int, chance: random.Random) -> list[tuple[str, str, str]]:
    """Unit, family and class of each person; units are uneven and differ in leniency."""
    units = [unit for office in OFFICE_CODES for unit in units_of(office)]
    weights = [1 / (1 + i % UNITS) for i in range(len(units))]
    lenient = {unit: chance.random() < 0.3 for unit in units}
    made = []
    for unit in chance.choices(units, weights, k=number):
        mix = (0.05, 0.94, 0.005, 0.001, 0.001, 0.003) if lenient[unit] else MIX
        made.append((unit, chance.choice(FAMILIES), chance.choices(CLASSES, mix)[0]))
    return made


def moved(persons: list[tuple[str, str, str]], chance: random.Random) -> list[tuple[str, str, str]]:
    """The next quarter: one in ten is rated anew."""
    return [(u, f, chance.choices(CLASSES, MIX)[0] if chance.random() < 0.1 else c) for u, f, c in persons]


def release(persons: list[tuple[str, str, str]], period: str, before: list[SafeRelease]) -> SafeRelease:
    """Protect one period's tables, with the pattern of the release before."""
    rules = policy()
    words = {f: label(f) for f in (TOTAL, *FAMILIES)}
    classes = {c: label(c) for c in (TOTAL, *CLASSES, "di_bawah_baik")}
    units = tree(persons, rules.merge_units_below.value)
    exact = [tabulate(Population(period, Counter(persons), units, words, classes), p, rules) for p in rules.tables]
    previous = {
        t.name: frozenset((period, *c.codes[1:]) for c in t.cells if c.value is None)
        for t in (before[-1].tables if before else ())
    }
    made = [t for t in protect(exact, rules, previous or None) if isinstance(t, SafeTable)]
    facts = Provenance(period, period, "2026-01-01", "bench", rules.ref, (), {})
    return freeze(facts, made, [])


def report(made: SafeRelease, before: list[SafeRelease], persons: int) -> str:
    """Hidden cells per table, people in published cells of the unit table, and changes of the pattern."""
    hidden = {t.name: {c.codes[1:] for c in t.cells if c.value is None} for t in made.tables}
    units = next(t for t in made.tables if t.name == "predicates_by_unit")
    leaves = {"sangat_baik", "baik", "di_bawah_baik", "belum_dinilai"}
    lowest = {c for children in units.hierarchies["unit"].values() for c in children} - set(units.hierarchies["unit"])
    shown = sum(c.value or 0 for c in units.cells if c.codes[1] in lowest and c.codes[2] in leaves)
    old = {t.name: {c.codes[1:] for c in t.cells if c.value is None} for t in before[-1].tables} if before else hidden
    changed = sum(len(hidden[name] ^ old[name]) for name in hidden)
    counts = ", ".join(f"{t.name} {len(hidden[t.name])}/{len(t.cells)}" for t in made.tables)
    return f"{counts}; {100 * shown / persons:.1f} % of people in published unit cells; {changed} cells changed"


def main() -> None:
    """Run the releases; stops with 1 when the attack finds anything."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    chance = random.Random(20260101)
    persons = people(number, chance)
    done: list[SafeRelease] = []
    for quarter in range(8):
        period = f"{2024 + quarter // 4}-q{quarter % 4 + 1}"
        start = time.process_time()
        made = release(persons, period, done)
        middle = time.process_time()
        found = attack_releases([*done, made], policy())
        end = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{period}: protect {middle - start:.1f} s, attack {end - middle:.1f} s, {memory} MB, {len(found)} found")
        print(f"  {report(made, done, number)}", flush=True)
        if found:
            sys.exit(1)
        done.append(made)
        persons = moved(persons, chance)


if __name__ == "__main__":
    main()
