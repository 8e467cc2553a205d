"""``verify``: the audit of a JSON report is run again, and held against the report."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checker.auditing.result import ExitCode
from checker.cli.audit_command import run_audit
from checker.cli.audit_options import Options
from checker.cli.complaints import complain
from checker.cli.inputs import STANDARD_INPUT, Input, inputs_of
from checker.cli.messages import say_mistakes
from checker.cli.output import sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.reports import Style
from checker.cli.sets import without_declarations
from checker.engine.durable import durable_available
from checker.report.comparison.reading import read_report
from checker.report.repetition.told import verification_json, verification_page
from checker.report.repetition.verification import Absent, Verification, parts_of, verify
from checker.source.mistakes import Mistake, Refused
from checker.texts import text


@dataclass(frozen=True, slots=True)
class Asking:
    """The command line, as it was given."""

    report: Path
    snapshots: tuple[str, ...]
    lang: str
    form: str
    output: Path | None
    rules: Path | None
    attest: tuple[Path, ...] = ()
    waivers: tuple[Path, ...] = ()
    baseline: Path | None = None
    pseudonymise: Path | None = None

    @property
    def beside(self) -> dict[str, tuple[Path, ...]]:
        """The files beside the snapshots, by the names that a receipt gives them."""
        baseline = () if self.baseline is None else (self.baseline,)
        return {"attestations": self.attest, "waivers": self.waivers, "baseline": baseline}


def run_verify(asking: Asking) -> int:
    """Say whether a report holds, and what differs; the exit code.

    0 where it holds, 3 where it does not, or an input is absent or refused, 4 where it holds and
    the program failed somewhere. Raises ``CommandLineProblem``.
    """
    if STANDARD_INPUT in asking.snapshots:
        raise CommandLineProblem("verify.standard_input")
    own = os.path.realpath(asking.report)
    found = inputs_of(asking.snapshots)
    inputs = [one for one in found if one.path is None or os.path.realpath(one.path) != own]
    _keep(asking, inputs)
    try:
        document = read_report(asking.report)
        brought = _Brought.of(asking, inputs)
    except Refused as refused:
        say_mistakes(refused.mistakes, asking.lang)
        return ExitCode.REFUSED
    absent = tuple(_absent(document, brought, asking))
    verified = Verification(absent=absent)
    if not absent:
        again = _again(document, brought, asking)
        if again is None:
            return ExitCode.REFUSED
        verified = verify(document, again)
    _write(verified, asking)
    if not verified.holds:
        return ExitCode.REFUSED
    return ExitCode.OPEN if verified.faults else ExitCode.FINE


def _keep(asking: Asking, inputs: Sequence[Input]) -> None:
    """The answer never takes the place of what it is about."""
    if asking.output is None:
        return
    beside = (path for files in asking.beside.values() for path in files)
    taken = (asking.report, asking.pseudonymise, *beside, *(one.path for one in inputs))
    places = {os.path.realpath(path) for path in taken if path is not None}
    if os.path.realpath(asking.output) in places:
        raise CommandLineProblem("verify.is_input")


@dataclass(frozen=True, slots=True)
class _Brought:
    """The files brought, with the digests of their bytes."""

    snapshots: Mapping[Path, str]
    declarations: Mapping[Path, str]
    beside: Mapping[str, Mapping[Path, str]]

    @classmethod
    def of(cls, asking: Asking, inputs: Sequence[Input]) -> _Brought:
        """Read them. Raises ``Refused`` for those that cannot be read."""
        snapshots, declarations = without_declarations(inputs)
        mistakes: list[Mistake] = []
        judged, declared = _digests(snapshots, mistakes), _digests(declarations, mistakes)
        beside = {
            part: _digests([Input(str(path), path) for path in files], mistakes)
            for part, files in asking.beside.items()
        }
        if mistakes:
            raise Refused(mistakes)
        return cls(judged, declared, beside)


def _digests(files: Sequence[Input], mistakes: list[Mistake]) -> dict[Path, str]:
    found: dict[Path, str] = {}
    for one in files:
        try:
            assert one.path is not None
            found[one.path] = hashlib.sha256(one.read()).hexdigest()
        except Refused as refused:
            mistakes.extend(refused.mistakes)
    return found


def _absent(document: Mapping[str, Any], brought: _Brought, asking: Asking) -> Iterator[Absent]:
    """What the report was made with and nothing was brought in place of."""
    receipt = _receipt(document)
    for part, files in brought.beside.items():
        recorded = _recorded(receipt, part)
        if len(files) < len(recorded):
            for one in recorded:
                if one["sha256"] not in files.values():
                    yield Absent(part, one["file"], one["sha256"])
    declaration = (receipt["set"] or {}).get("declaration")
    if declaration is not None and not brought.declarations:
        yield Absent("declaration", declaration["file"], declaration["sha256"])
    if receipt["options"]["values"].get("pseudonymised") and asking.pseudonymise is None:
        yield Absent("key", "", "")


def _recorded(receipt: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    """The files of one kind that the report was made with."""
    found = receipt[part]
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def _receipt(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """What all parts of a report share; none of them shares the snapshot."""
    parts = parts_of(document)
    if not parts:
        raise CommandLineProblem("verify.nothing")
    receipt: Mapping[str, Any] = parts[0]["receipt"]
    return receipt


def _again(
    document: Mapping[str, Any], brought: _Brought, asking: Asking
) -> Mapping[str, Any] | None:
    """The report that comes out now; none where an input is refused, which is told.

    Options of a receipt that cannot be followed are no mistake of the command line that is run.
    """
    with TemporaryDirectory(prefix="ssu-audit-") as folder:
        target = Path(folder) / "report.json"
        options = _options(document, brought, asking, target)
        try:
            run_audit(options)
        except CommandLineProblem as problem:  # a selection that chooses nothing any more
            complain(f"{asking.report}: {text(asking.lang, problem.message, **problem.values)}")
            return None
        return read_report(target) if target.is_file() else None


def _options(
    document: Mapping[str, Any], brought: _Brought, asking: Asking, target: Path
) -> Options:
    receipt = _receipt(document)
    values = receipt["options"]["values"]
    engine = str(document.get("engine") or parts_of(document)[0]["engine"])
    beside = {
        part: _in_order(files, [one["sha256"] for one in _recorded(receipt, part)])
        for part, files in brought.beside.items()
    }
    return Options(
        files=_files(document, brought),
        as_of=values.get("as_of") or "",
        lang=asking.lang,
        form="json",
        outputs=(target,),
        select=tuple(values.get("select", ())),
        fail_on="undetermined",
        engine="both" if engine == "durable" and not durable_available() else engine,
        rules=asking.rules,
        reveal=bool(values.get("reveal")),
        everything=bool(values.get("all")),
        as_set=bool(values.get("set")),
        horizon=values.get("horizon") or "",
        attest=beside["attestations"],
        waivers=beside["waivers"],
        baseline=asking.baseline,
        pseudonymise=asking.pseudonymise,
    )


def _in_order(files: Mapping[Path, str], order: Sequence[str]) -> tuple[Path, ...]:
    """The files in the order in which the report was given them."""
    last = len(order)
    places = {path: order.index(one) if one in order else last for path, one in files.items()}
    return tuple(sorted(files, key=lambda path: places[path]))


def _files(document: Mapping[str, Any], brought: _Brought) -> tuple[str, ...]:
    """The inputs of the audit, so many that the report has the form that it had."""
    files = (*brought.snapshots, *brought.declarations)
    if "parts" in document:
        # A file that is named twice is audited once, in a report with parts.
        return tuple(map(str, (*files, files[-1])))
    wanted = document["snapshot"]["sha256"]
    same = [path for path, digest in brought.snapshots.items() if digest == wanted]
    chosen = same[:1] or list(brought.snapshots)
    if len(chosen) != 1:
        raise CommandLineProblem("verify.which")
    return (str(chosen[0]),)


def _write(found: Verification, asking: Asking) -> None:
    with sink_for(asking.output) as sink:
        if asking.form == "json":
            sink.write(verification_json(found))
            return
        style = Style.of(sys.stdout, os.environ) if asking.output is None else Style()
        page = verification_page(found, asking.lang, style.width)
        sink.write((page.styled() if style.coloured else page.plain()).encode())
