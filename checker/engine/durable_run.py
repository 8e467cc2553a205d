"""The one place where durable-rules is imported and driven, through its native module alone.

Each batch of facts ends with a sentinel. The native engine drops the rest of a batch at the first
text it cannot read, and may say that all went well; and to delete a state in which no action ever
ran frees memory it does not own. A sentinel that comes back rules out both. Every fact matches
some rule, so any code but 0 says that a fact was not taken.
"""

from __future__ import annotations

import os
import struct
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import repeat
from typing import Protocol, cast

from checker.engine.durable_paths import BEYOND, LIMIT, View
from checker.engine.durable_rulesets import ID, KIND, SENTINEL, Shard
from checker.engine.model import EngineFault
from checker.values import Value, is_none

BATCH = 250
"""Facts asserted at once: the fastest where every rule matches, and close to it elsewhere."""
_LAZY_FROM = (3, 13)
_STATE = "0"
_HEADS = [f'{{"{ID}":"#{place}#","{KIND}":1' for place in range(BATCH)]
_PLACES = {str(place): place for place in range(BATCH)}
_LAST = f'{{"{ID}":"#{BATCH}#","{KIND}":0}}'


class Native(Protocol):
    """What is used of the module ``durable_rules_engine``."""

    error: type[Exception]

    def create_ruleset(self, name: str, definition: str, /) -> int:
        """Compile a ruleset; its handle."""
        ...

    def delete_ruleset(self, handle: int, /) -> None:
        """Give a ruleset back."""
        ...

    def assert_facts(self, handle: int, facts: str, /) -> tuple[int, int]:
        """Assert a batch; a code and the offset of its state."""
        ...

    def start_action(self, handle: int, /) -> tuple[str, str, int] | None:
        """The first action that is due; none when there is none."""
        ...

    def complete_and_start_action(self, handle: int, state: int, /) -> str | None:
        """Finish an action; the next one that is due."""
        ...

    def delete_state(self, handle: int, state: str, /) -> None:
        """Forget the facts of a state."""
        ...


@lru_cache(maxsize=1)
def native() -> Native | None:
    """The native module, or ``None`` where it is not installed or cannot be loaded."""
    if struct.calcsize("l") < struct.calcsize("q"):
        return None  # it holds the numbers of a rule in a C long
    flags = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    try:
        if flags is not None and sys.version_info >= _LAZY_FROM:
            # it names PyEval_CallObject, gone since 3.13, in callbacks that are never used
            sys.setdlopenflags(os.RTLD_LAZY)
        return cast("Native", import_module("durable_rules_engine"))
    except ImportError:
        return None
    finally:
        if flags is not None:
            sys.setdlopenflags(flags)


class Texts(dict[Value, str]):
    """The JSON of a property for each value of a view; only whole numbers cross the border."""

    def __init__(self, view: View, name: str) -> None:
        super().__init__()
        self._column, high = view
        self._name = name
        self._none = BEYOND if high else -BEYOND

    def __missing__(self, value: Value) -> str:
        text = self[value] = self._render(value)
        return text

    def _render(self, value: Value) -> str:
        if value is None:
            return ""
        if is_none(value):
            return f',"{self._name}":{self._none}'
        if not isinstance(value, int) or not -LIMIT < value < LIMIT:
            raise EngineFault(f"{self._column}: a value is not a whole number within 2**53")
        return f',"{self._name}":{value:d}'


class Ruleset:
    """One ruleset held by the native engine; close it, or its memory is never given back."""

    def __init__(self, engine: Native, shard: Shard) -> None:
        self.shard = shard
        self._engine = engine
        try:
            self._handle: int | None = engine.create_ruleset("s", shard.definition)
        except engine.error as error:
            raise EngineFault(f"durable-rules refused a ruleset: {error}") from error

    def close(self) -> None:
        """Give the ruleset back; it cannot be used afterwards."""
        if self._handle is not None:
            self._engine.delete_ruleset(self._handle)
            self._handle = None

    def matches(self, columns: Sequence[Sequence[str]], size: int) -> Iterator[tuple[str, int]]:
        """Yield each rule that matched, with its subjects as an integer: byte i is 1 for i.

        ``columns`` hold the JSON of the shard's views for at most ``BATCH`` subjects. Raises
        ``EngineFault`` when a fact may have been lost; the ruleset is then left alone for good,
        for what the native engine holds of the batch can be neither used nor freed.
        """
        handle, self._handle = self._handle, None
        if handle is None:
            raise EngineFault("the ruleset is closed, or failed before")
        try:
            yield from self._drive(handle, columns, size)
        except self._engine.error as error:
            raise EngineFault(f"durable-rules failed: {error}") from error
        self._handle = handle

    def _drive(
        self, handle: int, columns: Sequence[Sequence[str]], size: int
    ) -> Iterator[tuple[str, int]]:
        facts = "},".join(map("".join, zip(_HEADS[:size], *columns, strict=True)))
        code, state = self._engine.assert_facts(handle, f"[{facts}}},{_LAST}]")
        if code:
            raise EngineFault(f"durable-rules did not take a fact (code {code})")
        started = self._engine.start_action(handle)
        if started is None:
            raise EngineFault("durable-rules lost a batch: its sentinel was not seen")
        _, answer, state = started
        seen = False
        following: str | None = answer
        while following is not None:
            rule = following[2 : following.index('"', 2)]
            if rule == SENTINEL:
                seen = True
            else:
                yield rule, _subjects(following, size)
            following = self._engine.complete_and_start_action(handle, state)
        self._engine.delete_state(handle, _STATE)
        if not seen:
            raise EngineFault("durable-rules lost facts: a batch's sentinel was not seen")


def _subjects(answer: str, size: int) -> int:
    """The subjects of an answer, whose ids stand between number signs."""
    row = bytearray(size)
    places = map(_PLACES.__getitem__, answer.split("#")[1::2])
    deque(map(row.__setitem__, places, repeat(1)), maxlen=0)
    return int.from_bytes(row, "little")
