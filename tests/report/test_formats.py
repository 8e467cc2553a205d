"""The formats that are written in one piece: each tells the same verdicts in its own way."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator

from checker.auditing.result import AuditResult
from checker.findings import Verdict
from checker.law import Law
from checker.report.build import view_of_entries
from checker.report.document import Document, Part, Refused
from checker.report.entries import Entries
from checker.report.formats.identity import fingerprint
from checker.source.mistakes import Mistake

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0.schema.json"
"""The schema of the OASIS standard."""
FORMATS = (
    "annotations",
    "code_quality",
    "comma_separated",
    "json_lines",
    "junit",
    "markdown",
    "sarif",
)
LANGS = ("kk", "ru", "en")
REFUSED = Refused("b.json", (Mistake("b.json", 3, 7, "", "source.json.unterminated_text"),))


def document_of(result: AuditResult, lang: str = "en", *, everything: bool = False) -> Document:
    entries = Entries(result, reveal=False)
    view = view_of_entries(entries)
    listed = tuple(entries.everything()) if everything else view.listed
    part = Part(view, listed, 1, {"/recipients/0": 12, "/recipients/0/stays/0": 20})
    return Document((part,), (REFUSED,), 3, lang, {})


@pytest.fixture
def result(audited: Callable[..., AuditResult], institution: dict[str, Any]) -> AuditResult:
    return audited(institution)


@pytest.fixture
def document(result: AuditResult) -> Document:
    return document_of(result)


@pytest.fixture
def rendered(law: Law) -> Callable[[str, Document], str]:
    def render(name: str, document: Document) -> str:
        module: Any = import_module(f"checker.report.formats.{name}")
        pieces: Iterator[bytes] = module.render(document, law)
        return b"".join(pieces).decode("utf-8-sig")

    return render


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(
    name: str, document: Document, rendered: Callable[..., str]
) -> None:
    assert rendered(name, document) == rendered(name, document)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("everything", [False, True])
def test_sarif_is_valid_in_every_language(
    lang: str, everything: bool, result: AuditResult, rendered: Callable[..., str]
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    content = json.loads(rendered("sarif", document_of(result, lang, everything=everything)))
    Draft7Validator(schema).validate(content)


def test_sarif_tells_each_verdict_by_its_kind(
    result: AuditResult, rendered: Callable[..., str]
) -> None:
    document = document_of(result, everything=True)
    (run,) = json.loads(rendered("sarif", document))["runs"]
    kinds = {
        "breached": "fail",
        "met": "pass",
        "not_due": "open",
        "not_applicable": "notApplicable",
    }
    assert len(run["results"]) == len(document.parts[0].listed)
    for one in run["results"]:
        verdict = one["properties"]["verdict"]
        assert one["kind"] == kinds.get(verdict, one["kind"])
        assert verdict != "undetermined" or one["kind"] in ("open", "review")
        assert (one["level"] == "none") == (one["kind"] != "fail")
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]


def test_sarif_points_at_the_line_of_the_subject_or_of_its_nearest_holder(
    document: Document, rendered: Callable[..., str]
) -> None:
    (run,) = json.loads(rendered("sarif", document))["runs"]
    lines = {
        (one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]): one["locations"][0][
            "physicalLocation"
        ]["region"]["startLine"]
        for one in run["results"]
    }
    assert lines["institution institution"] == 1
    assert {line for name, line in lines.items() if name.startswith("stay 7/2025")} == {20}


def test_sarif_owns_that_an_input_was_refused(
    document: Document, rendered: Callable[..., str]
) -> None:
    (run,) = json.loads(rendered("sarif", document))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 3
    assert len(invocation["toolExecutionNotifications"]) == 1


def test_a_fingerprint_does_not_depend_on_where_the_subject_stands(document: Document) -> None:
    (part,) = document.parts
    for entry in part.listed:
        moved = replace(entry, subject=replace(entry.subject, pointer="/elsewhere/9"))
        assert fingerprint(part, entry) == fingerprint(part, moved)


def test_different_verdicts_have_different_fingerprints(result: AuditResult) -> None:
    (part,) = document_of(result, everything=True).parts
    prints = [fingerprint(part, entry) for entry in part.listed]
    assert len(set(prints)) == len(prints)


def test_junit_counts_what_it_lists(document: Document, rendered: Callable[..., str]) -> None:
    root = ET.fromstring(rendered("junit", document))
    suite, refused = root.findall("testsuite")
    assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
    for name, tag in (("failures", "failure"), ("skipped", "skipped"), ("errors", "error")):
        assert int(suite.get(name, "")) == len(suite.findall(f"testcase/{tag}"))
    mandatory = [
        one for one in document.parts[0].listed if one.verdict is Verdict.BREACHED and one.mandatory
    ]
    assert int(suite.get("failures", "")) == len(mandatory) > 0
    assert refused.find("testcase/error") is not None


def test_annotations_are_one_line_each_and_name_the_file(
    document: Document, rendered: Callable[..., str]
) -> None:
    lines = rendered("annotations", document).splitlines()
    breached = [one for one in document.parts[0].listed if one.verdict is Verdict.BREACHED]
    assert len(lines) == len(breached) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert lines[-1].startswith("::error file=b.json,line=3::")


def test_code_quality_issues_have_what_the_service_asks_for(
    document: Document, rendered: Callable[..., str]
) -> None:
    issues = json.loads(rendered("code_quality", document))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert issues[-1]["severity"] == "blocker"


@pytest.mark.parametrize("lang", LANGS)
def test_a_csv_row_is_a_verdict(
    lang: str, result: AuditResult, rendered: Callable[..., str]
) -> None:
    document = document_of(result, lang)
    head, *rows = csv.reader(StringIO(rendered("comma_separated", document)))
    assert len(rows) == len(document.parts[0].listed)
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_csv_cell_begins_like_a_formula(
    sign: str, document: Document, rendered: Callable[..., str]
) -> None:
    (part,) = document.parts
    header = replace(part.view.header, institution=f"{sign}1+1")
    named = replace(part, view=replace(part.view, header=header))
    _, *rows = csv.reader(StringIO(rendered("comma_separated", replace(document, parts=(named,)))))
    assert all(row[0] == f"'{sign}1+1" for row in rows)


def test_every_json_line_stands_alone(document: Document, rendered: Callable[..., str]) -> None:
    lines = [json.loads(line) for line in rendered("json_lines", document).splitlines()]
    assert len(lines) == len(document.parts[0].listed) + 1
    assert all(
        {"file", "as_of", "rule", "verdict", "fingerprint"} <= set(line) for line in lines[:-1]
    )
    assert lines[-1]["refused"] == "b.json"


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_tells_every_breach(
    lang: str, result: AuditResult, rendered: Callable[..., str]
) -> None:
    document = document_of(result, lang)
    said = rendered("markdown", document)
    breached = [one for one in document.parts[0].listed if one.verdict is Verdict.BREACHED]
    assert breached
    for entry in breached:
        assert entry.subject.key == "institution" or entry.subject.key.replace("_", r"\_") in said


def test_markdown_takes_no_signs_of_a_name_for_its_own(
    document: Document, rendered: Callable[..., str]
) -> None:
    (part,) = document.parts
    header = replace(part.view.header, institution="<b>*x*</b>|`y`")
    named = replace(part, view=replace(part.view, header=header))
    said = rendered("markdown", replace(document, parts=(named,)))
    assert r"\<b\>\*x\*\</b\>\|\`y\`" in said
