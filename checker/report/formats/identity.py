"""What names a verdict from one report to the next, wherever it stands in the snapshot."""

from __future__ import annotations

import hashlib
from typing import Final

from checker.report.document import Part
from checker.report.entry import Entry

_SEPARATOR: Final = "\x1f"


def rule_name(entry: Entry) -> str:
    """The requirement as a machine names it; a withheld one by its clause alone."""
    if entry.rule is None:
        return f"{entry.act}/{entry.clause or entry.chapter.partition('/')[2]}"
    return entry.rule if entry.row is None else f"{entry.rule}/{entry.row}"


def fingerprint(part: Part, entry: Entry) -> str:
    """Of institution, requirement and subject: 32 hexadecimal digits."""
    header = part.view.header
    named = (
        header.number or header.institution,
        rule_name(entry),
        entry.severity,
        entry.subject.kind,
        entry.subject.key,
    )
    return hashlib.sha256(_SEPARATOR.join(named).encode()).hexdigest()[:32]


def line_of(part: Part, entry: Entry) -> int:
    """The line of the snapshot on which the subject begins; 1 where it does not stand there."""
    pointer = entry.subject.pointer
    while pointer and pointer not in part.lines:
        pointer = pointer.rpartition("/")[0]
    return part.lines.get(pointer, 1)
