"""The native engine is driven so that a loss is a fault, memory stays flat and nothing crashes."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.engine import durable, durable_run
from checker.engine.durable import Compiled, DurableEngine, durable_available
from checker.engine.durable_run import native
from checker.engine.model import FALSE, EngineFault, Formula, Judgement, Table
from checker.values import NONE

needs_durable = pytest.mark.skipif(not durable_available(), reason="durable-rules not installed")

OF_AGE: Formula = ("leaf", "age", "ge", 18, True)
UNDER_AGE: Formula = ("leaf", "age", "ge", 18, False)
RULE = Judgement("of-age", None, "recipient", FALSE, UNDER_AGE, OF_AGE, FALSE)
TABLE = Table("recipient", 4, {"age": [17, 18, NONE, None]})
VERDICTS = [b"\2\1\2\0"]


class Tampered:
    """The native engine with one of its functions replaced."""

    def __init__(self, **replaced: Any) -> None:
        self._replaced = replaced

    def __getattr__(self, name: str) -> Any:
        return self._replaced.get(name, getattr(native(), name))


def assert_cut(share: float) -> Any:
    """Assert only a part of the text, as the engine does at what it cannot read."""

    def cut(handle: int, facts: str) -> tuple[int, int]:
        engine = native()
        assert engine is not None
        return engine.assert_facts(handle, facts[: int(len(facts) * share)])

    return cut


def tampered(**replaced: Any) -> Any:
    return Tampered(**replaced)


@needs_durable
@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
def test_a_batch_cut_short_is_a_fault(share: float) -> None:
    with pytest.raises(EngineFault, match="sentinel"):
        Compiled([RULE], tampered(assert_facts=assert_cut(share))).judge(TABLE)


@needs_durable
def test_a_batch_that_the_engine_cannot_read_is_a_fault() -> None:
    def spoilt(handle: int, facts: str) -> tuple[int, int]:
        engine = native()
        assert engine is not None
        return engine.assert_facts(handle, facts.replace(":18", ":1e5"))

    with pytest.raises(EngineFault, match="sentinel"):
        Compiled([RULE], tampered(assert_facts=spoilt)).judge(TABLE)


@needs_durable
def test_a_fact_taken_for_another_is_a_fault() -> None:
    def doubled(handle: int, facts: str) -> tuple[int, int]:
        engine = native()
        assert engine is not None
        return engine.assert_facts(handle, facts.replace("#1#", "#0#"))

    with pytest.raises(EngineFault, match="code 2"):
        Compiled([RULE], tampered(assert_facts=doubled)).judge(TABLE)


@needs_durable
def test_an_error_of_the_native_engine_is_a_fault() -> None:
    engine = native()
    assert engine is not None
    problem = engine.error

    def failing(*_: object) -> tuple[int, int]:
        raise problem("error code: 303")

    with pytest.raises(EngineFault, match="303"):
        Compiled([RULE], tampered(assert_facts=failing)).judge(TABLE)


@needs_durable
def test_after_a_fault_the_rulesets_are_not_used_again() -> None:
    compiled = Compiled([RULE], tampered(assert_facts=assert_cut(0.5)))
    for _ in range(2):
        with pytest.raises(EngineFault):
            compiled.judge(TABLE)
    assert compiled.closed


@needs_durable
def test_after_a_fault_an_engine_compiles_afresh() -> None:
    faulty = tampered(assert_facts=assert_cut(0.5))
    engine = DurableEngine(faulty)
    with pytest.raises(EngineFault):
        engine.judge([RULE], TABLE)
    faulty._replaced.clear()
    assert engine.judge([RULE], TABLE) == VERDICTS


@needs_durable
def test_a_closed_ruleset_refuses_and_closing_twice_is_harmless() -> None:
    compiled = Compiled([RULE])
    compiled.close()
    compiled.close()
    with pytest.raises(EngineFault, match="closed"):
        compiled.judge(TABLE)


@needs_durable
def test_an_engine_keeps_a_limited_number_of_rulesets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "MAX_KEPT", 2)
    judgements = [[Judgement(f"rule-{n}", None, "recipient", FALSE, UNDER_AGE, OF_AGE, FALSE)]
                  for n in range(4)]  # fmt: skip
    with DurableEngine() as engine:
        for _ in range(2):
            assert all(engine.judge(few, TABLE) == VERDICTS for few in judgements)
        assert len(engine._kept) == 2


@needs_durable
@pytest.mark.parametrize("age", [2**53, -(2**53), 2**70, 17.5])
def test_a_value_that_cannot_cross_the_border_is_refused_by_name(age: float) -> None:
    with pytest.raises(EngineFault, match="age"):
        durable.judge([RULE], Table("recipient", 1, {"age": [age]}))


@needs_durable
def test_the_largest_values_are_compared_exactly() -> None:
    most = 2**53 - 1
    above: Formula = ("leaf", "age", "gt", most - 1, True)
    below: Formula = ("leaf", "age", "lt", 1 - most, True)
    rule = Judgement("large", None, "recipient", above, below, FALSE, FALSE)
    table = Table("recipient", 4, {"age": [most, most - 1, -most, NONE]})
    assert durable.judge([rule], table) == [b"\4\0\2\0"]


@needs_durable
def test_a_limit_beyond_the_largest_value_is_refused() -> None:
    rule = Judgement("huge", None, "recipient", ("leaf", "age", "ge", 2**53, True), *[FALSE] * 3)
    with pytest.raises(EngineFault, match="age"):
        Compiled([rule])


@needs_durable
def test_a_column_that_is_absent_or_too_short_is_refused() -> None:
    with pytest.raises(KeyError):
        durable.judge([RULE], Table("recipient", 1, {}))
    with pytest.raises(EngineFault, match="1 values for 2"):
        durable.judge([RULE], Table("recipient", 2, {"age": [1]}))


@needs_durable
def test_a_truth_value_counts_as_one() -> None:
    rule = Judgement("kept", None, "recipient", ("leaf", "age", "eq", True, True), *[FALSE] * 3)
    assert durable.judge([rule], Table("recipient", 2, {"age": [True, 1]})) == [b"\4\4"]


@needs_durable
def test_garbage_collection_is_as_it_was_before() -> None:
    assert gc.isenabled()
    durable.judge([RULE], TABLE)
    assert gc.isenabled()
    with pytest.raises(EngineFault):
        Compiled([RULE], tampered(assert_facts=assert_cut(0.5))).judge(TABLE)
    assert gc.isenabled()


def test_without_the_native_engine_judging_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(durable_run, "import_module", absent)
    native.cache_clear()
    try:
        assert not durable_available()
        with pytest.raises(EngineFault, match="not available"):
            durable.judge([RULE], TABLE)
    finally:
        native.cache_clear()


@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="no dlopen flags here")
def test_a_late_python_binds_lazily_and_puts_the_flags_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flags: list[int] = []
    monkeypatch.setattr(durable_run, "import_module", lambda _: flags.append(sys.getdlopenflags()))
    monkeypatch.setattr(durable_run, "_LAZY_FROM", (3, 0))
    before = sys.getdlopenflags()
    native.cache_clear()
    try:
        native()
    finally:
        native.cache_clear()
    assert flags == [os.RTLD_LAZY]
    assert sys.getdlopenflags() == before


@needs_durable
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_thousands_of_audits_do_not_grow_the_process() -> None:
    table = Table("recipient", 30, {"age": [17, 18, NONE, None, 40] * 6})
    with DurableEngine() as engine:
        for _ in range(300):
            engine.judge([RULE], table)
        before = _resident_pages()
        for _ in range(3000):
            engine.judge([RULE], table)
        grown = _resident_pages() - before
    assert grown * os.sysconf("SC_PAGE_SIZE") < 2 * 2**20


@needs_durable
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_compiling_and_closing_does_not_grow_the_process() -> None:
    for _ in range(50):
        durable.judge([RULE], TABLE)
    before = _resident_pages()
    for _ in range(1000):
        durable.judge([RULE], TABLE)
    assert (_resident_pages() - before) * os.sysconf("SC_PAGE_SIZE") < 2 * 2**20


def _resident_pages() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
