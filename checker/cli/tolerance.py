"""``--waivers`` and ``--baseline``: which breaches of a run are tolerated."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.auditing.baseline import Baseline
from checker.auditing.snapshot import Snapshot
from checker.auditing.waivers import may_be_meant
from checker.cli.inputs import Input
from checker.cli.problem import CommandLineProblem
from checker.findings import Waiver
from checker.law import Law
from checker.report.receipt import Given


@dataclass(slots=True)
class Tolerance:
    """The waivers and the baseline of one run."""

    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    several: bool = False
    """There are several institutions: each is handed its own waivers only."""
    waiver_files: tuple[Given, ...] = ()
    baseline_file: Given | None = None
    _handed: set[str] = field(default_factory=set)

    def to(self, snapshot: Snapshot) -> tuple[Waiver, ...]:
        """The waivers for the audit of a snapshot."""
        if not self.several:
            return self.waivers
        waivers = tuple(one for one in self.waivers if may_be_meant(one, snapshot.institution))
        self._handed.update(one.name for one in waivers)
        return waivers

    def left(self) -> tuple[Waiver, ...]:
        """Waivers that name none of several institutions."""
        if not self.several:
            return ()
        return tuple(one for one in self.waivers if one.name not in self._handed)


def tolerance_of(
    waivers: Sequence[Path], baseline: Path | None, law: Law, *, several: bool
) -> Tolerance:
    """Read the files. Raises ``Refused`` with every mistake of the waivers, or of the baseline."""
    found = Tolerance(several=several)
    if waivers:
        from checker.waiving.waivers import read_waivers  # noqa: PLC0415 -- seldom needed

        inputs = [Input(_shown(path), path) for path in waivers]
        files = [(one.read(), one.name) for one in inputs]
        found.waivers = read_waivers(files, law)
        found.waiver_files = tuple(Given.of(data, name) for data, name in files)
    if baseline is not None:
        from checker.waiving.baseline_file import read_baseline  # noqa: PLC0415 -- seldom needed

        source = Input(_shown(baseline), baseline)
        data = source.read()
        found.baseline = read_baseline(data, source.name)
        found.baseline_file = Given.of(data, source.name)
    return found


def keep_tolerance(output: Path | None, waivers: Sequence[Path], baseline: Path | None) -> None:
    """A report never takes the place of waivers or of a baseline. Raises ``CommandLineProblem``."""
    kept = (*waivers, *([baseline] if baseline is not None else ()))
    if output is not None and os.path.realpath(output) in map(os.path.realpath, kept):
        raise CommandLineProblem("cli.output.is_tolerance")


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
