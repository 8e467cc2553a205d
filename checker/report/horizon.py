"""What lies ahead of an audit, as it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from checker.auditing.horizon import Ahead, Change
from checker.auditing.result import AuditResult
from checker.findings import Subject
from checker.law import Law
from checker.report.disclosure import Disclosure
from checker.report.entry import MASK, Entry
from checker.report.health import key_of


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One verdict of today, and what becomes of it if nothing more is recorded."""

    entry: Entry
    """The verdict of today; its subject is masked where the day would tell what is masked."""
    change: Change
    day: date
    breached_from: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """What falls on one day for one requirement."""

    entries: tuple[Upcoming, ...]

    @property
    def first(self) -> Upcoming:
        """The day and the requirement, by the first entry."""
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class HorizonView:
    """What lies ahead, up to and including a day."""

    until: date
    days: int
    entries: tuple[Upcoming, ...]
    """By day."""
    withheld: int
    """Requirements and persons ahead that would tell a diagnosis."""
    untold: int
    """Verdicts met today that cannot be told at the end."""

    def events(self) -> tuple[Event, ...]:
        """By day and requirement, in the order of the entries."""
        return tuple(Event(tuple(found)) for _, found in groupby(self.entries, key=_event))


def horizon_of(result: AuditResult, disclosure: Disclosure) -> HorizonView | None:
    """What lies ahead of an audit; none where nobody looked."""
    horizon = result.horizon
    if horizon is None:
        return None
    shown, withheld = [], set()
    for one in horizon.ahead:
        if one.compiled.rule.health and not disclosure.reveal:
            withheld.add((key_of(one.compiled), one.subject.key.partition("/")[0]))
        else:
            shown.append(_upcoming(one, result.judged.law, disclosure))
    return HorizonView(horizon.until, horizon.days, tuple(shown), len(withheld), horizon.untold)


def _event(one: Upcoming) -> tuple[object, ...]:
    return one.day, one.entry.group, one.change


def _upcoming(ahead: Ahead, law: Law, disclosure: Disclosure) -> Upcoming:
    one = ahead.compiled
    rule, variant = one.rule, one.variants[ahead.edition]
    place = rule.place
    act = law.pack.acts[place.act]
    entry = Entry(
        rule=rule.id,
        row=one.row_name,
        title=rule.title,
        row_title=one.row_title,
        act=place.act,
        chapter=place.chapter_path,
        topic=place.topic_path,
        clause=rule.clause,
        provisions=one.provisions,
        severity=one.severity,
        duty_of=rule.duty_of,
        checked=rule.checked,
        subject=_subject(ahead, disclosure),
        verdict=ahead.today,
        presumed_date=act.editions[variant.edition.since].presumed,
        computed=disclosure.computation(variant.must, ahead.computed),
        remedy=rule.remedy,
    )
    return Upcoming(entry, ahead.change, ahead.day, ahead.breached_from)


def _subject(ahead: Ahead, disclosure: Disclosure) -> Subject:
    """The subject, unless the day tells of it what is masked, such as a birthday."""
    if any(disclosure.masks(word) for word in ahead.told_by):
        return Subject(ahead.subject.kind, MASK, "")
    return disclosure.subject(ahead.subject)
