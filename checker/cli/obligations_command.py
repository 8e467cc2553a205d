"""``obligations``: what applies to an institution and why, and what does not."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from checker.api import load_snapshot
from checker.auditing.obligations import obligations
from checker.auditing.result import ExitCode
from checker.cli.audit_options import chosen_of, day_of, selection_of
from checker.cli.inputs import inputs_of, several
from checker.cli.kept import keep_inputs
from checker.cli.messages import law_of, say_mistakes
from checker.cli.output import sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.reports import Style
from checker.law import Law
from checker.report.obligations import ObligationsView, obligations_view
from checker.report.obligations_json import obligations_json
from checker.report.obligations_text import ObligationsText
from checker.source.mistakes import Refused


@dataclass(frozen=True, slots=True)
class Asking:
    """The command line, as it was given."""

    file: str
    as_of: str
    lang: str
    form: str
    output: Path | None
    select: tuple[str, ...]
    rules: Path | None
    reveal: bool


def run_obligations(asking: Asking) -> int:
    """Write what the law asks of one institution; the exit code.

    Raises ``CommandLineProblem``.
    """
    as_of = day_of(asking.as_of)
    selection = selection_of(asking.select)
    if selection.verdicts:
        raise CommandLineProblem("cli.obligations.no_verdicts")
    if several((asking.file,)):
        raise CommandLineProblem("cli.obligations.one_file", file=asking.file)
    inputs = inputs_of((asking.file,))
    keep_inputs(asking.output, inputs)
    try:
        law = law_of(asking.rules)
        chosen = chosen_of(selection, law, reveal=asking.reveal)
        snapshot = load_snapshot(inputs[0].read(), name=inputs[0].name)
    except Refused as refused:
        say_mistakes(refused.mistakes, asking.lang)
        return ExitCode.REFUSED
    found = obligations(snapshot, law, as_of=as_of, chosen=chosen)
    view = obligations_view(found, reveal=asking.reveal, selected=chosen is not None)
    with sink_for(asking.output) as sink:
        sink.write(_written(view, law, asking))
    return ExitCode.FINE


def _written(view: ObligationsView, law: Law, asking: Asking) -> bytes:
    if asking.form == "json":
        options = {
            "as_of": asking.as_of or None,
            "select": list(asking.select),
            "reveal": asking.reveal,
        }
        return obligations_json(view, law, options)
    style = Style.of(sys.stdout, os.environ) if asking.output is None else Style()
    page = ObligationsText(law, asking.lang, style.width).page(view)
    return (page.styled() if style.coloured else page.plain()).encode()
