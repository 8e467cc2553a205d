"""The order of the queue: who stands before an application received earlier, who lost a place.

Applications are compared in pairs. A comparison that lacks a fact is open, and what is open never
becomes a breach, nor its absence (230/12.1/queue-order, queue-preserve).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checker.facts.columns import Context, OwnPlace, Values, beside, derived, each
from checker.facts.derived.answers import Answer, every, is_one_of, there_is_none
from checker.facts.derived.applications import MINUTES_A_DAY, day_of
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_WAITING = 1
"""The place of ``waiting`` in the choices of ``queue_entry.status``."""
_QUEUE = (
    "institution.queue_in_order",
    OwnPlace(),
    beside("queue_entry.queue_number"),
    beside("queue_entry.received_at"),
    beside("queue_entry.former_received_at"),
    beside("queue_entry.keeps_former_place"),
    beside("queue_entry.programme_provides_form"),
    beside("queue_entry.out_of_turn_since"),
    beside("queue_entry.category"),
    beside("queue_entry.status"),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One application with what its place in the queue depends on."""

    number: Value
    received: Value
    former: Value
    keeps: Value
    provided: Value
    privileged: Value
    category: Value
    status: Value


@derived(
    "institution.queue_in_order",
    sort=Sort.YESNO,
    inputs=(each("queue_entry.queue_number"), each("queue_entry.received_at")),
    label={
        "kk": "Кезек нөмірлерінің өтініштердің түсу ретіне сәйкестігі",
        "ru": "Соответствие номеров очереди порядку поступления заявлений",
        "en": "Queue numbers in the order of receipt",
    },
)
def queue_in_order(_: Context, numbers: Values, moments: Values) -> Value:
    """Whether all numbers follow the receipt, every exception left aside (1 or 0).

    230/12.1/queue-order. Applications outside the queue have no number.
    """
    if numbers is None or moments is None:
        return None
    placed = [
        (moment, number)
        for moment, number in zip(moments, numbers, strict=True)
        if number is None or is_known(number)
    ]
    known = [
        (int(moment), int(number))
        for moment, number in placed
        if number is not None and moment is not None and is_known(moment)
    ]
    if not all(one[1] <= other[1] for one, other in pairwise(sorted(known))):
        return 0
    return 1 if len(known) == len(placed) and not isinstance(numbers, Partial) else None


@derived(
    "queue_entry.placed_before",
    sort=Sort.COUNT,
    inputs=_QUEUE,
    label={
        "kk": "Бұрын түскен, бірақ кейін тұрған өтініштің кезек нөмірі",
        "ru": "Номер в очереди поступившего раньше, но стоящего позже заявления",
        "en": "Queue number of an application received earlier that stands behind",
    },
)
def placed_before(_: Context, in_order: Value, place: int, *columns: Values) -> Value:
    """The smallest number behind this one although received earlier, or ``NONE``.

    230/12.1/queue-order. Compared are applications of one category that were received in the same
    year or both wait: the numbering may begin anew with a year and be kept by category. Who keeps
    a former place, or is admitted out of turn, is outside this order.
    """
    if in_order == 1:
        return NONE
    lists, open_ = _lists(columns)
    if place < 0 or not lists or lists[1][place] is None:
        return None
    own = _entry(lists, place)
    pairs = enumerate(zip(lists[0], lists[1], strict=True))
    earlier = (_entry(lists, at) for at, pair in pairs if _may_stand_behind(*pair, own))
    return _first(
        ((_overtaken(other, own, keeps=False), other.number) for other in earlier), open_=open_
    )


@derived(
    "queue_entry.overtaken_by",
    sort=Sort.COUNT,
    inputs=_QUEUE,
    label={
        "kk": "Кейін түскен, бірақ алда тұрған өтініштің кезек нөмірі",
        "ru": "Номер в очереди поступившего позже, но стоящего раньше заявления",
        "en": "Queue number of an application received later that stands before",
    },
)
def overtaken_by(_: Context, __: Value, place: int, *columns: Values) -> Value:
    """The smallest number before this one although received after its former receipt, or ``NONE``.

    230/12.1/queue-preserve: only for an application that keeps its former place; absolute numbers
    are not compared with the former ones, since a new registration may give a new number. For the
    same reason who has left the queue stands before nobody, whatever number there was.
    """
    lists, open_ = _lists(columns)
    if place < 0 or not lists:
        return None
    own = _entry(lists, place)
    if own.keeps == 0:
        return NONE
    if _former_or_own(own) is None:
        return None
    others = (_entry(lists, at) for at in range(len(lists[0])) if at != place)
    return _first(
        ((_overtaken(own, other, keeps=True), other.number) for other in others), open_=open_
    )


def _lists(columns: tuple[Values, ...]) -> tuple[list[tuple[Value, ...]], bool]:
    """The columns of the applications, and whether there may be more of them."""
    lists = [column for column in columns if column is not None]
    if len(lists) < len(columns):
        return [], True
    return lists, any(isinstance(column, Partial) for column in lists)


def _entry(lists: list[tuple[Value, ...]], place: int) -> _Entry:
    return _Entry(*(column[place] for column in lists))


def _may_stand_behind(number: Value, received: Value, own: _Entry) -> bool:
    """A quick look at number and receipt, which spares most comparisons; itself it never passes."""
    if own.number is not None and number is not None and not number > own.number:
        return False
    return received is None or own.received is None or received < own.received


def _first(answers: Iterable[tuple[Answer, Value]], *, open_: bool) -> Value:
    """The smallest number of the certain ones; ``NONE`` when all answers are a certain no."""
    found = list(answers)
    numbers = [int(number) for answer, number in found if answer and number is not None]
    if numbers:
        return min(numbers)
    return None if open_ or any(answer is None for answer, _ in found) else NONE


def _overtaken(victim: _Entry, other: _Entry, *, keeps: bool) -> Answer:
    """Whether ``other`` has a smaller number though ``victim`` came before it.

    ``keeps`` asks about a victim that keeps its former place, and is dated by its former receipt.
    """
    smaller = _smaller(other.number, victim.number)
    if smaller is False or (is_one_of(victim.keeps, 1) is (not keeps)):
        return False
    before = _came_before(_former_or_own(victim) if keeps else victim.received, other)
    if before is False:
        return False
    return every(
        smaller,
        before,
        None if victim.keeps is None else True,
        _same(victim.category, other.category),
        _both_wait(victim, other) if keeps else _comparable(victim, other),
        there_is_none(victim.privileged),
        there_is_none(other.privileged),
    )


def _came_before(began: Value, other: _Entry) -> Answer:
    """Whether the receipt ``began`` lies before that of ``other``, which may be a former one."""
    own = _earlier(began, other.received)
    if own is not True or (other.former is not None and is_none(other.former)):
        return own
    provided = is_one_of(other.provided, 1)
    return own if provided is False else every(provided, _earlier(began, other.former))


def _former_or_own(entry: _Entry) -> Value:
    former = entry.former
    return entry.received if former is not None and is_none(former) else former


def _earlier(first: Value, second: Value) -> Answer:
    """Whether a moment is certainly earlier; midnight stands for a day without a time."""
    if first is None or second is None or is_none(first) or is_none(second):
        return None
    day, time = divmod(int(first), MINUTES_A_DAY)
    other_day, other_time = divmod(int(second), MINUTES_A_DAY)
    if day != other_day:
        return day < other_day
    return bool(time and other_time) and time < other_time


def _smaller(number: Value, than: Value) -> Answer:
    if any(value is not None and is_none(value) for value in (number, than)):
        return False
    return None if number is None or than is None else number < than


def _same(one: Value, other: Value) -> Answer:
    if one is None or other is None:
        return None
    return one == other or (is_none(one) and is_none(other))


def _comparable(one: _Entry, other: _Entry) -> Answer:
    """Whether both were received in one year or both wait."""
    years = [_year(entry.received) for entry in (one, other)]
    if None not in years and years[0] == years[1]:
        return True
    waiting = _both_wait(one, other)
    return waiting if None not in years else waiting or None


def _both_wait(one: _Entry, other: _Entry) -> Answer:
    return every(is_one_of(one.status, _WAITING), is_one_of(other.status, _WAITING))


def _year(moment: Value) -> int | None:
    if moment is None or is_none(moment):
        return None
    return date.fromordinal(day_of(int(moment))).year
