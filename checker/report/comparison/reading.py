"""Reading a JSON report back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.source.json_reader import read_json
from checker.source.mistakes import Refused, refusal
from checker.source.schema_check import schema_check


def read_report(path: Path) -> Mapping[str, Any]:
    """A report that the program wrote as JSON; of one institution or of several.

    Raises ``Refused`` with what is wrong with the file.
    """
    name = str(path).encode("utf-8", "replace").decode()
    try:
        data = path.read_bytes()
    except OSError as error:
        absent = isinstance(error, FileNotFoundError)
        message = "cli.input.absent" if absent else "cli.input.unreadable"
        raise refusal(name, 0, 0, message) from None
    document = read_json(data, name)
    mistakes = schema_check("report").check(document)
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    return content  # type: ignore[no-any-return]
