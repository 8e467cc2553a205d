"""What commands say beside their reports: mistakes of documents, rules that cannot be read."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from checker.api import load_packs
from checker.cli.complaints import complain
from checker.cli.output import StandardOutput
from checker.law import Law
from checker.source.lines import collection_paused
from checker.source.mistakes import Mistake
from checker.texts import text

MOST_PRINTED: Final = 200
_OUT: Final = StandardOutput()


def say_mistakes(mistakes: Sequence[Mistake], lang: str) -> None:
    """Print mistakes on standard error: the first ones whole, the rest counted."""
    for mistake in mistakes[:MOST_PRINTED]:
        complain(mistake.say(lang))
    if (more := len(mistakes) - MOST_PRINTED) > 0:
        complain(text(lang, "cli.more_mistakes", number=more))


def say(line: str = "") -> None:
    """Print a line on standard output."""
    _OUT.write(f"{line}\n".encode("utf-8", "replace"))


def law_of(folder: Path | None) -> Law:
    """Load the rules of a folder, by default those that the program carries.

    Raises ``Refused``.
    """
    with collection_paused():
        law = load_packs(folder)
        gc.freeze()  # the law lives as long as the command: no collection need go through it
    return law
