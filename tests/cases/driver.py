"""Cases as data: an overlay on the sound agency in `base/`, what is run on it, and exactly what it finds.

A case is `valid/<name>/case.yaml` or `invalid/<CODE>/<name>/case.yaml`. Its operations are applied in the order in
which they stand: `edit` (each old text occurs exactly once), `choose` (rules of bening.yml, beside those that are
there), `write`, `bytes`, `copy`, `rename`, `delete`, `mkdir`, `link`, `fifo`, `resign` (takes the digest of a changed
record into what names it, or into one approval), `chmod`.
`given` freezes a release before them. `run` says what is done: `check` (the default), `changes`, `release`,
`verified`, `attack`, `protect`, `build` or `credit`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bening import pipeline, protecting, releasing, scaffold, survey
from bening.checks.context import Context
from bening.findings import Finding, Refused
from bening.score.credit import rules_in_force
from bening.source.emit import dump

CASES = Path(__file__).parent
ROOT = CASES.parents[1]
AS_OF = "2026-06-30"
MARKER = "RAHASIA-7f3a"  # stands in the free texts of base/ and of the cases; no output may show it
NOBODY = 65534
SIGNING = ("approval", "acknowledgement", "response", "objection", "decision")  # kinds that name a file's digest
_DIGEST = re.compile(r'^  sha256: "?[0-9a-f]{64}"?$', re.MULTILINE)

Triple = tuple[str, str, int]


@dataclass(frozen=True)
class Case:
    """A case; `code` is empty for a valid one."""

    name: str
    code: str
    spec: Mapping[str, Any]

    @property
    def run(self) -> str:
        return str(self.spec.get("run", "check"))

    @property
    def as_of(self) -> str:
        return str(self.spec.get("as_of", AS_OF))

    @property
    def big(self) -> bool:
        """A file that would exhaust a careless reader: run with limits, in a process of its own."""
        return bool(self.spec.get("big", False))

    @property
    def needs_user(self) -> bool:
        """Rights do not stop root, so root has to run this one as somebody else."""
        return "chmod" in self.spec and os.geteuid() == 0

    def touched(self) -> set[str]:
        """The paths that the operations name and that are files afterwards."""
        words = [self.spec.get(op, {}) for op in OPERATIONS]
        return {path for word in words for path in word}


@cache
def cases(kind: str) -> tuple[Case, ...]:
    """All cases of a kind (`valid` or `invalid`), sorted."""
    return tuple(_case(path) for path in sorted((CASES / kind).rglob("case.yaml")))


def _case(path: Path) -> Case:
    name = path.parent.relative_to(CASES).as_posix()
    kind, *rest = name.split("/")
    spec = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(spec) - {*OPERATIONS, *_WORDS}
    assert not unknown, f"{name}: {unknown}"
    return Case(name, rest[0] if kind == "invalid" else "", spec)


def prepare(case: Case, root: Path) -> Path:
    """Make the case's agency in `root` (which is made, too)."""
    shutil.copytree(CASES / "base", root)
    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    if case.run == "build":
        _site(root)
    given = case.spec.get("given")
    if given:
        pipeline.release(pipeline.open_agency(root, given["as_of"]), given["release"])
    for name, arguments in case.spec.items():
        if name in OPERATIONS:
            OPERATIONS[name](root, arguments)
    return root


def _site(root: Path) -> None:
    for name, content in scaffold.files():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _edit(root: Path, arguments: Mapping[str, list[list[str]]]) -> None:
    for path, pairs in arguments.items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, f"{path}: {text.count(old)} times {old!r}"
            text = text.replace(old, new)
        (root / path).write_bytes(text.encode())


def _put(root: Path, path: str, content: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _write(root: Path, arguments: Mapping[str, str]) -> None:
    for path, text in arguments.items():
        _put(root, path, text.encode())


def _choose(root: Path, arguments: Mapping[str, Mapping[str, str]]) -> None:
    for path, chosen in arguments.items():
        text = (root / path).read_text(encoding="utf-8")
        head, found, rest = text.partition("\nrules:\n")
        lines = "".join(f"  {name}: {ref}\n" for name, ref in chosen.items() if f"\n  {name}: {ref}\n" not in text)
        _put(root, path, (f"{head}{found}{lines}{rest}" if found else f"{text}rules:\n{lines}").encode())


def _bytes(root: Path, arguments: Mapping[str, Mapping[str, Any]]) -> None:
    for path, how in arguments.items():
        text, times = how.get("repeat", ["", 0])
        made = base64.b64decode(how.get("base64", ""))
        middle = how.get("before", "") + text * times + how.get("after", "")
        _put(root, path, made + middle.encode())


def _copy(root: Path, arguments: Mapping[str, str]) -> None:
    for target, source in arguments.items():
        _put(root, target, (root / source).read_bytes())


def _rename(root: Path, arguments: Mapping[str, str]) -> None:
    for source, target in arguments.items():
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        (root / source).rename(root / target)


def _delete(root: Path, arguments: list[str]) -> None:
    for path in arguments:
        (root / path).unlink()


def _mkdir(root: Path, arguments: list[str]) -> None:
    for path in arguments:
        (root / path).mkdir(parents=True)


def _link(root: Path, arguments: Mapping[str, str]) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text(f"{MARKER}\n", encoding="utf-8")
    for path, target in arguments.items():
        (root / path).symlink_to(target)


def _fifo(root: Path, arguments: list[str]) -> None:
    for path in arguments:
        os.mkfifo(root / path)


def _chmod(root: Path, arguments: Mapping[str, int]) -> None:
    for path, mode in arguments.items():
        (root / path).chmod(mode)


def _resign(root: Path, arguments: list[str]) -> None:
    for path in arguments:
        target = root / path
        near = [f for kind in SIGNING for f in sorted(target.parent.glob(f"{kind}-*.yaml")) if f != target]
        for paper in [target] if target.name.startswith("approval-") else near:
            _sign(paper, target)


def _sign(approval: Path, target: Path) -> None:
    text = approval.read_text(encoding="utf-8")
    found = re.search(r"^  file: (\S+)$", text, re.MULTILINE)
    if found and (target == approval or found[1] == target.name):
        digest = hashlib.sha256((approval.parent / found[1]).read_bytes()).hexdigest()
        approval.write_text(_DIGEST.sub("  " + dump({"sha256": digest}).rstrip(), text), encoding="utf-8")


OPERATIONS: dict[str, Callable[[Path, Any], None]] = {
    "edit": _edit,
    "choose": _choose,
    "write": _write,
    "bytes": _bytes,
    "copy": _copy,
    "rename": _rename,
    "delete": _delete,
    "mkdir": _mkdir,
    "link": _link,
    "fifo": _fifo,
    "resign": _resign,
    "chmod": _chmod,
}
_WORDS = {"why", "as_of", "given", "run", "release", "changed", "folder", "big", "expect"}


def wanted(case: Case, root: Path) -> list[Triple]:
    """What the case expects, sorted."""
    expect = case.spec["expect"]
    return sorted((e["code"], e["path"], _line(root / e["path"], e["line"])) for e in expect)


def _line(path: Path, line: int | str | list[Any]) -> int:
    """A number; or a text, for the first line that has it; or a text and how far from there."""
    if isinstance(line, int):
        return line
    text, offset = (line, 0) if isinstance(line, str) else line
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(n for n, found in enumerate(lines, 1) if text in found) + int(offset)


def triples(findings: tuple[Finding, ...]) -> list[Triple]:
    """Findings in the form in which cases expect them."""
    return sorted((f.code, f.path, f.line) for f in findings)


def findings(case: Case, root: Path) -> tuple[Finding, ...]:
    """Run the case on its agency."""
    try:
        return tuple(_RUNS[case.run](case, root))
    except Refused as refused:
        return refused.report.findings


def _check(case: Case, root: Path) -> tuple[Finding, ...]:
    return pipeline.check(pipeline.open_agency(root, case.as_of), [], None).findings


def _changes(case: Case, root: Path) -> tuple[Finding, ...]:
    return survey.check_changes(pipeline.open_agency(root, case.as_of), case.spec["changed"]).findings


def _release(case: Case, root: Path) -> tuple[Finding, ...]:
    pipeline.release(pipeline.open_agency(root, case.as_of), case.spec["release"])
    return ()


def _verified(case: Case, root: Path) -> tuple[Finding, ...]:
    releasing.verified(_context(case, root))
    return ()


def _attack(case: Case, root: Path) -> Iterator[Finding]:
    yield from releasing.attack_folder(_context(case, root), root / case.spec["folder"])


def _protect(case: Case, root: Path) -> tuple[Finding, ...]:
    folder = root / case.spec["folder"]
    sums = folder / "hierarchies.json"
    trees = protecting.read_hierarchies(sums) if sums.is_file() else {}
    tables = [protecting.read_table(path) for path in sorted(folder.glob("*.csv"))]
    protecting.protect_tables(tables, trees, releasing.policy_of(_context(case, root))[1])
    return ()


def _build(case: Case, root: Path) -> tuple[Finding, ...]:
    pipeline.build(_context(case, root), root / "build" / "site")
    return ()


def _credit(case: Case, root: Path) -> tuple[Finding, ...]:
    rules_in_force(_context(case, root))
    return ()


def _context(case: Case, root: Path) -> Context:
    return pipeline.open_agency(root, case.as_of)


_RUNS: dict[str, Callable[[Case, Path], Any]] = {
    "check": _check,
    "changes": _changes,
    "release": _release,
    "verified": _verified,
    "attack": _attack,
    "protect": _protect,
    "build": _build,
    "credit": _credit,
}


def as_user(case: Case, root: Path) -> list[Triple]:
    """Run the case in a child that gives up root's rights; the folder is its working directory, so that the
    folders above need not be open to everyone."""
    for path in [root, *root.rglob("*")]:
        os.lchown(path, NOBODY, NOBODY)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _run_as_nobody(case, root, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        text = pipe.read()
    assert os.waitpid(child, 0)[1] == 0
    return sorted((c, p, n) for c, p, n in yaml.safe_load(text))


def _run_as_nobody(case: Case, root: Path, writing: int) -> None:
    code = 1
    try:
        os.chdir(root)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        found = [list(t) for t in triples(findings(case, Path()))]
        os.write(writing, yaml.safe_dump(found).encode())
        code = 0
    finally:
        os._exit(code)


def limited(case: Case, root: Path) -> list[Triple]:
    """Run the case in a child with little memory and time."""
    words = [sys.executable, "-m", "tests.cases.limited", str(root), case.as_of]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    assert MARKER not in done.stdout + done.stderr
    return sorted((c, p, n) for c, p, n in yaml.safe_load(done.stdout))
