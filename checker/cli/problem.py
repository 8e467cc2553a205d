"""What is wrong with a command line, as a sentence of the catalogue."""

from __future__ import annotations


class CommandLineProblem(Exception):  # noqa: N818 -- what it says of the command line
    """The command line cannot be followed; exit code 2.

    ``message`` names the sentence to show, ``values`` what it needs.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(f"{message}: {values}")
        self.message = message
        self.values = values
