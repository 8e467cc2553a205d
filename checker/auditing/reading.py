"""From the bytes of a file to an accepted snapshot, or to all that is wrong with it."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from typing import Any, Final

from checker.auditing.snapshot import Snapshot
from checker.law import snapshot_schema
from checker.source.json_reader import read_json
from checker.source.mistakes import Refused
from checker.source.schema_check import SchemaCheck

LAST_DAY: Final = date(2199, 12, 31)
"""The last day on which an audit can be: no law of a later day is known to anybody living."""


def read_snapshot(data: bytes, name: str) -> Snapshot:
    """Accept a snapshot; ``name`` is the file's name as the user gave it.

    Raises ``Refused``: at the first place of a syntax error, otherwise with every mistake.
    """
    document = read_json(data, name)
    mistakes = _check().check(document)
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    if content["taken_on"] > LAST_DAY.isoformat():
        last = LAST_DAY.isoformat()
        raise Refused([document.mistake("/taken_on", "source.snapshot.far_day", last=last)])
    return Snapshot(name, content, hashlib.sha256(data).hexdigest(), document)


@cache
def _check() -> SchemaCheck:
    return SchemaCheck(snapshot_schema())
