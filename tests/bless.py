"""`make bless`: write the golden tree, the generated Markdown, data and internal results of a small agency."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from bening import __version__, pipeline, releasing
from bening.cli.main import cli
from bening.publish.data import data_files
from bening.publish.pages import pages
from bening.simulate.make import make

EXPECTED = Path(__file__).parent / "golden" / "expected"
PEOPLE, PERIODS, SEED, AS_OF = 120, ("2025", "2026"), 7, "2026-06-30"
_SKIPPED = ("/assets/",)  # copied from site/assets as they are


def produce(root: Path) -> dict[str, bytes]:
    """Every file that the golden tree holds, made from scratch in `root`."""
    make(root, PEOPLE, PERIODS, SEED)
    context = pipeline.open_agency(root, AS_OF)
    publication = releasing.publication(context, releasing.verified(context), draft=False)
    made = dict(pages(publication, root / "site" / "templates"))
    made |= {f"docs/{name}": content for name, content in data_files(publication)}
    made["score.csv"] = _command("score", root)
    made["check.json"] = _command("check", root, "--format", "json")
    text = {name: content for name, content in made.items() if not any(s in name for s in _SKIPPED)}
    return {name: _unversioned(content) for name, content in text.items()}


def _command(name: str, root: Path, *words: str) -> bytes:
    result = CliRunner().invoke(cli, [name, "--root", str(root), "--as-of", AS_OF, "--lang", "id", *words])
    assert result.exit_code == 0, result.output
    return result.stdout.encode()


def _unversioned(content: bytes) -> bytes:
    """A new version of the software alone is no change of the output."""
    return content.replace(f'"generator": "{__version__}"'.encode(), b'"generator": "VERSION"')


def tree_of(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def main() -> int:
    """Replace the golden tree."""
    with TemporaryDirectory() as folder:
        fresh = produce(Path(folder) / "agency")
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, content in fresh.items():
        (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / name).write_bytes(content)
    print(f"{len(fresh)} files in {EXPECTED.relative_to(Path.cwd())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
