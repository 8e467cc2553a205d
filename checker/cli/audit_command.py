"""``ssu-audit FILE...``: read, judge, report, and answer with one exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.audit.judging import EngineChoice
from checker.audit.reading import read_snapshot
from checker.audit.result import AuditResult, ExitCode, FailOn, audit, worst
from checker.audit.selection import Selection, SelectionError, choose, parse_selection
from checker.cli.complaints import complain, place_of
from checker.cli.inputs import Input, inputs_of, several
from checker.cli.messages import law_of, say_mistakes
from checker.cli.output import Sink, sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.reports import Failed, Reports, Style
from checker.compiler.rules import Compiled
from checker.law import Law
from checker.source.mistakes import Refused
from checker.texts import text


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of an audit, as it was given."""

    files: tuple[str, ...]
    as_of: str
    lang: str
    form: str
    output: Path | None
    select: tuple[str, ...]
    fail_on: str
    engine: str
    rules: Path | None
    reveal: bool
    everything: bool


def run_audit(options: Options) -> int:
    """Audit every input; the exit code. Raises ``CommandLineProblem``."""
    as_of = day_of(options.as_of)
    selection = selection_of(options.select)
    inputs = inputs_of(options.files)
    _keep_inputs(options.output, inputs)
    try:
        law = law_of(options.rules)
    except Refused as refused:
        say_mistakes(refused.mistakes, options.lang)
        return ExitCode.REFUSED
    chosen = chosen_of(selection, law, reveal=options.reveal)
    run = _Run(options, law, as_of, selection, chosen)
    if several(options.files):
        return run.set_of(inputs)
    return run.one(inputs[0])


@dataclass(slots=True)
class _Run:
    """One run over its inputs."""

    options: Options
    law: Law
    as_of: date | None
    selection: Selection
    chosen: tuple[Compiled, ...] | None

    def one(self, source: Input) -> int:
        """Audit a single snapshot."""
        try:
            result = self._result(source)
        except Refused as refused:
            say_mistakes(refused.mistakes, self.options.lang)
            return ExitCode.REFUSED
        with sink_for(self.options.output) as sink:
            for piece in self._reports().single(result):
                sink.write(piece)
        return result.exit_code(FailOn(self.options.fail_on))

    def set_of(self, inputs: tuple[Input, ...]) -> int:
        """Audit several snapshots into one report with a part for each."""
        reports = self._reports()
        codes: list[ExitCode] = []
        failed: list[Failed] = []
        faulty = False
        with sink_for(self.options.output) as sink, _progress(len(inputs)) as advance:
            sink.write(reports.opening())
            for source in inputs:
                result = self._attempt(source, failed)
                if result is not None:
                    self._part(sink, reports, result)
                    codes.append(result.exit_code(FailOn(self.options.fail_on)))
                    faulty = faulty or bool(result.faults)
                advance()
            sink.write(reports.closing(failed))
        refused = any(one.mistakes for one in failed)
        faulty = faulty or any(not one.mistakes for one in failed)
        return worst(codes, refused=refused, faulty=faulty)

    def _part(self, sink: Sink, reports: Reports, result: AuditResult) -> None:
        for piece in reports.part(result, result.exit_code(FailOn(self.options.fail_on))):
            sink.write(piece)

    def _attempt(self, source: Input, failed: list[Failed]) -> AuditResult | None:
        """The audit of one of several; what goes wrong with it stops none of the others."""
        try:
            return self._result(source)
        except Refused as refused:
            say_mistakes(refused.mistakes, self.options.lang)
            failed.append(Failed(source.name, refused.mistakes))
        except Exception as fault:  # noqa: BLE001 -- a fault of the program, told as such
            what = place_of(fault)
            complain(f"{source.name}: {text(self.options.lang, 'cli.fault', what=what)}")
            failed.append(Failed(source.name, (), what))
        return None

    def _result(self, source: Input) -> AuditResult:
        snapshot = read_snapshot(source.read(), source.name)
        engine = EngineChoice(self.options.engine)
        return audit(snapshot, self.law, as_of=self.as_of, engine=engine, chosen=self.chosen)

    def _reports(self) -> Reports:
        style = Style.of(sys.stdout, os.environ) if self.options.output is None else Style()
        return Reports(
            law=self.law,
            lang=self.options.lang,
            as_json=self.options.form == "json",
            reveal=self.options.reveal,
            everything=self.options.everything,
            selected=self.chosen is not None,
            verdicts=self.selection.verdicts,
            style=style,
        )


def day_of(given: str) -> date | None:
    """The day of ``--as-of``; none where it is not given. Raises ``CommandLineProblem``."""
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise CommandLineProblem("cli.usage.day", name="--as-of") from None
    if len(given) != len("YYYY-MM-DD"):
        raise CommandLineProblem("cli.usage.day", name="--as-of")
    return day


def selection_of(given: tuple[str, ...]) -> Selection:
    """The values of ``--select``. Raises ``CommandLineProblem``."""
    try:
        return parse_selection(given)
    except SelectionError as error:
        raise CommandLineProblem(error.message_id, **error.values) from None


def chosen_of(
    selection: Selection, law: Law, *, reveal: bool = True
) -> tuple[Compiled, ...] | None:
    """The chosen requirements. Raises ``CommandLineProblem`` where nothing is chosen."""
    try:
        return choose(selection, law, reveal=reveal)
    except SelectionError as error:
        raise CommandLineProblem(error.message_id, **error.values) from None


def _keep_inputs(output: Path | None, inputs: tuple[Input, ...]) -> None:
    """A report never takes the place of a snapshot that it is about."""
    if output is None:
        return
    target = os.path.realpath(output)
    if any(one.path is not None and os.path.realpath(one.path) == target for one in inputs):
        raise CommandLineProblem("cli.output.is_input")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, where that is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 -- slow to import, needed for terminals
    from rich.progress import BarColumn, MofNCompleteColumn, Progress  # noqa: PLC0415

    console = Console(file=sys.stderr)
    with Progress(BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
