"""Texts on the way in: their bytes, their lines, and where each value of a document stands."""

import gc
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from checker.source.mistakes import Mistake, Said, refusal

Position = tuple[int, int]
_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_NESTED = re.compile(_STRING.pattern + r"|[\[\]{}]", re.DOTALL)
_SCALAR = re.compile(r"[^ \t\n\r,\]}]+")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Places(Protocol):
    """Knows where the values of one document stand."""

    def value_at(self, pointer: str) -> Position:
        """Return line and column of the value's first character. Raises LookupError."""
        ...

    def name_at(self, pointer: str) -> Position:
        """Return line and column of the property's name; of a list's item, its value's."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document read: its name, its bytes and its value in plain Python.

    `dated` tells that the value may hold datetime.date and decimal.Decimal (YAML); otherwise
    (JSON) it holds dict, list, str, int, float, bool and None only.
    """

    name: str
    data: bytes
    value: object
    places: Places
    dated: bool = False

    def position(self, pointer: str) -> Position:
        """Return 1-based line and column of the value at the JSON pointer.

        Raises LookupError where the document has no such value.
        """
        return self.places.value_at(pointer)

    def mistake(self, pointer: str, message: str, *, hint: str = "", **values: Said) -> Mistake:
        """Return a mistake placed at the value of the pointer; ids and values as of Mistake.

        Raises LookupError where the document has no such value.
        """
        place = self.places.value_at(pointer)
        return Mistake(self.name, *place, pointer, message, tuple(values.items()), hint)

    def mistake_in_name(
        self, pointer: str, message: str, *, hint: str = "", **values: Said
    ) -> Mistake:
        """Return a mistake placed at the property's name; otherwise as `mistake`."""
        place = self.places.name_at(pointer)
        return Mistake(self.name, *place, pointer, message, tuple(values.items()), hint)


class LineIndex:
    """Turns offsets into lines and columns, all counted in characters."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Position:
        """Return the 1-based line and column of the 0-based offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class JsonPlaces:
    """Finds the places of a JSON text already known to be valid, only when it is asked."""

    __slots__ = ("_data", "_lines", "_members", "_text")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._text = ""
        self._lines: LineIndex | None = None
        self._members: dict[int, dict[str, tuple[int, int]]] = {}

    def value_at(self, pointer: str) -> Position:
        """Return line and column of the value's first character. Raises LookupError."""
        return self._find(pointer)[1]

    def name_at(self, pointer: str) -> Position:
        """Return line and column of the property's name; of a list's item, its value's."""
        return self._find(pointer)[0]

    def _find(self, pointer: str) -> tuple[Position, Position]:
        if self._lines is None:
            self._text = self._data.decode()
            self._lines = LineIndex(self._text)
        name_at = value_at = _skip(self._text, 0)
        for part in parts_of(pointer):
            if self._text[value_at] not in "{[":
                raise LookupError(pointer)
            if value_at not in self._members:
                self._members[value_at] = {m[0]: m[1:] for m in _members(self._text, value_at)}
            name_at, value_at = self._members[value_at][part]
        return self._lines.at(name_at), self._lines.at(value_at)


@dataclass(frozen=True, slots=True)
class NotedPlaces:
    """Places noted while reading: pointer to the places of name and value."""

    noted: dict[str, tuple[Position, Position]]

    def value_at(self, pointer: str) -> Position:
        """Return line and column of the value's first character. Raises LookupError."""
        return self.noted[pointer][1]

    def name_at(self, pointer: str) -> Position:
        """Return line and column of the property's name; of a list's item, its value's."""
        return self.noted[pointer][0]


def pointer_to(pointer: str, part: str | int) -> str:
    """Return the JSON pointer of a property or item inside the pointer (RFC 6901)."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


def pointer_of(parts: Iterable[str | int]) -> str:
    """Return the JSON pointer of the parts, from the outermost to the innermost (RFC 6901)."""
    return "".join(pointer_to("", part) for part in parts)


def parts_of(pointer: str) -> list[str]:
    """Return the parts of a JSON pointer (RFC 6901). Raises LookupError for anything else."""
    if pointer and not pointer.startswith("/"):
        raise LookupError(pointer)
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def decoded(data: bytes, name: str, limit: int) -> str:
    """Return the text of UTF-8 bytes. Raises Refused: empty, too large, BOM, another encoding."""
    if len(data) > limit:
        megabytes = limit // (1024 * 1024)
        raise refusal(name, 0, 0, "source.file.too_large", limit=megabytes)
    if not data.strip(b" \t\r\n"):
        raise refusal(name, 0, 0, "source.file.empty")
    if data.startswith(_BYTE_ORDER_MARK):
        raise refusal(name, 1, 1, "source.file.byte_order_mark", hint="source.hint.without_mark")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or 0 in data[:4]:
        raise refusal(name, 1, 1, "source.file.utf16", hint="source.hint.save_as_utf8")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise refusal(
            name,
            line,
            column,
            "source.file.not_utf8",
            hint="source.hint.save_as_utf8",
            byte=f"0x{data[error.start]:02X}",
            number=error.start + 1,
        ) from None


def plain(value: object) -> object:
    """Return the value with dates as ISO texts and decimals as numbers, as a schema sees them."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause garbage collection: a reader makes many objects and no garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield name, offset of the name and offset of the value of each member of a container."""
    in_object = text[start] == "{"
    at = _skip(text, start + 1)
    index = 0
    while text[at] not in "]}":
        name, name_at = str(index), at
        if in_object:
            end = _end_of_value(text, at)
            name = json.loads(text[at:end])
            at = _skip(text, _skip(text, end) + 1)
        yield name, name_at, at
        at = _skip(text, _end_of_value(text, at))
        if text[at] == ",":
            at = _skip(text, at + 1)
        index += 1


def _end_of_value(text: str, start: int) -> int:
    if text[start] not in "{[":
        kind = _STRING if text[start] == '"' else _SCALAR
        match = kind.match(text, start)
        return match.end() if match else start
    depth = 0
    for piece in _NESTED.finditer(text, start):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(piece.group(), 0)
        if not depth:
            return piece.end()
    return len(text)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
