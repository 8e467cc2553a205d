"""Whatever a reader can be shown is said in three languages, each of them by itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from checker.texts import LANGUAGES

from .every_text import Said, every_text, found_in
from .glossary import Avoided, Term, avoided, terms, unused
from .mixing import FOREIGN, KAZAKH_NAMES, LATIN, LATIN_WORDS, bare, foreign

TEXTS = every_text()
TERMS = terms()
HERE = Path(__file__).resolve()


def placeholders(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def said(kk: str = "", ru: str = "", en: str = "") -> Said:
    return Said("here", {"kk": kk, "ru": ru, "en": en})


def names_of_the_law() -> list[dict[str, str]]:
    """The glossary of the inventory of the law."""
    law = Path(os.environ.get("SSU_AUDIT_LAW") or HERE.parents[3] / "shared" / "law")
    file = law / "inventory" / "order-230-chapters-1-2.yaml"
    if not file.is_file():
        pytest.skip("no glossary of the law at hand (set SSU_AUDIT_LAW)")
    content: Mapping[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return list(content["glossary"])


def test_the_walk_reaches_every_place_where_texts_stand() -> None:
    places = "\n".join(one.place for one in TEXTS)
    wanted = ("/finding/", "/remedy", "/look_at", "/topic", "/x-label", "/x-help", "/x-choices/",
              "/x-refusal", "act.yaml/", "readings.yaml/", "clauses.yaml/", "calendar.yaml/",
              "parameters.yaml/", "equivalent-changes.yaml/", "derived words: ", "report.verdict.")  # fmt: skip
    assert [part for part in wanted if part not in places] == []
    assert len(TEXTS) > 8000


def test_every_text_stands_in_three_languages_and_in_no_other() -> None:
    assert [
        one.place
        for one in TEXTS
        if one.texts.keys() != set(LANGUAGES)
        or not all(one.in_(lang).strip() for lang in LANGUAGES)
    ] == []


def test_a_text_where_a_language_is_missing_is_noticed() -> None:
    document = {"rules": [{"id": "a", "title": "One language", "remedy": {"kk": "…", "ru": "…"}}]}
    found = {one.place: one.texts.keys() for one in found_in(document, "", {"title"}, set())}
    assert found == {"/rules/a/title": set(), "/rules/a/remedy": {"kk", "ru"}}


def test_the_three_languages_of_a_text_have_the_same_placeholders() -> None:
    assert [
        one.place
        for one in TEXTS
        if any(placeholders(one.in_(lang)) != placeholders(one.in_("en")) for lang in ("kk", "ru"))
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_holds_no_words_of_another(lang) -> None:
    mixed = {one.place: words for one in TEXTS if (words := foreign(lang, one.in_(lang)))}
    assert mixed == {}


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "The отчёт is written.", ["отчёт"]),
        ("en", "The mark “возвратился” is enough.", []),
        ("en", "A sn\N{CYRILLIC SMALL LETTER A}pshot", ["\N{CYRILLIC SMALL LETTER A}"]),
        ("ru", "Отметка «қайта оралды» и есеп", []),
        ("ru", "Отметка қайта", ["қайта"]),
        ("ru", "Снимок бойынша", ["бойынша"]),
        ("ru", "Запишите report в файл act.yaml, --output", ["report"]),
        ("ru", "Отчет в JSON по {day}", []),
        ("kk", "Есеп и журнал", ["и"]),
        ("kk", "Он екі не да жоқ, кем емес", []),
        ("kk", "Жоспарды разработать ету қажет, оказание", []),
        ("kk", "Тексерілетін медицинский қызмет", ["медицинский"]),
        ("kk", "Деректер worksheet парағында", ["worksheet"]),
    ],
)
def test_a_foreign_word_is_noticed(lang, text, found) -> None:
    noticed = foreign(lang, text)
    assert [word for word in noticed if word in found] == found
    assert bool(noticed) == bool(found)


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("letter", "aceopxyi")
def test_a_latin_letter_inside_a_cyrillic_word_is_noticed(lang, letter) -> None:
    assert foreign(lang, f"тексер{letter}") != []
    assert foreign(lang, f"{letter}ксер") != []


def test_every_foreign_word_that_is_allowed_for_is_used() -> None:
    shown = [one.in_(lang) for one in TEXTS for lang in ("kk", "ru")]
    used = {word for text in shown for word in LATIN.findall(bare(text))}
    assert LATIN_WORDS - used == set()
    assert [name for name in KAZAKH_NAMES if not any(name in one.in_("ru") for one in TEXTS)] == []
    assert set(FOREIGN) == set(LANGUAGES)


def test_russian_is_spelt_as_acts_are_printed_without_yo() -> None:
    assert [one.place for one in TEXTS if set("ёЁ") & set(one.in_("ru"))] == []


def test_a_dash_is_a_dash_and_of_one_length() -> None:
    """A hyphen with spaces stands for standard input alone; an em dash nowhere."""
    assert [
        one.place
        for one in TEXTS
        for lang in LANGUAGES
        if "—" in one.in_(lang) or " - " in one.in_(lang).replace(" - (", "")
    ] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_term_stands_in_every_translation(term) -> None:
    lacking = {one.place: found for one in TEXTS if (found := [*term.untranslated(one)])}
    assert lacking == {}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_term_of_the_glossary_is_used(term) -> None:
    assert any(term.is_in(one.in_("en")) for one in TEXTS)


@pytest.mark.parametrize("word", avoided(), ids=lambda word: word.instead)
def test_a_word_that_is_ruled_out_is_not_used(word) -> None:
    assert {one.place: used for one in TEXTS if (used := word.used_in(one))} == {}


def test_a_wrong_translation_is_noticed() -> None:
    (recipient,) = (term for term in TERMS if term.name == "recipient")
    wrong = said("Науқас", "Пациент", "The recipients' files")
    assert [*recipient.untranslated(wrong)] == ["ru", "kk"]
    assert not [*recipient.untranslated(said("Қызмет алушының", "Получателю", "A recipient"))]
    assert not [*recipient.untranslated(said("Ұйым", "Организация", "An institution"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Инвалид", ["Инвалид"]),
        ("инвалидность", []),
        ("«инвалид»", []),
        ("пациентов", ["пациентов"]),
    ],
)
def test_a_word_ruled_out_is_noticed_outside_quotation_marks(text, found) -> None:
    assert [word for one in of_lang("ru") for word in one.used_in(said(ru=text))] == found


def of_lang(lang: str) -> list[Avoided]:
    return [one for one in avoided() if one.lang == lang]


def test_every_term_of_the_law_is_in_the_glossary_or_listed_as_unused() -> None:
    known = {one["en"] for one in names_of_the_law()}
    covered = {entry for term in TERMS for entry in term.law}
    assert known - covered - set(unused()) == set()
    assert (covered | set(unused())) - known == set()
    assert covered & set(unused()) == set()


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_the_glossary_translates_as_the_law_does(lang) -> None:
    by_law = {one["en"]: one[lang].replace("ё", "е") for one in names_of_the_law()}

    def differs(term: Term, entry: str) -> bool:
        return entry in by_law and not term.stems[lang].search(by_law[entry])

    assert [(one.name, entry) for one in TERMS for entry in one.law if differs(one, entry)] == []
