"""``config``: every setting of an audit, with the value that counts and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from checker.auditing.result import ExitCode
from checker.cli.messages import say
from checker.cli.output import StandardOutput
from checker.cli.settings import AUDIT, Settings, settable, variable
from checker.texts import text

WIDEST: Final = 40
"""Signs of a value beyond which it pushes its origin to the right."""
_ORIGINS: Final = {
    "COMMANDLINE": "option",
    "ENVIRONMENT": "environment",
    "DEFAULT_MAP": "file",
}
"""By the names that the library gives them, whose home differs between its versions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting."""

    key: str
    value: Any
    origin: str
    place: str
    """The variable, or the file and line; empty for options and defaults."""


def run_config(context: Any, arguments: Sequence[str], form: str, lang: str) -> int:
    """Show the settings that an audit with these arguments would have; the exit code."""
    root = context.parent
    audit = root.command.commands[AUDIT]
    given = list(arguments)
    if _origin(context, "language") == "option":
        given = ["--lang", lang, *given]
    known = audit.make_context(AUDIT, ["-", *given], parent=root)
    found = list(_shown(known, audit, root.obj or Settings()))
    if form == "json":
        StandardOutput().write(_json(found))
    else:
        for line in _lines(found, lang):
            say(line)
    return ExitCode.FINE


def _shown(context: Any, audit: Any, settings: Settings) -> Iterator[Shown]:
    for key, parameter in settable(audit).items():
        origin = _origin(context, parameter.name)
        place = {"environment": variable(key), "file": settings.place(key)}.get(origin, "")
        yield Shown(key, _plain(context.params[parameter.name]), origin, place)


def _origin(context: Any, name: str) -> str:
    source = context.get_parameter_source(name)
    return _ORIGINS.get(source.name if source is not None else "", "default")


def _plain(value: Any) -> Any:
    """The value as JSON knows it; null where nothing is set."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value] or None
    if isinstance(value, Path):
        return str(value)
    return None if value == "" else value


def _lines(found: Sequence[Shown], lang: str) -> Iterator[str]:
    told = [_said(one.value, lang) for one in found]
    keys = max(len(one.key) for one in found)
    values = min(max(map(len, told)), WIDEST)
    for one, value in zip(found, told, strict=True):
        origin = text(lang, f"cli.settings.origin.{one.origin}", place=one.place)
        yield f"{one.key:<{keys}}  {value:<{values}}  {origin}"


def _said(value: Any, lang: str) -> str:
    if value is None:
        return text(lang, "cli.settings.none")
    return str(orjson.dumps(value).decode())


def _json(found: Sequence[Shown]) -> bytes:
    content = {
        "settings_version": "1",
        "settings": [
            {
                "name": one.key,
                "value": one.value,
                "origin": one.origin,
                "place": one.place or None,
            }
            for one in found
        ],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"
