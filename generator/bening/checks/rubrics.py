"""Checks of the rules themselves: a rubric that leaves anything open is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from bening import layout
from bening.checks import rubrics_numeric
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.credit import CreditPoints
from bening.model.numeric import NumericRegime
from bening.model.policy import Policy
from bening.model.regimes import APPROVED, PARTS
from bening.model.rubric import Families, Regime, RegimeBase
from bening.model.settings import Settings
from bening.model.terms import PREDICATES, RATINGS
from bening.model.weighted import WeightedRegime
from bening.source.load import Loaded
from bening.source.rubrics import Rubrics

CLASSES = (*PREDICATES, "belum_dinilai")


def settings_rubrics(settings: Settings, rubrics: Rubrics) -> Findings:
    """Every rubric that the settings name is there and sound."""
    families = rubrics.families(settings.position_families)
    for entry in settings.calendar.periods:
        for ref in (entry.regime, *entry.indicative):
            yield from _regime(rubrics.regime(ref), ref, families.model if families else None)
    yield from rubrics_numeric.calendar(settings, rubrics)
    if settings.rules.credit_points:
        credit = rubrics.load(settings.rules.credit_points, CreditPoints)
        yield from _named(credit, settings.rules.credit_points)
        if credit and credit.model:
            yield from rubrics_numeric.credit(credit, credit.model)
    yield from _policy(rubrics.policy(settings.disclosure_policy), settings.disclosure_policy)
    yield from _named(rubrics.families(settings.position_families), settings.position_families)


def _named(
    loaded: Loaded[RegimeBase] | Loaded[Policy] | Loaded[Families] | Loaded[CreditPoints] | None, ref: str
) -> Findings:
    if loaded is None:
        yield Finding("BNG601", layout.SETTINGS, values={"field": layout.rubric_path(ref)})
    else:
        yield from loaded.findings
        if loaded.model and f"{loaded.model.id}/{loaded.model.version}" != ref:
            yield loaded.finding("BNG605", "/id")


def _regime(loaded: Loaded[RegimeBase] | None, ref: str, families: Families | None) -> Findings:
    yield from _named(loaded, ref)
    if loaded is None or loaded.model is None:
        return
    regime = loaded.model
    yield from _parts(loaded, regime)
    if isinstance(regime, Regime):
        yield from _quadrant(loaded, regime)
    elif isinstance(regime, NumericRegime):
        yield from rubrics_numeric.numeric(loaded, regime)
    elif isinstance(regime, WeightedRegime):
        yield from rubrics_numeric.weighted(loaded, regime, families)


def _quadrant(loaded: Loaded[RegimeBase], regime: Regime) -> Findings:
    cells = sorted((c.work, c.behaviour) for c in regime.matrix)
    if cells != sorted(product(RATINGS, RATINGS)):
        yield loaded.finding("BNG602", "/matrix")
    if sorted(r.id for r in regime.ratings) != sorted(RATINGS):
        yield loaded.finding("BNG602", "/ratings")


def _parts(loaded: Loaded[RegimeBase], regime: RegimeBase) -> Findings:
    stated = [rule.part for rule in regime.missing]
    for part in PARTS.get(regime.method, ()):
        if stated.count(part) != 1:
            yield loaded.finding("BNG603", "/missing", missing=part)
    for kind in APPROVED.get(regime.method, ()):
        if kind not in {rule.kind for rule in regime.approvals}:
            yield loaded.finding("BNG606", "/approvals", missing=kind)
    if sorted(p.id for p in regime.predicates) != sorted(PREDICATES):
        yield loaded.finding("BNG602", "/predicates")


def _policy(loaded: Loaded[Policy] | None, ref: str) -> Findings:
    yield from _named(loaded, ref)
    if loaded is None or loaded.model is None:
        return
    for t, plan in enumerate(loaded.model.tables):
        if not _covers(loaded.model, plan.tree):
            yield loaded.finding("BNG604", f"/tables/{t}/tree", allowed=", ".join(CLASSES))


def _covers(policy: Policy, tree: dict[str, list[str]]) -> bool:
    """Tell whether the scheme's leaves stand for every base class exactly once."""
    labelled = {*PREDICATES, *(c.id for c in policy.classes), "TOTAL"}
    nodes = set(_nodes(tree, "TOTAL")) if "TOTAL" in tree else set()
    return nodes <= labelled and set(tree) <= nodes and sorted(policy.bases("TOTAL", tree)) == sorted(CLASSES)


def _nodes(tree: Mapping[str, list[str]], node: str) -> Iterator[str]:
    yield node
    below = {parent: children for parent, children in tree.items() if parent != node}
    for child in tree.get(node, []):
        yield from _nodes(below, child)
