"""Collecting what is wrong with a file, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from checker.source.lines import Document
from checker.source.mistakes import Mistake


class Problems:
    """The mistakes of one file."""

    def __init__(self, document: Document) -> None:
        """Collect for this document."""
        self._document = document
        self.file = document.name
        self.found: list[Mistake] = []

    def line(self, pointer: str) -> int:
        """The line of the node at a JSON pointer."""
        return self._document.position(pointer)[0]

    def add(self, pointer: str, message: str, **values: object) -> None:
        """Record a mistake at a JSON pointer."""
        line, column = self._document.position(pointer)
        said = tuple((name, str(value)) for name, value in values.items())
        self.found.append(Mistake(self.file, line, column, pointer, message, said))

    def unknown(self, pointer: str, what: str, word: str, known: Iterable[str]) -> None:
        """Record an unknown name, with the nearest known one."""
        near = get_close_matches(word, list(known), n=1, cutoff=0.5)
        message = f"{what}_unknown_near" if near else f"{what}_unknown"
        self.add(pointer, message, word=word, near=near[0] if near else "")
