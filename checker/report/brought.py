"""What reports tell people of what was brought beside a snapshot, and of what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.auditing.attested import Standing
from checker.auditing.waivers import WaiverStanding
from checker.report.document import Elsewhere, Refused
from checker.report.entry import Attested
from checker.report.excused import AgainstBaseline, Excuses, Mended, WaiverTold
from checker.report.sentences import Sentences
from checker.report.view import Aside, Attestations, ReportView


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and what it is said of, line by line."""

    said: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A section of a report in one language, before it has a form."""

    name: str
    """The last part of its title's id in the catalogue."""
    title: str
    items: tuple[Told, ...]


def tolerated_counts(say: Sentences, view: Excuses | None) -> Iterator[str]:
    """What stands beneath the number of breaches: how many of them are tolerated."""
    if view is None:
        return
    if view.waived:
        yield say.say("report.excuse.waived_count", number=view.waived)
    if view.known:
        yield say.say("report.excuse.known_count", number=view.known)
    if view.baseline is not None:
        yield say.say("report.excuse.new_count", number=view.baseline.new)


def breaches_counted(say: Sentences, view: ReportView) -> Iterator[str]:
    """How many breaches there are and how many are tolerated, where anything tolerates them."""
    if counts := tuple(tolerated_counts(say, view.excuses)):
        yield f"{say.say('report.section.breaches')}: {view.own_breaches}"
        yield from counts


def brought_told(say: Sentences, view: ReportView) -> Iterator[ToldSection]:
    """Attestations, waivers and the comparison with a baseline, each where it was brought."""
    if view.attestations.any:
        yield _section(say, "attestations", _attestations(say, view.attestations))
    yield from excuses_told(say, view.excuses)


def excuses_told(say: Sentences, view: Excuses | None) -> Iterator[ToldSection]:
    """What became of each waiver, and what a baseline no longer needs."""
    if view is None:
        return
    if view.waivers:
        yield _section(say, "waivers", _waivers(say, view.waivers))
    if view.baseline is not None:
        yield _section(say, "baseline", [_baseline(say, view.baseline)])


def left_told(
    say: Sentences, refused: Iterable[Refused], elsewhere: Elsewhere
) -> Iterator[ToldSection]:
    """What no part of a report is about: refused inputs, and what names no institution."""
    if told := [Told(one.name, one.why(say.lang)) for one in refused]:
        yield _section(say, "refused", told)
    if elsewhere.attestations:
        places = _places(say, elsewhere.attestations)
        yield _section(say, "elsewhere", map(Told, places))
    if elsewhere.waivers:
        yield _section(say, "waivers_elsewhere", _waivers(say, elsewhere.waivers))


def _section(say: Sentences, name: str, items: Iterable[Told]) -> ToldSection:
    return ToldSection(name, say.say(f"report.section.{name}"), tuple(items))


def _attestations(say: Sentences, view: Attestations) -> Iterator[Told]:
    yield Told(say.say("report.attested.count", number=view.counted, verdicts=view.verdicts))
    if view.withheld:
        yield Told(say.say("report.attested.withheld", number=view.withheld))
    for standing in Standing:
        if found := [one for one in view.aside if one.standing is standing]:
            lines = (
                (_against(say, one) for one in found)
                if standing is Standing.DIFFERS
                else _places(say, (one.attested for one in found))
            )
            yield Told(say.say(f"report.standing.{standing}"), tuple(lines))


def _against(say: Sentences, aside: Aside) -> str:
    row = say.of(aside.row_title)
    return say.say(
        "report.attested.against",
        title=f"{say.of(aside.title)}: {row}" if row else say.of(aside.title),
        outcome=say.say(f"report.verdict.{aside.attested.outcome}"),
        verdicts=", ".join(say.say(f"report.verdict.{one}") for one in aside.certain),
        place=say.attested_at(aside.attested),
    )


def _places(say: Sentences, attested: Iterable[Attested]) -> Iterator[str]:
    """Where attestations stand: by file and sheet the numbers of their rows."""
    found: dict[tuple[str, str], set[int]] = {}
    for one in attested:
        found.setdefault((one.file, one.sheet), set()).add(one.line)
    for (file, sheet), lines in found.items():
        message = "report.attested.rows" if sheet else "report.attested.lines"
        rows = ", ".join(_ranges(sorted(lines)))
        yield say.say(message, file=file, sheet=sheet, rows=rows)


def _ranges(numbers: list[int]) -> Iterator[str]:
    first = last = numbers[0]
    for number in [*numbers[1:], None]:
        if number == last + 1:
            last = number
            continue
        yield str(first) if first == last else f"{first}–{last}"
        if number is not None:
            first = last = number


def _waivers(say: Sentences, waivers: Iterable[WaiverTold]) -> Iterator[Told]:
    waivers = tuple(waivers)
    for standing in WaiverStanding:
        if found := [one for one in waivers if one.standing is standing]:
            lines = tuple(_waiver(say, one) for one in found)
            yield Told(say.say(f"report.waiver.{standing}"), lines)


def _waiver(say: Sentences, told: WaiverTold) -> str:
    message = "report.attested.row" if told.sheet else "report.attested.line"
    line = say.say(
        "report.excuse.waiver",
        name=told.waived.name,
        since=told.waived.since,
        until=told.waived.until,
        place=say.say(message, file=told.file, sheet=told.sheet, row=str(told.line)),
    )
    if told.standing is not WaiverStanding.USED:
        return line
    number = say.say("report.excuse.breaches", number=told.breaches)
    return f"{line}. {number}"


def _baseline(say: Sentences, against: AgainstBaseline) -> Told:
    if not against.listed:
        return Told(say.say("report.excuse.not_listed"))
    if not against.mended:
        return Told(say.say("report.excuse.nothing_mended"))
    number = sum(one.number for one in against.mended)
    lines = tuple(_mended(say, one) for one in against.mended)
    return Told(say.say("report.excuse.mended", number=number), lines)


def _mended(say: Sentences, mended: Mended) -> str:
    """A requirement that is no more has no title, and its act may be no more either."""
    title, row = say.of(mended.title), say.of(mended.row_title)
    number = "" if mended.number == 1 else f": {mended.number}"
    if not title:
        return f"{mended.rule} ({mended.clause}){number}"
    named = f"{title}: {row}" if row else title
    return f"{named} ({say.cite_place(mended.act, mended.clause)}){number}"
