"""Who is blocked by whom: chains upwards through supervisors whose own step is not finished."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def chain(person: str, above: Mapping[str, str], open_: Collection[str]) -> tuple[str, ...]:
    """The people for whom `person` waits, nearest first: each one's step is open, the last waits for nobody.

    `above` gives everybody's supervisor, `open_` are those whose step is not finished. Nobody appears twice, also
    where supervisors form a ring. Empty when the supervisor has finished, or there is none.
    """
    found: list[str] = []
    seen = {person}
    boss = above.get(person)
    while boss is not None and boss in open_ and boss not in seen:
        found.append(boss)
        seen.add(boss)
        boss = above.get(boss)
    return tuple(found)


def chains(above: Mapping[str, str], open_: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The chain of everybody who is open and waits for somebody; sorted by person."""
    unfinished = frozenset(open_)
    made = {person: chain(person, above, unfinished) for person in sorted(unfinished)}
    return {person: waits for person, waits in made.items() if waits}
