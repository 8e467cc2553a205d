"""JSON pointers: into a document, and into the schema that describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from checker.law import snapshot_schema
from checker.source.lines import parts_of

from .damage import Schema, nullable, type_of
from .invented import Record

NOWHERE = object()
STEPS = (-1, 0, 1)
DAYS = ("2022-05-04", "2024-03-05", "2025-12-30", "2026-02-27", "2026-03-02", "2027-06-01")


def value_at(document: Mapping[str, Any], pointer: str) -> Any:
    """The value at a pointer, or ``NOWHERE``."""
    value: Any = document
    for part in parts_of(pointer):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else NOWHERE
        elif isinstance(value, dict):
            value = value.get(part, NOWHERE)
        else:
            return NOWHERE
    return value


def schema_at(pointer: str) -> Schema:
    """What the schema says of the place of a pointer; ``KeyError`` where it knows no such place."""
    schema: Schema = snapshot_schema()
    for part in parts_of(pointer):
        schema = schema["items"] if part.isdigit() else schema["properties"][part]
    return schema


def recorded(document: Mapping[str, Any], pointer: str, value: Any) -> Record:
    """A copy with a value at a pointer; a list is declared complete."""
    found = deepcopy(dict(document))
    record(found, pointer, value)
    return found


def record(document: Record, pointer: str, value: Any) -> None:
    """Put a value at a pointer; a list is declared complete."""
    holder: Any = document
    *above, last = parts_of(pointer)
    for part in above:
        holder = holder[int(part)] if isinstance(holder, list) else holder.setdefault(part, {})
    holder[last] = value
    holder.pop(f"{last}_partial", None)


def days_near(document: Mapping[str, Any], pointer: str) -> list[str]:
    """The days that the records around a place tell of, and the days before and after them."""
    holder = value_at(document, "/".join(pointer.split("/")[:4]))
    texts = re.findall(r'"([0-9]{4}-[0-9]{2}-[0-9]{2})', json.dumps(holder, default=str))
    days = {date.fromisoformat(text) + timedelta(days=step) for text in texts for step in STEPS}
    return sorted(day.isoformat() for day in days)


def fitting(document: Mapping[str, Any], pointer: str) -> Iterator[Any]:
    """Values that the schema accepts at a place, of every kind that may matter."""
    part = schema_at(pointer)
    present = value_at(document, pointer)
    if nullable(part):
        yield None
    kind = type_of(part)
    if "enum" in part:
        yield from part["enum"]
    elif "enum" in part.get("items", {}):
        yield from ([], part["items"]["enum"], *([one] for one in part["items"]["enum"]))
    elif kind == "array":
        yield from ([], [{}], present if isinstance(present, list) else [])
    elif kind == "boolean":
        yield from (True, False)
    elif kind in ("integer", "number"):
        yield from (max(number, part.get("minimum", 0)) for number in (0, 1, 3, 12, 24))
        yield from (number for number in (1000,) if "maximum" not in part)
    elif "format" in part:
        time = "" if part["format"] == "date" else "T12:00:00+05:00"
        yield from (day + time for day in (*DAYS, *days_near(document, pointer)))
    else:
        yield "7" if "pattern" not in part else "1" * min(part.get("maxLength", 9), 9)
