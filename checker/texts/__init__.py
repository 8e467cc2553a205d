"""Every sentence the program says, in Kazakh, Russian and English: gettext catalogues.

A folder for each language holds a catalogue for each area of the program (`kk/report.po`).
A sentence is known by an id (`report.say.breached`), not by its English wording, so that a
better English sentence does not undo its translations. Placeholders stand as `{name}`; days and
numbers put in them are written as the language writes them. A sentence with plural forms
chooses among them by the value of its placeholder `{number}`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("kk", "ru", "en")

# English as it is written outside America: the day before the month.
_LOCALES: Final = {"kk": "kk", "ru": "ru", "en": "en_GB"}
# "02.03.2026" is the form of Kazakhstan's documents; Kazakh's own short form has no century.
_DAYS: Final = {"kk": "dd.MM.yyyy", "ru": "dd.MM.yyyy", "en": "medium"}


def text(lang: str, message: str, /, **values: object) -> str:
    """Say the message in the language (kk, ru or en), its placeholders filled.

    Raises LookupError for an unknown language, an unknown message or a missing placeholder.
    """
    said = _sentence(lang, message, values.get("number"))
    if said is None:
        raise LookupError(message)
    return said.format(**{name: spoken(lang, value) for name, value in values.items()})


def has_text(message: str) -> bool:
    """Tell whether the catalogue knows the message."""
    return _sentence(LANGUAGES[-1], message, None) is not None


def spoken(lang: str, value: object) -> object:
    """A moment, a day or a number as the language writes it; anything else as it is."""
    if isinstance(value, datetime):
        return say_moment(lang, value)
    if isinstance(value, date):
        return say_day(lang, value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return say_number(lang, value)
    return value


def say_day(lang: str, day: date) -> str:
    """A day as the language writes it in few characters: 02.03.2026, 2 Mar 2026."""
    return format_date(day, _DAYS[lang], locale=_LOCALES[lang])


def say_day_at_length(lang: str, day: date) -> str:
    """A day as a document's heading writes it, with the name of the month."""
    return format_date(day, "long", locale=_LOCALES[lang])


def say_moment(lang: str, moment: datetime) -> str:
    """A day and its time, to the minute: 02.03.2026 14:30."""
    return f"{say_day(lang, moment)} {format_time(moment, 'HH:mm', locale=_LOCALES[lang])}"


def say_number(lang: str, number: Decimal | float) -> str:
    """A number without needless zeros, its thousands apart, with the language's decimal sign."""
    return format_decimal(number, locale=_LOCALES[lang], decimal_quantization=False)


def messages(lang: str) -> Iterator[Message]:
    """Every sentence of one language. Raises LookupError for an unknown language."""
    if lang not in LANGUAGES:
        raise LookupError(lang)
    for file in sorted(Path(__file__).parent.glob(f"{lang}/*.po")):
        with file.open("rb") as stream:
            yield from (one for one in read_po(stream, lang, abort_invalid=True) if one.id)


def _sentence(lang: str, message: str, number: object) -> str | None:
    known = _translations(str(lang))  # an enumeration's member would be another key
    if isinstance(number, int):
        said = known.ngettext(message, message, number)
        if said != message:
            return said
    said = known.gettext(message)
    return None if said == message or not message else said  # "" names a catalogue's heading


@lru_cache(maxsize=len(LANGUAGES))
def _translations(lang: str) -> GNUTranslations:
    """The language's catalogues as one. Raises LookupError for an unknown language."""
    whole = Catalog(locale=lang)
    for one in messages(lang):
        whole[one.id] = one
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)
