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
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command; the exit code. Never raises but for what ends a process anyway."""
    if list(arguments) == ["--version"]:
        sys.stdout.write(f"{NAME} {VERSION}\n")
        return 0
    if COMPLETE in os.environ:
        _name_the_command()
    from checker.cli.guard import guarded  # noqa: PLC0415 -- --version needs none of it

    return guarded(with_command(arguments))


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
