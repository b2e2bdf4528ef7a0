"""The codes of findings, area by area. Codes are never given a second meaning; each stands in one area only."""

from __future__ import annotations

from bening.catalogue.core import CORE
from bening.catalogue.cycle import CYCLE
from bening.catalogue.kinds import Code
from bening.catalogue.numeric import NUMERIC
from bening.catalogue.raters import RATERS
from bening.catalogue.rights import RIGHTS
from bening.catalogue.units import UNITS

_AREAS: tuple[dict[str, Code], ...] = (CORE, RATERS, UNITS, RIGHTS, CYCLE, NUMERIC)

CODES: dict[str, Code] = dict(sorted((code, kind) for area in _AREAS for code, kind in area.items()))

__all__ = ["CODES", "Code"]
