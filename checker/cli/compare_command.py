"""``compare``: what changed between two JSON reports."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from checker.auditing.result import ExitCode
from checker.cli.choices import ComparisonFormat
from checker.cli.inputs import Input
from checker.cli.kept import keep_inputs
from checker.cli.messages import say_mistakes
from checker.cli.output import sink_for
from checker.cli.problem import CommandLineProblem
from checker.cli.reports import Style
from checker.report.comparison.changes import Change, Changed, Comparison, compare
from checker.report.comparison.reading import read_report
from checker.report.comparison.render import comparison_json, comparison_page
from checker.source.mistakes import Mistake, Refused


def run_compare(old: Path, new: Path, form: str, output: Path | None, lang: str) -> int:
    """Write the comparison; the exit code is that of what is new.

    1 for a new breach of a mandatory duty, 4 where a mandatory duty became undetermined for want
    of data, 3 where a report is refused. Raises ``CommandLineProblem``.
    """
    keep_inputs(output, (Input(str(old), old), Input(str(new), new)), "compare.is_input")
    mistakes: list[Mistake] = []
    reports = []
    for path in (old, new):
        try:
            reports.append(read_report(path))
        except Refused as refused:
            mistakes.extend(refused.mistakes)
    if mistakes:
        say_mistakes(mistakes, lang)
        return ExitCode.REFUSED
    before, after = reports
    found = compare(before, after)
    if not (found.pairs or found.only_before or found.only_after):
        raise CommandLineProblem("compare.nothing")
    with sink_for(output) as sink:
        if form == ComparisonFormat.JSON:
            sink.write(comparison_json(found))
        elif form == ComparisonFormat.HTML:
            from checker.report.comparison.page import comparison_html  # noqa: PLC0415 -- Jinja

            sink.write(comparison_html(found, lang))
        else:
            style = Style.of(sys.stdout, os.environ) if output is None else Style()
            page = comparison_page(found, lang, style.width)
            sink.write((page.styled() if style.coloured else page.plain()).encode())
    return _code(found)


def _code(found: Comparison) -> ExitCode:
    changes = [one for pair in found.pairs for topic in pair.topics for one in topic.changes]
    mandatory = [one for one in changes if one.mandatory]
    if any(one.change is Change.NEW for one in mandatory):
        return ExitCode.BREACH
    return ExitCode.OPEN if any(map(_leaves_open, mandatory)) else ExitCode.FINE


def _leaves_open(one: Changed) -> bool:
    finding = one.finding
    known = finding["cause"] in ("data", "pack") and finding["why"] != "cannot_be_breached"
    return one.change is Change.NEWLY_OPEN and known
