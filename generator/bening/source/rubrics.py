"""Rubrics and settings by reference, read once."""

from __future__ import annotations

from typing import Any, TypeVar

from bening import layout
from bening.model.base import Model
from bening.model.policy import Policy
from bening.model.regimes import REGIMES
from bening.model.rubric import Families, Regime, RegimeBase
from bening.model.rulebook import RUBRICS
from bening.model.settings import Settings
from bening.source.load import Loaded, load, load_by
from bening.source.tree import WorkTree

M = TypeVar("M", bound=Model)


def _regime_model(tree: Any) -> type[RegimeBase]:
    """The model of the method that a regime's file states; one that states none known is read as a quadrant regime."""
    method = tree.get("method") if isinstance(tree, dict) else None
    return REGIMES.get(method, REGIMES["quadrant"]) if isinstance(method, str) else REGIMES["quadrant"]


def _model(tree: Any) -> type[Model]:
    """The model of the schema that a rubric's file states; one that states none known is read as a regime."""
    stated = str(tree.get("schema", "")) if isinstance(tree, dict) else ""
    model = RUBRICS.get(stated.removeprefix("bening/").removesuffix("/v1"), Regime)
    return _regime_model(tree) if issubclass(model, RegimeBase) else model


class Rubrics:
    """The rubrics of an agency's root."""

    def __init__(self, tree: WorkTree) -> None:
        self._tree = tree
        self._regimes: dict[str, Loaded[RegimeBase] | None] = {}
        self._policies: dict[str, Loaded[Policy] | None] = {}
        self._families: dict[str, Loaded[Families] | None] = {}
        self._others: dict[str, dict[str, Any]] = {}

    def load(self, ref: str, model: type[M]) -> Loaded[M] | None:
        """Return the rubric `ref` read as `model`, None when there is no such file."""
        return self._get(ref, model, self._others.setdefault(model.__name__, {}))

    def _get(self, ref: str, model: type[M], known: dict[str, Loaded[M] | None]) -> Loaded[M] | None:
        if ref not in known:
            known[ref] = load(self._tree, layout.rubric_path(ref), model)
        return known[ref]

    def refs(self) -> list[str]:
        """The references of all rubric files there are, sorted."""
        return [ref for path in self._tree.listing(layout.RUBRICS) if (ref := layout.parse_rubric(path))]

    def whatever(self, ref: str) -> Loaded[Any] | None:
        """Return a rubric file read by the model of the schema that it states; None when there is no such file."""
        return load_by(self._tree, layout.rubric_path(ref), _model)

    def regime(self, ref: str) -> Loaded[RegimeBase] | None:
        """Return a regime, read by the model of its method; None when there is no such file."""
        if ref not in self._regimes:
            self._regimes[ref] = load_by(self._tree, layout.rubric_path(ref), _regime_model)
        return self._regimes[ref]

    def policy(self, ref: str) -> Loaded[Policy] | None:
        """Return a disclosure policy, None when there is no such file."""
        return self._get(ref, Policy, self._policies)

    def families(self, ref: str) -> Loaded[Families] | None:
        """Return position families, None when there is no such file."""
        return self._get(ref, Families, self._families)


def load_settings(tree: WorkTree) -> Loaded[Settings] | None:
    """Return bening.yml, None when there is none."""
    return load(tree, layout.SETTINGS, Settings)
