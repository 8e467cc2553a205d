"""Where documents come from: files by their paths, or the bytes of files."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from checker.source.json_reader import MOST_BYTES

Source = str | PathLike[str] | bytes
"""The path of a file, or its bytes."""


def read_source(source: Source, name: str, *, otherwise: str) -> tuple[bytes, str]:
    """The bytes, no more than a reader would accept, and what mistakes call the document.

    That is ``name``; where it is empty the path, or ``otherwise`` for what comes from no file.
    Raises ``OSError``.
    """
    if isinstance(source, bytes):
        return source, name or otherwise
    with Path(source).open("rb") as stream:
        return stream.read(MOST_BYTES + 1), name or str(source)
