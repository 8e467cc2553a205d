"""Checks a document against a JSON Schema 2020-12 and explains in words what does not fit.

jsonschema-rs accepts; only what it refuses is gone through again, slowly, to be explained.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

import jsonschema_rs
import orjson

from checker.places import schemas_folder
from checker.source.lines import Document, plain, pointer_of
from checker.source.mistakes import (
    Mistake,
    Mistakes,
    Refused,
)
from checker.source.schema_errors import Explanation, Schema

_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


class SchemaCheck:
    """A schema made ready to check many documents."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._quick = jsonschema_rs.Draft202012Validator(
            _sharpened(schema), validate_formats=True, formats={"date-time": is_moment}
        )

    def check(self, document: Document) -> tuple[Mistake, ...]:
        """Return all mistakes of the document in the order of its text; none when it fits."""
        value = plain(document.value) if document.dated else document.value
        if self._quick.is_valid(value):
            return ()
        mistakes = Mistakes()
        seen: set[Mistake] = set()
        try:
            for mistake in self._explained(document, value):
                if mistake not in seen:
                    seen.add(mistake)
                    mistakes.add(mistake)
        except Refused as too_many:
            return too_many.mistakes
        return mistakes.in_order() or tuple(self._unexplained(document, value))

    def _explained(self, document: Document, value: object) -> Iterator[Mistake]:
        # Slow to import, and needed only once something has been refused.
        from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415

        formats = FormatChecker(formats=())
        formats.checks("date")(is_date)
        formats.checks("date-time")(is_moment)
        validator = Draft202012Validator(self._schema, format_checker=formats)
        for error in validator.iter_errors(value):
            yield from Explanation(document, self._schema).explain(error)

    def _unexplained(self, document: Document, value: object) -> Iterator[Mistake]:
        """Yield what only the quick validator objects to, so that nothing refused passes."""
        for error in self._quick.iter_errors(value):
            yield document.mistake(pointer_of(error.instance_path), "source.schema.other")


@cache
def schema_check(name: str) -> SchemaCheck:
    """The check by a schema that the program carries (``pack``, ``report``), made ready once."""
    return SchemaCheck(orjson.loads((schemas_folder() / f"{name}.schema.json").read_bytes()))


def check(document: Document, schema: Schema) -> tuple[Mistake, ...]:
    """Return all mistakes of the document against the schema in the order of its text."""
    return SchemaCheck(schema).check(document)


def _sharpened(schema: Any) -> Any:
    """Return the schema with every date forbidden the year 0, which the quick validator allows.

    Asking `is_date` about each date would make it five times slower.
    """
    if isinstance(schema, list):
        return [_sharpened(inner) for inner in schema]
    if not isinstance(schema, Mapping):
        return schema
    sharpened = {name: _sharpened(inner) for name, inner in schema.items()}
    if schema.get("format") == "date":
        sharpened["allOf"] = [
            *sharpened.get("allOf", ()),
            {"not": {"type": "string", "pattern": "^0000"}},
        ]
    return sharpened


def is_date(value: object) -> bool:
    """Tell whether a text is a day of the calendar, YYYY-MM-DD; whatever is no text passes."""
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("YYYY-MM-DD") and value.isascii() and value[4] == value[7] == "-"


def is_moment(value: object) -> bool:
    """Tell whether a text is a moment of RFC 3339; whatever is no text passes."""
    if not isinstance(value, str):
        return True
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return _MOMENT.fullmatch(value) is not None
