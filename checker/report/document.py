"""A whole report, as the formats that are written in one piece are told it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from checker.report.entry import Attested, Entry
from checker.report.excused import WaiverTold
from checker.report.receipt import Receipt
from checker.report.view import ReportView
from checker.source.mistakes import Mistake
from checker.texts import text

MOST_TOLD: Final = 200
"""Mistakes of one refused input that are told; the others are counted."""


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
    fingerprints: tuple[str, ...] = ()
    """Of the listed verdicts, in their order; none where the form tells none."""

    def fingerprinted(self) -> Iterator[tuple[Entry, str]]:
        """The listed verdicts, each with its fingerprint."""
        return zip(self.listed, self.fingerprints, strict=True)


@dataclass(frozen=True, slots=True)
class Refused:
    """An input without a report."""

    name: str
    mistakes: tuple[Mistake, ...]
    """Why it was refused; none where the program failed."""
    fault: str = ""
    """The kind and place of the program's failure."""

    def why(self, lang: str) -> tuple[str, ...]:
        """The first mistakes and how many more there are, or the program's failure."""
        return tuple(self._why(lang))

    def _why(self, lang: str) -> Iterator[str]:
        if not self.mistakes:
            yield text(lang, "cli.fault", what=self.fault)
        yield from (one.say(lang) for one in self.mistakes[:MOST_TOLD])
        if more := len(self.mistakes[MOST_TOLD:]):
            yield text(lang, "report.say.more_mistakes", number=more)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was brought to a run over several institutions and names none of them."""

    attestations: tuple[Attested, ...] = ()
    waivers: tuple[WaiverTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a report tells, safe to be shown: what is masked is masked already."""

    parts: tuple[Part, ...]
    refused: tuple[Refused, ...]
    outcome: int
    """The exit code of the whole run."""
    lang: str
    """The language that the user reads: kk, ru or en."""
    receipt: Receipt = field(default_factory=Receipt)
    """What shaped the report beside snapshots, packs, calendar and engine."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
