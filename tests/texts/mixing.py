"""What betrays that a text of one language holds words of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

_LISTS = yaml.safe_load((Path(__file__).parent / "foreign_words.yaml").read_bytes())
LATIN_WORDS = frozenset(word for group in _LISTS["latin"] for word in group["words"])
KAZAKH_NAMES = frozenset(_LISTS["kazakh_names"])

QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
TYPED = re.compile(
    r"""--[a-z][a-z-]*(?:\s[a-z]+\b)?   # an option with its value
      | [\w*-]*\.[a-z]{2,5}\b           # a file, or the ending of a file's name
      | \\[nt] | \\u[0-9A-F]{4}          # signs as JSON writes them
      | \b\d+[dwmy]\b                  # a span of time
      | \d{4}-\d\d-\d\d(?:T[\d:+]+)?   # a day, a moment
      | \bssu-audit(?:\s[a-z]+)*        # a command
      | \bFILE\.\.\.                    # what a command is given
      | \b[a-z]+:(?:…|[a-z-]+)          # a term of a selection
      | \b_[a-z]+\b                    # the end of a field's name""",
    re.VERBOSE,
)
LATIN = re.compile(r"[A-Za-z]+(?:[-_][A-Za-z0-9]+)*")
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
KAZAKH = re.compile(r"\w*[әғқңөұүһі]\w*", re.IGNORECASE)
TWO_SCRIPTS = re.compile(r"\w*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\w*")

RUSSIAN_WORDS = re.compile(
    r"(?<!\.)\b(?:и|в|на|с|по|к|от|из|для|без|при|над|под|об|или|что|чтобы|если|как|это|также|его|их|нет"
    r"|был|была|было|были|быть|есть|только|же|ли|но|за|до|со|ко|у|о|об|который|которая|которые)\b(?!\.)",
    re.IGNORECASE,
)
"""Small words of Russian that Kazakh has not ("не", "да", "он" and "кем" are Kazakh too)."""
RUSSIAN_ENDINGS = re.compile(
    r"\b\w+(?:ться|тся|ого|ение|ений|ость|ости|ный|ная|ное|ные|ных|ским|ский|ская|ское|ские|ских"
    r"|овать|ывать|ить|еть)\b",
    re.IGNORECASE,
)
"""Endings that Kazakh words, borrowed ones too, do not have."""
KAZAKH_WORDS = re.compile(
    r"\b(?:немесе|мен|пен|емес|туралы|бойынша|бар|болса|болады|керек|арасында|мерзім\w*)\b",
    re.IGNORECASE,
)
"""Words of Kazakh that none of its own letters betrays."""

Look = Callable[[str], Iterator[str]]


def bare(text: str) -> str:
    """The text without what it quotes, what is put into it, and what is typed as it stands."""
    for pattern in (PLACEHOLDER, QUOTED, TYPED):
        text = pattern.sub(" ", text)
    return text


def latin(text: str) -> Iterator[str]:
    """Latin words that are not allowed for."""
    yield from (word for word in LATIN.findall(bare(text)) if word not in LATIN_WORDS)


def cyrillic(text: str) -> Iterator[str]:
    """Cyrillic letters, one is enough."""
    yield from CYRILLIC.findall(bare(text))


def kazakh(text: str) -> Iterator[str]:
    """Words that only Kazakh has."""
    unquoted = bare(text)
    yield from (word for word in KAZAKH.findall(unquoted) if word not in KAZAKH_NAMES)
    yield from KAZAKH_WORDS.findall(unquoted)


def russian(text: str) -> Iterator[str]:
    """Words that only Russian has."""
    unquoted = bare(text)
    yield from RUSSIAN_WORDS.findall(unquoted)
    yield from RUSSIAN_ENDINGS.findall(unquoted)


def two_scripts(text: str) -> Iterator[str]:
    """Words with letters of both scripts: a Latin “c” looks like a Cyrillic one."""
    yield from TWO_SCRIPTS.findall(PLACEHOLDER.sub(" ", text))


FOREIGN: Mapping[str, tuple[Look, ...]] = {
    "kk": (latin, russian, two_scripts),
    "ru": (latin, kazakh, two_scripts),
    "en": (cyrillic, two_scripts),
}


def foreign(lang: str, text: str) -> list[str]:
    """What does not belong to the language of the text."""
    return [word for look in FOREIGN[lang] for word in look(text)]
