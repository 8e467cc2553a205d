"""The durable engine: every verdict is reached by a rule of durable-rules that matched.

Nothing is concluded from silence: where none of a judgement's four formulas matched, the verdict
stays undetermined.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from checker.engine.durable_paths import Plan, View
from checker.engine.durable_rulesets import Names, shards_of
from checker.engine.durable_run import BATCH, Native, Ruleset, Texts, native
from checker.engine.model import Code, EngineFault, Judgement, Table

MAX_KEPT = 64
"""Sets of judgements whose rulesets an engine keeps; the one used longest ago goes first."""
_BY_RANK = (Code.UNDETERMINED, Code.NOT_DUE, Code.MET, Code.BREACHED, Code.NOT_APPLICABLE)
_CODE_OF_BITS = bytes(_BY_RANK[bits.bit_length() if bits < 16 else 0] for bits in range(256))


def durable_available() -> bool:
    """Whether durable-rules is installed and can be loaded here."""
    return native() is not None


class Compiled:
    """The rulesets of a sequence of judgements, for any number of tables.

    Raises ``EngineFault`` when durable-rules is not available or refuses a ruleset.
    """

    def __init__(self, judgements: Sequence[Judgement], engine: Native | None = None) -> None:
        engine = engine or native()
        if engine is None:
            raise EngineFault("durable-rules is not available")
        self.judgements = tuple(judgements)
        """Kept, so that nobody else comes to bear their identities while this lives."""
        self._plan = Plan(judgements)
        self._names = Names()
        self._stages: list[list[Ruleset]] = []
        self.closed = False
        try:
            for shards in shards_of(self._plan, self._names):
                self._stages.append([])
                for shard in shards:
                    self._stages[-1].append(Ruleset(engine, shard))
        except BaseException:
            self.close()
            raise
        views = {view for ruleset in self._rulesets() for view in ruleset.shard.views}
        self._recorded = sorted(v for v in views if v[0] not in self._plan.intermediate())

    def close(self) -> None:
        """Give the rulesets back to the native engine."""
        self.closed = True
        for ruleset in self._rulesets():
            ruleset.close()

    def judge(self, table: Table) -> list[bytes]:
        """Return for each judgement one byte (a ``Code``) for each subject.

        Raises ``KeyError`` when the table lacks a column that is read, and ``EngineFault`` when
        the engine may have lost something; the rulesets are then closed.
        """
        if self.closed:
            raise EngineFault("the rulesets are closed")
        texts = self._texts(table)
        parts: list[list[bytes]] = [[] for _ in range(self._plan.judged)]
        try:
            with _no_garbage_collection():
                for start in range(0, table.size, BATCH):
                    size = min(BATCH, table.size - start)
                    batch = {view: text[start : start + size] for view, text in texts.items()}
                    for part, bits in zip(parts, self._judge_batch(batch, size), strict=False):
                        part.append(bits.to_bytes(size, "little").translate(_CODE_OF_BITS))
        except BaseException:
            self.close()
            raise
        return [b"".join(part) for part in parts]

    def _rulesets(self) -> Iterator[Ruleset]:
        return (ruleset for stage in self._stages for ruleset in stage)

    def _texts(self, table: Table) -> dict[View, list[str]]:
        texts: dict[View, list[str]] = {}
        for view in self._recorded:
            column = table.columns[view[0]]
            if len(column) != table.size:
                raise EngineFault(f"{view[0]} has {len(column)} values for {table.size} subjects")
            texts[view] = list(map(Texts(view, self._names[view]).__getitem__, column))
        return texts

    def _judge_batch(self, batch: dict[View, list[str]], size: int) -> list[int]:
        """The bits set in each output: four of a byte for each subject."""
        computed = self._plan.intermediate()
        bits = [0] * (self._plan.judged + len(computed))
        everyone = int.from_bytes(b"\1" * size, "little")
        for output, bit in self._plan.always:
            bits[output] |= everyone * bit
        for stage in self._stages:
            for ruleset in stage:
                columns = [batch[view] for view in ruleset.shard.views]
                for rule, subjects in ruleset.matches(columns, size):
                    for output, bit in ruleset.shard.targets[rule]:
                        bits[output] |= subjects * bit
            for output, column in enumerate(computed, self._plan.judged):
                view = (column, False)
                present = f',"{self._names[view]}":1'
                batch[view] = [present * held for held in bits[output].to_bytes(size, "little")]
        return bits


class DurableEngine:
    """Judges by durable-rules and keeps the rulesets of the judgements it has met.

    Close it, or use it in a ``with`` statement. Not for several threads at once.
    """

    def __init__(self, engine: Native | None = None) -> None:
        self._engine = engine
        self._kept: dict[tuple[int, ...], Compiled] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give all rulesets back; the engine compiles afresh when it is used again."""
        while self._kept:
            self._kept.popitem()[1].close()

    def judge(self, judgements: Sequence[Judgement], table: Table) -> list[bytes]:
        """Judge every subject of the table by every judgement, as ``Compiled.judge`` does."""
        key = tuple(map(id, judgements))
        compiled = self._kept.pop(key, None)
        if compiled is None or compiled.closed:
            compiled = Compiled(judgements, self._engine)
        self._kept[key] = compiled
        if len(self._kept) > MAX_KEPT:
            self._kept.pop(next(iter(self._kept))).close()
        return compiled.judge(table)


def judge(judgements: Sequence[Judgement], table: Table) -> list[bytes]:
    """Judge once, keeping nothing; for many tables use ``DurableEngine``."""
    with DurableEngine() as engine:
        return engine.judge(judgements, table)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
