"""Reading frozen releases back, verifying and attacking them; what the public side may see."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bening import __version__, layout
from bening.checks.context import Context
from bening.disclose.assault import Disclosure, Limits, assault
from bening.disclose.frozen import thaw
from bening.disclose.safe import SafeRelease
from bening.findings import Finding, Refused
from bening.model.base import Model
from bening.model.credit import CreditPoints
from bening.model.cycle import Cycle
from bening.model.distribution import Distribution
from bening.model.multirater import MultiRater
from bening.model.policy import Policy
from bening.model.procedure import Procedure
from bening.model.satisfaction import Satisfaction
from bening.model.tables import SAME
from bening.publish.publication import M as P
from bening.publish.publication import Publication, PublishedRubric
from bening.publish.units import PublicUnit
from bening.source.load import Loaded
from bening.source.tree import WorkTree

DATA = "data"  # where the site has its tables
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


def limits_of(policy: Policy) -> Limits:
    """The policy's numbers as the attack takes them."""
    return Limits(
        office=policy.office_minimum.value,
        unit=policy.unit_minimum.value,
        mean=policy.mean_minimum.value,
        share=policy.homogeneity_percent.value,
        insider=policy.insider.value,
        decimals=policy.mean_decimals.value,
        lenient=frozenset(plan.table for plan in policy.tables if plan.lenient),
        same={(one, code): (other, code) for one, codes in SAME.items() for code, other in codes.items()},
    )


def attack_files(folders: Mapping[str, Mapping[str, bytes]], policy: Policy) -> list[Finding]:
    """Attack published files, by folder, under a policy's numbers; a finding names place and rule, never a figure."""
    return [found_of(d) for d in assault(folders, limits_of(policy))]


def found_of(found: Disclosure) -> Finding:
    """The finding on one thing given away."""
    cell = "/".join(found.cell)
    return Finding("BNG705", found.table, pointer=f"/{cell}", values={"rule": found.kind, "cell": cell or "–"})


def attack_releases(releases: Iterable[SafeRelease], policy: Policy) -> list[Finding]:
    """Attack all releases together: each by itself, and those of one period by their differences."""
    return attack_files({folder(r.provenance.release): {f.name: f.content for f in r.files} for r in releases}, policy)


def folder(release_id: str) -> str:
    """The folder of a frozen release."""
    return f"{layout.RELEASES}/{release_id}"


def refuse_if_any(findings: list[Finding]) -> None:
    """Raise Refused when there are findings."""
    if findings:
        raise Refused(findings)


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
        bad += _changed_rules(tree, release)
    if not bad and found:
        bad += _attack_frozen(context, found)
    refuse_if_any(bad)
    return tuple(sorted(found, key=lambda r: (r.provenance.as_of, r.provenance.release)))


def _attack_frozen(context: Context, releases: Sequence[SafeRelease]) -> Iterator[Finding]:
    """Attack all releases together, once for each policy, and keep what concerns the releases made under it."""
    for ref in sorted({r.provenance.policy for r in releases}):
        _loaded, policy = need(context.rubrics.policy(ref), layout.rubric_path(ref))
        own = tuple(f"{folder(r.provenance.release)}/" for r in releases if r.provenance.policy == ref)
        yield from (f for f in attack_releases(releases, policy) if f"{f.path}/".startswith(own))


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


def publication(context: Context, releases: tuple[SafeRelease, ...], draft: bool) -> Publication:
    """What the public side may see: settings, rules and safe releases."""
    settings, rubrics = context.settings, context.rubrics
    refs = sorted({entry.regime for entry in settings.calendar.periods})
    families, raters = settings.position_families, settings.rules.multi_rater
    surveys, patterns = settings.rules.satisfaction, settings.rules.distribution
    objection, cycle = settings.rules.objection, settings.rules.cycle
    return Publication(
        settings=settings,
        regimes=tuple(_published(rubrics.regime(ref), ref) for ref in refs),
        policy=_published(rubrics.policy(settings.disclosure_policy), settings.disclosure_policy),
        families=_published(rubrics.families(families), families),
        others=tuple(_others(context, refs)),
        units=tuple(public_units(context)),
        releases=releases,
        as_of=context.as_of,
        draft=draft,
        version=__version__,
        multi_rater=_published(rubrics.load(raters, MultiRater), raters) if raters else None,
        satisfaction=_published(rubrics.load(surveys, Satisfaction), surveys) if surveys else None,
        distribution=_published(rubrics.load(patterns, Distribution), patterns) if patterns else None,
        procedure=_published(rubrics.load(objection, Procedure), objection) if objection else None,
        cycle=_published(rubrics.load(cycle, Cycle), cycle) if cycle else None,
    )


def _others(context: Context, official: list[str]) -> Iterator[PublishedRubric[Any]]:
    """The indicative regimes and the further rubrics in force that have a page."""
    settings, rubrics = context.settings, context.rubrics
    for ref in sorted({ref for entry in settings.calendar.periods for ref in entry.indicative} - set(official)):
        yield _published(rubrics.regime(ref), ref)
    credit = settings.rules.credit_points
    if credit:
        yield _published(rubrics.load(credit, CreditPoints), credit)


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
    """Attack the tables as they lie in a built or staged site, in every folder below data/ that holds any.

    The newest release's tables lie in data/ itself; whatever else lies there is attacked with them, or refused as
    unreadable. A release whose folder is missing or not as it was frozen is a finding, too.
    """
    tree = WorkTree(site)
    found = _bytes_below(tree, DATA)
    folders: dict[str, dict[str, bytes]] = {}
    for name, raw in found.items():
        where, _slash, file = f"{DATA}/{name}".rpartition("/")
        if file.endswith((".csv", ".json")):
            folders.setdefault(where, {})[file] = raw
    frozen = list(releases)
    wanted = [(f"releases/{r.provenance.release}/", r) for r in frozen]
    wanted += [("", frozen[-1])] if frozen else []  # data/ shows the newest
    changed = [
        Finding("BNG704", f"{DATA}/{where}{file.name}")
        for where, release in wanted
        for file in release.files
        if found.get(f"{where}{file.name}") != file.content
    ]
    return [*changed, *(attack_files(folders, policy_of(context)[1]) if folders else [])]


def attack_folder(context: Context, where: Path) -> list[Finding]:
    """Attack the tables that lie in a folder, and those of releases/ below it, under the policy in force."""
    below = where / "releases"
    folders = [where, *(sorted(p for p in below.iterdir() if p.is_dir()) if below.is_dir() else [])]
    found = {f"{where.name}{str(folder)[len(str(where)) :]}": _tables_in(folder) for folder in folders}
    return attack_files(found, policy_of(context)[1])


def _tables_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".json")}
