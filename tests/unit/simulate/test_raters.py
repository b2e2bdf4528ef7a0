"""Answer sheets of the simulated agency: who answers, how many there are, and that nothing else moves with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bening import layout, scaffold
from bening.pipeline import check, open_agency
from bening.publish.write import Stage
from bening.score import raters
from bening.simulate import agency as module
from bening.simulate.agency import Plan, files
from bening.source.strict import read
from bening.survey import all_paths, gather

PLAN = Plan(120, ("2025", "2026"), 11)


def sheets(plan: Plan = PLAN) -> Iterator[tuple[layout.RecordPath, Any]]:
    """Every sheet with its place."""
    for path, content in files(plan):
        place = layout.parse(path)
        if place and place.kind == "assessment":
            yield place, read(content).tree


def test_sheets_are_of_closed_years_and_not_too_many() -> None:
    made = list(sheets())
    assert {place.year for place, _ in made} == {"2025"}
    assert 60 < len(made) < 2 * PLAN.people


def test_groups_are_of_realistic_sizes_and_some_are_too_small() -> None:
    sizes: Counter[tuple[str, str]] = Counter((p.person, t["rater_group"]) for p, t in sheets())
    by_group: dict[str, set[int]] = defaultdict(set)
    for (_person, group), count in sizes.items():
        by_group[group].add(count)
    assert by_group["self"] == by_group["supervisor"] == {1}
    assert max(by_group["peer"]) == 6 and {2, 3, 4} & by_group["peer"] and by_group["subordinate"]


def test_the_numbers_of_files_do_not_tell_the_group() -> None:
    groups = {place.seq: set[str]() for place, _ in sheets()}
    for place, tree in sheets():
        groups[place.seq].add(tree["rater_group"])
    assert groups[3] | groups[4] | groups[5] == {"peer", "subordinate"}


def test_the_agency_is_sound_and_all_bands_and_reasons_occur(tmp_path: Path) -> None:
    with Stage(tmp_path / "a") as stage:
        for source in (scaffold.files(), files(PLAN)):
            for name, content in source:
                stage.write(name, content)
        stage.commit()
    context = open_agency(tmp_path / "a", "2026-12-31")
    assert check(context, [], None).errors == 0
    entry, seen = context.settings.calendar.periods[0], set()
    for person in sorted({place.person for place, _ in sheets()}):
        dossier = gather(context, person, all_paths(context, person))
        unit = next(p.unit for p, _ in sheets() if p.person == person)
        for result in raters.results(context, dossier, entry, unit).values():
            seen |= {result.reason, *(item.band for item in result.items.values())}
    assert seen == {"", "too_few", "perlu-perhatian", "memadai", "kuat"}


def test_what_others_draw_does_not_move(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {path: content for path, content in files(PLAN) if "/assessment-" not in path}
    monkeypatch.setattr(module, "assessments", lambda *_: ())
    assert dict(files(PLAN)) == whole
