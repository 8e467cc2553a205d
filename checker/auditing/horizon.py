"""What lies ahead: what holds today and falls due, or will be breached, until a later day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from checker.auditing.computation import computation_of
from checker.auditing.explain import VERDICT_OF
from checker.auditing.judging import Judged
from checker.auditing.later_days import HARMLESS, Day, LaterDays, Path, SuppliedOn, Turn, Turned
from checker.auditing.subjects import subject_at
from checker.compiler.editions import read_regime
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.findings import Computation, Subject, Verdict
from checker.packs.reads import words_of_condition, words_of_form
from checker.packs.requirements import Cover, Form, Happen, HappenEvery, Hold, Recorded
from checker.values import is_none


class Change(StrEnum):
    """What becomes of a requirement; each has a sentence in the catalogue."""

    FALLS_DUE = "falls_due"
    """Not due today; its last day is within the horizon."""
    LAPSES = "lapses"
    """Met, or not applicable, today; breached later."""
    BEGINS = "begins"
    """Not applicable today; applies later."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One requirement and subject with what becomes of it, if nothing more is recorded."""

    compiled: Compiled
    edition: int
    """The place of the edition that will judge it."""
    subject: Subject
    today: Verdict
    change: Change
    day: date
    """The day to note: the last day of what falls due, the last day on which what lapses still
    holds, the first day of what begins. Never before the audit's day, nor after the horizon."""
    breached_from: date | None
    """The first day of the breach; none where no breach is certain within the horizon."""
    computed: Computation | None
    """How the last day was computed."""
    told_by: tuple[str, ...]
    """The words whose values the day may tell."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """What lies ahead of an audit; what is breached or undetermined today is not in it."""

    until: date
    days: int
    """Days from the audit's day."""
    ahead: tuple[Ahead, ...]
    """By day, then in the order of the packs."""
    untold: int
    """Verdicts met today that cannot be told at the end of the horizon."""


def look_ahead(today: Judged, until: date, supplied: SuppliedOn | None = None) -> Horizon:
    """What lies between the day of an audit and a later day, both included.

    What is due on the very last day is breached on the day after it, so that is judged, too.
    ``supplied`` is what a set says of the institution on a later day.
    """
    later = LaterDays(today, supplied)
    turns, end = later.turns(until + timedelta(1))
    found = {
        (id(one.one), one.path, one.turn): one
        for one in turns
        if one.turn is not Turn.BEGUN or one.after.day <= until
    }
    told = [one for one in found.values() if _tells_more(one, found)]
    told.extend(_strictly_due(later.today, end, until, found))
    order = {id(one): place for place, one in enumerate(today.compiled)}
    ahead = sorted(
        (_ahead(one, later.today) for one in told),
        key=lambda one: (one.day, order[id(one.compiled)], one.change),
    )
    return Horizon(until, (until - today.as_of).days, tuple(ahead), _untold(later.today, end))


_Found = dict[tuple[int, Path, Turn], Turned]


def _tells_more(one: Turned, found: _Found) -> bool:
    """Whether a turn says anything beside the breach that follows it."""
    breach = found.get((id(one.one), one.path, Turn.BREACHED))
    if breach is None or one is breach:
        return True
    return one.turn is Turn.BEGUN and one.after.day < breach.before.day


def _strictly_due(today: Day, end: Day, until: date, found: _Found) -> Iterator[Turned]:
    """Terms whose last day, as the law counts it, is within the horizon, and which end after it."""
    for one in end.judged.compiled:
        codes = end.codes(one)
        if Code.NOT_DUE not in codes:
            continue
        for path, place in end.places(one.rule.about).items():
            listed = codes[place] == Code.NOT_DUE and today.code(one, path) in HARMLESS
            if listed and (id(one), path, Turn.BREACHED) not in found:
                computed = _computed(one, end, path)
                due_on = None if computed is None else computed.due_on
                if due_on is not None and today.day <= due_on <= until:
                    yield Turned(one, path, Turn.OPENED, end, end)


def _untold(today: Day, end: Day) -> int:
    number = 0
    for one in end.judged.compiled:
        later = end.codes(one)
        if Code.UNDETERMINED in later and Code.MET in today.codes(one):
            number += sum(
                later[place] == Code.UNDETERMINED and today.code(one, path) == Code.MET
                for path, place in end.places(one.rule.about).items()
            )
    return number


def _ahead(turned: Turned, today: Day) -> Ahead:
    one, path, before, after = turned.one, turned.path, turned.before, turned.after
    code = Code(today.code(one, path))
    computed = None if turned.turn is Turn.BEGUN else _computed(one, before, path)
    change, day = Change.LAPSES, before.day
    if turned.turn is Turn.BEGUN:
        change, day = Change.BEGINS, after.day
    elif code is Code.NOT_DUE or turned.turn is Turn.OPENED:
        change, day = Change.FALLS_DUE, _last_day(computed, today.day, before.day)
    kind = one.rule.about
    place = after.places(kind)[path]
    return Ahead(
        compiled=one,
        edition=_edition(one, after, place),
        subject=subject_at(after.tables, after.judged.law.vocabulary, kind, place),
        today=VERDICT_OF[code],
        change=change,
        day=day,
        breached_from=after.day if turned.turn is Turn.BREACHED else None,
        computed=computed,
        told_by=tuple(dict.fromkeys(_telling(turned))),
    )


def _last_day(computed: Computation | None, first: date, last: date) -> date:
    """The last day as the law counts it, where it is still to come."""
    due_on = None if computed is None else computed.due_on
    return due_on if due_on is not None and first <= due_on <= last else last


def _edition(one: Compiled, day: Day, place: int) -> int:
    regime = day.tables.table(one.rule.about).columns[one.regime][place]
    return 0 if regime is None else read_regime(int(regime))[0]


def _computed(one: Compiled, day: Day, path: Path) -> Computation | None:
    place = day.place(one, path)
    if place is None:
        return None
    must = one.variants[_edition(one, day, place)].must
    return computation_of(must, day.tables, one.rule.about, place, day.judged.law.vocabulary)


def _telling(turned: Turned) -> Iterator[str]:
    """The words behind a day: those its term is counted from, and those whose value changes."""
    one, before, after = turned.one, turned.before, turned.after
    first, second = before.place(one, turned.path), after.places(one.rule.about)[turned.path]
    variant = one.variants[_edition(one, after, second)]
    yield from _anchors(variant.must)
    if first is None:
        return
    row = one.row
    conditions = (variant.edition.applies_when, row.applies_when if row is not None else None)
    words = [
        word for condition in conditions if condition for word in words_of_condition(condition)
    ]
    kind, vocabulary = one.rule.about, after.judged.law.vocabulary
    columns = before.tables.table(kind).columns, after.tables.table(kind).columns
    for word in (*words, *words_of_form(variant.must)):
        known = vocabulary.words.get(word)
        if known is not None and known.kind in vocabulary.chain(kind):
            old, new = columns[0][word][first], columns[1][word][second]
            if old != new and not (is_none(old) and is_none(new)):
                yield word


def _anchors(form: Form) -> Iterable[str]:
    """The words from which a form counts its days."""
    words: tuple[str | None, ...] = ()
    match form:
        case Happen():
            words = (form.after, form.lenient_after, form.unless_ended, form.absences)
        case HappenEvery():
            words = (form.events, form.start, form.until)
        case Hold():
            words = (form.due_on, form.unless_ended)
        case Cover() | Recorded():
            words = (form.due_on,)
        case _:
            pass
    return tuple(word for word in words if word is not None)
