"""``ssu-audit FILE...``: read, judge, report, and answer with one exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from checker.api import Chosen, audit, load_snapshot
from checker.auditing.result import AuditResult, ExitCode, FailOn, worst
from checker.cli.attestations import Brought, brought_by
from checker.cli.audit_options import Options, chosen_of, day_of, selection_of
from checker.cli.complaints import complain, place_of
from checker.cli.forms import to_services, wanted_of
from checker.cli.inputs import Input, inputs_of, several
from checker.cli.kept import keep_files
from checker.cli.messages import law_of, say_mistakes
from checker.cli.outlook import Outlook
from checker.cli.problem import CommandLineProblem
from checker.cli.pseudonyms import pseudonyms_by
from checker.cli.receipts import receipt_of
from checker.cli.reports import Failed, Left, Settings
from checker.cli.sets import Gathered, gather, without_declarations
from checker.cli.tolerance import Tolerance, tolerance_of
from checker.cli.writers import Writers
from checker.compiler.rules import Compiled
from checker.law import Law
from checker.source.mistakes import Refused
from checker.texts import text


def run_audit(options: Options) -> int:
    """Audit every input; the exit code. Raises ``CommandLineProblem``."""
    as_of = day_of(options.as_of)
    selection = selection_of(options.select)
    inputs = inputs_of(options.files)
    wanted = wanted_of(options.form, options.outputs)
    keep_files(options, inputs)
    as_one = not (several(options.files) or options.as_set)
    taken = (*options.outputs, *(one.path for one in inputs))
    outlook = Outlook.of(options.horizon, options.calendar, taken, options.lang)
    try:
        law = law_of(options.rules)
        brought = brought_by(options.attest, law, several=not as_one)
        tolerance = tolerance_of(options.waivers, options.baseline, law, several=not as_one)
        pseudonyms = pseudonyms_by(options.pseudonymise)
        chosen = chosen_of(selection, law, reveal=options.reveal and not to_services(wanted))
        inputs, declared = without_declarations(inputs)
        gathered = gather(inputs, declared) if options.as_set else None
    except Refused as refused:
        say_mistakes(refused.mistakes, options.lang)
        return ExitCode.REFUSED
    if not inputs:
        raise CommandLineProblem("cli.set.nothing")
    settings = Settings(
        law=law,
        lang=options.lang,
        reveal=options.reveal,
        everything=options.everything,
        selected=chosen is not None,
        verdicts=selection.verdicts,
        receipt=receipt_of(
            options,
            as_set=gathered.given if gathered else None,
            attestations=brought.files,
            waivers=tolerance.waiver_files,
            baseline=tolerance.baseline_file,
        ),
        pseudonyms=pseudonyms,
    )
    writers = Writers(wanted, settings)
    run = _Run(options, law, as_of, chosen, outlook, writers, gathered, brought, tolerance)
    with outlook.written():
        return run.one(inputs[0]) if as_one else run.set_of(inputs)


@dataclass(slots=True)
class _Run:
    """One run over its inputs."""

    options: Options
    law: Law
    as_of: date | None
    chosen: tuple[Compiled, ...] | None
    outlook: Outlook
    writers: Writers
    gathered: Gathered | None = None
    brought: Brought = field(default_factory=Brought)
    tolerance: Tolerance = field(default_factory=Tolerance)

    def one(self, source: Input) -> int:
        """Audit a single snapshot."""
        try:
            result = self._result(source)
        except Refused as refused:
            say_mistakes(refused.mistakes, self.options.lang)
            return ExitCode.REFUSED
        code = result.exit_code(FailOn(self.options.fail_on))
        with self.writers as writers:
            writers.single(result, code)
        return code

    def set_of(self, inputs: tuple[Input, ...]) -> int:
        """Audit several snapshots into one report with a part for each."""
        codes: list[ExitCode] = []
        failed: list[Failed] = []
        faulty = False
        with self.writers as writers, _progress(len(inputs)) as advance:
            writers.opening()
            for source in inputs:
                result = self._attempt(source, failed)
                if result is not None:
                    codes.append(result.exit_code(FailOn(self.options.fail_on)))
                    writers.part(result, codes[-1])
                    faulty = faulty or bool(result.faults)
                advance()
            refused = any(one.mistakes for one in failed)
            faulty = faulty or any(not one.mistakes for one in failed)
            outcome = worst(codes, refused=refused, faulty=faulty)
            left = Left(self.brought.left(), self.tolerance.left())
            writers.closing(failed, left, outcome)
        return outcome

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
        snapshot = load_snapshot(source.read(), name=source.name)
        supplied = self.gathered.supplied(snapshot, self.as_of) if self.gathered else None
        found = audit(
            snapshot,
            self.law,
            as_of=self.as_of,
            engine=self.options.engine,
            select=Chosen(self.chosen),
            supplied=supplied,
            attestations=self.brought.to(snapshot),
            waivers=self.tolerance.to(snapshot),
            baseline=self.tolerance.baseline,
        )
        later = partial(self.gathered.supplied, snapshot) if self.gathered else None
        pseudonyms = self.writers.settings.pseudonyms
        return self.outlook.ahead_of(
            found.result, later, reveal=self.options.reveal, pseudonyms=pseudonyms
        )


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
