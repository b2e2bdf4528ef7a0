"""Findings and the report: the contract's JSON to the letter, sorted, each once."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.catalogue import CODES
from bening.findings import Finding, Refused, Report

ERROR, WARNING = "BNG202", "BNG508"
FINDINGS = st.builds(
    Finding,
    st.sampled_from([ERROR, WARNING]),
    st.sampled_from(["records/a", "records/b"]),
    st.integers(0, 3),
    st.integers(0, 2),
    st.sampled_from(["", "/body"]),
    st.sampled_from([{"field": "date"}, {"field": "unit"}]),
)


def test_the_form_is_that_of_the_contract() -> None:
    report = Report.of([Finding(ERROR, "records/x.yaml", 12, 5, "/body", {"field": "date"})], 3)
    tree = json.loads(json.dumps(report.as_json("en")))
    assert tree == {
        "version": 1,
        "ok": False,
        "summary": {"errors": 1, "warnings": 0, "files": 3},
        "findings": [
            {
                "code": "BNG202",
                "severity": "error",
                "path": "records/x.yaml",
                "pointer": "/body",
                "line": 12,
                "column": 5,
                "message": "The field date is missing.",
                "remedy": "Add date.",
                "help": "help#bng202",
            }
        ],
    }
    assert list(tree) == ["version", "ok", "summary", "findings"]
    order = ["code", "severity", "path", "pointer", "line", "column", "message", "remedy", "help"]
    assert list(tree["findings"][0]) == order


@given(st.lists(FINDINGS, max_size=12))
def test_a_report_is_sorted_by_path_line_and_code_and_names_nothing_twice(findings: list[Finding]) -> None:
    report = Report.of(findings, 1)
    keys = [(f.path, f.line, f.code) for f in report.findings]
    assert keys == sorted(keys)
    assert all(report.findings.count(f) == 1 for f in report.findings)
    assert {repr(f) for f in report.findings} == {repr(f) for f in findings}
    assert Report.of(reversed(findings), 1) == report
    assert Report.of([*findings, *findings], 1) == report


@pytest.mark.parametrize(
    ("codes", "ok", "strict"),
    [([], True, True), ([WARNING], True, False), ([ERROR], False, False), ([ERROR, WARNING], False, False)],
)
def test_errors_block_and_warnings_only_where_asked(codes: list[str], ok: bool, strict: bool) -> None:
    report = Report.of([Finding(code, "x", values={"field": "y"}) for code in codes], 1)
    assert (report.ok(), report.ok(strict=True)) == (ok, strict)
    assert (report.as_json("id")["ok"], report.as_json("id", True)["ok"]) == (ok, strict)
    assert (report.errors, report.warnings) == (codes.count(ERROR), codes.count(WARNING))


@pytest.mark.parametrize("code", CODES)
def test_delay_warns_and_everything_else_blocks(code: str) -> None:
    # A way out of a refusal (BNG713) comes with the errors that it would lift, and is none itself.
    assert Finding(code, "x").severity == ("warning" if code.startswith("BNG5") or code == "BNG713" else "error")
    assert Finding(code, "x").help == f"help#{code.lower()}"


def test_braces_in_a_value_are_text() -> None:
    finding = Finding(ERROR, "x", values={"field": "{secret} %s {0}"})
    assert "{secret} %s {0}" in finding.message("en")


def test_a_refusal_carries_its_report_and_no_text() -> None:
    refused = Refused([Finding(ERROR, "b", values={"field": "x"}), Finding(ERROR, "a", values={"field": "x"})], 7)
    assert str(refused) == "refused"
    assert [f.path for f in refused.report.findings] == ["a", "b"]
    assert refused.report.files == 7
