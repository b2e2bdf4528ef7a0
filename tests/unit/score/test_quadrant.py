"""The matrix of PermenPANRB 6/2022, worked out by hand, and the ways in which public code gets it wrong."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.model.rubric import Regime
from bening.model.terms import PREDICATES, RATINGS, Predicate, Rating
from bening.score.quadrant import Inputs, RubricIncomplete, decide
from bening.source.emit import dump
from bening.source.load import Loaded, parse_as
from bening.source.strict import read
from tests.unit.conftest import ROOT

PATH = "rubrics/permenpanrb-6-2022/v1.yaml"
RAW = (ROOT / PATH).read_bytes()
TREE = read(RAW).tree

# (hasil kerja, perilaku kerja) -> predikat; copied by hand from the field's rules, not from the rubric
KNOWN: dict[tuple[Rating, Rating], Predicate] = {
    ("di_atas", "di_bawah"): "kurang",
    ("di_atas", "sesuai"): "baik",
    ("di_atas", "di_atas"): "sangat_baik",
    ("sesuai", "di_bawah"): "kurang",
    ("sesuai", "sesuai"): "baik",
    ("sesuai", "di_atas"): "baik",
    ("di_bawah", "di_bawah"): "sangat_kurang",
    ("di_bawah", "sesuai"): "butuh_perbaikan",
    ("di_bawah", "di_atas"): "butuh_perbaikan",
}
MISCONDUCT: list[tuple[Rating, Rating]] = [("di_atas", "di_bawah"), ("sesuai", "di_bawah")]


def rubric(tree: Any = TREE) -> Loaded[Regime]:
    """The regime from a tree, in the canonical form; the shipped one from its own bytes."""
    raw = RAW if tree is TREE else dump(tree).encode()
    return parse_as(Regime, PATH, raw, read(raw))


def result(work: Rating | None, behaviour: Rating | None, tree: Any = TREE) -> Predicate | None:
    """What an approved evaluation comes to."""
    return decide(rubric(tree), Inputs("e.yaml", True, work, behaviour)).predicate


@pytest.mark.parametrize(
    ("ratings", "predicate"), KNOWN.items(), ids=lambda v: "-".join(v) if isinstance(v, tuple) else v
)
def test_each_cell_of_the_matrix(ratings: tuple[Rating, Rating], predicate: Predicate) -> None:
    assert result(*ratings) == predicate


def test_the_nine_cells_are_all_there_are() -> None:
    assert set(KNOWN) == set(product(RATINGS, RATINGS))
    assert set(KNOWN.values()) == set(PREDICATES)


def test_the_better_of_the_two_ratings_does_not_decide() -> None:
    """The known mistake max(a, b): it would give Sangat Baik or Baik to misconduct and to missed results."""
    as_maximum: dict[Rating, Predicate] = {"di_atas": "sangat_baik", "sesuai": "baik", "di_bawah": "butuh_perbaikan"}
    wrong = [(w, b) for w, b in KNOWN if as_maximum[max(w, b, key=RATINGS.index)] != result(w, b)]
    assert len(wrong) == 7
    assert result("di_atas", "sesuai") != "sangat_baik"
    assert result("sesuai", "di_atas") != "sangat_baik"
    assert result("di_bawah", "di_atas") not in ("sangat_baik", "baik")


@pytest.mark.parametrize("ratings", MISCONDUCT)
def test_misconduct_is_not_butuh_perbaikan(ratings: tuple[Rating, Rating]) -> None:
    assert result(*ratings) not in ("butuh_perbaikan", "baik", "sangat_baik")
    assert result(*ratings) == "kurang"


def test_work_and_behaviour_are_not_exchanged() -> None:
    assert result("di_bawah", "sesuai") == "butuh_perbaikan" != result("sesuai", "di_bawah")
    assert result("di_bawah", "di_atas") == "butuh_perbaikan" != result("di_atas", "di_bawah")


@given(st.permutations(TREE["matrix"]), st.permutations(TREE["ratings"]), st.permutations(TREE["missing"]))
def test_the_order_in_the_rubric_decides_nothing(matrix: Any, ratings: Any, missing: Any) -> None:
    tree = TREE | {"matrix": matrix, "ratings": ratings, "missing": missing}
    for cell, predicate in KNOWN.items():
        assert result(*cell, tree) == predicate
    assert decide(rubric(tree), Inputs(None, False, None, None)).flags == ("evaluation_missing",)


@given(st.sampled_from(range(9)), st.sampled_from(PREDICATES))
def test_the_rubric_decides_and_no_code(index: int, predicate: Predicate) -> None:
    cells = [c | {"predicate": predicate} if i == index else c for i, c in enumerate(TREE["matrix"])]
    cell = cells[index]
    assert result(cell["work"], cell["behaviour"], TREE | {"matrix": cells}) == predicate


MISSING = [
    (Inputs(None, False, None, None), ("evaluation_missing",)),
    (Inputs(None, True, "sesuai", "sesuai"), ("evaluation_missing",)),
    (Inputs("e", False, "sesuai", "sesuai"), ("approval_missing",)),
    (Inputs("e", False, None, None), ("approval_missing",)),
    (Inputs("e", True, None, "sesuai"), ("work_rating_missing",)),
    (Inputs("e", True, "sesuai", None), ("behaviour_rating_missing",)),
    (Inputs("e", True, None, None), ("work_rating_missing", "behaviour_rating_missing")),
]


@pytest.mark.parametrize(("inputs", "flags"), MISSING)
def test_a_missing_part_gives_the_rubrics_flag_and_no_predicate(inputs: Inputs, flags: tuple[str, ...]) -> None:
    outcome = decide(rubric(), inputs)
    assert (outcome.predicate, outcome.flags) == (None, flags)


@pytest.mark.parametrize(("inputs", "flags"), MISSING)
def test_a_missing_part_without_a_rule_is_never_guessed(inputs: Inputs, flags: tuple[str, ...]) -> None:
    rules = [
        r if r["flag"] not in flags else r | {"part": "approval" if "approval" not in flags[0] else "evaluation"}
        for r in TREE["missing"]
    ]
    with pytest.raises(RubricIncomplete):
        decide(rubric(TREE | {"missing": rules}), inputs)


@pytest.mark.parametrize("ratings", KNOWN)
def test_a_matrix_without_the_cell_is_never_guessed(ratings: tuple[Rating, Rating]) -> None:
    other = next(c for c in TREE["matrix"] if (c["work"], c["behaviour"]) != ratings)
    cells = [other if (c["work"], c["behaviour"]) == ratings else c for c in TREE["matrix"]]
    with pytest.raises(RubricIncomplete):
        result(*ratings, TREE | {"matrix": cells})


def test_a_broken_rubric_decides_nothing() -> None:
    broken = rubric({k: v for k, v in TREE.items() if k != "matrix"})
    assert broken.model is None
    with pytest.raises(RubricIncomplete):
        decide(broken, Inputs("e", True, "sesuai", "sesuai"))


def line(number: int) -> str:
    """A line of the shipped rubric, as a person sees it in an editor."""
    return RAW.decode().splitlines()[number - 1].strip()


@pytest.mark.parametrize("ratings", KNOWN)
def test_the_trace_cites_the_line_where_the_cell_stands(ratings: tuple[Rating, Rating]) -> None:
    steps = decide(rubric(), Inputs("e.yaml", True, *ratings)).steps
    assert [s.path for s in steps] == [PATH] * 3
    assert [line(s.line) for s in steps] == [f"- id: {ratings[0]}", f"- id: {ratings[1]}", f"- work: {ratings[0]}"]
    below = RAW.decode().splitlines()[steps[2].line : steps[2].line + 2]
    assert [b.strip() for b in below] == [f"behaviour: {ratings[1]}", f"predicate: {KNOWN[ratings]}"]
    cell = next(c for c in TREE["matrix"] if (c["work"], c["behaviour"]) == ratings)
    assert (list(steps[2].legal_basis), steps[2].status) == (cell["legal_basis"], cell["status"])
    assert steps[2].pointer == f"/matrix/{TREE['matrix'].index(cell)}"


@pytest.mark.parametrize(("inputs", "flags"), MISSING)
def test_the_trace_cites_the_rule_for_what_is_missing(inputs: Inputs, flags: tuple[str, ...]) -> None:
    steps = decide(rubric(), inputs).steps[-len(flags) :]
    text = RAW.decode().splitlines()
    assert [text[s.line].strip() for s in steps] == [f"flag: {flag}" for flag in flags]
