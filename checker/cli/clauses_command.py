"""``clauses``: the law as a matrix of provisions, statuses, rules and examples."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from checker.auditing.result import ExitCode
from checker.cli.complaints import complain
from checker.cli.messages import law_of, say_mistakes
from checker.cli.output import sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.reports import Style
from checker.proof.matrix import Matrix, matrix_of
from checker.report.clauses import STATUSES, clauses_json, clauses_page
from checker.source.mistakes import Refused
from checker.texts import text


def run_clauses(
    form: str,
    output: Path | None,
    statuses: Sequence[str],
    fail_under: float,
    lang: str,
    folder: Path | None,
) -> int:
    """Write the matrix; the exit code: ``REFUSED`` where the program judges too small a share.

    ``fail_under`` is in per cent of the provisions that ask something. Raises
    ``CommandLineProblem`` for a status that there is not.
    """
    wanted = [_status(name) for name in statuses]
    try:
        law = law_of(folder)
    except Refused as refused:
        say_mistakes(refused.mistakes, lang)
        return ExitCode.REFUSED
    matrix = matrix_of(law.pack)
    shown = matrix
    if wanted:
        shown = Matrix(tuple(line for line in matrix.lines if line.status in wanted))
    with sink_for(output) as sink:
        if form == "json":
            sink.write(clauses_json(matrix, shown, law.pack))
        else:
            style = Style.of(sys.stdout, os.environ) if output is None else Style()
            page = clauses_page(matrix, shown, law.pack, lang, style.width)
            sink.write((page.styled() if style.coloured else page.plain()).encode())
    if matrix.share() < fail_under:
        share = round(matrix.share(), 1)
        complain(text(lang, "clauses.too_few", share=share, wanted=fail_under))
        return ExitCode.REFUSED
    return ExitCode.FINE


def _status(name: str) -> str:
    plain = name.strip().replace("-", " ").replace("_", " ")
    if plain not in STATUSES:
        near = get_close_matches(plain, STATUSES, 1)
        hint = near[0] if near else ", ".join(STATUSES)
        raise CommandLineProblem("cli.clauses.no_status", status=name, near=hint)
    return plain
