"""The command line: exit codes, output for people and programs, languages, and a log that holds no value."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from bening import __version__, pipeline
from bening.cli.common import chosen_language, find_root
from bening.cli.main import cli, main, run
from bening.publish.site import SiteError
from bening.publish.write import Stage
from bening.score.types import COLUMNS
from tests.unit.conftest import ANI, BOSS, FIELD_A, HEAD, Agency
from tests.unit.source.test_git import git

DAY = ["--as-of", "2026-04-01"]
FOLDER = f"records/2025/{FIELD_A}/{ANI}"
PLAN = f"{FOLDER}/plan.yaml"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def quiet_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def call(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run a command within the small agency."""
    monkeypatch.chdir(agency.root)
    return lambda *words: run(list(words))


def broken(agency: Agency) -> None:
    """One error."""
    agency.edit(PLAN, "/body/results/0/type", "tambahan")


def test_a_sound_agency_ends_with_0(call: Callable[..., int], capsys: Capture) -> None:
    assert call("check", *DAY, "--lang", "en") == 0
    assert capsys.readouterr().out == "Files checked: 26. Errors: 0. Warnings: 0. All is well.\n".replace(
        "26", str(sum(p.is_file() for p in Path("records").rglob("*")))
    )


def test_findings_end_with_1_and_go_to_stdout(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    broken(agency)
    assert call("check", *DAY, "--lang", "en") == 1
    out, err = capsys.readouterr()
    assert "error BNG401" in out and PLAN in out and "→" in out
    assert err == ""


def test_warnings_block_only_with_strict(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    agency.remove(f"{FOLDER}/report.yaml")
    assert call("check", *DAY) == 0
    assert call("check", *DAY, "--strict") == 1
    out = capsys.readouterr().out
    assert out.count("BNG506") == 2
    assert out.count("--strict") == 1  # says why it blocks, as there is no error to mend


def test_json_is_the_contracts_and_sorted(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    broken(agency)
    for name in ("report", "evaluation"):
        agency.edit(f"{FOLDER}/{name}.yaml", "/body/date", "x", keep=False)
    assert call("check", *DAY, "--format", "json") == 1
    tree = json.loads(capsys.readouterr().out)
    assert (tree["version"], tree["ok"]) == (1, False)
    keys = [(f["path"], f["line"], f["code"]) for f in tree["findings"]]
    assert keys == sorted(keys) and len(keys) >= 3
    assert tree["summary"]["errors"] == sum(f["severity"] == "error" for f in tree["findings"])


def test_all_findings_are_shown_where_asked(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    for n in range(30):
        agency.raw(f"records/stray-{n:02d}.txt", b"")
    assert call("check", *DAY) == 1
    assert capsys.readouterr().out.count("    → ") <= 20
    assert call("check", *DAY, "--all") == 1
    assert capsys.readouterr().out.count("    → ") == 30


def test_github_annotations(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    broken(agency)
    assert call("check", *DAY, "--format", "github", "--lang", "en") == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"::error file={PLAN},line=") and "title=BNG401" in first


@pytest.mark.parametrize(("lang", "word"), [("en", "error BNG401"), ("id", "BNG401")])
def test_both_languages(call: Callable[..., int], agency: Agency, capsys: Capture, lang: str, word: str) -> None:
    broken(agency)
    call("check", *DAY, "--lang", lang)
    out = capsys.readouterr().out
    assert word in out
    assert ("The plan has no main RHK" in out) is (lang == "en")


def test_some_paths(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    broken(agency)
    assert call("check", *DAY, f"{FOLDER}/feedback-01.yaml") == 0
    assert call("check", *DAY, PLAN) == 1
    assert call("check", *DAY, str(agency.root / PLAN)) == 1
    assert call("check", *DAY, f"{FOLDER}/../{ANI}/plan.yaml") == 1


def test_paths_are_taken_from_where_one_stands(
    call: Callable[..., int], agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(agency)
    monkeypatch.chdir(agency.root / FOLDER)
    assert call("check", *DAY, "plan.yaml") == 1
    assert call("check", *DAY, "report.yaml") == 0


def test_a_path_that_does_not_exist_is_not_called_well(call: Callable[..., int]) -> None:
    """A slip of the pen in a workflow would otherwise check nothing for ever, in green."""
    assert call("check", *DAY, "records/2025/tidak-ada") != 0


def test_a_folder_with_nothing_to_check_is_not_called_well(
    call: Callable[..., int], agency: Agency, capsys: Capture
) -> None:
    agency.raw("notes/a.txt", b"x")
    assert call("check", *DAY, "notes", "--lang", "en") == 2
    assert "nothing to check" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_takes_the_options_of_the_contract(name: str) -> None:
    command = cli.commands[name]
    assert {"--root", "--lang", "--quiet"} <= {word for parameter in command.params for word in parameter.opts}
    assert f"bening {name}" in (command.help or "")


@pytest.mark.parametrize("name", ["", *sorted(cli.commands)])
def test_help_is_in_one_language(agency: Agency, name: str) -> None:
    said = started(agency, *name.split(), "--help", BENING_LANG="id").stdout
    assert "Pemakaian: bening" in said
    for word in ("Usage", "[OPTIONS]", "ARGS", "INTEGER", "DIRECTORY", "TEXT", "[required]", "Show this"):
        assert word not in said, word


WRONG = [
    ["check", "--as-of", "2026-02-30"],
    ["check", "--as-of", "kemarin"],
    ["check", *DAY, "--format", "xml"],
    ["check", *DAY, "--lang", "jv"],
    ["check", *DAY, "--jobs", "0"],
    ["check", *DAY, "--since", "main", PLAN],
    ["check", *DAY, "/etc/hosts"],
    ["check", *DAY, "../outside"],
    ["check", *DAY, "--since", "nowhere"],
    ["check"],  # no commit to take the day from
    ["tidak-ada"],
    ["explain", ANI],
    ["explain", *DAY, "p-zzzzzzzzzzzzzzzz", "2025"],
    ["explain", *DAY, ANI, "2024"],
    ["attack", "tidak-ada"],
    ["attack", "records"],
    ["score", *DAY, "--period", "1999"],
    ["score", *DAY, "--unit", "tidak-ada"],
    ["score", *DAY, "--unit", "../rahasia"],
    ["score", *DAY, "--person", "p-zzzzzzzzzzzzzzzz"],
    ["attack"],
    ["schema", "tidak-ada"],
    ["simulate", ".", "--people", "5"],
    ["simulate", "new", "--people", "0"],
    ["simulate", "new", "--people", "5", "--periods", "2025,2027"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_ends_with_2_and_says_why_on_stderr(
    call: Callable[..., int], words: list[str], capsys: Capture
) -> None:
    assert call(*words) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.strip()
    assert "Traceback" not in err
    assert not Path("new").exists()


def test_without_an_agency_it_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check", *DAY]) == 2
    assert run(["check", *DAY, "--root", str(tmp_path)]) == 2
    assert "bening.yml" in capsys.readouterr().err


def test_the_root_is_found_upwards_or_named(agency: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_root(agency.root / FOLDER) == agency.root
    assert find_root(tmp_path) is None
    monkeypatch.chdir(tmp_path)
    assert run(["check", *DAY, "--root", "agency"]) == 0


def test_what_changed_since_a_revision(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    git(agency.root, "init", "-q", "-b", "main")
    git(agency.root, "add", "-A")
    git(agency.root, "commit", "-q", "-m", "first", date="2026-04-01T05:00:00+00:00")
    assert call("check", "--since", "main", "--lang", "en") == 0
    assert "BNG" not in capsys.readouterr().out
    broken(agency)
    assert call("check", "--since", "main") == 1


def test_broken_settings_are_findings(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    agency.edit("bening.yml", "/timezone", "Mars/Olympus", keep=False)
    assert call("check", *DAY) == 1
    out, err = capsys.readouterr()
    assert "BNG206" in err and "Olympus" not in out + err


def test_scores_as_csv_and_json(call: Callable[..., int], capsys: Capture) -> None:
    assert call("score", *DAY, "--person", ANI) == 0
    out = capsys.readouterr().out
    header = "person,period,segment,unit,position_family,regime,score,work_rating,behaviour_rating,predicate,flags"
    assert out == f"{header}\n{ANI},2025,1,{FIELD_A},keahlian,permenpanrb-6-2022,,sesuai,sesuai,baik,\n"
    assert call("score", *DAY, "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [list(row) for row in rows] == [list(COLUMNS)] * 5
    assert call("score", *DAY, "--unit", FIELD_A, "--period", "2025") == 0
    people = [row["person"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert people == sorted([ANI, BOSS])


def test_scores_are_refused_while_there_are_errors(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    broken(agency)
    assert call("score", *DAY) == 1
    out, err = capsys.readouterr()
    assert out == "" and "BNG401" in err


@pytest.mark.parametrize(
    ("form", "start"), [("text", "How the result"), ("markdown", "## How the result"), ("json", "{")]
)
def test_an_explanation_in_each_form(call: Callable[..., int], capsys: Capture, form: str, start: str) -> None:
    assert call("explain", *DAY, ANI, "2025", "--format", form, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert out.startswith(start) and "rubrics/permenpanrb-6-2022/v1.yaml" in out


def test_a_release_and_its_rehearsal(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    assert call("release", *DAY, "2025", "--dry-run", "--lang", "en") == 0
    out, err = capsys.readouterr()
    assert out == "" and "Nothing was written" in err
    assert re.search(r"predicates_by_office: \d+ cells, \d+ of them hidden; \d+ units merged\.", err)
    assert not (agency.root / "site").exists()
    assert call("release", *DAY, "2025", "--quiet") == 0
    assert capsys.readouterr() == ("site/releases/2025\n", "")
    assert (agency.root / "site/releases/2025/manifest.json").is_file()


def test_a_refused_release_ends_with_1(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    assert call("release", "--as-of", "2026-01-01", "2025") == 1
    assert "BNG702" in capsys.readouterr().err
    assert not (agency.root / "site").exists()


def test_the_attack_on_files(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    call("release", *DAY, "2025", "--quiet")
    capsys.readouterr()
    assert call("attack", "site/releases/2025", "--lang", "en") == 0
    text = "period,unit,predicate,value,status\n2025,TOTAL,TOTAL,3,published\n"
    agency.raw("site/releases/2025/t.csv", text.encode())
    assert call("attack", "site/releases/2025") == 1
    out = capsys.readouterr().out
    assert "BNG705" in out and "2025/TOTAL/TOTAL" in out and "published" not in out


def test_what_a_changed_policy_would_do(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    policy = agency.root / "rubrics/disclosure/v1.yaml"
    changed = agency.root / "kebijakan.yaml"
    text = policy.read_text("utf-8").replace("version: v1", "version: v2", 1)
    text = text.replace("unit_minimum:\n  value: 10", "unit_minimum:\n  value: 20")
    changed.write_text(text.replace('date: "2024-12-16"', 'date: "2025-12-16"'), "utf-8")
    words = ("release", *DAY, "2025", "--dry-run", "--policy", str(changed))
    assert call(*words, "--lang", "en") == 0
    out, err = capsys.readouterr()
    assert "unit_minimum: 10 → 20" in out and "predicates_by_unit" in out and "in force:" in out
    assert "BNG607" in err  # it is not approved yet, and that is said
    assert call(*words, "--lang", "id") == 0
    assert "berlaku:" in capsys.readouterr().out
    assert call(*words, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1 and told["approved"] is False
    assert told["policies"] == {"in_force": "disclosure/v1", "changed": "disclosure/v2"}
    assert told["numbers"] == [{"field": "unit_minimum", "before": 10, "after": 20}]
    assert {t["table"] for t in told["tables"]} >= {"predicates_by_unit", "predicates_by_office"}
    assert all(set(t["before"]) == {"state", "cells", "hidden", "people_percent"} for t in told["tables"])
    assert not (agency.root / "site").exists()
    assert call("release", *DAY, "2025", "--policy", str(changed)) == 2
    assert call("release", *DAY, "2025", "--dry-run", "--format", "json") == 2
    changed.write_text(text.replace("valid_from", "sejak"), "utf-8")
    assert call(*words) == 1


def test_a_simulated_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["simulate", "new", "--people", "12", "--periods", "2025", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'new'}\n" and "synthetic" in err
    assert run(["check", "--root", "new", *DAY]) == 0
    *_, said = err.splitlines()
    assert run(said.partition("bening ")[2].split()) == 0  # the command that it names, as it stands


def test_approvals_are_written_for_all_files_or_none(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    agency.remove(f"{FOLDER}/approval-02.yaml")
    words = ["--as", HEAD, "--date", "2026-01-20"]
    assert call("approve", f"{FOLDER}/evaluation.yaml", PLAN, *words) == 1
    assert not (agency.root / f"{FOLDER}/approval-02.yaml").exists()
    capsys.readouterr()
    assert call("approve", f"{FOLDER}/evaluation.yaml", *words) == 0
    assert capsys.readouterr().out == f"{FOLDER}/approval-02.yaml\n"
    assert call("check", *DAY, "--strict") == 0


def test_two_files_of_one_folder_are_approved_by_two_records(call: Callable[..., int], agency: Agency) -> None:
    """Neither approval overwrites the other."""
    agency.remove(f"{FOLDER}/approval-01.yaml")
    agency.put(f"{FOLDER}/plan-02.yaml", agency.tree(PLAN))
    words = ["--as", BOSS, "--date", "2025-01-20"]
    assert call("approve", PLAN, f"{FOLDER}/plan-02.yaml", *words) == 0
    approved = {
        agency.tree(p.relative_to(agency.root).as_posix())["body"]["file"]
        for p in (agency.root / FOLDER).glob("approval-*")
    }
    assert {"plan.yaml", "plan-02.yaml"} <= approved


@pytest.mark.parametrize("approver", [ANI, BOSS, "p-zzzzzzzzzzzzzzzz"])
def test_nobody_approves_without_the_role(call: Callable[..., int], agency: Agency, approver: str) -> None:
    before = sorted(p.name for p in (agency.root / FOLDER).iterdir())
    assert call("approve", f"{FOLDER}/evaluation.yaml", "--as", approver, "--date", "2026-01-20") == 1
    assert call("approve", f"{FOLDER}/none.yaml", "--as", HEAD, "--date", "2026-01-20") == 2
    assert sorted(p.name for p in (agency.root / FOLDER).iterdir()) == before


def test_schemas(tmp_path: Path, capsys: Capture) -> None:
    assert run(["schema"]) == 0
    kinds = capsys.readouterr().out.split()
    assert {"plan", "evaluation", "person", "unit"} <= set(kinds)
    for kind in kinds:
        assert run(["schema", kind]) == 0
        assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")
    assert run(["schema", "--out", str(tmp_path / "schemas")]) == 0
    assert len(list((tmp_path / "schemas").iterdir())) == len(kinds)


TYPED = "Rahasia 198001012005011001"


def raising(error: BaseException) -> Callable[..., Any]:
    """A stand-in for the pipeline that fails."""

    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def test_our_own_fault_ends_with_3_and_a_log_without_any_value(
    call: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(pipeline, "check", raising(ValueError(TYPED)))
    assert call("check", *DAY) == 3
    out, err = capsys.readouterr()
    (log,) = tmp_path.glob("bening-*.log")
    assert str(log) in err
    text = log.read_text()
    assert text.startswith(f"bening {__version__}\nValueError\n")
    assert "commands.py:" in text
    for said in (out, err, text):
        assert "Rahasia" not in said and "198001" not in said


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (click.exceptions.Abort(), 130),
        (SystemExit("x"), 2),
        (SystemExit(1), 1),
        (SiteError("mkdocs: no"), 1),
    ],
)
def test_what_comes_of_each_interruption(
    call: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: Capture, error: BaseException, code: int
) -> None:
    monkeypatch.setattr(pipeline, "check", raising(error))
    assert call("check", *DAY) == code
    said = capsys.readouterr().err
    assert ("tidak ada yang berubah" in said) is (code == 130)


def test_an_interruption_while_loading_leaves_no_traceback() -> None:
    code = """
import sys
class Interrupted:
    def find_spec(self, name, *rest):
        if name == "bening.cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from bening.__main__ import start
start()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_what_renders_pages_is_loaded_only_where_it_is_needed() -> None:
    """It takes a third of the time in which `bening check` answers."""
    code = "import sys, bening.cli.main; print([m for m in sys.modules if m in ('jinja2', 'bening.publish.site')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_second_run_is_told_to_wait(call: Callable[..., int], agency: Agency, capsys: Capture) -> None:
    with Stage(agency.root / "build" / "docs"):
        assert call("build", *DAY) == 1
    assert "Proses Bening lain" in capsys.readouterr().err


def test_a_disk_full_where_the_output_goes_is_no_fault_of_ours(agency: Agency) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with full.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-m", "bening", "score", *DAY, "--lang", "en"],
            cwd=agency.root,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "No space left" in done.stderr and "Traceback" not in done.stderr and ".log" not in done.stderr


def test_where_no_log_can_be_written_the_lines_are_shown(
    call: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(pipeline, "check", raising(ValueError(TYPED)))
    monkeypatch.setattr("bening.cli.main.write_log", raising(OSError(28, "No space left on device")))
    assert call("check", *DAY) == 3
    said = capsys.readouterr().err
    assert "ValueError" in said and "commands.py:" in said
    assert "Rahasia" not in said and "198001" not in said


def test_stopping_the_server_is_no_failure(
    call: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(pipeline, "build", lambda *_: None)
    monkeypatch.setattr("bening.cli.server.ThreadingHTTPServer.serve_forever", raising(KeyboardInterrupt()))
    assert call("serve", *DAY, "--port", "0", "--lang", "en") == 0
    assert "http://127.0.0.1:" in capsys.readouterr().err


def test_approvals_that_cannot_all_be_written_are_not_written(
    call: Callable[..., int], agency: Agency, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for name in ("approval-01.yaml", "approval-02.yaml"):
        agency.remove(f"{FOLDER}/{name}")
    agency.put(f"{FOLDER}/plan-02.yaml", agency.tree(PLAN))
    before = sorted(p.name for p in (agency.root / FOLDER).iterdir())
    replace = Path.replace

    def full(self: Path, other: Path) -> Path:
        if self.name == ".approval-02.yaml.part":
            raise OSError(28, "No space left on device")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", full)
    assert call("approve", PLAN, f"{FOLDER}/plan-02.yaml", "--as", BOSS, "--date", "2025-01-20") == 1
    assert sorted(p.name for p in (agency.root / FOLDER).iterdir()) == before
    assert capsys.readouterr().out == ""


def test_clicks_own_words_come_in_the_language_asked_for(agency: Agency) -> None:
    for words, said in (
        (["check", "--format", "xml"], "tidak termasuk pilihan"),
        (["explain", "a", "b", "c"], "argumen berlebih"),
        (["check", "--since"], "memerlukan nilai"),
    ):
        done = started(agency, *words, BENING_LANG="id")
        assert done.returncode == 2 and said in done.stderr


def test_the_entry_point_hands_the_code_on(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "argv", ["bening", "--version"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "variable", "lang"),
    [
        ([], "", "id"),
        ([], "en", "en"),
        ([], "jv", "id"),
        (["check", "--lang", "en"], "", "en"),
        (["check", "--lang=en"], "id", "en"),
        (["check", "--lang=id"], "en", "id"),
        (["--lang"], "", "id"),
    ],
)
def test_the_language_is_chosen(monkeypatch: pytest.MonkeyPatch, words: list[str], variable: str, lang: str) -> None:
    monkeypatch.setenv("BENING_LANG", variable)
    assert chosen_language(words) == lang


def started(agency: Agency, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "bening", *words],
        cwd=agency.root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_process_of_its_own(agency: Agency) -> None:
    broken(agency)
    done = started(agency, "score", *DAY, "--lang", "en", NO_COLOR="1")
    assert done.returncode == 1
    assert "The plan has no main RHK" in done.stderr and done.stdout == ""
    done = started(agency, "check", "--help", BENING_LANG="en")
    assert done.returncode == 0 and "Example: bening check" in done.stdout
