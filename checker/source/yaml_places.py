"""Where the values of a YAML document stand."""

from dataclasses import dataclass, field
from typing import Protocol

from checker.source.lines import Position, parts_of


class Mark(Protocol):
    """A place as the parser marks it, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The character in the line."""
        ...


ItemMarks = list[Mark | None]
MemberMarks = dict[str, tuple[Mark | None, Mark | None]]


@dataclass(slots=True)
class YamlPlaces:
    """Where values stand, as the parser marked them; pointers are followed when they are asked."""

    value: object = None
    mark: Mark | None = None
    containers: dict[int, MemberMarks | ItemMarks] = field(default_factory=dict)
    """For each list and mapping of the value, by identity: its items, or names and values."""

    def value_at(self, pointer: str) -> Position:
        """Return line and column of the value's first character. Raises LookupError."""
        return position_of(self._find(pointer)[1])

    def name_at(self, pointer: str) -> Position:
        """Return line and column of the property's name; of a list's item, its value's."""
        return position_of(self._find(pointer)[0])

    def _find(self, pointer: str) -> tuple[Mark | None, Mark | None]:
        found, value = (self.mark, self.mark), self.value
        for part in parts_of(pointer):
            marks = self.containers.get(id(value))
            if isinstance(marks, dict) and isinstance(value, dict):
                found, value = marks[part], value[part]
            elif isinstance(marks, list) and isinstance(value, list) and part.isdecimal():
                found, value = (marks[int(part)],) * 2, value[int(part)]
            else:
                raise LookupError(pointer)
        return found


def position_of(mark: Mark | None) -> Position:
    """Return the 1-based line and column of a mark; (0, 0) where the parser set none."""
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
