"""What an audit of one institution found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from checker.api.choosing import Chosen
from checker.api.finding import Finding
from checker.auditing.result import AuditResult, ExitCode, FailOn
from checker.findings import Verdict
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.excused import AgainstBaseline, WaiverTold
from checker.report.json_report import JsonReport
from checker.report.receipt import Receipt
from checker.report.text import TextReport
from checker.report.view import Attestations, ReportView, ShownFault

_WIDTH: Final = 80


@dataclass(frozen=True)  # without slots: what is worked out is kept
class Audit:
    """What was found about one institution."""

    result: AuditResult = field(repr=False)
    """The verdicts as they were judged: with everything that reports mask."""
    chosen: Chosen = field(repr=False)
    reveal: bool
    brought: Receipt = field(default_factory=Receipt, repr=False)
    """The files that were brought beside the snapshot, as a receipt names them."""

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

    @property
    def waivers(self) -> tuple[WaiverTold, ...]:
        """Each waiver that was brought, with its standing: used, unused, expired, or why wrong."""
        excuses = self._view.excuses
        return () if excuses is None else excuses.waivers

    @property
    def baseline(self) -> AgainstBaseline | None:
        """How the audit compares with the baseline; none where none was brought."""
        excuses = self._view.excuses
        return None if excuses is None else excuses.baseline

    @property
    def attestations(self) -> Attestations:
        """How many attestations count, and what became of the others."""
        return self._view.attestations

    def exit_code(self, fail_on: FailOn | str = FailOn.UNDETERMINED) -> ExitCode:
        """What the command would answer: 0, 1 for a breach, 4 for want of data or a fault."""
        return self.result.exit_code(FailOn(fail_on))

    def to_json(self, *, everything: bool = False) -> bytes:
        """The report of ``schemas/report.schema.json``; ``everything`` lists every verdict."""
        listed = self._everything() if everything else self._view.listed
        whole = everything and not self.chosen.verdicts
        report = JsonReport(self.result.judged.law)
        asked = {"as_of": self.as_of.isoformat(), "select": list(self.chosen.terms)}
        options = {**asked, "reveal": self.reveal, "all": everything}
        receipt = replace(self.brought, options=options)
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
