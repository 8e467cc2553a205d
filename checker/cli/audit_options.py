"""The options of an audit, and those that other commands have in common with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.auditing.reading import LAST_DAY
from checker.auditing.selection import Selection, SelectionError, choose, parse_selection
from checker.cli.problem import CommandLineProblem
from checker.compiler.rules import Compiled
from checker.law import Law


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of an audit, as it was given."""

    files: tuple[str, ...]
    as_of: str
    lang: str
    form: str
    outputs: tuple[Path, ...]
    select: tuple[str, ...]
    fail_on: str
    engine: str
    rules: Path | None
    reveal: bool
    everything: bool
    as_set: bool = False
    horizon: str = ""
    calendar: Path | None = None
    attest: tuple[Path, ...] = ()
    pseudonymise: Path | None = None
    waivers: tuple[Path, ...] = ()
    baseline: Path | None = None


def day_of(given: str) -> date | None:
    """The day of ``--as-of``; none where it is not given. Raises ``CommandLineProblem``.

    A form of ISO 8601 other than YYYY-MM-DD is none that people read.
    """
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise CommandLineProblem("cli.usage.day", name="--as-of") from None
    if day.isoformat() != given:
        raise CommandLineProblem("cli.usage.day", name="--as-of")
    if day > LAST_DAY:
        raise CommandLineProblem("cli.usage.far_day", last=LAST_DAY.isoformat())
    return day


def selection_of(given: tuple[str, ...]) -> Selection:
    """The values of ``--select``. Raises ``CommandLineProblem``."""
    try:
        return parse_selection(given)
    except SelectionError as error:
        raise CommandLineProblem(error.message_id, **error.values) from None


def chosen_of(
    selection: Selection, law: Law, *, reveal: bool = True
) -> tuple[Compiled, ...] | None:
    """The chosen requirements. Raises ``CommandLineProblem`` where nothing is chosen."""
    try:
        return choose(selection, law, reveal=reveal)
    except SelectionError as error:
        raise CommandLineProblem(error.message_id, **error.values) from None
