"""A waiver tolerates a breach for a time; it changes no verdict, and what it cannot do is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from checker.auditing.excuses import excuse
from checker.auditing.judging import Fault
from checker.auditing.result import AuditResult, ExitCode, FailOn
from checker.auditing.waivers import WaiverStanding
from checker.findings import Waiver
from checker.readback.rules import rule_lines
from checker.source.mistakes import Refused
from checker.texts import LANGUAGES
from checker.waiving.columns import Column, heading
from checker.waiving.waivers import read_waivers

from .tolerated import (
    BIN,
    HEALTH,
    PSYCHOSIS,
    STATUS,
    TAKEN_ON,
    UNDATED,
    audited,
    breaches,
    content,
    file_of,
    institution,
    law,
    recipient,
    waivers,
)

STORES = {"has_food_store": False, "has_vegetable_store": False}


def waived(result: AuditResult) -> list[tuple[str, str | None, str, str]]:
    return [
        (*one.compiled.name, one.subject.key, one.waiver.name)
        for one in result.findings
        if one.compiled is not None and one.waiver is not None
    ]


def standing(result: AuditResult) -> dict[str, str]:
    return {one.waiver.name: str(one.standing) for one in result.waivers}


def refused(*contents: dict[str, Any], lang: str = "en") -> list[str]:
    with pytest.raises(Refused) as caught:
        waivers(*contents)
    return [one.say(lang) for one in caught.value.mistakes]


class TestABreachThatIsWaived:
    def test_stays_a_breach_and_causes_no_exit_code_1(self) -> None:
        before = audited(institution(capacity=5))
        assert before.exit_code() is ExitCode.BREACH
        after = excuse(before, waivers=waivers(content()))
        assert breaches(after) == breaches(before) == [("capacity-is-enough", None, "institution")]
        assert after.exit_code() is ExitCode.FINE
        assert after.counts == before.counts

    def test_knows_its_waiver(self) -> None:
        after = excuse(audited(institution(capacity=5)), waivers=waivers(content()))
        assert waived(after) == [("capacity-is-enough", None, "institution", "repairs")]
        assert [(one.standing, one.breaches) for one in after.waivers] == [(WaiverStanding.USED, 1)]

    def test_is_marked_where_every_verdict_is_listed(self) -> None:
        after = excuse(audited(institution(capacity=5)), waivers=waivers(content()))
        assert [one.waiver.name for one in after.everything() if one.waiver] == ["repairs"]

    def test_leaves_the_other_breaches_alone(self) -> None:
        document = institution(recipient("7", **UNDATED), capacity=5)
        after = excuse(audited(document), waivers=waivers(content()))
        assert after.exit_code() is ExitCode.BREACH

    def test_of_a_provision_is_found_by_the_provision(self) -> None:
        told = content(rule=None, provision="7/1/places")
        after = excuse(audited(institution(capacity=5)), waivers=waivers(told))
        assert after.exit_code() is ExitCode.FINE

    def test_of_a_table_is_all_its_rows_or_one(self) -> None:
        result = audited(institution(premises=STORES))
        whole = excuse(result, waivers=waivers(content(rule="stores-of-two-kinds")))
        one = excuse(result, waivers=waivers(content(rule="stores-of-two-kinds", row="food")))
        assert [row for _, row, _, _ in waived(whole)] == ["food", "vegetables"]
        assert [row for _, row, _, _ in waived(one)] == ["food"]
        assert one.exit_code() is ExitCode.BREACH

    def test_of_one_subject_is_not_that_of_another(self) -> None:
        document = institution(recipient("7", **UNDATED), recipient("8", **UNDATED))
        told = content(rule="contract-is-dated", subject="8/1")
        after = excuse(audited(document), waivers=waivers(told))
        assert waived(after) == [("contract-is-dated", None, "8/1", "repairs")]
        assert after.exit_code() is ExitCode.BREACH

    def test_shows_the_narrowest_waiver(self) -> None:
        document = institution(recipient("7", **UNDATED), recipient("8", **UNDATED))
        wide = content("wide", rule="contract-is-dated", until=date(2027, 1, 1))
        narrow = content("narrow", rule="contract-is-dated", subject="8/1")
        after = excuse(audited(document), waivers=waivers(wide, narrow))
        assert [name for *_, name in waived(after)] == ["wide", "narrow"]
        assert standing(after) == {"wide": "used", "narrow": "used"}


class TestTheDaysOfAWaiver:
    @pytest.mark.parametrize(
        ("day", "expected", "code"),
        [
            (date(2026, 3, 1), "not_begun", ExitCode.BREACH),
            (date(2026, 3, 2), "used", ExitCode.FINE),
            (date(2026, 3, 3), "used", ExitCode.FINE),
            (date(2026, 3, 4), "expired", ExitCode.BREACH),
        ],
    )
    def test_both_count_and_the_days_beside_them_do_not(
        self, day: date, expected: str, code: ExitCode
    ) -> None:
        told = content(**{"from": date(2026, 3, 2), "until": date(2026, 3, 3)})
        document = institution(capacity=5) | {"taken_on": str(day)}
        after = excuse(audited(document), waivers=waivers(told))
        assert standing(after) == {"repairs": expected}
        assert after.exit_code() is code

    def test_are_held_against_the_day_of_the_audit_and_no_clock(self) -> None:
        told = content(**{"from": date(2001, 1, 1), "until": TAKEN_ON})
        result = audited(institution(capacity=5))
        assert excuse(result, waivers=waivers(told)).exit_code() is ExitCode.FINE

    def test_may_be_one_and_the_same(self) -> None:
        told = content(**{"from": TAKEN_ON, "until": TAKEN_ON})
        result = audited(institution(capacity=5))
        assert excuse(result, waivers=waivers(told)).exit_code() is ExitCode.FINE

    def test_are_refused_in_the_wrong_order(self) -> None:
        (said,) = refused(content(**{"from": TAKEN_ON, "until": TAKEN_ON - timedelta(1)}))
        assert said.endswith("The last day lies before the first one. Correct from or until.")

    @pytest.mark.parametrize("day", ["from", "until"])
    def test_are_compulsory(self, day: str) -> None:
        (said,) = refused(content(**{day: None}))
        assert day in said

    def test_are_days_and_no_hours(self) -> None:
        (said,) = refused(content(until="2026-03-03T12:00:00+05:00"))
        assert "(/waivers/0/until)" in said


class TestAWaiverThatDoesNothing:
    def test_for_want_of_a_breach_is_unused(self) -> None:
        assert standing(excuse(audited(institution()), waivers=waivers(content()))) == {
            "repairs": "unused"
        }

    def test_for_want_of_such_a_subject_is_told(self) -> None:
        told = content(rule="contract-is-dated", subject="9/1")
        document = institution(recipient("7", **UNDATED))
        assert standing(excuse(audited(document), waivers=waivers(told))) == {
            "repairs": "no_subject"
        }

    def test_because_the_rule_binds_others_is_told(self) -> None:
        result = excuse(audited(institution()), waivers=waivers(content(rule="car-is-there")))
        assert standing(result) == {"repairs": "not_judged"}

    @pytest.mark.parametrize("named", [{"bin": "991240000002"}, {"name": "«Үміт-2»"}])
    def test_for_another_institution_is_told(self, named: dict[str, str]) -> None:
        result = audited(institution(capacity=5))
        after = excuse(result, waivers=waivers(content(institution=named)))
        assert standing(after) == {"repairs": "other_institution"}
        assert after.exit_code() is ExitCode.BREACH

    def test_because_it_gives_a_name_where_there_is_a_bin_is_told(self) -> None:
        told = content(institution={"name": "«үміт»  Орталығы"})
        result = audited(institution(capacity=5))
        after = excuse(result, waivers=waivers(told))
        assert standing(after) == {"repairs": "has_number"}
        assert after.exit_code() is ExitCode.BREACH

    def test_has_a_sentence_in_every_language(self) -> None:
        from checker.texts import text  # noqa: PLC0415 -- used here alone

        said = [text(lang, f"report.waiver.{one}") for lang in LANGUAGES for one in WaiverStanding]
        assert len(set(said)) == len(said)


def test_an_institution_without_a_bin_is_known_by_its_name() -> None:
    document = institution(capacity=5)
    del document["institution"]["bin"]
    by_name = waivers(content(institution={"name": " «үміт»  Орталығы"}))
    by_number = waivers(content())
    assert excuse(audited(document), waivers=by_name).exit_code() is ExitCode.FINE
    assert excuse(audited(document), waivers=by_number).exit_code() is ExitCode.BREACH


class TestAWaiverThatIsWrong:
    def test_in_its_rule_names_the_nearest(self) -> None:
        (said,) = refused(content(rule="capacity-is-enuogh"))
        assert said == (
            "waivers.yaml:6:9 (/waivers/0/rule): There is no such rule: “capacity-is-enuogh”. "
            "Did you mean “capacity-is-enough”?"
        )

    def test_in_its_row_names_the_nearest(self) -> None:
        (said,) = refused(content(rule="stores-of-two-kinds", row="vegetable"))
        assert "Did you mean “vegetables”?" in said

    def test_in_its_provision_names_the_nearest(self) -> None:
        (said,) = refused(content(rule=None, provision="7/1/capacities"))
        assert "Did you mean “7/1/capacity”?" in said

    @pytest.mark.parametrize("both", [{"rule": None}, {"provision": "7/1/places"}])
    def test_names_a_rule_or_a_provision_and_not_both(self, both: dict[str, Any]) -> None:
        (said,) = refused(content(**both))
        assert "Name either a rule or a provision" in said

    def test_has_a_row_of_a_provision(self) -> None:
        assert refused(content(rule=None, provision="7/5/food", row="food"))

    def test_names_two_institutions_or_none(self) -> None:
        assert refused(content(institution={"bin": BIN, "name": "«Үміт»"}))
        assert refused(content(institution={}))

    def test_misspells_a_field(self) -> None:
        (said,) = refused(content(untill=TAKEN_ON))
        assert "until" in said

    def test_has_the_name_of_another(self) -> None:
        (said,) = refused(content(), content())
        assert "“repairs” stands already at waivers.yaml:3" in said

    def test_is_told_with_all_the_others_at_once(self) -> None:
        assert len(refused(content("a", rule="nothing"), content("b", rule="no"))) == 2

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_is_told_in_every_language(self, lang: str) -> None:
        (said,) = refused(content(rule="capacity-is-enuogh"), lang=lang)
        assert "capacity-is-enough" in said

    def test_quotes_nothing_personal(self) -> None:
        fields = {"reason": 5, "subject": 7, "institution": {"bin": "Serik"}}
        assert not any("Serik" in one for one in refused(content(**fields)))


class TestARuleOfWhichThereIsNoWaiver:
    @pytest.mark.parametrize("scope", [{"rule": "has-a-lift"}, {"rule": None, "provision": "7/4"}])
    def test_refuses_it_with_the_reason(self, scope: dict[str, Any]) -> None:
        (said,) = refused(content(**scope))
        assert "the law itself forbids exceptions from it: There is a lift." in said

    def test_says_so_when_it_is_read_back(self) -> None:
        rules = {one.id: one for one in law().pack.rules}
        said = "No waiver: the law forbids exceptions from it."
        assert said in list(rule_lines(rules["has-a-lift"], law(), "en"))
        assert said not in list(rule_lines(rules["has-a-library"], law(), "en"))


class TestRequirementsOnHealth:
    @pytest.mark.parametrize(
        "scope",
        [
            {"rule": "no-illness"},
            {"rule": "no-illness", "row": "status"},
            {"rule": None, "provision": "7/9.1/status"},
        ],
    )
    def test_are_not_waived_one_by_one(self, scope: dict[str, Any]) -> None:
        (said,) = refused(content(**scope))
        assert "would tell a diagnosis" in said
        assert HEALTH in said

    def test_are_waived_together_by_the_name_that_they_share(self) -> None:
        document = institution(recipient("7", STATUS, PSYCHOSIS), recipient("8", STATUS))
        told = content(rule=HEALTH, subject="7")
        after = excuse(audited(document), waivers=waivers(told))
        assert [subject for _, _, subject, _ in waived(after)] == ["7", "7"]
        assert [one.breaches for one in after.waivers] == [1]
        assert after.exit_code() is ExitCode.BREACH

    def test_have_no_rows(self) -> None:
        (said,) = refused(content(rule=HEALTH, row="status"))
        assert "waived together, without a row" in said

    @pytest.mark.parametrize("illness", [STATUS, PSYCHOSIS])
    def test_are_waived_alike_whichever_is_breached(self, illness: str) -> None:
        document = institution(recipient("7", illness))
        after = excuse(audited(document), waivers=waivers(content(rule=HEALTH)))
        assert after.exit_code() is ExitCode.FINE
        assert [(one.standing, one.breaches) for one in after.waivers] == [(WaiverStanding.USED, 1)]


class TestAWorkbook:
    """The same waivers as a table."""

    HEADS = tuple(Column)

    def book(self, *rows: dict[Column, object], lang: str = "", **others: Any) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.title = others.get("title", "Sheet1")
        columns = others.get("columns", self.HEADS)
        sheet.append([heading(one, lang) if lang else str(one) for one in columns])
        for row in rows:
            sheet.append([row.get(one) for one in columns])
        data = BytesIO()
        book.save(data)
        return data.getvalue()

    def row(self, **fields: object) -> dict[Column, object]:
        told = content(**{"from": date(2026, 1, 10), "until": "31.12.2026"})
        whole = {Column(name): value for name, value in told.items() if name != "institution"}
        whole[Column.BIN] = BIN
        return whole | {Column(name): value for name, value in fields.items()}

    def read(self, data: bytes) -> tuple[Waiver, ...]:
        return read_waivers([(data, "waivers.xlsx")], law())

    def refused(self, *rows: dict[Column, object], **others: Any) -> list[str]:
        with pytest.raises(Refused) as caught:
            self.read(self.book(*rows, **others))
        return [one.say("en") for one in caught.value.mistakes]

    @pytest.mark.parametrize("lang", ["", *LANGUAGES])
    def test_tells_the_same_as_a_text_file(self, lang: str) -> None:
        (by_text,) = waivers(content())
        (found,) = self.read(self.book(self.row(), lang=lang))
        place = {"file": "waivers.xlsx", "sheet": "Sheet1", "line": 2}
        assert found == replace(by_text, **place)

    def test_gives_back_the_noughts_that_a_number_lost(self) -> None:
        (found,) = self.read(self.book(self.row(bin=10240000001)))
        assert found.number == "010240000001"

    def test_names_an_institution_without_a_bin(self) -> None:
        (found,) = self.read(self.book(self.row(bin=None, institution="«Үміт»")))
        assert (found.number, found.institution) == ("", "«Үміт»")

    @pytest.mark.parametrize(
        ("fields", "place", "sentence"),
        [
            ({"rule": "capacity-is-enuogh"}, "2:4", "Did you mean “capacity-is-enough”?"),
            ({"until": "soon"}, "2:11", "The date is not understood."),
            ({"until": None}, "2:11", "This cell is empty"),
            ({"until": date(2026, 1, 1)}, "2:11", "The last day lies before"),
            ({"reason": "=1+1"}, "2:12", "A formula stands here."),
            ({"subject": date(2026, 1, 1)}, "2:7", "has turned the key into a date"),
            ({"bin": "99124"}, "2:2", ""),
            ({"bin": None}, "2:0", "names no institution"),
            ({"rule": "has-a-lift"}, "2:4", "forbids exceptions"),
        ],
    )
    def test_is_refused_with_sheet_row_and_column(
        self, fields: dict[str, object], place: str, sentence: str
    ) -> None:
        (said,) = self.refused(self.row(**fields))
        assert said.startswith(f"waivers.xlsx [Sheet1]:{place}: ")
        assert sentence in said

    def test_without_a_column_is_refused(self) -> None:
        columns = [one for one in self.HEADS if one is not Column.UNTIL]
        (said,) = self.refused(self.row(), columns=columns)
        assert "A column is missing: Аяқталуы / По / Until." in said

    def test_without_rows_is_refused(self) -> None:
        (said,) = self.refused()
        assert "no waiver below the headings" in said

    def test_with_a_name_twice_is_refused(self) -> None:
        (said,) = self.refused(self.row(), self.row())
        assert said.startswith("waivers.xlsx [Sheet1]:3:1: ")

    @pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old"])
    def test_that_is_damaged_is_refused(self, data: bytes) -> None:
        with pytest.raises(Refused):
            self.read(data)


@st.composite
def any_waiver(draw: st.DrawFn, name: str) -> dict[str, Any]:
    first = draw(st.dates(date(2026, 2, 27), date(2026, 3, 3)))
    last = draw(st.dates(first, date(2026, 3, 4)))
    rules = ("capacity-is-enough", "contract-is-dated", "stores-of-two-kinds", HEALTH)
    return content(
        name,
        rule=draw(st.sampled_from(rules)),
        subject=draw(st.sampled_from((None, "institution", "7", "7/1", "8/1"))),
        institution={"bin": draw(st.sampled_from((BIN, "991240000002")))},
        **{"from": first, "until": last},
    )


DOCUMENT = institution(
    recipient("7", STATUS, **UNDATED), recipient("8", **UNDATED), capacity=5, premises=STORES
)
OPENED = institution(recipient("7", STATUS), capacity=5)
del OPENED["institution"]["premises"]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([DOCUMENT, OPENED]))
def test_waivers_never_change_a_verdict(data: st.DataObject, document: dict[str, Any]) -> None:
    told = [data.draw(any_waiver(f"w{number}")) for number in range(data.draw(st.integers(1, 4)))]
    before = audited(document)
    after = excuse(before, waivers=waivers(*told))
    assert [replace(one, waiver=None) for one in after.findings] == list(before.findings)
    assert after.counts == before.counts
    assert [one.verdict for one in after.everything()] == [
        one.verdict for one in before.everything()
    ]
    for fail_on in FailOn:
        codes = before.exit_code(fail_on), after.exit_code(fail_on)
        assert codes[0] == codes[1] or codes[0] is ExitCode.BREACH


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_waivers_never_hide_a_fault_or_what_is_open(data: st.DataObject) -> None:
    told = waivers(data.draw(any_waiver("one")), content("all", rule="capacity-is-enough"))
    result = audited(OPENED)
    faulty = replace(result.judged, faults=(Fault("has-a-lift", None, "institution", "failed"),))
    assert excuse(replace(result, judged=faulty), waivers=told).exit_code() is ExitCode.OPEN
    everything = waivers(content("all"), content("health", rule=HEALTH))
    assert excuse(result, waivers=everything).exit_code() is ExitCode.OPEN


def test_a_file_of_waivers_fits_its_schema_only_in_this_version() -> None:
    data = file_of(content()).replace(b"waivers_version: '1'", b"waivers_version: '2'")
    with pytest.raises(Refused):
        read_waivers([(data, "waivers.yaml")], law())
