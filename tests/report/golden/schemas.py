"""The schemas that reports keep: our own, and the OASIS standard's for SARIF."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import orjson

from checker.places import schemas_folder

from .commands import Form

SARIF: Final = Path(__file__).parents[2] / "data" / "sarif-2.1.0.schema.json"
SCHEMAS: Final = {
    "json": schemas_folder() / "report.schema.json",
    "obligations-json": schemas_folder() / "obligations.schema.json",
    "sarif": SARIF,
}
STRAY: Final = (b"{2}]?$", rb"{2}\\]?$")
"""A bracket in a pattern of the standard, which not every reader of patterns takes for itself."""


def against_schema(form: Form, data: bytes) -> tuple[str, ...]:
    """In what a form breaks its schema: the first mistake, in a sentence; none where it has none."""
    if form.name not in SCHEMAS:
        return ()
    mistake = next(_validator(form.name).iter_errors(orjson.loads(data)), None)
    if mistake is None:
        return ()
    place = "/".join(map(str, mistake.instance_path))
    return (f"{form} breaks {SCHEMAS[form.name].name} at /{place}: {mistake.message}",)


@cache
def _validator(name: str) -> Any:
    schema = orjson.loads(SCHEMAS[name].read_bytes().replace(*STRAY))
    return jsonschema_rs.validator_for(schema, validate_formats=True)
