"""The findings of one requirement: each by itself, or those that say the same as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from checker.findings import Cause, Verdict
from checker.report.entry import Entry
from checker.report.formats.html.voices import Said, Voices
from checker.report.sentences import Sentences

MOST_SINGLE: Final = 25
"""Up to so many open verdicts of one requirement are shown one by one."""
_RECIPIENT: Final = re.compile(r"/recipients/([0-9]+)(?:/|$)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact with its value, or a fact that is missing, and where it stands in the snapshot."""

    said: Said
    pointer: str


@dataclass(frozen=True, slots=True)
class Case:
    """One verdict with everything that stands behind it."""

    subject: Said
    recipient: str
    """The recipient's file number as it may be shown; empty where it is about nobody."""
    said: Said
    terms: tuple[Said, ...]
    """How a term or an amount was computed."""
    evidence: tuple[Shown, ...]
    missing: tuple[Shown, ...]
    pointer: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Verdicts that say the same of several subjects."""

    said: Said
    missing: tuple[Said, ...]
    kind: Said
    keys: tuple[tuple[str, str], ...]
    """Each subject's key, with its recipient."""


def recipient_of(entry: Entry) -> str:
    """The recipient that a verdict is about, by the outermost part of the subject's key."""
    return entry.subject.key.partition("/")[0] if _RECIPIENT.match(entry.subject.pointer) else ""


def cases_of(entries: Sequence[Entry], voices: Voices) -> tuple[Case | Alike, ...]:
    """The findings of one requirement in their order.

    What is breached or not due stands by itself, with its evidence. Of what is met, does not
    apply, or waits for data there may be thousands: those that say the same stand as one.
    """
    if told_singly(entries):
        return tuple(_case(entry, voices) for entry in entries)
    found: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        missing = tuple(dict.fromkeys(one.word for one in entry.missing))
        said = voices.ask(Sentences.message, entry)
        found.setdefault((said, missing, entry.subject.kind), []).append(entry)
    return tuple(_alike(group, voices) for group in found.values())


def told_singly(entries: Sequence[Entry]) -> bool:
    """Whether each of these verdicts is shown by itself."""
    if entries[0].verdict in (Verdict.BREACHED, Verdict.NOT_DUE) or len(entries) == 1:
        return True
    if entries[0].verdict is not Verdict.UNDETERMINED or len(entries) > MOST_SINGLE:
        return False
    return all(entry.cause is not Cause.DATA for entry in entries)


def _case(entry: Entry, voices: Voices) -> Case:
    computed = entry.computed
    return Case(
        subject=voices.ask(Sentences.subject, entry.subject),
        recipient=recipient_of(entry),
        said=voices.ask(Sentences.message, entry),
        terms=() if computed is None else voices.lines(lambda one: one.computation(computed)),
        evidence=tuple(_evidence(entry, voices)),
        missing=tuple(Shown(voices.label(one.word), one.pointer) for one in entry.missing),
        pointer=entry.subject.pointer,
    )


def _evidence(entry: Entry, voices: Voices) -> Iterator[Shown]:
    for fact in entry.evidence:
        yield Shown(voices.ask(Sentences.fact, fact), fact.pointer)


def _alike(entries: Sequence[Entry], voices: Voices) -> Case | Alike:
    first = entries[0]
    if len(entries) == 1 and first.verdict is Verdict.UNDETERMINED:
        return _case(first, voices)
    return Alike(
        said=voices.ask(Sentences.message, first),
        missing=tuple(map(voices.label, dict.fromkeys(one.word for one in first.missing))),
        kind=voices.kind(first.subject.kind),
        keys=tuple((_key(entry), recipient_of(entry)) for entry in entries),
    )


def _key(entry: Entry) -> str:
    return "" if entry.subject.key == "institution" else entry.subject.key


def counted(cases: Iterable[Case | Alike]) -> int:
    """How many verdicts these are."""
    return sum(len(one.keys) if isinstance(one, Alike) else 1 for one in cases)
