"""An accepted snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was recorded about one institution on one day."""

    name: str
    """The file it came from, as the user named it."""
    content: Mapping[str, Any]
    digest: str
    """SHA-256 of the file's bytes."""

    @property
    def taken_on(self) -> date:
        """The day on which the snapshot was taken."""
        return date.fromisoformat(self.content["taken_on"])

    @property
    def institution(self) -> Mapping[str, Any]:
        """The institution's own record."""
        found: Mapping[str, Any] = self.content["institution"]
        return found
