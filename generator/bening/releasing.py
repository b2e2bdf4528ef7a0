"""Making a release in memory, and reading the frozen ones back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from bening import __version__, layout
from bening.checks.context import Context
from bening.disclose.attack import attack
from bening.disclose.frozen import freeze, thaw
from bening.disclose.protect import limits_of, protect
from bening.disclose.safe import Provenance, SafeRelease, SafeTable, Withheld
from bening.findings import Finding, Refused
from bening.model.base import Model
from bening.model.rubric import Policy
from bening.model.settings import CalendarPeriod, CalendarRelease
from bening.publish.publication import M as P
from bening.publish.publication import Publication, PublishedRubric
from bening.publish.units import PublicUnit
from bening.score.types import Score
from bening.source.load import Loaded
from bening.source.tree import WorkTree
from bening.tabulate import predicates_by_office

M = TypeVar("M", bound=Model)


def need(loaded: Loaded[M] | None, path: str) -> tuple[Loaded[M], M]:
    """Return a rubric and its model. Raises Refused when it is missing or wrong."""
    if loaded is None or loaded.model is None:
        raise Refused(loaded.findings if loaded else [Finding("BNG601", path, values={"field": path})])
    return loaded, loaded.model


def policy_of(context: Context) -> tuple[Loaded[Policy], Policy]:
    """The disclosure policy in force."""
    ref = context.settings.disclosure_policy
    return need(context.rubrics.policy(ref), layout.rubric_path(ref))


def make(context: Context, due: CalendarRelease, scores: tuple[Score, ...]) -> SafeRelease:
    """Tabulate, protect, attack and freeze one release, in memory. Raises Refused when anything is not safe."""
    entry = context.settings.calendar.period(due.period)
    if entry is None:
        raise Refused([Finding("BNG317", layout.SETTINGS)])
    policy_file, policy = policy_of(context)
    counted = [s for s in scores if s.period == entry.period]
    if not counted:
        raise Refused([Finding("BNG707", layout.SETTINGS)])
    tables, withheld = _protected(context, entry, counted, policy)
    digests = {policy.ref: policy_file.sha256, **_regime_digest(context, entry)}
    provenance = Provenance(due.id, due.period, context.as_of, __version__, policy.ref, (entry.regime,), digests)
    release = freeze(provenance, tables, withheld)
    refuse_if_any(attack_release({f.name: f.content for f in release.files}, folder(due.id), policy))
    return release


def _regime_digest(context: Context, entry: CalendarPeriod) -> dict[str, str]:
    loaded, _model = need(context.rubrics.regime(entry.regime), layout.rubric_path(entry.regime))
    return {entry.regime: loaded.sha256}


def _protected(
    context: Context, entry: CalendarPeriod, scores: list[Score], policy: Policy
) -> tuple[list[SafeTable], list[Withheld]]:
    regime = need(context.rubrics.regime(entry.regime), layout.rubric_path(entry.regime))[1]
    exact = predicates_by_office(scores, entry, context.settings, context.directory, regime)
    results = [protect(exact, plan, policy, context.settings.agency.id) for plan in policy.tables]
    return [r for r in results if isinstance(r, SafeTable)], [r for r in results if isinstance(r, Withheld)]


def attack_release(files: Mapping[str, bytes], where: str, policy: Policy) -> list[Finding]:
    """Attack the published files of one release under the policy's limits."""
    limits = limits_of(policy)
    return attack(files, where, limits.minimum_count, limits.minimum_others, limits.maximum_share_percent)


def refuse_if_any(findings: list[Finding]) -> None:
    """Raise Refused when there are findings."""
    if findings:
        raise Refused(findings)


def folder(release_id: str) -> str:
    """The folder of a frozen release."""
    return f"{layout.RELEASES}/{release_id}"


def contents(tree: WorkTree, release_id: str) -> dict[str, bytes]:
    """The bytes of every file of a frozen release by name."""
    where = folder(release_id)
    return _bytes_below(tree, where)


def _bytes_below(tree: WorkTree, where: str) -> dict[str, bytes]:
    read = {path: tree.read(path, limit=None) for path in tree.listing(where)}
    return {path.removeprefix(f"{where}/"): raw for path, raw in read.items() if isinstance(raw, bytes)}


def verified(context: Context) -> tuple[SafeRelease, ...]:
    """Read every frozen release, oldest first, and verify it: digests, the rules it rests on, the self-attack.

    Raises Refused with everything that is wrong.
    """
    tree = context.tree
    found: list[SafeRelease] = []
    bad: list[Finding] = []
    for release_id in sorted(path.name for path in _folders(tree.root)):
        try:
            release = thaw(folder(release_id), contents(tree, release_id))
        except Refused as refused:
            bad += refused.report.findings
            continue
        found.append(release)
        try:
            bad += _changed_rules(tree, release) or attack_frozen(context, release)
        except Refused as refused:
            bad += refused.report.findings
    refuse_if_any(bad)
    return tuple(sorted(found, key=lambda r: (r.provenance.as_of, r.provenance.release)))


def _folders(root: Path) -> list[Path]:
    base = root / layout.RELEASES
    found = [path for path in base.iterdir() if path.is_dir()] if base.is_dir() else []
    return [path for path in found if not path.name.startswith(".")]  # a stage that a killed run left


def _changed_rules(tree: WorkTree, release: SafeRelease) -> list[Finding]:
    bad: list[Finding] = []
    for ref, digest in sorted(release.provenance.digests.items()):
        raw = tree.read(layout.rubric_path(ref)) if layout.parse_rubric(layout.rubric_path(ref)) else b""
        if not isinstance(raw, bytes) or hashlib.sha256(raw).hexdigest() != digest:
            bad.append(Finding("BNG708", layout.rubric_path(ref)))
    return bad


def attack_frozen(context: Context, release: SafeRelease) -> list[Finding]:
    """Attack a frozen release under the policy that it was made with."""
    ref = release.provenance.policy
    _loaded, policy = need(context.rubrics.policy(ref), layout.rubric_path(ref))
    files = {f.name: f.content for f in release.files}
    return attack_release(files, folder(release.provenance.release), policy)


def publication(context: Context, releases: tuple[SafeRelease, ...], draft: bool) -> Publication:
    """What the public side may see: settings, rules and safe releases."""
    settings, rubrics = context.settings, context.rubrics
    refs = sorted({entry.regime for entry in settings.calendar.periods})
    families = settings.position_families
    return Publication(
        settings=settings,
        regimes=tuple(_published(rubrics.regime(ref), ref) for ref in refs),
        policy=_published(rubrics.policy(settings.disclosure_policy), settings.disclosure_policy),
        families=_published(rubrics.families(families), families),
        units=tuple(public_units(context)),
        releases=releases,
        as_of=context.as_of,
        draft=draft,
        version=__version__,
    )


def public_units(context: Context) -> Iterator[PublicUnit]:
    """The units of the organisation on the context's day, by code."""
    for path in context.tree.listing(f"{layout.RECORDS}/organisation"):
        place = layout.parse(path)
        version = context.directory.unit(place.unit, context.as_of) if place else None
        if place and version:
            yield PublicUnit(place.unit, version.name, version.level, version.parent)


def _published(loaded: Loaded[P] | None, ref: str) -> PublishedRubric[P]:
    path = layout.rubric_path(ref)
    file, model = need(loaded, path)
    return PublishedRubric(model, ref, path, file.sha256, file.raw, lambda pointer: file.position(pointer)[0])


def attack_staged(context: Context, releases: Iterable[SafeRelease], site: Path) -> list[Finding]:
    """Attack every release's files as they lie in a built or staged site."""
    tree, found = WorkTree(site), []
    for made in releases:
        where = f"data/releases/{made.provenance.release}"
        ref = made.provenance.policy
        _file, policy = need(context.rubrics.policy(ref), layout.rubric_path(ref))
        found += attack_release(_bytes_below(tree, where), where, policy)
    return found


def attack_folder(context: Context, folder: Path) -> list[Finding]:
    """Attack the tables that lie in `folder` under the policy in force."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".json")}
    return attack_release(files, folder.name, policy_of(context)[1])
