"""Checks of the rules themselves: a rubric that leaves anything open is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import product
from typing import get_args

from bening import layout
from bening.checks.record import Findings
from bening.findings import Finding
from bening.model.policy import Policy
from bening.model.rubric import Families, Part, Regime
from bening.model.settings import Calendar, Settings
from bening.model.terms import PREDICATES, RATINGS
from bening.source.load import Loaded
from bening.source.rubrics import Rubrics

OWNERS = 2  # who must approve a version of the policy: one owner alone cannot change a number
CLASSES = (*PREDICATES, "belum_dinilai")


def settings_rubrics(settings: Settings, rubrics: Rubrics) -> Findings:
    """Every rubric that the settings name is there and sound."""
    for entry in settings.calendar.periods:
        yield from _regime(rubrics.regime(entry.regime), entry.regime)
    policy = rubrics.policy(settings.disclosure_policy)
    yield from _policy(policy, settings.disclosure_policy)
    if policy and policy.model:
        yield from _calendar(settings.calendar, policy.model)
    yield from _named(rubrics.families(settings.position_families), settings.position_families)


def spare_rubrics(settings: Settings, rubrics: Rubrics) -> Findings:
    """Every other rubric file is sound, too: one that is to come, or on which former records rest."""
    used = {entry.regime for entry in settings.calendar.periods}
    used |= {settings.disclosure_policy, settings.position_families}
    for ref in (ref for ref in rubrics.refs() if ref not in used):
        schema = rubrics.schema(ref)
        if schema == "bening/disclosure/v1":
            yield from _policy(rubrics.policy(ref), ref)
        elif schema == "bening/position-families/v1":
            yield from _named(rubrics.families(ref), ref)
        else:
            yield from _regime(rubrics.regime(ref), ref)


def _named(loaded: Loaded[Regime] | Loaded[Policy] | Loaded[Families] | None, ref: str) -> Findings:
    if loaded is None:
        yield Finding("BNG601", layout.SETTINGS, values={"field": layout.rubric_path(ref)})
    else:
        yield from loaded.findings
        if loaded.model and f"{loaded.model.id}/{loaded.model.version}" != ref:
            yield loaded.finding("BNG605", "/id")


def _regime(loaded: Loaded[Regime] | None, ref: str) -> Findings:
    yield from _named(loaded, ref)
    if loaded is None or loaded.model is None:
        return
    regime = loaded.model
    cells = sorted((c.work, c.behaviour) for c in regime.matrix)
    if cells != sorted(product(RATINGS, RATINGS)):
        yield loaded.finding("BNG602", "/matrix")
    stated = [rule.part for rule in regime.missing]
    for part in get_args(Part):
        if stated.count(part) != 1:
            yield loaded.finding("BNG603", "/missing", missing=part)
    for kind in ("plan", "evaluation"):
        if kind not in {rule.kind for rule in regime.approvals}:
            yield loaded.finding("BNG606", "/approvals", missing=kind)
    if sorted(p.id for p in regime.predicates) != sorted(PREDICATES):
        yield loaded.finding("BNG602", "/predicates")
    if sorted(r.id for r in regime.ratings) != sorted(RATINGS):
        yield loaded.finding("BNG602", "/ratings")


def _policy(loaded: Loaded[Policy] | None, ref: str) -> Findings:
    yield from _named(loaded, ref)
    if loaded is not None:
        yield from policy_faults(loaded)


def policy_faults(loaded: Loaded[Policy]) -> Findings:
    """What is wrong with a policy of the right form: nobody approved it, or a table's classes leave somebody out."""
    if loaded.model is None:
        return
    if not _approved(loaded.model):
        yield loaded.finding("BNG607", "/approved_by")
    for t, plan in enumerate(loaded.model.tables):
        if not _covers(loaded.model, plan.tree):
            yield loaded.finding("BNG604", f"/tables/{t}/tree", allowed=", ".join(CLASSES))


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
        days = [later(period.ends, policy.release_days_after_period.value)] if period else []
        if release.period in before:
            days.append(later(before[release.period], policy.release_days_between.value))
        before[release.period] = release.not_before
        if days and release.not_before < max(days):
            values = {"date": max(days)}
            yield Finding("BNG608", layout.SETTINGS, pointer=f"/calendar/releases/{number}", values=values)


def later(date: str, days: int) -> str:
    """The day so many days after a day."""
    return (dt.date.fromisoformat(date) + dt.timedelta(days=days)).isoformat()


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
