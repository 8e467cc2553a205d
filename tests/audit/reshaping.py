"""Changes of a document under which its verdicts must stand, or may only be opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from checker.law import snapshot_schema

from .damage import Schema
from .invented import Record

NUMBERS = ("file_number",)
"""The properties by which records point to a recipient."""
Visit = Callable[[Any, Schema], Any]


def reordered(document: Mapping[str, Any], seed: int) -> Record:
    """The same records in another order, in every list.

    Dated records of one day keep theirs: it tells which of them came first.
    """
    random = Random(seed)

    def shuffle(value: Any, part: Schema) -> Any:
        if not isinstance(value, list):
            return value
        found = random.sample(value, len(value))
        day = part.get("items", {}).get("x-dated-by")
        return found if day is None else _in_order_of_days(found, value, day)

    return _walked(document, snapshot_schema(), shuffle)


def _in_order_of_days(shuffled: list[Record], as_written: list[Record], day: str) -> list[Record]:
    waiting: dict[Any, list[Record]] = {}
    for one in as_written:
        waiting.setdefault(one.get(day), []).append(one)
    return [waiting[one.get(day)].pop(0) for one in shuffled]


def renamed(document: Mapping[str, Any], names: Mapping[str, str]) -> Record:
    """The same document, recipients' file numbers changed wherever they stand."""

    def rename(value: Any, part: Schema) -> Any:
        if isinstance(value, dict):
            for name in NUMBERS:
                if value.get(name) is not None:
                    value[name] = names.get(value[name], value[name])
        return value

    return _walked(document, snapshot_schema(), rename)


def unrecorded_nones(document: Mapping[str, Any]) -> Record:
    """The same document with every "recorded: there is none" left out."""

    def forget(value: Any, part: Schema) -> Any:
        if isinstance(value, dict):
            return {name: inner for name, inner in value.items() if inner is not None}
        return value

    return _walked(document, snapshot_schema(), forget)


def without_later_events(document: Mapping[str, Any], day: date) -> Record:
    """The same document without anything that happened after a day."""

    def leave_out(value: Any, part: Schema) -> Any:
        if isinstance(value, dict):
            known = part["properties"]
            return {
                name: inner
                for name, inner in value.items()
                if known[name].get("x-date") != "event" or not _later(inner, day)
            }
        return value

    return _walked(without_later_records(document, day), snapshot_schema(), leave_out)


def without_later_records(document: Mapping[str, Any], day: date) -> Record:
    """The same document without the records that belong to a later day."""

    def leave_out(value: Any, part: Schema) -> Any:
        if isinstance(value, list) and "x-dated-by" in part.get("items", {}):
            dated_by = part["items"]["x-dated-by"]
            return [one for one in value if not _later(one.get(dated_by), day)]
        return value

    return _walked(document, snapshot_schema(), leave_out)


def with_later_events_put_off(document: Mapping[str, Any], day: date) -> Record:
    """The same document, whatever happened after a day having happened later still."""

    def put_off(value: Any, part: Schema) -> Any:
        if part.get("x-date") != "event" or not _later(value, day):
            return value
        return (date.fromisoformat(value[:10]) + timedelta(days=40)).isoformat() + value[10:]

    return _walked(document, snapshot_schema(), put_off)


def _later(value: Any, day: date) -> bool:
    return value is not None and date.fromisoformat(value[:10]) > day


def _walked(value: Any, part: Schema, visit: Visit) -> Any:
    """A copy, each value seen with its part of the schema, from the innermost to the outermost."""
    if isinstance(value, dict):
        known = part.get("properties", {})
        value = {name: _walked(inner, known[name], visit) for name, inner in value.items()}
    elif isinstance(value, list):
        value = [_walked(inner, part.get("items", {}), visit) for inner in value]
    return visit(value, part)
