"""Exact tables + policy -> safe tables, or the word that a table is withheld: the only way from data to a safe one.

All tables of a population are protected together, by `suppress`, which proves its pattern or refuses. Where it
refuses, the population's last table of the policy's plan is withheld and the others are tried again; with no table
left nothing of it is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bening.disclose.quality import quality
from bening.disclose.safe import SEAL, SafeCell, SafeTable, Withheld
from bening.disclose.suppress import CountTable, Pattern, Preference, ProtectionFailed, Rules, suppress
from bening.grouping import TOTAL
from bening.model.policy import Policy
from bening.model.tables import PEOPLE, SAME
from bening.tabulate import Codes, ExactTable

Hidden = Mapping[str, frozenset[Codes]]
ROUNDS = 8  # groups are blotted out so often; then the tables are withheld


def rules_of(policy: Policy, tables: Iterable[ExactTable]) -> Rules:
    """The policy's numbers as the suppressor takes them.

    If the policy says that headcounts are known, no total of a group of all people hides what is in it, of position
    families within an office neither: how many a group has hardly changes from year to year, so another release tells
    it (found by an attack on ten made-up agencies, docs/threat-model.md). Of a population that is not all people no
    total is known, not even that there is nobody.
    """
    office, unit = policy.office_minimum.value, policy.unit_minimum.value
    known: set[tuple[str, Codes]] = set()
    tables = list(tables)
    for table in (t for t in tables if t.population == PEOPLE):
        place = table.dimensions.index(table.attribute)
        totals = {codes: number for codes, number in table.values.items() if codes[place] == TOTAL}
        # That a group has nobody in it is told in any case: hidden, it could look like a group all alike.
        known |= {
            (table.name, codes) for codes, number in totals.items() if policy.headcounts_known.value or not number
        }
    return Rules(
        minimum={table.name: office for table in tables},
        by_depth={0: office, 1: office, 2: unit},
        homogeneity_percent=policy.homogeneity_percent.value,
        insider=policy.insider.value,
        known=frozenset(known),
        lenient=frozenset(plan.table for plan in policy.tables if plan.lenient),
    )


def hierarchies_of(tables: Iterable[ExactTable]) -> dict[str, dict[str, list[str]]]:
    """The sums of all tables together."""
    joined: dict[str, dict[str, list[str]]] = {}
    for table in tables:
        for dimension in table.dimensions:
            for parent, children in table.hierarchies.get(dimension, {}).items():
                joined.setdefault(dimension, {})[parent] = list(children)
    return joined


def least_of(policy: Policy, table: ExactTable) -> Callable[[Codes], int]:
    """The threshold of a table's cells: from office level up, or at unit level."""
    trees = table.hierarchies.get("unit", {})
    offices = {TOTAL, *trees.get(TOTAL, ())}
    place = table.dimensions.index("unit") if "unit" in table.dimensions else None
    office, unit = policy.office_minimum.value, policy.unit_minimum.value
    return lambda codes: office if place is None or codes[place] in offices else unit


def protect(
    tables: Sequence[ExactTable],
    policy: Policy,
    previous: Hidden | None = None,
    barred: frozenset[tuple[str, Codes]] = frozenset(),
) -> list[SafeTable | Withheld]:
    """Make the tables safe, those of one population together.

    `previous` are the cells hidden in the last release, hidden again where safe, unless that costs more people in
    published cells than the policy permits. `barred` must be hidden: earlier releases of the same period tell of
    them, and the pattern is not made anew then. A table that cannot be made safe with those before it is withheld.
    """
    populations = dict.fromkeys(table.population for table in tables)
    made = {
        one.name: one
        for name in populations
        for one in _protect([t for t in tables if t.population == name], policy, previous, barred)
    }
    results = [made[table.name] for table in tables]
    return sorted(results, key=lambda one: isinstance(one, Withheld))


def _protect(
    tables: Sequence[ExactTable],
    policy: Policy,
    previous: Hidden | None,
    barred: frozenset[tuple[str, Codes]],
) -> list[SafeTable | Withheld]:
    """The same for the tables of one population.

    One of which nothing would be shown is withheld, too, and so is one of few people whose number must be hidden:
    what is hidden in it would tell where they are. So is one of nobody, or withholding would say that there are some.
    """
    kept, found = _kept(tables, policy, previous, barred)
    made = [[_safe(table, pattern.hidden[table.name]) for table in kept] for pattern in found]
    safe = _better(*made, loss=policy.renew_pattern_loss.value) if made else []
    shown = [t for t in safe if not _tells_nothing(t, policy.office_minimum.value)]
    names = {t.name for t in shown}
    return [*shown, *(Withheld(t.name, t.title, "too_small_or_homogeneous") for t in tables if t.name not in names)]


def _kept(
    tables: Sequence[ExactTable],
    policy: Policy,
    previous: Hidden | None,
    barred: frozenset[tuple[str, Codes]],
) -> tuple[list[ExactTable], list[Pattern]]:
    """The tables that can be made safe together, and their patterns: the first of the plan, then what goes with them.

    The last of the plan are left out until the others are safe; then those behind the one that stood in the way are
    tried again, each with all that are kept.
    """
    kept, left, found = list(tables), list[ExactTable](), list[Pattern]()
    while kept and not (found := _patterns(kept, policy, previous, barred)):
        left.insert(0, kept.pop())
    for table in left[1:] if kept else ():
        if again := _patterns([*kept, table], policy, previous, barred):
            kept, found = [*kept, table], again
    return kept, found


def _tells_nothing(table: SafeTable, least: int) -> bool:
    totals = [c.value for c in table.cells if set(c.codes[1:]) == {TOTAL}]
    few = any(total is None or total < least for total in totals)
    return (table.population != PEOPLE and few) or all(c.value is None for c in table.cells)


def _better(first: list[SafeTable], *fresh: list[SafeTable], loss: int) -> list[SafeTable]:
    """The kept pattern, unless it costs a table so many per cent of the people in published cells."""
    for other in fresh:
        shares = [((quality(a).people or 0), (quality(b).people or 0)) for a, b in zip(first, other, strict=True)]
        if any(renewed - kept >= 10 * loss for kept, renewed in shares):
            return other
    return first


def _patterns(
    tables: Sequence[ExactTable], policy: Policy, previous: Hidden | None, barred: frozenset[tuple[str, Codes]]
) -> list[Pattern]:
    """The pattern like the last one, and one made anew, as far as they are proven."""
    ours = {table.name for table in tables}
    required = frozenset((name, codes) for name, codes in barred if name in ours)
    ways = [previous or None] if barred or not previous else [previous, None]
    return [pattern for way in ways if (pattern := _pattern(tables, policy, way, required))]


def _pattern(
    tables: Sequence[ExactTable], policy: Policy, previous: Hidden | None, barred: frozenset[tuple[str, Codes]]
) -> Pattern | None:
    counts = [CountTable(t.name, t.dimensions, t.attribute, t.values, t.population, _same(t)) for t in tables]
    rules = replace(rules_of(policy, tables), barred=barred)
    for _round in range(ROUNDS):
        try:
            pattern = suppress(counts, hierarchies_of(tables), rules, Preference(previous=previous))
        except ProtectionFailed:
            return None
        if pattern.statistics.eased:
            return None  # known headcounts leave no room for the thresholds
        if not (more := frozenset(_half_hidden(tables, pattern))):
            return pattern
        rules = replace(rules, barred=rules.barred | more)
    return None


def _same(table: ExactTable) -> Mapping[str, str]:
    """The classes of a table that are told under another attribute, too."""
    return next((classes for attribute, classes in SAME.items() if attribute == table.attribute), {})


def _half_hidden(tables: Iterable[ExactTable], pattern: Pattern) -> Iterable[tuple[str, Codes]]:
    """The cells still shown of groups of whom not even the number is told; headcounts are, so not of all people.

    Such a group is hidden as a whole: a zero in it would narrow down what each of its few people got, and of a group
    in which perhaps there is nobody, what is hidden would be all alike.
    """
    for table in (t for t in tables if t.population != PEOPLE):
        place, hidden = table.dimensions.index(table.attribute), pattern.hidden[table.name]
        for codes in table.values:
            if (*codes[:place], TOTAL, *codes[place + 1 :]) in hidden and codes not in hidden:
                yield table.name, codes


def _safe(table: ExactTable, hidden: frozenset[Codes]) -> SafeTable:
    cells = tuple(
        SafeCell(codes, None, "hidden") if codes in hidden else SafeCell(codes, value, "published")
        for codes, value in table.values.items()
    )
    return SafeTable(
        name=table.name,
        title=table.title,
        dimensions=table.dimensions,
        cells=cells,
        hierarchies={d: table.hierarchies[d] for d in table.dimensions if d in table.hierarchies},
        labels=table.labels,
        merged=table.merged,
        scheme="",
        seal=SEAL,
        population=table.population,
    )
