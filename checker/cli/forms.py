"""Which forms a report is written in, and where each of them goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.cli.choices import Format
from checker.cli.problem import CommandLineProblem

MACHINE_FORMATS: Final = (Format.SARIF, Format.JUNIT, Format.GITHUB, Format.GITLAB)
"""Their readers are services: nothing is ever revealed to them."""
_ENDINGS: Final = {
    ".txt": Format.TEXT,
    ".sarif.json": Format.SARIF,
    ".sarif": Format.SARIF,
    ".codequality.json": Format.GITLAB,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xlsx": Format.XLSX,
    ".docx": Format.DOCX,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".xml": Format.JUNIT,
}
_BINARY: Final = (Format.XLSX, Format.DOCX)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One form of the report, and its file; None: standard output."""

    form: Format
    path: Path | None


def wanted_of(form: str, outputs: Sequence[Path]) -> tuple[Wanted, ...]:
    """The forms and files that the command line asks for.

    The ending of a file tells its form; ``--format`` tells it for one file, or for those whose
    ending tells nothing. Raises ``CommandLineProblem``.
    """
    if not outputs:
        return (_checked(Wanted(Format(form) if form else Format.TEXT, None)),)
    found = tuple(_checked(_wanted(form, path, single=len(outputs) == 1)) for path in outputs)
    places = [_place(one.path) for one in found]
    for number, place in enumerate(places):
        if place in places[:number]:
            raise CommandLineProblem("cli.output.twice", file=str(outputs[number]))
    return found


def to_services(wanted: Sequence[Wanted]) -> bool:
    """Whether any form is read by a service, to which nothing is ever revealed."""
    return any(one.form in MACHINE_FORMATS for one in wanted)


def _wanted(form: str, path: Path, *, single: bool) -> Wanted:
    target = None if str(path) == "-" else path
    ended = next((one for end, one in _ENDINGS.items() if path.name.lower().endswith(end)), None)
    if form and (single or ended is None):
        return Wanted(Format(form), target)
    if ended is None and not single:
        raise CommandLineProblem("cli.output.no_form", file=str(path))
    return Wanted(ended or Format.TEXT, target)


def _place(path: Path | None) -> str:
    return "-" if path is None else os.path.realpath(path)


def _checked(wanted: Wanted) -> Wanted:
    if wanted.path is None and wanted.form in _BINARY and sys.stdout.isatty():
        raise CommandLineProblem("cli.output.binary", form=str(wanted.form))
    return wanted
