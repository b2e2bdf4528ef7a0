"""The regimes by method: which model reads a regime's file."""

from __future__ import annotations

from bening.model.numeric import NumericRegime
from bening.model.rubric import Part, Regime, RegimeBase
from bening.model.weighted import WeightedRegime

REGIMES: dict[str, type[RegimeBase]] = {"quadrant": Regime, "numeric": NumericRegime, "weighted": WeightedRegime}
# The parts that a score is made of, by method: the rubric says of each what happens when it is missing.
PARTS: dict[str, tuple[Part, ...]] = {
    "quadrant": ("evaluation", "approval", "work_rating", "behaviour_rating"),
    "numeric": (
        "evaluation",
        "approval",
        "plan",
        "plan_approval",
        "report",
        "report_approval",
        "target",
        "realisation",
        "behaviour_score",
    ),
    "weighted": ("measurement", "satisfaction", "multi_rater"),
}
# The kinds that a regime's rubric must say the approval of, by method.
APPROVED: dict[str, tuple[str, ...]] = {
    "quadrant": ("plan", "evaluation"),
    "numeric": ("plan", "report", "evaluation"),
    "weighted": ("measurement",),
}
