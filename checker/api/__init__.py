"""The library: load the law and a snapshot, audit, and read what was found.

Nothing personal is told unless ``reveal`` asks for it. Nobody asks the clock: an audit is as of
the day of the snapshot, or of the day that is given. The command line is one user of this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Final

from checker.api.finding import Finding
from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, ExitCode, FailOn
from checker.auditing.result import audit as judge_and_explain
from checker.auditing.selection import SelectionError, choose, parse_selection
from checker.auditing.snapshot import Snapshot
from checker.compiler.rules import Compiled
from checker.facts.table import Supply
from checker.findings import Attestation, Verdict
from checker.law import Law, load_law
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.json_report import JsonReport
from checker.report.receipt import Receipt
from checker.report.text import TextReport
from checker.report.view import ReportView, ShownFault
from checker.source.json_reader import MOST_BYTES
from checker.source.mistakes import Refused, refusal

__all__ = [
    "Audit",
    "Chosen",
    "EngineChoice",
    "ExitCode",
    "Finding",
    "Law",
    "Refused",
    "SelectionError",
    "Snapshot",
    "Verdict",
    "audit",
    "chosen_by",
    "load_packs",
    "load_snapshot",
]
_FROM_MEMORY: Final = "snapshot"
"""What a snapshot is called that comes from no file."""
_WIDTH: Final = 80


def load_packs(folder: str | PathLike[str] | None = None) -> Law:
    """The law of a rules folder, by default the one that the program carries.

    Raises ``Refused`` with every mistake found. It takes a second: load it once.
    """
    if folder is None:
        return load_law()
    path = Path(folder)
    if not path.is_dir():
        name = str(path).encode("utf-8", "replace").decode()
        raise refusal(name, 0, 0, "cli.input.no_folder")
    return load_law(path)


def load_snapshot(
    source: str | PathLike[str] | bytes | Mapping[str, Any], *, name: str = ""
) -> Snapshot:
    """A snapshot from a file (its path), from the bytes of one, or from a dictionary.

    ``name`` is what reports and mistakes call it, by default the path. Raises ``Refused`` with
    every mistake, ``OSError`` for a file that cannot be read, and ``TypeError`` for a dictionary
    that holds what JSON cannot.
    """
    if isinstance(source, bytes):
        return read_snapshot(source, name or _FROM_MEMORY)
    if isinstance(source, Mapping):
        written = json.dumps(dict(source), indent=1, default=_day)
        return read_snapshot(written.encode(), name or _FROM_MEMORY)
    with Path(source).open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    return read_snapshot(data, name or str(source))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a snapshot cannot hold a {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a selection chooses; for audits of many snapshots it is worked out once."""

    requirements: tuple[Compiled, ...] | None = None
    """None: all."""
    verdicts: frozenset[Verdict] = frozenset()
    """The verdicts that are listed; empty: all."""
    terms: tuple[str, ...] = ()
    """What was asked for."""


def chosen_by(select: Iterable[str], packs: Law, *, reveal: bool = False) -> Chosen:
    """What terms such as ``rule:…`` or ``severity:violation`` choose (as in ``--select``).

    Without ``reveal``, requirements that tell a diagnosis are chosen by whole paragraphs. Raises
    ``SelectionError`` for a term that fits nothing, and when all of them choose nothing.
    """
    terms = tuple(select)
    selection = parse_selection(terms)
    return Chosen(choose(selection, packs, reveal=reveal), selection.verdicts, terms)


def audit(
    snapshot: Snapshot,
    packs: Law,
    *,
    as_of: date | None = None,
    engine: EngineChoice | str = EngineChoice.BOTH,
    select: Iterable[str] | Chosen = (),
    reveal: bool = False,
    supplied: Mapping[str, Supply] | None = None,
    attestations: Sequence[Attestation] = (),
) -> Audit:
    """Audit a snapshot as of a day, by default the day on which it was taken.

    ``select`` chooses requirements and listed verdicts; ``reveal`` shows names, dates and
    diagnoses; ``supplied`` is what a set says of the institution. Raises ``SelectionError``.
    """
    found = select if isinstance(select, Chosen) else chosen_by(select, packs, reveal=reveal)
    result = judge_and_explain(
        snapshot,
        packs,
        as_of=as_of,
        engine=EngineChoice(engine),
        chosen=found.requirements,
        supplied=supplied,
        attestations=attestations,
    )
    return Audit(result, found, reveal)


@dataclass(frozen=True)  # without slots: what is worked out is kept
class Audit:
    """What was found about one institution."""

    result: AuditResult = field(repr=False)
    """The verdicts as they were judged: with everything that reports mask."""
    chosen: Chosen = field(repr=False)
    reveal: bool

    @property
    def institution(self) -> str:
        """The institution's name, as it may be shown."""
        return self._view.header.institution

    @property
    def as_of(self) -> date:
        """The day of which the law and the facts are."""
        return self.result.judged.as_of

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many verdicts of each kind there are, whatever is listed."""
        return self._view.totals

    @property
    def faults(self) -> tuple[ShownFault, ...]:
        """Failures of the program itself: never a statement about the institution."""
        return self._view.faults

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is breached, not due or undetermined, in the order of the packs."""
        law = self.result.judged.law
        return tuple(Finding(one, law) for one in self._view.listed)

    def everything(self) -> Iterator[Finding]:
        """Every verdict, also what is met or does not apply, one after the other."""
        law = self.result.judged.law
        return (Finding(one, law) for one in self._everything())

    def exit_code(self, fail_on: FailOn | str = FailOn.UNDETERMINED) -> ExitCode:
        """What the command would answer: 0, 1 for a breach, 4 for want of data or a fault."""
        return self.result.exit_code(FailOn(fail_on))

    def to_json(self, *, everything: bool = False) -> bytes:
        """The report of ``schemas/report.schema.json``; ``everything`` lists every verdict."""
        listed = self._everything() if everything else self._view.listed
        whole = everything and not self.chosen.verdicts
        report = JsonReport(self.result.judged.law)
        asked = {"as_of": self.as_of.isoformat(), "select": list(self.chosen.terms)}
        receipt = Receipt({**asked, "reveal": self.reveal, "all": everything})
        return b"".join(report.chunks(self._view, listed, everything=whole, receipt=receipt))

    def to_text(self, lang: str, *, width: int = _WIDTH) -> str:
        """The report as text in Kazakh (``kk``), Russian (``ru``) or English (``en``)."""
        return TextReport(self.result.judged.law, lang, width).page(self._view).plain()

    @cached_property
    def _entries(self) -> Entries:
        return Entries(self.result, reveal=self.reveal)

    @cached_property
    def _view(self) -> ReportView:
        selected = self.chosen.requirements is not None
        return view_of_entries(self._entries, selected=selected, verdicts=self.chosen.verdicts)

    def _everything(self) -> Iterator[Entry]:
        wanted = self.chosen.verdicts
        return (one for one in self._entries.everything() if not wanted or one.verdict in wanted)
