"""One walk over the records: every check, and the scores, person by person, on as many cores as given.

A person's file and records are read once. What a worker returns is findings and scores without their traces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from bening import layout
from bening.checks.context import Context, Dossier, gather
from bening.checks.cycle import ASKS
from bening.checks.raters import after_close
from bening.checks.run import (
    Work,
    check_dossier,
    check_record,
    check_rules,
    check_spare_rules,
    check_unit,
    sort_out,
    stray,
)
from bening.findings import Finding, Report
from bening.model.organisation import Person
from bening.model.settings import Settings
from bening.score.compare import differences
from bening.score.facts import with_facts
from bening.score.indicators import realised
from bening.score.people import score_person
from bening.score.quadrant import RubricIncomplete
from bening.score.quarters import deviations
from bening.score.types import Score
from bening.score.units import findings as unit_findings
from bening.source.strict import read
from bening.source.tree import WorkTree

Task = tuple[str, list[str]]  # a person and the paths of the records
_CHUNK = 200
_WORTH_WORKERS = 4_000  # files; below, starting workers costs more than they save
_worker: list[Context] = []  # the context of a worker process, set once when it starts


@dataclass(frozen=True, slots=True)
class Survey:
    """All findings and, where the records are sound, all scores; sorted."""

    report: Report
    scores: tuple[Score, ...]


def survey(context: Context, jobs: int = 1, tree_order: Sequence[str] | None = None) -> Survey:
    """Check everything below records/ and score every person in every period of the calendar.

    `tree_order` gives the paths in another order (tests prove that it does not matter).
    """
    work = sort_out(context.tree.listing() if tree_order is None else tree_order)
    findings = [*check_rules(context), *_loose(context, work)]
    scores: list[Score] = []
    if not any(f.code == "BNG601" or f.path.startswith(f"{layout.RUBRICS}/") for f in findings):
        for found, scored in _people(context, work, jobs):
            findings += found
            scores += scored
        findings += unit_findings(context, work.units, scores)
    findings += check_spare_rules(context)
    scores.sort(key=lambda s: (s.person, s.period, s.segment, s.regime))
    return Survey(Report.of(findings, work.files), tuple(scores))


def _loose(context: Context, work: Work) -> Iterator[Finding]:
    yield from (f for path in work.others if (f := stray(context, path)))
    for path in work.units:
        yield from check_unit(context, path)


def _people(context: Context, work: Work, jobs: int) -> Iterator[tuple[list[Finding], list[Score]]]:
    tasks = sorted(work.people.items())
    if jobs < 2 or work.files < _WORTH_WORKERS:
        yield from (examine(context, person, paths) for person, paths in tasks)
        return
    chunks = [tasks[i : i + _CHUNK] for i in range(0, len(tasks), _CHUNK)]
    arguments = (context.tree, context.settings, context.as_of)
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=arguments) as pool:
        for results in pool.map(_chunk, chunks):
            yield from results


def _start(tree: WorkTree, settings: Settings, as_of: str) -> None:
    _worker[:] = [Context(tree, settings, as_of)]


def _chunk(tasks: Sequence[Task]) -> list[tuple[list[Finding], list[Score]]]:
    return [examine(_worker[0], person, paths) for person, paths in tasks]


def examine(context: Context, person: str, paths: Sequence[str]) -> tuple[list[Finding], list[Score]]:
    """Check one person's dossier and score it in every period."""
    dossier = gather(context, person, sorted(paths))
    scores = [replace(with_facts(context, dossier, s), trace=()) for s in scores_of(context, dossier)]
    found = [*check_dossier(context, dossier), *realised(context, dossier), *deviations(context, dossier)]
    return [*found, *differences(context, scores)], scores


def scores_of(context: Context, dossier: Dossier) -> Iterator[Score]:
    """The scores of one person, with traces, in the calendar's periods that have begun: official, then indicative."""
    for entry in context.settings.calendar.periods:
        if entry.starts > context.as_of:
            continue
        try:
            found = score_person(context, dossier, entry)
        except RubricIncomplete:  # reported by check_rules
            continue
        yield from found


def year_paths(context: Context, person: str, year: str, unit: str) -> list[str]:
    """The paths of a person's records of a year in a unit."""
    return context.tree.listing(layout.person_folder(year, unit, person))


def all_paths(context: Context, person: str) -> list[str]:
    """The paths of all records of a person: they follow from the positions and the calendar."""
    loaded = context.reader.record(layout.person_path(person))
    if loaded is None or not isinstance(loaded.model, Person):
        return []
    units = sorted({p.unit for p in loaded.model.body.positions})
    years = [entry.period for entry in context.settings.calendar.periods]
    return [path for year in years for unit in units for path in year_paths(context, person, year, unit)]


def check_changes(context: Context, changed: Sequence[str], former: Mapping[str, bytes] | None = None) -> Report:
    """Check what changed and what it names, reading nothing else.

    A changed record is checked with its folder, a changed person with all the person's records. Units, rubrics
    and settings are checked themselves, and a warning says that other records depend on them; so it does of a plan
    that lost an RHK which others may support. `former` holds what the changed plans said before.
    """
    findings: list[Finding] = [
        Finding("BNG509", path) for path, raw in (former or {}).items() if _goals(raw) - _goals_now(context, path)
    ]
    files: set[str] = set()
    folders: dict[str, set[str]] = {}
    for path in changed:
        place = layout.parse(path)
        if path == layout.SETTINGS or path.startswith(f"{layout.RUBRICS}/"):
            findings.append(Finding("BNG509", path))
            files.add(path)
        elif place is None:
            findings += _stray_change(context, path)
        elif place.kind == "unit" or not place.person:
            findings += [Finding("BNG509", path), *check_unit(context, path)]
            files.add(path)
        elif place.kind == "person":
            findings.append(Finding("BNG509", path))
            folders.setdefault(place.person, set()).update({path, *all_paths(context, place.person)})
        else:
            findings += after_close(context, path, place)
            here = year_paths(context, place.person, place.year, place.unit)
            folders.setdefault(place.person, set()).update(here)
    findings += [*check_rules(context), *check_spare_rules(context)]
    for person, paths in sorted(folders.items()):
        findings += _partial(context, person, sorted(paths))
        files |= paths
    return Report.of(findings, len(files))


def plans(paths: Sequence[str]) -> list[str]:
    """Those of the paths that are plans."""
    return [path for path in paths if (place := layout.parse(path)) and place.kind == "plan"]


def _goals(raw: bytes) -> set[str]:
    """The RHK of a plan's bytes, sound or not."""
    document = read(raw)
    tree = {} if document.faults or not isinstance(document.tree, dict) else document.tree
    body = tree.get("body")
    results = body.get("results") if isinstance(body, dict) else None
    return {str(item.get("rhk")) for item in results if isinstance(item, dict)} if isinstance(results, list) else set()


def _goals_now(context: Context, path: str) -> set[str]:
    loaded = context.reader.record(path)
    return _goals(loaded.raw) if loaded else set()


def _stray_change(context: Context, path: str) -> Iterator[Finding]:
    if path.startswith(f"{layout.RECORDS}/") and context.tree.exists(path) and (f := stray(context, path)):
        yield f


def _partial(context: Context, person: str, paths: Sequence[str]) -> Iterator[Finding]:
    own = layout.person_path(person)
    dossier = gather(context, person, [p for p in paths if p != own])
    yield from realised(context, dossier)
    yield from deviations(context, dossier)
    if own in paths:
        yield from (f for f in check_dossier(context, dossier) if f.code not in ASKS)
        return
    for loaded in dossier.records:
        yield from check_record(context, dossier, loaded)


def check_paths(context: Context, paths: Sequence[str]) -> Report:
    """Check files, or all files below folders, with what they name; nobody is asked for what is missing."""
    chosen: set[str] = set()
    for path in (layout.RECORDS if path == "." else path for path in paths):
        folder = context.tree.is_folder(path)
        chosen.update(context.tree.listing(path) if folder else [path] if context.tree.exists(path) else [])
    records = {path for path in chosen if path.startswith(f"{layout.RECORDS}/")}
    rules = {path for path in chosen if path == layout.SETTINGS or layout.parse_rubric(path)}
    work = sort_out(sorted(records))
    findings = [*check_rules(context), *check_spare_rules(context), *_loose(context, work)]
    for person, own in sorted(work.people.items()):
        wanted = set(own)
        found = _partial(context, person, sorted(_with_neighbours(context, own)))
        findings += [f for f in found if f.path in wanted]
    return Report.of(findings, len(records | rules))


def _with_neighbours(context: Context, paths: Sequence[str]) -> set[str]:
    """The paths and what lies in the same folders of records of a year."""
    places = [place for path in paths if (place := layout.parse(path)) and place.year]
    return {*paths, *(p for q in places for p in year_paths(context, q.person, q.year, q.unit))}


def matches(context: Context, score: Score, only: Mapping[str, str | None]) -> bool:
    """Tell whether a score is of the given `period`, `person`, and `unit` or one below it."""
    unit, entry = only.get("unit"), context.settings.calendar.period(score.period)
    return (
        only.get("period") in (None, score.period)
        and only.get("person") in (None, score.person)
        and (unit is None or entry is None or unit in context.directory.above(score.unit, entry.ends))
    )
