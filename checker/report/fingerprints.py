"""Fingerprints of the verdicts that a report lists, for services that follow them from run to run.

They are those of a baseline, but for three things. A record with neither number nor day is known
by all that may be told of it, where a baseline counts such records. No two fingerprints of a report
are equal: of verdicts that nothing tells apart the second, third … have an ordinal. And where
subjects are named by pseudonyms, they are made with the same key, so that nobody can try all file
numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from checker.auditing.fingerprints import (
    Stated,
    among_equals,
    content_of,
    fingerprint_of,
    is_nameless,
)
from checker.auditing.identity import institution_mark
from checker.auditing.judging import Judged
from checker.findings import Verdict
from checker.report.entry import Entry
from checker.report.pseudonyms import Pseudonyms

_GRAVITY: Final = {
    verdict: place
    for place, verdict in enumerate(
        (
            Verdict.BREACHED,
            Verdict.UNDETERMINED,
            Verdict.NOT_DUE,
            Verdict.MET,
            Verdict.NOT_APPLICABLE,
        )
    )
}


def fingerprints_of(
    judged: Judged, listed: Sequence[Entry], pseudonyms: Pseudonyms | None
) -> tuple[str, ...]:
    """For each listed verdict of an audit its fingerprint.

    Equals are numbered by the gravity of the verdict, so that listing what is met changes nothing;
    then by what else may be told of their records; only what is the same in all of it, by place.
    """
    mark = institution_mark(judged.snapshot.institution)
    secret = None if pseudonyms is None else pseudonyms.secret
    found = [_own(judged, mark, one, secret) for one in listed]
    equals: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        equals.setdefault(one, []).append(place)
    for fingerprint, places in equals.items():
        if len(places) > 1:
            places.sort(key=lambda place: _rank(judged, listed[place]))
            for ordinal, place in enumerate(places, 1):
                found[place] = among_equals(fingerprint, ordinal)
    return tuple(found)


def _own(judged: Judged, mark: str, entry: Entry, secret: bytes | None) -> str:
    """The fingerprint before equals are numbered.

    A record with neither number nor day is known by all that it holds, so that others of its list
    that are judged by the same facts may come and go.
    """
    unit = entry.unit
    assert unit is not None
    stated: Iterable[Stated] = ((fact.word, fact.value) for fact in entry.evidence)
    if is_nameless(judged, unit):
        stated = content_of(judged, unit)
    return fingerprint_of(judged, mark, unit, stated, secret=secret)


def _rank(judged: Judged, entry: Entry) -> tuple[int, list[str], int]:
    unit = entry.unit
    assert unit is not None
    content = sorted(f"{name}={value}" for name, value in content_of(judged, unit))
    return _GRAVITY[entry.verdict], content, unit.number


@dataclass(slots=True)
class Distinct:
    """Keeps the parts of one report apart: two snapshots of one institution say the same twice."""

    _seen: Counter[str] = field(default_factory=Counter)

    def of(self, fingerprints: Sequence[str]) -> tuple[str, ...]:
        """The fingerprints of the next part, with an ordinal where an earlier part has the same."""
        return tuple(map(self._apart, fingerprints))

    def _apart(self, fingerprint: str) -> str:
        self._seen[fingerprint] += 1
        number = self._seen[fingerprint]
        return fingerprint if number == 1 else among_equals(f"part/{fingerprint}", number)
