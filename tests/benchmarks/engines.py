"""Measuring the engines alone."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine import plain
from checker.engine.durable import DurableEngine
from checker.engine.model import Code, Judgement
from tests.benchmarks import peers, workload
from tests.benchmarks.timing import interleaved, resident_memory

Row = tuple[str, float, str]
"""What was measured, the figure, and the goal."""
MICRO = 1_000_000


def verdict_rows() -> Iterator[Row]:
    """Microseconds for each verdict, every pair judged; 1,000 subjects by 60 rules."""
    engine = DurableEngine()
    judgements = workload.full_judgements(workload.rules(60, firing=0.5))
    table = workload.table(workload.facts(1000))
    assert engine.judge(judgements, table) == plain.judge(judgements, table)
    times = interleaved(
        {
            "durable": lambda: engine.judge(judgements, table),
            "plain": lambda: plain.judge(judgements, table),
        }
    )
    pairs = 60 * 1000
    yield "µs a verdict, all pairs, durable", times.median("durable") * MICRO / pairs, "<= 1.5"
    yield "µs a verdict, all pairs, plain", times.median("plain") * MICRO / pairs, "<= 0.3"
    yield "durable / plain, all pairs firing", times.ratio("durable", "plain"), "<= 9"


def peer_rows() -> Iterator[Row]:
    """Other engines against ours, few pairs firing; results are compared first."""
    engine = DurableEngine()
    rules = workload.rules(60, firing=0.0175)
    subjects = workload.facts(2000)
    table = workload.table(subjects)
    judgements = workload.finding_judgements(rules)
    expected = found_by(judgements, engine.judge(judgements, table))
    ways = {
        "host": peers.durable_host(rules, subjects),
        "zen": peers.zen_by_rule(rules, subjects),
        "clips": peers.clips(rules, subjects),
    }
    for name, way in ways.items():
        assert way() == expected, f"{name} finds something else"
    times = interleaved(
        {
            "durable": lambda: engine.judge(judgements, table),
            "plain": lambda: plain.judge(judgements, table),
            **ways,
        }
    )
    yield "durable / plain, few firing", times.ratio("durable", "plain"), "<= 4"
    yield "durable's documented use / ours", times.ratio("host", "durable"), ">= 6"
    yield "zen-engine, an expression a rule / ours (durable)", times.ratio("zen", "durable"), ""
    yield "zen-engine, an expression a rule / ours (plain)", times.ratio("zen", "plain"), ">= 10"
    yield "clipspy / ours (durable)", times.ratio("clips", "durable"), ""
    yield "clipspy / ours (plain)", times.ratio("clips", "plain"), ">= 3"


def found_by(judgements: list[Judgement], answers: list[bytes]) -> peers.Found:
    """The breaches, as the peers name them."""
    return {
        (judgement.rule, number)
        for judgement, codes in zip(judgements, answers, strict=True)
        for number, code in enumerate(codes)
        if code == Code.BREACHED
    }


def growth_rows(large: int) -> Iterator[Row]:
    """Whether the time for a fact grows with their number, and memory with audits."""
    engine = DurableEngine()
    judgements = workload.finding_judgements(workload.rules(60, firing=0.0175))
    small_table = workload.table(workload.facts(20_000))
    large_table = workload.table(workload.facts(large))
    times = interleaved(
        {
            "small": lambda: engine.judge(judgements, small_table),
            "large": lambda: engine.judge(judgements, large_table),
        },
        runs=3,
    )
    scale = 20_000 / large
    yield f"time a fact, {large:,} / 20,000 facts", times.ratio("large", "small") * scale, "<= 1.2"
    few = workload.table(workload.facts(50))
    for _ in range(200):
        engine.judge(judgements, few)
    before = resident_memory()
    for _ in range(10_000):
        engine.judge(judgements, few)
    yield "MiB grown over 10,000 audits", resident_memory() - before, "<= 5"
