"""Which language the program speaks: what is set, else the locale, else Russian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

LANGUAGES: Final = ("kk", "ru", "en")
VARIABLE: Final = "SSU_AUDIT_LANG"
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(arguments: Sequence[str], environment: Mapping[str, str], of_file: str = "") -> str:
    """The language of ``--lang``, before the command line is read.

    Else that of the variable, of the file with settings, or of the locale.
    """
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
            if value in LANGUAGES:
                return value
    set_by = environment.get(VARIABLE) or of_file
    return set_by if set_by in LANGUAGES else of_locale(environment)


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of the locale; Russian where it is neither Kazakh nor English."""
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    code = named.partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else "ru"
