"""The JSON report keeps its schema and its bytes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from checker.places import schemas_folder
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.json_report import JsonReport

SCHEMA = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))


def report(result, law, *, everything=False, reveal=False) -> bytes:
    entries = Entries(result, reveal=reveal)
    view = view_of_entries(entries)
    shown = entries.everything() if everything else view.listed
    return b"".join(JsonReport(law).chunks(view, shown))


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", ["residential", "home", "temporary_stay", "semi_residential"])
@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("reveal", [False, True])
def test_every_report_keeps_the_schema(kind, everything, reveal, institution, audited, law) -> None:
    institution["institution"]["type"] = kind
    document = json.loads(report(audited(institution), law, everything=everything, reveal=reveal))
    Draft202012Validator(SCHEMA).validate(document)


def test_two_runs_give_the_same_bytes(institution, audited, law) -> None:
    assert report(audited(institution), law) == report(audited(institution), law)


def test_findings_name_rule_verdict_place_and_term(institution, audited, law) -> None:
    document = json.loads(report(audited(institution), law))
    (finding,) = (
        one
        for one in document["findings"]
        if one["rule"] == "stay-contract-signed-in-time" and one["verdict"] == "breached"
    )
    assert finding["provisions"] == ["1/12.3/deadline"]
    assert finding["subject"] == {
        "kind": "stay",
        "key": "7/2025/1",
        "pointer": "/recipients/0/stays/0",
    }
    assert finding["due_on"] == "2026-01-12"
    assert finding["computed"]["days_late"] == 8
    assert finding["message"]["ru"].startswith("Договор заключён с опозданием, дата: 20.01.2026")
    assert finding["decided_by"] == "program"


def test_only_all_lists_what_is_met_or_not_applicable(institution, audited, law) -> None:
    result = audited(institution)
    few = {one["verdict"] for one in json.loads(report(result, law))["findings"]}
    all_ = {one["verdict"] for one in json.loads(report(result, law, everything=True))["findings"]}
    assert few == {"breached", "not_due", "undetermined"}
    assert {"met"} <= all_


def test_everything_listed_is_everything_counted(institution, audited, law) -> None:
    document = json.loads(report(audited(institution), law, everything=True))
    assert len(document["findings"]) == sum(document["summary"]["verdicts"].values())


def test_words_that_are_cited_are_explained(institution, audited, law) -> None:
    document = json.loads(report(audited(institution), law))
    cited = {fact["word"] for one in document["findings"] for fact in one["evidence"]}
    assert cited <= document["words"].keys()


def test_a_withheld_finding_names_nothing_but_the_clause(institution, audited, law) -> None:
    institution["recipients"][1]["contraindications"] = [{"code": "convulsive_syndrome"}]
    document = json.loads(report(audited(institution), law))
    (finding,) = (one for one in document["findings"] if one["withheld"])
    assert finding["title"]["en"] == "A contraindication of 6(1)"
    assert finding["clause"] == "6.1"
    assert (finding["rule"], finding["row"], finding["provisions"]) == (None, None, [])
    assert finding["subject"] == {"kind": "recipient", "key": "8/2025", "pointer": ""}
    assert (finding["evidence"], finding["missing"]) == ([], [])


def test_a_later_day_is_named_in_the_report(institution, audited, law) -> None:
    document = json.loads(report(audited(institution, date(2026, 4, 1)), law))
    assert (document["as_of"], document["snapshot"]["taken_on"]) == ("2026-04-01", "2026-03-01")
