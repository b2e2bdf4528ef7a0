"""The regimes by method: which model reads a regime's file."""

from __future__ import annotations

from bening.model.rubric import Regime, RegimeBase

REGIMES: dict[str, type[RegimeBase]] = {"quadrant": Regime}
