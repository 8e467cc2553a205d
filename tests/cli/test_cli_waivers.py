"""``--waivers``: breaches tolerated for a time, in every report and on the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from checker.cli.choices import Format
from checker.places import schemas_folder
from checker.texts import LANGUAGES

TESTS = Path(__file__).parents[1]
RULES = TESTS / "audit" / "tolerated_rules"
SCHEMA = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))
SARIF = TESTS / "data" / "sarif-2.1.0.schema.json"
FILE = """\
waivers_version: "1"
waivers:
- name: repairs
  institution: {bin: "991240000001"}
  rule: capacity-is-enough
  legal_basis: Decision No. 5 of 10.01.2026
  issued_by: Department of social protection
  from: 2026-01-10
  until: 2026-03-01
  reason: Serik has the key
- name: old-one
  institution: {bin: "991240000001"}
  provision: 7/6
  legal_basis: Decision No. 4 of 10.01.2025
  issued_by: Department of social protection
  from: 2025-01-10
  until: 2026-02-28
  reason: Serik was ill
- name: idle-one
  institution: {bin: "991240000001"}
  rule: stores-of-two-kinds
  row: food
  legal_basis: Decision No. 3 of 10.01.2026
  issued_by: Department of social protection
  from: 2026-01-10
  until: 2026-12-31
  reason: Serik is away
"""


@pytest.fixture
def document() -> dict[str, Any]:
    """An institution too small for its rules."""
    premises = ("has_library", "has_pool", "has_lift", "has_food_store", "has_vegetable_store")
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-01",
        "institution": {
            "name": "«Үміт» орталығы",
            "bin": "991240000001",
            "type": "residential",
            "design_capacity": 5,
            "premises": dict.fromkeys(premises, True),
        },
        "recipients": [],
    }


@pytest.fixture
def waivers(tmp_path: Path) -> Path:
    """A file with a waiver that is used, one that expired, and one that is idle."""
    file = tmp_path / "waivers.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


@pytest.fixture
def audit(command) -> Callable[..., Any]:
    """Audit by the rules for waivers."""
    return lambda *words: command(*words, "--rules", RULES, "--engine", "plain")


@pytest.fixture
def reported(audit, save, document, waivers) -> Callable[..., dict[str, Any]]:
    """The JSON report with the waivers."""

    def run(*words: object) -> dict[str, Any]:
        answer = audit(save(document), "--waivers", waivers, "--format", "json", *words)
        found = json.loads(answer.out)
        Draft202012Validator(SCHEMA).validate(found)
        return found

    return run


def test_a_waived_breach_does_not_cause_exit_code_1(audit, save, document, waivers) -> None:
    assert audit(save(document)).code == 1
    assert audit(save(document), "--waivers", waivers).code == 0


@pytest.mark.parametrize(("day", "code"), [("2026-03-01", 0), ("2026-03-02", 1)])
def test_the_last_day_is_held_against_the_day_of_the_audit(
    day, code, audit, save, document, waivers
) -> None:
    document["taken_on"] = day
    assert audit(save(document), "--waivers", waivers).code == code


@pytest.mark.parametrize("form", [one for one in Format if one not in ("xlsx", "docx")])
def test_no_form_of_the_report_changes_the_exit_code(form, audit, save, document, waivers) -> None:
    assert audit(save(document), "--waivers", waivers, "--format", form).code == 0


def test_the_report_shows_the_breach_as_waived(reported) -> None:
    found = reported()
    (breach,) = [one for one in found["findings"] if one["verdict"] == "breached"]
    assert breach["waived"] == {
        "name": "repairs",
        "by": "Department of social protection",
        "basis": "Decision No. 5 of 10.01.2026",
        "from": "2026-01-10",
        "until": "2026-03-01",
        "reason": None,
    }
    assert found["summary"]["verdicts"]["breached"] == 1
    assert (found["summary"]["waived"], found["summary"]["known"]) == (1, 0)


def test_the_report_names_used_expired_and_unused_waivers(reported) -> None:
    told = reported()["waivers"]
    names = {standing: [one["name"] for one in found] for standing, found in told.items() if found}
    assert names == {"used": ["repairs"], "expired": ["old-one"], "unused": ["idle-one"]}
    assert told["used"][0]["breaches"] == 1


def test_the_reason_is_shown_only_when_revealed(reported, audit, save, document, waivers) -> None:
    assert "Serik" not in json.dumps(reported())
    assert "Serik" in json.dumps(reported("--reveal"))
    assert "Serik" not in audit(save(document), "--waivers", waivers).out
    for form in ("sarif", "junit", "github", "gitlab"):
        answer = audit(save(document), "--waivers", waivers, "--reveal", "--format", form)
        assert "Serik" not in answer.out


def test_a_report_without_waivers_says_nothing_of_them(audit, save, document) -> None:
    found = json.loads(audit(save(document), "--format", "json").out)
    assert "waivers" not in found
    assert found["findings"][0]["waived"] is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_report_tells_all_of_it(lang, audit, save, document, waivers) -> None:
    out = audit(save(document), "--waivers", waivers, "--lang", lang).out
    assert all(name in out for name in ("repairs", "old-one", "idle-one"))


def test_the_text_report_says_that_a_waiver_expired(audit, save, document, waivers) -> None:
    out = " ".join(audit(save(document), "--waivers", waivers).out.split())
    assert "Waived until 1 Mar 2026 inclusive: repairs (Department of social protection;" in out
    assert (
        "Expired before the day of the audit; they no longer count: "
        "- old-one: from 10 Jan 2025 until 28 Feb 2026" in out
    )
    assert "They can be withdrawn: - idle-one" in out


def test_every_verdict_is_listed_with_its_waiver(reported) -> None:
    found = reported("--all")
    assert [one["rule"] for one in found["findings"] if one["waived"]] == ["capacity-is-enough"]


class TestTheFormsForServices:
    def rendered(self, form: str, audit: Any, save: Any, document: Any, waivers: Path) -> str:
        return str(audit(save(document), "--waivers", waivers, "--format", form).out)

    def test_sarif_suppresses_it_with_the_reason_why(self, audit, save, document, waivers) -> None:
        document["institution"]["premises"]["has_library"] = False
        found = json.loads(self.rendered("sarif", audit, save, document, waivers))
        Draft7Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(found)
        results = {one["ruleId"]: one for one in found["runs"][0]["results"]}
        (suppression,) = results["capacity-is-enough"]["suppressions"]
        assert suppression["kind"] == "external"
        assert "repairs" in suppression["justification"]
        assert results["has-a-library"]["suppressions"] == []

    def test_junit_skips_it(self, audit, save, document, waivers) -> None:
        suite = ET.fromstring(self.rendered("junit", audit, save, document, waivers))[0]
        assert suite.attrib["failures"] == "0"
        (skipped,) = suite.iter("skipped")
        assert "repairs" in skipped.attrib["message"]

    def test_github_gives_notice_of_it(self, audit, save, document, waivers) -> None:
        out = self.rendered("github", audit, save, document, waivers)
        assert out.startswith("::notice ")

    def test_gitlab_leaves_it_out(self, audit, save, document, waivers) -> None:
        assert json.loads(self.rendered("gitlab", audit, save, document, waivers)) == []


class TestAFileThatIsRefused:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_names_the_nearest_rule(self, lang, audit, save, document, waivers) -> None:
        waivers.write_text(FILE.replace("capacity-is-enough", "capacity-is-enuogh"))
        answer = audit(save(document), "--waivers", waivers, "--lang", lang)
        assert (answer.code, answer.out) == (3, "")
        assert answer.err.startswith(f"{waivers}:5:9 ")
        assert "capacity-is-enough" in answer.err

    def test_waives_what_the_law_does_not_let_be_waived(
        self, audit, save, document, waivers
    ) -> None:
        waivers.write_text(FILE.replace("capacity-is-enough", "has-a-lift"))
        answer = audit(save(document), "--waivers", waivers)
        assert answer.code == 3
        assert "the law itself forbids exceptions from it: There is a lift." in answer.err

    def test_is_not_there(self, audit, save, document, tmp_path) -> None:
        answer = audit(save(document), "--waivers", tmp_path / "nothing.yaml")
        assert answer.code == 3
        assert "There is no such file." in answer.err

    def test_has_a_name_that_another_file_has(self, audit, save, document, waivers) -> None:
        other = waivers.with_name("more.yaml")
        other.write_text(FILE)
        answer = audit(save(document), "--waivers", waivers, "--waivers", other)
        assert answer.code == 3
        assert answer.err.count("stands already at") == 3


def test_a_refused_snapshot_stays_refused(audit, save, document, waivers) -> None:
    document["institution"]["colour"] = "blue"
    files = save(document), save({}, "other.json")
    assert audit(*files, "--waivers", waivers).code == 3


def test_a_report_never_takes_the_place_of_the_waivers(audit, save, document, waivers) -> None:
    answer = audit(save(document), "--waivers", waivers, "--output", waivers)
    assert answer.code == 2
    assert waivers.read_text(encoding="utf-8") == FILE


class TestSeveralInstitutions:
    @pytest.fixture
    def files(self, save, document) -> tuple[Path, Path]:
        other = deepcopy(document)
        other["institution"]["bin"] = "991240000002"
        return save(document), save(other, "other.json")

    def test_each_get_their_own(self, files, audit, waivers) -> None:
        answer = audit(*files, "--waivers", waivers, "--format", "json")
        found = json.loads(answer.out)
        Draft202012Validator(SCHEMA).validate(found)
        assert [part["summary"]["waived"] for part in found["parts"]] == [1, 0]
        assert "waivers" not in found["parts"][1]
        assert answer.code == 1

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_are_told_of_waivers_for_none_of_them(self, form, files, audit, waivers) -> None:
        waivers.write_text(FILE.replace('"991240000001"', '"991240000003"'))
        out = audit(*files, "--waivers", waivers, "--format", form).out
        if form == "text":
            assert "Waivers that name none of these institutions" in out
        else:
            found = json.loads(out)
            Draft202012Validator(SCHEMA).validate(found)
            assert [one["name"] for one in found["waivers_elsewhere"]] == [
                "repairs",
                "old-one",
                "idle-one",
            ]


def test_the_schema_of_waivers_can_be_printed(command) -> None:
    assert "legal_basis" in command("schema", "waivers").out
