"""Checks of the rules themselves: a rubric that leaves anything open is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from bening import layout
from bening.checks import rubrics_numeric
from bening.checks.context import Context
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.base import after
from bening.model.credit import CreditPoints
from bening.model.cycle import Cycle
from bening.model.numeric import NumericRegime
from bening.model.policy import Policy, TablePlan
from bening.model.procedure import Procedure
from bening.model.regimes import APPROVED, PARTS
from bening.model.rubric import Families, Regime, RegimeBase
from bening.model.settings import Calendar, Settings
from bening.model.tables import BASES, CONSISTS, SAME
from bening.model.terms import PREDICATES, RATINGS
from bening.model.weighted import WeightedRegime
from bening.source.load import Loaded
from bening.source.rubrics import Rubrics

OWNERS = 2  # who must approve a version of the policy: one owner alone cannot change a number


def settings_rubrics(settings: Settings, rubrics: Rubrics) -> Findings:
    """Every rubric that the settings name is there and sound."""
    families = rubrics.families(settings.position_families)
    for entry in settings.calendar.periods:
        for ref in (entry.regime, *entry.indicative):
            yield from _regime(rubrics.regime(ref), ref, families.model if families else None)
    policy = rubrics.policy(settings.disclosure_policy)
    yield from _policy(policy, settings.disclosure_policy)
    if policy and policy.model:
        yield from _calendar(settings.calendar, policy.model)
    yield from named(families, settings.position_families)
    yield from rubrics_numeric.calendar(settings, rubrics)
    if settings.rules.credit_points:
        credit = rubrics.load(settings.rules.credit_points, CreditPoints)
        yield from named(credit, settings.rules.credit_points)
        if credit and credit.model:
            yield from rubrics_numeric.credit(credit, credit.model)
    if settings.rules.cycle is not None:
        yield from _cycle(settings, rubrics.load(settings.rules.cycle, Cycle), settings.rules.cycle)


def _cycle(settings: Settings, loaded: Loaded[Cycle] | None, ref: str) -> Findings:
    yield from named(loaded, ref)
    if loaded is None or loaded.model is None:
        return
    rules = loaded.model
    parts = [quarter.part for quarter in rules.periodic.quarters]
    if len(set(parts)) < len(parts):
        yield loaded.finding("BNG616", "/periodic/quarters")
    for entry in settings.calendar.periods:
        if rules.valid_from > entry.starts or (rules.valid_to is not None and rules.valid_to < entry.ends):
            yield loaded.finding("BNG617", "/valid_from", field=entry.period)


def spare_rubrics(settings: Settings, rubrics: Rubrics) -> Findings:
    """Every other rubric file is sound, too: one that is to come, or on which former records rest."""
    used = {ref for entry in settings.calendar.periods for ref in (entry.regime, *entry.indicative)}
    used |= {settings.disclosure_policy, settings.position_families, *settings.rules.model_dump().values()}
    families = rubrics.families(settings.position_families)
    for ref in (ref for ref in rubrics.refs() if ref not in used):
        loaded = rubrics.whatever(ref)
        if loaded and isinstance(loaded.model, Policy):
            yield from _policy(loaded, ref)
        elif loaded and isinstance(loaded.model, RegimeBase):
            yield from _regime(loaded, ref, families.model if families else None)
        else:
            yield from named(loaded, ref)


def procedure(context: Context) -> Findings:
    """The procedure for objections that the settings name: there, sound, and with holidays where it needs them."""
    ref = context.settings.rules.objection
    if ref is None:
        return
    loaded = context.rubrics.load(ref, Procedure)
    yield from named(loaded, ref)
    if (
        loaded is None
        or loaded.model is None
        or "working" not in (loaded.model.filing.unit, loaded.model.deciding.unit)
    ):
        return
    known = {holiday.date[:4] for holiday in loaded.model.holidays}
    first = min(entry.period for entry in context.settings.calendar.periods)
    for year in range(int(first), int(context.as_of[:4]) + 1):
        # a calendar that ended long ago needs no holidays of later years
        if str(year) not in known and _within(context, year):
            yield loaded.finding("BNG613", "/holidays", missing=str(year))


def _within(context: Context, year: int) -> bool:
    """Tell whether clocks run in a year: those of a period run in it and in the year after."""
    return any(int(entry.period) in (year - 1, year) for entry in context.settings.calendar.periods)


def named(loaded: Loaded[Any] | None, ref: str) -> Findings:
    """The rubric `ref` is there, is of its form, and says of itself what its path says."""
    if loaded is None:
        yield Finding("BNG601", layout.SETTINGS, values={"field": layout.rubric_path(ref)})
    else:
        yield from loaded.findings
        if loaded.model and f"{loaded.model.id}/{loaded.model.version}" != ref:
            yield loaded.finding("BNG605", "/id")


def _regime(loaded: Loaded[RegimeBase] | None, ref: str, families: Families | None) -> Findings:
    yield from named(loaded, ref)
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
    yield from named(loaded, ref)
    if loaded is not None:
        yield from policy_faults(loaded)


def policy_faults(loaded: Loaded[Policy]) -> Findings:
    """What is wrong with a policy of the right form: nobody approved it, or a table's classes leave somebody out."""
    if loaded.model is None:
        return
    if not _approved(loaded.model):
        yield loaded.finding("BNG607", "/approved_by")
    for t, plan in enumerate(loaded.model.tables):
        if not _covers(loaded.model, plan):
            yield loaded.finding("BNG604", f"/tables/{t}/tree", allowed=", ".join(_wanted(plan)))
        if plan.shape.attribute == "predicate" and plan.homogeneity is not None:
            yield loaded.finding("BNG203", f"/tables/{t}/homogeneity", field="homogeneity")


def _approved(policy: Policy) -> bool:
    """Tell whether two owners of numbers approved this version, before it came into force."""
    dated = {a.owner for a in policy.approved_by if a.date <= policy.valid_from}
    return len(dated) >= OWNERS and {a.owner for a in policy.approved_by} == dated <= policy.owners


def _calendar(calendar: Calendar, policy: Policy) -> Findings:
    """Every release of the calendar lies on a day that the policy permits."""
    before: dict[str, str] = {}
    order = sorted(enumerate(calendar.releases), key=lambda numbered: numbered[1].not_before)
    for number, release in order:
        period = calendar.period(release.period)
        days = [after(period.ends, policy.release_days_after_period.value)] if period else []
        if release.period in before:
            days.append(after(before[release.period], policy.release_days_between.value))
        before[release.period] = release.not_before
        if days and release.not_before < max(days):
            values = {"date": max(days)}
            yield Finding("BNG608", layout.SETTINGS, pointer=f"/calendar/releases/{number}", values=values)


def _wanted(plan: TablePlan) -> tuple[str, ...]:
    """Every class of a table's attribute; those that another table shows as well must be nodes of their own."""
    attribute = plan.shape.attribute
    return (*BASES[attribute], *SAME.get(attribute, ()))


def _covers(policy: Policy, plan: TablePlan) -> bool:
    """Tell whether the tree's leaves stand for every base class of the table's attribute exactly once."""
    tree, attribute = plan.tree, plan.shape.attribute
    labelled = {*(PREDICATES if attribute == "predicate" else ()), *(c.id for c in policy.named(attribute)), "TOTAL"}
    nodes = set(_nodes(tree, "TOTAL")) if "TOTAL" in tree else set()
    return (
        nodes <= labelled
        and set(tree) <= nodes
        and sorted(policy.bases("TOTAL", tree, attribute)) == sorted(BASES[attribute])
        and all(same in nodes and _consists(policy, plan, same) for same in SAME.get(attribute, ()))
    )


def _consists(policy: Policy, plan: TablePlan, same: str) -> bool:
    """Tell whether a class that another table shows as well is made of the same people here."""
    return sorted(policy.bases(same, plan.tree, plan.shape.attribute)) == sorted(CONSISTS[same])


def _nodes(tree: Mapping[str, list[str]], node: str) -> Iterator[str]:
    yield node
    below = {parent: children for parent, children in tree.items() if parent != node}
    for child in tree.get(node, []):
        yield from _nodes(below, child)
