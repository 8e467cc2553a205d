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
    """The JSON pointer of a subject; of its list, where the list is not recorded."""
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
