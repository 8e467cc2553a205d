"""An accepted snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol


class Positions(Protocol):
    """Knows where the values of a document stand."""

    def position(self, pointer: str) -> tuple[int, int]:
        """The line and the column of the value at a pointer, from 1. Raises ``LookupError``."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was recorded about one institution on one day."""

    name: str
    """The file it came from, as the user named it."""
    content: Mapping[str, Any] = field(repr=False)
    digest: str
    """SHA-256 of the file's bytes."""
    positions: Positions | None = field(default=None, compare=False, repr=False)
    """Where the values stand in the file; none where there is no file."""

    def line_of(self, pointer: str) -> int:
        """The line on which the value at a JSON pointer begins, from 1; 1 where there is none."""
        try:
            return 1 if self.positions is None else self.positions.position(pointer)[0]
        except LookupError:
            return 1

    @property
    def taken_on(self) -> date:
        """The day on which the snapshot was taken."""
        return date.fromisoformat(self.content["taken_on"])

    @property
    def institution(self) -> Mapping[str, Any]:
        """The institution's own record."""
        found: Mapping[str, Any] = self.content["institution"]
        return found
