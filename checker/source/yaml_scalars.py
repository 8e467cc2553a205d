"""What a YAML word written without quotes is, where all readers of YAML agree about it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

MOST_DIGITS: Final = 30

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_EXACT: Final[dict[str, object]] = {"true": True, "false": False, "null": None, "": None}
AMBIGUOUS: Final = {
    **dict.fromkeys(("y", "n", "yes", "no", "on", "off"), "source.yaml.yes_no"),
    **dict.fromkeys(("true", "false"), "source.yaml.true_form"),
    **dict.fromkeys(("null", "~"), "source.yaml.null_form"),
    "<<": "source.yaml.merge",
}
_MISLEADING: Final = (
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?"), "source.yaml.clock"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9].*"), "source.yaml.timestamp"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"), "source.yaml.date_form"),
    (re.compile(r"[-+]?0(?:[0-9_]+|o[0-7]+)"), "source.yaml.octal"),
    (re.compile(r"[-+]?0(?:x[0-9a-fA-F_]+|b[01_]+)"), "source.yaml.number_form"),
    (re.compile(r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"),
     "source.yaml.number_form"),
    (re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE), "source.yaml.number_form"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a word: a message id."""

    message: str


def plain_value(word: str) -> object:
    """Return the value of a scalar written without quotes, or the trouble with it."""
    if word in _EXACT:
        return _EXACT[word]
    if word.lower() in AMBIGUOUS:
        return Trouble(AMBIGUOUS[word.lower()])
    if word[0] not in "-+.0123456789":
        return word
    if _WHOLE.fullmatch(word) or _DECIMAL.fullmatch(word):
        return _number(word)
    if _DATE.fullmatch(word):
        return _date(word)
    matches = (message for form, message in _MISLEADING if form.fullmatch(word))
    return next((Trouble(message) for message in matches), word)


def _number(word: str) -> int | Decimal | Trouble:
    if len(word.strip("-").replace(".", "")) > MOST_DIGITS:
        return Trouble("source.long_number")
    return Decimal(word) if "." in word else int(word)


def _date(word: str) -> date | Trouble:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return Trouble("source.no_such_date")
