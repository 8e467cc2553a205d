"""Snapshots in which every number of a person's record is a marker that stands nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from checker.law import snapshot_schema
from checker.report.pseudonyms import HOUSE

from .canary import Schema, resolved, type_of

_WORD = "zqk{:04}w"
_COUNT = 770_000_000
_MARKED = re.compile(
    r"(?<![0-9A-Za-z])(?:zqk\d{4}w|770[\s,\u00a0]?\d{3}[\s,\u00a0]?\d{3})(?![0-9A-Za-z])"
)


@dataclass
class Renumbered:
    """A document whose records bear new numbers; the same number becomes the same marker."""

    document: Any
    numbers: dict[object, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = self._value(snapshot_schema(), self.document, "", "institution")

    def told_by(self, said: str) -> list[str]:
        """The numbers that stand in what is said."""
        return sorted(set(_MARKED.findall(said)))

    def _value(self, schema: Schema, node: Any, name: str, kind: str) -> Any:
        schema = resolved(schema)
        kind = schema.get("x-kind", kind)
        if isinstance(node, dict):
            parts = schema["properties"]
            return {one: self._value(parts[one], inner, one, kind) for one, inner in node.items()}
        if isinstance(node, list):
            return [self._value(schema["items"], inner, name, kind) for inner in node]
        numbers = name == "number" or name.endswith("_number")
        if node is None or not numbers or kind in HOUSE or kind == "institution":
            return node
        return self._number(node, type_of(schema))

    def _number(self, number: Any, sort: str) -> Any:
        found = self.numbers.get((sort, number))
        if found is None:
            made = len(self.numbers) + 1
            found = _COUNT + made if sort == "integer" else _WORD.format(made)
            self.numbers[sort, number] = found
        return found


def shortened(document: Any, most: int) -> Any:
    """The same snapshot with the first records of each of its lists."""
    return {name: one[:most] if isinstance(one, list) else one for name, one in document.items()}
