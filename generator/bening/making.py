"""One release in memory: tabulate, protect with regard to earlier releases of the same period, freeze, attack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bening import __version__, layout
from bening.checks.context import Context
from bening.deciding import deciding_days
from bening.disclose.assault import Disclosure, assault
from bening.disclose.earlier import barred
from bening.disclose.frozen import freeze
from bening.disclose.protect import least_of, protect
from bening.disclose.safe import Provenance, SafeRelease, SafeTable, Withheld
from bening.findings import Finding, Refused
from bening.measures import Measured, measured
from bening.model.base import after
from bening.model.policy import Policy, TablePlan
from bening.model.rubric import Families, RegimeBase
from bening.model.settings import CalendarPeriod, CalendarRelease, Measures
from bening.model.tables import PEOPLE, TableName
from bening.releasing import folder, limits_of, need, policy_of, verified
from bening.score.types import Score
from bening.tabulate import Codes, ExactTable, population, tabulate


@dataclass(frozen=True, slots=True)
class Work:
    """What a release is made from; `digests` are those of the rubrics it rests on, `surveyed` what is about units."""

    context: Context
    due: CalendarRelease
    entry: CalendarPeriod
    scores: Sequence[Score]
    earlier: tuple[SafeRelease, ...]
    policy: Policy
    regime: RegimeBase
    families: Families
    digests: Mapping[str, str]
    surveyed: Measured = field(default_factory=Measured)

    @property
    def same(self) -> tuple[SafeRelease, ...]:
        """The earlier releases of the same period."""
        return tuple(r for r in self.earlier if r.provenance.period == self.entry.period)


def due_of(context: Context, release_id: str) -> CalendarRelease:
    """The calendar's entry of a release. Raises Refused (BNG701)."""
    due = context.settings.calendar.release(release_id)
    if due is None:
        raise Refused([Finding("BNG701", layout.SETTINGS)])
    return due


def at(
    context: Context, release_id: str
) -> tuple[Context, CalendarRelease, tuple[SafeRelease, ...], SafeRelease | None]:
    """A release's day: a frozen one is made again as of its own, after those before it, so that all can compare."""
    due, earlier = due_of(context, release_id), verified(context)
    frozen = next((r for r in earlier if r.provenance.release == release_id), None)
    if frozen is not None:
        context, earlier = (
            Context(context.tree, context.settings, frozen.provenance.as_of),
            earlier[: earlier.index(frozen)],
        )
    return context, due, earlier, frozen


def permit(context: Context, due: CalendarRelease, earlier: Sequence[SafeRelease]) -> None:
    """Refuse (BNG702) before the calendar's day, and before the days that the policy sets have passed."""
    policy, entry = policy_of(context)[1], context.settings.calendar.period(due.period)
    days = [due.not_before, *([after(entry.ends, policy.release_days_after_period.value)] if entry else [])]
    same = [r.provenance.as_of for r in earlier if r.provenance.period == due.period]
    days += [after(day, policy.release_days_between.value) for day in same]
    if context.as_of < max(days):
        raise Refused([Finding("BNG702", layout.SETTINGS, values={"date": max(days)})])


def work_of(
    context: Context,
    due: CalendarRelease,
    scores: Sequence[Score],
    earlier: Sequence[SafeRelease],
    policy: Policy | None = None,
) -> Work:
    """Gather what a release rests on. Raises Refused: no such period (BNG317), nobody in it (BNG707).

    `policy` stands in for the one in force, to see its effect.
    """
    entry = context.settings.calendar.period(due.period)
    if entry is None:
        raise Refused([Finding("BNG317", layout.SETTINGS)])
    policy_file, in_force = policy_of(context)
    counted = [s for s in scores if s.period == entry.period and s.counted]
    if not counted:
        raise Refused([Finding("BNG707", layout.SETTINGS)])
    regime_file, regime = need(context.rubrics.regime(entry.regime), layout.rubric_path(entry.regime))
    ref = context.settings.position_families
    families = need(context.rubrics.families(ref), layout.rubric_path(ref))[1]
    digests = {in_force.ref: policy_file.sha256, entry.regime: regime_file.sha256}
    surveyed = measured(context, entry.period, [score.unit for score in counted])
    digests |= {**_further(context), **surveyed.digests}
    return Work(context, due, entry, counted, tuple(earlier), policy or in_force, regime, families, digests, surveyed)


def _further(context: Context) -> dict[str, str]:
    """The rubrics on which a result may rest beside the regime: segments, decisions on objections, rater groups."""
    rules = context.settings.rules
    refs = sorted(ref for ref in (rules.cycle, rules.objection, rules.multi_rater) if ref is not None)
    return {ref: loaded.sha256 for ref in refs if (loaded := context.rubrics.whatever(ref))}


def attempt(work: Work, measures: Measures) -> tuple[SafeRelease, list[Disclosure]]:
    """Make the release with some measures, and say what it gives away with all earlier ones."""
    silent = _silent(work)
    policy = _planned(work.policy, measures.model_copy(update={"withhold": [*measures.withhold, *silent]}))
    tables = _exact(work, policy, measures)
    told = barred(tables, [t for r in work.same for t in r.tables], lambda table: least_of(policy, table))
    hide = frozenset(_cells(work, tables, measures))
    results = protect(tables, policy, _hidden(work), told | hide)
    made = [r for r in results if isinstance(r, SafeTable)]
    left_out = [p for p in work.policy.tables if p.table in measures.withhold and p.table not in silent]
    withheld = [r for r in results if isinstance(r, Withheld)]
    withheld += [Withheld(p.table, p.title.both(), "by_decision") for p in left_out]
    withheld += [Withheld(p.table, p.title.both(), "too_small_or_homogeneous") for p in silent.values()]
    provenance = Provenance(
        work.due.id,
        work.due.period,
        work.context.as_of,
        __version__,
        work.policy.ref,
        (work.entry.regime,),
        work.digests,
    )
    days = deciding_days(work.scores, made, work.entry.period, policy)
    release = freeze(provenance, made, withheld, {**work.surveyed.files, **days})
    files = {folder(r.provenance.release): {f.name: f.content for f in r.files} for r in (*work.earlier, release)}
    return release, assault(files, limits_of(policy))


def _silent(work: Work) -> dict[TableName, TablePlan]:
    """Tables of few people that an earlier release of the period withheld: shown now, they would tell of the change."""
    before = {held.name for release in work.same for held in release.withheld}
    return {p.table: p for p in work.policy.tables if p.table in before and p.shape.population != PEOPLE}


def _planned(policy: Policy, measures: Measures) -> Policy:
    """The policy with fewer tables or coarser classes."""
    plans = [
        plan.model_copy(update={"tree": {"TOTAL": plan.tree["TOTAL"]}}) if plan.table in measures.coarser else plan
        for plan in policy.tables
        if plan.table not in measures.withhold
    ]
    return policy.model_copy(update={"tables": plans})


def _exact(work: Work, policy: Policy, measures: Measures) -> list[ExactTable]:
    context, merge = work.context, frozenset(measures.merge)
    rules = (work.regime, work.families, policy)
    people = population(work.scores, work.entry, context.settings, context.directory, rules, merge)
    named = {code.removesuffix(".gabungan") for code in merge}
    if named - people.units.labels.keys() - people.units.path.keys():
        raise Refused([Finding("BNG302", layout.SETTINGS, pointer="/calendar/releases")])
    return [tabulate(people, plan, policy) for plan in policy.tables]


def _cells(work: Work, tables: Sequence[ExactTable], measures: Measures) -> list[tuple[str, Codes]]:
    """The cells that the measures name as `table/code/…`, without the period."""
    values = {table.name: table.values for table in tables}
    named = [(table, (work.entry.period, *codes)) for table, *codes in (name.split("/") for name in measures.hide)]
    if any(table not in values or codes not in values[table] for table, codes in named):
        raise Refused([Finding("BNG205", layout.SETTINGS, pointer="/calendar/releases", values={"allowed": "…"})])
    return named


def _hidden(work: Work) -> dict[str, frozenset[Codes]] | None:
    """The cells hidden in the newest release, of the same period if there is one, under this period's name."""
    newest = (work.same or work.earlier)[-1:]
    return {
        table.name: frozenset((work.entry.period, *c.codes[1:]) for c in table.cells if c.status == "hidden")
        for release in newest
        for table in release.tables
    } or None
