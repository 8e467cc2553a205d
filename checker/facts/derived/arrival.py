"""Arrival on the set day, its postponement and the notice of inability to arrive (230/12.1)."""

from __future__ import annotations

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context, derived
from checker.facts.derived.stays import full_years
from checker.values import Sort, Value, is_known, is_none


@derived(
    "arrival.last_day",
    sort=Sort.DATE,
    inputs=("arrival.due_on", "arrival.postponement_granted", "arrival.postponed_until_on"),
    label={
        "kk": "Келудің соңғы күні",
        "ru": "Последний день прибытия",
        "en": "Last day to arrive",
    },
)
def last_day(_: Context, due: Value, granted: Value, postponed: Value) -> Value:
    """The set day, or the day to which arrival was postponed; 230/12.1/no-show-next."""
    if granted == 1:
        return None if postponed is None or is_none(postponed) else postponed
    if granted is None and (postponed is None or is_known(postponed)):
        return None
    return due


@derived(
    "arrival.last_day_moved",
    sort=Sort.DATE,
    inputs=("arrival.last_day",),
    label={
        "kk": "Келудің жұмыс күніне ауыстырылған соңғы күні",
        "ru": "Последний день прибытия, перенесенный на рабочий день",
        "en": "Last day to arrive, moved to a working day",
    },
)
def last_day_moved(context: Context, last: Value) -> Value:
    """The last day to arrive or, where it is a day off, the next working day.

    230/12.1/no-show-next. Open in a year that the calendar does not know.
    """
    if last is None or is_none(last):
        return last
    return context.calendar.next_working_day_on_or_after(int(last))


@derived(
    "arrival.days_postponed",
    sort=Sort.COUNT,
    unit="calendar days",
    inputs=("arrival.due_on", "arrival.postponed_until_on"),
    label={
        "kk": "Келу ауыстырылған күнтізбелік күндердің саны",
        "ru": "Число календарных дней, на которое перенесено прибытие",
        "en": "Calendar days by which arrival was postponed",
    },
)
def days_postponed(context: Context, due: Value, postponed: Value) -> Value:
    """Days from the set day, itself not counted; 230/12.1/postpone-30-days.

    A postponement to the end of days off counts as one to the first of them, because a term that
    ends on a day off is kept on the next working day. Open in an unknown year.
    """
    if due is None or postponed is None or is_none(due) or is_none(postponed):
        return None
    counted = _first_of_days_off(context.calendar, int(postponed), int(due))
    return None if counted is None else counted - int(due)


@derived(
    "arrival.age_on_notice",
    sort=Sort.COUNT,
    unit="years",
    personal=True,
    inputs=("arrival.birth_date", "arrival.notice_sent_on"),
    label={
        "kk": "Хабарлама жіберілген күнгі жасы",
        "ru": "Возраст на день уведомления",
        "en": "Age on the day of the notice",
    },
)
def age_on_notice(_: Context, born: Value, sent: Value) -> Value:
    """Full years on the day of the notice, the birthday counted; 230/12.1/postpone-notice-eds."""
    if born is None or sent is None or is_none(born) or is_none(sent):
        return None
    return full_years(int(born), int(sent))


def _first_of_days_off(calendar: WorkingCalendar, day: int, due: int) -> int | None:
    """The earliest day after ``due`` from which only days off lead up to ``day``."""
    while day > due:
        working = calendar.is_working(day - 1)
        if working is None:
            return None
        if working:
            return day
        day -= 1
    return day
