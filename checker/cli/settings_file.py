"""Reading ``ssu-audit.toml``: strictly, and with every mistake at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from checker.cli.settings import KEYS, NEVER_SET, Settings, Sort
from checker.source.lines import decoded
from checker.source.mistakes import Mistake, Refused, Said, nearest_word, refusal, shown

MOST_BYTES: Final = 1024 * 1024
_SYNTAX_PLACE: Final = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_BAD = object()


def read_settings(file: Path) -> Settings:
    """The settings of a file. Raises ``Refused`` with everything that is wrong with it."""
    name = str(file).encode("utf-8", "replace").decode()
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        absent = isinstance(error, FileNotFoundError)
        message = "cli.input.absent" if absent else "cli.input.unreadable"
        raise refusal(name, 0, 0, message) from None
    text = decoded(data, name, MOST_BYTES) if data.strip() else ""
    return _Reading(name, file.parent, text).settings()


@dataclass(slots=True)
class _Reading:
    """One file being read."""

    file: str
    folder: Path
    text: str
    mistakes: list[Mistake] = field(default_factory=list)

    def settings(self) -> Settings:
        content = self._content()
        lines = {key: line for key in content if (line := self._line(key))}
        found: dict[str, Any] = {}
        for key, given in content.items():
            value = self._value(key, given)
            if value is not _BAD:
                found[key] = value
        if self.mistakes:
            raise Refused(sorted(self.mistakes, key=lambda one: one.line))
        return Settings(self.file, found, lines)

    def _content(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = _SYNTAX_PLACE.search(str(error))
            line, column = (int(place[1]), int(place[2])) if place else (0, 0)
            raise refusal(self.file, line, column, "cli.config.syntax") from None
        except (RecursionError, ValueError):  # also a number of thousands of digits
            raise refusal(self.file, 0, 0, "cli.config.syntax") from None

    def _line(self, key: str) -> int:
        """The line on which a name of the top level stands; 0 where that cannot be told."""
        name = re.escape(key)
        place = re.search(
            rf"^[ \t]*(?:\[[ \t]*)?(?:{name}|\"{name}\"|'{name}')[ \t]*[=.\]]",
            self.text,
            re.MULTILINE,
        )
        return self.text.count("\n", 0, place.start()) + 1 if place else 0

    def _value(self, key: str, given: object) -> Any:
        if key in NEVER_SET:
            return self._mistake(key, "cli.config.never", word=key)
        if key not in KEYS:
            return self._unknown(key)
        sort = KEYS[key]
        if not isinstance(sort, Sort):
            return self._choice(key, given, sort)
        return self._of_sort(key, given, sort)

    def _of_sort(self, key: str, given: object, sort: Sort) -> Any:
        match sort:
            case Sort.DAY:
                return self._day(key, given)
            case Sort.FLAG:
                return given if isinstance(given, bool) else self._wrong(key, "flag")
            case Sort.TEXT:
                return given if _is_text(given) else self._wrong(key, "text")
            case Sort.PATH:
                return self._path(given) if _is_text(given) else self._wrong(key, "text")
            case Sort.TEXTS:
                return self._several(key, given, str)
            case Sort.PATHS:
                return self._several(key, given, self._path)

    def _unknown(self, key: str) -> object:
        near = nearest_word(key, list(KEYS))
        if near:
            return self._mistake(key, "cli.config.unknown_near", word=shown(key), near=near)
        return self._mistake(key, "cli.config.unknown", word=shown(key), known=", ".join(KEYS))

    def _choice(self, key: str, given: object, choices: type[StrEnum]) -> Any:
        if isinstance(given, str) and given in set(choices):
            return given
        return self._mistake(key, "cli.config.choice", word=key, allowed=", ".join(choices))

    def _day(self, key: str, given: object) -> Any:
        if isinstance(given, date) and not isinstance(given, datetime):
            return given.isoformat()
        return self._wrong(key, "day")

    def _path(self, given: object) -> str:
        """Relative to the file; ``-`` is standard output wherever it stands."""
        return "-" if given == "-" else str(self.folder / str(given))

    def _several(self, key: str, given: object, made: Callable[[object], str]) -> Any:
        found = [given] if isinstance(given, str) else given
        if isinstance(found, list) and found and all(map(_is_text, found)):
            return [made(one) for one in found]
        return self._wrong(key, "texts")

    def _wrong(self, key: str, sort: str) -> object:
        return self._mistake(key, f"cli.config.{sort}", word=key)

    def _mistake(self, key: str, message: str, **values: Said) -> object:
        line = self._line(key)
        place = (self.file, line, 1 if line else 0, "", message, tuple(values.items()))
        self.mistakes.append(Mistake(*place))
        return _BAD


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip())
