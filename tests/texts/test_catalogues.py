"""The program says everything in three languages, each as its grammar wants it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

import checker.texts
from checker.texts import (
    LANGUAGES,
    has_text,
    messages,
    say_day_at_length,
    spoken,
    text,
)

TEXTS = Path(checker.texts.__file__).parent
AREAS = sorted({file.stem for file in TEXTS.glob("*/*.po")})
FILES = sorted(TEXTS.glob("*/*.po"))
NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def name_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def sentences(lang: str) -> dict[str, tuple[str, ...]]:
    return {name_of(one): forms_of(one) for one in messages(lang)}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_each_area_stands_in_three_languages(area) -> None:
    assert all((TEXTS / lang / f"{area}.po").is_file() for lang in LANGUAGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_catalogue_lists_each_sentence_once_and_in_order(file) -> None:
    names = re.findall(r'^msgid "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE)
    assert all(before < after for before, after in pairwise(names))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_catalogue_says_its_language_and_the_plural_forms_of_it(file) -> None:
    with file.open("rb") as stream:
        catalogue = read_po(stream, abort_invalid=True)
    assert str(catalogue.locale) == file.parent.name
    assert catalogue.plural_forms.rstrip(";") == str(get_plural(file.parent.name)).rstrip(";")


def test_no_sentence_stands_in_two_areas() -> None:
    for lang in LANGUAGES:
        assert not [name for name, n in Counter(map(name_of, messages(lang))).items() if n > 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_sentences(lang) -> None:
    assert sentences(lang).keys() == sentences("en").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_of_a_sentence_has_the_same_placeholders(lang) -> None:
    meant = sentences("en")
    differing = [
        name
        for name, forms in sentences(lang).items()
        if any(placeholders(form) != placeholders(meant[name][0]) for form in forms)
    ]
    assert differing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_with_plural_forms_has_all_of_them_in_every_language(lang) -> None:
    plural = {name_of(one) for one in messages("en") if one.pluralizable}
    assert {name_of(one) for one in messages(lang) if one.pluralizable} == plural
    wanted = get_plural(lang).num_plurals
    lacking = [name for name in plural if len(sentences(lang)[name]) != wanted]
    assert plural
    assert lacking == []
    assert all("number" in placeholders(sentences(lang)[name][0]) for name in plural)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty_or_unsure(lang) -> None:
    assert [
        name_of(one)
        for one in messages(lang)
        if one.fuzzy or not all(form.strip() for form in forms_of(one))
    ] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 рабочий день"),
        (2, "2 рабочих дня"),
        (5, "5 рабочих дней"),
        (11, "11 рабочих дней"),
        (21, "21 рабочий день"),
        (1004, f"1{NO_BREAK}004 рабочих дня"),
    ],
)
def test_russian_counts_days_as_russian_does(number, said) -> None:
    assert text("ru", "readback.term.working_days", number=number) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1 working day"), (2, "2 working days")])
def test_english_counts_days_as_english_does(number, said) -> None:
    assert text("en", "readback.term.working_days", number=number) == said


@pytest.mark.parametrize("number", [1, 2, 5])
def test_kazakh_leaves_the_noun_alone_after_a_number(number) -> None:
    assert text("kk", "readback.term.working_days", number=number) == f"{number} жұмыс күні"


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_the_form_is_the_one_that_cldr_asks_for(number) -> None:
    for lang in LANGUAGES:
        forms = sentences_of_days()[lang]
        chosen = forms[("one", "few", "many").index(category(lang, number))]
        assert text(lang, "readback.term.years", number=number) == chosen.format(
            number=spoken(lang, number)
        )


def category(lang: str, number: int) -> str:
    said = Locale.parse(lang).plural_form(number)
    return "few" if said == "other" else said


def sentences_of_days() -> dict[str, tuple[str, ...]]:
    return {lang: sentences(lang)["readback.term.years"] for lang in LANGUAGES}


@pytest.mark.parametrize(
    ("lang", "said", "at_length"),
    [
        ("kk", "02.03.2026", f"2026{NARROW}ж. 2 наурыз"),
        ("ru", "02.03.2026", f"2 марта 2026{NARROW}г."),
        ("en", "2 Mar 2026", "2 March 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(lang, said, at_length) -> None:
    day = date(2026, 3, 2)
    assert spoken(lang, day) == said
    assert say_day_at_length(lang, day) == at_length
    assert spoken(lang, datetime(2026, 3, 2, 9, 5)) == f"{said} 09:05"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("kk", f"12{NO_BREAK}345,5"),
        ("ru", f"12{NO_BREAK}345,5"),
        ("en", "12,345.5"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(lang, said) -> None:
    assert spoken(lang, Decimal("12345.50")) == said
    assert spoken(lang, 12345.5) == said
    assert spoken(lang, "12345.50") == "12345.50", "a text is left as it is"
    assert spoken(lang, True) is True


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9))
def test_a_number_keeps_its_value(number) -> None:
    for lang in LANGUAGES:
        plain = str(spoken(lang, number)).replace(NO_BREAK, "")
        plain = plain.replace(",", "") if lang == "en" else plain.replace(",", ".")
        assert Decimal(plain) == number


def test_a_sentence_is_filled_with_its_values() -> None:
    assert text("en", "source.schema.required", name="sex") == (
        "The field “sex” is missing. Add it."
    )


@pytest.mark.parametrize(
    ("lang", "message"),
    [("fr", "source.or"), ("en", "source.nothing"), ("kk", "source.file.nesting"), ("ru", "")],
)
def test_what_cannot_be_said_is_a_lookup_error(lang, message) -> None:
    with pytest.raises(LookupError):
        text(lang, message)


def test_a_sentence_with_plural_forms_is_known_without_a_number() -> None:
    assert has_text("readback.term.years")
    assert not has_text("readback.term.decades")
