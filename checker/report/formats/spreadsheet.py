"""XLSX: what was found, what to ask for and to see, what does not apply, and the law covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from checker.law import Law
from checker.report.document import Document
from checker.report.formats.coverage import bound_of, coverage_of
from checker.report.formats.spreadsheet_sheets import (
    Written,
    coverage,
    findings,
    horizon,
    inspector,
    not_applicable,
    requests,
)
from checker.report.formats.spreadsheet_summary import add_summary
from checker.report.formats.workbook import Book
from checker.report.sentences import Sentences

NO_DAY: Final = date(1980, 1, 1)
"""The day of a report about nothing."""


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in one piece."""
    say = Sentences(law, document.lang)
    book = Book(document.lang, say.say("report.head.title"))
    add_summary(book, document, say)
    written = Written(document, say)
    for name, table in (
        ("findings", findings(written)),
        ("requests", requests(written)),
        ("inspector", inspector(written)),
        ("not_applicable", not_applicable(written)),
        ("coverage", coverage(coverage_of(law, bound := bound_of(document, law)), bound, law, say)),
    ):
        book.table(say.say(f"office.sheet.{name}"), *table)
    if any(part.view.horizon is not None for part in document.parts):
        book.table(say.say("office.sheet.horizon"), *horizon(written))
    yield book.saved(day_of(document))


def day_of(document: Document) -> date:
    """The latest day as of which an institution of the report was audited."""
    return max((part.view.header.as_of for part in document.parts), default=NO_DAY)
