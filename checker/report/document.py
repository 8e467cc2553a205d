"""A whole report, as the formats that are written in one piece are told it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.report.entry import Entry
from checker.report.view import ReportView
from checker.source.mistakes import Mistake


@dataclass(frozen=True, slots=True)
class Part:
    """The report about one institution."""

    view: ReportView
    listed: tuple[Entry, ...]
    """The verdicts to be listed: those of the view, or every one where ``--all`` asked for it."""
    outcome: int
    """The exit code for this institution alone."""
    lines: Mapping[str, int]
    """For JSON pointers of the snapshot, the line on which their values begin, from 1."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input without a report."""

    name: str
    mistakes: tuple[Mistake, ...]
    """Why it was refused; none where the program failed."""
    fault: str = ""
    """The kind and place of the program's failure."""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a report tells, safe to be shown: what is masked is masked already."""

    parts: tuple[Part, ...]
    refused: tuple[Refused, ...]
    outcome: int
    """The exit code of the whole run."""
    lang: str
    """The language that the user reads: kk, ru or en."""
    options: Mapping[str, Any]
    """The options that shaped the report, by name."""
