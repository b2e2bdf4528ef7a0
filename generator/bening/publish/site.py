"""Runs mkdocs for both languages on prepared docs folders; fails on any warning.

mkdocs runs as a child process with a fixed environment, so that the same docs give the same bytes whatever the
locale, the time zone, the hash seed and the day. English goes to a folder of its own first, because mkdocs
empties its target at the start and would remove what the other run has written.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bening.findings import Finding, Refused
from bening.model.base import Lang
from bening.publish.pages import SITE_FACTS

_CONFIGS: dict[Lang, str] = {"id": "mkdocs.yml", "en": "mkdocs.en.yml"}
# What a child needs to start at all; everything else is fixed below.
_KEPT = ("PATH", "HOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
_NOISE = re.compile(r"^(WARNING|ERROR|CRITICAL)\b", re.MULTILINE)


class SiteError(Refused):
    """mkdocs failed or warned; `output` is what it said."""

    def __init__(self, output: str) -> None:
        super().__init__([Finding("BNG801", "site")])
        self.args = (output,)
        self.output = output


def build_site(
    root: Path, docs: Path, docs_en: Path, out: Path, *, site_url: str | None, epoch: int, jobs: int
) -> None:
    """Build the Indonesian site from `docs` into `out` and the English one from `docs_en` into `out/en`.

    `root` holds mkdocs.yml, mkdocs.en.yml and site/overrides. `epoch` is the date that files are stamped with.
    Raises SiteError; `out` may then be half-written, so build into a stage.
    """
    root, docs, docs_en, out = (path.resolve() for path in (root, docs, docs_en, out))
    prefix = f".mkdocs-{out.name}-"
    for left in out.parent.glob(f"{prefix}*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=out.parent, prefix=prefix) as folder:
        english = Path(folder) / "en"
        runs = [
            _config(Path(folder), root, "id", docs, out, site_url),
            _config(Path(folder), root, "en", docs_en, english, f"{_slashed(site_url)}en/" if site_url else None),
        ]
        with ThreadPoolExecutor(max_workers=2 if jobs > 1 else 1) as pool:
            for _ in pool.map(lambda config: _mkdocs(config, epoch), runs):
                pass
        english.rename(out / "en")


def _slashed(url: str) -> str:
    return url.rstrip("/") + "/"


def _config(folder: Path, root: Path, lang: Lang, docs: Path, out: Path, site_url: str | None) -> Path:
    """Write a configuration that inherits the root's; JSON is YAML."""
    facts: dict[str, Any] = json.loads((docs / SITE_FACTS).read_text(encoding="utf-8"))
    config = {
        "INHERIT": str(root / _CONFIGS[lang]),
        "site_name": f"Bening · {escape(facts['agency'])}",  # the theme prints it as it is
        "site_url": _slashed(site_url) if site_url else "",
        "docs_dir": str(docs),
        "site_dir": str(out),
        "theme": {"custom_dir": str(root / "site" / "overrides")},
        "extra": {"facts": facts},
    }
    path = folder / f"{lang}.yml"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


def _mkdocs(config: Path, epoch: int) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config)]
    done = subprocess.run(
        command,
        env=_environment(epoch),
        cwd=config.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode or _NOISE.search(done.stdout):
        raise SiteError(done.stdout.strip())


def _environment(epoch: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "true",  # an advertisement in the terminal, not a warning about this site
    }
