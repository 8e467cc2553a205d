"""What a set of institutions says of itself: whether it is whole, and what the register says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.source.json_reader import read_json
from checker.source.mistakes import Refused
from checker.source.schema_check import schema_check


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of an extract from the register of organisations."""

    bin: str
    service_forms: frozenset[str]
    categories: frozenset[str] | None = None
    total_capacity: int | None = None
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a set says of itself."""

    complete: bool = False
    """Every institution of the area is in the set."""
    area: str = ""
    register: tuple[RegisterRow, ...] | None = None
    """An extract from the register of organisations for the area; none where none is given."""


def read_declaration(data: bytes, name: str) -> Declaration:
    """Accept the declaration of a set; ``name`` is the file's name as the user gave it.

    Raises ``Refused`` with every mistake.
    """
    document = read_json(data, name)
    mistakes = schema_check("set").check(document)
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    rows = content.get("register")
    return Declaration(
        complete=content["complete"],
        area=content.get("area", ""),
        register=None if rows is None else tuple(map(_row, rows)),
    )


def _row(content: Mapping[str, Any]) -> RegisterRow:
    categories = content.get("categories")
    capacity = content.get("total_capacity")
    return RegisterRow(
        bin=content["bin"],
        service_forms=frozenset(content["service_forms"]),
        categories=None if categories is None else frozenset(categories),
        total_capacity=None if capacity is None else int(capacity),
        removed_on=_day(content.get("removed_on")),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
