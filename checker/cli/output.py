"""Where reports go: to standard output, or to a file that is written whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from checker.cli.problem import CommandLineProblem


class Sink(Protocol):
    """Takes a report piece by piece."""

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish what was begun, or leave no trace of it."""
        ...

    def write(self, piece: bytes) -> None:
        """Take the next piece (UTF-8)."""
        ...


class WholeFile:
    """A file that appears with its whole content, or stays as it was.

    The content is gathered in a temporary file of the same folder and put in place in one step.
    Raises ``CommandLineProblem`` where no file can be written there.
    """

    def __init__(self, path: Path) -> None:
        """Write to this path; a link is followed."""
        self._path = Path(os.path.realpath(path))
        self._temporary: Path | None = None
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            if self._path.exists() and not self._path.is_file():
                self._stream = self._path.open("wb")  # a device or a pipe cannot be replaced
            else:
                name = f".{self._path.name[:100]}.{secrets.token_hex(6)}.part"
                self._temporary = self._path.with_name(name)
                self._stream = self._temporary.open("xb")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CommandLineProblem(
                "cli.output.cannot", file=str(self._path), why=reason
            ) from None
        return self

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        assert self._stream is not None
        self._stream.write(piece)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._stream is not None
        try:
            if kind is None and self._temporary is not None:
                self._stream.flush()
                os.fsync(self._stream.fileno())
                self._put_in_place(self._temporary)
        finally:
            self._stream.close()
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)

    def _put_in_place(self, temporary: Path) -> None:
        assert self._stream is not None
        if self._path.exists():
            with suppress(OSError):
                temporary.chmod(self._path.stat().st_mode & 0o777)
        if os.name == "nt":
            self._stream.close()  # an open file cannot be moved there
        temporary.replace(self._path)
        with suppress(OSError):
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


class StandardOutput:
    """Standard output; when nobody reads any more, the rest is dropped without a word."""

    def __init__(self) -> None:
        """Write to this process's standard output."""
        self._broken = False

    def __enter__(self) -> Self:
        return self

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        if self._broken:
            return
        try:
            if hasattr(sys.stdout, "buffer") and _speaks_utf8():
                sys.stdout.flush()
                sys.stdout.buffer.write(piece)
            else:
                sys.stdout.write(piece.decode())
            sys.stdout.flush()
        except BrokenPipeError:
            self._broken = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def sink_for(path: Path | None) -> Sink:
    """Where a report goes."""
    return StandardOutput() if path is None or str(path) == "-" else WholeFile(path)
