"""Rubrics and settings by reference, read once."""

from __future__ import annotations

from typing import TypeVar

from bening import layout
from bening.model.base import Model
from bening.model.policy import Policy
from bening.model.rubric import Families, Regime
from bening.model.settings import Settings
from bening.source.load import Loaded, load
from bening.source.strict import read
from bening.source.tree import WorkTree

M = TypeVar("M", bound=Model)


class Rubrics:
    """The rubrics of an agency's root."""

    def __init__(self, tree: WorkTree) -> None:
        self._tree = tree
        self._regimes: dict[str, Loaded[Regime] | None] = {}
        self._policies: dict[str, Loaded[Policy] | None] = {}
        self._families: dict[str, Loaded[Families] | None] = {}

    def _get(self, ref: str, model: type[M], known: dict[str, Loaded[M] | None]) -> Loaded[M] | None:
        if ref not in known:
            known[ref] = load(self._tree, layout.rubric_path(ref), model)
        return known[ref]

    def refs(self) -> list[str]:
        """The references of all rubric files there are, sorted."""
        return [ref for path in self._tree.listing(layout.RUBRICS) if (ref := layout.parse_rubric(path))]

    def schema(self, ref: str) -> str:
        """What the file says it is; empty where it cannot be read or does not say."""
        raw = self._tree.read(layout.rubric_path(ref))
        document = read(raw) if isinstance(raw, bytes) else None
        named = document.tree if document and not document.faults else {}
        return str(named.get("schema", ""))

    def regime(self, ref: str) -> Loaded[Regime] | None:
        """Return a regime, None when there is no such file."""
        return self._get(ref, Regime, self._regimes)

    def policy(self, ref: str) -> Loaded[Policy] | None:
        """Return a disclosure policy, None when there is no such file."""
        return self._get(ref, Policy, self._policies)

    def families(self, ref: str) -> Loaded[Families] | None:
        """Return position families, None when there is no such file."""
        return self._get(ref, Families, self._families)


def load_settings(tree: WorkTree) -> Loaded[Settings] | None:
    """Return bening.yml, None when there is none."""
    return load(tree, layout.SETTINGS, Settings)
