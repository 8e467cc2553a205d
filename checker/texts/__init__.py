"""The message catalogue: every sentence the program says, in Kazakh, Russian and English.

A catalogue is a flat JSON object `{id: sentence}` for each area of the program
(`pack.en.json`); placeholders stand as `{name}`.
"""

import json
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")


def text(lang: str, message: str, /, **values: object) -> str:
    """Say the message in the language (kk, ru or en), its placeholders filled.

    Raises LookupError for an unknown language, an unknown message or a missing placeholder.
    """
    return catalogue(lang)[message].format(**values)


def has_text(message: str) -> bool:
    """Tell whether the catalogue knows the message."""
    return message in catalogue(LANGUAGES[-1])


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: str) -> dict[str, str]:
    """Return all sentences of one language. Raises LookupError for an unknown language."""
    if lang not in LANGUAGES:
        raise LookupError(lang)
    sentences: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob(f"*{lang}.json")):
        sentences |= json.loads(file.read_text(encoding="utf-8"))
    return sentences
