"""`suppress`: from linked count tables to a pattern of hidden cells that is proven safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bening.disclose.suppress.giveback import give_back, try_without
from bening.disclose.suppress.grid import Grid, build
from bening.disclose.suppress.model import (
    TOTAL,
    CountTable,
    Hierarchies,
    Pattern,
    Preference,
    Rules,
    Statistics,
)
from bening.disclose.suppress.prove import prove
from bening.disclose.suppress.search import Search


def suppress(
    tables: Sequence[CountTable], hierarchies: Hierarchies, rules: Rules, preference: Preference | None = None
) -> Pattern:
    """Choose the cells to hide in all tables together; the same arguments in any order give the same pattern.

    ValueError: the tables or rules are not usable. ProtectionFailed: no pattern is proven safe; publish nothing.
    """
    preference = preference or Preference()
    grid = build(tables, hierarchies, rules)
    before = _before(grid, preference)
    search = Search(grid, _weights(tables, grid, preference, before))
    search.hide(search.primary | before)
    if before:
        _reuse(search)
    search.protect()
    give_back(search, before)
    prove(grid, search.hidden, search.lines.holding())
    return _pattern(search)


def _weights(tables: Iterable[CountTable], grid: Grid, preference: Preference, before: frozenset[int]) -> list[float]:
    weights = [preference.cell + preference.size * value.bit_length() for value in grid.value[: grid.visible]]
    totals = [0] * grid.visible
    for table in tables:
        for codes, cell in grid.place[table.name].items():
            totals[cell] = max(totals[cell], codes.count(TOTAL))
    for cell in range(grid.visible):
        weights[cell] += preference.total * totals[cell]
        weights[cell] += preference.published * (preference.previous is not None and cell not in before)
    return weights


def _before(grid: Grid, preference: Preference) -> frozenset[int]:
    """Cells hidden in the last release that are still there and can be hidden."""
    previous = preference.previous or {}
    cells = (place[c] for name, place in grid.place.items() for c in previous.get(name, ()) if c in place)
    return frozenset(c for c in cells if not grid.known[c])


def _reuse(search: Search) -> None:
    """Publish what was hidden in the last release but that nothing protects now."""
    search.close()
    for cell in search.unmet():
        # Where a required cell stands in the way, `protect` will hide more.
        if not search.meets(cell) and cell in search.hidden - search.primary:
            try_without(search, [cell])
    search.open()


def _pattern(search: Search) -> Pattern:
    grid, hidden, primary = search.grid, search.hidden, search.primary
    zeros = sum(not grid.value[c] for c in hidden)

    def shown(cells: Iterable[int]) -> dict[str, frozenset[tuple[str, ...]]]:
        chosen = set(cells)
        return {name: frozenset(k for k, c in place.items() if c in chosen) for name, place in grid.place.items()}

    return Pattern(
        hidden=shown(hidden),
        primary=shown(primary),
        secondary=shown(hidden - primary),
        statistics=Statistics(
            cells=grid.visible,
            primary=len(primary),
            secondary=len(hidden - primary),
            zeros=zeros,
            groups=grid.groups,
            eased=grid.eased,
            programs=search.asked + search.moves.asked,
            witnesses=len(search.lines.holding()),
        ),
    )
