"""Around every command: whatever happens, the user reads a sentence and gets an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Final

from checker.cli.complaints import complain, place_of
from checker.cli.completion import COMPLETE
from checker.cli.language import language_of
from checker.cli.problem import CommandLineProblem
from checker.cli.settings import Settings, defaults_of, file_of
from checker.texts import text

FINE, BREACH, COMMAND_LINE, REFUSED, OPEN = range(5)
INTERRUPTED: Final = 130
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def guarded(arguments: Sequence[str]) -> int:
    """Run a command and answer with its exit code."""
    lang = language_of(arguments, os.environ)
    _soften(sys.stdout, sys.stderr)
    try:
        settings = _settings(arguments, lang)
        if settings is None:
            return REFUSED
        lang = language_of(arguments, os.environ, settings.values.get("lang", ""))
        return _run(arguments, lang, settings)
    except CommandLineProblem as problem:
        complain(text(lang, problem.message, **problem.values))
        return COMMAND_LINE
    except KeyboardInterrupt:
        complain(text(lang, "cli.interrupted"))
        return INTERRUPTED
    except SystemExit as end:  # completion, or help that nobody reads to its end
        return OPEN if end.code else FINE
    except Exception as fault:  # noqa: BLE001 -- no traceback ever reaches a user
        if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
            return unwritable(fault, lang)
        complain(text(lang, "cli.fault", what=place_of(fault)))
        return OPEN


def unwritable(error: OSError, lang: str) -> int:
    """Say what cannot be written to, by default standard output; the exit code."""
    with suppress(OSError):  # or what could not be written would be tried again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    why = error.strerror or type(error).__name__
    complain(text(lang, "cli.output.cannot", file=str(error.filename or "-"), why=why))
    return COMMAND_LINE


def _settings(arguments: Sequence[str], lang: str) -> Settings | None:
    """What ``ssu-audit.toml`` sets; none where the file has mistakes, which are told.

    Mistakes keep nobody from reading help.
    """
    named = file_of(arguments, os.environ)
    if named is None or COMPLETE in os.environ:
        return Settings()
    from checker.cli.messages import say_mistakes  # noqa: PLC0415 -- only where there is a file
    from checker.cli.settings_file import read_settings  # noqa: PLC0415
    from checker.source.mistakes import Refused  # noqa: PLC0415

    try:
        return read_settings(named)
    except Refused as refused:
        if not arguments or not {"--help", "-h"}.isdisjoint(arguments):
            return Settings()
        say_mistakes(refused.mistakes, lang)
        return None


def _run(arguments: Sequence[str], lang: str, settings: Settings) -> int:
    from checker.cli.app import build  # noqa: PLC0415 -- slow to import
    from checker.cli.usage import usage_problem  # noqa: PLC0415

    command = build(lang)
    if not arguments:
        command.main(args=["--help"], prog_name="ssu-audit", standalone_mode=False)
        return COMMAND_LINE
    try:
        answer = command.main(
            args=list(arguments),
            prog_name="ssu-audit",
            standalone_mode=False,
            default_map=defaults_of(settings, command),
            obj=settings,
        )
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
