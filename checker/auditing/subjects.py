"""Naming subjects: keys and places in the snapshot."""

from __future__ import annotations

from checker.facts.table import FactTables
from checker.findings import Subject
from checker.vocabulary.words import Vocabulary


def subject_at(tables: FactTables, vocabulary: Vocabulary, kind: str, number: int) -> Subject:
    """The subject at a place of its table."""
    return Subject(
        kind, key_of(tables, vocabulary, kind, number), pointer_of(tables, vocabulary, kind, number)
    )


def pointer_of(tables: FactTables, vocabulary: Vocabulary, kind: str, number: int) -> str:
    """The JSON pointer of a subject; of the outermost list above it that is not recorded."""
    kind, number = outermost_unrecorded(tables, vocabulary, kind, number)
    described = vocabulary.kinds[kind]
    if described.parent is None:
        return "/institution"
    records = tables.records[kind]
    above = (
        ""
        if described.parent == "institution"
        else pointer_of(tables, vocabulary, described.parent, records.parents[number])
    )
    place = records.places[number]
    path = "/".join(described.list_path)
    return f"{above}/{path}" if place < 0 else f"{above}/{path}/{place}"


def outermost_unrecorded(
    tables: FactTables, vocabulary: Vocabulary, kind: str, number: int
) -> tuple[str, int]:
    """The outermost record, from a subject upwards, that stands for a list not recorded.

    The subject itself, when its list is recorded.
    """
    parent = vocabulary.kinds[kind].parent
    if parent is not None and tables.records[kind].places[number] < 0:
        above = tables.records[kind].parents[number]
        if tables.records[parent].places[above] < 0:
            return outermost_unrecorded(tables, vocabulary, parent, above)
    return kind, number


def key_of(tables: FactTables, vocabulary: Vocabulary, kind: str, number: int) -> str:
    """The identifying properties from the outermost record down to this one."""
    described = vocabulary.kinds[kind]
    if described.parent is None:
        return "institution"
    records = tables.records[kind]
    place = records.places[number]
    record = records.records[number]
    own = "*" if place < 0 else f"#{place + 1}"
    if described.key is not None and record.get(described.key) is not None:
        own = str(record[described.key])
    if described.parent == "institution":
        return own
    above = key_of(tables, vocabulary, described.parent, records.parents[number])
    return f"{above}/{own}"


def outermost(
    tables: FactTables, vocabulary: Vocabulary, kind: str, number: int
) -> tuple[str, int]:
    """The outermost record below the institution that a subject belongs to."""
    parent = vocabulary.kinds[kind].parent
    while parent not in (None, "institution"):
        number = tables.records[kind].parents[number]
        kind = str(parent)
        parent = vocabulary.kinds[kind].parent
    return kind, number


def place_key_of(tables: FactTables, vocabulary: Vocabulary, kind: str, number: int) -> str:
    """The places of the records from the outermost down to a subject, as ``#2/#1``.

    Reports name those subjects so whose own key is personal.
    """
    return place_key(pointer_of(tables, vocabulary, kind, number))


def place_key(pointer: str) -> str:
    """The places that a JSON pointer passes through, as ``#2/#1``; ``*`` where there is none."""
    places = [part for part in pointer.split("/") if part.isdecimal()]
    return "/".join(f"#{int(place) + 1}" for place in places) or "*"
