"""The leak gate: canaries in every confidential field, every kind of leak planted one by one, no false alarm."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus

import pytest

from bening import layout, pipeline
from bening.findings import Finding, Refused
from bening.leaks import CODE, leaks, private
from bening.leaks.patterns import matches
from bening.leaks.public import Public
from bening.leaks.texts import hidden, plain, views
from bening.leaks.words import telling, words
from bening.model.records import KINDS
from bening.simulate.make import make
from bening.source.emit import dump
from bening.source.strict import read
from tests.unit.conftest import ROOT, Agency, about_unit_trees, numbered_trees

AS_OF = "2026-11-20"
IDS = ("p-aaaabbbbccccdddd", "p-eeeeffffgggghhhh")
# A secret of each form; only the first two stand in records.
FORMS = {
    "nip": ["198503122010011007", "19850312 201001 1 007", "19850312.201001.1.007", "199001012022211003"],
    "nik": ["3201014503900004", "3201 0145 0390 0004", "32.01.01.450390.0004"],
    "phone": ["+62 812-3456-7890", "081234567890", "0812-3456-7890", "+6221345678"],
    "email": ["siti.contoh@dinas.example.id", "x+y@mail.go.id"],
    "birth_date": ["Tanggal lahir: 12 Maret 1985", "born? birth date 1985-03-12", "lahir di Bening, 12-03-1985"],
    "person": ["p-zzzz2222yyyy3333", "P-ZZZZ2222YYYY3333"],
    "digest": ["ab" * 20, "ab" * 32],
}


def free_texts(schema: dict[str, Any], node: dict[str, Any], at: str = "") -> Iterator[str]:
    """The places of a record's form where anything may be written."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    if node.get("pattern") == r"\S":
        yield at
    for other in node.get("anyOf", []):
        yield from free_texts(schema, other, at)
    if "items" in node:
        yield from free_texts(schema, node["items"], f"{at}/*")
    for name, other in node.get("properties", {}).items():
        yield from free_texts(schema, other, f"{at}/{name}")


def confidential() -> set[tuple[str, str]]:
    """Every such place of every kind of record, except the units' names, which are public."""
    schemas = {kind: model.model_json_schema() for kind, model in KINDS.items() if kind != "unit"}
    return {(kind, place) for kind, schema in schemas.items() for place in free_texts(schema, schema)}


class Canaries:
    """Rewrites an agency's records so that every confidential text is a marker of its own."""

    def __init__(self, root: Path) -> None:
        self.agency = Agency(root)
        self.wanted = confidential()
        self.sung: set[tuple[str, str]] = set()
        self.markers: list[str] = []
        self.numbers: list[str] = []
        self._add_what_is_not_simulated(root)
        for path in sorted(root.glob("records/**/*.yaml")):
            self._rewrite(path.relative_to(root).as_posix())
        self.agency.resign()

    def _add_what_is_not_simulated(self, root: Path) -> None:
        """A record of each kind that the simulated agency does not have."""
        places = [p for q in root.glob("records/**/*.yaml") if (p := layout.parse(q.relative_to(root).as_posix()))]
        known = {place.kind for place in places}
        known -= set() if "decision" in known else {"objection"}  # they come together
        there, superior = next(self._evaluated(places))
        trees = numbered_trees(there.person, there.unit, superior) | about_unit_trees(there.unit)
        trees["decision"]["body"] |= {"file": "objection-91.yaml", "outcome": "diterima_sebagian"}
        for kind, tree in trees.items():
            if kind not in known:
                seq, person = 91 if kind in layout.NUMBERED else 0, str(tree.get("person", ""))
                place = layout.RecordPath(kind, there.unit, person, "2025", "", seq)  # type: ignore[arg-type]
                self.agency.put(str(place), tree)

    def _evaluated(self, places: list[layout.RecordPath]) -> Iterator[tuple[layout.RecordPath, str]]:
        """Evaluations before the answers of `numbered_trees`, to which nobody objected; with the rater's superior."""
        for place in sorted(places):
            if place.kind == "evaluation" and place.year == "2025":
                folder = self.agency.root / place.folder
                approval = folder / "approval-02.yaml"
                early = self.agency.tree(str(place))["body"]["date"] <= "2026-01-22"
                if early and approval.is_file() and not list(folder.glob("objection-*")):
                    body = self.agency.tree(f"{place.folder}/approval-02.yaml")["body"]
                    if body["role"] == "rater_superior":
                        yield place, body["approver"]

    def marker(self) -> str:
        n = len(self.markers)
        self.markers.append(f'Kenari{n}x terbang {n} rahasia di atas sangkar{n}x-emas & "pagar" {n}x ujung{n}q')
        return self.markers[-1]

    def _rewrite(self, path: str) -> None:
        place = layout.parse(path)
        assert place is not None
        if place.kind in ("unit", "approval"):
            return
        tree = self.agency.tree(path)
        self._complete(place.kind, tree["body"])
        self.agency.put(path, self._marked(place.kind, tree, ""))

    def _complete(self, kind: str, body: dict[str, Any]) -> None:
        """Fill what is optional and was left out."""
        if kind == "person":
            body["accounts"] = [{"forge": "github", "name": "x"}]
        if kind == "report":
            body["challenges"][0]["support"] = "x"
            body["results"][0]["realisations"][0]["evidence"] = ["x"]
        if kind == "evaluation":
            body["innovation"] = "x"
        if kind == "achievement":
            body["deviation_reason"] = "x"
        holders = {
            "feedback": [body],
            "achievement": [body],
            "measurement": body.get("values", []),
            "objection": body.get("grounds", []),
        }
        for holder in holders.get(kind, []):
            holder["evidence"] = [{"reference": "x"}]

    def _marked(self, kind: str, node: Any, at: str) -> Any:
        if isinstance(node, dict):
            return {key: self._marked(kind, value, f"{at}/{key}") for key, value in node.items()}
        if isinstance(node, list):
            return [self._marked(kind, value, f"{at}/*") for value in node]
        if (kind, at) in self.wanted:
            self.sung.add((kind, at))
            return self.marker()
        if kind in ("plan", "report") and isinstance(node, int | float | Decimal) and at.endswith("/value"):
            # answers, counts and scores lie on short scales: no number of theirs occurs nowhere else
            self.numbers.append(str(7_300_000_000 + 7919 * len(self.numbers)))
            return int(self.numbers[-1])
        return node


class Built(NamedTuple):
    """An agency with canaries and its site as `bening build` made it, the gate included."""

    root: Path
    site: Path
    markers: list[str]
    sung: set[tuple[str, str]]
    numbers: list[str]


@pytest.fixture(scope="module")
def built(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = Path(shutil.copytree(simulated, tmp_path_factory.mktemp("canaries") / "agency"))
    canaries = Canaries(root)
    site = root / "build" / "site"
    pipeline.build(pipeline.open_agency(root, AS_OF), site)
    return Built(root, site, canaries.markers, canaries.sung, canaries.numbers)


@pytest.fixture
def site(built: Built, tmp_path: Path) -> Path:
    """A few files of the built site, of every type, in which a test may plant something."""
    for name in (
        "units/index.html",
        "about.html",
        "data/labels.json",
        "data/manifest.json",
        "search/search_index.json",
        "sitemap.xml.gz",
        "assets/favicon.svg",
        "assets/images/favicon.png",
        "assets/bening.css",
    ):
        target = tmp_path / "staged" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built.site / name, target)
    for table in sorted(built.site.glob("data/*.csv"))[:1]:
        shutil.copyfile(table, tmp_path / "staged" / "data" / table.name)
    return tmp_path / "staged"


def found(built: Built, site: Path) -> list[tuple[str, str]]:
    """Path and rule of what the gate finds."""
    findings = leaks(pipeline.open_agency(built.root, AS_OF), site)
    assert all(f.code == CODE and set(f.values) == {"rule"} for f in findings)
    assert findings == sorted(findings, key=lambda f: (f.order, f.values["rule"]))
    return [(f.path, f.values["rule"]) for f in findings]


def everything(site: Path) -> bytes:
    """Every byte of a site and every name, packed files opened."""
    parts: list[bytes] = []
    for path in sorted(site.rglob("*")):
        parts.append(path.relative_to(site).as_posix().encode())
        raw = path.read_bytes() if path.is_file() else b""
        parts.append(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return b"\n".join(parts)


def aligned(text: str, encode: Callable[[bytes], bytes] = b64encode) -> list[str]:
    """What base64 makes of a text, whatever stands before and behind it: one form for each of three alignments."""
    made = [encode(b"x" * before + text.encode() + b"xxx").decode() for before in range(3)]
    return [form[4 : len(form) // 4 * 4 - 8] for form in made]


def encodings(text: str) -> set[str]:
    """A text raw, lower-case, HTML- and URL-encoded, JSON-escaped, and in base64."""
    forms = {text, escape(text), quote(text), quote_plus(text), json.dumps(text)[1:-1]}
    forms |= {"".join(f"&#{ord(c)};" if not c.isalnum() and c != " " else c for c in text)}
    forms |= {core for encode in (b64encode, urlsafe_b64encode) for core in aligned(text, encode)}
    return forms | {form.lower() for form in forms}


def test_every_confidential_field_sings(built: Built) -> None:
    assert built.sung == confidential()
    assert {kind for kind, _place in built.sung} == set(KINDS) - {"unit", "approval", "acknowledgement", "assessment"}
    assert all(len(marker.split()) >= 6 for marker in built.markers)


def test_no_canary_in_any_byte(built: Built) -> None:
    site = everything(built.site)
    low = site.lower()
    for stub in (b"kenari", b"sangkar", b"terbang", b"rahasia di atas"):
        assert stub not in site and stub not in low
    # What all markers have in common, in base64 at every alignment: without it no marker stands there so.
    for common in (" rahasia di atas sangkar", ' & "pagar" ', "x-emas & "):
        for form in (f for text in (common, common.upper(), common.title()) for f in aligned(text)):
            assert len(form) >= 4 and form.encode() not in site
    for marker in built.markers[:: max(1, len(built.markers) // 300)]:
        assert not [form for form in encodings(marker) if form.encode() in site]


def test_no_figure_of_a_record_in_any_byte(built: Built) -> None:
    """Targets and achievements are confidential, too; their markers are numbers that occur nowhere else."""
    site = everything(built.site)
    assert len(built.numbers) > 100
    assert not [number for number in built.numbers if number.encode() in site]


def test_no_person_and_no_digest_of_a_record_in_any_byte(built: Built) -> None:
    site = everything(built.site).lower()
    for path in sorted(built.root.glob("records/**/*.yaml")):
        raw = path.read_bytes()
        if layout.parse(path.relative_to(built.root).as_posix()).kind == "unit":  # type: ignore[union-attr]
            continue
        blob = hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
        assert hashlib.sha256(raw).hexdigest().encode() not in site
        assert blob.encode() not in site
    for path in sorted(built.root.glob("records/people/*/*.yaml")):
        assert path.stem.encode() not in site


def test_clean_files_pass(built: Built, site: Path) -> None:
    assert found(built, site) == []


def append(path: Path, text: str) -> None:
    path.write_bytes(path.read_bytes() + text.encode())


WAYS: dict[str, Callable[[str], str]] = {
    "raw": lambda t: t,
    "lower": str.lower,
    "named entities": lambda t: escape(t).replace(" ", "&nbsp;"),
    "numeric entities": lambda t: "".join(f"&#{ord(c)};" for c in t),
    "percent": lambda t: "".join(f"%{b:02X}" for b in t.encode()),
    "plus": quote_plus,
    "json": lambda t: "".join(f"\\u{ord(c):04x}" for c in t),
    "json in html": lambda t: escape(json.dumps(t)),
    "twice": lambda t: escape(escape(t)).replace(" ", "&amp;#32;"),
    "base64": lambda t: b64encode(t.encode()).decode(),
    "base64 after one letter": lambda t: "Q" + b64encode(t.encode()).decode(),
    "base64 after bytes": lambda t: b64encode(b"\xff\xfe" + t.encode() + b"\x9c").decode(),
    "base64 after a byte": lambda t: b64encode(b"\xff" + t.encode()).decode(),
    "base64 in a path": lambda t: "files/" + urlsafe_b64encode(t.encode()).decode().rstrip("="),
    "tags between": lambda t: " ".join(f"<b>{word}</b>" for word in t.split()),
    "attribute": lambda t: f'<img alt="{escape(t)}">',
    "comment": lambda t: f"<!-- {t.replace('-', ' ')} -->",
    "soft hyphens": lambda t: t.replace("a", "\u00ada"),
    "wide": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_text_of_a_record_is_found_however_it_is_written(built: Built, site: Path, way: str) -> None:
    append(site / "about.html", f"\n<p>{WAYS[way](built.markers[40])}</p>\n")
    assert ("site/about.html", "text") in found(built, site)


@pytest.mark.parametrize("name", ["data/labels.json", "search/search_index.json", "assets/favicon.svg"])
def test_a_text_is_found_in_any_kind_of_file(built: Built, site: Path, name: str) -> None:
    append(site / name, json.dumps({"x": built.markers[41]}))
    assert found(built, site) == [(f"site/{name}", "text")]


def test_six_words_in_the_middle_of_a_text_are_enough(built: Built, site: Path) -> None:
    words = built.markers[41].split()
    append(site / "about.html", " ".join(words[1:7]).upper())
    assert found(built, site) == [("site/about.html", "text")]


def test_packed_files_are_opened(built: Built, site: Path) -> None:
    packed = site / "sitemap.xml.gz"
    plain_text = gzip.decompress(packed.read_bytes())
    packed.write_bytes(gzip.compress(plain_text + built.markers[42].encode()))
    assert found(built, site) == [("site/sitemap.xml.gz", "text")]
    packed.write_bytes(packed.read_bytes()[:-9])
    assert found(built, site) == [("site/sitemap.xml.gz", "encoding")]


def test_tables_are_looked_through(built: Built, site: Path) -> None:
    (site / "data" / "extra.csv").write_text("period,value\n2025,198503122010011007\n", "utf-8")
    (site / "data" / "words.csv").write_text(f'a,b\n1,"{built.markers[43]}"\n'.replace('"pagar"', "pagar"), "utf-8")
    assert found(built, site) == [("site/data/extra.csv", "nip"), ("site/data/words.csv", "text")]


@pytest.mark.parametrize(
    ("name", "rule", "shown"),
    [
        ("data/p-zzzz2222yyyy3333.json", "person", "site/data"),
        ("data/198503122010011007/a.json", "nip", "site/data"),
        ("siti@contoh.go.id.html", "email", "site"),
    ],
)
def test_names_of_files_are_looked_through_and_not_repeated(
    built: Built, site: Path, name: str, rule: str, shown: str
) -> None:
    target = site / name
    target.parent.mkdir(exist_ok=True)
    target.write_text("{}", "utf-8")
    assert set(found(built, site)) == {(shown, rule)}


def test_a_text_as_the_name_of_a_file(built: Built, site: Path) -> None:
    name = "-".join(built.markers[44].replace('"', "").replace("&", "").split()) + ".html"
    (site / name).write_text("<p>081234567890</p>", "utf-8")
    assert found(built, site) == [("site", "phone"), ("site", "text")]


@pytest.mark.parametrize(("rule", "value"), [(rule, v) for rule, values in FORMS.items() for v in values])
def test_every_form_is_found(built: Built, site: Path, rule: str, value: str) -> None:
    assert rule in {r for r, _v in matches(f"x {value} y")} or rule == "digest"
    append(site / "units" / "index.html", f"<p>{value}</p>")
    result = found(built, site)
    assert result == [("site/units/index.html", rule)]
    assert value not in repr(result)


def test_an_account_is_found_as_a_whole_word(built: Built, site: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built.root / "records", tmp_path / "agency" / "records")).parent
    for name in ("bening.yml", "rubrics", "site"):
        source = built.root / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, root / name)
    agency = Agency(root)
    people = sorted(p.relative_to(root).as_posix() for p in root.glob("records/people/*/*.yaml"))
    for path, account in zip(people, ("wira-q7z", "abc", "laporan", "@Tulis Zzyqx"), strict=False):
        agency.edit(path, "/body/accounts", [{"forge": "github", "name": account}], keep=False)
    moved = built._replace(root=root)
    append(site / "about.html", "<p>wira-q7zz xwira-q7z abc laporan</p>")
    assert found(moved, site) == []
    append(site / "about.html", "<p>Zzyqx</p>")
    append(site / "data/labels.json", '"https://github.example/Wira-Q7Z."')
    assert found(moved, site) == [("site/about.html", "account"), ("site/data/labels.json", "account")]


def test_documented_examples_are_public_until_somebody_has_them(built: Built, site: Path, tmp_path: Path) -> None:
    append(site / "about.html", " ".join(IDS) + " " + "0" * 64)
    assert found(built, site) == []
    root = Path(shutil.copytree(built.root, tmp_path / "agency"))
    path = root / layout.person_path(IDS[1])
    path.parent.mkdir(exist_ok=True)
    path.write_text("schema: bening/person/v1\n", "utf-8")
    assert ("site/about.html", "person") in found(built._replace(root=root), site)


@pytest.mark.parametrize("name", ["data/table.xlsx", "report.pdf", "CNAME", "assets/photo.jpg", "assets/images/x.png"])
def test_an_unknown_type_is_not_published(built: Built, site: Path, name: str) -> None:
    (site / name).write_bytes(b"\x89PNG or whatever")
    assert found(built, site) == [(f"site/{name}", "type")]


def test_a_changed_picture_of_the_theme_is_not_the_themes(built: Built, site: Path) -> None:
    picture = site / "assets" / "images" / "favicon.png"
    picture.write_bytes(picture.read_bytes() + b"tEXtAuthor")
    assert found(built, site) == [("site/assets/images/favicon.png", "type")]


def test_notes_inside_the_agencys_own_pictures(built: Built, site: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built.root, tmp_path / "agency"))
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xfe"
    for note, expected in (
        (b"", []),
        (b"\x00tEXtAuthor\x00siti@contoh.go.id\xff", [("site/assets/logo.png", "email")]),
    ):
        for folder in (root / "site" / "assets", site / "assets"):
            (folder / "logo.png").write_bytes(picture + note)
        assert found(built._replace(root=root), site) == expected


def png(text: str) -> bytes:
    """A picture with a packed note (zTXt)."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xfe" + b"zTXtNote\0\0" + zlib.compress(text.encode())


def xlsx(text: str, name: str = "xl/sharedStrings.xml") -> bytes:
    """An office file with a packed member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"<si><t>{escape(text)}</t></si>")
    return out.getvalue()


def pdf(text: str) -> bytes:
    """A page whose words are packed and cut into pieces."""
    shown = " ".join(f"({word} ) Tj" for word in text.replace("(", "").replace(")", "").split())
    return b"%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\n" + zlib.compress(shown.encode()) + b"\nendstream"


def nested(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("dalam.xlsx", xlsx(text))
    return out.getvalue()


PACKED: list[tuple[str, Callable[[str], bytes]]] = [
    ("assets/logo.png", png),
    ("assets/formulir.xlsx", xlsx),
    ("assets/paket.zip", nested),
    ("assets/panduan.pdf", pdf),
    ("assets/foto.jpg", lambda t: b"\xff\xd8\xff\xe1Exif\0\0" + t.encode("utf-16-le")),
]


@pytest.mark.parametrize(("name", "pack"), PACKED, ids=[name for name, _pack in PACKED])
def test_what_is_packed_in_the_agencys_own_files_is_looked_through(
    built: Built, site: Path, tmp_path: Path, name: str, pack: Callable[[str], bytes]
) -> None:
    root = Path(shutil.copytree(built.root, tmp_path / "agency"))
    for text, expected in (("ukuran kertas", []), (built.markers[45], [(f"site/{name}", "text")])):
        for folder in (root / "site", site):
            (folder / name).write_bytes(pack(text))
        assert found(built._replace(root=root), site) == expected


@pytest.mark.parametrize(
    ("name", "raw", "rule"),
    [
        ("assets/a.pdf", b"%PDF-1.7 /Encrypt", "type"),
        ("assets/a.pdf", b"%PDF-1.7 /Encoding /Identity-H", "type"),
        ("assets/a.xlsx", b"PK not an archive", "encoding"),
        ("assets/a.7z", b"7z", "type"),
    ],
)
def test_what_cannot_be_opened_is_not_published(
    built: Built, site: Path, tmp_path: Path, name: str, raw: bytes, rule: str
) -> None:
    root = Path(shutil.copytree(built.root, tmp_path / "agency"))
    for folder in (root / "site", site):
        (folder / name).write_bytes(raw)
    assert found(built._replace(root=root), site) == [(f"site/{name}", rule)]


def test_what_is_no_text_or_no_file_is_not_published(built: Built, site: Path) -> None:
    (site / "a.json").write_bytes(b'{"x": "\xff"}')
    (site / "b.json").write_bytes("{}".encode("utf-16"))
    (site / "c.txt").write_bytes(b"a\0b")
    (site / "d.html").symlink_to("about.html")
    assert found(built, site) == [
        ("site/a.json", "encoding"),
        ("site/b.json", "encoding"),
        ("site/c.txt", "encoding"),
        ("site/d.html", "type"),
    ]


def test_files_inside_a_page_are_not_published(built: Built, site: Path) -> None:
    picture = b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(200, 240))).decode()
    append(site / "about.html", f'<img src="data:image/png;base64,{picture}">')
    assert found(built, site) == [("site/about.html", "embedded")]


def test_whatever_goes_wrong_is_a_finding(built: Built, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the secret text")

    monkeypatch.setattr("bening.leaks.in_records", broken)
    assert found(built, site) == [("site", "failed")]
    assert found(built, site / "not-there") == [("site", "failed")]


def test_a_record_that_cannot_be_read_is_a_finding(built: Built, site: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built.root, tmp_path / "agency"))
    (root / "records" / "2025" / "loop.yaml").symlink_to("nowhere")
    assert found(built._replace(root=root), site) == [("site", "failed")]


def test_the_build_stops_and_swaps_nothing(simulated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(shutil.copytree(simulated, tmp_path / "agency"))
    monkeypatch.setattr(
        "bening.pipeline.leaks", lambda *_arguments: [Finding(CODE, "site/x.html", values={"rule": "nip"})]
    )
    with pytest.raises(Refused) as refused:
        pipeline.build(pipeline.open_agency(root, AS_OF), root / "build" / "site")
    assert [f.code for f in refused.value.report.findings] == [CODE]
    assert not (root / "build" / "site").exists()


def test_public_sentences_with_public_names_and_figures_are_public(built: Built) -> None:
    public = Public(pipeline.open_agency(built.root, AS_OF))
    public._names.append(["dinas", "angin", "laut", "kota", "bening", "raya"])
    public._literal = " 0blank0 kinerja pegawai pada 0blank0 tahun 0blank0 menurut 0blank0 "
    assert public.filled(("kinerja", "pegawai", "pada", "dinas", "angin", "laut"))
    assert public.filled(("kota", "bening", "raya", "tahun", "2025", "menurut"))
    assert not public.filled(("kinerja", "pegawai", "pada", "angin", "laut", "kota"))
    assert not public.filled(("siti", "pegawai", "pada", "dinas", "angin", "laut"))
    assert not public.filled(("dinas", "angin", "laut", "menolak", "surat", "itu"))


def test_folded_and_escaped_records_are_read_as_they_mean(built: Built, tmp_path: Path) -> None:
    records = tmp_path / "records" / "2025"
    records.mkdir(parents=True)
    (records / "a.yaml").write_text("x: >-\n  satu dua tiga\n  empat lima\n  enam\n", "utf-8")
    (records / "b.yaml").write_text('x: "t\\u0075juh delapan\\nsembilan \\\n  sepuluh sebelas ‘belas’"\n', "utf-8")
    suspects = {("satu", "dua", "tiga", "empat", "lima", "enam")}
    suspects |= {("tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "belas"), ("a",) * 6}
    tree = pipeline.open_agency(built.root, AS_OF).tree.__class__(tmp_path)
    assert private.in_records(tree, suspects, 1)[0] == suspects - {("a",) * 6}


def test_many_workers_find_the_same(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = pipeline.open_agency(built.root, AS_OF).tree
    texts = [dump({"x": marker}) for marker in built.markers[30:40]]
    suspects = {tuple(words(text)[1:7]) for text in texts}
    alone = private.in_records(tree, suspects, 1)
    monkeypatch.setattr(private, "_WORTH_WORKERS", 1)
    monkeypatch.setattr(private, "_CHUNK", 50)
    assert private.in_records(tree, suspects, 2) == alone
    assert alone[0] == suspects and len(alone[1]) == 40


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-01 2025-12-31 2026-01-31",
        "sha256 e786007b70380c19cdf26b512998ada3de9e2e859a1d56b2527e0d2aaf73d3de",
        "0.1234567890123456 12.345.678.901",
        "2021 2022 2023 2024 2025 2026",
        "Predikat lahir dari dua rating; rilis 2026",
        "icon@2x.png @media (min-width: 60em) unpkg.com/a@1.0.0/b",
        "dpmptsp-pengaduandanpelayanan d:08.12 M10.5 081.25 08-12-2025",
        "Tahun 08 2025 2026",
    ],
)
def test_ordinary_figures_are_no_persons_data(text: str) -> None:
    assert list(matches(text)) == []


def test_views_and_base64() -> None:
    assert "a b" in views("a%20b") and "a<b" in views("a&lt;b") and "a\nb" in views("a\\nb")
    assert "😀" in views("\\ud83d\\ude00") and plain("\u200bＡ") == "A"
    long = b64encode(b"x y z " * 30).decode()
    wrapped = "\n".join(long[i : i + 76] for i in range(0, len(long), 76))
    assert next(iter(hidden(wrapped))) == "x y z " * 30
    assert list(hidden("units/kecamatan-tirtaloka-tata-pemerintahan")) == []
    assert telling([("1", "2", "3", "a", "b", "c"), ("1", "2", "a", "b", "c", "d")]) == {("1", "2", "a", "b", "c", "d")}


@pytest.mark.parametrize("people", [150])
def test_another_agency_raises_no_alarm(people: int, tmp_path: Path) -> None:
    root = tmp_path / "agency"
    make(root, people, ("2025", "2026"), 11)
    pipeline.build(pipeline.open_agency(root, AS_OF), root / "build" / "site", draft=True)


def test_the_repositorys_own_site_raises_no_alarm(tmp_path: Path) -> None:
    for name in ("records", "rubrics", "site", "bening.yml", "mkdocs.yml", "mkdocs.en.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, tmp_path / name)
    assert read((tmp_path / "bening.yml").read_bytes()).tree["demo"] is True
    pipeline.build(pipeline.open_agency(tmp_path, AS_OF), tmp_path / "build" / "site")
