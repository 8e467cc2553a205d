"""Pages for a browser, filled from templates: every value is escaped, none may be missing."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.report.layout import without_controls


def templates_in(folder: Path) -> Environment:
    """The templates of a folder."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def filled(templates: Environment, name: str, **values: object) -> bytes:
    """A template with its values in place."""
    return without_controls(templates.get_template(f"{name}.html").render(**values)).encode()
