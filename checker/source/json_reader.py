"""The strict JSON reader: fast where a text is surely clean, careful where it may not be."""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import isinf
from typing import Final

import orjson

from checker.source.lines import (
    Document,
    JsonPlaces,
    LineIndex,
    collection_paused,
    decoded,
    pointer_of,
)
from checker.source.mistakes import Mistake, Mistakes, Said, refusal, shown

MOST_BYTES: Final = 256 * 1024 * 1024
DEEPEST: Final = 64
MOST_DIGITS: Final = 30

_UNSURE: Final = object()
# Digits and the decimal point become "0", so that a long number is a run of zeros. From 19
# digits on a whole number may not fit a machine word, and orjson would round it.
_FOLD: Final = bytes.maketrans(b"123456789.E", b"0000000000e")
_LONG_RUN: Final = b"0" * 19
_FOLDED_EXPONENT: Final = b"e-000"
_TINY: Final = re.compile(rb"[0-9][eE]-[0-9]{3}")
_PIECES: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_TOKENS: Final = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]|[^ \t\n\r\[\]{}:,"]+', re.DOTALL
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SYNTAX: Final = (
    ("Expecting value", "source.json.expected_value"),
    ("Expecting property name", "source.json.expected_name"),
    ("Illegal trailing comma", "source.json.trailing_comma"),
    ("Expecting ':'", "source.json.expected_colon"),
    ("Expecting ','", "source.json.expected_comma"),
    ("Extra data", "source.json.trailing_text"),
    ("Unterminated string", "source.json.unterminated_text"),
    ("Invalid control character", "source.json.control_character"),
    ("Invalid \\", "source.json.bad_escape"),
)


def read_json(data: bytes, name: str) -> Document:
    """Read a JSON text (RFC 8259, UTF-8). `name` is the file's name for messages.

    Raises Refused: at its first place for a syntax error or too deep a nesting, otherwise with
    every duplicate name, unreadable number and broken character. Whole numbers are exact.
    """
    with collection_paused():
        value = _surely_clean(data) if len(data) <= MOST_BYTES else _UNSURE
        if value is _UNSURE:
            value = _carefully(data, name)
    return Document(name, data, value, JsonPlaces(data))


def _surely_clean(data: bytes) -> object:
    """Return the value, or _UNSURE unless the text is certainly valid, exact and unambiguous."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return _UNSURE
    folded = data.translate(_FOLD)
    if _LONG_RUN in folded or (_FOLDED_EXPONENT in folded and _TINY.search(data)):
        return _UNSURE
    if b"\\" in data and (b"\\u003a" in data or b"\\u003A" in data):
        return _UNSURE
    levels = _spare_levels()
    if levels < 0:
        return _UNSURE
    wrapped = value
    for _ in range(levels):
        wrapped = [wrapped]
    try:
        written = orjson.dumps(wrapped)
    except TypeError:  # nested deeper than DEEPEST
        return _UNSURE
    # A name given twice is lost in reading, and its colon with it. No colon can come in its
    # place: the only escape that writes one is excluded above.
    return value if written.count(b":") == data.count(b":") else _UNSURE


@lru_cache(maxsize=1)
def _spare_levels() -> int:
    """Return how many lists around a value leave orjson room for DEEPEST levels, and no more.

    Negative where orjson has no such limit to lean on: then no depth is ever sure.
    """
    levels = 0
    nested: list[object] = []
    while levels < 10 * DEEPEST:
        try:
            orjson.dumps(nested)
        except TypeError:
            break
        nested = [nested]
        levels += 1
    return levels - DEEPEST if levels < 10 * DEEPEST else -1


def _carefully(data: bytes, name: str) -> object:
    text = decoded(data, name, MOST_BYTES)
    _refuse_deep_nesting(text, name)
    try:
        json.loads(text, parse_int=len, parse_float=len, parse_constant=len)
    except json.JSONDecodeError as error:
        message = _syntax_message(text, error)
        # Pythons differ in where they see the comma that is one too many.
        is_comma = message == "source.json.trailing_comma"
        offset = text.rfind(",", 0, error.pos + 1) if is_comma else error.pos
        raise refusal(name, *LineIndex(text).at(offset), message) from None
    survey = _Survey(name, LineIndex(text))
    survey.run(text)
    return json.loads(text)


def _refuse_deep_nesting(text: str, name: str) -> None:
    depth = 0
    for piece in _PIECES.finditer(text):
        character = piece.group()
        if character in {"{", "["}:
            depth += 1
        elif character in {"}", "]"}:
            depth -= 1
        if depth > DEEPEST:
            line, column = LineIndex(text).at(piece.start())
            raise refusal(name, line, column, "source.file.nesting", limit=DEEPEST)


def _syntax_message(text: str, error: json.JSONDecodeError) -> str:
    before = text[max(0, error.pos - 1000) : error.pos].rstrip(" \t\n\r")
    rest = text[error.pos : error.pos + 1000].lstrip(" \t\n\r")
    message = next((m for start, m in _SYNTAX if error.msg.startswith(start)), "source.json.syntax")
    if message == "source.json.unterminated_text":
        return message
    if not rest:
        return "source.json.ended"
    if before.endswith(",") and rest[0] in "]}":
        return "source.json.trailing_comma"
    return message


@dataclass(slots=True)
class _Frame:
    """A container being surveyed: its names so far (of an object) and the part being read."""

    names: dict[str, int] | None
    part: str | int = 0
    awaits_name: bool = False


@dataclass(slots=True)
class _Survey:
    """Finds all mistakes of a text whose syntax is valid."""

    name: str
    lines: LineIndex
    stack: list[_Frame] = field(default_factory=list)
    mistakes: Mistakes = field(default_factory=Mistakes)

    def run(self, text: str) -> None:
        """Walk through the text. Raises Refused with every mistake there is."""
        for token in _TOKENS.finditer(text):
            piece = token.group()
            if piece[0] == '"':
                self._string(piece, token.start())
            elif piece in {"{", "["}:
                self.stack.append(_Frame({}, awaits_name=True) if piece == "{" else _Frame(None))
            elif piece in {"}", "]"}:
                self.stack.pop()
            elif piece == ",":
                self._comma()
            elif piece != ":":
                self._scalar(piece, token.start())
        self.mistakes.refuse_if_any()

    def _comma(self) -> None:
        frame = self.stack[-1]
        frame.awaits_name = frame.names is not None
        if isinstance(frame.part, int):
            frame.part += 1

    def _string(self, piece: str, at: int) -> None:
        word = json.loads(piece) if "\\" in piece else piece[1:-1]
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.names is not None and frame.awaits_name:
            frame.part, frame.awaits_name = word, False
            self._check_twice(frame.names, word, at)
        if "\\" in piece and _SURROGATE.search(word):
            self._add(at, "source.json.surrogate")

    def _check_twice(self, names: dict[str, int], word: str, at: int) -> None:
        if word in names:
            line, _ = self.lines.at(names[word])
            self._add(at, "source.duplicate_name", word=shown(word), first=str(line))
        else:
            names[word] = at

    def _scalar(self, piece: str, at: int) -> None:
        if piece in {"NaN", "Infinity", "-Infinity"}:
            self._add(at, "source.json.not_a_number", word=piece)
        elif piece not in {"true", "false", "null"}:
            message = _number_trouble(piece)
            if message:
                self._add(at, message, limit=MOST_DIGITS)

    def _add(self, at: int, message: str, **values: Said) -> None:
        line, column = self.lines.at(at)
        pointer = pointer_of(frame.part for frame in self.stack)
        self.mistakes.add(Mistake(self.name, line, column, pointer, message, tuple(values.items())))


def _number_trouble(piece: str) -> str:
    """Return the message for a number that cannot be held as it is written, or ""."""
    mantissa = piece.lower().partition("e")[0]
    if len(mantissa.lstrip("-").replace(".", "")) > MOST_DIGITS:
        return "source.long_number"
    value = float(piece)
    lost = not value and any(digit in mantissa for digit in "123456789")
    return "source.json.exponent" if lost or isinf(value) else ""
