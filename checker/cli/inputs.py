"""The snapshots named on the command line: files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.cli.problem import CommandLineProblem
from checker.source.json_reader import MOST_BYTES
from checker.source.mistakes import refusal

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One snapshot to be read."""

    name: str
    """As the user named it, in signs that can be written."""
    path: Path | None
    """None for standard input."""

    @property
    def flows(self) -> bool:
        """It is standard input, a pipe or a device: what has been read of it is gone."""
        if self.path is None:
            return True
        return os.path.exists(self.path) and not os.path.isfile(self.path)  # noqa: PTH110, PTH113

    def read(self) -> bytes:
        """The bytes, no more than a reader would accept. Raises ``Refused``."""
        if self.path is None:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        try:
            with self.path.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            message = (
                "cli.input.absent"
                if isinstance(error, FileNotFoundError)
                else ("cli.input.unreadable")
            )
            raise refusal(self.name, 0, 0, message) from None


def inputs_of(arguments: Sequence[str]) -> tuple[Input, ...]:
    """The snapshots in the order given, those of a folder by name, each once.

    Raises ``CommandLineProblem`` for a folder that holds none, and for an empty name.
    """
    found: dict[str, Input] = {}
    for argument in arguments:
        if not argument:
            raise CommandLineProblem("cli.input.no_name")
        if argument == STANDARD_INPUT:
            found.setdefault(STANDARD_INPUT, Input(STANDARD_INPUT, None))
        elif _is_folder(argument):
            files = sorted(_files_below(argument))
            if not files:
                raise CommandLineProblem("cli.input.empty_folder", folder=_shown(argument))
            for file in files:
                found.setdefault(os.path.realpath(file), Input(_shown(file), Path(file)))
        else:
            found.setdefault(os.path.realpath(argument), Input(_shown(argument), Path(argument)))
    return tuple(found.values())


def several(arguments: Sequence[str]) -> bool:
    """Whether the report is about a set, even when a folder holds a single snapshot."""
    return len(arguments) > 1 or any(map(_is_folder, arguments))


def _is_folder(name: str) -> bool:
    """Whether a name is that of a folder; not, where nobody may look or the name is too long."""
    return os.path.isdir(name)  # noqa: PTH112 -- a path would raise


def _files_below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(".json") and not name.startswith("."):
                yield str(Path(place, name))


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
