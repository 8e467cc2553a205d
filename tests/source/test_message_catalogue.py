"""The sentences of the program are the same in all three languages."""

import re
from pathlib import Path
from string import Formatter

import pytest

from checker.texts import LANGUAGES, catalogue, has_text, text


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_messages(lang: str) -> None:
    assert catalogue(lang).keys() == catalogue("en").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_has_the_same_placeholders(lang: str) -> None:
    for message, sentence in catalogue(lang).items():
        assert placeholders(sentence) == placeholders(catalogue("en")[message]), message


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty(lang: str) -> None:
    assert all(sentence.strip() for sentence in catalogue(lang).values())


def test_every_message_of_the_readers_is_in_the_catalogue() -> None:
    folder = Path(__file__).parents[2] / "checker" / "source"
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    named = set(re.findall(r'"(source\.[A-Za-z0-9_.]+[A-Za-z0-9_])"', code))
    assert named
    assert not {message for message in named if not has_text(message)}


def test_a_sentence_is_filled_with_its_values() -> None:
    assert text("en", "source.schema.required", name="sex") == (
        "The field “sex” is missing. Add it."
    )


@pytest.mark.parametrize(
    ("lang", "message"),
    [("fr", "source.or"), ("en", "source.nothing"), ("kk", "source.file.nesting")],
)
def test_what_cannot_be_said_is_a_lookup_error(lang: str, message: str) -> None:
    with pytest.raises(LookupError):
        text(lang, message)
