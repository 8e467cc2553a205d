"""A worksheet written, filled in and read back changes exactly what was attested."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from checker.auditing.attested import Standing
from checker.auditing.result import AuditResult, ExitCode
from checker.findings import DecidedBy, Verdict

from .conftest import ROWS, changes, edited, filled, opened, saved, seen, verdicts

HEALTH = "order-9/chapter-1-general/seen/6.1/violation/institution"
STAYS = {
    ("stay-is-agreeable", None, key): ("undetermined", "met") for key in ("7/2025/1", "8/2025/2")
}


@pytest.fixture
def attested(institution, audited, written, read) -> Any:
    """Fill in the institution's worksheet and audit it with that: before and after."""

    def run(filling: Any, *, reveal: bool = False, **document: Any) -> tuple[AuditResult, ...]:
        sheet = filled(written(institution, reveal=reveal), filling)
        found = read(sheet)
        return audited(institution), audited(institution | document, found)

    return run


def test_exactly_the_rows_attested_change(attested) -> None:
    filling = {"exits-are-free": seen("Met"), "stay-is-agreeable": seen("Met")}
    before, after = attested(filling)
    assert changes(before, after) == {
        ("exits-are-free", None, "institution"): ("undetermined", "met"),
        **STAYS,
    }


def test_a_worksheet_that_nobody_filled_in_changes_nothing(attested) -> None:
    before, after = attested({})
    assert changes(before, after) == {}
    assert after.attestations == ()


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("Met", "met"),
        ("соблюдено", "met"),
        ("Бұзылған", "breached"),
        (" BREACHED ", "breached"),
        ("Неприменимо", "not_applicable"),
        ("not_applicable", "not_applicable"),
        ("not applicable", "not_applicable"),
    ],
)
def test_outcomes_are_read_in_every_language_and_as_codes(word, verdict, attested) -> None:
    before, after = attested({"exits-are-free": seen(word)})
    key = ("exits-are-free", None, "institution")
    assert changes(before, after) == {key: ("undetermined", verdict)}


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_worksheet_is_read_in_the_language_it_was_written_in(
    lang, institution, written, read
) -> None:
    def fill(sheet: Any) -> None:
        sheet["G2"], sheet["H2"], sheet["I2"] = "met", "20.02.2026", "Серік"

    (found,) = read(edited(written(institution, lang), fill, lang))
    assert (found.rule, found.sheet, found.line) == ("exits-are-free", ROWS[lang], 2)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 2, 20),
        datetime.fromisoformat("2026-02-20T00:00"),
        "2026-02-20",
        "20.02.2026",
        " 20.2.2026 ",
    ],
)
def test_days_are_read_as_spreadsheets_keep_them_and_as_people_write_them(
    day, institution, written, read
) -> None:
    data = filled(written(institution), {"exits-are-free": seen("Met", Date=day)})
    assert read(data)[0].day == date(2026, 2, 20)


def test_everything_that_the_inspector_wrote_is_kept(institution, written, read) -> None:
    notes = {"Remark": "=the door is blue", "Evidence file": "a.jpg", "Subject": "8/2025/2"}
    data = written(institution)
    book = opened(filled(data, {"stay-is-agreeable": seen("Met", **notes)}))
    cell = book["Worksheet"]["J4"]
    cell.data_type = "s"
    (found,) = read(saved(book))
    assert (found.inspector, found.remark) == ("Serik Bolatov", "=the door is blue")
    assert (found.evidence_file, found.subject) == ("a.jpg", "8/2025/2")
    assert found.institution == "991240000001/residential"
    assert (found.edition, found.line) == ("order-9/original", 4)


def test_a_subject_narrows_an_attestation(attested) -> None:
    before, after = attested({"stay-is-agreeable": seen("Breached", Subject="8/2025/2")})
    key = ("stay-is-agreeable", None, "8/2025/2")
    assert changes(before, after) == {key: ("undetermined", "breached")}


def test_a_subject_may_be_named_by_its_place(attested) -> None:
    before, after = attested({"stay-is-agreeable": seen("Met", Subject="#2/#2")})
    assert [key[2] for key in changes(before, after)] == ["8/2025/2"]


def test_a_row_copied_for_one_subject_goes_before_the_row_for_all(
    institution, written, read, audited
) -> None:
    def copy(sheet: Any) -> None:
        for cell in sheet[4]:
            sheet.cell(9, cell.column).value = cell.value
        sheet["G9"], sheet["L9"] = "Breached", "7/2025/1"

    data = edited(filled(written(institution), {"stay-is-agreeable": seen("Met")}), copy)
    after = audited(institution, read(data))
    assert verdicts(after)["stay-is-agreeable", None, "7/2025/1"] == "breached"
    assert verdicts(after)["stay-is-agreeable", None, "8/2025/2"] == "met"


def test_an_attested_verdict_is_a_persons(attested) -> None:
    _, after = attested({"exits-are-free": seen("Breached")})
    (finding,) = [one for one in after.findings if one.verdict is Verdict.BREACHED]
    assert finding.decided_by is DecidedBy.PERSON
    assert finding.cause is None
    assert finding.testimony.attestation.inspector == "Serik Bolatov"


def test_counts_and_exit_code_follow(attested, institution) -> None:
    institution["institution"]["design_capacity"] = 20
    institution["recipients"] = []
    before, after = attested({"exits-are-free": seen("Breached")})
    assert (before.exit_code(), after.exit_code()) == (ExitCode.FINE, ExitCode.BREACH)
    topic = "order-9/chapter-1-general/seen"
    assert after.counts[topic, Verdict.BREACHED] == 1
    assert sum(before.counts.values()) == sum(after.counts.values())


def test_an_attested_breach_of_a_recommendation_changes_no_exit_code(attested, institution) -> None:
    institution["institution"]["design_capacity"] = 20
    institution["recipients"] = []
    before, after = attested({"rooms-are-clean": seen("Breached")})
    assert before.exit_code() == after.exit_code() == ExitCode.FINE


def test_an_attestation_may_fill_what_the_records_leave_open(attested) -> None:
    before, after = attested({"contract-is-signed": seen("Met", Subject="8/2025/2")})
    key = ("contract-is-signed", None, "8/2025/2")
    assert changes(before, after) == {key: ("undetermined", "met")}


class TestWithheldRequirements:
    """A row that stands for all requirements on health of one clause."""

    def test_are_met_together(self, attested) -> None:
        before, after = attested({HEALTH: seen("Met")})
        found = changes(before, after)
        assert {key[:2] for key in found} == {
            ("no-illness", "frequent-seizures"),
            ("no-illness", "psychosis"),
        }
        assert len(found) == 4

    def test_are_narrowed_by_the_person_whom_reports_name(self, attested) -> None:
        before, after = attested({HEALTH: seen("Met", Subject="7/2025")})
        assert {key[2] for key in changes(before, after)} == {"7/2025"}

    def test_are_breached_one_by_one(self, attested) -> None:
        before, after = attested({"no-illness/psychosis": seen("Breached")}, reveal=True)
        assert {key[:2] for key in changes(before, after)} == {("no-illness", "psychosis")}


def standings(result: AuditResult) -> list[Standing]:
    return [one.standing for one in result.attestations]


class TestNoLongerCounts:
    """What is said of another institution, edition or day."""

    @pytest.fixture
    def found(self, institution, written, read) -> Any:
        return read(filled(written(institution), {"rooms-are-clean": seen("Met")}))

    @pytest.mark.parametrize(
        "other",
        [{"bin": "991240000002"}, {"type": "temporary_stay"}, {"legal_form": "natural_person"}],
    )
    def test_when_the_institution_is_another(self, other, institution, found, audited) -> None:
        institution["institution"] |= other
        after = audited(institution, found)
        assert standings(after) == [Standing.OTHER_INSTITUTION]
        assert changes(audited(institution), after) == {}

    def test_when_the_edition_is_another(self, institution, found, audited) -> None:
        institution["taken_on"] = "2026-04-02"
        after = audited(institution, found)
        assert standings(after) == [Standing.OTHER_EDITION]
        assert changes(audited(institution), after) == {}

    def test_but_counts_for_a_later_snapshot_of_the_same_edition(
        self, institution, found, audited
    ) -> None:
        institution["taken_on"] = "2026-03-20"
        assert standings(audited(institution, found)) == [Standing.COUNTS]

    def test_when_it_is_dated_after_the_audit(self, institution, found, audited) -> None:
        after = audited(institution, found, date(2026, 2, 19))
        assert standings(after) == [Standing.AFTER_AS_OF]
        assert changes(audited(institution, as_of=date(2026, 2, 19)), after) == {}
        assert standings(audited(institution, found, date(2026, 2, 20))) == [Standing.COUNTS]

    def test_when_the_subject_is_gone(self, institution, written, read, audited) -> None:
        filling = {"stay-is-agreeable": seen("Met", Subject="7/2025/1")}
        found = read(filled(written(institution), filling))
        del institution["recipients"][0]
        assert standings(audited(institution, found)) == [Standing.NO_SUBJECT]

    def test_when_nobody_is_left(self, institution, written, read, audited) -> None:
        found = read(filled(written(institution), {"stay-is-agreeable": seen("Met")}))
        institution["recipients"] = []
        (weighed,) = audited(institution, found).attestations
        assert weighed.standing is Standing.NOTHING_TO_JUDGE


def test_a_natural_person_is_known_by_a_digest(institution, written, read, audited) -> None:
    institution["institution"] |= {"name": "Сейтқали Айгүл", "bin": "850101400012"}
    found = read(filled(written(institution), {"exits-are-free": seen("Met")}))
    assert standings(audited(institution, found)) == [Standing.COUNTS]
    institution["institution"]["bin"] = "850101400013"
    assert standings(audited(institution, found)) == [Standing.OTHER_INSTITUTION]


class TestAgainstACertainVerdict:
    """The program's own verdict counts, and both are shown."""

    def test_the_programs_verdict_stays(self, attested) -> None:
        filling = {"contract-is-signed": seen("Breached", Subject="7/2025/1")}
        before, after = attested(filling)
        assert changes(before, after) == {}
        assert standings(after) == [Standing.DIFFERS]
        assert after.attestations[0].certain == (Verdict.MET,)

    def test_both_are_at_hand(self, attested) -> None:
        _, after = attested({"contract-is-signed": seen("Breached", Subject="7/2025/1")})
        (finding,) = [one for one in after.everything() if one.testimony is not None]
        assert (finding.verdict, finding.decided_by) == (Verdict.MET, DecidedBy.PROGRAM)
        assert finding.testimony.attestation.outcome is Verdict.BREACHED

    def test_agreement_is_told_apart(self, attested) -> None:
        _, after = attested({"contract-is-signed": seen("Met", Subject="7/2025/1")})
        assert standings(after) == [Standing.AGREES]

    def test_so_it_is_for_withheld_requirements(self, attested, institution) -> None:
        institution["recipients"][0]["contraindications"] = []
        _, after = attested({HEALTH: seen("Not applicable", Subject="7/2025")})
        assert standings(after) == [Standing.DIFFERS]


def test_who_is_met_already_has_been_seen_with_those_left_open(attested) -> None:
    """An attestation without a subject is about everybody, and decides what was open."""
    before, after = attested({"contract-is-signed": seen("Met")})
    assert [key[2] for key in changes(before, after)] == ["8/2025/1", "8/2025/2"]
    told = {
        one.subject.key: one.testimony.decides
        for one in after.everything()
        if one.testimony is not None
    }
    assert told == {"7/2025/1": False, "8/2025/1": True, "8/2025/2": True}


class TestSeveralAttestations:
    """Of several on one verdict, one counts."""

    @pytest.fixture
    def one(self, institution, written, read) -> Any:
        return read(filled(written(institution), {"exits-are-free": seen("Met")}))[0]

    def test_the_later_day_counts(self, one, institution, audited) -> None:
        later = replace(one, day=date(2026, 2, 21), outcome=Verdict.BREACHED)
        for both in ((one, later), (later, one)):
            after = audited(institution, both)
            assert verdicts(after)["exits-are-free", None, "institution"] == "breached"
        assert standings(after) == [Standing.COUNTS, Standing.SUPERSEDED]

    def test_of_one_day_neither_counts_when_they_differ(self, one, institution, audited) -> None:
        after = audited(institution, (one, replace(one, outcome=Verdict.BREACHED)))
        assert standings(after) == [Standing.CONTRADICTED, Standing.CONTRADICTED]
        assert verdicts(after)["exits-are-free", None, "institution"] == "undetermined"

    def test_the_same_said_twice_counts_once(self, one, institution, audited) -> None:
        assert standings(audited(institution, (one, replace(one, line=9)))) == [
            Standing.COUNTS,
            Standing.SUPERSEDED,
        ]
