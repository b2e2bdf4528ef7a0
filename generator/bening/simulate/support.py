"""What supervisors answer to the support that reports ask for."""

from __future__ import annotations

from bening.simulate.chance import Chance
from bening.simulate.material import data
from bening.simulate.render import Tree

_ANSWERED, _GRANTED = 60.0, 70.0  # percent of evaluations; of answers


def answers(seed: int, period: str, person: str) -> Tree:
    """The part `support` of an evaluation, or nothing: the first challenge of every report asks for support."""
    chance = Chance(seed, "cycle", "support", period, person)
    if not chance.hit(_ANSWERED):
        return {}
    granted = chance.hit(_GRANTED)
    text = chance.pick(data("cycle")["support"]["granted" if granted else "refused"])
    return {"support": [{"challenge": 1, "granted": granted, "text": text}]}
