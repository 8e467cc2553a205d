"""What became of the attestations brought to an audit, as it may be shown."""

from __future__ import annotations

from typing import Final

from checker.auditing.attested import Standing, Weighed
from checker.auditing.identity import withheld_name
from checker.compiler.rules import Compiled
from checker.findings import Testimony
from checker.packs.model import NO_TEXTS
from checker.report.citation import withheld_title
from checker.report.entries import Entries
from checker.report.view import Aside, Attestations

_TELLS_NOTHING: Final = (
    Standing.OTHER_INSTITUTION,
    Standing.OTHER_EDITION,
    Standing.AFTER_AS_OF,
    Standing.NOT_JUDGED,
)
"""Standings that do not depend on anybody's health."""


def attestations_of(entries: Entries) -> Attestations:
    """How many attestations count, and what became of the others."""
    weighed = entries.result.attestations
    if not weighed:
        return Attestations()
    named = _by_name(entries.judged.law.program.compiled)
    reveal = entries.disclosure.reveal
    shown = [one for one in weighed if reveal or not _withheld(one, named)]
    counted = [one for one in shown if one.standing is Standing.COUNTS]
    return Attestations(
        counted=len(counted),
        verdicts=sum(one.filled for one in counted),
        withheld=len(weighed) - len(shown),
        aside=tuple(
            _aside(one, named, entries) for one in shown if one.standing is not Standing.COUNTS
        ),
    )


def _by_name(compiled: tuple[Compiled, ...]) -> dict[tuple[str, str | None], Compiled]:
    found = {one.name: one for one in compiled}
    for one in compiled:
        if (shared := withheld_name(one)) is not None:
            found.setdefault((shared, None), one)
    return found


def _withheld(weighed: Weighed, named: dict[tuple[str, str | None], Compiled]) -> bool:
    said = weighed.attestation
    about = named.get((said.rule, said.row))
    health = about is not None and about.rule.health
    return health and weighed.standing not in _TELLS_NOTHING


def _aside(
    weighed: Weighed, named: dict[tuple[str, str | None], Compiled], entries: Entries
) -> Aside:
    said = weighed.attestation
    about = named.get((said.rule, said.row))
    shared = about is not None and said.rule != about.rule.id
    hidden = about is not None and about.rule.health and not entries.disclosure.reveal
    title = row_title = NO_TEXTS
    if about is not None:
        title = about.rule.title
        if about.row is not None:
            row_title = about.row.title
        if shared or hidden:
            title, row_title = withheld_title(about.rule.clause, forbids=False), NO_TEXTS
    return Aside(
        standing=weighed.standing,
        rule=None if hidden else said.rule,
        row=None if hidden else said.row,
        title=title,
        row_title=row_title,
        attested=entries.disclosure.attested(Testimony(said, decides=False)),
        certain=weighed.certain,
    )
