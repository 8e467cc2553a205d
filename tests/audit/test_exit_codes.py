"""The exit code: what makes it 0, 1 or 4, and what never changes it."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from checker.auditing.judging import EngineChoice, Judged
from checker.auditing.result import AuditResult, ExitCode, FailOn, audit, worst
from checker.auditing.selection import choose, parse_selection
from checker.auditing.snapshot import Snapshot
from checker.engine.durable import durable_available
from checker.findings import Cause, Finding, Verdict, Why
from checker.law import Law

from .small import NOT_RECORDED, audited, institution

FINE, BREACH, OPEN, REFUSED = ExitCode.FINE, ExitCode.BREACH, ExitCode.OPEN, ExitCode.REFUSED

ORDERS = list(permutations([FINE, OPEN, BREACH]))


def found(result: AuditResult, rule: str) -> Finding:
    """The one finding of a rule."""
    (finding,) = [one for one in result.findings if one.compiled and one.compiled.rule.id == rule]
    return finding


def test_the_codes_are_those_that_the_readme_promises() -> None:
    assert {one.name: int(one) for one in ExitCode} == {
        "FINE": 0,
        "BREACH": 1,
        "COMMAND_LINE": 2,
        "REFUSED": 3,
        "OPEN": 4,
    }


def test_an_institution_that_keeps_the_law_is_fine(small_law: Law) -> None:
    result = audited(institution(), small_law)
    assert {one.cause for one in result.findings} == {Cause.EYES}
    assert result.exit_code() is FINE


def test_a_breach_of_the_institutions_own_duty_is_a_1(small_law: Law) -> None:
    result = audited(institution(has_lift=False), small_law)
    assert found(result, "has-lift").verdict is Verdict.BREACHED
    assert result.exit_code() is result.exit_code(FailOn.BREACH) is BREACH


@pytest.mark.parametrize(
    ("rule", "premises"),
    [
        ("founder-gives-a-pool", {"has_pool": False}),
        ("executive-body-gives-a-pool", {"has_pool": False}),
        ("portal-administrator-gives-a-pool", {"has_pool": False}),
        ("library-is-advised", {"has_library": False}),
        ("library-is-noted", {"has_library": False}),
        ("stores-of-two-kinds", {"has_vegetable_store": False}),
    ],
)
def test_a_breach_that_is_anothers_or_no_violation_is_shown_and_passes(
    small_law: Law, rule: str, premises: dict[str, object]
) -> None:
    result = audited(institution(**premises), small_law)
    assert found(result, rule).verdict is Verdict.BREACHED
    assert not found(result, rule).mandatory
    assert result.exit_code() is FINE


def test_a_row_may_weigh_less_than_its_rule(small_law: Law) -> None:
    assert audited(institution(has_food_store=False), small_law).exit_code() is BREACH
    assert audited(institution(has_vegetable_store=False), small_law).exit_code() is FINE


@pytest.mark.parametrize(
    "premises",
    [
        {"has_pool": NOT_RECORDED},
        {"has_library": NOT_RECORDED},
        {"has_vegetable_store": NOT_RECORDED},
    ],
)
def test_data_that_only_decide_anothers_duty_or_a_recommendation_are_not_waited_for(
    small_law: Law, premises: dict[str, object]
) -> None:
    result = audited(institution(**premises), small_law)
    assert Cause.DATA in {one.cause for one in result.findings}
    assert result.exit_code() is FINE


def test_a_mandatory_verdict_that_lacks_data_is_a_4(small_law: Law) -> None:
    result = audited(institution(has_lift=NOT_RECORDED), small_law)
    assert found(result, "has-lift").cause is Cause.DATA
    assert result.exit_code() is OPEN


def test_lacking_data_pass_when_only_breaches_are_to_fail(small_law: Law) -> None:
    result = audited(institution(has_lift=NOT_RECORDED), small_law)
    assert result.exit_code(FailOn.BREACH) is FINE


def test_a_breach_goes_before_lacking_data(small_law: Law) -> None:
    result = audited(institution(has_lift=False, has_food_store=NOT_RECORDED), small_law)
    assert result.exit_code() is BREACH


def test_what_cannot_be_breached_is_not_waited_for(small_law: Law) -> None:
    result = audited(institution(sector=None), small_law)
    finding = found(result, "private-house-has-a-pharmacy")
    assert (finding.cause, finding.why) == (Cause.DATA, Why.CANNOT_BE_BREACHED)
    assert result.exit_code() is FINE


def test_what_may_be_breached_is_waited_for(small_law: Law) -> None:
    result = audited(institution(sector=None, has_pharmacy=False), small_law)
    finding = found(result, "private-house-has-a-pharmacy")
    assert (finding.cause, finding.why) == (Cause.DATA, Why.NOTHING)
    assert result.exit_code() is OPEN


def test_a_grey_zone_of_the_text_never_changes_the_code(small_law: Law) -> None:
    result = audited(institution(library_books=60), small_law)
    finding = found(result, "enough-books")
    assert (finding.cause, finding.why) == (Cause.TEXT, Why.GREY_ZONE)
    assert result.exit_code() is FINE
    assert audited(institution(library_books=49), small_law).exit_code() is BREACH


def test_a_wording_that_is_only_presumed_never_changes_the_code(small_law: Law) -> None:
    stay = {
        "admitted_on": "2025-02-03",
        "contract": {"signed_on": "2025-02-03"},
        "first_service_on": "2025-02-20",
    }
    result = audited(institution(stay=stay), small_law)
    finding = found(result, "first-service-in-time")
    assert (finding.cause, finding.why) == (Cause.TEXT, Why.WORDING_PRESUMED)
    assert result.exit_code() is FINE


def test_events_of_a_day_whose_law_is_not_known_are_counted_and_never_listed(
    small_law: Law,
) -> None:
    stay = {"admitted_on": "2022-05-04", "contract": {"signed_on": None}}
    result = audited(institution(stay=stay), small_law)
    assert result.old_events == 2
    assert Why.EDITION_UNKNOWN not in {one.why for one in result.findings}
    told = [one for one in result.everything() if one.why is Why.EDITION_UNKNOWN]
    assert {(one.cause, one.subject.key) for one in told} == {(Cause.TEXT, "7/2026/1")}
    assert len(told) == result.old_events
    assert result.exit_code() is FINE


def test_a_year_that_the_calendar_does_not_know_never_changes_the_code(small_law: Law) -> None:
    last = small_law.calendar.last_day
    admitted = f"{_year(last)}-12-30"
    stay = {
        "admitted_on": admitted,
        "contract": {"signed_on": None},
        "first_service_on": admitted,
        "admission_order": {"issued_on": admitted},
    }
    result = audited(institution(stay=stay, taken_on=f"{_year(last) + 1}-03-01"), small_law)
    assert found(result, "contract-signed-in-time").cause is Cause.CALENDAR
    assert result.exit_code() is FINE


def test_what_only_a_person_can_see_never_changes_the_code(small_law: Law) -> None:
    result = audited(institution(meals=False), small_law)
    seen = found(result, "meals-seem-hot"), found(result, "rooms-are-clean")
    assert [(one.cause, one.why) for one in seen] == [
        (Cause.EYES, Why.INDICATOR),
        (Cause.EYES, Why.ON_SITE),
    ]
    assert result.exit_code() is FINE


def test_a_chapter_that_nobody_has_written_is_a_4(small_law: Law) -> None:
    result = audited(institution(kind="home"), small_law)
    (finding,) = [one for one in result.findings if one.compiled is None]
    assert (finding.chapter, finding.cause, finding.why) == (
        "order-2/chapter-4-home",
        Cause.PACK,
        Why.NO_PACK,
    )
    assert finding.mandatory
    assert result.exit_code() is OPEN


def test_a_breach_goes_before_an_unwritten_chapter(small_law: Law) -> None:
    result = audited(institution(kind="home", has_lift=False), small_law)
    assert result.exit_code() is BREACH


def test_rules_that_all_do_not_apply_are_fine(small_law: Law) -> None:
    chosen = choose(parse_selection(["rule:private-house-has-a-pharmacy"]), small_law)
    snapshot = Snapshot("small.json", institution(has_lift=False), "")
    result = audit(snapshot, small_law, engine=EngineChoice.PLAIN, chosen=chosen)
    assert result.findings == ()
    assert result.exit_code() is FINE


def test_chosen_rules_are_judged_alone_and_ask_for_no_other_chapter(small_law: Law) -> None:
    chosen = choose(parse_selection(["rule:library-*"]), small_law)
    snapshot = Snapshot("small.json", institution(kind="home", has_lift=False), "")
    result = audit(snapshot, small_law, engine=EngineChoice.PLAIN, chosen=chosen)
    assert result.exit_code() is FINE


def test_a_verdict_that_is_chosen_for_view_leaves_all_rules_chosen(small_law: Law) -> None:
    assert choose(parse_selection(["verdict:met"]), small_law) is None


@pytest.mark.parametrize("fail_on", list(FailOn))
@pytest.mark.parametrize("lift", [True, False, NOT_RECORDED])
def test_a_fault_is_a_4_whatever_else_is_found(
    small_law: Law, lift: object, fail_on: FailOn, faulty_judgement: Judged
) -> None:
    sound = audited(institution(has_lift=lift), small_law)
    result = AuditResult(faulty_judgement, sound.findings, sound.counts, sound.old_events)
    assert result.exit_code(fail_on) is OPEN


@pytest.mark.parametrize("engine", list(EngineChoice))
def test_no_choice_of_engine_changes_the_code(small_law: Law, engine: EngineChoice) -> None:
    if engine is EngineChoice.DURABLE and not durable_available():
        pytest.skip("durable-rules cannot be loaded here: asking for it alone is a fault")
    codes = [
        audited(institution(has_lift=lift), small_law, engine=engine).exit_code()
        for lift in (True, False, NOT_RECORDED)
    ]
    assert codes == [FINE, BREACH, OPEN]


@pytest.mark.parametrize("codes", ORDERS)
def test_among_several_audits_a_refusal_goes_before_all(codes: tuple[ExitCode, ...]) -> None:
    assert worst(codes, refused=True, faulty=True) is REFUSED
    assert worst(codes, refused=True, faulty=False) is REFUSED


@pytest.mark.parametrize("codes", ORDERS)
def test_then_a_fault_then_a_breach_then_what_is_open(codes: tuple[ExitCode, ...]) -> None:
    assert worst(codes, refused=False, faulty=True) is OPEN
    assert worst(codes, refused=False, faulty=False) is BREACH
    unbroken = [code for code in codes if code is not BREACH]
    assert worst(unbroken, refused=False, faulty=False) is OPEN
    assert worst([FINE, FINE], refused=False, faulty=False) is FINE
    assert worst([], refused=False, faulty=False) is FINE


def _year(ordinal: int) -> int:
    return date.fromordinal(ordinal).year
