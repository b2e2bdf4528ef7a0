import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from bening import layout
from bening.checks.segments import quarter_days
from bening.model.base import after
from bening.model.organisation import Person, Unit
from bening.model.records import KINDS
from bening.model.rubric import Families
from bening.model.settings import Settings
from bening.simulate.agency import Plan, files
from bening.simulate.outcomes import _weights
from bening.source.emit import dump

PERIODS = ("2024", "2025", "2026")


@dataclass
class Corpus:
    raw: dict[str, bytes]
    trees: dict[str, Any]

    def of(self, kind: str) -> dict[layout.RecordPath, Any]:
        parsed = ((layout.parse(path), tree) for path, tree in self.trees.items())
        return {place: tree for place, tree in parsed if place and place.kind == kind}

    def positions(self, person: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.trees[layout.person_path(person)]["body"]["positions"]
        return found

    def last_day(self, place: layout.RecordPath) -> str:
        """The last day in the record's unit within its period."""
        end = (quarter_days(place.period) or ("", f"{place.year}-12-31"))[1]
        here = [p for p in self.positions(place.person) if p["unit"] == place.unit and p["valid_from"] <= end]
        return min(end, str(here[-1].get("valid_to", end)))

    def began(self, place: layout.RecordPath) -> str:
        """The first day in the record's unit within its year."""
        here = [p for p in self.positions(place.person) if p["unit"] == place.unit]
        return max(f"{place.year}-01-01", str(here[0]["valid_from"]))

    def at(self, person: str, date: str) -> dict[str, Any]:
        (found,) = (p for p in self.positions(person) if p["valid_from"] <= date <= p.get("valid_to", "9999-12-31"))
        return found


class Exact(yaml.CSafeLoader):
    """Reads numbers as the package does: no binary fractions."""


Exact.add_constructor("tag:yaml.org,2002:float", lambda _loader, node: Decimal(node.value))


def corpus(people: int, periods: tuple[str, ...] = PERIODS, seed: int = 7) -> Corpus:
    raw = dict(files(Plan(people, periods, seed)))
    loaded = {path: yaml.load(content, Exact) for path, content in raw.items()}  # noqa: S506 - a safe loader's child
    return Corpus(raw, loaded)


@pytest.fixture(scope="module")
def agency() -> Corpus:
    return corpus(300)


@pytest.fixture(scope="module")
def big() -> Corpus:
    return corpus(600, ("2025", "2026"), seed=1)


def digest(plan: Plan) -> str:
    whole = hashlib.sha256()
    for path, content in files(plan):
        whole.update(path.encode() + b"\0" + content)
    return whole.hexdigest()


@pytest.mark.parametrize(
    ("people", "periods"), [(0, ("2025",)), (5, ()), (5, ("2025", "2027")), (5, ("2026", "2025")), (5, ("25",))]
)
def test_refuses_what_makes_no_sense(people: int, periods: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        Plan(people, periods, 1)


def test_same_arguments_same_bytes_in_any_environment() -> None:
    code = (
        "from tests.unit.simulate.test_agency import digest, Plan;print(digest(Plan(40, ('2024', '2025', '2026'), 3)))"
    )
    here = digest(Plan(40, PERIODS, 3))
    for hash_seed, zone in (("1", "Asia/Jakarta"), ("271828", "America/New_York")):
        env = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": zone, "LC_ALL": "C"}
        env["PYTHONPATH"] = os.pathsep.join([*sys.path, "."])
        found = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert found.stdout.strip() == here


def test_another_seed_makes_other_people() -> None:
    assert digest(Plan(40, PERIODS, 3)) != digest(Plan(40, PERIODS, 4))


@pytest.mark.parametrize("people", [1, 2, 3, 5, 6, 7, 11, 12, 13, 29, 60, 151, 999])
def test_makes_exactly_so_many_people(people: int) -> None:
    found = [path for path, _ in files(Plan(people, ("2025",), 1)) if path.startswith("records/people/")]
    assert len(found) == len(set(found)) == people


def test_every_file_is_valid_canonical_and_in_its_place(agency: Corpus) -> None:
    for path, content in agency.raw.items():
        tree = agency.trees[path]
        assert dump(tree).encode() == content, path
        if path == layout.SETTINGS:
            Settings.model_validate(tree)
            continue
        place = layout.parse(path)
        assert place is not None, path
        record: Any = KINDS[place.kind].model_validate(tree)
        assert place.unit == getattr(record, "unit", "")
        assert place.person == getattr(record, "person", "")
        assert place.period == getattr(record, "period", "")


def test_units_form_a_tree_of_three_levels(agency: Corpus) -> None:
    units = {place.unit: Unit.model_validate(tree) for place, tree in agency.of("unit").items()}
    levels = Counter(unit.body.versions[-1].level for unit in units.values())
    assert levels["agency"] == 1
    assert levels["office"] in (9, 10)
    assert 27 <= levels["unit"] <= 50
    above = {"office": "agency", "unit": "office"}
    for unit in units.values():
        for version in unit.body.versions:
            assert version.valid_from < "2024-01-01" or version.valid_from == "2026-01-01"
            if version.level != "agency":
                assert version.parent is not None
                assert units[version.parent].body.versions[0].level == above[version.level]
    assert sum(len(unit.body.versions) == 2 for unit in units.values()) == 1
    assert len(units["kota-tirta-bening"].body.officers) == 2


def test_people_are_consistent(agency: Corpus) -> None:
    people = {place.person: Person.model_validate(tree) for place, tree in agency.of("person").items()}
    units = {place.unit for place in agency.of("unit")}
    families = {family.id for family in families_rubric().families}
    without_boss, moved = set(), []
    for number, person in people.items():
        for before, then in pairwise(person.body.positions):
            assert before.valid_to is not None
            assert before.valid_to < then.valid_from
            moved.append(before.unit != then.unit and not then.valid_from.endswith("-01-01"))
        for post in person.body.positions:
            assert post.unit in units
            assert post.family in families
            assert post.supervisor in people or post.supervisor is None
            assert post.supervisor != number
            managerial = post.level in ("jpt_pratama", "administrator", "pengawas")
            assert post.post_type == ("manajerial" if managerial else "nonmanajerial")
            assert ("/" in post.grade) == (person.body.employment == "pns")
            if post.supervisor is None:
                without_boss.add(number)
    assert len(without_boss) == 1
    assert 3 <= sum(moved) <= 15
    assert any(post.acting for person in people.values() for post in person.body.positions)
    assert any(len({post.unit for post in p.body.positions}) > 1 for p in people.values())


def test_every_unit_has_one_head_at_any_time(agency: Corpus) -> None:
    for date in ("2024-01-01", "2024-12-31", "2025-06-30", "2026-12-31"):
        heads = Counter(
            post["unit"]
            for place in agency.of("person")
            if (post := agency.at(place.person, date)) and post.get("head")
        )
        units = {place.unit for place in agency.of("unit")} - {"kota-tirta-bening"}
        assert heads == dict.fromkeys(units, 1)


def families_rubric() -> Families:
    path = Path(__file__).parents[3] / "rubrics/position-families/v1.yaml"
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert dump(tree) == path.read_text(encoding="utf-8")
    return Families.model_validate(tree)


def test_plans_support_what_the_supervisor_plans(agency: Corpus) -> None:
    for place, plan in agency.of("plan").items():
        boss = agency.at(place.person, plan["body"]["date"]).get("supervisor")
        assert 2 <= len(plan["body"]["results"]) <= 5
        assert plan["body"]["results"][0]["type"] == "utama"
        assert len({item["text"] for item in plan["body"]["results"]}) == len(plan["body"]["results"])
        for item in plan["body"]["results"]:
            if "supports" in item:
                assert item["supports"]["person"] == boss
                unit = agency.at(boss, plan["body"]["date"])["unit"]
                above = agency.trees[f"{layout.person_folder(place.year, unit, boss)}/plan.yaml"]
                assert item["supports"]["rhk"] in {other["rhk"] for other in above["body"]["results"]}


def test_reports_and_evaluations_answer_the_plan(agency: Corpus) -> None:
    for kind, key in (("report", "results"), ("evaluation", "work")):
        for place, record in agency.of(kind).items():
            plan = agency.trees[f"{place.folder}/plan.yaml"]["body"]["results"]
            assert [item["rhk"] for item in record["body"][key]] == [item["rhk"] for item in plan]
            if kind == "report":
                sizes = [len(item["realisations"]) for item in record["body"][key]]
                assert sizes == [len(item["indicators"]) for item in plan]
            else:
                assert len({item["value"] for item in record["body"]["behaviour"]}) == 7


def test_resulting_ratings_are_those_of_most_items(agency: Corpus) -> None:
    for evaluation in agency.of("evaluation").values():
        body = evaluation["body"]
        for items, whole in (("work", "work_rating"), ("behaviour", "behaviour_rating")):
            if whole in body:
                found = [item["rating"] for item in body[items]]
                assert found.count(body[whole]) * 2 > len(found)


def test_raters_are_the_supervisors_in_force(agency: Corpus) -> None:
    for kind in ("evaluation", "feedback"):
        for place, record in agency.of(kind).items():
            date = min(record["body"]["date"], agency.last_day(place))
            post = agency.at(place.person, date)
            assert record["rater"] == post["supervisor"]
            assert place.unit == post["unit"]


def test_approvals_are_of_the_file_as_it_stands_by_who_may(agency: Corpus) -> None:
    officers = {o["person"] for o in agency.trees[layout.unit_path("kota-tirta-bening")]["body"]["officers"]}
    roles: Counter[str] = Counter()
    for place, approval in agency.of("approval").items():
        body = approval["body"]
        path = f"{place.folder}/{body['file']}"
        target = agency.trees[path]
        assert body["sha256"] == hashlib.sha256(agency.raw[path]).hexdigest()
        assert body["date"] >= target["body"]["date"]
        assert body["approver"] not in (place.person, target.get("rater"))
        date = min(body["date"], agency.last_day(place))
        if body["role"] == "rater":
            assert body["approver"] == agency.at(place.person, date)["supervisor"]
        elif body["role"] == "rater_superior":
            assert body["approver"] == agency.at(target["rater"], date)["supervisor"]
        else:
            assert body["approver"] in officers
        roles[body["role"]] += 1
    assert set(roles) == {"rater", "rater_superior", "hr"}


def test_dates_keep_the_deadlines_and_the_running_period_is_running(agency: Corpus) -> None:
    for place, plan in agency.of("plan").items():
        began = agency.began(place)
        last = f"{place.year}-01-31" if began.endswith("-01-01") else after(began, 30)
        assert began < plan["body"]["date"] <= last
    for place, report in agency.of("report").items():
        assert f"{place.year}-12-01" <= report["body"]["date"] <= f"{place.year}-12-31"
    for place, evaluation in agency.of("evaluation").items():
        if place.part:
            continue
        following = int(place.year) + 1
        assert f"{following}-01-05" <= evaluation["body"]["date"] <= f"{following}-01-30"
    annual = {p.year for p in agency.of("evaluation") if not p.part}
    assert {p.year for p in agency.of("report")} == annual == {"2024", "2025"}
    assert max(f["body"]["date"] for p, f in agency.of("feedback").items() if p.year == "2026") < "2026-11-01"


def predicate(body: dict[str, Any]) -> str:
    work, behaviour = body.get("work_rating"), body.get("behaviour_rating")
    if not work or not behaviour:
        return "belum"
    if behaviour == "di_bawah":
        return "sangat_kurang" if work == "di_bawah" else "kurang"
    if work == "di_bawah":
        return "butuh_perbaikan"
    return "sangat_baik" if work == behaviour == "di_atas" else "baik"


def test_proportions_of_a_closed_year(big: Corpus) -> None:
    annual = {p.person: e for p, e in big.of("evaluation").items() if not p.part and big.last_day(p).endswith("12-31")}
    found = Counter(predicate(e["body"]) for e in annual.values())
    found["belum"] += 600 - found.total()
    bands = {
        "sangat_baik": (14, 26),
        "baik": (59, 74),
        "butuh_perbaikan": (5, 13),
        "kurang": (0.3, 3.5),
        "sangat_kurang": (0, 2),
        "belum": (1.5, 6),
    }
    for name, (low, high) in bands.items():
        assert low <= found[name] / 6 <= high, (name, found)


def test_proportions_of_people_and_steps(big: Corpus) -> None:
    people = [Person.model_validate(tree).body for tree in big.of("person").values()]
    assert 70 <= sum(p.employment == "pns" for p in people) / 6 <= 82
    plans = {(place.year, place.person) for place in big.of("plan")}
    assert 91 <= sum(year == "2026" for year, _ in plans) / 6 <= 97
    assert sum(year == "2025" for year, _ in plans) == 600
    families = Counter(p.positions[0].family for p in people)
    assert len(families) == 5
    assert all(count >= 30 for count in families.values()), families


def test_units_differ_in_leniency() -> None:
    assert len({_weights(1, "2025", f"unit-{n}") for n in range(40)}) == 5
