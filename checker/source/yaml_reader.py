"""The strict YAML reader: whatever two readers of YAML could take differently is refused."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import yaml

from checker.source.lines import (
    Document,
    LineIndex,
    collection_paused,
    decoded,
    pointer_of,
)
from checker.source.mistakes import MOST_MISTAKES, Mistake, Mistakes, Refused, Said, refusal, shown
from checker.source.yaml_places import ItemMarks, Mark, MemberMarks, YamlPlaces, position_of
from checker.source.yaml_scalars import AMBIGUOUS, MOST_DIGITS, Trouble, plain_value

MOST_BYTES: Final = 16 * 1024 * 1024
DEEPEST: Final = 64

# Control characters, line ends that only some programs see, and marks that turn the text round.
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
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
    return Document(name, data, builder.value, builder.places, dated=True)


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
class _Items:
    """A list being built."""

    mark: Mark | None
    is_name: bool
    """Whether it stands where a name should, which is a mistake."""
    into: list[object] = field(default_factory=list)
    marks: ItemMarks = field(default_factory=list)

    @property
    def part(self) -> int:
        """The place of the item that is being read, or comes next."""
        return len(self.into)

    def put(self, value: object, mark: Mark | None) -> None:
        """Add an item."""
        self.into.append(value)
        self.marks.append(mark)


@dataclass(slots=True)
class _Members:
    """A mapping being built."""

    mark: Mark | None
    is_name: bool
    """Whether it stands where a name should, which is a mistake."""
    into: dict[str, object] = field(default_factory=dict)
    marks: MemberMarks = field(default_factory=dict)
    name: str | None = None
    """The property awaiting its value."""
    name_mark: Mark | None = None

    @property
    def part(self) -> str:
        """The property that is being read."""
        return self.name or ""

    def put(self, value: object, mark: Mark | None) -> None:
        """Give the property its value."""
        name = self.name or ""
        first = self.marks[name][0] if name in self.marks else self.name_mark
        self.into[name] = value
        self.marks[name] = (first, mark)
        self.name = None


@dataclass(slots=True)
class _Builder:
    """Builds the value from the parser's events, noting every place and mistake."""

    file: str
    mistakes: Mistakes
    value: object = None
    places: YamlPlaces = field(default_factory=YamlPlaces)
    stack: list[_Items | _Members] = field(default_factory=list)
    documents: int = 0

    def build(self, text: str) -> None:
        """Build the only document of the text. Raises Refused, yaml.MarkedYAMLError."""
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)
        if not self.documents:
            raise refusal(self.file, 0, 0, "source.file.empty")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._add(event.start_mark, "source.yaml.documents")
            raise Refused(self.mistakes.in_order())
        if event.version or event.tags:
            self._add(event.start_mark, "source.yaml.directive")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_properties(event)
        inside = self.stack[-1] if self.stack else None
        if isinstance(inside, _Members) and inside.name is None:
            self._name(inside, event)
            return
        value: object = event.value
        if not event.style:
            value = plain_value(event.value)
            if isinstance(value, Trouble):
                word = shown(event.value)
                self._add(event.start_mark, value.message, word=word, limit=MOST_DIGITS)
        self._put(value, event.start_mark)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._add(event.start_mark, "source.yaml.alias")
        inside = self.stack[-1] if self.stack else None
        if isinstance(inside, _Members) and inside.name is None:
            inside.name = "…"
        else:
            self._put(None, event.start_mark)

    def _check_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._add(event.start_mark, "source.yaml.anchor")
        if event.tag is not None:
            self._add(event.start_mark, "source.yaml.tag")

    def _name(self, inside: _Members, event: yaml.ScalarEvent) -> None:
        word = event.value
        inside.name, inside.name_mark = word, event.start_mark
        if word in inside.marks:
            first = str(position_of(inside.marks[word][0])[0])
            self._add(event.start_mark, "source.duplicate_name", word=shown(word), first=first)
        if not event.style:
            if word == "<<":
                self._add(event.start_mark, "source.yaml.merge")
            elif not word or word.lower() in AMBIGUOUS:
                self._add(event.start_mark, "source.yaml.name", word=shown(word))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._check_properties(event)
        inside = self.stack[-1] if self.stack else None
        is_name = isinstance(inside, _Members) and inside.name is None
        if isinstance(inside, _Members) and is_name:
            self._add(event.start_mark, "source.yaml.name", word=shown(""))
            inside.name = "…"
        kind = _Members if isinstance(event, yaml.MappingStartEvent) else _Items
        opened = kind(event.start_mark, is_name)
        self.places.containers[id(opened.into)] = opened.marks
        self.stack.append(opened)
        if len(self.stack) > DEEPEST:
            at = position_of(event.start_mark)
            raise refusal(self.file, *at, "source.file.nesting", limit=DEEPEST)

    def _close(self) -> None:
        closed = self.stack.pop()
        if not closed.is_name:
            self._put(closed.into, closed.mark)

    def _put(self, value: object, mark: Mark | None) -> None:
        if self.stack:
            self.stack[-1].put(value, mark)
        else:
            self.value = self.places.value = value
            self.places.mark = mark

    def _add(self, mark: Mark | None, message: str, **values: Said) -> None:
        pointer = pointer_of(one.part for one in self.stack)
        place = position_of(mark)
        self.mistakes.add(Mistake(self.file, *place, pointer, message, tuple(values.items())))
