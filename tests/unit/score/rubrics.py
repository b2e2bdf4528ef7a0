"""The shipped rubrics as they are read, and the same with one place changed."""

from __future__ import annotations

from typing import Any

from bening.model.credit import CreditPoints
from bening.model.regimes import REGIMES
from bening.model.rubric import RegimeBase
from bening.source.emit import dump
from bening.source.load import Loaded, parse_as
from bening.source.rubrics import Rubrics
from bening.source.strict import read
from bening.source.tree import WorkTree
from tests.unit.conftest import ROOT


def shipped(name: str) -> Loaded[RegimeBase]:
    """A regime that is shipped."""
    loaded = Rubrics(WorkTree(ROOT)).regime(f"{name}/v1")
    assert loaded is not None and loaded.model is not None
    return loaded


def credit_points() -> Loaded[CreditPoints]:
    """The shipped rubric of credit points."""
    loaded = Rubrics(WorkTree(ROOT)).load("angka-kredit/v1", CreditPoints)
    assert loaded is not None and loaded.model is not None
    return loaded


def changed(loaded: Loaded[Any], *places: tuple[str, Any]) -> Loaded[Any]:
    """The same rubric with some places set; None drops one."""
    tree: Any = read(loaded.raw).tree
    for pointer, value in places:
        *above, last = pointer.split("/")[1:]
        place = tree
        for part in above:
            place = place[int(part)] if isinstance(place, list) else place[part]
        key: Any = int(last) if isinstance(place, list) else last
        if value is None:
            del place[key]
        else:
            place[key] = value
    raw = dump(tree).encode()
    model = REGIMES[tree["method"]] if "method" in tree else CreditPoints
    made: Loaded[Any] = parse_as(model, loaded.path, raw, read(raw))
    assert made.model is not None, made.findings
    return made
