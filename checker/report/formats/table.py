"""The verdicts as rows of a table for machines, and the mistakes of inputs that were refused.

Days are ISO 8601 in every language: whoever reads the table sorts and computes by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from checker.report.document import Document, Part, Refused
from checker.report.entry import Entry
from checker.report.formats.identity import line_of, rule_name
from checker.report.sentences import Sentences
from checker.source.mistakes import shown_pointer

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
    "file",
    "line",
    "column",
)
"""The names of the columns; the catalogue has a heading for each."""


def headings(say: Sentences) -> list[str]:
    """What stands above the columns."""
    return [say.say(f"formats.column.{name}") for name in COLUMNS]


def rows(document: Document, say: Sentences) -> Iterator[list[str]]:
    """A row for each verdict to be listed, then one for each mistake of a refused input.

    An input with which the program failed has one row.
    """
    for part in document.parts:
        for entry in part.listed:
            yield _verdict(part, entry, say)
    for one in document.refused:
        yield from _refused(one, say)


def _refused(refused: Refused, say: Sentences) -> Iterator[list[str]]:
    """Why an input has no verdicts; every mistake, for a row of a table is soon passed over."""
    told = {"verdict": say.say("formats.refused"), "file": refused.name}
    if not refused.mistakes:
        yield _row(told | {"message": " ".join(refused.why(say.lang))})
    for one in refused.mistakes:
        place = {"line": str(one.line or ""), "column": str(one.column or "")}
        pointer = shown_pointer(one.pointer)
        yield _row(told | place | {"message": one.say(say.lang), "pointer": pointer})


def _row(told: Mapping[str, str]) -> list[str]:
    return [told.get(name, "") for name in COLUMNS]


def _verdict(part: Part, entry: Entry, say: Sentences) -> list[str]:
    """One verdict, in the order of ``COLUMNS``."""
    header = part.view.header
    due_on = say.last_day(entry)
    return [
        header.institution,
        header.number or "",
        header.as_of.isoformat(),
        say.say(f"report.verdict.{entry.verdict}"),
        say.say(f"report.severity.{entry.severity}"),
        say.say(f"report.duty.{entry.duty_of.replace(' ', '_')}"),
        say.cite(entry),
        say.title(entry),
        say.subject(entry.subject),
        say.message(entry),
        "" if due_on is None else due_on.isoformat(),
        "; ".join(say.fact(fact) for fact in entry.evidence),
        say.remedy(entry),
        say.say(f"formats.decided.{entry.decided_by}"),
        rule_name(entry),
        entry.subject.pointer,
        header.file,
        str(line_of(part, entry)),
        "",
    ]
