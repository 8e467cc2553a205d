"""The formats that are written in one piece: each tells the same verdicts in its own way."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from checker.auditing.result import AuditResult
from checker.auditing.waivers import WaiverStanding
from checker.findings import Verdict
from checker.law import Law
from checker.places import schemas_folder
from checker.report.build import view_of_entries
from checker.report.document import MOST_TOLD, Document, Elsewhere, Part, Refused
from checker.report.entries import Entries
from checker.report.entry import Attested, Waived
from checker.report.excused import WaiverTold
from checker.report.fingerprints import fingerprints_of
from checker.report.formats.table import COLUMNS
from checker.report.receipt import Given, Receipt
from checker.source.mistakes import Mistake
from checker.texts import say_day, text

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
DAY = date(2026, 1, 10)
ELSEWHERE = Elsewhere(
    (Attested(Verdict.MET, DAY, None, "seen.yaml", "", 4, None, None, decides=False),),
    (
        WaiverTold(
            WaiverStanding.OTHER_INSTITUTION,
            Waived("of-another", "Department", "Decision No. 5", DAY, DAY, None),
            0, "waivers.yaml", "", 3,
        ),
    ),
)  # fmt: skip


def document_of(result: AuditResult, lang: str = "en", *, everything: bool = False) -> Document:
    entries = Entries(result, reveal=False)
    view = view_of_entries(entries)
    listed = tuple(entries.everything()) if everything else view.listed
    lines = {"/recipients/0": 12, "/recipients/0/stays/0": 20}
    part = Part(view, listed, 1, lines, fingerprints_of(result.judged, listed, None))
    return Document((part,), (REFUSED,), 3, lang)


def report(part: dict[str, Any]) -> Draft202012Validator:
    """A part of the JSON report's schema."""
    schema = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(part | {"$defs": schema["$defs"]})


def table(written: str, lang: str) -> list[dict[str, str]]:
    """The rows of a CSV report, by the names of their columns."""
    head, *rows = csv.reader(StringIO(written))
    assert head == [text(lang, f"formats.column.{name}") for name in COLUMNS]
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


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


@pytest.mark.parametrize(
    "name", ["annotations", "comma_separated", "html.page", "junit", "markdown"]
)
def test_what_a_file_says_steers_no_terminal_and_turns_no_text_round(
    name: str, audited, institution, rendered: Callable[..., str]
) -> None:
    institution["institution"]["name"] = "A\x1b[2JB\x00C\x9bD\u202eE"
    said = rendered(name, document_of(audited(institution)))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", said)


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
        own = one["properties"]["dutyOf"] == "institution"
        assert one["level"] != "error" or own, "somebody else's duty stops no pipeline"
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
    (told,) = invocation["toolExecutionNotifications"]
    (location,) = told["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}


def test_sarif_tells_what_shaped_it(document: Document, rendered: Callable[..., str]) -> None:
    receipt = Receipt({"as_of": "2026-03-01", "all": False}, baseline=Given.of(b"", "known.json"))
    content = json.loads(rendered("sarif", replace(document, receipt=receipt)))
    Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(content)
    (run,) = content["runs"]
    assert run["invocations"][0]["properties"]["options"] == {"as_of": "2026-03-01"}
    (artifact,) = run["artifacts"]
    shaped = artifact["properties"]
    assert shaped["asOf"] == document.parts[0].view.header.as_of.isoformat()
    assert shaped["receipt"]["snapshot"] == artifact["hashes"]["sha-256"]
    assert shaped["receipt"]["baseline"]["file"] == "known.json"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_form_tells_each_refused_input_with_its_mistakes(
    name: str, lang: str, result: AuditResult, rendered: Callable[..., str]
) -> None:
    many = tuple(
        Mistake("c.json", line, 5, "", "source.json.unterminated_text")
        for line in range(1, MOST_TOLD + 3)
    )
    refused = (REFUSED, Refused("c.json", many), Refused("d.json", (), "KeyError here"))
    said = rendered(name, replace(document_of(result, lang), refused=refused))
    assert all(one in said for one in ("b.json", "c.json", "d.json", "KeyError here"))
    for place in ("b.json:3:7", "c.json:1:5", f"c.json:{MOST_TOLD}:5"):
        assert place in said.replace("%3A", ":")
    beyond = f"c.json:{MOST_TOLD + 1}:5"
    assert (beyond in said) == (name == "comma_separated")
    counted = text(lang, "report.say.more_mistakes", number=2)
    assert name in ("comma_separated", "json_lines") or counted in said


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
    document = replace(document_of(result, lang), refused=())
    head, *rows = csv.reader(StringIO(rendered("comma_separated", document)))
    assert len(rows) == len(document.parts[0].listed)
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("lang", LANGS)
def test_days_of_csv_columns_are_iso_in_every_language(
    lang: str, result: AuditResult, rendered: Callable[..., str]
) -> None:
    document = replace(document_of(result, lang), refused=())
    rows = table(rendered("comma_separated", document), lang)
    (late,) = [
        row
        for row in rows
        if row["rule"] == "stay-contract-signed-in-time" and row["subject"].endswith("7/2025/1")
    ]
    assert (late["as_of"], late["due_on"]) == ("2026-03-01", "2026-01-12")
    assert say_day(lang, date(2026, 1, 20)) in late["evidence"]
    assert {row["as_of"] for row in rows} == {"2026-03-01"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_csv_row_is_a_mistake_of_what_was_refused(
    lang: str, result: AuditResult, rendered: Callable[..., str]
) -> None:
    mistakes = tuple(
        Mistake("c.json", line, 5, "/recipients/0", "source.json.unterminated_text")
        for line in range(1, MOST_TOLD + 2)
    )
    refused = (REFUSED, Refused("c.json", mistakes), Refused("d.json", (), "KeyError here:1"))
    document = replace(document_of(result, lang), refused=refused)
    rows = table(rendered("comma_separated", document), lang)[len(document.parts[0].listed) :]
    assert [row["file"] for row in rows] == ["b.json"] + ["c.json"] * len(mistakes) + ["d.json"]
    assert {row["verdict"] for row in rows} == {text(lang, "formats.refused")}
    first, second, *_, fault = rows
    assert (first["line"], first["column"], first["pointer"]) == ("3", "7", "")
    assert (second["line"], second["pointer"]) == ("1", "/recipients/0")
    assert first["message"] == REFUSED.mistakes[0].say(lang)
    assert "KeyError here:1" in fault["message"]
    assert (fault["line"], fault["column"], fault["rule"], fault["as_of"]) == ("", "", "", "")


def test_a_csv_row_tells_where_its_subject_begins(
    document: Document, rendered: Callable[..., str]
) -> None:
    rows = table(rendered("comma_separated", document), "en")
    assert {row["line"] for row in rows if row["pointer"] == "/recipients/0/stays/0"} == {"20"}
    assert {row["file"] for row in rows} == {"institution.json", "b.json"}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_csv_cell_begins_like_a_formula(
    sign: str, document: Document, rendered: Callable[..., str]
) -> None:
    (part,) = document.parts
    header = replace(part.view.header, institution=f"{sign}1+1")
    named = replace(part, view=replace(part.view, header=header))
    bare = replace(document, parts=(named,), refused=())
    _, *rows = csv.reader(StringIO(rendered("comma_separated", bare)))
    assert all(row[0] == f"'{sign}1+1" for row in rows)


def test_every_json_line_stands_alone(document: Document, rendered: Callable[..., str]) -> None:
    lines = [json.loads(line) for line in rendered("json_lines", document).splitlines()]
    first, *verdicts, last = lines
    assert len(verdicts) == len(document.parts[0].listed)
    assert {"file", "as_of", "receipt"} <= set(first)
    assert all(
        {"file", "as_of", "rule", "verdict", "fingerprint"} <= set(line) for line in verdicts
    )
    assert {line["report_version"] for line in lines} == {"1"}
    assert (last["refused"], last["count"]) == ("b.json", 1)


def test_json_lines_begin_each_part_with_what_shaped_it(
    document: Document, rendered: Callable[..., str]
) -> None:
    options = {"select": ["act:order-1"], "all": True}
    waivers = (Given.of(b"waivers", "waivers.yaml"),)
    shaped = replace(
        document, parts=document.parts * 2, receipt=Receipt(options=options, waivers=waivers)
    )
    lines = [json.loads(line) for line in rendered("json_lines", shaped).splitlines()]
    own = [number for number, line in enumerate(lines) if "receipt" in line]
    assert own == [0, len(document.parts[0].listed) + 1]
    (part,) = document.parts
    for number in own:
        line = lines[number]
        report({"$ref": "#/$defs/receipt"}).validate(line["receipt"])
        assert line["receipt"]["snapshot"] == part.view.header.snapshot_digest
        assert line["receipt"]["waivers"][0]["file"] == "waivers.yaml"
        assert line["receipt"]["options"]["values"]["select"] == ["act:order-1"]
        assert line["summary"]["verdicts"]["breached"] == part.view.totals[Verdict.BREACHED]


def test_json_lines_end_with_what_is_about_no_institution(
    document: Document, rendered: Callable[..., str]
) -> None:
    *_, refused, attested, waived = (
        json.loads(line)
        for line in rendered("json_lines", replace(document, elsewhere=ELSEWHERE)).splitlines()
    )
    assert refused["refused"] == "b.json"
    report({"$ref": "#/$defs/attestation"}).validate(attested["attestation_elsewhere"])
    assert attested["attestation_elsewhere"]["place"]["row"] == 4
    report({"$ref": "#/$defs/waiver"}).validate(waived["waiver_elsewhere"])
    assert waived["waiver_elsewhere"]["name"] == "of-another"


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
