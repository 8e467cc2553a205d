"""``ssu-audit baseline FILE... --output BASELINE``: the breaches that are known of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.api import audit, load_snapshot
from checker.auditing.baseline import Baseline, Change, Growth, KnownBreach, change_of
from checker.auditing.result import AuditResult, ExitCode
from checker.cli.attestations import Brought, brought_by, keep_attestations
from checker.cli.audit_options import day_of
from checker.cli.complaints import complain
from checker.cli.inputs import Input, inputs_of, several
from checker.cli.kept import keep_inputs
from checker.cli.messages import MOST_PRINTED, law_of, say, say_mistakes
from checker.cli.output import sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.sets import Gathered, gather, without_declarations
from checker.cli.tolerance import Tolerance, keep_tolerance, tolerance_of
from checker.law import Law
from checker.source.mistakes import Mistake, Refused
from checker.texts import text
from checker.waiving.baseline_file import read_baseline, written


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of a baseline, as it was given."""

    files: tuple[str, ...]
    output: Path
    allow_growth: str | None
    as_of: str
    lang: str
    engine: str
    rules: Path | None
    attest: tuple[Path, ...]
    waivers: tuple[Path, ...]
    as_set: bool


def run_baseline(options: Options) -> int:
    """Write a baseline, or make one smaller; the exit code.

    Nothing is written where an input is refused or the baseline would grow (``REFUSED``), nor
    where the program failed (``OPEN``). Raises ``CommandLineProblem``.
    """
    as_of = day_of(options.as_of)
    inputs = inputs_of(options.files)
    _check(options, inputs)
    as_one = not (several(options.files) or options.as_set)
    try:
        law = law_of(options.rules)
        brought = brought_by(options.attest, law, several=not as_one)
        tolerance = tolerance_of(options.waivers, None, law, several=not as_one)
        before = _existing(options.output)
        inputs, declared = without_declarations(inputs)
        gathered = gather(inputs, declared) if options.as_set else None
        if not inputs:
            raise CommandLineProblem("cli.set.nothing")
        run = _Run(options, law, as_of, before or Baseline(), brought, tolerance, gathered)
        changes = run.changes(inputs)
    except Refused as refused:
        say_mistakes(refused.mistakes, options.lang)
        return ExitCode.REFUSED
    if changes is None:
        return ExitCode.OPEN
    return _write(options, before, changes)


def _check(options: Options, inputs: tuple[Input, ...]) -> None:
    """Hold the file to be written against the others. Raises ``CommandLineProblem``."""
    if str(options.output) == "-":
        raise CommandLineProblem("baseline.to_file")
    if options.allow_growth is not None and not options.allow_growth.strip():
        raise CommandLineProblem("baseline.no_reason")
    keep_inputs(options.output, inputs)
    keep_attestations(options.output, options.attest)
    keep_tolerance(options.output, options.waivers, None)


def _existing(file: Path) -> Baseline | None:
    """The baseline that stands there. Raises ``Refused`` where the file is something else."""
    if not file.exists():
        return None
    name = str(file).encode("utf-8", "replace").decode()
    return read_baseline(Input(name, file).read(), name)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over its inputs."""

    options: Options
    law: Law
    as_of: date | None
    before: Baseline
    brought: Brought
    tolerance: Tolerance
    gathered: Gathered | None

    def changes(self, inputs: Sequence[Input]) -> dict[str, Change] | None:
        """What each input changes, by its name; none where the program failed.

        Raises ``Refused`` with the mistakes of all inputs.
        """
        found: dict[str, Change] = {}
        marks: dict[str, str] = {}
        mistakes: list[Mistake] = []
        faulty = False
        for source in inputs:
            try:
                result = self._result(source)
            except Refused as refused:
                mistakes.extend(refused.mistakes)
                continue
            change = self._change(result)
            first = marks.setdefault(change.state.institution, source.name)
            if first != source.name:
                said = (("file", first),)
                mistakes.append(Mistake(source.name, 0, 0, "", "baseline.twice", said))
            if result.faults:
                faulty = True
                complain(text(self.options.lang, "baseline.fault", file=source.name))
            found[source.name] = change
        if mistakes:
            raise Refused(mistakes)
        return None if faulty else found

    def _change(self, result: AuditResult) -> Change:
        return change_of(result.judged, result.findings, self.before.states)

    def _result(self, source: Input) -> AuditResult:
        snapshot = load_snapshot(source.read(), name=source.name)
        return audit(
            snapshot,
            self.law,
            as_of=self.as_of,
            engine=self.options.engine,
            supplied=self.gathered.supplied(snapshot, self.as_of) if self.gathered else None,
            attestations=self.brought.to(snapshot),
            waivers=self.tolerance.to(snapshot),
        ).result


def _write(options: Options, before: Baseline | None, changes: dict[str, Change]) -> int:
    """Write the baseline, unless it would grow and nobody allows that; the exit code."""
    lang = options.lang
    growing = {name: one for name, one in changes.items() if one.added and before is not None}
    if growing and options.allow_growth is None:
        for name, change in growing.items():
            _say_added(name, change.added, lang)
        complain(text(lang, "baseline.would_grow"))
        return ExitCode.REFUSED
    known = before or Baseline()
    reason = (options.allow_growth or "").strip()
    growth = (
        Growth(one.state.institution, one.state.as_of, _number(one.added), reason)
        for one in growing.values()
    )
    states = dict(known.states) | {one.state.institution: one.state for one in changes.values()}
    with sink_for(options.output) as sink:
        sink.write(written(Baseline(states, (*known.growth, *growth))))
    told = {
        "file": str(options.output),
        "institutions": len(states),
        "breaches": sum(_number(one.breaches) for one in states.values()),
        "added": sum(_number(one.added) for one in changes.values()),
        "removed": sum(_number(one.removed) for one in changes.values()),
    }
    say(text(lang, "baseline.written", **told))
    return ExitCode.FINE


def _say_added(name: str, added: Sequence[KnownBreach], lang: str) -> None:
    complain(text(lang, "baseline.new", file=name, number=_number(added)))
    for one in added[:MOST_PRINTED]:
        rule = one.rule if one.row is None else f"{one.rule}/{one.row}"
        complain(f"- {rule} ({one.clause}): {one.number}")
    if (more := len(added) - MOST_PRINTED) > 0:
        complain(text(lang, "cli.more_mistakes", number=more))


def _number(breaches: Sequence[KnownBreach]) -> int:
    return sum(one.number for one in breaches)
