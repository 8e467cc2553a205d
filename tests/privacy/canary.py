"""Snapshots in which every confidential field holds a marker that stands nowhere else.

They are made from the snapshot schema, so that a new field is covered as soon as it is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from checker.law import snapshot_schema, vocabulary

TYPES = ("residential", "semi_residential", "home", "temporary_stay")
TAKEN_ON = date(2026, 3, 1)
MARK = "zqx"
"""All text markers begin so; it is Latin, for such words are the likeliest to be quoted."""
NATURAL_PERSON = "850101300017"
NUMBER_OF_IDENTITY = "^[0-9]{12}$"
Schema = Mapping[str, Any]
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = re.compile(
    r"\b(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|\b(?P<d2>\d\d)\.(?P<m2>\d\d)\.(?P<y2>\d{4})\b"
    rf"|\b(?P<d3>\d\d?)\s(?P<m3>{'|'.join(_MONTHS)})[a-z]*\s(?P<y3>\d{{4}})\b"
)
"""A day as machines, as Kazakh and Russian, and as English write it."""
_DIGESTS = re.compile(r"\b[0-9a-f]{16,64}\b")
_MARKED = (
    re.compile(rf"{MARK}\w*", re.IGNORECASE),
    re.compile(r"85010130\d{4}"),
    re.compile(r"(?<![0-9a-z])73\d[,\s]?\d{3}(?![0-9a-z])"),
)
_LETTERS = "abcdefghijklmnopqrstuvwy"
_LISTED = {"recipients": 4}
"""Records of the lists in which more of them tell more; of other lists there are fewer."""


def resolved(schema: Schema) -> Schema:
    """The schema with what it refers to in place."""
    while "$ref" in schema:
        node: Any = snapshot_schema()
        for part in schema["$ref"].removeprefix("#/").split("/"):
            node = node[part]
        schema = {**node, **{name: one for name, one in schema.items() if name != "$ref"}}
    return schema


def is_marked(schema: Schema) -> bool:
    """Whether the schema itself says that what it describes is confidential."""
    return bool(schema.get("x-personal") or schema.get("x-health"))


def type_of(schema: Schema) -> str:
    """The type of a value, beside null."""
    found = schema.get("type", "string")
    return found if isinstance(found, str) else next(one for one in found if one != "null")


def is_free_text(schema: Schema) -> bool:
    """Whether anything may be written into it."""
    bound = ("enum", "const", "pattern", "format")
    return type_of(schema) == "string" and not any(name in schema for name in bound)


@dataclass(frozen=True)
class Leaf:
    """One value of a document."""

    path: tuple[str | int, ...]
    schema: Schema
    confidential: bool

    @property
    def place(self) -> str:
        """Where the schema describes it."""
        return "/".join("*" if isinstance(part, int) else part for part in self.path)

    def holder(self, document: Any) -> Any:
        """The record or list that holds it, in a document of the same shape."""
        for part in self.path[:-1]:
            document = document[part]
        return document


def leaves_of(document: object) -> Iterator[Leaf]:
    """The values of a snapshot that are neither records nor lists nor null."""
    return _leaves(snapshot_schema(), document, (), confidential=False)


def _leaves(
    schema: Schema, node: object, path: tuple[str | int, ...], *, confidential: bool
) -> Iterator[Leaf]:
    schema = resolved(schema)
    secret = confidential or is_marked(schema)
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _leaves(
                schema["properties"][name], inner, (*path, name), confidential=secret
            )
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _leaves(schema["items"], inner, (*path, place), confidential=secret)
    elif node is not None:
        yield Leaf(path, schema, secret)


def retold(document: dict[str, Any], *, kinds: str = "all") -> dict[str, Any]:
    """The same snapshot with every confidential value another one; ``dates``: only the days."""
    changed = deepcopy(document)
    for leaf in list(leaves_of(document)):
        wanted = kinds == "all" or leaf.schema.get("format") == "date"
        if leaf.confidential and wanted and isinstance(leaf.path[-1], str):
            holder = leaf.holder(changed)
            holder[leaf.path[-1]] = _otherwise(holder[leaf.path[-1]], leaf.schema)
    return changed


def _otherwise(value: Any, schema: Schema) -> Any:
    """Another value of the same field."""
    if "enum" in schema:
        choices = [one for one in schema["enum"] if one is not None]
        return choices[(choices.index(value) + 1) % len(choices)]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1 if value < schema.get("maximum", value + 1) else 0
    if schema.get("format") == "date":
        return (date.fromisoformat(value) + timedelta(1)).isoformat()
    if schema.get("pattern") == NUMBER_OF_IDENTITY:
        return f"{value[:-1]}{(int(value[-1]) + 1) % 10}"
    return f"{value}x" if is_free_text(schema) else value


@dataclass(frozen=True)
class _Spot:
    """Where a value is being made."""

    path: tuple[str | int, ...] = ()
    kind: str = "institution"
    number: int = 0
    confidential: bool = False

    def inside(self, part: str | int, schema: Schema) -> _Spot:
        return replace(
            self,
            path=(*self.path, part),
            kind=schema.get("x-kind", self.kind),
            number=self.number + (part if isinstance(part, int) else 0),
            confidential=self.confidential or is_marked(schema),
        )


@dataclass
class Canary:
    """A snapshot of one type of institution, kept by a natural person, and its markers."""

    type: str
    listed: Mapping[str, int] = field(default_factory=lambda: _LISTED)
    document: dict[str, Any] = field(init=False)
    days: set[date] = field(default_factory=set, init=False)
    _made: int = 0

    def __post_init__(self) -> None:
        kinds = vocabulary().kinds
        self._keys = {f"{name}.{one.key}" for name, one in kinds.items() if one.key is not None}
        self.document = self._value(snapshot_schema(), _Spot())
        own = {"type": self.type, "legal_form": "natural_person", "bin": NATURAL_PERSON}
        self.document["institution"] |= own

    def told_by(self, said: str) -> list[str]:
        """The markers that stand in what is said."""
        plain = _DIGESTS.sub("", said)
        found = {one for pattern in _MARKED for one in pattern.findall(plain)}
        return sorted(found | {str(day) for day in self.days & set(_days_in(plain))})

    def _value(self, schema: Schema, spot: _Spot) -> Any:
        if "properties" in schema:
            parts = {name: resolved(own) for name, own in schema["properties"].items()}
            return {
                name: self._value(part, spot.inside(name, part))
                for name, part in parts.items()
                if not name.endswith("_partial")
            }
        if "items" in schema:
            return self._list(resolved(schema["items"]), spot)
        self._made += 1
        return self._leaf(schema, spot)

    def _list(self, items: Schema, spot: _Spot) -> list[Any]:
        if "enum" in items:
            choices = items["enum"]
            first = (spot.number + self._made) % len(choices)
            return list(dict.fromkeys((choices[first], choices[first - 1])))
        count = self.listed.get(str(spot.path[-1]), 2 if len(spot.path) > 1 else 4)
        return [self._value(items, spot.inside(place, items)) for place in range(count)]

    def _leaf(self, schema: Schema, spot: _Spot) -> Any:
        turn = spot.number + self._made
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            chosen = [one for one in schema["enum"] if one is not None]
            return chosen[turn % len(chosen)]
        if type_of(schema) == "boolean":
            return turn % 2 == 0
        if type_of(schema) in ("integer", "number"):
            return self._amount(schema, spot)
        if schema.get("format") == "date":
            return self._day(spot).isoformat()
        if schema.get("format") == "date-time":
            return f"2026-01-{1 + turn % 27:02}T10:{turn % 60:02}:00+05:00"
        if schema.get("pattern") == NUMBER_OF_IDENTITY:
            return f"85010130{self._made % 10_000:04}"
        return self._key(spot) if self._is_key(spot) else MARK + self._letters()

    def _is_key(self, spot: _Spot) -> bool:
        """Reports name records by their keys, which are numbers and no person's data."""
        name = str(spot.path[-1])
        listed = name == "file_number" or f"{spot.kind}.{name}" in self._keys
        return listed and not spot.confidential

    def _key(self, spot: _Spot) -> str:
        return f"{spot.number + 1}/{''.join(str(part)[:3] for part in spot.path)[-20:]}"

    def _letters(self) -> str:
        found, rest = "", self._made
        while rest:
            rest, digit = divmod(rest, len(_LETTERS))
            found += _LETTERS[digit]
        return found

    def _amount(self, schema: Schema, spot: _Spot) -> float:
        low, high = schema.get("minimum", 0), schema.get("maximum")
        if high is not None and high < 1_000_000:
            return int(low) + spot.number % (int(high) - int(low) + 1)
        if not spot.confidential:
            return 1 + spot.number % 40
        found = 730_000 + self._made % 10_000
        return found if type_of(schema) == "integer" else found + 0.5

    def _day(self, spot: _Spot) -> date:
        name = str(spot.path[-1])
        if spot.path == ("taken_on",):
            return TAKEN_ON
        ends = name.endswith(("until", "_to", "ends_on"))
        if not spot.confidential:
            first = TAKEN_ON if ends else date(2025, 6, 1)
            return first + timedelta(days=self._made * 7 % 273)
        year = (1931, 2011, 1985)[spot.number % 3] if name == "birth_date" else 2001 + 30 * ends
        found = date(year, 1, 1) + timedelta(days=self._made * 3 % 2500)
        self.days.add(found)
        return found


def _days_in(said: str) -> Iterator[date]:
    for found in _DAYS.finditer(said):
        part = {name[0]: told for name, told in found.groupdict().items() if told is not None}
        named = part["m"] in _MONTHS
        month = _MONTHS.index(part["m"]) + 1 if named else int(part["m"])
        try:
            yield date(int(part["y"]), month, int(part["d"]))
        except ValueError:
            continue
