"""What can be set once for all runs: by ``ssu-audit.toml`` or by variables of the environment.

An option of the command line goes before its variable, and that before the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from checker.cli.choices import EngineName, FailOnWhat, Format, Language

FILE_NAME: Final = "ssu-audit.toml"
PREFIX: Final = "SSU_AUDIT_"
AUDIT: Final = "audit"
_WITH_CONFIG: Final = (AUDIT, "config")
_OF_EVERY_COMMAND: Final = ("lang", "rules")
"""The other options set here belong to ``audit`` alone."""


class Sort(StrEnum):
    """What a setting holds."""

    DAY = "day"
    TEXT = "text"
    TEXTS = "texts"
    FLAG = "flag"
    PATH = "path"
    PATHS = "paths"


KEYS: Final[Mapping[str, Sort | type[StrEnum]]] = {
    "as_of": Sort.DAY,
    "lang": Language,
    "format": Format,
    "output": Sort.PATHS,
    "select": Sort.TEXTS,
    "fail_on": FailOnWhat,
    "engine": EngineName,
    "rules": Sort.PATH,
    "all": Sort.FLAG,
    "pseudonymise": Sort.PATH,
    "attest": Sort.PATHS,
    "waivers": Sort.PATHS,
    "baseline": Sort.PATH,
    "set": Sort.FLAG,
    "horizon": Sort.TEXT,
    "calendar": Sort.PATH,
}
"""Every setting by its name, which is that of the option with underscores."""
NEVER_SET: Final = ("reveal",)
"""Personal data are shown only to those who ask for them in the very command."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file sets; empty where there is none."""

    file: str = ""
    """As the user named it."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """By name, as options take them: paths are relative to the working folder."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The lines on which they stand; those that could be told."""

    def place(self, key: str) -> str:
        """Where a setting stands."""
        line = self.lines.get(key)
        return f"{self.file}:{line}" if line else self.file


def file_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Path | None:
    """The file with the settings of a command line; none where there is none.

    ``--config`` names it, else ``SSU_AUDIT_CONFIG``, else it is ``ssu-audit.toml`` of the working
    folder, where there is one.
    """
    given = _option(arguments) or environment.get(f"{PREFIX}CONFIG", "")
    if given:
        return Path(given)
    own = Path(FILE_NAME)
    return own if own.is_file() else None


def _option(arguments: Sequence[str]) -> str:
    """The last ``--config``; a command line that is wrong about it is told so later."""
    found = ""
    if not arguments or arguments[0] not in _WITH_CONFIG:
        return found
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--config":
            following = arguments[place + 1] if place + 1 < len(arguments) else ""
            found = value if equals else following
    return found


def variable(key: str) -> str:
    """The variable of the environment for a setting."""
    return PREFIX + key.upper()


def key_of(option: str) -> str:
    """The setting's name for an option: ``--fail-on`` is ``fail_on``."""
    return option.removeprefix("--").replace("-", "_")


def open_to_variables(root: Any) -> None:
    """Let the options of a command line be set by the environment."""
    for path, command in _commands(root):
        for key, parameter in _settable(path, command):
            parameter.envvar = variable(key)
            parameter.show_envvar = False


def defaults_of(settings: Settings, root: Any) -> dict[str, Any]:
    """The settings as the defaults of each command of a command line, by the parameters' names."""
    found: dict[str, Any] = {}
    for path, command in _commands(root):
        inner = found
        for name in path:
            inner = inner.setdefault(name, {})
        for key, parameter in _settable(path, command):
            if key in settings.values:
                inner[parameter.name] = settings.values[key]
    return found


def settable(command: Any) -> dict[str, Any]:
    """The parameters of ``audit`` that can be set, by the settings' names."""
    return dict(_settable((AUDIT,), command))


def _commands(group: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, *path, name)
        else:
            yield (*path, name), command


def _settable(path: tuple[str, ...], command: Any) -> Iterator[tuple[str, Any]]:
    for parameter in command.params:
        for option in parameter.opts:
            key = key_of(option)
            if option.startswith("--") and key in KEYS:
                if path == (AUDIT,) or key in _OF_EVERY_COMMAND:
                    yield key, parameter
                break
