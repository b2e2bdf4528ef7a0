"""The disclosure policy laid out for reading: its thresholds and switches, and the plan of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bening.disclose.safe import SafeTable
from bening.model.base import Lang
from bening.model.policy import Policy, Switch, TablePlan, Threshold
from bening.publish.publication import Publication

TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class Rule:
    """A threshold or a switch with what the model says about it and its line in the YAML."""

    name: str
    text: str
    setting: Threshold | Switch
    line: int


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """A table of the plan: its classes, each with the finer ones in it, and the newest release's if it is shown."""

    plan: TablePlan
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    line: int
    table: SafeTable | None


def rules(publication: Publication, lang: Lang) -> tuple[Rule, ...]:
    """The thresholds and switches of the policy, in its order."""
    policy = publication.policy
    found = []
    for key, field in Policy.model_fields.items():
        setting = getattr(policy.model, key)
        if isinstance(setting, (Threshold, Switch)) and isinstance(field.json_schema_extra, dict):
            name, text = (_text(field.json_schema_extra[part], lang) for part in ("x-label", "x-description"))
            found.append(Rule(name, text, setting, policy.line(f"/{key}")))
    field = TablePlan.model_fields["homogeneity"]
    for index, entry in enumerate(policy.model.tables):
        if entry.homogeneity is not None and isinstance(field.json_schema_extra, dict):
            name, text = (_text(field.json_schema_extra[part], lang) for part in ("x-label", "x-description"))
            title, line = entry.title.get(lang), policy.line(f"/tables/{index}/homogeneity")
            found.append(Rule(f"{name}: {title}", text, entry.homogeneity, line))
    return tuple(found)


def _text(texts: object, lang: Lang) -> str:
    return str(texts[lang]) if isinstance(texts, Mapping) else ""


def plan(publication: Publication, lang: Lang) -> tuple[PlannedTable, ...]:
    """The tables of the policy's plan, in its order."""
    newest = publication.newest
    shown = {table.name: table for table in newest.tables} if newest else {}
    return tuple(
        _planned(publication, index, shown.get(entry.table), lang)
        for index, entry in enumerate(publication.policy.model.tables)
    )


def _planned(publication: Publication, index: int, table: SafeTable | None, lang: Lang) -> PlannedTable:
    """A released table names its classes itself: its labels are those of the regime that it was made under."""
    policy = publication.policy
    entry = policy.model.tables[index]
    own = table.labels.get(table.dimensions[-1], {}) if table else {}
    labels = {**_labels(publication, entry, lang), **{code: label[lang] for code, label in own.items()}}
    return PlannedTable(
        plan=entry,
        classes=tuple(_class(code, entry, labels) for code in entry.tree.get(TOTAL, ())),
        line=policy.line(f"/tables/{index}"),
        table=table,
    )


def _class(code: str, entry: TablePlan, labels: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    finer = entry.tree.get(code, ())
    return labels.get(code, code), tuple(labels.get(other, other) for other in finer)


def _labels(publication: Publication, entry: TablePlan, lang: Lang) -> dict[str, str]:
    """The names of classes before there is a table; where regimes name one predicate differently, each name once."""
    found: dict[str, list[str]] = {}
    if entry.shape.attribute == "predicate":
        for regime in publication.regimes:
            for predicate in regime.model.predicates:
                names = found.setdefault(predicate.id, [])
                if predicate.label.get(lang) not in names:
                    names.append(predicate.label.get(lang))
    classes = {one.id: one.label.get(lang) for one in publication.policy.model.named(entry.shape.attribute)}
    return {code: " / ".join(names) for code, names in found.items()} | classes
