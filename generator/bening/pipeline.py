"""The chain and nothing else: check, score, tabulate, protect, attack, freeze; and verify, render, attack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from bening import gate, layout, releasing
from bening.checks.context import Context, gather
from bening.disclose.safe import SafeRelease
from bening.effect import Effect
from bening.effect import effect as effect_of
from bening.findings import Finding, Refused, Report
from bening.leaks import leaks
from bening.making import at, permit
from bening.model.rubric import Regime
from bening.publish.data import data_files
from bening.publish.pages import pages
from bening.publish.publication import Publication
from bening.publish.site import build_site
from bening.publish.write import Stage
from bening.releasing import need
from bening.score.types import Score
from bening.source.git import changed, commit_date, former
from bening.source.rubrics import load_settings
from bening.source.tree import WorkTree
from bening.survey import Survey, all_paths, check_changes, check_paths, matches, plans, scores_of, survey


def open_agency(root: Path, as_of: str | None) -> Context:
    """Read bening.yml; without `as_of` the day is that of the commit on which the work tree stands.

    Raises Refused when the settings are missing or wrong, GitError when there is no commit to take the day from.
    """
    tree = WorkTree(root)
    _file, settings = need(load_settings(tree), layout.SETTINGS)
    return Context(tree, settings, as_of or commit_date(root, settings.timezone))


def examine(context: Context, jobs: int = 1) -> Survey:
    """Check and score everything. Raises Refused when there is any error."""
    done = survey(context, jobs)
    if not done.report.ok():
        raise Refused(done.report.findings, done.report.files)
    return done


def check(context: Context, paths: Sequence[str], since: str | None, jobs: int = 1) -> Report:
    """Check everything, some paths (files or folders), or what changed since a revision."""
    if since:
        paths = changed(context.tree.root, since)
        return check_changes(context, paths, former(context.tree.root, since, plans(paths)))
    if not paths:
        return survey(context, jobs).report
    return check_paths(context, paths)


def scores(context: Context, jobs: int, **only: str | None) -> list[Score]:
    """The scores of all people, or only of a `period`, a `unit` and those below it, a `person`."""
    return [s for s in examine(context, jobs).scores if matches(context, s, only)]


def explain(context: Context, person: str, period: str) -> tuple[Score, Regime] | None:
    """A person's score with its trace, and the regime; None when there is none. Reads one dossier only."""
    made = (s for s in scores_of(context, gather(context, person, all_paths(context, person))))
    score = next((s for s in made if s.period == period), None)
    entry = context.settings.calendar.period(period)
    if score is None or entry is None:
        return None
    return score, need(context.rubrics.regime(entry.regime), layout.rubric_path(entry.regime))[1]


def release(context: Context, release_id: str, jobs: int = 1, dry_run: bool = False) -> SafeRelease:
    """Make a release and freeze it below site/releases; nothing is written on refusal or with `dry_run`.

    Raises Refused: not on the calendar (BNG701), too early (BNG702), frozen already with other content
    (BNG703), records with errors, or not safe.
    """
    context, due, earlier, frozen = at(context, release_id)
    if frozen is None:
        permit(context, due, earlier)
    made = gate.make(context, due, examine(context, jobs).scores, earlier)
    if frozen is not None and frozen.files != made.files:
        raise Refused([Finding("BNG703", releasing.folder(release_id))])
    if frozen is None and not dry_run:
        with Stage(context.tree.root / layout.RELEASES / release_id) as stage:
            for file in made.files:
                stage.write(file.name, file.content)
            stage.commit()
    return made


def effect(context: Context, release_id: str, policy: Path, jobs: int = 1) -> Effect:
    """What the policy in a file would change in a release; nothing is written."""
    context, due, earlier, _frozen = at(context, release_id)
    return effect_of(context, due, examine(context, jobs).scores, earlier, policy)


def build(context: Context, out: Path, jobs: int = 1, draft: bool = False) -> Survey:
    """Check, score, verify the releases, render both languages, attack the staged site, swap it in.

    `out` is the site's folder. With `draft` the calendar's unreleased periods are shown as they stand, marked.
    Raises Refused or SiteError; the former site then stays as it is.
    """
    done = examine(context, jobs)
    releases = releasing.verified(context)
    if draft:
        releases += tuple(_drafts(context, done, releases))
    publication = releasing.publication(context, releases, draft)
    root, build_folder = context.tree.root, context.tree.root / "build"
    with ExitStack() as stack:
        docs, english, site = (
            stack.enter_context(Stage(folder)) for folder in (build_folder / "docs", build_folder / "docs.en", out)
        )
        _render(publication, root, {"docs": docs, "docs.en": english})
        _html(publication, root, docs, english, site, jobs)
        attacked = releasing.attack_staged(context, releases, site.folder)
        releasing.refuse_if_any(attacked or leaks(context, site.folder, jobs))
        for stage in (docs, english, site):
            stage.commit()
    return done


def _drafts(context: Context, done: Survey, releases: Iterable[SafeRelease]) -> Iterable[SafeRelease]:
    frozen = {r.provenance.release for r in releases}
    for due in context.settings.calendar.releases:
        if due.id not in frozen and any(s.period == due.period for s in done.scores):
            yield gate.make(context, due, done.scores, tuple(releases))


def _render(publication: Publication, root: Path, stages: dict[str, Stage]) -> None:
    for name, content in pages(publication, root / "site" / "templates"):
        folder, _slash, rest = name.partition("/")
        stages[folder].write(rest, content)
    for name, content in data_files(publication):
        stages["docs"].write(name, content)


def _html(publication: Publication, root: Path, docs: Stage, english: Stage, site: Stage, jobs: int) -> None:
    day = dt.datetime.fromisoformat(f"{publication.as_of}T00:00:00+00:00")
    address = publication.settings.site_url
    build_site(root, docs.folder, english.folder, site.folder, site_url=address, epoch=int(day.timestamp()), jobs=jobs)
