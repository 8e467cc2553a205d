"""The records of a snapshot, by kind of subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.vocabulary.words import Kind, Vocabulary

Record = Mapping[str, Any]
ABSENT = object()
GHOST: Record = {}
"""Stands for the records of a list that is not recorded: every fact of it is unknown."""


@dataclass(frozen=True, slots=True)
class Records:
    """All records of one kind, in the order of the snapshot."""

    kind: str
    records: Sequence[Record]
    parents: Sequence[int]
    """For each record, the place of the record that holds it among those of the parent kind."""
    places: Sequence[int]
    """For each record, its place in its own list; -1 for a list that is not recorded."""
    lists: Sequence[str]
    """For each parent record: ``absent``, ``none``, ``partial`` or ``complete``."""


def gather(document: Mapping[str, Any], vocabulary: Vocabulary, as_of: int) -> dict[str, Records]:
    """Sort a snapshot's records by kind, leaving out those dated after the day of the audit.

    On another day than the snapshot's, a list of what stands there now is an incomplete one.
    """
    taken_on = document.get("taken_on")
    another_day = taken_on is not None and date.fromisoformat(taken_on).toordinal() != as_of
    institution = document["institution"]
    found = {"institution": Records("institution", [institution], [0], [0], ["complete"])}
    for name, kind in vocabulary.kinds.items():
        if kind.parent is not None:
            holders = [document] if kind.parent == "institution" else found[kind.parent].records
            open_ = kind.standing and another_day
            found[name] = _gather_kind(kind, holders, as_of, open_=open_)
    return found


def _gather_kind(kind: Kind, holders: Sequence[Record], as_of: int, *, open_: bool) -> Records:
    records: list[Record] = []
    parents: list[int] = []
    places: list[int] = []
    lists: list[str] = []
    *groups, last = kind.list_path
    partial = last + "_partial"
    for number, outer in enumerate(holders):
        holder: Any = outer
        for group in groups:
            holder = holder.get(group, {})
        items = holder.get(last, ABSENT)
        lists.append(_state(items, open_ or holder.get(partial, False)))
        if items is ABSENT:
            records.append(GHOST)
            parents.append(number)
            places.append(-1)
            continue
        for place, record in enumerate(items or ()):
            if kind.dated_by is None or not _later(record.get(kind.dated_by), as_of):
                records.append(record)
                parents.append(number)
                places.append(place)
    return Records(kind.name, records, parents, places, lists)


def _state(items: object, partial: bool) -> str:
    if items is ABSENT:
        return "absent"
    if partial:
        return "partial"
    return "complete" if items else "none"


def _later(day: str | None, as_of: int) -> bool:
    return day is not None and date.fromisoformat(day[:10]).toordinal() > as_of
