"""With a key file, reports name subjects by keyed hashes that only its holder can tell apart."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.auditing.horizon import look_ahead
from checker.auditing.result import AuditResult
from checker.cli.start import run
from checker.facts.derived import derived_words
from checker.findings import Subject, Waiver
from checker.law import Law, vocabulary
from checker.report.build import view_of_entries
from checker.report.comparison.changes import Change, compare
from checker.report.disclosure import Disclosure
from checker.report.entries import Entries
from checker.report.json_report import JsonReport
from checker.report.pseudonyms import FEWEST_BYTES, Pseudonyms, pseudonyms_of
from checker.report.text import TextReport, verdict_lines
from checker.report.view import Banner
from checker.source.mistakes import Refused

KEY, OTHER_KEY = b"0123456789abcdef", b"fedcba9876543210"
RULES = Path(__file__).parents[1] / "data" / "rules"
NUMBERS = ("7/2025", "8/2025")


def named(kind: str, key: str, secret: bytes = KEY) -> str:
    return Pseudonyms(secret).of(Subject(kind, key, "/x")).key


@pytest.fixture
def report(law: Law) -> Callable[..., dict[str, Any]]:
    """The JSON report with every verdict, under a key."""

    def write(result: AuditResult, secret: bytes | None = KEY) -> dict[str, Any]:
        pseudonyms = None if secret is None else Pseudonyms(secret)
        entries = Entries(result, reveal=False, pseudonyms=pseudonyms)
        view = view_of_entries(entries)
        pieces = JsonReport(law).chunks(view, entries.everything(), everything=True)
        told: dict[str, Any] = json.loads(b"".join(pieces))
        return told

    return write


def test_one_key_gives_one_pseudonym_and_another_key_another() -> None:
    assert named("stay", "7/2025/1") == named("stay", "7/2025/1")
    assert named("stay", "7/2025/1") != named("stay", "7/2025/1", OTHER_KEY)


def test_kind_and_key_both_tell_pseudonyms_apart() -> None:
    pairs = [("stay", "1"), ("plan", "1"), ("stay", "2"), ("stay", "11")]
    assert len({named(*one) for one in pairs}) == len(pairs)


def test_a_pseudonym_is_short_and_made_of_plain_signs() -> None:
    found = named("recipient", "7/2025")
    assert len(found) == 12
    assert set(found) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_what_names_nobody_keeps_its_key() -> None:
    assert named("institution", "institution") == "institution"
    assert named("recipient", "*") == "*"
    assert named("room", "12") == "12"
    assert named("position", "33") == "33"


@pytest.mark.parametrize("kind", sorted(vocabulary().kinds))
def test_every_kind_that_holds_anything_personal_is_hidden(kind: str) -> None:
    words = vocabulary().visible(kind).values()
    own = [one for one in words if one.kind != "institution" and (one.personal or one.health)]
    if own:
        assert named(kind, "7/2025") != "7/2025"


def test_a_key_that_can_be_guessed_is_refused() -> None:
    assert pseudonyms_of(b"x" * FEWEST_BYTES, "key")
    with pytest.raises(Refused) as refused:
        pseudonyms_of(b"x" * (FEWEST_BYTES - 1), "key")
    (mistake,) = refused.value.mistakes
    assert len({mistake.say(lang) for lang in ("kk", "ru", "en")}) == 3


def test_the_key_stands_in_nothing_that_is_printed() -> None:
    assert "0123456789" not in repr(Pseudonyms(KEY))


def test_no_report_names_a_subject_by_its_own_key(
    law: Law, institution: dict[str, Any], audited: Callable[..., AuditResult]
) -> None:
    result = audited(institution)
    entries = Entries(result, reveal=False, pseudonyms=Pseudonyms(KEY))
    view = view_of_entries(entries)
    said = [b"".join(JsonReport(law).chunks(view, entries.everything())).decode()]
    for lang in ("kk", "ru", "en"):
        said.append(TextReport(law, lang, 80).page(view).plain())
        said.extend(verdict_lines(entries.everything(), law, lang, 80))
    assert not [number for number in NUMBERS if any(number in one for one in said)]
    assert named("stay", "7/2025/1") in said[0]


def test_verdicts_and_pointers_stay_as_they_are(institution, audited, report) -> None:
    result = audited(institution)
    hidden, shown = report(result), report(result, None)
    assert hidden["summary"] == shown["summary"]
    for one, other in zip(hidden["findings"], shown["findings"], strict=True):
        assert one["subject"]["pointer"] == other["subject"]["pointer"]
        assert (one["rule"], one["verdict"]) == (other["rule"], other["verdict"])


def test_the_report_says_that_it_names_subjects_so(institution, audited, report) -> None:
    result = audited(institution)
    assert Banner.PSEUDONYMS in report(result)["banners"]
    assert Banner.PSEUDONYMS not in report(result, None)["banners"]


def test_reports_under_one_key_can_be_compared(institution, audited, report) -> None:
    before = report(audited(institution))
    institution["recipients"].reverse()  # a subject is found again wherever it stands
    (pair,) = compare(before, report(audited(institution))).pairs
    assert not pair.of(Change.NEW)
    assert not pair.of(Change.MENDED)
    assert pair.of(Change.STILL)
    assert "pseudonyms" in pair.reservations


def test_what_lies_ahead_is_told_by_pseudonyms(institution, audited) -> None:
    result = audited(institution)
    judged = result.judged
    computed = {name: one.computed for name, one in derived_words().items()}
    hidden = Disclosure(vocabulary(), computed, reveal=False, pseudonyms=Pseudonyms(KEY))
    ahead = look_ahead(judged, judged.as_of + timedelta(60)).ahead
    assert ahead
    assert not [one for one in ahead if hidden.subject(one.subject).key.startswith(NUMBERS)]


def test_a_fault_names_its_subject_by_the_pseudonym() -> None:
    hidden = Disclosure(vocabulary(), {}, reveal=False, pseudonyms=Pseudonyms(KEY))
    assert hidden.fault("stay 7/2025/1") == f"stay {named('stay', '7/2025/1')}"
    assert hidden.fault("stay") == "stay"


def test_a_waiver_does_not_quote_the_record_that_it_is_for() -> None:
    def told(subject: str, said: str, secret: bytes | None = KEY) -> str:
        pseudonyms = None if secret is None else Pseudonyms(secret)
        hidden = Disclosure(vocabulary(), {}, reveal=False, pseudonyms=pseudonyms)
        waiver = Waiver(
            name=said,
            number="991240000001",
            institution="",
            rule="capacity-is-enough",
            row=None,
            provision="",
            subject=subject,
            legal_basis="",
            issued_by="",
            since=date(2026, 1, 1),
            until=date(2026, 2, 1),
            reason="",
            file="waivers.yaml",
            sheet="",
            line=3,
        )
        return hidden.waived(waiver).name

    assert told("AB-7/2025/1", "case-ab-7-2025") == "case-•••"
    assert told("AB-7/2025/1", "file AB-7/2025, stay AB-7/2025/1") == "file •••, stay •••"
    assert told("AB-7/2025/1", "lab-7-2025 and ab-77") == "lab-7-2025 and ab-77"
    assert told("2025-0060/1", "2025-0060 of 10.01.2025") == "••• of 10.01.2025"
    assert told("AB-7/2025/1", "case-ab-7-2025", None) == "case-ab-7-2025"
    assert told("institution", "repairs-of-the-institution") == "repairs-of-the-institution"
    assert told("", "case-7") == "case-7"
    assert told("/", "case-7") == "case-7"


@pytest.fixture
def files(tmp_path: Path, institution: dict[str, Any]) -> dict[str, Path]:
    found = {"snapshot": tmp_path / "institution.json", "key": tmp_path / "secret.key"}
    found["snapshot"].write_text(json.dumps(institution), encoding="utf-8")
    found["key"].write_bytes(os.urandom(32))
    return found


def command(files: dict[str, Path], *words: object) -> int:
    fixed = ("--rules", RULES, "--engine", "plain", "--lang", "en", "--pseudonymise", files["key"])
    return run([str(one) for one in (files["snapshot"], *fixed, *words)])


@pytest.mark.parametrize("form", ["text", "json", "csv", "jsonl", "sarif", "junit", "gitlab"])
def test_the_command_writes_every_form_so(form: str, files, capfd) -> None:
    assert command(files, "--format", form, "--all") in (0, 1, 4)
    said = capfd.readouterr().out
    secret = files["key"].read_bytes()
    assert not [number for number in NUMBERS if number in said]
    assert named("stay", "7/2025/1", secret) in said or form == "gitlab"


def test_the_calendar_of_terms_is_written_so(files, capfd, tmp_path: Path) -> None:
    calendar = tmp_path / "terms.ics"
    command(files, "--horizon", "60d", "--calendar", calendar)
    assert not [number for number in NUMBERS if number in calendar.read_text(encoding="utf-8")]


def test_a_short_key_file_is_refused(files, capfd) -> None:
    files["key"].write_bytes(b"secret")
    assert command(files) == 3
    assert "at least 16 bytes" in capfd.readouterr().err


def test_an_absent_key_file_is_refused(files, capfd) -> None:
    files["key"].unlink()
    assert command(files) == 3
    assert "secret.key" in capfd.readouterr().err


def test_pseudonyms_beside_names_are_a_contradiction(files, capfd) -> None:
    assert command(files, "--reveal") == 2
    assert "--reveal" in capfd.readouterr().err


@pytest.mark.parametrize("option", ["--output", "--calendar"])
def test_the_key_file_is_never_written_over(option: str, files, capfd) -> None:
    before = files["key"].read_bytes()
    assert command(files, "--horizon", "60d", option, files["key"]) == 2
    assert files["key"].read_bytes() == before
