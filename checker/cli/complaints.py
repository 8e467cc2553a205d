"""What is said on standard error."""

from __future__ import annotations

import sys
from contextlib import suppress
from types import TracebackType


def complain(sentence: str) -> None:
    """Say a sentence on standard error."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()


def place_of(fault: BaseException) -> str:
    """The kind of a fault and the line of our code where it arose: never a value of the data."""
    place = ""
    trace: TracebackType | None = fault.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("checker"):
            place = f" {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(fault).__name__}{place}"
