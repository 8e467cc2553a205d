"""The entry point: what can be answered without loading anything is answered here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from checker.cli.completion import COMPLETE
from checker.version import VERSION

NAME = "ssu-audit"
COMMANDS = (
    "audit", "baseline", "check", "clauses", "compare", "config", "explain", "obligations", "rules",
    "schema", "verify", "worksheet",
)  # fmt: skip
_OF_ROOT = ("--help", "-h", "--version", "--install-completion", "--show-completion")


def main() -> None:
    """Run the command and end the process with its exit code."""
    _open_streams()
    if sys.argv[1:] == ["--version"]:
        sys.exit(run(sys.argv[1:]))
    from checker.cli.stopping import stopping_tidily  # noqa: PLC0415 -- --version needs none of it

    with stopping_tidily() as stopped:
        code = run(sys.argv[1:])
    sys.exit(stopped.code or code)


def run(arguments: Sequence[str]) -> int:
    """Run the command; the exit code. Never raises but for what ends a process anyway."""
    if list(arguments) == ["--version"]:
        return _say_version()
    if COMPLETE in os.environ:
        _name_the_command()
    from checker.cli.guard import guarded  # noqa: PLC0415 -- --version needs none of it

    return guarded(with_command(arguments))


def _open_streams() -> None:
    """Streams that were closed for this process give nothing, and take everything.

    Otherwise the first file that is opened would be written to as standard output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _say_version() -> int:
    try:
        sys.stdout.write(f"{NAME} {VERSION}\n")
        sys.stdout.flush()
    except OSError as error:
        from checker.cli.guard import unwritable  # noqa: PLC0415 -- seldom needed
        from checker.cli.language import language_of  # noqa: PLC0415

        return unwritable(error, language_of((), os.environ))
    return 0


def with_command(arguments: Sequence[str]) -> list[str]:
    """The arguments with ``audit`` before them where no command is named."""
    given = list(arguments)
    if not given or given[0] in (*COMMANDS, *_OF_ROOT):
        return given
    return ["audit", *given]


def _name_the_command() -> None:
    """Complete ``ssu-audit file.json --f`` as ``ssu-audit audit file.json --f``."""
    words = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    prog, _, rest = words.replace("\n", " ").partition(" ")
    first, space, _ = rest.partition(" ")
    if not space or first in COMMANDS or first in _OF_ROOT:
        return
    named = f"{prog} audit {rest}"
    if "COMP_WORDS" in os.environ:
        os.environ["COMP_WORDS"] = named
        os.environ["COMP_CWORD"] = str(int(os.environ.get("COMP_CWORD") or "1") + 1)
    else:
        os.environ["_TYPER_COMPLETE_ARGS"] = named
