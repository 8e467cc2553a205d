"""Who is on record: the registration card, and the journal of services that nobody lives in.

The card of a temporary stay organisation (230/37.1) follows the treatment on arrival and precedes
the journal. Semi-residential and home services are suspended (230/23.1, 28.1), for which the form
of Appendix 2 has no column but that of a temporary departure.
"""

from __future__ import annotations

from checker.facts.columns import Compute, Context, Values, derived, each
from checker.facts.derived.answers import Answer, exists, is_one_of, some
from checker.facts.derived.shortfall import entries_that, happened_since, shortfall
from checker.values import MINUTES_A_DAY, NONE, Sort, Value, is_known, is_none

_AWAY = (4, 5)
"""The places of ``temporarily_absent`` and ``suspended`` in ``journal_entry.status``."""
_CARD = "stay.registration_card.filled_at"


@derived(
    "institution.suspensions_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        "institution.type",
        each("recipient.last_suspension_on"),
        "institution.journal.started_on",
        each("journal_entry.status"),
        each("journal_entry.suspension.suspended_on"),
        each("journal_entry.temporary_leave.left_on"),
    ),
    label={
        "kk": "Қызметін тоқтата тұру электрондық журналда көрсетілмеген адамдардың саны",
        "ru": "Число лиц, приостановление услуг которым не показано в электронном журнале",
        "en": "Persons whose suspension of services the electronic journal lacks",
    },
)
def suspensions_missing(
    context: Context, form: Value, since: Values, started: Value, *columns: Values
) -> Value:
    """Persons whose services were suspended since the journal began, beyond its entries of it.

    230/23.1/journal-event-suspension, 28.1/journal-event-suspension. ``NONE`` when nobody's were.
    """
    needed = happened_since(context, form, since, started)
    return shortfall(needed, entries_that(_shows_suspension, *columns))


@derived(
    "journal_entry.suspension_shown_on",
    sort=Sort.DATE,
    inputs=("journal_entry.suspension.suspended_on", "journal_entry.temporary_leave.left_on"),
    label={
        "kk": "Журналда көрсетілген қызметті тоқтата тұру күні",
        "ru": "Дата приостановления услуг, показанная в журнале",
        "en": "Date of the suspension that the journal shows",
    },
)
def suspension_shown_on(_: Context, suspended: Value, left: Value) -> Value:
    """The later of the suspension and of the day in column 10, ``NONE`` when both are none.

    230/23.1/journal-event-suspension, 28.1/journal-event-suspension. One that is known suffices.
    """
    days = [int(day) for day in (suspended, left) if day is not None and is_known(day)]
    if days:
        return max(days)
    return None if None in (suspended, left) else NONE


def _precedes_card(_: Context, done: Value, card: Value) -> Value:
    """1 when done, and not after the card was filled in; 0 when later or not at all.

    230/37.1/before-card-medical-exam and the three like it.
    """
    return 0 if done is not None and is_none(done) else _in_order(done, card)


def _step(word: str, kk: str, ru: str, en: str) -> Compute:
    """Register the word on one step of the treatment on arrival."""
    return derived(
        f"stay.{word}_before_card",
        sort=Sort.YESNO,
        inputs=(f"stay.intake.{_MOMENTS[word]}", _CARD),
        label={
            "kk": f"Тіркеу карточкасына дейін: {kk}",
            "ru": f"До регистрационной карточки: {ru}",
            "en": f"Before the registration card: {en}",
        },
    )(_precedes_card)


_MOMENTS = {
    "medical_exam": "medical_exam_at",
    "sanitary_treatment": "sanitary_treatment_at",
    "clothes_disinfected": "clothes_disinfected_at",
    "belongings_disinfected": "belongings_disinfected_at",
}
_step("medical_exam", "медициналық тексеру", "медицинский осмотр", "medical examination")
_step("sanitary_treatment", "санитариялық өңдеу", "санитарная обработка", "sanitary treatment")
_step("clothes_disinfected", "киімді дезинфекциялау", "дезинфекция одежды", "clothes disinfected")
_step(
    "belongings_disinfected",
    "жеке заттарды дезинфекциялау",
    "дезинфекция личных вещей",
    "belongings disinfected",
)


@derived(
    "stay.card_before_journal",
    sort=Sort.YESNO,
    inputs=(_CARD, "stay.registration_card.entered_in_journal_at"),
    label={
        "kk": "Тіркеу карточкасының журналға тіркеуден бұрын толтырылуы",
        "ru": "Заполнение карточки до регистрации в журнале",
        "en": "Card filled in before the registration in the journal",
    },
)
def card_before_journal(_: Context, card: Value, entered: Value) -> Value:
    """Whether the card was not filled in after the registration (1 or 0); 230/37.1.

    ``NONE`` where one of the two does not exist (230/37.1/journal-after-card).
    """
    if any(moment is not None and is_none(moment) for moment in (card, entered)):
        return NONE
    return _in_order(card, entered)


def _shows_suspension(status: Value, suspended: Value, left: Value) -> Answer:
    return some((is_one_of(status, *_AWAY), exists(suspended), exists(left)))


def _in_order(first: Value, second: Value) -> Value:
    """Whether a moment is not later than another, of which there may be none (1 or 0).

    Midnight stands for a day without a time, and within one day any time may be before it.
    """
    if first is None or second is None:
        return None
    if is_none(second):
        return 1
    day, time = divmod(int(first), MINUTES_A_DAY)
    other_day, other_time = divmod(int(second), MINUTES_A_DAY)
    if day == other_day and not (time and other_time):
        return 1
    return int((day, time) <= (other_day, other_time))
