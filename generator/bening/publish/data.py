"""The files below `data/`: the newest release, every release as it was frozen, and the rubrics."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bening.publish.dictionary import package
from bening.publish.publication import Publication


def data_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Yield every file below `build/docs/data`, released files byte for byte."""
    if publication.newest:
        for file in publication.newest.files:
            yield f"data/{file.name}", file.content
        text = json.dumps(package(publication), ensure_ascii=False, indent=2)
        yield "data/datapackage.json", text.encode() + b"\n"
    for release in publication.releases:
        for file in release.files:
            yield f"data/releases/{release.provenance.release}/{file.name}", file.content
    for rubric in publication.rubrics:
        yield f"data/{rubric.download}", rubric.content
