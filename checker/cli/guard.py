"""Around every command: whatever happens, the user reads a sentence and gets an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Final

from checker.cli.complaints import complain, place_of
from checker.cli.language import language_of
from checker.cli.problem import CommandLineProblem
from checker.texts import text

FINE, BREACH, COMMAND_LINE, REFUSED, OPEN = range(5)
INTERRUPTED: Final = 130


def guarded(arguments: Sequence[str]) -> int:
    """Run a command and answer with its exit code."""
    lang = language_of(arguments, os.environ)
    _soften(sys.stdout, sys.stderr)
    try:
        return _run(arguments, lang)
    except CommandLineProblem as problem:
        complain(text(lang, problem.message, **problem.values))
        return COMMAND_LINE
    except KeyboardInterrupt:
        complain(text(lang, "cli.interrupted"))
        return INTERRUPTED
    except SystemExit as end:  # completion, or help that nobody reads to its end
        return OPEN if end.code else FINE
    except Exception as fault:  # noqa: BLE001 -- no traceback ever reaches a user
        complain(text(lang, "cli.fault", what=place_of(fault)))
        return OPEN


def _run(arguments: Sequence[str], lang: str) -> int:
    from checker.cli.app import build  # noqa: PLC0415 -- slow to import
    from checker.cli.usage import usage_problem  # noqa: PLC0415

    command = build(lang)
    if not arguments:
        command.main(args=["--help"], prog_name="ssu-audit", standalone_mode=False)
        return COMMAND_LINE
    try:
        answer = command.main(args=list(arguments), prog_name="ssu-audit", standalone_mode=False)
    except Exception as error:
        problem = usage_problem(error)
        if problem is None:
            raise
        raise problem from None
    if answer == INTERRUPTED:  # newer versions answer so, older ones raise Abort
        raise KeyboardInterrupt
    return answer if isinstance(answer, int) else FINE


def _soften(*streams: object) -> None:
    """Signs that a terminal cannot show become question marks, not failures."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
