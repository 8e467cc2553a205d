"""The attestations brought to a run of audits, each for the institution that it names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.auditing.identity import institution_mark
from checker.auditing.snapshot import Snapshot
from checker.cli.inputs import Input
from checker.cli.problem import CommandLineProblem
from checker.findings import Attestation
from checker.law import Law
from checker.report.receipt import Given


@dataclass(slots=True)
class Brought:
    """The attestations of one run."""

    attestations: tuple[Attestation, ...] = ()
    several: bool = False
    """There are several institutions: each is handed its own attestations only."""
    files: tuple[Given, ...] = ()
    """The files that they stand in."""
    _handed: set[str] = field(default_factory=set)

    def to(self, snapshot: Snapshot) -> tuple[Attestation, ...]:
        """The attestations for the audit of a snapshot."""
        if not (self.several and self.attestations):
            return self.attestations
        mark = institution_mark(snapshot.institution)
        self._handed.add(mark)
        return tuple(one for one in self.attestations if one.institution == mark)

    def left(self) -> tuple[Attestation, ...]:
        """Those that name none of several institutions."""
        if not self.several:
            return ()
        return tuple(one for one in self.attestations if one.institution not in self._handed)


def brought_by(paths: Sequence[Path], law: Law, *, several: bool) -> Brought:
    """Read the files of ``--attest``. Raises ``Refused`` with every mistake of all of them."""
    if not paths:
        return Brought()
    from checker.worksheet.attestations import read_attestations  # noqa: PLC0415 -- seldom needed

    inputs = [Input(_shown(path), path) for path in paths]
    files = [(one.read(), one.name) for one in inputs]
    given = tuple(Given.of(data, name) for data, name in files)
    return Brought(read_attestations(files, law), several, given)


def keep_attestations(output: Path | None, paths: Sequence[Path]) -> None:
    """A report never takes the place of the attestations that it is about.

    Raises ``CommandLineProblem``.
    """
    if output is not None and os.path.realpath(output) in map(os.path.realpath, paths):
        raise CommandLineProblem("cli.output.is_attestation")


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
