"""Mistakes of the command line in the user's language.

The library that reads it has changed the home of its exceptions between versions, so they are
known by the names of their classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from checker.cli.choices import (
    ComparisonFormat,
    EngineName,
    FailOnWhat,
    Format,
    Language,
    PlainFormat,
    SchemaName,
)
from checker.cli.problem import CommandLineProblem

_CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "--engine": EngineName,
    "--fail-on": FailOnWhat,
    "--lang": Language,
    "NAME": SchemaName,
}
_FORMS: Final[Mapping[str, type[StrEnum]]] = {"audit": Format, "compare": ComparisonFormat}
"""The forms by command; the others know the plain ones."""


def usage_problem(error: Any) -> CommandLineProblem | None:
    """The mistake as a sentence; none where it is not a mistake of the command line."""
    names = {one.__name__ for one in type(error).__mro__}
    if "Abort" in names:
        raise KeyboardInterrupt
    if "NoArgsIsHelpError" in names:
        return CommandLineProblem("cli.usage.nothing")
    if "NoSuchOption" in names:
        return _no_such_option(error)
    if "MissingParameter" in names:
        return CommandLineProblem("cli.usage.missing", name=_parameter(error))
    if "BadOptionUsage" in names:
        return CommandLineProblem("cli.usage.option", name=error.option_name)
    if "BadParameter" in names:
        return _bad_parameter(error)
    if "ClickException" in names:
        return CommandLineProblem("cli.usage.other", what=_clean(error.format_message()))
    return None


def _no_such_option(error: Any) -> CommandLineProblem:
    name = _clean(error.option_name)
    if error.possibilities:
        near = ", ".join(sorted(error.possibilities))
        return CommandLineProblem("cli.usage.no_such_option_near", name=name, near=near)
    return CommandLineProblem("cli.usage.no_such_option", name=name)


def _bad_parameter(error: Any) -> CommandLineProblem:
    name = _parameter(error)
    choices = _choices(name, error)
    if choices is not None:
        allowed = ", ".join(choices)
        name = _set_by(error) or name
        return CommandLineProblem("cli.usage.choice", name=name, allowed=allowed)
    return CommandLineProblem("cli.usage.value", name=_set_by(error) or name)


def _choices(name: str, error: Any) -> type[StrEnum] | None:
    """What may stand there; none where it is not one of a few words."""
    if name != "--format":
        return _CHOICES.get(name)
    command = getattr(getattr(error, "ctx", None), "command", None)
    return _FORMS.get(str(getattr(command, "name", "")), PlainFormat)


def _set_by(error: Any) -> str:
    """The variable of the environment that holds the wrong value; empty where none does."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is None or parameter is None:
        return ""
    source = context.get_parameter_source(parameter.name)
    of_environment = source is not None and source.name == "ENVIRONMENT"
    return str(parameter.envvar or "") if of_environment else ""


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return _clean(str(error.param_hint or ""))
    options = [one for one in getattr(parameter, "opts", ()) if one.startswith("--")]
    return options[0] if options else str(parameter.metavar or parameter.name).upper()


def _clean(words: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in words)
