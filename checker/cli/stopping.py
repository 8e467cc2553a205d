"""Ending on a signal: half-written files are removed, as after Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

_NAMES: Final = ("SIGTERM", "SIGHUP")
"""What services and closed terminals end a process by; Windows does not know both."""
_OFFSET: Final = 128
"""Shells tell the end by a signal as this and its number."""


@dataclass(slots=True)
class Stopped:
    """Whether the process was told to end."""

    code: int = 0
    """The exit code that tells it; 0 where nobody did."""

    def __call__(self, number: int, _: Any) -> None:
        """End what is being done, as Ctrl-C does. Raises ``KeyboardInterrupt``."""
        self.code = _OFFSET + number
        raise KeyboardInterrupt


@contextmanager
def stopping_tidily() -> Iterator[Stopped]:
    """Let the signals that would end the process at once end it tidily.

    A signal that the process was started to ignore (``nohup``) stays ignored.
    """
    stopped = Stopped()
    known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    changed = [one for one in known if signal.getsignal(one) is signal.SIG_DFL]
    for one in changed:
        signal.signal(one, stopped)
    try:
        yield stopped
    finally:
        for one in changed:
            signal.signal(one, signal.SIG_DFL)
