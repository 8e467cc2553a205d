"""Where reports go: to standard output, or to a file that is written whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Protocol, Self

from checker.cli.problem import CommandLineProblem

_STANDARD_OUTPUT: Final = ("-", "/dev/stdout")


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
    A device or a pipe cannot be replaced, and is written to. Raises ``CommandLineProblem`` where
    nothing can be written there, or not all of it.
    """

    def __init__(self, path: Path) -> None:
        """Write to this path; a link is followed."""
        self._flows = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
        # What a link to a pipe leads to is no path ("pipe:[4026]").
        self._path = path if self._flows else Path(os.path.realpath(path))
        self._temporary: Path | None = None
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        with _told(str(self._path)):
            if self._flows:
                self._stream = self._path.open("wb")
            else:
                name = f".{self._path.name[:100]}.{secrets.token_hex(6)}.part"
                self._temporary = self._path.with_name(name)
                self._stream = self._temporary.open("xb")
        return self

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        assert self._stream is not None
        with _told(str(self._path)):
            self._stream.write(piece)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._stream is not None
        try:
            if kind is None:
                with _told(str(self._path)):
                    self._finish(self._stream)
        finally:
            with suppress(OSError):  # what could not be written cannot be flushed either
                self._stream.close()
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)

    def _finish(self, stream: BinaryIO) -> None:
        stream.flush()
        if self._temporary is not None:
            os.fsync(stream.fileno())
            self._put_in_place(self._temporary)

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
    """Standard output; when nobody reads any more, the rest is dropped without a word.

    Raises ``CommandLineProblem`` where it cannot be written to for another reason.
    """

    def __init__(self) -> None:
        """Write to this process's standard output."""
        self._broken = False

    def __enter__(self) -> Self:
        return self

    def write(self, piece: bytes) -> None:
        """Take the next piece."""
        if self._broken:
            return
        with _told("-"):
            try:
                self._write(piece)
            except OSError as error:
                self._broken = True
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                if not isinstance(error, BrokenPipeError):
                    raise

    def _write(self, piece: bytes) -> None:
        if hasattr(sys.stdout, "buffer") and _speaks_utf8():
            sys.stdout.flush()
            sys.stdout.buffer.write(piece)
        else:
            sys.stdout.write(piece.decode())
        sys.stdout.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return


@contextmanager
def _told(file: str) -> Iterator[None]:
    """What keeps a file from being written is the user's to mend, and no fault of the program."""
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandLineProblem("cli.output.cannot", file=file, why=why) from None


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def sink_for(path: Path | None) -> Sink:
    """Where a report goes."""
    if path is None or str(path) in _STANDARD_OUTPUT:
        return StandardOutput()
    return WholeFile(path)
