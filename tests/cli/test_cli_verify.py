"""``verify``: a report is repeated years later, and says whether it holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.api import audit as audit_one
from checker.api import load_packs, load_snapshot
from checker.cli.app import build
from checker.cli.settings import key_of
from checker.places import schemas_folder
from checker.report import program

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests" / "data" / "rules"
DAY = "2026-03-01"


@pytest.fixture
def report(audit: Run, tmp_path: Path) -> Callable[..., Path]:
    """The JSON report of an audit with the small rules."""

    def write(*arguments: object) -> Path:
        target = tmp_path / "reports" / "report.json"
        target.parent.mkdir(exist_ok=True)
        audit(*arguments, "--format", "json", "--output", target)
        return target

    return write


@pytest.fixture
def verify(command: Run) -> Run:
    """Verify a report by the small rules."""

    def call(*arguments: object) -> Any:
        return command("verify", *arguments, "--rules", RULES)

    return call


@pytest.fixture
def verified(verify: Run) -> Callable[..., dict[str, Any]]:
    """The same as JSON that fits its schema."""
    schema = json.loads((schemas_folder() / "verification.schema.json").read_text("utf-8"))

    def call(*arguments: object) -> dict[str, Any]:
        answer = verify(*arguments, "--format", "json")
        document: dict[str, Any] = json.loads(answer.out)
        Draft202012Validator(schema).validate(document)
        assert answer.code == (0 if document["holds"] else 3)
        return document

    return call


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """An attestation for an institution that is not the one audited."""
    file = tmp_path / "seen.yaml"
    file.write_text(
        'attestation_version: "1"\n'
        "institution: 123456789012/residential\n"
        "attestations:\n"
        "- {rule: premises-are-clean, edition: order-1/original, outcome: met,"
        " day: 2026-02-01, inspector: A}\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def waivers(tmp_path: Path) -> Path:
    """A waiver for the breach of ``breaching``."""
    file = tmp_path / "waivers.yaml"
    file.write_text(
        'waivers_version: "1"\n'
        "waivers:\n"
        "- {name: small-house, institution: {name: «Үміт» орталығы}, rule: capacity-recorded,\n"
        "   legal_basis: Order, issued_by: Akimat, from: 2026-01-01, until: 2026-12-31,\n"
        "   reason: Rebuilding}\n",
        encoding="utf-8",
    )
    return file


def changed(file: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    document = json.loads(file.read_text(encoding="utf-8"))
    change(document)
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return file


class TestReceipt:
    def test_every_report_carries_the_digests_of_what_shaped_it(
        self, report: Run, save: Run, breaching: dict[str, Any]
    ) -> None:
        document = json.loads(report(save(breaching)).read_text(encoding="utf-8"))
        receipt = document["receipt"]
        assert receipt["pack"] == document["pack"]["sha256"]
        assert receipt["calendar"] == document["calendar"]["sha256"]
        assert receipt["snapshot"] == document["snapshot"]["sha256"]
        assert receipt["engine"]["name"] == "plain"
        assert receipt["engine"]["durable_rules"] is None
        assert receipt["options"]["values"]["select"] == []

    def test_other_options_have_another_digest(
        self, report: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        file = save(sound)
        digests = set()
        for options in ((), ("--all",), ("--as-of", DAY), ("--select", "severity:violation")):
            document = json.loads(report(file, *options).read_text(encoding="utf-8"))
            digests.add(document["receipt"]["options"]["sha256"])
        assert len(digests) == 4

    def test_each_option_of_an_audit_is_in_the_receipt_or_changes_no_report(
        self, report: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        document = json.loads(report(save(sound)).read_text(encoding="utf-8"))
        known = {*document["receipt"], *document["receipt"]["options"]["values"]}
        named = {"rules": "pack", "attest": "attestations", "pseudonymise": "pseudonymised"}
        harmless = {"lang", "format", "output", "fail_on", "config", "calendar", "help"}
        options = {
            key_of(name)
            for parameter in build("en").commands["audit"].params
            for name in parameter.opts
            if name.startswith("--")
        }
        assert {named.get(key, key) for key in options} - harmless <= known

    def test_the_number_of_a_person_in_a_files_name_is_masked(
        self, report: Run, save: Run, sound: dict[str, Any], sheet: Path
    ) -> None:
        own = sheet.rename(sheet.with_name("seen-940101400123.yaml"))
        written = report(save(sound), "--attest", own).read_text(encoding="utf-8")
        assert len(json.loads(written)["receipt"]["attestations"]) == 1
        assert "940101400123" not in written


class TestHolds:
    def test_a_report_holds_for_its_own_snapshot(
        self, report: Run, verify: Run, save: Run, breaching: dict[str, Any]
    ) -> None:
        file = save(breaching)
        answer = verify(report(file), file)
        assert answer.code == 0
        assert answer.out.startswith("The report holds")

    @pytest.mark.parametrize(
        "options",
        [
            ("--all",),
            ("--as-of", "2026-02-01"),
            ("--select", "severity:violation"),
            ("--select", "verdict:met"),
            ("--reveal",),
            ("--horizon", "6m"),
            ("--set",),
        ],
        ids=" ".join,
    )
    def test_the_audit_is_run_again_with_the_options_of_the_report(
        self,
        options: tuple[str, ...],
        report: Run,
        verified: Run,
        save: Run,
        sound: dict[str, Any],
    ) -> None:
        file = save(sound)
        found = verified(report(file, *options), file)
        assert found["holds"]
        assert found["institutions"][0]["receipt"] == []

    def test_a_snapshot_that_was_moved_and_renamed_is_the_same(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        written = report(save(sound))
        moved = shutil.copy(tmp_path / "institution.json", tmp_path / "elsewhere.json")
        assert verify(written, moved).code == 0

    def test_the_right_snapshot_is_found_in_a_folder(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        written = report(save(sound, "in/b.json"))
        save({**sound, "taken_on": "2026-03-02"}, "in/a.json")
        assert verify(written, tmp_path / "in").code == 0

    def test_several_institutions_hold_in_any_order(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        files = [save(sound, "a.json"), save({**sound, "taken_on": "2026-03-02"}, "b.json")]
        found = verified(report(*files), *reversed(files))
        assert found["holds"]
        assert len(found["institutions"]) == 2

    def test_a_folder_with_one_snapshot_and_a_set_with_its_declaration_hold(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        save(sound, "in/a.json")
        assert verify(report(tmp_path / "in"), tmp_path / "in" / "a.json").code == 0
        save({"set_version": "1", "complete": True}, "in/set.json")
        assert verify(report(tmp_path / "in", "--set"), tmp_path / "in").code == 0

    def test_a_report_with_a_refused_input_holds(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        save(sound, "in/a.json")
        save({}, "in/b.json")
        assert verify(report(tmp_path / "in"), tmp_path / "in").code == 0

    def test_a_report_of_the_library_holds(
        self, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        file, law = save(sound), load_packs(RULES)
        found = audit_one(load_snapshot(file), law, as_of=date(2026, 2, 1), select=["act:order-1"])
        written = tmp_path / "library.json"
        for everything in (False, True):
            written.write_bytes(found.to_json(everything=everything))
            assert verify(written, file).code == 0

    def test_another_program_with_the_same_result_is_told_and_holds(
        self,
        report: Run,
        verify: Run,
        save: Run,
        sound: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        file = save(sound)
        written = report(file)
        monkeypatch.setattr(program, "VERSION", "9.9.9")
        program.program_receipt.cache_clear()
        answer = verify(written, file)
        program.program_receipt.cache_clear()
        assert answer.code == 0
        assert "Judged by another one than then: program" in answer.out
        assert "9.9.9" in answer.out

    def test_attestations_and_pseudonyms_are_repeated_with_their_files(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], sheet: Path
    ) -> None:
        file, key = save(sound), sheet.with_name("key")
        key.write_bytes(b"0123456789abcdef")
        beside = ("--attest", sheet, "--pseudonymise", key)
        assert verify(report(file, *beside), file, *beside).code == 0

    def test_waivers_and_a_baseline_are_repeated_with_their_files(
        self,
        audit: Run,
        report: Run,
        verify: Run,
        save: Run,
        breaching: dict[str, Any],
        waivers: Path,
        tmp_path: Path,
        command: Run,
    ) -> None:
        file, known = save(breaching), tmp_path / "baseline.json"
        options = ("--rules", RULES, "--engine", "plain", "--output", known)
        assert command("baseline", file, *options).code == 0
        beside = ("--waivers", waivers, "--baseline", known)
        assert audit(file, *beside).code == 0
        assert verify(report(file, *beside), file, *beside).code == 0


class TestDiffers:
    def test_another_snapshot_is_named_with_both_digests(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        written = report(save(sound))
        sound["institution"]["design_capacity"] = 5
        (one,) = verified(written, save(sound))["institutions"]
        assert [(part["input"], part["decides"]) for part in one["receipt"]] == [("snapshot", True)]
        assert {(each["recorded"], each["found"]) for each in one["findings"]} == {
            (None, "breached")
        }

    def test_other_rules_are_named(
        self,
        report: Run,
        command: Run,
        save: Run,
        sound: dict[str, Any],
        tmp_path: Path,
    ) -> None:
        file = save(sound)
        written = report(file)
        rules = shutil.copytree(RULES, tmp_path / "rules")
        act = next(rules.glob("*/act.yaml"))
        act.write_text(act.read_text(encoding="utf-8") + "# amended\n", encoding="utf-8")
        answer = command("verify", written, file, "--rules", rules)
        assert answer.code == 3
        assert "Differs: rule packs" in answer.out
        assert "Every verdict, count and list comes out the same." in answer.out

    @pytest.mark.parametrize(
        "change",
        [
            lambda report: report["findings"].pop(0),
            lambda report: report["findings"][0].update(verdict="undetermined"),
            lambda report: report["findings"].append(report["findings"][0]),
        ],
        ids=["left out", "another verdict", "invented"],
    )
    def test_a_finding_that_was_tampered_with_is_named(
        self,
        change: Callable[[dict[str, Any]], object],
        report: Run,
        verified: Run,
        save: Run,
        breaching: dict[str, Any],
    ) -> None:
        file = save(breaching)
        (one,) = verified(changed(report(file), change), file)["institutions"]
        assert len(one["findings"]) == 1
        assert one["receipt"] == []

    def test_a_sentence_that_was_tampered_with_is_noticed(
        self, report: Run, verify: Run, save: Run, breaching: dict[str, Any]
    ) -> None:
        file = save(breaching)
        written = changed(
            report(file), lambda one: one["findings"][0]["message"].update(en="All is well.")
        )
        answer = verify(written, file)
        assert answer.code == 3
        assert "what is told of it differs" in " ".join(answer.out.split())

    def test_counts_that_were_tampered_with_are_noticed(
        self, report: Run, verified: Run, save: Run, breaching: dict[str, Any]
    ) -> None:
        file = save(breaching)
        written = changed(report(file), lambda one: one["summary"]["verdicts"].update(breached=0))
        (one,) = verified(written, file)["institutions"]
        assert one["sections"] == ["summary"]

    def test_a_digest_that_was_tampered_with_is_noticed(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        file = save(sound)
        written = changed(report(file), lambda one: one["pack"].update(sha256="0" * 64))
        (one,) = verified(written, file)["institutions"]
        assert one["sections"] == ["pack"]

    def test_other_attestations_are_named(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any], sheet: Path
    ) -> None:
        file = save(sound)
        written = report(file, "--attest", sheet)
        sheet.write_text(sheet.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        (one,) = verified(written, file, "--attest", sheet)["institutions"]
        assert [part["input"] for part in one["receipt"]] == ["attestations"]
        assert one["same_result"]

    def test_an_institution_that_the_report_does_not_know_is_named(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        save(sound, "in/a.json")
        written = report(tmp_path / "in")
        other = {**sound, "institution": {**sound["institution"], "name": "Other"}}
        save(other, "in/b.json")
        found = verified(written, tmp_path / "in")
        assert [one["name"] for one in found["unknown_institutions"]] == ["Other"]
        assert found["holds"]

    def test_another_member_of_a_set_lets_it_hold_no_more(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        save(sound, "in/a.json")
        written = report(tmp_path / "in", "--set")
        save({**sound, "taken_on": "2026-03-02"}, "in/b.json")
        (one,) = verified(written, tmp_path / "in")["institutions"]
        assert [part["input"] for part in one["receipt"]] == ["set"]

    @pytest.mark.parametrize("lang", ["kk", "ru", "en"])
    def test_what_differs_is_said_in_each_language(
        self, lang: str, report: Run, verify: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        written = report(save(sound))
        sound["institution"]["design_capacity"] = 5
        answer = verify(written, save(sound), "--lang", lang)
        assert answer.code == 3
        assert len(answer.out.splitlines()) > 4


class TestAbsent:
    @pytest.mark.parametrize("lang", ["kk", "ru", "en"])
    def test_absent_attestations_are_named_with_file_and_digest(
        self,
        lang: str,
        report: Run,
        verify: Run,
        save: Run,
        sound: dict[str, Any],
        sheet: Path,
    ) -> None:
        file = save(sound)
        answer = verify(report(file, "--attest", sheet), file, "--lang", lang)
        assert answer.code == 3
        assert "seen.yaml" in answer.out
        assert "SHA-256" in answer.out

    def test_absent_waivers_and_an_absent_baseline_are_named(
        self,
        report: Run,
        verified: Run,
        save: Run,
        breaching: dict[str, Any],
        waivers: Path,
        tmp_path: Path,
    ) -> None:
        file, known = save(breaching), tmp_path / "known.json"
        known.write_text('{"baseline_version": "1", "institutions": [], "growth": []}')
        written = report(file, "--waivers", waivers, "--baseline", known)
        absent = verified(written, file)["absent"]
        assert [one["input"] for one in absent] == ["waivers", "baseline"]
        assert [Path(one["file"]).name for one in absent] == ["waivers.yaml", "known.json"]

    def test_an_absent_snapshot_of_several_is_named(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        other = {**sound, "institution": {**sound["institution"], "name": "Other"}}
        files = save(sound, "a.json"), save(other, "b.json")
        (absent,) = verified(report(*files), files[0])["absent"]
        assert absent["input"] == "snapshot"
        assert absent["file"].endswith("b.json")

    def test_the_absent_declaration_of_a_set_is_named(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        file = save(sound, "in/a.json")
        save({"set_version": "1", "complete": True}, "in/set.json")
        (absent,) = verified(report(tmp_path / "in", "--set"), file)["absent"]
        assert absent["input"] == "declaration"
        assert absent["file"].endswith("set.json")

    def test_the_absent_key_of_pseudonyms_is_named(
        self, report: Run, verified: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        file, key = save(sound), tmp_path / "key"
        key.write_bytes(b"0123456789abcdef")
        (absent,) = verified(report(file, "--pseudonymise", key), file)["absent"]
        assert absent == {"input": "key", "file": None, "sha256": None}

    def test_a_snapshot_that_is_not_there_is_named(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        answer = verify(report(save(sound)), tmp_path / "gone.json")
        assert answer.code == 3
        assert "gone.json" in answer.err


class TestCommandLine:
    def test_what_is_no_report_is_refused(
        self, verify: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        answer = verify(save(sound), save(sound))
        assert answer.code == 3
        assert "institution.json" in answer.err

    def test_one_of_several_other_snapshots_cannot_be_guessed(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        written = report(save(sound, "a.json"))
        others = [save({**sound, "taken_on": f"2026-03-0{day}"}, f"{day}.json") for day in (2, 3)]
        assert verify(written, *others).code == 2

    def test_standard_input_cannot_be_read_twice(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        assert verify(report(save(sound)), "-").code == 2

    def test_the_answer_takes_the_place_of_no_input(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        file = save(sound)
        written = report(file)
        before = written.read_bytes()
        assert verify(written, file, "--output", written).code == 2
        assert verify(written, file, "--output", file).code == 2
        assert written.read_bytes() == before

    def test_the_report_itself_is_no_snapshot(
        self, report: Run, verify: Run, save: Run, sound: dict[str, Any], tmp_path: Path
    ) -> None:
        written = report(save(sound, "reports/a.json"))
        assert verify(written, tmp_path / "reports").code == 0
