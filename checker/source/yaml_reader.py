"""The strict YAML reader: whatever two readers of YAML could take differently is refused."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

import yaml

from checker.source.lines import (
    Document,
    LineIndex,
    NotedPlaces,
    Position,
    collection_paused,
    decoded,
    pointer_to,
)
from checker.source.mistakes import MOST_MISTAKES, Mistake, Mistakes, Refused, Said, refusal, shown

MOST_BYTES: Final = 16 * 1024 * 1024
DEEPEST: Final = 64
MOST_DIGITS: Final = 30

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# Control characters, line ends that only some programs see, and marks that turn the text round.
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_EXACT: Final[dict[str, object]] = {"true": True, "false": False, "null": None, "": None}
_AMBIGUOUS: Final = {
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
_SYNTAX: Final = (
    ("mapping values are not allowed", "source.yaml.colon_in_text"),
    ("found character that cannot start", "source.yaml.bad_start"),
    ("found unexpected end of stream", "source.yaml.unclosed_quote"),
    ("did not find expected ','", "source.yaml.unclosed_bracket"),
    ("did not find expected node content", "source.yaml.unclosed_bracket"),
    ("could not find expected ':'", "source.yaml.colon_missing"),
    ("did not find expected", "source.yaml.indentation"),
    ("block sequence entries are not allowed", "source.yaml.indentation"),
    ("found unknown escape", "source.yaml.bad_escape"),
)
_SAID_AT_START: Final = {"source.yaml.unclosed_quote", "source.yaml.colon_missing"}


def read_yaml(data: bytes, name: str) -> Document:
    """Read one YAML document (UTF-8). `name` is the file's name for messages.

    Values are dict, list, str, int, Decimal, bool, None and, for plain ISO dates, date; names
    are always text. Raises Refused: at its first place for a syntax error, otherwise with all.
    """
    text = decoded(data, name, MOST_BYTES)
    tabs = _unprintable(text, name)
    builder = _Builder(name, Mistakes(list(tabs)))
    with collection_paused():
        try:
            builder.build(text)
        except yaml.MarkedYAMLError as error:
            raise (Refused(tabs) if tabs else _syntax_error(name, text, error)) from None
    builder.mistakes.refuse_if_any()
    return Document(name, data, builder.value, NotedPlaces(builder.noted), dated=True)


def _unprintable(text: str, name: str) -> list[Mistake]:
    """Return the tabs, one a line, no more than can be read.

    Raises Refused for other control characters.
    """
    lines = LineIndex(text)
    match = _UNPRINTABLE.search(text)
    if match:
        line, column = lines.at(match.start())
        code = f"U+{ord(match.group()):04X}"
        raise refusal(name, line, column, "source.yaml.control_character", code=code)
    found = (lines.at(tab.end() - 1) for tab in re.finditer(r"^[^\t\n]*\t", text, re.MULTILINE))
    first = islice(found, MOST_MISTAKES - 1)
    return [Mistake(name, line, column, "", "source.yaml.tab") for line, column in first]


def _syntax_error(name: str, text: str, error: yaml.MarkedYAMLError) -> Refused:
    problem = error.problem or ""
    message = next((m for start, m in _SYNTAX if problem.startswith(start)), "source.yaml.syntax")
    marks = [error.problem_mark, error.context_mark]
    if message in _SAID_AT_START:
        marks.reverse()
    end = len(text.rstrip())
    offsets = [min(mark.index, end) for mark in marks if mark is not None]
    line, column = LineIndex(text).at(offsets[0] if offsets else end)
    return refusal(name, line, column, message)


@dataclass(slots=True)
class _Frame:
    """A container being built; `name` is the property awaiting its value (None: a name is due)."""

    pointer: str
    into: dict[str, object] | list[object]
    is_name: bool
    name: str | None = None
    names: dict[str, Position] = field(default_factory=dict)


@dataclass(slots=True)
class _Builder:
    """Builds the value from the parser's events, noting every place and mistake."""

    file: str
    mistakes: Mistakes
    value: object = None
    noted: dict[str, tuple[Position, Position]] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    documents: int = 0

    def build(self, text: str) -> None:
        """Build the only document of the text. Raises Refused, yaml.MarkedYAMLError."""
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            if isinstance(event, yaml.DocumentStartEvent):
                self._document(event, at)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.NodeEvent):
                self._node(event, at)
        if not self.documents:
            raise refusal(self.file, 0, 0, "source.file.empty")

    def _document(self, event: yaml.DocumentStartEvent, at: Position) -> None:
        self.documents += 1
        if self.documents > 1:
            self._add(at, "source.yaml.documents")
            raise Refused(self.mistakes.in_order())
        if event.version or event.tags:
            self._add(at, "source.yaml.directive")

    def _node(self, event: yaml.NodeEvent, at: Position) -> None:
        frame = self.stack[-1] if self.stack else None
        due_name = frame is not None and isinstance(frame.into, dict) and frame.name is None
        self._check_properties(event, at)
        if isinstance(event, yaml.ScalarEvent) and frame is not None and due_name:
            self._name(frame, event, at)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event, at, is_name=due_name)
        elif due_name and frame is not None:
            frame.name = "…"
        else:
            value = self._scalar(event, at) if isinstance(event, yaml.ScalarEvent) else None
            self._put(value, at)

    def _check_properties(self, event: yaml.NodeEvent, at: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._add(at, "source.yaml.alias")
        elif event.anchor is not None:
            self._add(at, "source.yaml.anchor")
        if getattr(event, "tag", None) is not None:
            self._add(at, "source.yaml.tag")

    def _name(self, frame: _Frame, event: yaml.ScalarEvent, at: Position) -> None:
        word = event.value
        frame.name = word
        if word in frame.names:
            first = frame.names[word][0]
            self._add(at, "source.duplicate_name", word=shown(word), first=str(first))
        frame.names.setdefault(word, at)
        if not event.style:
            if word == "<<":
                self._add(at, "source.yaml.merge")
            elif not word or word.lower() in _AMBIGUOUS:
                self._add(at, "source.yaml.name", word=shown(word))

    def _open(self, event: yaml.CollectionStartEvent, at: Position, *, is_name: bool) -> None:
        into: dict[str, object] | list[object]
        into = {} if isinstance(event, yaml.MappingStartEvent) else []
        if is_name:
            self._add(at, "source.yaml.name", word=shown(""))
            self.stack[-1].name = "…"
        pointer = self._pointer()
        if not is_name:
            self._put(into, at, closed=False)
        self.stack.append(_Frame(pointer, into, is_name))
        if len(self.stack) > DEEPEST:
            raise refusal(self.file, *at, "source.file.nesting", limit=DEEPEST)

    def _close(self) -> None:
        frame = self.stack.pop()
        if self.stack and not frame.is_name:
            self.stack[-1].name = None

    def _put(self, value: object, at: Position, *, closed: bool = True) -> None:
        frame = self.stack[-1] if self.stack else None
        pointer = self._pointer()
        if frame is None:
            self.value = value
            self.noted[pointer] = (at, at)
        elif isinstance(frame.into, list):
            frame.into.append(value)
            self.noted[pointer] = (at, at)
        elif frame.name is not None:
            frame.into[frame.name] = value
            self.noted[pointer] = (frame.names.get(frame.name, at), at)
            frame.name = None if closed else frame.name

    def _pointer(self) -> str:
        if not self.stack:
            return ""
        frame = self.stack[-1]
        part = len(frame.into) if isinstance(frame.into, list) else frame.name or ""
        return pointer_to(frame.pointer, part)

    def _scalar(self, event: yaml.ScalarEvent, at: Position) -> object:
        if event.style:
            return event.value
        value = _plain(event.value)
        if isinstance(value, _Trouble):
            self._add(at, value.message, word=shown(event.value), limit=MOST_DIGITS)
        return value

    def _add(self, at: Position, message: str, **values: Said) -> None:
        mistake = Mistake(self.file, *at, self._pointer(), message, tuple(values.items()))
        self.mistakes.add(mistake)


@dataclass(frozen=True, slots=True)
class _Trouble:
    message: str


def _plain(word: str) -> object:
    """Return the value of a scalar written without quotes, or the trouble with it."""
    if word in _EXACT:
        return _EXACT[word]
    if word.lower() in _AMBIGUOUS:
        return _Trouble(_AMBIGUOUS[word.lower()])
    if word[0] not in "-+.0123456789":
        return word
    if _WHOLE.fullmatch(word) or _DECIMAL.fullmatch(word):
        return _number(word)
    if _DATE.fullmatch(word):
        return _date(word)
    matches = (message for form, message in _MISLEADING if form.fullmatch(word))
    return next((_Trouble(message) for message in matches), word)


def _number(word: str) -> int | Decimal | _Trouble:
    if len(word.strip("-").replace(".", "")) > MOST_DIGITS:
        return _Trouble("source.long_number")
    return Decimal(word) if "." in word else int(word)


def _date(word: str) -> date | _Trouble:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return _Trouble("source.no_such_date")
