"""House rules, read from the source: sizes, documentation, purity, and who may write or seal.

An exception stands in a table below, with its reason; one that is no longer needed fails, too.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator" / "bening"

MODULE_LINES = 400
FUNCTION_LINES = 60
MEDIAN_FUNCTION_LINES = 10

PURE = frozenset(
    {"model", "source", "checks", "score", "survey", "tabulate", "disclose", "releasing", "publish", "pipeline"}
)
CLOCK = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "datetime.date.today",
        "time.ctime",
        "time.gmtime",
        "time.localtime",
        "time.strftime",
        "time.time",
        "time.time_ns",
    }
)
CHANCE = ("random", "secrets", "uuid", "os.urandom", "numpy.random")
ENVIRONMENT = frozenset({"os.environ", "os.environb", "os.getenv", "os.getenvb"})
WRITES_BY_NAME = frozenset({"os", "shutil", "tempfile"})
WRITING_FUNCTIONS = frozenset(
    {
        "copy",
        "copy2",
        "copyfile",
        "copytree",
        "link",
        "makedirs",
        "mkdir",
        "mkdtemp",
        "mkstemp",
        "move",
        "NamedTemporaryFile",
        "remove",
        "removedirs",
        "rename",
        "replace",
        "rmdir",
        "rmtree",
        "symlink",
        "TemporaryDirectory",
        "TemporaryFile",
        "truncate",
        "unlink",
    }
)
WRITING_METHODS = frozenset(
    {
        "hardlink_to",
        "mkdir",
        "rename",
        "rmdir",
        "symlink_to",
        "to_csv",
        "touch",
        "unlink",
        "write_bytes",
        "write_text",
    }
)
SEAL_HOLDERS = frozenset({"disclose/safe.py", "disclose/protect.py", "disclose/frozen.py"})

# rule, module: why it may
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("writing", "publish/write.py"): "it is the one writer",
    ("writing", "publish/site.py"): "mkdocs, a child process, works in a temporary folder that is thrown away",
    ("environment", "publish/site.py"): "that child needs PATH and the like; nothing else is passed on",
}


@dataclass(frozen=True)
class Module:
    """A parsed module; `name` is its path below the package."""

    name: str
    text: str
    tree: ast.Module

    @property
    def pure(self) -> bool:
        return self.name.split("/")[0].removesuffix(".py") in PURE


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(path.relative_to(PACKAGE).as_posix(), text, ast.parse(text, str(path)))
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in [path.read_text("utf-8")]
    )


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    return (node.end_lineno or first) - first + 1


def imported(tree: ast.AST) -> dict[str, str]:
    """Local name -> dotted name, over every import of a module."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.update({a.asname or a.name: f"{node.module}.{a.name}" for a in node.names})
    return names


def dotted(node: ast.AST, names: dict[str, str]) -> str:
    """`dt.datetime.now` -> `datetime.datetime.now`; empty where it does not start at an import."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in names:
        return ""
    return ".".join([names[node.id], *reversed(parts)])


def uses(module: Module) -> Iterator[tuple[int, str]]:
    """Every dotted name that a module takes from an import: line, name."""
    names = imported(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node, names)):
            yield node.lineno, name


def clock(module: Module) -> Iterator[int]:
    return (line for line, name in uses(module) if name in CLOCK)


def environment(module: Module) -> Iterator[int]:
    if module.pure:
        yield from (line for line, name in uses(module) if name in ENVIRONMENT)


def chance(module: Module) -> Iterator[int]:
    """Chance anywhere, except `random.Random(seed)` in the simulator."""
    allowed = {"random", "random.Random"} if module.name.startswith("simulate/") else set[str]()
    for line, name in uses(module):
        if name not in allowed and any(name == c or name.startswith(f"{c}.") for c in CHANCE):
            yield line
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and not node.args and _called(node) == "Random":
            yield node.lineno


def writing(module: Module) -> Iterator[int]:
    names = imported(module.tree)
    yield from (line for line, name in uses(module) if name in {"os.O_WRONLY", "os.O_RDWR", "os.O_CREAT"})
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (_writes(node, names) or _opens_to_write(node)):
            yield node.lineno


def sealing(module: Module) -> Iterator[int]:
    """The seal, by import, by attribute, or by copying a sealed table."""
    if module.name in SEAL_HOLDERS:
        return
    for node in ast.walk(module.tree):
        names = [a.name for a in node.names] if isinstance(node, ast.ImportFrom) else []
        name = getattr(node, "attr", getattr(node, "id", ""))
        if {"SEAL", "_Seal"} & {name, *names} or (isinstance(node, ast.Attribute) and name == "seal"):
            yield getattr(node, "lineno", 0)
    if module.name.startswith("publish/"):
        yield from (line for line, name in uses(module) if name in {"dataclasses.replace", "copy.copy"})


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _writes(node: ast.Call, names: dict[str, str]) -> bool:
    package, _, function = dotted(node.func, names).rpartition(".")
    if package in WRITES_BY_NAME and function in WRITING_FUNCTIONS:
        return True
    return isinstance(node.func, ast.Attribute) and node.func.attr in WRITING_METHODS


def _opens_to_write(node: ast.Call) -> bool:
    if _called(node) not in {"open", "fdopen"}:
        return False
    first = 1 if isinstance(node.func, ast.Name) or _called(node) == "fdopen" else 0
    values = [*node.args[first : first + 1], *(k.value for k in node.keywords if k.arg == "mode")]
    modes = [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]
    return any(set(mode) & set("wax+") for mode in modes)


RULES: dict[str, Callable[[Module], Iterator[int]]] = {
    "clock": clock,
    "chance": chance,
    "environment": environment,
    "writing": writing,
    "sealing": sealing,
}


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: str) -> None:
    found = {m.name: sorted(set(RULES[rule](m))) for m in modules()}
    broken = {n: lines for n, lines in found.items() if lines and (rule, n) not in EXCEPTIONS}
    assert not broken, f"{rule}: module and lines"


def test_every_exception_is_still_needed() -> None:
    by_name = {m.name: m for m in modules()}
    stale = [(r, n) for r, n in EXCEPTIONS if n not in by_name or not any(RULES[r](by_name[n]))]
    assert not stale


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    [
        ("clock", "score/a.py", "import datetime as dt\nx = dt.datetime.now(dt.UTC)"),
        ("clock", "cli/a.py", "from datetime import date\nx = date.today()"),
        ("clock", "score/a.py", "from time import time\nx = time()"),
        ("chance", "score/a.py", "import random\nx = random.Random(1)"),
        ("chance", "simulate/a.py", "import random\nx = random.random()"),
        ("chance", "simulate/a.py", "from random import Random\nx = Random()"),
        ("chance", "source/a.py", "import uuid\nx = uuid.uuid4()"),
        ("environment", "publish/a.py", "from os import environ\nx = environ['A']"),
        ("environment", "tabulate.py", "import os\nx = os.getenv('A')"),
        ("writing", "publish/a.py", "open('a', 'w')"),
        ("writing", "publish/a.py", "p.open(mode='ab')"),
        ("writing", "cli/a.py", "p.write_text('a')"),
        ("writing", "cli/a.py", "import os\nx = os.open('a', os.O_WRONLY)"),
        ("writing", "cli/a.py", "import shutil as s\ns.rmtree('a')"),
        ("sealing", "publish/a.py", "from bening.disclose.safe import SEAL"),
        ("sealing", "tabulate.py", "from bening.disclose import safe\nx = safe.SEAL"),
        ("sealing", "publish/a.py", "x = table.seal"),
        ("sealing", "publish/a.py", "from dataclasses import replace\nx = replace(table, cells=())"),
    ],
)
def test_rule_catches(rule: str, name: str, code: str) -> None:
    assert list(RULES[rule](Module(name, code, ast.parse(code))))


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    [
        ("chance", "simulate/a.py", "import random\nx = random.Random(7)"),
        ("environment", "cli/a.py", "import os\nx = os.environ"),
        ("writing", "source/a.py", "open('a', 'rb')\n'a'.replace('a', 'b')"),
        ("sealing", "disclose/protect.py", "from bening.disclose.safe import SEAL"),
    ],
)
def test_rule_lets_pass(rule: str, name: str, code: str) -> None:
    assert not list(RULES[rule](Module(name, code, ast.parse(code))))


def test_modules_are_short() -> None:
    assert not {m.name: n for m in modules() if (n := len(m.text.splitlines())) > MODULE_LINES}


def test_functions_are_short() -> None:
    sizes = {f"{m.name}:{f.name}": length(f) for m in modules() for f in functions(m.tree)}
    assert not {name: size for name, size in sizes.items() if size > FUNCTION_LINES}
    assert statistics.median(sizes.values()) <= MEDIAN_FUNCTION_LINES


def _public(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        if isinstance(child, kinds) and not child.name.startswith("_"):
            yield f"{owner}:{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from _public(child, f"{owner}:{child.name}")


def test_what_is_public_is_documented() -> None:
    nodes = [pair for m in modules() for pair in [(m.name, m.tree), *_public(m.tree, m.name)]]
    assert not [name for name, node in nodes if not ast.get_docstring(node)]  # type: ignore[arg-type]


def _kept_files() -> list[Path]:
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(git, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a Git work tree")
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [p for p in paths if p.is_file() and not p.is_symlink()]


def _needles() -> re.Pattern[bytes]:
    """Absolute paths of one machine, and hosts of package registries; spelt so that this file passes."""
    folders = "|".join(["work", "root", "tmp/bash_jobs"])
    hosts = "|".join(["py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npmjs", "deb" + r"\.debian"])
    return re.compile(rf"(?<![\w./$}}>*-])/(?:{folders})/|{hosts}".encode())


def test_no_file_names_a_machine_or_a_registry() -> None:
    needles = _needles()
    found = {
        str(path.relative_to(ROOT)): hit.group().decode()
        for path in _kept_files()
        if (hit := needles.search(path.read_bytes()))
    }
    assert not found


def test_needles_find() -> None:
    needles = _needles()
    assert needles.search(b"in /" + b"work/main")
    assert needles.search(b"https://" + b"pypi" + b".org/simple")
    assert not needles.search(b"/body/work/0/rating")
