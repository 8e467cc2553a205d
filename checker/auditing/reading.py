"""From the bytes of a file to an accepted snapshot, or to all that is wrong with it."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from checker.auditing.snapshot import Snapshot
from checker.law import snapshot_schema
from checker.source.json_reader import read_json
from checker.source.mistakes import Refused
from checker.source.schema_check import SchemaCheck


def read_snapshot(data: bytes, name: str) -> Snapshot:
    """Accept a snapshot; ``name`` is the file's name as the user gave it.

    Raises ``Refused``: at the first place of a syntax error, otherwise with every mistake.
    """
    document = read_json(data, name)
    mistakes = _check().check(document)
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    return Snapshot(name, content, hashlib.sha256(data).hexdigest(), document)


@cache
def _check() -> SchemaCheck:
    return SchemaCheck(snapshot_schema())
