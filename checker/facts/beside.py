"""Lists that a subject stands in or beside: its siblings, and other records of its ancestors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.facts.records import Records
from checker.vocabulary.words import Kind


def holders_of(
    kind: str, holder: str, records: Mapping[str, Records], kinds: Mapping[str, Kind]
) -> Sequence[int]:
    """For each subject of a kind, the place of its ancestor of another kind.

    Raises ``KeyError`` when that kind is no ancestor.
    """
    places: Sequence[int] = range(len(records[kind].records))
    while kind != holder:
        parent = kinds[kind].parent
        if parent is None:
            raise KeyError(f"{holder} holds no {kind}")
        parents = records[kind].parents
        places = [parents[place] for place in places]
        kind = parent
    return places


def own_places(records: Records) -> list[int]:
    """For each record, its place among the values of its list; -1 for a list not recorded."""
    counts = [0] * len(records.lists)
    places = []
    for parent, place in zip(records.parents, records.places, strict=True):
        places.append(counts[parent] if place >= 0 else -1)
        counts[parent] += 1
    return places
