"""Reports about one institution or several, piece by piece, in the form that was asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TextIO

import orjson

from checker.audit.result import AuditResult, ExitCode
from checker.cli.messages import MOST_PRINTED
from checker.findings import Verdict
from checker.law import Law
from checker.report.build import view_of_entries
from checker.report.disclosure import without_numbers
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.json_report import REPORT_VERSION, JsonReport
from checker.report.layout import Page
from checker.report.text import TextReport, verdict_lines
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
class Failed:
    """An input without a report."""

    name: str
    mistakes: tuple[Mistake, ...]
    """Why it was refused; none where the program failed."""
    what: str = ""


@dataclass(slots=True)
class Reports:
    """Writes the reports of one run."""

    law: Law
    lang: str
    as_json: bool
    reveal: bool
    everything: bool
    selected: bool
    verdicts: frozenset[Verdict]
    style: Style
    _parts: list[tuple[str, ExitCode]] = field(default_factory=list)

    def single(self, result: AuditResult) -> Iterator[bytes]:
        """The whole report about one institution."""
        entries = Entries(result, reveal=self.reveal)
        view = view_of_entries(entries, selected=self.selected, verdicts=self.verdicts)
        everything = self._shows_everything()
        if self.as_json:
            findings = self._filtered(entries.everything()) if everything else view.listed
            yield from JsonReport(self.law).chunks(view, findings)
            return
        yield self._text(TextReport(self.law, self.lang, self.style.width).page(view))
        if everything:
            page = Page(self.style.width)
            page.section(text(self.lang, "report.section.everything"))
            yield self._text(page)
            shown = self._filtered(entries.everything())
            for line in verdict_lines(shown, self.law, self.lang, self.style.width):
                yield line.encode()

    def _shows_everything(self) -> bool:
        return self.everything or any(one in self.verdicts for one in _LISTED_ONLY_BY_ALL)

    def _filtered(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        return (one for one in entries if not self.verdicts or one.verdict in self.verdicts)

    def _text(self, page: Page) -> bytes:
        return (page.styled() if self.style.coloured else page.plain()).encode()

    def opening(self) -> bytes:
        """What stands before the first part of a set."""
        if not self.as_json:
            return b""
        return b'{"report_version":' + orjson.dumps(REPORT_VERSION) + b',\n"parts":[\n'

    def part(self, result: AuditResult, code: ExitCode) -> Iterator[bytes]:
        """One part of a set."""
        if self._parts:
            yield b",\n" if self.as_json else b"=" * self.style.width + b"\n"
        yield from self.single(result)
        self._parts.append((self._named(result.judged.snapshot.name), code))

    def closing(self, failed: list[Failed]) -> bytes:
        """What stands after the last part: the inputs that have none, and the outcome."""
        if self.as_json:
            refused = [_refused(one, self._named(one.name)) for one in failed]
            return b'],\n"refused":' + orjson.dumps(refused) + b"}\n"
        page = Page(self.style.width)
        page.section(text(self.lang, "report.section.set"))
        for name, code in self._parts:
            page.add(f"{name}: {text(self.lang, f'report.outcome.{int(code)}')}", lead="* ")
        if failed:
            page.section(text(self.lang, "report.section.refused"))
            for one in failed:
                page.add(f"{self._named(one.name)}: {self._why(one)}", lead="* ")
        return self._text(page)

    def _named(self, name: str) -> str:
        return name if self.reveal else without_numbers(name)

    def _why(self, failed: Failed) -> str:
        if failed.mistakes:
            return text(self.lang, "report.say.mistakes", number=len(failed.mistakes))
        return text(self.lang, "cli.fault", what=failed.what)


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
