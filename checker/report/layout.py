"""A page of lines: wrapped to a width, styled for a terminal, plain for a pipe."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Final

NARROWEST: Final = 40
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_STYLES: Final = {
    "title": "bold",
    "section": "bold underline",
    "topic": "bold cyan",
    "breach": "bold red",
    "warning": "yellow",
    "good": "green",
    "quiet": "dim",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line, already wrapped."""

    text: str
    style: str = ""


class Page:
    """Collects lines of one width."""

    def __init__(self, width: int) -> None:
        """Wrap to this many columns, at least ``NARROWEST``."""
        self.width = max(width, NARROWEST)
        self._lines: list[Line] = []

    def add(self, text: str, *, indent: int = 0, lead: str = "", style: str = "") -> None:
        """Add a paragraph; ``lead`` stands before its first line, the others hang below it."""
        first = " " * indent + lead
        rest = " " * len(first)
        clean = visible(text)
        if len(first) + len(clean) <= self.width:
            self._lines.append(Line((first + clean).rstrip(), style))
            return
        self._lines.extend(
            Line(part, style)
            for part in textwrap.wrap(
                clean,
                self.width,
                initial_indent=first,
                subsequent_indent=rest,
                break_on_hyphens=False,
            )
        )

    def blank(self) -> None:
        """Add an empty line, unless there is one already."""
        if self._lines and self._lines[-1].text:
            self._lines.append(Line(""))

    def section(self, text: str) -> None:
        """Begin a section."""
        self.blank()
        self.add(text, style="section")

    def row(self, cells: Iterable[str], widths: Iterable[int], style: str = "") -> None:
        """Add a row of a table: the first cell wraps, the others are numbers."""
        first, *numbers = cells
        widest, *others = widths
        parts = textwrap.wrap(visible(first), widest, subsequent_indent="  ") or [""]
        tail = "".join(f"{one:>{size}}" for one, size in zip(numbers, others, strict=True))
        self._lines.extend(Line(part, style) for part in parts[:-1])
        self._lines.append(Line(f"{parts[-1]:<{widest}}{tail}".rstrip(), style))

    def plain(self) -> str:
        """The page as plain text."""
        return "".join(f"{line.text}\n" for line in self._lines)

    def styled(self) -> str:
        """The page with the colours of a terminal."""
        from rich.console import Console  # noqa: PLC0415 -- slow to import, needed for terminals
        from rich.text import Text  # noqa: PLC0415

        out = StringIO()
        console = Console(
            file=out, width=self.width, force_terminal=True, color_system="standard",
            highlight=False, legacy_windows=False,
        )  # fmt: skip
        for line in self._lines:
            styled = Text(line.text, _STYLES.get(line.style, ""))
            console.print(styled, no_wrap=True, overflow="ignore", crop=False)
        return out.getvalue()


def without_controls(text: str) -> str:
    """The lines without what steers a terminal, turns a text round or may stand in no document."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def visible(text: str) -> str:
    """The text on one line and without control characters."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"
        for sign in text
    )
