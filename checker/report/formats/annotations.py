"""Annotations of GitHub Actions: workflow commands that put findings beside the snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import Severity
from checker.report.document import MOST_TOLD, Document, Part, Refused
from checker.report.entry import Entry
from checker.report.formats.identity import line_of
from checker.report.sentences import Sentences

_LEVELS: Final = {
    Severity.VIOLATION: "error",
    Severity.RECOMMENDATION: "warning",
    Severity.NOTE: "notice",
}


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces: breaches alone, and inputs that were refused."""
    say = Sentences(law, document.lang)
    for part in document.parts:
        for entry in part.listed:
            if entry.verdict is Verdict.BREACHED:
                yield _command(part, entry, say).encode()
    for one in document.refused:
        yield from (line.encode() for line in _refused(one, document.lang))


def _command(part: Part, entry: Entry, say: Sentences) -> str:
    level = _LEVELS[entry.severity] if entry.mandatory else "warning"
    if entry.severity is Severity.NOTE or entry.excused:
        level = "notice"
    place = f"file={_property(part.view.header.file)},line={line_of(part, entry)}"
    title = _property(f"{say.title(entry)} ({say.cite(entry)})")
    message = _data(f"{say.subject(entry.subject)}. {say.message(entry)}")
    return f"::{level} {place},title={title}::{message}\n"


def _refused(one: Refused, lang: str) -> Iterator[str]:
    file = _property(one.name)
    for mistake, said in zip_longest(one.mistakes[:MOST_TOLD], one.why(lang)):
        line = max(mistake.line, 1) if mistake else 1
        yield f"::error file={file},line={line}::{_data(said)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
