"""Words and subject kinds, read from the snapshot schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from checker.values import Sort

IDENTIFICATION_NUMBER = "^[0-9]{12}$"
"""The pattern of an IIN or a BIN in the snapshot schema."""
Texts = Mapping[str, str]
"""One text in Kazakh (``kk``), Russian (``ru``) and English (``en``)."""


def texts_of(kk: str, ru: str, en: str) -> Texts:
    """The text in its three languages."""
    return {"kk": kk, "ru": ru, "en": en}


@dataclass(frozen=True, slots=True)
class Word:
    """A fact that a snapshot can hold, or one that is derived from such facts."""

    name: str
    """The kind of subject and the property: ``stay.admitted_on``."""
    kind: str
    path: tuple[str, ...]
    """Where the value stands below the subject; empty for a derived word."""
    sort: Sort
    label: Texts
    choices: tuple[str, ...] = ()
    choice_labels: Mapping[str, Texts] = field(default_factory=dict)
    unit: str = ""
    help: Texts = field(default_factory=dict)
    nullable: bool = True
    personal: bool = False
    health: bool = False
    lasting: bool = False
    """Does not change with the day, so it is known for every day once recorded."""
    moment: Literal["", "event", "planned"] = ""
    """For dates: an event lies in the past of the audit, a planned date may lie ahead."""
    set_of: tuple[str, str] | None = None
    """For a list of records that serves as a set: the kind of record and its naming property."""
    derived: bool = False
    of_set: bool = False
    """Known only where several institutions are judged as one set."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject: what one verdict is about."""

    name: str
    label: Texts
    parent: str | None
    list_path: tuple[str, ...]
    """Where the list of these records stands below the parent's record."""
    key: str | None
    """The property that identifies a record among its siblings."""
    dated_by: str | None
    """The property whose day the record belongs to."""
    standing: bool = False
    """The records tell of no day at all: their list is known only for the snapshot's own day."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words and kinds."""

    words: Mapping[str, Word]
    kinds: Mapping[str, Kind]

    def chain(self, kind: str) -> tuple[str, ...]:
        """The kind and its ancestors, nearest first."""
        names = [kind]
        while (parent := self.kinds[names[-1]].parent) is not None:
            names.append(parent)
        return tuple(names)

    def visible(self, kind: str) -> dict[str, Word]:
        """The words that a rule about this kind may use."""
        chain = set(self.chain(kind))
        return {name: word for name, word in self.words.items() if word.kind in chain}


def read_vocabulary(schema: Mapping[str, Any]) -> Vocabulary:
    """Read the words and kinds that a snapshot schema declares."""
    words: dict[str, Word] = {}
    kinds: dict[str, Kind] = {}
    institution = schema["properties"]["institution"]
    _read_kind(institution, None, (), words, kinds)
    top = {name: part for name, part in schema["properties"].items() if name != "institution"}
    _read_lists(top, "institution", (), words, kinds)
    return Vocabulary(MappingProxyType(words), MappingProxyType(kinds))


def _read_kind(
    schema: Mapping[str, Any],
    parent: str | None,
    list_path: tuple[str, ...],
    words: dict[str, Word],
    kinds: dict[str, Kind],
) -> None:
    name = schema["x-kind"]
    own = [_read_word(name, path, part) for path, part in _properties(schema["properties"], ())]
    words.update((word.name, word) for word in own)
    dated_by = schema.get("x-dated-by")
    standing = dated_by is None and all(word.moment != "event" for word in own)
    kinds[name] = Kind(
        name, schema["x-label"], parent, list_path, schema.get("x-key"), dated_by, standing
    )
    _read_lists(schema["properties"], name, (), words, kinds)


def _read_lists(
    properties: Mapping[str, Any],
    parent: str,
    path: tuple[str, ...],
    words: dict[str, Word],
    kinds: dict[str, Kind],
) -> None:
    for name, part in properties.items():
        below = (*path, name)
        if "x-kind" in part.get("items", {}):
            _read_kind(part["items"], parent, below, words, kinds)
            words.update(_list_words(parent, below, part))
        elif "properties" in part:
            _read_lists(part["properties"], parent, below, words, kinds)


def _list_words(parent: str, path: tuple[str, ...], part: Mapping[str, Any]) -> dict[str, Word]:
    """The list itself as a word of its parent: a set of choices, or its length."""
    record = part["items"]
    name = f"{parent}.{'.'.join(path)}"
    by = record.get("x-set-by")
    named = record["properties"].get(by, {}) if by else {}
    choices = named.get("x-choices", {})
    return {
        name: Word(
            name,
            parent,
            path,
            Sort.CHOICES if choices else Sort.COUNT,
            part["x-label"],
            choices=tuple(choices),
            choice_labels=choices,
            health=bool(named.get("x-health")),
            set_of=(record["x-kind"], by or ""),
        )
    }


def _properties(
    properties: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for name, part in properties.items():
        if "x-partial" in part or "x-kind" in part.get("items", {}):
            continue
        if "properties" in part:
            yield from _properties(part["properties"], (*path, name))
        else:
            yield (*path, name), part


def _read_word(kind: str, path: tuple[str, ...], part: Mapping[str, Any]) -> Word:
    choices = part.get("x-choices", {})
    kinds_of_value = part.get("type", "string")
    return Word(
        name=f"{kind}.{'.'.join(path)}",
        kind=kind,
        path=path,
        sort=_sort(part),
        label=part["x-label"],
        choices=tuple(choices),
        choice_labels=choices,
        unit=part.get("x-unit", ""),
        help=part.get("x-help", {}),
        nullable=isinstance(kinds_of_value, list) and "null" in kinds_of_value,
        personal=bool(part.get("x-personal")),
        health=bool(part.get("x-health")),
        lasting=bool(part.get("x-lasting")),
        moment=part.get("x-date", ""),
    )


_SORTS = {"boolean": Sort.YESNO, "integer": Sort.COUNT, "number": Sort.NUMBER}
_FORMATS = {"date": Sort.DATE, "date-time": Sort.MOMENT}


def _sort(part: Mapping[str, Any]) -> Sort:
    named = part.get("type", "string")
    name = next(t for t in named if t != "null") if isinstance(named, list) else named
    if name == "array":
        return Sort.CHOICES
    if name == "string":
        if "enum" in part:
            return Sort.CHOICE
        if part.get("pattern") == IDENTIFICATION_NUMBER:
            return Sort.DIGITS
        return _FORMATS.get(part.get("format", ""), Sort.TEXT)
    return _SORTS[name]
