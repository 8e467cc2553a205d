"""Writes a report in every form that was asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from types import TracebackType
from typing import Final, Protocol, Self

from checker.auditing.result import AuditResult, ExitCode
from checker.cli.choices import Format
from checker.cli.forms import MACHINE_FORMATS, Wanted
from checker.cli.output import Sink, sink_for
from checker.cli.reports import Failed, Left, Reports, Settings, Style, Telling
from checker.report.document import Document, Elsewhere, Part, Refused
from checker.report.fingerprints import Distinct

_STREAMED: Final = (Format.TEXT, Format.JSON)
_FINGERPRINTED: Final = (Format.JSONL, Format.SARIF, Format.GITLAB)
_MODULES: Final = {
    Format.HTML: "html.page",
    Format.XLSX: "spreadsheet",
    Format.DOCX: "act_draft",
    Format.CSV: "comma_separated",
    Format.MARKDOWN: "markdown",
    Format.JSONL: "json_lines",
    Format.SARIF: "sarif",
    Format.JUNIT: "junit",
    Format.GITHUB: "annotations",
    Format.GITLAB: "code_quality",
}


class Writer(Protocol):
    """Writes one form of a report."""

    @property
    def settings(self) -> Settings:
        """What shapes this form of the report."""
        ...

    def single(self, telling: Telling, code: ExitCode) -> None:
        """The report about the only institution."""
        ...

    def opening(self) -> None:
        """What stands before the parts of a set."""
        ...

    def part(self, telling: Telling, code: ExitCode) -> None:
        """One institution of a set."""
        ...

    def closing(
        self, refused: tuple[Refused, ...], elsewhere: Elsewhere, outcome: ExitCode
    ) -> None:
        """What stands after the parts of a set."""
        ...


@dataclass(slots=True)
class _Streamed:
    """Text and JSON, which are written as the audits go."""

    reports: Reports
    sink: Sink

    @property
    def settings(self) -> Settings:
        return self.reports.settings

    def single(self, telling: Telling, code: ExitCode) -> None:
        del code
        for piece in self.reports.single(telling):
            self.sink.write(piece)

    def opening(self) -> None:
        self.sink.write(self.reports.opening())

    def part(self, telling: Telling, code: ExitCode) -> None:
        for piece in self.reports.part(telling, code):
            self.sink.write(piece)

    def closing(
        self, refused: tuple[Refused, ...], elsewhere: Elsewhere, outcome: ExitCode
    ) -> None:
        del outcome
        self.sink.write(self.reports.closing(refused, elsewhere))


@dataclass(slots=True)
class _Gathering:
    """Forms that are written in one piece, when all is known."""

    form: Format
    settings: Settings
    sink: Sink
    parts: list[Part] = field(default_factory=list)
    _distinct: Distinct = field(default_factory=Distinct)

    def single(self, telling: Telling, code: ExitCode) -> None:
        self.part(telling, code)
        self.closing((), Elsewhere(), code)

    def opening(self) -> None:
        return

    def part(self, telling: Telling, code: ExitCode) -> None:
        named = self.form in _FINGERPRINTED
        prints = self._distinct.of(telling.fingerprints) if named else ()
        self.parts.append(Part(telling.view, telling.listed, int(code), telling.lines, prints))

    def closing(
        self, refused: tuple[Refused, ...], elsewhere: Elsewhere, outcome: ExitCode
    ) -> None:
        module = import_module(f"checker.report.formats.{_MODULES[self.form]}")
        document = Document(
            parts=tuple(self.parts),
            refused=refused,
            outcome=int(outcome),
            lang=self.settings.lang,
            receipt=self.settings.receipt,
            elsewhere=elsewhere,
        )
        for piece in module.render(document, self.settings.law):
            self.sink.write(piece)


class Writers:
    """All forms of one report; their files appear together when the context ends."""

    def __init__(self, wanted: Sequence[Wanted], settings: Settings) -> None:
        """Write these forms."""
        self._wanted = wanted
        self.settings = settings
        self._stack = ExitStack()
        self._writers: list[Writer] = []

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            for one in self._wanted:
                sink = opening.enter_context(sink_for(one.path))
                self._writers.append(self._writer(one, sink))
            self._stack = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def _writer(self, wanted: Wanted, sink: Sink) -> Writer:
        if wanted.form not in _STREAMED:
            hidden = wanted.form in MACHINE_FORMATS
            settings = self.settings.for_services() if hidden else self.settings
            return _Gathering(wanted.form, settings, sink)
        style = Style.of(sys.stdout, os.environ) if wanted.path is None else Style()
        in_file = wanted.path is not None
        reports = Reports(self.settings, wanted.form is Format.JSON, style, in_file)
        return _Streamed(reports, sink)

    def single(self, result: AuditResult, code: ExitCode) -> None:
        """The report about the only institution."""
        for writer, telling in self._told(result):
            writer.single(telling, code)

    def opening(self) -> None:
        """What stands before the parts of a set."""
        for writer in self._writers:
            writer.opening()

    def part(self, result: AuditResult, code: ExitCode) -> None:
        """One institution of a set."""
        for writer, telling in self._told(result):
            writer.part(telling, code)

    def _told(self, result: AuditResult) -> Iterator[tuple[Writer, Telling]]:
        """Each writer with what it is to tell: one telling, and another that reveals nothing."""
        tellings: dict[bool, Telling] = {}
        for writer in self._writers:
            settings = writer.settings
            yield writer, tellings.setdefault(settings.reveal, Telling(result, settings))

    def closing(self, failed: list[Failed], left: Left, outcome: ExitCode) -> None:
        """What stands after the parts of a set."""
        for writer in self._writers:
            settings = writer.settings
            refused = tuple(map(settings.refused, failed))
            writer.closing(refused, settings.elsewhere(left), outcome)
