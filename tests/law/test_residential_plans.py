"""Histories of plans and monitoring in a whole snapshot, judged by the law that is shipped."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from checker.auditing.explain import Explainer
from checker.auditing.judging import EngineChoice, judge
from checker.auditing.snapshot import Snapshot
from checker.engine.model import Code
from checker.findings import Finding, Verdict
from checker.law import Law, load_law

FIRST = "residential-first-plan-developed"
NEXT = "residential-next-plan-developed"
FILLED = "residential-plan-filled-in"
MONITORED = "residential-monitoring-quarterly"


@cache
def law() -> Law:
    return load_law()


def findings(rule: str, stay: dict[str, Any], as_of: str, taken_on: str = "") -> list[Finding]:
    """What the law says of each subject of one stay, both engines judging."""
    content = {
        "snapshot_version": "1",
        "taken_on": taken_on or as_of,
        "institution": {"name": "Үміт", "type": "residential"},
        "recipients": [{"file_number": "17", "stays": [stay]}],
    }
    chosen = [one for one in law().program.compiled if one.rule.id == rule]
    judged = judge(
        Snapshot("one.json", content, ""),
        law(),
        as_of=date.fromisoformat(as_of),
        engine=EngineChoice.BOTH,
        chosen=chosen,
    )
    assert judged.faults == ()
    explainer = Explainer(judged)
    return [
        explainer.finding(compiled, number, Code(code))
        for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True)
        for number, code in enumerate(codes)
    ]


def verdicts(rule: str, stay: dict[str, Any], as_of: str = "2026-03-02") -> list[str]:
    return [str(found.verdict) for found in findings(rule, stay, as_of)]


def stay(admitted_on: str, *plans: dict[str, Any], **more: Any) -> dict[str, Any]:
    known: dict[str, Any] = {"discharged_on": None, "absences": []}
    return {"admitted_on": admitted_on, "plans": list(plans)} | known | more


def plan(developed_on: str | None, valid_from: str, valid_to: str, **more: Any) -> dict[str, Any]:
    return {"developed_on": developed_on, "valid_from": valid_from, "valid_to": valid_to} | more


def test_admitted_on_29_december_the_first_plan_is_due_on_12_january() -> None:
    (due,) = findings(FIRST, stay("2025-12-29"), "2026-01-12")
    assert due.verdict is Verdict.NOT_DUE
    assert due.computed is not None
    assert due.computed.due_on == date(2026, 1, 12)
    (late,) = findings(FIRST, stay("2025-12-29"), "2026-01-13")
    assert late.verdict is Verdict.BREACHED


def test_developed_on_30_december_it_is_filled_in_by_9_and_at_the_latest_19_january() -> None:
    one = plan("2025-12-30", "2026-01-01", "2026-12-31", filled_on=None)
    (running,) = findings(FILLED, stay("2025-12-29", one), "2026-01-19")
    assert running.verdict is Verdict.NOT_DUE
    assert running.computed is not None
    assert running.computed.due_on == date(2026, 1, 9)
    assert running.computed.lenient_on == date(2026, 1, 19)
    (breached,) = findings(FILLED, stay("2025-12-29", one), "2026-01-20")
    assert breached.verdict is Verdict.BREACHED
    assert breached.computed is not None
    assert breached.computed.days_late == 1


def test_a_plan_until_20_march_2025_makes_the_next_due_on_26_march() -> None:
    one = plan("2024-03-20", "2024-03-21", "2025-03-20")
    (due,) = findings(NEXT, stay("2024-03-20", one), "2025-03-26")
    assert due.verdict is Verdict.NOT_DUE
    assert due.computed is not None
    assert due.computed.due_on == date(2025, 3, 26)
    (late,) = findings(NEXT, stay("2024-03-20", one), "2025-03-27")
    assert late.verdict is Verdict.BREACHED


CHAIN = (
    plan("2025-03-17", "2025-03-17", "2025-09-16", filled_on="2025-03-20"),
    plan("2025-09-17", "2025-09-17", "2026-01-16", filled_on="2025-09-24"),
    plan("2026-01-20", "2026-01-20", "2026-07-19", filled_on="2026-01-28"),
)


def test_each_plan_of_a_chain_is_followed_by_the_next() -> None:
    """17 September 2025 was a Wednesday; 19 January 2026 was the Monday after a Friday."""
    assert verdicts(NEXT, stay("2025-03-10", *CHAIN)) == ["met", "breached", "not_due"]


def test_the_order_in_which_plans_are_recorded_does_not_matter() -> None:
    mixed = (CHAIN[2], CHAIN[0], CHAIN[1])
    assert verdicts(NEXT, stay("2025-03-10", *mixed)) == ["not_due", "met", "breached"]


def test_a_later_plan_is_filled_in_from_its_own_development() -> None:
    assert verdicts(FILLED, stay("2025-03-10", *CHAIN)) == ["met", "met", "breached"]


def test_plans_made_after_the_audit_day_do_not_count_yet() -> None:
    assert verdicts(NEXT, stay("2025-03-10", *CHAIN), "2025-09-16") == ["not_due"]


def test_another_stay_has_plans_of_its_own() -> None:
    other = stay("2026-01-05", plan("2026-01-12", "2026-01-12", "2027-01-11"))
    (first,) = findings(FIRST, other, "2026-03-02")
    assert first.verdict is Verdict.MET


def test_an_absence_excuses_the_delay_that_it_explains() -> None:
    away = [{"from_on": "2026-01-05", "to_on": "2026-01-09"}]
    made = plan("2026-01-19", "2026-01-19", "2027-01-18")
    (excused,) = findings(FIRST, stay("2025-12-29", made, absences=away), "2026-03-02")
    assert excused.verdict is Verdict.MET
    assert excused.computed is not None
    assert excused.computed.notes == ("deadline.moved-by-absence",)
    (accused,) = findings(FIRST, stay("2025-12-29", made), "2026-03-02")
    assert accused.verdict is Verdict.BREACHED


def test_who_did_not_record_absences_is_asked_for_them_only_when_late() -> None:
    late = stay("2025-12-29", plan("2026-01-19", "2026-01-19", "2027-01-18"))
    del late["absences"]
    (found,) = findings(FIRST, late, "2026-03-02")
    assert found.verdict is Verdict.UNDETERMINED
    assert {one.pointer for one in found.missing} == {"/recipients/0/stays/0/absences"}
    in_time = stay("2025-12-29", plan("2026-01-12", "2026-01-12", "2027-01-11"))
    del in_time["absences"]
    assert verdicts(FIRST, in_time) == ["met"]


def test_a_plan_whose_successor_is_open_asks_for_the_siblings_day() -> None:
    two = (CHAIN[0], {"valid_to": "2026-01-16"})
    found = findings(NEXT, stay("2025-03-10", *two), "2026-03-02")[0]
    assert found.verdict is Verdict.UNDETERMINED
    pointers = {one.pointer for one in found.missing}
    assert pointers == {"/recipients/0/stays/0/plans/1/developed_on"}


@pytest.mark.parametrize(
    ("monitored", "expected"),
    [
        (["2025-06-12", "2025-09-11", "2025-12-11"], "met"),
        (["2025-06-12", "2025-09-11"], "breached"),
        ([], "breached"),
    ],
)
def test_monitoring_is_followed_over_the_chain_of_plans(
    monitored: list[str], expected: str
) -> None:
    records = [{"monitored_on": one} for one in monitored]
    assert verdicts(MONITORED, stay("2025-03-10", *CHAIN, monitorings=records)) == [expected]
