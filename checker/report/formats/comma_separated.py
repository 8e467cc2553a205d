"""CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it).

A row is a verdict, or a mistake of an input that was refused.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from checker.law import Law
from checker.report.document import Document
from checker.report.formats.table import headings, rows
from checker.report.layout import without_controls
from checker.report.sentences import Sentences

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs by which a spreadsheet takes a cell for a formula."""


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    say = Sentences(law, document.lang)
    yield b"\xef\xbb\xbf" + _line(headings(say))
    for row in rows(document, say):
        yield _line([_harmless(cell) for cell in row])


def _harmless(cell: str) -> str:
    """A cell that begins like a formula stands behind an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _line(cells: Sequence[str]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return without_controls(out.getvalue()).encode()
