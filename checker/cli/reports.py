"""Reports about one institution or several, piece by piece, in the form that was asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TextIO

import orjson

from checker.auditing.result import AuditResult, ExitCode
from checker.findings import Attestation, Testimony, Verdict, Waiver
from checker.law import Law
from checker.report.brought import left_told
from checker.report.build import view_of_entries
from checker.report.disclosure import Disclosure, without_numbers
from checker.report.document import Elsewhere, Refused
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.excuses import told_elsewhere
from checker.report.fingerprints import fingerprints_of
from checker.report.json_attestations import attested_json
from checker.report.json_excuses import waiver_json
from checker.report.json_refused import refused_json
from checker.report.json_report import NO_OPTIONS, REPORT_VERSION, JsonReport
from checker.report.layout import Page
from checker.report.pseudonyms import Pseudonyms
from checker.report.receipt import Receipt
from checker.report.sentences import Sentences
from checker.report.text import TextReport, verdict_lines
from checker.report.text_sections import add_told
from checker.report.view import ReportView
from checker.source.mistakes import Mistake
from checker.texts import text

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
class Left:
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

    def for_services(self) -> Settings:
        """The settings for a form that services read: nothing is ever revealed to them."""
        return replace(self, reveal=False, receipt=self.receipt.for_services())

    def refused(self, failed: Failed) -> Refused:
        """An input without a report, as a report may show it."""
        name = self.named(failed.name)
        return Refused(name, tuple(replace(one, file=name) for one in failed.mistakes), failed.what)

    def elsewhere(self, left: Left) -> Elsewhere:
        """What names none of the institutions, as a report may show it."""
        disclosure = Disclosure(
            self.law.vocabulary, {}, reveal=self.reveal, pseudonyms=self.pseudonyms
        )
        said = (Testimony(one, decides=False) for one in left.attestations)
        return Elsewhere(
            attestations=tuple(map(disclosure.attested, said)),
            waivers=told_elsewhere(left.waivers, disclosure),
        )


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
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprints of the listed verdicts."""
        return fingerprints_of(self.result.judged, self.listed, self.settings.pseudonyms)

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
    in_file: bool = False
    """Whoever reads a file has not seen the mistakes that standard error told."""
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

    def closing(self, refused: tuple[Refused, ...], elsewhere: Elsewhere) -> bytes:
        """What stands after the last part: the inputs that have none, and the outcome."""
        if self.as_json:
            named = _closing_json(refused, elsewhere)
            told = (orjson.dumps(name) + b":" + orjson.dumps(value) for name, value in named)
            return b"],\n" + b",\n".join(told) + b"}\n"
        say = Sentences(self.settings.law, self.settings.lang)
        page = Page(self.style.width)
        page.section(say.say("report.section.set"))
        for name, code in self._parts:
            page.add(f"{name}: {say.say(f'report.outcome.{int(code)}')}", lead="* ")
        if refused and not self.in_file:
            page.section(say.say("report.section.refused"))
            for one in refused:
                page.add(f"{one.name}: {_number_of_mistakes(one, say)}", lead="* ")
        for section in left_told(say, refused if self.in_file else (), elsewhere):
            add_told(page, section)
        return self._text(page)


def _number_of_mistakes(refused: Refused, say: Sentences) -> str:
    if refused.mistakes:
        return say.say("report.say.mistakes", number=len(refused.mistakes))
    return " ".join(refused.why(say.lang))


def _closing_json(
    refused: Iterable[Refused], elsewhere: Elsewhere
) -> Iterator[tuple[str, list[Any]]]:
    yield "refused", [{"file": one.name} | refused_json(one) for one in refused]
    yield "attestations_elsewhere", [attested_json(one) for one in elsewhere.attestations]
    if elsewhere.waivers:
        yield "waivers_elsewhere", [waiver_json(one) for one in elsewhere.waivers]
