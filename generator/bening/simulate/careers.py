"""What happens to posts over the years: transfers, promotions, an acting head, a renamed unit.

A person's unit changes on the first of January only, so that all records of a year lie in one folder.
"""

from __future__ import annotations

from bening.simulate.chance import Chance
from bening.simulate.material import data, grades, post_title
from bening.simulate.people import LEADERS, Person, Staff, Team

_TRANSFERS = 3.0  # percent of the staff a year
_PROMOTIONS = 1.5  # percent of the staff, twice a year
_ACTING_ONE_IN = 3000  # people


def live(staff: Staff, years: tuple[str, ...], seed: int, renamed_on: str) -> None:
    """Let the years pass."""
    for number, year in enumerate(years):
        chance = Chance(seed, "careers", year)
        if number:
            _transfers(staff, year, chance)
            _confirm_acting(staff, year)
        if renamed_on == f"{year}-01-01":
            _retitle(staff, renamed_on)
        _promotions(staff, f"{year}-04-01", chance)
        if number == 0:
            _acting(staff, f"{year}-07-01", chance)
        _promotions(staff, f"{year}-10-01", chance)


def _movable(staff: Staff, person: Person) -> bool:
    return person.post.family != LEADERS and person not in staff.officers


def _transfers(staff: Staff, year: str, chance: Chance) -> None:
    """Move some people to another unit of their office."""
    by_office: dict[str, list[Team]] = {}
    for team in staff.teams:
        if team.unit is not team.office:
            by_office.setdefault(team.office.code, []).append(team)
    moves = [
        (person, team, target)
        for teams in by_office.values()
        if len(teams) > 1
        for team in teams
        for person in team.people
        if chance.hit(_TRANSFERS) and _movable(staff, person) and (target := chance.pick(teams)) is not team
    ]
    for person, source, target in moves:
        if len(source.people) > 2:
            source.people.remove(person)
            target.people.append(person)
            boss = chance.pick(target.bosses)
            person.change(f"{year}-01-01", unit=target.unit.code, theme=target.unit.theme, boss=boss)


def _promotions(staff: Staff, date: str, chance: Chance) -> None:
    """Give some people the next level of their post, or the next grade."""
    steps: dict[str, str] = data("jobs")["promotion"]
    for person in staff.everybody():
        if not chance.hit(_PROMOTIONS) or not _movable(staff, person) or person.employment != "pns":
            continue
        level = person.post.level
        ladder = grades("pns")[level]
        at = ladder.index(person.post.grade)
        if at + 1 < len(ladder):
            person.change(date, grade=ladder[at + 1])
        elif level in steps:
            upper = steps[level]
            person.change(date, level=upper, title=post_title(person.job, upper), grade=grades("pns")[upper][0])


def _acting(staff: Staff, date: str, chance: Chance) -> None:
    """Let the heads of some units step down to functional posts; a colleague of the unit acts as head."""
    everybody = sum(len(team.people) for team in staff.teams)
    left = max(1, everybody // _ACTING_ONE_IN)
    for team in chance.some(staff.teams, len(staff.teams)):
        heir = _heir(staff, team)
        if left and heir:
            _step_in(team, heir, date)
            left -= 1


def _heir(staff: Staff, team: Team) -> Person | None:
    if team.unit is team.office or team.unit.former or team.unit.head_level == "ahli_madya":
        return None
    ready = ("III/c", "III/d")
    return next((p for p in team.people if _movable(staff, p) and p.post.grade in ready), None)


def _step_in(team: Team, heir: Person, date: str) -> None:
    head = team.head
    if head is None:
        return
    boss, title, level = head.post.boss, head.post.title, head.post.level
    heir.change(
        date,
        title=f"Plt. {title}",
        level=level,
        family=LEADERS,
        boss=boss,
        head=True,
        acting=True,
        grade="III/d",
    )
    stepped = post_title(head.job, "ahli_madya")
    head.change(date, title=stepped, level="ahli_madya", family="keahlian", boss=heir, head=False, grade="IV/a")
    for person in team.people:
        if person.post.boss is head:
            person.change(date, boss=heir)
    team.bosses = [heir if person is head else person for person in team.bosses]


def _confirm_acting(staff: Staff, year: str) -> None:
    """Make those who act as heads since last year heads in their own right."""
    for team in staff.teams:
        head = team.head
        if head is not None and head.post.acting:
            head.change(f"{year}-01-01", title=head.post.title.removeprefix("Plt. "), acting=False)


def _retitle(staff: Staff, date: str) -> None:
    for team in staff.teams:
        if team.unit.former and team.head:
            team.head.change(date, title=team.unit.head_title)
