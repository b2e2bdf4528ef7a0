"""The rubrics by the schema that their files state (`bening/<name>/v1`): which model reads which file."""

from __future__ import annotations

from bening.model.base import Model
from bening.model.credit import CreditPoints
from bening.model.cycle import Cycle
from bening.model.distribution import Distribution
from bening.model.multirater import MultiRater
from bening.model.numeric import NumericRegime
from bening.model.policy import Policy
from bening.model.procedure import Procedure
from bening.model.rubric import Families, Regime
from bening.model.satisfaction import Satisfaction
from bening.model.weighted import WeightedRegime

RUBRICS: dict[str, type[Model]] = {
    "regime": Regime,
    "regime-numeric": NumericRegime,
    "regime-weighted": WeightedRegime,
    "credit-points": CreditPoints,
    "position-families": Families,
    "disclosure": Policy,
    "cycle": Cycle,
    "multi-rater": MultiRater,
    "distribution": Distribution,
    "satisfaction": Satisfaction,
    "objection-procedure": Procedure,
}
