"""The person's own report card: what stands on it, that it is inert and asks for nothing, and that it stays private."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from bening import layout, reporting
from bening.cli.report import report as command
from bening.model.base import LANGUAGES, Lang
from bening.source.identity import Identity
from tests.unit.conftest import ANI, BOSS, FIELD_A, Agency, header

FOLDER = layout.person_folder("2025", FIELD_A, ANI)


class Reader(HTMLParser):
    """Text, tags and addresses of a page; open tags must close in order."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    reader.close()
    assert not reader._open
    return reader


def made(agency: Agency, lang: Lang = "id", names: dict[str, Identity] | None = None) -> Reader:
    return read(reporting.page(reporting.report(agency.context(), ANI, "2025", names or {}, lang), lang))


def words(reader: Reader) -> str:
    return re.sub(r"\s+", " ", " ".join(reader.text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_card_has_result_steps_form_and_feedback(agency: Agency, lang: Lang) -> None:
    said = words(made(agency, lang))
    evaluation = agency.tree(f"{FOLDER}/evaluation.yaml")["body"]
    plan = agency.tree(f"{FOLDER}/plan.yaml")["body"]
    report = agency.tree(f"{FOLDER}/report.yaml")["body"]
    note = agency.tree(f"{FOLDER}/feedback-01.yaml")["body"]
    expected = [item["feedback"] for item in (*evaluation["work"], *evaluation["behaviour"])]
    expected += [item["text"] for item in plan["results"]] + report["achievements"]
    expected += [report["challenges"][0]["text"], note["strength"], note["suggestion"], BOSS]
    for text in expected:
        assert re.sub(r"\s+", " ", text) in said
    assert {"id": "Predikat kinerja : Baik", "en": "Performance predicate : Good"}[lang].replace(" :", ":") in said
    assert "rubrics/permenpanrb-6-2022/v1.yaml:" in said


def test_the_card_asks_for_nothing_from_anywhere(agency: Agency) -> None:
    reader = made(agency)
    assert not {"script", "img", "link", "iframe", "object", "form", "a"} & set(reader.tags)
    assert not [value for name, value in reader.attributes if name in ("src", "href", "onload", "onclick", "style")]
    policy = [v for n, v in reader.attributes if n == "content" and v and "default-src" in v]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_hostile_text_stays_text(agency: Agency) -> None:
    hostile = '<script>alert(1)</script> {{ 7*7 }} [x](javascript:alert(1)) "><img src=x onerror=alert(1)>'
    agency.edit(f"{FOLDER}/report.yaml", "/body/achievements/0", hostile)
    agency.edit(f"{FOLDER}/feedback-01.yaml", "/body/strength", hostile)
    reader = made(agency)
    assert "script" not in reader.tags and "img" not in reader.tags
    assert words(reader).count(hostile) == 2


def test_names_come_from_the_identity_file_only(agency: Agency) -> None:
    assert "Ani Contoh" not in words(made(agency))
    said = words(made(agency, names={ANI: Identity("Ani Contoh", "199001012015042001")}))
    assert "Ani Contoh" in said and "199001012015042001" in said


def test_a_missing_evaluation_is_said(agency: Agency) -> None:
    agency.remove(f"{FOLDER}/evaluation.yaml")
    assert "Belum ada predikat." in words(made(agency))


def test_rights_and_their_days_stand_on_the_card(agency: Agency) -> None:
    agency.edit("bening.yml", "/rules", {"objection": "objection/v1"})
    evaluation = agency.tree(f"{FOLDER}/evaluation.yaml")
    digest = hashlib.sha256((agency.root / f"{FOLDER}/evaluation.yaml").read_bytes()).hexdigest()
    body = {"date": "2026-01-22", "file": "evaluation.yaml", "sha256": digest}
    agency.put(f"{FOLDER}/acknowledgement-01.yaml", header("acknowledgement", ANI, FIELD_A) | {"body": body})
    said = words(made(agency))
    assert "Mengajukan keberatan atas evaluasi evaluation.yaml 5 Februari 2026" in said  # 14 days after receipt
    assert "belum; hari terakhir sudah lewat" in said
    assert "atasan pejabat penilai" in said and evaluation["rater"] in said


def test_credit_points_stand_on_the_card_of_a_functional_post(agency: Agency) -> None:
    agency.edit("bening.yml", "/rules", {"credit_points": "angka-kredit/v1"})
    said = words(made(agency))
    assert "Angka kredit" in said and "25,00" in said  # Baik, Ahli Muda, a whole year
    assert "rubrics/angka-kredit/v1.yaml:" in said


@pytest.mark.parametrize(("person", "period"), [("p-zzzzzzzzzzzzzzzz", "2025"), (ANI, "1999"), (ANI, "2025-q1")])
def test_nobody_and_nothing_give_no_card(agency: Agency, person: str, period: str) -> None:
    with pytest.raises(reporting.NoCard):
        reporting.report(agency.context(), person, period, {}, "id")


def test_the_command_writes_one_file_and_never_below_build(agency: Agency, tmp_path: Path) -> None:
    out = tmp_path / "card.html"
    run = CliRunner().invoke(
        command, [ANI, "2025", "--out", str(out), "--root", str(agency.root), "--as-of", "2026-03-01"]
    )
    assert run.exit_code == 0, run.output
    assert b"<!doctype html>" in out.read_bytes()
    for inside in ("build/x.html", "site/x.html"):
        target = agency.root / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        run = CliRunner().invoke(command, [ANI, "2025", "--out", str(target), "--root", str(agency.root)])
        assert run.exit_code == 2 and not target.exists()
    run = CliRunner().invoke(
        command, [ANI, "1999", "--out", str(out), "--root", str(agency.root), "--as-of", "2026-03-01"]
    )
    assert run.exit_code == 2


def test_a_broken_identity_file_is_said_without_its_content(
    agency: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "identity.csv").write_text("siapa,apa\nRahasia,1\n", encoding="utf-8")
    monkeypatch.setenv("BENING_HOME", str(tmp_path / "home"))
    words_ = [ANI, "2025", "--out", str(tmp_path / "c.html"), "--root", str(agency.root), "--as-of", "2026-03-01"]
    run = CliRunner().invoke(command, words_)
    assert run.exit_code == 2 and "Rahasia" not in run.output and not (tmp_path / "c.html").exists()
