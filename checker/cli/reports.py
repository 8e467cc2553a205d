"""Reports about one institution or several, piece by piece, in the form that was asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TextIO

import orjson

from checker.auditing.result import AuditResult, ExitCode
from checker.cli.messages import MOST_PRINTED
from checker.findings import Attestation, Testimony, Verdict, Waiver
from checker.law import Law
from checker.report.attestations import add_places
from checker.report.build import view_of_entries
from checker.report.disclosure import Disclosure, without_numbers
from checker.report.entries import Entries
from checker.report.entry import Attested, Entry
from checker.report.excuses import told_elsewhere
from checker.report.excuses_text import ExcusesSection
from checker.report.json_attestations import attested_json
from checker.report.json_excuses import waiver_json
from checker.report.json_report import NO_OPTIONS, REPORT_VERSION, JsonReport
from checker.report.layout import Page
from checker.report.pseudonyms import Pseudonyms
from checker.report.receipt import Receipt
from checker.report.sentences import Sentences
from checker.report.text import TextReport, verdict_lines
from checker.report.view import ReportView
from checker.source.mistakes import Mistake, shown_pointer
from checker.texts import LANGUAGES, text

PIPE_WIDTH: Final = 80
WIDEST: Final = 100
_LISTED_ONLY_BY_ALL: Final = (Verdict.MET, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: its width, and whether it is coloured."""

    width: int = PIPE_WIDTH
    coloured: bool = False

    @staticmethod
    def of(stream: TextIO, environment: Mapping[str, str]) -> Style:
        """The style that suits a stream; NO_COLOR is respected."""
        if not stream.isatty():
            return Style()
        width = min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, WIDEST)
        plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
        return Style(width, coloured=not plain)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was brought to the run and names none of several institutions."""

    attestations: tuple[Attestation, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An input without a report."""

    name: str
    mistakes: tuple[Mistake, ...]
    """Why it was refused; none where the program failed."""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What shapes a report in every form."""

    law: Law
    lang: str
    reveal: bool
    everything: bool
    selected: bool
    verdicts: frozenset[Verdict]
    receipt: Receipt = NO_OPTIONS
    """What shaped the report, for whoever repeats it."""
    pseudonyms: Pseudonyms | None = None

    def shows_everything(self) -> bool:
        """Whether also what is met or does not apply is listed."""
        return self.everything or any(one in self.verdicts for one in _LISTED_ONLY_BY_ALL)

    def filtered(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries of the verdicts that were asked for."""
        return (one for one in entries if not self.verdicts or one.verdict in self.verdicts)

    def named(self, name: str) -> str:
        """The name of a file as a report may show it."""
        return name if self.reveal else without_numbers(name)


@dataclass(frozen=True)  # without slots: what is worked out is kept
class Telling:
    """One audit as reports tell it: worked out once, however many forms it is written in."""

    result: AuditResult
    settings: Settings

    @cached_property
    def entries(self) -> Entries:
        """Its verdicts, each as it may be shown."""
        asked = self.settings
        return Entries(self.result, reveal=asked.reveal, pseudonyms=asked.pseudonyms)

    @cached_property
    def view(self) -> ReportView:
        """Its sections."""
        asked = self.settings
        return view_of_entries(self.entries, selected=asked.selected, verdicts=asked.verdicts)

    def everything(self) -> Iterator[Entry]:
        """Every verdict that was asked for, one after the other."""
        return self.settings.filtered(self.entries.everything())

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """The verdicts that a form written in one piece lists."""
        return tuple(self.everything()) if self.settings.shows_everything() else self.view.listed

    @cached_property
    def lines(self) -> dict[str, int]:
        """Where the subjects of the listed verdicts begin in the snapshot."""
        pointers = {entry.subject.pointer for entry in self.listed}
        return {one: self.result.judged.snapshot.line_of(one) for one in pointers}


@dataclass(slots=True)
class Reports:
    """Writes the reports of one run as text or as JSON."""

    settings: Settings
    as_json: bool
    style: Style
    _parts: list[tuple[str, ExitCode]] = field(default_factory=list)

    def single(self, telling: Telling) -> Iterator[bytes]:
        """The whole report about one institution."""
        asked, law, view = self.settings, self.settings.law, telling.view
        everything = asked.shows_everything()
        if self.as_json:
            findings = telling.everything() if everything else view.listed
            whole = everything and not asked.verdicts
            yield from JsonReport(law).chunks(
                view, findings, everything=whole, receipt=asked.receipt
            )
            return
        yield self._text(TextReport(law, asked.lang, self.style.width).page(view))
        if everything:
            page = Page(self.style.width)
            page.section(text(asked.lang, "report.section.everything"))
            yield self._text(page)
            for line in verdict_lines(telling.everything(), law, asked.lang, self.style.width):
                yield line.encode()

    def _text(self, page: Page) -> bytes:
        return (page.styled() if self.style.coloured else page.plain()).encode()

    def opening(self) -> bytes:
        """What stands before the first part of a set."""
        if not self.as_json:
            return b""
        return b'{"report_version":' + orjson.dumps(REPORT_VERSION) + b',\n"parts":[\n'

    def part(self, telling: Telling, code: ExitCode) -> Iterator[bytes]:
        """One part of a set."""
        if self._parts:
            yield b",\n" if self.as_json else b"=" * self.style.width + b"\n"
        yield from self.single(telling)
        name = telling.result.judged.snapshot.name
        self._parts.append((self.settings.named(name), code))

    def closing(self, failed: list[Failed], left: Elsewhere) -> bytes:
        """What stands after the last part: the inputs that have none, and the outcome."""
        elsewhere = self._attested(left.attestations)
        waivers = told_elsewhere(left.waivers, self._disclosure())
        if self.as_json:
            refused = [_refused(one, self.settings.named(one.name)) for one in failed]
            strangers = orjson.dumps([attested_json(one) for one in elsewhere])
            tail = b',\n"attestations_elsewhere":' + strangers
            if waivers:
                told = orjson.dumps([waiver_json(one) for one in waivers])
                tail += b',\n"waivers_elsewhere":' + told
            return b'],\n"refused":' + orjson.dumps(refused) + tail + b"}\n"
        page = Page(self.style.width)
        page.section(text(self.settings.lang, "report.section.set"))
        for name, code in self._parts:
            page.add(
                f"{name}: {text(self.settings.lang, f'report.outcome.{int(code)}')}", lead="* "
            )
        if failed:
            page.section(text(self.settings.lang, "report.section.refused"))
            for one in failed:
                page.add(f"{self.settings.named(one.name)}: {self._why(one)}", lead="* ")
        if elsewhere:
            page.section(text(self.settings.lang, "report.section.elsewhere"))
            add_places(page, elsewhere, self.settings.lang)
        if waivers:
            say = Sentences(self.settings.law, self.settings.lang)
            ExcusesSection(say, page).waivers(waivers, "report.section.waivers_elsewhere")
        return self._text(page)

    def _disclosure(self) -> Disclosure:
        return Disclosure(self.settings.law.vocabulary, {}, reveal=self.settings.reveal)

    def _attested(self, attestations: Sequence[Attestation]) -> tuple[Attested, ...]:
        disclosure = self._disclosure()
        return tuple(disclosure.attested(Testimony(one, decides=False)) for one in attestations)

    def _why(self, failed: Failed) -> str:
        if failed.mistakes:
            return text(self.settings.lang, "report.say.mistakes", number=len(failed.mistakes))
        return text(self.settings.lang, "cli.fault", what=failed.what)


def _refused(failed: Failed, name: str) -> dict[str, object]:
    return {
        "file": name,
        "fault": failed.what or None,
        "mistakes": [
            {
                "line": one.line,
                "column": one.column,
                "pointer": shown_pointer(one.pointer),
                "message": {lang: replace(one, file=name).say(lang) for lang in LANGUAGES},
            }
            for one in failed.mistakes[:MOST_PRINTED]
        ],
        "count": len(failed.mistakes),
    }
