"""The field's terms: where the English word stands, so do its Russian and Kazakh ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .every_text import Said
from .mixing import PLACEHOLDER, QUOTED, TYPED

FILE = Path(__file__).parent / "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """One term in three languages."""

    name: str
    """The first of its English words."""
    english: re.Pattern[str]
    other_senses: re.Pattern[str] | None
    """What holds the English words and means something else."""
    stems: Mapping[str, re.Pattern[str]]
    """For Russian and for Kazakh, any of the beginnings that translate it."""
    law: tuple[str, ...]
    """The entries of the law's glossary that it stands for."""

    def is_in(self, english: str) -> bool:
        """Tell whether an English text uses the term."""
        text = shown(english)
        if self.other_senses is not None and self.english.search(text):
            text = self.other_senses.sub(" ", text)
        return self.english.search(text) is not None

    def untranslated(self, said: Said) -> Iterator[str]:
        """The languages in which a text that uses the term lacks its translation."""
        if self.is_in(said.in_("en")):
            yield from (
                lang
                for lang, stems in self.stems.items()
                if not stems.search(PLACEHOLDER.sub(" ", said.in_(lang)))
            )


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word that is not used, and what is used instead."""

    lang: str
    words: re.Pattern[str]
    instead: str

    def used_in(self, said: Said) -> list[str]:
        """The word as the text has it, outside quotation marks."""
        return self.words.findall(QUOTED.sub(" ", said.in_(self.lang)))


@cache
def shown(english: str) -> str:
    """The words of a text, without what is put into it and what is typed as it stands."""
    return TYPED.sub(" ", PLACEHOLDER.sub(" ", english))


def terms() -> list[Term]:
    """The terms of the data file."""
    return [_term(one) for one in _content()["terms"]]


def avoided() -> list[Avoided]:
    """The words that the data file rules out."""
    return [
        Avoided(lang, _ruled_out(one), one["instead"])
        for lang, ruled_out in _content()["avoided"].items()
        for one in ruled_out
    ]


def unused() -> Mapping[str, str]:
    """Entries of the law's glossary without a term, with the reasons."""
    return dict(_content()["unused"])


def _content() -> Any:
    return yaml.safe_load(FILE.read_bytes())


def _term(content: Mapping[str, Any]) -> Term:
    english, other = _list(content["en"]), _list(content.get("but_not"))
    return Term(
        english[0],
        _words(english),
        _words(other) if other else None,
        {lang: _beginnings(content[lang]) for lang in ("ru", "kk")},
        tuple(content.get("law", ())),
    )


def _ruled_out(content: Mapping[str, Any]) -> re.Pattern[str]:
    if "stems" in content:
        return _beginnings(content["stems"])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, content['words']))})\b", re.IGNORECASE)


def _list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _words(phrases: list[str]) -> re.Pattern[str]:
    """Whole words, the last of them in the singular or the plural; capitals where they are asked."""
    return re.compile("|".join(map(_phrase, phrases)))


def _phrase(phrase: str) -> str:
    plural = rf"(?:{re.escape(phrase)}(?:s|es)?|{re.escape(phrase.removesuffix('y'))}ies)"
    whole = rf"(?<!\w){plural}(?!\w)"
    return whole if phrase.isupper() else rf"(?i:{whole})"


def _beginnings(value: str | list[str]) -> re.Pattern[str]:
    """Words that follow one another, each known by its beginning."""
    stems = (r"[\w-]*\s+".join(map(re.escape, one.split())) for one in _list(value))
    return re.compile(rf"(?<!\w)(?:{'|'.join(stems)})[\w-]*", re.IGNORECASE)
