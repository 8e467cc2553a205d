"""What the program does wrong is a fault, never a statement about the institution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from checker.auditing import judging
from checker.auditing.judging import EngineChoice
from checker.auditing.result import AuditResult, ExitCode, FailOn
from checker.engine import plain
from checker.engine.model import Code, EngineFault, Judgement, Table
from checker.findings import Verdict
from checker.law import Law

from .small import NOT_RECORDED, audited, institution

BOTH, DURABLE, PLAIN = EngineChoice.BOTH, EngineChoice.DURABLE, EngineChoice.PLAIN
Judge = Callable[[Sequence[Judgement], Table], list[bytes]]
Install = Callable[[Judge], None]


class Stand:
    """Stands in for the durable engine."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge


@pytest.fixture
def durable_is(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put another engine in the place of the durable one."""

    def install(judge: Judge) -> None:
        monkeypatch.setattr(judging, "durable_available", lambda: True)
        monkeypatch.setattr(judging, "_durable_engine", lambda: Stand(judge))

    return install


def refusing(judgements: Sequence[Judgement], table: Table) -> list[bytes]:
    """An engine that loses its facts."""
    raise EngineFault("durable-rules lost facts")


def saying(rule: str, code: Code) -> Judge:
    """An engine that is wrong about one rule."""

    def judge(judgements: Sequence[Judgement], table: Table) -> list[bytes]:
        right = plain.judge(judgements, table)
        return [
            bytes([code] * table.size) if one.rule == rule else codes
            for one, codes in zip(judgements, right, strict=True)
        ]

    return judge


def statements(result: AuditResult) -> list[tuple[str, str, Verdict]]:
    """What the audit says of the institution."""
    return [
        (one.compiled.rule.id, one.subject.key, one.verdict)
        for one in result.findings
        if one.compiled is not None
    ]


def test_a_disagreement_is_a_fault_that_names_rule_subject_and_both_verdicts(
    small_law: Law, durable_is: Install
) -> None:
    durable_is(saying("contract-signed-in-time", Code.BREACHED))
    result = audited(institution(), small_law, engine=BOTH)
    (fault,) = result.faults
    assert (fault.rule, fault.row, fault.subject) == (
        "contract-signed-in-time",
        None,
        "stay 7/2026/1",
    )
    assert fault.what == "durable: BREACHED, plain: MET"


def test_a_disagreement_on_a_row_names_the_row(small_law: Law, durable_is: Install) -> None:
    durable_is(saying("stores-of-two-kinds", Code.NOT_DUE))
    faults = audited(institution(), small_law, engine=BOTH).faults
    assert {(one.rule, one.row) for one in faults} == {
        ("stores-of-two-kinds", "food"),
        ("stores-of-two-kinds", "vegetables"),
    }


@pytest.mark.parametrize("wrong", list(Code))
@pytest.mark.parametrize("lift", [True, False, NOT_RECORDED], ids=["met", "breached", "open"])
def test_a_disputed_verdict_is_no_finding_and_the_others_stand(
    small_law: Law, durable_is: Install, lift: object, wrong: Code
) -> None:
    document = institution(has_lift=lift, has_library=False)
    right = audited(document, small_law, engine=PLAIN)
    durable_is(saying("has-lift", wrong))
    result = audited(document, small_law, engine=BOTH)
    disputed = bool(result.faults)
    said = [one for one in statements(right) if not disputed or one[0] != "has-lift"]
    assert statements(result) == said
    everything = {one.compiled.rule.id for one in result.everything() if one.compiled}
    assert ("has-lift" in everything) != disputed
    assert sum(result.counts.values()) == sum(right.counts.values()) - disputed
    if disputed:
        assert result.exit_code() is result.exit_code(FailOn.BREACH) is ExitCode.OPEN


def test_agreement_leaves_no_fault(small_law: Law, durable_is: Install) -> None:
    durable_is(plain.judge)
    result = audited(institution(has_lift=False), small_law, engine=BOTH)
    assert result.faults == ()
    assert result.judged.engine is BOTH


@pytest.mark.parametrize("engine", [BOTH, DURABLE])
def test_an_engine_that_fails_is_a_fault_and_the_plain_one_judges(
    small_law: Law, durable_is: Install, engine: EngineChoice
) -> None:
    document = institution(has_lift=False)
    durable_is(refusing)
    result = audited(document, small_law, engine=engine)
    assert {one.what for one in result.faults} == {"durable-rules lost facts"}
    assert statements(result) == statements(audited(document, small_law, engine=PLAIN))
    assert result.exit_code() is ExitCode.OPEN


def test_the_engine_that_was_chosen_judges_alone(small_law: Law, durable_is: Install) -> None:
    durable_is(saying("has-lift", Code.BREACHED))
    alone = audited(institution(), small_law, engine=DURABLE)
    assert alone.faults == ()
    assert alone.exit_code() is ExitCode.BREACH
    durable_is(refusing)
    plain_alone = audited(institution(), small_law, engine=PLAIN)
    assert plain_alone.faults == ()
    assert plain_alone.exit_code() is ExitCode.FINE


def test_without_durable_rules_the_plain_engine_serves_alone_and_the_audit_says_so(
    small_law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "durable_available", lambda: False)
    result = audited(institution(has_lift=False), small_law, engine=BOTH)
    assert result.judged.engine is PLAIN
    assert result.faults == ()
    assert result.exit_code() is ExitCode.BREACH


def test_asking_for_durable_rules_where_there_is_none_is_a_fault(
    small_law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.engine.durable.native", lambda: None)
    judging._durable_engine.cache_clear()
    result = audited(institution(), small_law, engine=DURABLE)
    judging._durable_engine.cache_clear()
    assert {one.what for one in result.faults} == {"durable-rules is not available"}
    assert result.exit_code() is ExitCode.OPEN


def test_the_day_is_the_snapshots_own_unless_another_is_asked_for(small_law: Law) -> None:
    assert audited(institution(), small_law).judged.as_of == date(2026, 3, 2)
    day = date(2026, 2, 1)
    assert audited(institution(), small_law, as_of=day).judged.as_of == day
