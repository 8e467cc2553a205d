"""One verdict, as the library gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from checker.findings import Cause, DecidedBy, Missing, Subject, Verdict
from checker.law import Law
from checker.packs.model import DutyOf, Severity
from checker.report.entry import Attested, Entry, Fact, Waived
from checker.report.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict on one subject, as it may be shown."""

    entry: Entry
    """The same with all that a report tells."""
    law: Law = field(repr=False)

    @property
    def verdict(self) -> Verdict:
        """One of five."""
        return self.entry.verdict

    @property
    def cause(self) -> Cause | None:
        """Why the verdict is undetermined."""
        return self.entry.cause

    @property
    def severity(self) -> Severity:
        """How grave a breach is."""
        return self.entry.severity

    @property
    def duty_of(self) -> DutyOf:
        """Whose duty it is."""
        return self.entry.duty_of

    @property
    def mandatory(self) -> bool:
        """A violation of the institution's own duty: only these set the exit code."""
        return self.entry.mandatory

    @property
    def rule(self) -> str | None:
        """The rule's id; None where its name would tell a diagnosis, or there is no rule."""
        return self.entry.rule

    @property
    def row(self) -> str | None:
        """The row of the rule's table."""
        return self.entry.row

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions of the law, as the rules folder numbers them."""
        return self.entry.provisions

    @property
    def subject(self) -> Subject:
        """What it is about: kind, key, and place in the snapshot as a JSON pointer."""
        return self.entry.subject

    @property
    def evidence(self) -> tuple[Fact, ...]:
        """The facts behind the verdict; those that are personal are masked."""
        return self.entry.evidence

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The facts that would decide, with the places where they are to be recorded."""
        return self.entry.missing

    @property
    def due_on(self) -> date | None:
        """The last day that still accuses nobody."""
        found = self.entry.computed
        return None if found is None else found.lenient_on or found.due_on

    @property
    def waived(self) -> Waived | None:
        """The waiver under which a breach is tolerated."""
        return self.entry.waived

    @property
    def known(self) -> bool:
        """The breach stands in the baseline."""
        return self.entry.known

    @property
    def excused(self) -> bool:
        """A breach that is waived or known: it stays a breach, and causes no exit code 1."""
        return self.entry.excused

    @property
    def attested(self) -> Attested | None:
        """What a person says of the verdict."""
        return self.entry.attested

    @property
    def decided_by(self) -> DecidedBy:
        """The program, or a person who attested it."""
        return self.entry.decided_by

    def title(self, lang: str) -> str:
        """The requirement, in ``kk``, ``ru`` or ``en``."""
        return self._say(lang).title(self.entry)

    def citation(self, lang: str) -> str:
        """The act and its paragraph."""
        return self._say(lang).cite(self.entry)

    def message(self, lang: str) -> str:
        """What the verdict says, as a whole sentence."""
        return self._say(lang).message(self.entry)

    def remedy(self, lang: str) -> str:
        """What to do about a breach."""
        return self._say(lang).remedy(self.entry)

    def _say(self, lang: str) -> Sentences:
        return Sentences(self.law, lang)
