"""No report takes the place of a file that it is about."""

from __future__ import annotations

import os
from pathlib import Path

from checker.cli.attestations import keep_attestations
from checker.cli.audit_options import Options
from checker.cli.inputs import Input
from checker.cli.problem import CommandLineProblem
from checker.cli.pseudonyms import check_pseudonyms
from checker.cli.tolerance import keep_tolerance


def keep_files(options: Options, inputs: tuple[Input, ...]) -> None:
    """Hold the files that an audit writes against those that it reads.

    Raises ``CommandLineProblem``.
    """
    for output in options.outputs:
        keep_inputs(output, inputs)
    written = (*options.outputs, options.calendar)
    for target in written:
        keep_attestations(target, options.attest)
        keep_tolerance(target, options.waivers, options.baseline)
    check_pseudonyms(options.pseudonymise, written, reveal=options.reveal)


def keep_inputs(
    output: Path | None, inputs: tuple[Input, ...], message: str = "cli.output.is_input"
) -> None:
    """A report never takes the place of what it is about. Raises ``CommandLineProblem``."""
    if output is None:
        return
    target = os.path.realpath(output)
    if any(one.path is not None and os.path.realpath(one.path) == target for one in inputs):
        raise CommandLineProblem(message)
