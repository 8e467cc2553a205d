"""Reading a JSON report back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from checker.places import schemas_folder
from checker.source.json_reader import read_json
from checker.source.mistakes import Refused, refusal
from checker.source.schema_check import SchemaCheck


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
    mistakes = _check().check(document)
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    return content  # type: ignore[no-any-return]


@cache
def _check() -> SchemaCheck:
    return SchemaCheck(orjson.loads((schemas_folder() / "report.schema.json").read_bytes()))
