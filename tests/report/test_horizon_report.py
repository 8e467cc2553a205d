"""What lies ahead in reports and calendars: three languages, one schema, nothing personal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from checker.auditing.horizon import look_ahead
from checker.auditing.judging import EngineChoice
from checker.auditing.result import AuditResult, audit
from checker.auditing.snapshot import Snapshot
from checker.law import Law, load_law
from checker.places import schemas_folder
from checker.report.build import view_of
from checker.report.entry import MASK
from checker.report.icalendar_file import CalendarFile
from checker.report.json_report import JsonReport
from checker.report.text import TextReport

SCHEMA = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))
UNTIL = date(2026, 12, 31)
LANGUAGES = ["kk", "ru", "en"]


@pytest.fixture(scope="module")
def later() -> Law:
    return load_law(Path(__file__).parents[1] / "audit" / "later_rules")


def house(**more: object) -> dict:
    """A recipient who comes of age on 17 May 2026, and a contract that is due on 12 March."""
    recipient = {
        "file_number": "7/2026",
        "birth_date": "2008-05-17",
        "sex": "female",
        "contraindications": [],
        "disability": {"group": None},
        "stays": [{"number": "1", "admitted_on": "2026-02-26", "contract": None}],
    }
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-02",
        "institution": {
            "name": "Үй, «Сынақ»; 1\\2",
            "bin": "991240000001",
            "type": "residential",
            "sector": "state",
            "premises": {"has_pool": True, "has_library": True, "has_lift": False},
        },
        "recipients": [recipient | more],
    }


def audited(document: dict, law: Law, until: date = UNTIL) -> AuditResult:
    snapshot = Snapshot("house.json", document, "0" * 64)
    result = audit(snapshot, law, engine=EngineChoice.PLAIN)
    return replace(result, horizon=look_ahead(result.judged, until))


def written(result: AuditResult, law: Law, *, reveal: bool = False) -> list[str]:
    """Every form in every language."""
    view = view_of(result, reveal=reveal)
    forms = [TextReport(law, lang, 80).page(view).plain() for lang in LANGUAGES]
    forms.append(b"".join(JsonReport(law).chunks(view, view.listed)).decode())
    return [*forms, *(unfolded(calendar(result, law, lang, reveal=reveal)) for lang in LANGUAGES)]


def calendar(result: AuditResult, law: Law, lang: str = "en", *, reveal: bool = False) -> bytes:
    view = view_of(result, reveal=reveal)
    file = CalendarFile(law, lang)
    file.add(view.header, view.horizon)
    return file.content()


def unfolded(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


def events(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize("reveal", [False, True])
def test_the_json_keeps_its_schema(reveal: bool, later: Law) -> None:
    view = view_of(audited(house(), later), reveal=reveal)
    document = json.loads(b"".join(JsonReport(later).chunks(view, view.listed)))
    Draft202012Validator(SCHEMA).validate(document)
    horizon = document["horizon"]
    assert (horizon["until"], horizon["days"]) == ("2026-12-31", 304)
    assert [(one["rule"], one["day"], one["breached_from"]) for one in horizon["entries"]] == [
        ("stay-contract-in-time", "2026-03-12", "2026-03-13"),
        ("grown-up-is-male", "2026-05-16", "2026-05-17"),
        ("lift-from-june", "2026-06-30", "2026-07-01"),
    ]


def test_nothing_is_said_of_a_horizon_where_nobody_looked(later: Law) -> None:
    result = replace(audited(house(), later), horizon=None)
    view = view_of(result)
    assert "horizon" not in json.loads(b"".join(JsonReport(later).chunks(view, view.listed)))
    assert "horizon" not in TextReport(later, "en", 80).page(view).plain()


def test_looking_ahead_leaves_the_exit_code_as_it_is(later: Law) -> None:
    result = audited(house(), later)
    assert result.exit_code() is replace(result, horizon=None).exit_code()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_tells_day_by_day_within_its_width(lang: str, later: Law) -> None:
    page = TextReport(later, lang, 80).page(view_of(audited(house(), later))).plain()
    assert max(map(len, page.splitlines())) <= 80
    day = "12 Mar 2026" if lang == "en" else "12.03.2026"
    assert f"\n{day}\n" in page


def test_a_horizon_without_anything_says_so(later: Law) -> None:
    page = TextReport(later, "en", 80).page(view_of(audited(house(), later, date(2026, 3, 3))))
    assert "Nothing falls due." in page.plain()


def test_a_day_that_tells_a_birthday_is_shown_without_its_subject(later: Law) -> None:
    view = view_of(audited(house(), later))
    shown = {one.entry.rule: one.entry.subject.key for one in view.horizon.entries}
    assert shown["grown-up-is-male"] == MASK
    assert shown["stay-contract-in-time"] == "7/2026/1"
    revealed = view_of(audited(house(), later), reveal=True)
    assert "7/2026" in {one.entry.subject.key for one in revealed.horizon.entries}


@pytest.mark.parametrize("code", ["convulsive_syndrome", "acute_psychotic_symptoms"])
def test_requirements_about_health_are_only_counted(code: str, later: Law) -> None:
    document = house(contraindications=[{"code": code}])
    for form in written(audited(document, later), later):
        assert "grown-up-without" not in form
    revealed = written(audited(document, later), later, reveal=True)
    assert any("grown-up-without-syndrome" in form for form in revealed) == (
        code == "convulsive_syndrome"
    )


def test_the_count_does_not_tell_which_of_a_clause_it_is(later: Law) -> None:
    codes = "convulsive_syndrome", "epilepsy_prone_to_status"
    first, second = (
        written(audited(house(contraindications=[{"code": code}]), later), later) for code in codes
    )
    assert first == second
    assert view_of(audited(house(contraindications=[{"code": codes[0]}]), later)).horizon.withheld


class TestTheCalendar:
    def test_there_is_one_event_for_each_day_and_requirement(self, later: Law) -> None:
        found = events(calendar(audited(house(), later), later))
        assert [one.decoded("dtstart") for one in found] == [
            date(2026, 3, 12),
            date(2026, 5, 16),
            date(2026, 6, 30),
        ]
        assert all(one.decoded("dtend") == one.decoded("dtstart") + timedelta(1) for one in found)
        assert len({str(one["uid"]) for one in found}) == 3

    def test_subjects_of_one_requirement_share_an_event(self, later: Law) -> None:
        document = house()
        document["recipients"].append(document["recipients"][0] | {"file_number": "8/2026"})
        first = events(calendar(audited(document, later), later))[0]
        assert str(first["summary"]).endswith("(2)")
        assert "7/2026/1; 8/2026/1" in str(first["description"])

    def test_the_same_snapshot_gives_the_same_bytes(self, later: Law) -> None:
        result = audited(house(), later)
        assert calendar(result, later) == calendar(result, later)
        stamps = {one.decoded("dtstamp").date() for one in events(calendar(result, later))}
        assert stamps == {date(2026, 3, 2)}

    def test_an_event_keeps_its_identity_when_its_subjects_change(self, later: Law) -> None:
        document = house()
        document["recipients"].append(document["recipients"][0] | {"file_number": "8/2026"})
        one, two = (
            [str(event["uid"]) for event in events(calendar(audited(each, later), later))]
            for each in (house(), document)
        )
        assert one == two

    def test_institutions_share_a_file_and_no_identity(self, later: Law) -> None:
        other = house()
        other["institution"] |= {"name": "Басқа үй", "bin": "991240000002"}
        file = CalendarFile(later, "kk")
        for document in (house(), other):
            view = view_of(audited(document, later))
            file.add(view.header, view.horizon)
        found = events(file.content())
        assert len({str(one["uid"]) for one in found}) == len(found) == 6
        assert sum("Басқа үй" in str(one["summary"]) for one in found) == 3

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_lines_are_folded_and_signs_escaped(self, lang: str, later: Law) -> None:
        content = calendar(audited(house(), later), later, lang)
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert "Үй, «Сынақ»; 1\\2" in str(events(content)[0]["summary"])

    def test_nothing_personal_is_in_it(self, later: Law) -> None:
        document = house(name={"surname": "Жұмабаев", "given_name": "Ерлан", "patronymic": None})
        document["institution"] |= {"legal_form": "natural_person", "bin": "150203900017"}
        said = unfolded(calendar(audited(document, later), later))
        secrets = ("Жұмабаев", "150203900017", "2008-05-17", "Үй, «Сынақ»")
        assert not [secret for secret in secrets if secret in said]
        assert MASK in said
