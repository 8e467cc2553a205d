"""Damaging a document at random so that the schema still accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from checker.law import snapshot_schema

Schema = Mapping[str, Any]
ROOT = ("snapshot_version", "taken_on", "note")
IDENTIFYING = frozenset({"name", "bin", "type"})
EARLIEST, LATEST = date(1930, 1, 1), date(2030, 12, 31)
FEW = (0, 1, 2, 3, 5, 10, 25, 50, 101, 400)


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a fact is forgotten, recorded as none, or changed, and what befalls a list."""

    forgotten: float = 0.0
    none: float = 0.0
    changed: float = 0.0
    lists_forgotten: float = 0.0
    lists_none: float = 0.0
    lists_opened: float = 0.0
    """A list that is declared incomplete loses some of its last records too."""
    lists_shortened: float = 0.0


EVERYTHING = Shares(0.08, 0.06, 0.15, 0.02, 0.02, 0.06, 0.04)
FORGETTING = Shares(forgotten=0.2, lists_forgotten=0.04)
OPENING = Shares(lists_opened=0.3)


def damaged(document: Mapping[str, Any], seed: int, shares: Shares) -> dict[str, Any]:
    """A damaged copy; what identifies the institution and its records stays."""
    work = _Damage(Random(seed), shares)
    return work.record(document, snapshot_schema(), frozenset(ROOT))


@dataclass(frozen=True, slots=True)
class _Damage:
    random: Random
    shares: Shares

    def record(
        self, record: Mapping[str, Any], schema: Schema, kept: frozenset[str]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in record.items():
            part = schema["properties"][name]
            if name in kept or "x-partial" in part:
                found[name] = value
            elif "properties" in part:
                keep = IDENTIFYING if name == "institution" else frozenset()
                found[name] = self.record(value, part, frozenset(keep))
            elif "x-kind" in part.get("items", {}):
                self.list_of(name, value, part, found)
            else:
                self.fact(name, value, part, found)
                if "enum" in part.get("items", {}) and name in found:
                    self.opened(name, found)
        return found

    def opened(self, name: str, found: dict[str, Any]) -> None:
        if self.random.random() < self.shares.lists_opened:
            found[name + "_partial"] = True

    def fact(self, name: str, value: Any, part: Schema, found: dict[str, Any]) -> None:
        chance, shares = self.random.random(), self.shares
        if chance < shares.forgotten:
            return
        chance -= shares.forgotten
        if chance < shares.none and nullable(part):
            found[name] = None
        elif chance < shares.none + shares.changed:
            found[name] = self.other(value, part)
        else:
            found[name] = value

    def other(self, value: Any, part: Schema) -> Any:
        """Another value that the schema accepts; the same where none is easily had."""
        if "enum" in part:
            return self.random.choice(part["enum"])
        items = part.get("items", {})
        if "enum" in items:
            chosen = self.random.sample(items["enum"], self.random.randint(0, len(items["enum"])))
            return sorted(chosen, key=items["enum"].index)
        kind = type_of(part)
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind in ("integer", "number"):
            number = max(self.random.choice(FEW), part.get("minimum", 0))
            return min(number, part.get("maximum", number))
        if "format" in part:
            return self.day(value, part["format"])
        return value

    def day(self, value: Any, form: str) -> str:
        text = value or "2025-12-30"
        days = self.random.choice((-800, -365, -91, -30, -14, -5, -1, 1, 5, 14, 30, 91, 365))
        moved = date.fromisoformat(text[:10]) + timedelta(days=days)
        day = min(max(moved, EARLIEST), LATEST).isoformat()
        return day if form == "date" else day + (text[10:] or "T12:00:00+05:00")

    def list_of(self, name: str, records: Any, part: Schema, found: dict[str, Any]) -> None:
        chance, shares = self.random.random(), self.shares
        if chance < shares.lists_forgotten:
            return
        chance -= shares.lists_forgotten
        if chance < shares.lists_none:
            found[name] = self.random.choice(([], None))
            return
        chance -= shares.lists_none
        kept = list(records or ())
        if chance < shares.lists_opened + shares.lists_shortened:
            kept = kept[: self.random.randint(0, len(kept))]
        if chance < shares.lists_opened:
            found[name + "_partial"] = True
        key = part["items"].get("x-key")
        named = frozenset() if key is None else frozenset({key})
        inner = [self.record(one, part["items"], named) for one in kept]
        found[name] = inner if records is not None or inner else deepcopy(records)


def type_of(part: Schema) -> str:
    """The type of a value that is not null."""
    named = part.get("type", "string")
    return str(next(one for one in named if one != "null") if isinstance(named, list) else named)


def nullable(part: Schema) -> bool:
    """Whether "recorded: there is none" is a sensible answer."""
    return isinstance(part.get("type"), list) and "null" in part["type"]
