"""``ssu-audit worksheet FILE --output SHEET.xlsx``: what an inspector must see on site."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from checker.api import Chosen, audit, load_snapshot
from checker.auditing.result import ExitCode
from checker.cli.audit_options import chosen_of, day_of, selection_of
from checker.cli.inputs import inputs_of, several
from checker.cli.messages import law_of, say, say_mistakes
from checker.cli.output import sink_for
from checker.cli.problem import CommandLineProblem
from checker.report.entries import Entries
from checker.source.mistakes import Refused
from checker.texts import text
from checker.worksheet.content import content_of
from checker.worksheet.writing import write_worksheet


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of a worksheet, as it was given."""

    file: str
    output: Path
    as_of: str
    lang: str
    select: tuple[str, ...]
    engine: str
    rules: Path | None
    reveal: bool


def run_worksheet(options: Options) -> int:
    """Write the worksheet of one institution; the exit code: ``OPEN`` where the program failed.

    Raises ``CommandLineProblem``, also where a file would be lost that may be filled in.
    """
    as_of = day_of(options.as_of)
    selection = selection_of(options.select)
    if several([options.file]):
        raise CommandLineProblem("worksheet.one")
    _keep_what_exists(options.output)
    (source,) = inputs_of([options.file])
    try:
        law = law_of(options.rules)
        chosen = chosen_of(selection, law, reveal=options.reveal)
        snapshot = load_snapshot(source.read(), name=source.name)
    except Refused as refused:
        say_mistakes(refused.mistakes, options.lang)
        return ExitCode.REFUSED
    select = Chosen(chosen)
    result = audit(snapshot, law, as_of=as_of, engine=options.engine, select=select).result
    entries = Entries(result, reveal=options.reveal)
    content = content_of(entries, options.lang, selected=chosen is not None)
    with sink_for(options.output) as sink:
        sink.write(write_worksheet(content, result.judged.as_of))
    rows = len(content.rows)
    say(text(options.lang, "worksheet.written", file=str(options.output), number=rows))
    return ExitCode.OPEN if result.faults else ExitCode.FINE


def _keep_what_exists(output: Path) -> None:
    if str(output) == "-":
        raise CommandLineProblem("worksheet.to_file")
    if os.path.isfile(output):  # noqa: PTH113 -- a path would raise where nobody may look
        raise CommandLineProblem("worksheet.exists", file=str(output))
