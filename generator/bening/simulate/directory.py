"""The agency's own files: bening.yml, its units and its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bening import layout
from bening.simulate.delegations import delegations
from bening.simulate.material import data
from bening.simulate.people import Person, Post, Staff
from bening.simulate.render import Tree, render
from bening.simulate.structure import Unit

REGIME = "permenpanrb-6-2022/v1"
MULTI_RATER = "multi-rater/v1"
DISTRIBUTION = "distribution/v1"
SATISFACTION = "satisfaction/v1"
OBJECTION = "objection/v1"
INDICATIVE = "internal-tirta-bening/v1"
File = tuple[str, bytes]


def settings(periods: tuple[str, ...]) -> File:
    """bening.yml."""
    agency = data("organisation")["agency"]
    tree: Tree = {
        "schema": "bening/settings/v1",
        "agency": {"id": agency["id"], "name": dict(agency["name"])},
        "demo": True,
        "timezone": "Asia/Jakarta",
        "forge": {"kind": "none"},
        "sealing": "off",
        "languages": ["id", "en"],
        "calendar": {
            "periods": [_period(period) for period in periods],
            "releases": [
                {"id": period, "period": period, "not_before": f"{int(period) + 1}-03-02"} for period in periods
            ],
        },
        "disclosure_policy": "disclosure/v1",
        "position_families": "position-families/v1",
        "rules": {
            "multi_rater": MULTI_RATER,
            "distribution": DISTRIBUTION,
            "satisfaction": SATISFACTION,
            "objection": OBJECTION,
            "cycle": "cycle/v1",
            "credit_points": "angka-kredit/v1",
        },
        "licence": {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
    }
    return layout.SETTINGS, render(tree)


def _period(period: str) -> Tree:
    return {
        "period": period,
        "regime": REGIME,
        "indicative": [INDICATIVE],
        "starts": f"{period}-01-01",
        "ends": f"{period}-12-31",
        "plan_due": f"{period}-01-31",
        "report_due": f"{period}-12-31",
        "evaluation_due": f"{int(period) + 1}-01-31",
    }


def organisation(offices: list[Unit], staff: Staff, start: str, renamed_on: str) -> Iterator[File]:
    """records/organisation/: the agency, its offices and their units."""
    agency = data("organisation")["agency"]
    top: Tree = {"valid_from": start, "name": dict(agency["name"]), "level": "agency"}
    officers = [{"role": "hr", "person": person.id, "valid_from": start} for person in staff.officers]
    body: Tree = {"versions": [top]} | ({"officers": officers} if officers else {})
    yield _unit(agency["id"], body)
    raters = delegations(staff)
    for office in offices:
        versions = _versions(office, "office", agency["id"], start, renamed_on)
        yield _unit(office.code, {"versions": versions} | raters.get(office.code, {}))
        for unit in office.units:
            versions = _versions(unit, "unit", office.code, start, renamed_on)
            yield _unit(unit.code, {"versions": versions} | raters.get(unit.code, {}))


def _unit(code: str, body: Tree) -> File:
    tree: Tree = {"schema": "bening/unit/v1", "kind": "unit", "unit": code, "body": body}
    return layout.unit_path(code), render(tree)


def _versions(unit: Unit, level: str, parent: str, start: str, renamed_on: str) -> list[Tree]:
    if not unit.former:
        return [{"valid_from": start, "name": _name(unit.name), "level": level, "parent": parent}]
    before: Tree = {"valid_from": start, "valid_to": _day_before(renamed_on), "name": _name(unit.former)}
    after: Tree = {"valid_from": renamed_on, "name": _name(unit.name)}
    return [version | {"level": level, "parent": parent} for version in (before, after)]


def _name(name: tuple[str, str]) -> Tree:
    return {"id": name[0], "en": name[1]}


def _day_before(date: str) -> str:
    return (dt.date.fromisoformat(date) - dt.timedelta(days=1)).isoformat()


def person_file(person: Person) -> File:
    """records/people/."""
    ends = [_day_before(post.start) for post in person.posts[1:]]
    positions = [_position(post, end) for post, end in zip(person.posts, [*ends, ""], strict=True)]
    body: Tree = {"employment": person.employment, "positions": positions}
    if person.account:
        body["accounts"] = [{"forge": "github", "name": person.account}]
    tree: Tree = {"schema": "bening/person/v1", "kind": "person", "person": person.id, "body": body}
    return layout.person_path(person.id), render(tree)


def _position(post: Post, end: str) -> Tree:
    tree: Tree = {"valid_from": post.start}
    if end:
        tree["valid_to"] = end
    tree |= {
        "unit": post.unit,
        "title": post.title,
        "post_type": post.post_type,
        "level": post.level,
        "family": post.family,
        "grade": post.grade,
    }
    if post.head:
        tree["head"] = True
    if post.acting:
        tree["acting"] = "plt"
    if post.boss:
        tree["supervisor"] = post.boss.id
    return tree
