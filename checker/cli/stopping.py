"""Ending on a signal: half-written files are removed, as after Ctrl-C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

_NAMES: Final = ("SIGTERM", "SIGHUP")
"""What services and closed terminals end a process by; Windows does not know both."""
_AT_ONCE: Final = 0.01
"""Seconds until a stop that was lost is asked for again."""
_OFFSET: Final = 128
"""Shells tell the end by a signal as this and its number."""


@dataclass(slots=True)
class Stopped:
    """Whether the process was told to end."""

    code: int = 0
    """The exit code that tells it; 0 where nobody did."""

    def __call__(self, number: int, _: Any) -> None:
        """End what is being done, as Ctrl-C does. Raises ``KeyboardInterrupt``."""
        if number != getattr(signal, "SIGALRM", None):
            self.code = _OFFSET + number
        raise KeyboardInterrupt

    def ask_again(self, otherwise: Callable[[Any], Any]) -> Callable[[Any], None]:
        """What is done of an exception that native code lost: a stop is asked for again.

        jsonschema-rs goes on where a Python function that it calls is interrupted.
        """

        def lost(what: Any) -> None:
            if what.exc_type is KeyboardInterrupt and hasattr(signal, "setitimer"):
                self.code = self.code or _OFFSET + signal.SIGINT
                signal.setitimer(signal.ITIMER_REAL, _AT_ONCE)
            else:
                otherwise(what)

        return lost


@contextmanager
def stopping_tidily() -> Iterator[Stopped]:
    """Let the signals that would end the process at once end it tidily.

    A signal that the process was started to ignore (``nohup``) stays ignored.
    """
    stopped = Stopped()
    known = [getattr(signal, name) for name in (*_NAMES, "SIGALRM") if hasattr(signal, name)]
    changed = [one for one in known if signal.getsignal(one) is signal.SIG_DFL]
    for one in changed:
        signal.signal(one, stopped)
    told_before = sys.unraisablehook
    sys.unraisablehook = stopped.ask_again(told_before)
    try:
        yield stopped
    finally:
        sys.unraisablehook = told_before
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)  # nobody is left to hear it
        for one in changed:
            signal.signal(one, signal.SIG_DFL)
