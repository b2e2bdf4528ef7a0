"""What a changed policy would do to a release: hidden cells and people in published cells, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bening.checks.context import Context
from bening.checks.rubrics import policy_faults
from bening.disclose.quality import quality
from bening.disclose.safe import SafeRelease
from bening.findings import Finding, Refused
from bening.making import attempt, work_of
from bening.model.policy import Policy, Switch, Threshold
from bening.model.settings import CalendarRelease, Measures
from bening.releasing import need, policy_of
from bening.score.types import Score
from bening.source.load import load
from bening.source.tree import WorkTree

State = Literal["published", "withheld", "refused", "not_planned"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table under one policy; `people` is the share in published cells in tenths of a per cent, if it is known."""

    state: State
    cells: int = 0
    hidden: int = 0
    people: int | None = None

    def as_json(self) -> dict[str, object]:
        """The same for machines."""
        people = None if self.people is None else self.people / 10
        return {"state": self.state, "cells": self.cells, "hidden": self.hidden, "people_percent": people}


@dataclass(frozen=True, slots=True)
class Effect:
    """Numbers that differ (name, in force, changed), tables under both policies, and what is wrong with the change."""

    release: str
    policies: tuple[str, str]
    numbers: tuple[tuple[str, object, object], ...]
    tables: tuple[tuple[str, Shown, Shown], ...]
    faults: tuple[Finding, ...]

    def as_json(self) -> dict[str, object]:
        """The same for machines, version 1."""
        numbers = [{"field": name, "before": old, "after": new} for name, old, new in self.numbers]
        tables = [{"table": name, "before": a.as_json(), "after": b.as_json()} for name, a, b in self.tables]
        policies = {"in_force": self.policies[0], "changed": self.policies[1]}
        approved = not any(f.code == "BNG607" for f in self.faults)
        return {
            "version": 1,
            "release": self.release,
            "policies": policies,
            "approved": approved,
            "numbers": numbers,
            "tables": tables,
        }


def read_policy(path: Path) -> tuple[Policy, tuple[Finding, ...]]:
    """Read a changed policy. Raises Refused when it cannot be used; that nobody approved it yet is only told."""
    loaded, policy = need(load(WorkTree(path.resolve().parent), path.name, Policy), path.name)
    faults = tuple(policy_faults(loaded))
    wrong = [f for f in faults if f.code != "BNG607"]
    if wrong:
        raise Refused(wrong)
    return policy, faults


def effect(
    context: Context, due: CalendarRelease, scores: Sequence[Score], earlier: Sequence[SafeRelease], path: Path
) -> Effect:
    """Make the release in memory under the policy in force and under the one in `path`. Nothing is written."""
    changed, faults = read_policy(path)
    in_force = policy_of(context)[1]
    names = list(dict.fromkeys(plan.table for plan in (*in_force.tables, *changed.tables)))
    before, after = (_tables(context, due, scores, earlier, policy, names) for policy in (in_force, changed))
    return Effect(
        due.id,
        (in_force.ref, changed.ref),
        tuple(_numbers(in_force, changed)),
        tuple(zip(names, before, after, strict=True)),
        faults,
    )


def _numbers(old: Policy, new: Policy) -> Iterable[tuple[str, object, object]]:
    for name in Policy.model_fields:
        a, b = getattr(old, name), getattr(new, name)
        if isinstance(a, (Threshold, Switch)) and a.value != b.value:
            yield name, a.value, b.value
    strict = [{plan.table: not plan.lenient for plan in policy.tables} for policy in (old, new)]
    for table in (t for t in strict[0] if t in strict[1] and strict[0][t] != strict[1][t]):
        yield f"{table}/homogeneity", strict[0][table], strict[1][table]


def _tables(
    context: Context,
    due: CalendarRelease,
    scores: Sequence[Score],
    earlier: Sequence[SafeRelease],
    policy: Policy,
    names: Sequence[str],
) -> list[Shown]:
    release, found = attempt(work_of(context, due, scores, earlier, policy), due.measures or Measures())
    made = {t.name: t for t in release.tables}
    planned = {plan.table for plan in policy.tables}
    shown = []
    for name in names:
        if name not in planned:
            shown.append(Shown("not_planned"))
        elif name not in made:
            shown.append(Shown("withheld"))
        else:
            cells = made[name].cells
            hidden = sum(cell.value is None for cell in cells)
            state: State = "refused" if found else "published"
            shown.append(Shown(state, len(cells), hidden, quality(made[name]).people))
    return shown
