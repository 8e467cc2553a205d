"""Two engines that know nothing of each other reach the same verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest

from checker.auditing.judging import EngineChoice, computed_columns
from checker.engine import durable, plain
from checker.engine.durable import durable_available
from checker.engine.model import Code, Judgement, Table
from checker.law import Law
from checker.proof.examples import Laboratory, examples_of, tables_of

from . import invented
from .damage import EVERYTHING, damaged
from .stacking import by_kind, mixed, stacked

pytestmark = pytest.mark.skipif(
    not durable_available(), reason="durable-rules cannot be loaded here: the plain engine is alone"
)
DAMAGES = 6
MIXED = 1000
CERTAIN = {Code.MET, Code.BREACHED, Code.NOT_APPLICABLE, Code.UNDETERMINED}


def disagreements(judgements: Sequence[Judgement], table: Table) -> list[tuple[object, ...]]:
    """Rule, row and the verdicts of both engines wherever they differ."""
    one, two = durable.judge(judgements, table), plain.judge(judgements, table)
    return [
        (judgement.rule, judgement.row, place, Code(left), Code(right))
        for judgement, first, second in zip(judgements, one, two, strict=True)
        for place, (left, right) in enumerate(zip(first, second, strict=True))
        if left != right
    ]


def test_the_engines_agree_on_every_example_of_every_pack(law: Law) -> None:
    laboratory = Laboratory(
        law.vocabulary, computed_columns(law), law.calendar, law.pack.parameters
    )
    judged = 0
    in_order = sorted(law.program.compiled, key=lambda one: (one.rule.about, one.rule.place.file))
    for (kind, _), group in groupby(in_order, lambda one: (one.rule.about, one.rule.place.file)):
        compiled = list(group)
        examples = [example for one in compiled for example in examples_of(one)]
        judgements = [one.judgement for one in compiled]
        tables = [tables_of(kind, example, laboratory) for example in examples]
        table = stacked(kind, tables, judgements)
        assert disagreements(judgements, table) == []
        judged += len(examples)
    assert judged > len(law.program.compiled)


@pytest.mark.parametrize("categories", invented.HOUSES, ids="+".join)
def test_the_engines_agree_on_institutions_that_are_damaged_at_random(
    law: Law, categories: tuple[str, ...]
) -> None:
    documents = [invented.sound(categories, seed, 44) for seed in (1, 2)]
    documents += [damaged(documents[seed % 2], seed, EVERYTHING) for seed in range(DAMAGES)]
    assert all(invented.mistakes_in(document) == () for document in documents)
    tables = [invented.tables_of(document, law) for document in documents]
    subjects, seen = 0, set()
    for kind, judgements in by_kind(law.program.compiled).items():
        table = stacked(kind, tables, judgements)
        assert disagreements(judgements, table) == []
        drawn = mixed(table, MIXED, seed=len(kind)) if table.size else table
        assert disagreements(judgements, drawn) == []
        subjects += table.size + drawn.size
        seen |= {Code(code) for codes in plain.judge(judgements, drawn) for code in set(codes)}
    assert subjects > 5000
    assert seen >= CERTAIN


@pytest.mark.parametrize("categories", invented.HOUSES, ids="+".join)
def test_an_audit_by_both_engines_has_no_faults(law: Law, categories: tuple[str, ...]) -> None:
    document = damaged(invented.sound(categories), 7, EVERYTHING)
    both = invented.judged(document, law, engine=EngineChoice.BOTH)
    alone = invented.judged(document, law, engine=EngineChoice.DURABLE)
    assert both.faults == alone.faults == ()
    assert both.verdicts == alone.verdicts == invented.judged(document, law).verdicts
