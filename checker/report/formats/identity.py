"""How machines name a requirement, and where a subject stands in its snapshot."""

from __future__ import annotations

from checker.report.document import Part
from checker.report.entry import Entry


def rule_name(entry: Entry) -> str:
    """The requirement as a machine names it; a withheld one by its clause alone."""
    if entry.rule is None:
        return f"{entry.act}/{entry.clause or entry.chapter.partition('/')[2]}"
    return entry.rule if entry.row is None else f"{entry.rule}/{entry.row}"


def line_of(part: Part, entry: Entry) -> int:
    """The line of the snapshot on which the subject begins; 1 where it does not stand there."""
    pointer = entry.subject.pointer
    while pointer and pointer not in part.lines:
        pointer = pointer.rpartition("/")[0]
    return part.lines.get(pointer, 1)
