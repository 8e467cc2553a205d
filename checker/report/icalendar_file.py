"""What lies ahead as an iCalendar file (RFC 5545), in one language.

There is one all-day event for each day and requirement of an institution. Its identity depends on
these alone, so that a file written later puts the same events in the place of the earlier ones.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Final

from checker.law import Law
from checker.report.entry import MASK
from checker.report.horizon import Event, HorizonView
from checker.report.horizon_text import sentences_of, subjects_of
from checker.report.layout import visible
from checker.report.sentences import Sentences
from checker.report.view import Header

PRODUCER: Final = "-//ssu-audit//terms ahead//{lang}"
_DOMAIN: Final = "ssu-audit"
_DIGITS: Final = 32
"""Hexadecimal digits of an event's identity."""


class CalendarFile:
    """Gathers the events of one institution or several."""

    def __init__(self, law: Law, lang: str) -> None:
        """Write in this language about these packs."""
        from icalendar import Calendar  # noqa: PLC0415 -- needed only where a calendar is asked for

        self._say = Sentences(law, lang)
        self._calendar = Calendar()
        self._calendar.add("prodid", PRODUCER.format(lang=lang.upper()))
        self._calendar.add("version", "2.0")
        self._calendar.add("calscale", "GREGORIAN")
        self._calendar.add("method", "PUBLISH")
        self._calendar.add("x-wr-calname", self._say.say("horizon.calendar.name"))

    def add(self, header: Header, view: HorizonView) -> None:
        """Add what lies ahead of one institution."""
        for event in view.events():
            self._add(header, event)

    def content(self) -> bytes:
        """The file (UTF-8)."""
        content: bytes = self._calendar.to_ical()
        return content

    def _add(self, header: Header, event: Event) -> None:
        from icalendar import Event as Appointment  # noqa: PLC0415

        day = event.first.day
        found = Appointment()
        found.add("uid", f"{_identity(header, event)}@{_DOMAIN}")
        found.add("dtstamp", _midnight(header.taken_on))
        found.add("dtstart", day)
        found.add("dtend", day + timedelta(1))
        found.add("summary", visible(self._summary(header, event)))
        found.add("description", self._description(header, event))
        found.add("transp", "TRANSPARENT")
        self._calendar.add_component(found)

    def _summary(self, header: Header, event: Event) -> str:
        say, first = self._say, event.first
        return say.say(
            "horizon.calendar.summary",
            what=say.say(f"horizon.calendar.{first.change}"),
            title=say.title(first.entry),
            institution=header.institution,
            number=len(event.entries),
        )

    def _description(self, header: Header, event: Event) -> str:
        say, first = self._say, event.first
        listed = subjects_of([one.entry.subject for one in event.entries], say)
        lines = [
            say.cite(first.entry),
            say.say(f"report.severity.{first.entry.severity}"),
            " ".join(sentences_of(first, say)),
            say.say("horizon.calendar.subjects", subjects=listed),
            f"{say.say('report.say.remedy')}: {say.remedy(first.entry)}",
            f"{say.say('report.head.institution')}: {_named(header)}",
            say.say("horizon.note"),
        ]
        return "\n".join(visible(line) for line in lines)


def _named(header: Header) -> str:
    return header.institution if header.number is None else f"{header.institution}, {header.number}"


def _midnight(day: date) -> datetime:
    """The snapshot's day: nobody asks the clock, and the same snapshot gives the same file."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _identity(header: Header, event: Event) -> str:
    """Of the institution as it is shown, the requirement and the day: nothing that is masked."""
    number = header.number if header.number not in (None, MASK) else None
    name = header.institution if header.institution != MASK else header.file
    first = event.first
    parts = (number or name, first.entry.rule, first.entry.row, first.change, first.day.isoformat())
    text = "\n".join("" if one is None else str(one) for one in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
