"""The sections of a report say who, what, why and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from checker.auditing.judging import Fault
from checker.findings import Verdict
from checker.packs.model import DutyOf
from checker.report.build import view_of
from checker.report.view import Banner


def test_breaches_are_grouped_by_topic(institution, audited) -> None:
    view = view_of(audited(institution))
    assert [topic.title["en"] for topic in view.breaches] == [
        "General requirements",
        "Terms of individual plans",
    ]


def test_violations_stand_before_recommendations(institution, audited) -> None:
    plans = view_of(audited(institution)).breaches[1]
    severities = [rule.first.severity for rule in plans.rules]
    assert severities == sorted(severities, reverse=True)
    assert len(severities) == 2


def test_duties_of_other_bodies_stand_apart(institution, audited) -> None:
    view = view_of(audited(institution))
    own = [rule.first.rule for topic in view.breaches for rule in topic.rules]
    assert "founder-approves-staff" not in own
    assert view.others[DutyOf.FOUNDER][0].rules[0].first.rule == "founder-approves-staff"


def test_what_is_not_due_has_its_last_day(institution, audited) -> None:
    (group,) = view_of(audited(institution)).not_due
    assert group.first.computed.due_on == date(2026, 3, 6)


def test_the_soonest_due_stands_first(institution, audited) -> None:
    institution["recipients"].append(
        {
            "file_number": "9",
            "stays": [{"admitted_on": "2026-02-18", "contract": {"signed_on": None}}],
        }
    )
    (group,) = view_of(audited(institution)).not_due
    days = [entry.computed.due_on for entry in group.entries]
    assert days == sorted(days)
    assert len(days) == 2


def test_data_are_asked_for_by_how_much_they_decide(institution, audited) -> None:
    for recipient in institution["recipients"]:
        del recipient["birth_date"]
    del institution["institution"]["design_capacity"]
    requests = view_of(audited(institution)).requests
    assert [one.word for one in requests] == [
        "recipient.birth_date",
        "institution.design_capacity",
    ]
    assert [(one.verdicts, one.places) for one in requests] == [(2, 2), (1, 1)]
    assert requests[0].pointers[0] == "/recipients/0/birth_date"


def test_a_later_audit_asks_for_a_newer_snapshot(institution, audited) -> None:
    """A term that ends after the snapshot was taken, and a state that has no date."""
    assert view_of(audited(institution)).newer_snapshot == 0
    assert view_of(audited(institution, date(2026, 4, 1))).newer_snapshot == 2


def test_an_inspector_is_told_where_to_look(institution, audited) -> None:
    looks = view_of(audited(institution)).inspector
    assert [(one.rule, one.subjects) for one in looks] == [
        ("premises-are-clean", 1),
        ("capable-recipient-signs", 1),
    ]


def test_chapters_that_do_not_bind_take_one_line(institution, audited) -> None:
    institution["institution"]["type"] = "temporary_stay"
    (line,) = view_of(audited(institution)).not_binding
    assert line.chapter == "order-1/chapter-2-residential"


def test_a_chapter_without_rules_is_left_open(institution, audited) -> None:
    institution["institution"]["type"] = "home"
    view = view_of(audited(institution))
    assert view.open_by_text[0].first.chapter == "order-1/chapter-4-home"


def test_what_does_not_apply_names_the_facts_that_decided(institution, audited) -> None:
    institution["recipients"][0]["sex"] = "female"
    shown = {one.title["en"]: one for one in view_of(audited(institution)).not_applying}
    assert "recipient.sex" in shown["Terms of individual plans"].words


def test_old_events_are_counted_and_not_listed(institution, audited) -> None:
    stay = institution["recipients"][0]["stays"][0]
    stay["admitted_on"] = "2020-01-01"
    view = view_of(audited(institution))
    assert view.old_events == 1
    assert all(one.subject.key != "7/2025/1" for one in view.listed)


def test_counts_are_complete(institution, audited) -> None:
    result = audited(institution)
    view = view_of(result, reveal=True)
    assert sum(view.totals.values()) == sum(result.counts.values())


def test_a_choice_of_verdicts_limits_the_lists_and_not_the_counts(institution, audited) -> None:
    result = audited(institution)
    whole, part = view_of(result), view_of(result, verdicts={Verdict.NOT_DUE})
    assert part.totals == whole.totals
    assert not part.breaches
    assert part.not_due == whole.not_due


def test_warnings_stand_in_the_head(institution, audited) -> None:
    view = view_of(audited(institution, date(2027, 5, 1)), selected=True)
    assert {
        Banner.LAW_NOT_READ,
        Banner.ONE_ENGINE,
        Banner.OTHER_DAY,
        Banner.SELECTION,
        Banner.INCOMPLETE,
    } == set(view.header.banners)


def test_the_head_names_the_edition_of_the_day(institution, audited) -> None:
    assert view_of(audited(institution)).header.acts[0].edition == "amended"
    early = view_of(audited(institution, date(2024, 1, 1)))
    assert early.header.acts[0].edition == "original"


def with_fault(result: Any, rule: str, row: str) -> Any:
    fault = Fault(rule, row, "recipient 1", "durable: MET, plain: BREACHED")
    return replace(result, judged=replace(result.judged, faults=(fault,)))


def test_a_fault_is_no_finding(institution, audited) -> None:
    result = with_fault(audited(institution), "capacity-recorded", None)
    view = view_of(result)
    assert view.faults[0].rule == "capacity-recorded"
    assert Banner.FAULTY in view.header.banners
    assert view.listed == view_of(audited(institution)).listed


def test_a_fault_does_not_tell_a_diagnosis(institution, audited) -> None:
    result = with_fault(audited(institution), "no-contraindication", "convulsive_syndrome")
    (fault,) = view_of(result).faults
    assert (fault.rule, fault.row) == (None, None)
