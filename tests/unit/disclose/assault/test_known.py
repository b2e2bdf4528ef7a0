"""Tables whose answer is known, by hand. Written without looking at the protector."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import numpy as np
import pytest

from bening.disclose.assault import Disclosure, Limits, assault, known_cell
from bening.disclose.assault.inference import Effort
from bening.disclose.assault.solver import Floats, Solver
from tests.unit.disclose.assault.tables import attacked, csv, filled, hide, hierarchies, kinds, limited

UNITS = {"TOTAL": ["a", "b"]}
CLASSES = {"TOTAL": ["x", "y", "z"]}
NAMES = ("unit", "predicate")
H = hierarchies(unit=UNITS, predicate=CLASSES)
BASE = {("a", "x"): 20, ("a", "y"): 60, ("a", "z"): 12, ("b", "x"): 14, ("b", "y"): 41, ("b", "z"): 9}
SOUND = filled(BASE, (UNITS, CLASSES))
STRICT = limited(office=5, unit=10, share=95, insider=True)


def one(cells: object, limits: Limits | None = None) -> list[Disclosure]:
    """What a folder with one table gives away."""
    return attacked(limits, data={"t.csv": csv(NAMES, cells), "hierarchies.json": H})  # type: ignore[arg-type]


def changed(**base: tuple[int, int, int]) -> object:
    found = dict(BASE) | {(u, c): n for u, row in base.items() for c, n in zip("xyz", row, strict=True)}
    return filled(found, (UNITS, CLASSES))


def test_a_sound_table_gives_nothing_away() -> None:
    assert one(SOUND, STRICT) == []


def test_a_small_count() -> None:
    assert kinds(one(changed(a=(20, 60, 4))), "a", "z") == {"small"}


def test_a_zero_is_not_small() -> None:
    assert one(changed(a=(20, 60, 0))) == []


def test_one_hidden_cell_in_a_row_is_exact() -> None:
    assert [(d.kind, d.cell) for d in one(hide(SOUND, ("a", "z")))] == [("exact", ("2025", "a", "z"))]


def test_two_hidden_cells_in_a_row_are_exact_by_their_columns() -> None:
    found = one(hide(SOUND, ("a", "z"), ("a", "y")))
    assert kinds(found) == {"exact"}
    assert len(found) == 2


BLOCK = (("a", "y"), ("a", "z"), ("b", "y"), ("b", "z"))


def test_four_hidden_cells_wide_enough() -> None:
    assert one(hide(SOUND, *BLOCK)) == []


def test_four_hidden_cells_too_narrow() -> None:
    """b has three people in y and z: what moves can be three at most."""
    found = one(hide(changed(b=(14, 1, 2)), *BLOCK))
    assert kinds(found, "a", "y") == kinds(found, "a", "z") == {"narrow"}
    assert kinds(found, "b", "y") == {"narrow"}


@pytest.mark.parametrize(("least", "wide"), [(4, False), (5, True)])
def test_the_width_must_reach_the_minimum(least: int, wide: bool) -> None:
    assert (not one(hide(changed(b=(14, 0, least)), *BLOCK))) == wide


def test_a_hidden_cell_certain_to_be_a_small_group() -> None:
    """a's y and z are 3 together, and z of both 2 at least by b."""
    cells = hide(changed(a=(20, 2, 1), b=(14, 2, 1)), *BLOCK)
    assert one(cells)
    base = {("a", "x"): 20, ("a", "y"): 1, ("a", "z"): 3, ("b", "x"): 14, ("b", "y"): 2, ("b", "z"): 1}
    found = one(hide(filled(base, (UNITS, CLASSES)), *BLOCK))
    assert kinds(found, "a", "z") == {"small_group"}


def test_everyone_in_one_published_class() -> None:
    assert kinds(one(changed(a=(0, 60, 0))), "a", "y") == {"alike"}


def test_everyone_in_one_class_though_only_zeros_are_shown() -> None:
    found = one(hide(changed(a=(0, 60, 0)), ("a", "y"), ("b", "y"), ("a", "TOTAL"), ("b", "TOTAL")))
    assert "alike" in kinds(found, "a", "y")


def test_hidden_zeros_hide_that_everyone_is_alike() -> None:
    assert one(hide(changed(a=(0, 60, 0)), *BLOCK)) == []


def test_a_share_above_the_limit() -> None:
    limits = limited(share=90, insider=False)
    assert kinds(one(changed(a=(3, 91, 6)), limits), "a", "y") == {"alike"}
    assert one(changed(a=(0, 90, 10)), limits) == []


def test_an_insider_knows_the_one_who_is_not() -> None:
    corners = (("a", "z"), ("b", "z"), ("a", "TOTAL"), ("b", "TOTAL"))
    found = one(hide(changed(a=(0, 60, 1), b=(14, 41, 0)), *corners), STRICT)
    assert ("alike", "insider", "y") in {(d.kind, d.detail, d.cell[2]) for d in found if d.cell[1] == "a"}
    table = one(changed(a=(1, 60, 0)), STRICT)
    assert ("alike", "insider") in {(d.kind, d.detail) for d in table}


def test_the_rest_of_a_group_is_small() -> None:
    """60 of 63 in y: the other three are a small group, though no cell shown is one."""
    found = one(hide(changed(a=(2, 60, 1)), ("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")))
    assert ("small_group", "complement") in {(d.kind, d.detail) for d in found if d.cell[1:] == ("a", "y")}


def test_a_chain_of_levels() -> None:
    """Offices o and p; only o's first unit is hidden, and the office itself: both follow from p and the total."""
    units = {"TOTAL": ["o", "p"], "o": ["o1", "o2"]}
    base = {(u, c): n for u, n in (("o1", 21), ("o2", 34), ("p", 55)) for c in "xyz"}
    cells = hide(filled(base, (units, CLASSES)), ("o", "x"), ("o1", "x"))
    found = attacked(data={"t.csv": csv(NAMES, cells), "hierarchies.json": hierarchies(unit=units, predicate=CLASSES)})
    assert {(d.kind, d.cell[1]) for d in found} == {("exact", "o"), ("exact", "o1")}


def test_units_have_their_own_minimum() -> None:
    units = {"TOTAL": ["o", "p"], "o": ["o1", "o2"]}
    base = {(u, c): n for u, n in (("o1", 7), ("o2", 34), ("p", 7)) for c in "xyz"}
    cells = filled(base, (units, CLASSES))
    files = {"t.csv": csv(NAMES, cells), "hierarchies.json": hierarchies(unit=units, predicate=CLASSES)}
    assert {d.cell[1] for d in attacked(STRICT, data=files)} == {"o1"}
    assert {d.cell[1] for d in attacked(limited(tables={"t": 8}), data=files)} == {"o1", "p"}


FAMILIES = {"TOTAL": ["f", "g"]}


def linked(by_class: object, by_family: object) -> list[Disclosure]:
    files = {
        "c.csv": csv(NAMES, by_class),  # type: ignore[arg-type]
        "f.csv": csv(("unit", "family"), by_family),  # type: ignore[arg-type]
        "hierarchies.json": hierarchies(unit=UNITS, predicate=CLASSES, family=FAMILIES),
    }
    return attacked(data=files)


def test_two_tables_each_safe_alone_are_not_together() -> None:
    """Each hides the units' totals behind others; the shared totals meet."""
    heads = (("a", "TOTAL"), ("b", "TOTAL"))
    by_class = hide(SOUND, *heads, ("a", "x"), ("b", "x"))
    base = {("a", "f"): 50, ("a", "g"): 42, ("b", "f"): 30, ("b", "g"): 34}
    by_family = filled(base, (UNITS, FAMILIES))
    wide = hide(by_family, *heads, ("a", "f"), ("b", "f"))
    assert linked(by_class, wide) == []
    found = linked(by_class, by_family)
    assert {(d.kind, d.table, d.cell[1:]) for d in found} == {
        ("exact", "data/c.csv", cell) for cell in (*heads, ("a", "x"), ("b", "x"))
    }


def test_three_tables_in_a_ring() -> None:
    """unit x class, unit x family and class x family: only the cube behind them tells."""
    two = {"TOTAL": ["x", "y"]}
    trees = {"unit": UNITS, "predicate": two, "family": FAMILIES}
    base = {("a", "x", "f"): 0, ("a", "x", "g"): 9, ("a", "y", "f"): 9, ("a", "y", "g"): 0}
    base |= {("b", "x", "f"): 9, ("b", "x", "g"): 0, ("b", "y", "f"): 0, ("b", "y", "g"): 9}
    cube = filled(base, (UNITS, two, FAMILIES))
    flat = {(0, 1): ("unit", "predicate"), (0, 2): ("unit", "family"), (1, 2): ("predicate", "family")}
    files = {"hierarchies.json": hierarchies(**trees)}
    for at, names in flat.items():
        rest = ({0, 1, 2} - set(at)).pop()
        cells = {tuple(c[i] for i in at): n for c, n in cube.items() if c[rest] == "TOTAL"}
        inner = [c for c in cells if "TOTAL" not in c]
        files["_".join(names) + ".csv"] = csv(names, hide(cells, *inner) if at == (0, 2) else cells)
    assert attacked(data=files) == []
    tight = dict(files)
    skewed = {("a", "x"): 17, ("a", "y"): 1, ("b", "x"): 1, ("b", "y"): 17}
    tight["unit_predicate.csv"] = csv(("unit", "predicate"), filled(skewed, (UNITS, two)))
    other = {("x", "f"): 17, ("x", "g"): 1, ("y", "f"): 1, ("y", "g"): 17}
    tight["predicate_family.csv"] = csv(("predicate", "family"), filled(other, (two, FAMILIES)))
    found = attacked(data=tight)
    assert "narrow" in {d.kind for d in found if d.table == "data/unit_family.csv"}


def test_a_cell_hidden_here_and_shown_there() -> None:
    files = {"c.csv": csv(NAMES, SOUND), "d.csv": csv(NAMES, hide(SOUND, *BLOCK)), "hierarchies.json": H}
    found = attacked(data=files)
    assert {(d.kind, d.table) for d in found} == {("exact", "data/d.csv")}
    assert len(found) == 4


def test_tables_about_other_people_are_not_linked() -> None:
    manifest = json.dumps({"tables": [{"table": "d", "population": "objections"}]}).encode()
    half = {codes: n and n // 2 for codes, n in filled({k: 2 * v for k, v in BASE.items()}, (UNITS, CLASSES)).items()}
    cells = {codes: 2 * (n or 0) for codes, n in half.items()}
    files = {"c.csv": csv(NAMES, SOUND), "d.csv": csv(NAMES, cells), "hierarchies.json": H}
    assert ("sum", "conflict") in {(d.kind, d.detail) for d in attacked(data=files)}
    assert attacked(data=files | {"manifest.json": manifest}) == []


PARITY = {
    "TOTAL": ["p", "q", "m", "w", "v", "s"],
    "pm": ["p", "m"],
    "qm": ["q", "m"],
    "pqw": ["p", "q", "w"],
    "wv": ["w", "v"],
}


def parity() -> dict[str, bytes]:
    """p = q and p + q + w = 10 and w + v = 5: w is 0, 2 or 4, though by fractions it may be anything from 0 to 5."""
    cells = {(c,): n for c, n in {"p": 4, "q": 4, "m": 30, "w": 2, "v": 3, "s": 50}.items()}
    cells |= {(up,): sum(cells[c,] for c in parts) for up, parts in PARITY.items()}
    hidden = hide(cells, *((c,) for c in "pqmwvs"))
    return {"t.csv": csv(("group",), hidden), "hierarchies.json": hierarchies(group=PARITY)}


def test_whole_numbers_are_narrower_than_fractions() -> None:
    effort = Effort()
    found = assault({"data": parity()}, limited(office=5, share=100, insider=False), effort)
    assert kinds(found, "w") == kinds(found, "v") == {"narrow"}
    assert effort.wholes


def test_known_headcounts_are_used() -> None:
    heads = (("a", "TOTAL"), ("b", "TOTAL"), ("a", "x"), ("b", "x"))
    cells = hide(SOUND, *heads)
    assert one(cells) == []
    limits = limited(unit=5, share=100, insider=False, known={known_cell(period="2025", unit="a"): 92})
    assert {d.cell[1:] for d in one(cells, limits) if d.kind == "exact"} == {("a", "x"), ("b", "x"), ("b", "TOTAL")}


def release(cells: object, period: str = "2025") -> dict[str, bytes]:
    return {"t.csv": csv(NAMES, cells, period), "hierarchies.json": H}  # type: ignore[arg-type]


def test_the_newest_release_is_there_twice() -> None:
    assert attacked(data=release(SOUND), data__releases__a=release(SOUND)) == []
    found = attacked(data=release(changed(a=(20, 60, 4))), data__releases__a=release(changed(a=(20, 60, 4))))
    assert {d.table for d in found} == {"data/t.csv", "data/releases/a/t.csv"}


def test_two_releases_a_few_people_apart() -> None:
    found = attacked(data__releases__a=release(SOUND), data__releases__b=release(changed(a=(20, 60, 13))))
    assert {d.cell[1:] for d in found} == {(u, c) for u in ("a", "TOTAL") for c in ("z", "TOTAL")}
    assert kinds(found) == {"difference"}


def test_two_releases_far_enough_apart_or_about_different_periods() -> None:
    assert attacked(data__releases__a=release(SOUND), data__releases__b=release(changed(a=(20, 60, 19)))) == []
    later = release(changed(a=(20, 60, 13)), "2026")
    assert attacked(data__releases__a=release(SOUND), data__releases__b=later) == []


def test_two_releases_that_hide_different_cells_of_the_same_figures() -> None:
    """What one hides the other shows; nothing else moved."""
    other = (("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"))
    found = attacked(data__releases__a=release(hide(SOUND, *BLOCK)), data__releases__b=release(hide(SOUND, *other)))
    assert found
    assert kinds(found) == {"difference"}
    assert (
        attacked(data__releases__a=release(hide(SOUND, *BLOCK)), data__releases__b=release(hide(SOUND, *BLOCK))) == []
    )


def dated(cells: object, day: str) -> dict[str, bytes]:
    """A release whose manifest tells the day."""
    return {**release(cells), "manifest.json": json.dumps({"as_of": day, "tables": []}).encode()}


ROWS = [(u, c) for u in ("a", "b", "TOTAL") for c in ("x", "y", "z")]


def test_what_was_taken_back_may_have_moved() -> None:
    """The row of the unit in which a record changed, and those above, are hidden in the later release."""
    later = hide(changed(a=(21, 59, 12)), *[cell for cell in ROWS if cell[0] != "b"])
    first, second = dated(SOUND, "2026-03-02"), dated(later, "2026-07-01")
    assert attacked(data__releases__a=first, data__releases__b=second) == []
    # The order is that of the days, not of the names.
    assert attacked(data__releases__b=first, data__releases__a=second) == []
    # Without the days nobody knows which came first, and the supposition that nothing moved is kept.
    assert kinds(attacked(data__releases__a=release(SOUND), data__releases__b=release(later))) == {"difference"}


def test_what_was_hidden_first_and_is_shown_later_is_found() -> None:
    first = dated(hide(SOUND, *[cell for cell in ROWS if cell[0] != "b"]), "2026-03-02")
    second = dated(SOUND, "2026-07-01")
    assert kinds(attacked(data__releases__a=first, data__releases__b=second)) == {"difference"}


def test_one_record_that_is_taken_back_in_two_cells_only_is_found() -> None:
    """Its unit is hidden, but what is above the unit tells the change."""
    later = hide(changed(a=(21, 59, 12)), ("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"))
    found = attacked(data__releases__a=dated(SOUND, "2026-03-02"), data__releases__b=dated(later, "2026-07-01"))
    assert kinds(found) == {"difference"}


def test_what_a_rest_stood_for_is_shown_later() -> None:
    """First b and c are one rest, then b stands alone: c is the difference."""
    manifest = {"tables": [{"table": "t", "merged": {"rest": ["b", "c"]}}]}
    units = {"TOTAL": ["a", "rest"]}
    base = {("a", "x"): 30, ("a", "y"): 30, ("rest", "x"): 32, ("rest", "y"): 33}
    two = {"TOTAL": ["x", "y"]}
    first = {
        "t.csv": csv(NAMES, filled(base, (units, two))),
        "hierarchies.json": hierarchies(unit=units, predicate=two),
        "manifest.json": json.dumps(manifest).encode(),
    }
    apart = {"TOTAL": ["a", "b", "c"]}
    base = {("a", "x"): 30, ("a", "y"): 30, ("b", "x"): 30, ("b", "y"): 30, ("c", "x"): 2, ("c", "y"): 3}
    cells = hide(filled(base, (apart, two)), *((u, c) for u in ("a", "c", "TOTAL") for c in ("x", "y")), ("c", "TOTAL"))
    cells = hide(cells, ("a", "TOTAL"))
    second = {"t.csv": csv(NAMES, cells), "hierarchies.json": hierarchies(unit=apart, predicate=two)}
    found = attacked(data__releases__a=first, data__releases__b=second)
    assert ("difference", ("2025", "c", "x")) in {(d.kind, d.cell) for d in found}


def means(text: str, limits: Limits, base: object = SOUND) -> list[Disclosure]:
    tree = hierarchies(unit=UNITS, predicate=CLASSES, indicator={"TOTAL": ["i", "j"]})
    rows = "".join(
        f"2025,{u},{i},{text if (u, i) == ('a', 'i') else '3.40'},published\n"
        for u in ("TOTAL", "a", "b")
        for i in ("TOTAL", "i", "j")
    )
    files = {
        "m.csv": f"period,unit,indicator,mean,status\n{rows}".encode(),
        "t.csv": csv(NAMES, base),
        "hierarchies.json": tree,
    }  # type: ignore[arg-type]
    return assault({"data": files}, limits)


SCALED = limited(unit=5, share=95, insider=False, scales={"m": (Decimal(1), Decimal(5))})


@pytest.mark.parametrize(
    ("mean", "word"),
    [("3.41", ""), ("5.00", "end"), ("1.00", "end"), ("4.99", "end"), ("3.4123", "unrounded"), ("6", "scale")],
)
def test_a_mean_that_tells_the_marks(mean: str, word: str) -> None:
    found = means(mean, SCALED)
    assert [(d.kind, d.cell, d.detail) for d in found] == ([("mean", ("2025", "a", "i"), word)] if word else [])


def test_a_mean_of_few_or_of_a_hidden_number_of_people() -> None:
    assert {d.cell for d in means("3.41", SCALED, changed(a=(5, 0, 0))) if d.kind == "mean"} >= {("2025", "a", "i")}
    heads = hide(SOUND, ("a", "TOTAL"), ("b", "TOTAL"), ("a", "x"), ("b", "x"))
    assert {d.cell[1] for d in means("3.41", SCALED, heads)} == {"a", "b"}


def test_a_mean_without_a_scale_is_refused() -> None:
    assert {d.detail for d in means("3.41", limited(insider=False))} == {"scale"}


@pytest.mark.parametrize("methods", [("run",), ("run", "whole"), ("whole",)])
def test_work_that_does_not_end_is_given_away(monkeypatch: pytest.MonkeyPatch, methods: tuple[str, ...]) -> None:
    def stuck(self: Solver, *_: object) -> tuple[str, object, float]:
        return "unfinished", np.full(self.size, 0.5), 0.0

    for method in methods:
        monkeypatch.setattr(Solver, method, stuck)
    found = assault({"data": parity()}, limited(office=5, share=100, insider=False))
    assert kinds(found, "w") == ({"narrow"} if methods == ("run",) else {"unfinished"})


def test_a_solver_that_lies_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(self: Solver, _: object, costs: Floats, *__: object) -> tuple[str, Floats, float]:
        return "optimal", np.full(self.size, 40.0), 40.0 * float(costs.sum())

    monkeypatch.setattr(Solver, "run", lie)
    monkeypatch.setattr(Solver, "whole", lie)
    assert one(hide(SOUND, *BLOCK))


def test_no_figure_is_told() -> None:
    """All counts are numbers that occur in no code; whatever is found, none of them is in it."""
    base = {("a", "x"): 7919, ("a", "y"): 3, ("a", "z"): 6007, ("b", "x"): 7001, ("b", "y"): 8009, ("b", "z"): 4}
    cells = filled(base, (UNITS, CLASSES))
    odd = {**hide(cells, ("a", "x"), ("a", "y")), ("b", "z"): 9973}
    later = filled(base | {("a", "x"): 7921}, (UNITS, CLASSES))
    folders = {"data/releases/a": release(odd), "data/releases/b": release(cells), "data/releases/c": release(later)}
    found = assault(folders, STRICT)
    assert len({d.kind for d in found}) >= 4
    told = repr(found) + json.dumps([d.as_json() for d in found])
    figures = {str(n) for table in (cells, odd, later) for n in table.values() if n is not None and n > 9}
    assert not [n for n in figures if n in told]
    assert not re.search(r"\d", told.replace("2025", ""))
