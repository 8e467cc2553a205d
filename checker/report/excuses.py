"""What became of waivers and of a baseline, as it may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.auditing.baseline import Compared, KnownBreach
from checker.auditing.identity import withheld_name
from checker.auditing.waivers import Applied, WaiverStanding
from checker.compiler.rules import Compiled
from checker.findings import Verdict, Waiver
from checker.packs.model import NO_TEXTS
from checker.report.citation import withheld_title
from checker.report.disclosure import Disclosure
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.excused import AgainstBaseline, Excuses, Mended, WaiverTold


def excuses_of(entries: Entries, listed: Sequence[Entry]) -> Excuses | None:
    """How many breaches are tolerated, and what became of each waiver; ``listed``: all entries.

    None where neither waivers nor a baseline were brought.
    """
    result = entries.result
    if not result.waivers and result.baseline is None:
        return None
    breached = [one for one in listed if one.verdict is Verdict.BREACHED]
    compared = result.baseline
    return Excuses(
        waived=sum(one.waived is not None for one in breached),
        known=sum(one.known for one in breached),
        waivers=tuple(_told(one, entries.disclosure) for one in result.waivers),
        baseline=None if compared is None else _against(compared, breached, entries),
    )


def told_elsewhere(waivers: Iterable[Waiver], disclosure: Disclosure) -> tuple[WaiverTold, ...]:
    """Waivers that name none of several institutions."""
    standing = WaiverStanding.OTHER_INSTITUTION
    return tuple(_told(Applied(one, standing), disclosure) for one in waivers)


def _told(applied: Applied, disclosure: Disclosure) -> WaiverTold:
    waiver = applied.waiver
    return WaiverTold(
        standing=applied.standing,
        waived=disclosure.waived(waiver),
        breaches=applied.breaches,
        file=disclosure.text(waiver.file),
        sheet=waiver.sheet,
        line=waiver.line,
    )


def _against(compared: Compared, breached: Sequence[Entry], entries: Entries) -> AgainstBaseline:
    named = _by_name(entries.judged.law.program.compiled)
    return AgainstBaseline(
        listed=compared.listed,
        new=sum(one.mandatory and not one.excused for one in breached),
        mended=tuple(_mended(one, named) for one in compared.mended),
    )


def _mended(breach: KnownBreach, named: dict[tuple[str, str | None], Compiled]) -> Mended:
    """Breaches that nothing tells apart are one; a requirement that is no more has no title."""
    about = named.get((breach.rule, breach.row))
    title = row_title = NO_TEXTS
    act, clause = breach.act, breach.clause
    if about is not None:
        act, clause = about.rule.place.act, about.rule.clause
        shared = breach.rule != about.rule.id
        title = withheld_title(clause, forbids=False) if shared else about.rule.title
        row_title = NO_TEXTS if about.row is None or shared else about.row.title
    return Mended(
        rule=breach.rule,
        row=breach.row,
        title=title,
        row_title=row_title,
        act=act,
        clause=clause,
        number=breach.number,
    )


def _by_name(compiled: Iterable[Compiled]) -> dict[tuple[str, str | None], Compiled]:
    found: dict[tuple[str, str | None], Compiled] = {}
    for one in compiled:
        shared = withheld_name(one)
        found.setdefault(one.name if shared is None else (shared, None), one)
    return found
