"""The verdicts as rows of a table: what csv, xlsx and markdown share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.report.document import Document, Part
from checker.report.entry import Entry
from checker.report.formats.identity import rule_name
from checker.report.sentences import Sentences

COLUMNS: Final = (
    "institution",
    "number",
    "as_of",
    "verdict",
    "severity",
    "duty_of",
    "citation",
    "requirement",
    "subject",
    "message",
    "due_on",
    "evidence",
    "remedy",
    "decided_by",
    "rule",
    "pointer",
)
"""The names of the columns; the catalogue has a heading for each."""


def headings(say: Sentences) -> list[str]:
    """What stands above the columns."""
    return [say.say(f"formats.column.{name}") for name in COLUMNS]


def rows(document: Document, say: Sentences) -> Iterator[list[str]]:
    """A row for each verdict to be listed."""
    for part in document.parts:
        for entry in part.listed:
            yield row(part, entry, say)


def row(part: Part, entry: Entry, say: Sentences) -> list[str]:
    """One verdict, in the order of ``COLUMNS``."""
    header = part.view.header
    due_on = say.last_day(entry)
    return [
        header.institution,
        header.number or "",
        say.day(header.as_of),
        say.say(f"report.verdict.{entry.verdict}"),
        say.say(f"report.severity.{entry.severity}"),
        say.say(f"report.duty.{entry.duty_of.replace(' ', '_')}"),
        say.cite(entry),
        say.title(entry),
        say.subject(entry.subject),
        say.message(entry),
        "" if due_on is None else say.day(due_on),
        "; ".join(say.fact(fact) for fact in entry.evidence),
        say.remedy(entry),
        say.say(f"formats.decided.{entry.decided_by}"),
        rule_name(entry),
        entry.subject.pointer,
    ]
