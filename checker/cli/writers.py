"""Which forms a report is written in, and where each of them goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from checker.auditing.result import AuditResult, ExitCode
from checker.cli.choices import Format
from checker.cli.output import Sink, sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.reports import Elsewhere, Failed, Reports, Settings, Style, Telling
from checker.report.document import Document, Part, Refused

_STREAMED: Final = (Format.TEXT, Format.JSON)
MACHINE_FORMATS: Final = (Format.SARIF, Format.JUNIT, Format.GITHUB, Format.GITLAB)
"""Their readers are services: nothing is ever revealed to them."""
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
_ENDINGS: Final = {
    ".txt": Format.TEXT,
    ".sarif.json": Format.SARIF,
    ".sarif": Format.SARIF,
    ".codequality.json": Format.GITLAB,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xlsx": Format.XLSX,
    ".docx": Format.DOCX,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".xml": Format.JUNIT,
}
_BINARY: Final = (Format.XLSX, Format.DOCX)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One form of the report, and its file; None: standard output."""

    form: Format
    path: Path | None


def wanted_of(form: str, outputs: Sequence[Path]) -> tuple[Wanted, ...]:
    """The forms and files that the command line asks for.

    The ending of a file tells its form; ``--format`` tells it for one file, or for those whose
    ending tells nothing. Raises ``CommandLineProblem``.
    """
    if not outputs:
        return (_checked(Wanted(Format(form) if form else Format.TEXT, None)),)
    found = tuple(_checked(_wanted(form, path, single=len(outputs) == 1)) for path in outputs)
    places = [_place(one.path) for one in found]
    for number, place in enumerate(places):
        if place in places[:number]:
            raise CommandLineProblem("cli.output.twice", file=str(outputs[number]))
    return found


def to_services(wanted: Sequence[Wanted]) -> bool:
    """Whether any form is read by a service, to which nothing is ever revealed."""
    return any(one.form in MACHINE_FORMATS for one in wanted)


def _wanted(form: str, path: Path, *, single: bool) -> Wanted:
    target = None if str(path) == "-" else path
    ended = next((one for end, one in _ENDINGS.items() if path.name.lower().endswith(end)), None)
    if form and (single or ended is None):
        return Wanted(Format(form), target)
    if ended is None and not single:
        raise CommandLineProblem("cli.output.no_form", file=str(path))
    return Wanted(ended or Format.TEXT, target)


def _place(path: Path | None) -> str:
    return "-" if path is None else os.path.realpath(path)


def _checked(wanted: Wanted) -> Wanted:
    if wanted.path is None and wanted.form in _BINARY and sys.stdout.isatty():
        raise CommandLineProblem("cli.output.binary", form=str(wanted.form))
    return wanted


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

    def closing(self, failed: list[Failed], left: Elsewhere, outcome: ExitCode) -> None:
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

    def closing(self, failed: list[Failed], left: Elsewhere, outcome: ExitCode) -> None:
        del outcome
        self.sink.write(self.reports.closing(failed, left))


@dataclass(slots=True)
class _Gathering:
    """Forms that are written in one piece, when all is known."""

    form: Format
    settings: Settings
    sink: Sink
    parts: list[Part] = field(default_factory=list)

    def single(self, telling: Telling, code: ExitCode) -> None:
        self.part(telling, code)
        self._render((), code)

    def opening(self) -> None:
        return

    def part(self, telling: Telling, code: ExitCode) -> None:
        self.parts.append(Part(telling.view, telling.listed, int(code), telling.lines))

    def closing(self, failed: list[Failed], left: Elsewhere, outcome: ExitCode) -> None:
        del left
        self._render(tuple(self._refused(one) for one in failed), outcome)

    def _refused(self, failed: Failed) -> Refused:
        name = self.settings.named(failed.name)
        return Refused(name, tuple(replace(one, file=name) for one in failed.mistakes), failed.what)

    def _render(self, refused: tuple[Refused, ...], outcome: ExitCode) -> None:
        module = import_module(f"checker.report.formats.{_MODULES[self.form]}")
        document = Document(tuple(self.parts), refused, int(outcome), self.settings.lang, {})
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
            settings = replace(self.settings, reveal=False) if hidden else self.settings
            return _Gathering(wanted.form, settings, sink)
        style = Style.of(sys.stdout, os.environ) if wanted.path is None else Style()
        reports = Reports(self.settings, wanted.form is Format.JSON, style)
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

    def closing(self, failed: list[Failed], left: Elsewhere, outcome: ExitCode) -> None:
        """What stands after the parts of a set."""
        for writer in self._writers:
            writer.closing(failed, left, outcome)
