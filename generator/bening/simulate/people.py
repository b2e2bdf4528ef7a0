"""People and their posts: who works where, who leads, who is above whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bening.simulate.chance import Chance
from bening.simulate.material import Job, grades, jobs, post_title
from bening.simulate.structure import Unit, former_title

LEADERS = "kepemimpinan"
_SPAN = 18  # people whom one leader of a big unit looks after
_MANAGERIAL = frozenset({"jpt_pratama", "administrator", "pengawas"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post held from a day on; the next post of the person ends it."""

    start: str
    unit: str
    title: str
    level: str
    family: str
    theme: str
    grade: str
    boss: Person | None
    head: bool = False
    acting: bool = False

    @property
    def post_type(self) -> str:
        """Managerial or not."""
        return "manajerial" if self.level in _MANAGERIAL else "nonmanajerial"


@dataclass(slots=True, eq=False)
class Person:
    """An employee: a random id, an employment, posts oldest first."""

    id: str
    employment: str
    posts: list[Post]
    job: str = ""
    account: str = ""

    @property
    def post(self) -> Post:
        """The latest post."""
        return self.posts[-1]

    def at(self, date: str) -> Post:
        """The post in force on a date."""
        return next((p for p in reversed(self.posts) if p.start <= date), self.posts[0])

    def change(self, date: str, **changes: object) -> None:
        """Begin another post on a date; a change on the day the latest began replaces it."""
        post = replace(self.post, start=date, **changes)  # type: ignore[arg-type]  # fields of Post
        if self.post.start == date:
            self.posts[-1] = post
        else:
            self.posts.append(post)


@dataclass(slots=True, eq=False)
class Team:
    """The people of an office's top or of a unit."""

    unit: Unit
    office: Unit
    people: list[Person]
    bosses: list[Person]  # who supervises new people here

    @property
    def head(self) -> Person | None:
        """Who leads the unit now."""
        return next((p for p in self.people if p.post.head), None)


@dataclass(slots=True)
class Staff:
    """Everybody, by team, in the order of the unit tree."""

    teams: list[Team] = field(default_factory=list)
    officers: list[Person] = field(default_factory=list)

    def everybody(self) -> Iterator[Person]:
        """All people, team by team."""
        for team in self.teams:
            yield from team.people


class Hiring:
    """Makes people with unique ids; every one of them starts on the same day."""

    def __init__(self, seed: int, start: str) -> None:
        self._chance = Chance(seed, "people")
        self._start = start
        self._taken: set[str] = set()

    def leader(self, team: Team, title: str, level: str, boss: Person | None, *, head: bool) -> Person:
        """Hire the head of an office or unit, or the leader of a part of it."""
        grade = self._chance.pick(grades("pns")[level])
        unit = team.unit
        post = Post(self._start, unit.code, title, level, LEADERS, unit.theme, grade, boss, head)
        return self._person("pns", post, "Analis Kebijakan", 45)

    def staff(self, unit: Unit, boss: Person | None) -> Person:
        """Hire somebody who leads nobody."""
        own, common = jobs(unit.theme)
        job = self._chance.pick(own if self._chance.hit(72) else common)
        level = self._level(job)
        employment = "pppk" if self._chance.hit(26) else "pns"
        grade = self._chance.pick(grades(employment)[level])
        title = post_title(job.title, level)
        post = Post(self._start, unit.code, title, level, job.family, unit.theme, grade, boss)
        return self._person(employment, post, job.title, 8)

    def _level(self, job: Job) -> str:
        weights = [max(1, 4 - index) for index in range(len(job.levels))]
        return job.levels[self._chance.weighted(weights)]

    def _person(self, employment: str, post: Post, job: str, account_percent: int) -> Person:
        account = f"contoh-{self._unique(8)}" if self._chance.hit(account_percent) else ""
        return Person(f"p-{self._unique(16)}", employment, [post], job, account)

    def _unique(self, length: int) -> str:
        while (word := self._chance.word(length)) in self._taken:
            pass
        self._taken.add(word)
        return word


def hire(offices: list[Unit], seed: int, start: str, renamed_on: str) -> Staff:
    """Fill every post of the agency on its first day."""
    hiring, staff, top = Hiring(seed, start), Staff(), None
    for office in offices:
        chief = _fill(hiring, staff, office, office, top, renamed_on)
        top = top or chief
        for unit in office.units:
            _fill(hiring, staff, unit, office, chief, renamed_on)
    staff.officers = _officers(staff, top)
    return staff


def _fill(hiring: Hiring, staff: Staff, unit: Unit, office: Unit, boss: Person | None, renamed: str) -> Person:
    team = Team(unit, office, [], [])
    title = former_title(unit) if renamed else unit.head_title
    head = hiring.leader(team, title, unit.head_level, boss, head=True)
    team.people.append(head)
    left = unit.size - 1
    team.bosses = [head] if unit is office else _leaders(hiring, team, head, left)
    left = unit.size - len(team.people)
    for index in range(left):
        team.people.append(hiring.staff(unit, team.bosses[index % len(team.bosses)]))
    staff.teams.append(team)
    return head


def _leaders(hiring: Hiring, team: Team, head: Person, staff: int) -> list[Person]:
    """Hire leaders of parts where a head would have too many people; return who supervises the staff."""
    if staff <= _SPAN + 6:
        return [head]
    managers = team.unit.head_level == "administrator"
    level, name = ("pengawas", "Kepala Seksi") if managers else ("ahli_muda", "Ketua Tim Kerja")
    for number in range(1, staff // _SPAN + 1):
        team.people.append(hiring.leader(team, f"{name} {number}", level, head, head=False))
    return team.people[1:]


def _officers(staff: Staff, top: Person | None) -> list[Person]:
    """Two people of the personnel agency, or whoever there is in a tiny agency."""
    own = [p for t in staff.teams if t.office.code == "bkpsdm" for p in t.people if p.post.family != LEADERS]
    anybody = [p for p in staff.everybody() if p is not top]
    return list(dict.fromkeys(own + anybody))[:2]
