"""Free text must stay inert through Markdown, with the extensions that mkdocs.yml turns on."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bening.publish.neutral import neutral
from tests.unit.publish.sample import ROOT


def extensions() -> tuple[list[str], dict[str, Any]]:
    entries = yaml.safe_load((ROOT / "mkdocs.yml").read_text())["markdown_extensions"]
    names = [name for entry in entries for name in ([entry] if isinstance(entry, str) else entry)]
    return names, {name: entry[name] for entry in entries if isinstance(entry, dict) for name in entry}


NAMES, OPTIONS = extensions()


class Found(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(text: str) -> Found:
    found = Found()
    found.feed(markdown.markdown(text, extensions=NAMES, extension_configs=OPTIONS))
    found.close()
    return found


def visible(text: str) -> str:
    """What should be left: no invisible character, any white space as one space."""
    kept = (c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"})
    return " ".join("".join(kept).split())


HOSTILE = st.lists(
    st.sampled_from(
        [
            *("# ", "* ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "`", "```\n", "***", "| a | b |\n|---|---|\n"),
            *(
                "[x](javascript:alert(1))",
                "![x](//evil)",
                "<script>",
                "</p>",
                "<http://a.b>",
                "&lt;",
                "&#60;",
                "{: .x }",
            ),
            *(
                '--8<-- "records/p.yaml"',
                "{{ x }}",
                "{% x %}",
                "$",
                "\\",
                "\x02",
                "\u202e",
                "[^1]: x",
                ": def",
                "T\n===\n",
            ),
        ]
    )
    | st.text(max_size=8)
).map("".join)


@given(HOSTILE)
@example("<img src=x onerror=alert(1)>")
@example("[a]: http://evil 'x'\n\n[a]")
@example("\x02wzxhzdk:0\x03")
def test_no_markup_survives_and_the_text_does(text: str) -> None:
    page = rendered(f"Text: {neutral(text)}: end")
    assert page.tags == ["p"]
    assert page.text == f"Text: {visible(text)}: end"


@given(HOSTILE)
def test_inert_at_the_start_of_a_line_and_in_html(text: str) -> None:
    assert set(rendered(neutral(text)).tags) <= {"p"}
    found = Found()
    found.feed(f'<p title="{neutral(text)}">{neutral(text)}</p>')
    found.close()
    assert (found.tags, found.text) == (["p"], visible(text))


@pytest.mark.parametrize(
    ("text", "inert"),
    [("Dinas A", "Dinas A"), ("a*b", "a&#42;b"), (" a\n\tb ", "a b"), ("a\u202eb\u200b", "ab"), ("é½", "é½"), ("", "")],
)
def test_examples(text: str, inert: str) -> None:
    assert neutral(text) == inert
