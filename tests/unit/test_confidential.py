"""What stays secret, through every command: two agencies that differ in confidential answers only say the same."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bening.cli.main import run
from bening.cli.reporters import REPORTERS
from tests.unit.conftest import ANI, FIELD_A, Agency
from tests.unit.score.test_raters import FOLDER, MATES, rated, sheet_tree

HELD = "2026-04-01"
Rows = Sequence[Sequence[int]]
ENOUGH: tuple[Rows, Rows] = (
    [[5, 4, 3, 3, 2, 1, 4]] * 5,
    [[4, 4, 5, 1, 1, 2, 5], [5, 5, 1, 5, 3, 1, 5], [5, 5, 5, 1, 1, 1, 2], [5, 1, 1, 5, 5, 1, 4], [4, 5, 3, 2, 1, 3, 4]],
)
TOO_FEW: tuple[Rows, Rows] = ([[1] * 7] * 4, [[5, 4, 3, 2, 1, 5, 5], [5] * 7, [2] * 7, [3] * 7])


def outputs(root: Path, capfd: pytest.CaptureFixture[str], as_of: str = HELD) -> dict[str, str]:
    """Everything that the commands say of Ani and of the whole agency, in both languages."""
    commands: list[list[str]] = [["check", "--all", "--format", form] for form in sorted(REPORTERS)]
    commands += [["check", FOLDER, "--format", "json"], ["score"], ["score", "--format", "json"]]
    commands += [["score", "--person", ANI], ["score", "--unit", FIELD_A, "--period", "2025"]]
    commands += [["explain", ANI, "2025", "--format", form] for form in ("text", "markdown", "json")]
    commands += [["release", "2025", "--dry-run"]]
    said = {}
    for command in commands:
        for lang in ("id", "en"):
            name, *words = command
            words = [str(root / w) if w == FOLDER else w for w in words]
            run([name, *words, "--root", str(root), "--as-of", as_of, "--lang", lang])
            shown = capfd.readouterr()
            said[f"{' '.join(command)} {lang}"] = (shown.out + shown.err).replace(str(root), "")
    return said


@pytest.mark.parametrize("rows", [ENOUGH, TOO_FEW], ids=["enough", "too-few"])
@pytest.mark.parametrize("as_of", [HELD, "2026-01-31"], ids=["closed", "open"])
def test_no_command_says_more_than_the_bands(
    agency: Agency, tmp_path: Path, capfd: pytest.CaptureFixture[str], rows: tuple[Rows, Rows], as_of: str
) -> None:
    other = Agency(Path(shutil.copytree(agency.root, tmp_path / "other")))
    one, two = (outputs(rated(a, r).root, capfd, as_of) for a, r in zip((agency, other), rows, strict=True))
    assert one == two
    assert any("Rekan kerja" in text for text in one.values())


def test_no_command_names_a_rater_in_what_it_says_of_the_person_rated(
    agency: Agency, capfd: pytest.CaptureFixture[str]
) -> None:
    rated(agency, ENOUGH[1])
    said = outputs(agency.root, capfd)
    own = [text for name, text in said.items() if ANI in name or FOLDER in name]
    assert len(own) == 10
    for text in own:
        assert not any(mate in text for mate in MATES)


def test_no_finding_names_a_rater_or_an_answer(agency: Agency, capfd: pytest.CaptureFixture[str]) -> None:
    """Sheets that are wrong in every way there is, by people without a file of their own, with answers of 987."""
    rated(agency, [])
    wrong = [sheet_tree(mate, "peer", [987] * 7) for mate in MATES]
    wrong[1] |= {"rubric": "multi-rater/v3"}
    wrong[2]["body"]["answers"].append({"item": "x987", "value": 987})
    wrong[3]["body"]["answers"] = wrong[3]["body"]["answers"][:2]
    wrong[4]["body"]["date"] = "2026-03-01"
    wrong[5]["body"]["rater"] = MATES[0]
    wrong[6]["body"]["answers"][0]["value"] = "987"
    wrong[7]["body"]["note"] = "987"
    for number, tree in enumerate(wrong, 3):
        agency.put(f"{FOLDER}/assessment-{number:02d}.yaml", tree)
    for name, text in outputs(agency.root, capfd).items():
        assert "987" not in text, name
        assert not any(mate in text for mate in MATES), name
