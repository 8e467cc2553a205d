"""What a selection chooses of the law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.auditing.selection import choose, parse_selection
from checker.compiler.rules import Compiled
from checker.findings import Verdict
from checker.law import Law


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a selection chooses; for audits of many snapshots it is worked out once."""

    requirements: tuple[Compiled, ...] | None = None
    """None: all."""
    verdicts: frozenset[Verdict] = frozenset()
    """The verdicts that are listed; empty: all."""
    terms: tuple[str, ...] = ()
    """What was asked for."""


def chosen_by(select: Iterable[str], packs: Law, *, reveal: bool = False) -> Chosen:
    """What terms such as ``rule:…`` or ``severity:violation`` choose (as in ``--select``).

    Without ``reveal``, requirements that tell a diagnosis are chosen by whole paragraphs. Raises
    ``SelectionError`` for a term that fits nothing, and when all of them choose nothing.
    """
    terms = tuple(select)
    selection = parse_selection(terms)
    return Chosen(choose(selection, packs, reveal=reveal), selection.verdicts, terms)
