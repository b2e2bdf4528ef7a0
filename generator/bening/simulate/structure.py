"""The unit tree: how many offices and units an agency of a size has, what they are called, how big they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from bening.simulate.chance import Chance
from bening.simulate.material import data, place

_OFFICES = ((1, 1), (12, 2), (60, 5), (150, 8), (300, 10), (1000, 14), (5000, 24), (20000, 34), (100000, 60))
_SMALL = 150  # people: a smaller office has at most five units and no schools, health centres or wards
_LEAST = 6  # people in the smallest office


@dataclass(slots=True)
class Unit:
    """An office or a unit below one."""

    code: str
    name: tuple[str, str]
    theme: str
    head_title: str
    head_level: str
    size: int = 0  # for an office: the people directly in it
    units: list[Unit] = field(default_factory=list)
    former: tuple[str, str] | None = None


def share(total: int, weights: Sequence[int], least: int) -> list[int]:
    """Split `total` by weights, largest remainders first, with at least `least` each where it suffices."""
    least = min(least, total // len(weights))
    rest, whole = total - least * len(weights), sum(weights)
    parts = [least + rest * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(rest * weights[i] % whole), i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def office_count(people: int) -> int:
    """Return how many offices an agency of this size has."""
    for (low, fewer), (high, more) in pairwise(_OFFICES):
        if people < high:
            wanted = fewer + (people - low) * (more - fewer) // (high - low)
            return max(1, min(wanted, people // _LEAST))
    return _OFFICES[-1][1] + (people - _OFFICES[-1][0]) // 4000


def offices(people: int, seed: int) -> list[Unit]:
    """Return the offices with their units and the number of people in each."""
    specs = _specs(office_count(people))
    chance = Chance(seed, "offices")
    weights = [spec["weight"] * chance.between(85, 115) for spec in specs]
    sizes = share(people, weights, _LEAST)
    return [_office(spec, size, at, seed) for at, (spec, size) in enumerate(zip(specs, sizes, strict=True))]


def _specs(count: int) -> list[dict[str, Any]]:
    """The first offices of the catalogue: after nine comes a district, then one after every second office."""
    fixed: list[dict[str, Any]] = data("organisation")["offices"]
    found: list[dict[str, Any]] = []
    districts = 0
    while len(found) < count:
        used = len(found) - districts
        if used == len(fixed) or (used >= 9 and districts <= (used - 9) // 2):
            found.append(_district(districts))
            districts += 1
        else:
            found.append(fixed[used])
    return found


def _district(index: int) -> dict[str, Any]:
    spec = dict(data("organisation")["district"])
    name = place(index)
    spec["slug"] = f"{spec['slug']}-{_slug(name)}"
    spec["id"], spec["en"] = f"{spec['id']} {name}", f"{name} {spec['en']}"
    spec["head"] = f"{spec['head']} {name}"
    return spec


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _office(spec: dict[str, Any], size: int, at: int, seed: int) -> Unit:
    head_level = "administrator" if spec["head"].startswith("Camat") else "jpt_pratama"
    office = Unit(spec["slug"], (spec["id"], spec["en"]), spec["theme"], spec["head"], head_level)
    below = _base_units(spec, size, head_level)
    direct = size if not below else 1 + min(size // 40, 12)
    extra = _more_units(spec, size, at)
    in_extra = len(extra) * int(data("organisation")["more"][spec["more"]]["size"]) if extra else 0
    office.size, office.units = direct, below + extra
    chance = Chance(seed, "units", office.code)
    base_weights = [(90 // (rank + 1) + 30) * chance.between(80, 120) for rank in range(len(below))]
    sizes = share(size - direct - in_extra, base_weights, 2) if below else []
    sizes += share(in_extra, [chance.between(50, 150) for _ in extra], 4) if extra else []
    for unit, people in zip(office.units, sizes, strict=True):
        unit.size = people
    return office


def _base_units(spec: dict[str, Any], size: int, head_level: str) -> list[Unit]:
    rows: list[str] = spec["units"]
    if size < _LEAST:
        return []
    most = 5 if size < _SMALL else len(rows)
    return [_base_unit(spec, row, head_level) for row in rows[: min(most, max(1, (size - 1) // 4))]]


def _base_unit(spec: dict[str, Any], row: str, head_level: str) -> Unit:
    suffix, name_id, name_en, theme, *_ = [*row.split(" | "), spec["theme"]]
    name = (name_id.replace("{office}", spec["id"]), name_en.replace("{office}", spec["en"]))
    level = "pengawas" if head_level == "administrator" else "administrator"
    unit = Unit(f"{spec['slug']}-{suffix}", name, theme, _head_title(name[0]), level)
    renamed = data("organisation")["renamed"]
    if unit.code == renamed["unit"]:
        unit.former = (renamed["name"]["id"], renamed["name"]["en"])
    return unit


def _head_title(name: str) -> str:
    if name.startswith("Sekretariat "):
        return f"Sekretaris {name.removeprefix('Sekretariat ')}"
    if name.startswith("Inspektorat Pembantu"):
        return name.replace("Inspektorat", "Inspektur", 1)
    return f"Kepala {name}"


def former_title(unit: Unit) -> str:
    """Return the title of the head of a unit under its former name."""
    return _head_title(unit.former[0]) if unit.former else unit.head_title


def _more_units(spec: dict[str, Any], size: int, at: int) -> list[Unit]:
    kind = spec.get("more")
    if not kind or size < _SMALL:
        return []
    how = data("organisation")["more"][kind]
    count = size * 6 // 10 // how["size"]
    return [_more_unit(spec, how, at * 17 + index, index) for index in range(count)]


def _more_unit(spec: dict[str, Any], how: dict[str, Any], where: int, index: int) -> Unit:
    by_place = how["by"] == "place"
    name = place(where % 120) if by_place and index < 120 else f"{index + 1}"
    title = f"{how['id']} {name}" + ("" if by_place else " Tirta Bening")
    english = f"{name} {how['en']}" if how["head"] == "Lurah" else f"{how['en']} {name}"
    head = f"Lurah {name}" if how["head"] == "Lurah" else f"Kepala {title}"
    level = "ahli_madya" if how["by"] == "number" else "pengawas"
    code = f"{spec['slug']}-{how['suffix']}-{_slug(name)}"
    return Unit(code, (title, english), how["theme"] or spec["theme"], head, level)
