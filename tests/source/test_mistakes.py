"""A mistake says where it is and what to do, and never what may be personal."""

import pytest

from checker.source import mistakes
from checker.source.mistakes import (
    Mistake,
    Mistakes,
    Refused,
    Term,
    nearest_word,
    shown,
    shown_pointer,
)
from checker.texts import LANGUAGES


def missing(name: str, line: int = 3, pointer: str = "/recipients/0") -> Mistake:
    values = (("name", name),)
    return Mistake("a.json", line, 7, pointer, "source.schema.required", values)


def test_a_mistake_begins_with_its_place() -> None:
    assert missing("sex").say("en").startswith("a.json:3:7 (/recipients/0): The field “sex”")


def test_an_unknown_place_is_left_out() -> None:
    mistake = Mistake("a.json", 0, 0, "", "source.file.empty")
    assert mistake.say("en") == "a.json: The file is empty."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_terms_are_said_in_the_language_of_the_sentence(lang: str) -> None:
    expected = (Term("source.type.string"), Term("source.type.null"))
    values = (("expected", expected), ("found", Term("source.type.array")))
    said = Mistake("a", 1, 1, "", "source.schema.type", values).say(lang)
    assert "source." not in said
    assert "null" in said


def test_a_hint_follows_the_sentence() -> None:
    values = (("name", "sx"), ("nearest", "sex"))
    said = Mistake("a", 1, 1, "", "source.schema.unknown", values, "source.hint.nearest").say("en")
    assert said.endswith("is not known here. Did you mean “sex”?")


def test_a_file_name_cannot_command_the_terminal() -> None:
    assert "\x1b" not in Mistake("\x1b[2Ja", 1, 1, "", "source.file.empty").say("en")


@pytest.mark.parametrize("word", ["birth_date", "230/12.3/deadline", "x-y", "2026"])
def test_a_technical_word_is_shown(word: str) -> None:
    assert shown(word) == word


@pytest.mark.parametrize(
    "word", ["Ахметов", "900101300123", "a b", "x" * 61, "", "\x1b[2J", "id900101300123", "a\n"]
)
def test_a_word_that_may_be_personal_is_not_shown(word: str) -> None:
    assert shown(word) == "…"


def test_a_pointer_hides_only_the_parts_that_may_be_personal() -> None:
    assert shown_pointer("/recipients/12/Ахметов А./sex") == "/recipients/12/…/sex"


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("birth_dat", "birth_date"),
        ("birthDate", "birth_date"),
        ("birth-date", "birth_date"),
        ("ѕex", "sex"),
        ("сategory", "category"),
        ("zzzzzz", ""),
        ("b" * 1000, ""),
    ],
)
def test_the_nearest_word_is_found(word: str, nearest: str) -> None:
    assert nearest_word(word, ["birth_date", "sex", "category"]) == nearest


def test_mistakes_are_told_in_the_order_of_the_text() -> None:
    found = Mistakes([missing("b", 9), missing("a", 2)])
    with pytest.raises(Refused) as refused:
        found.refuse_if_any()
    assert [mistake.line for mistake in refused.value.mistakes] == [2, 9]


def test_nothing_is_refused_where_there_is_no_mistake() -> None:
    Mistakes().refuse_if_any()


def test_reading_stops_when_there_are_too_many_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistakes, "MOST_MISTAKES", 3)
    found = Mistakes()
    found.add(missing("a"))
    found.add(missing("b"))
    with pytest.raises(Refused) as refused:
        found.add(missing("c"))
    assert [mistake.message for mistake in refused.value.mistakes] == [
        *["source.schema.required"] * 3,
        "source.file.too_many",
    ]
