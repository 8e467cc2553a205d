"""The command that shows the settings.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import Language, PlainFormat
from checker.cli.options import lang_option, named_option
from checker.texts import text


def add_config(app: typer.Typer, lang: str) -> None:
    """Add ``config``."""
    own = Language(lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("config", help=say("settings"))
    def config(
        context: typer.Context,
        arguments: Annotated[
            list[str] | None, typer.Argument(metavar="ARGUMENT", help=say("settings_arguments"))
        ] = None,
        *,
        form: Annotated[
            PlainFormat, typer.Option("--format", help=say("format"))
        ] = PlainFormat.TEXT,
        language: Annotated[Language, lang_option(lang)] = own,
        file: Annotated[Path | None, named_option(lang, "config", "FILE")] = None,
    ) -> None:
        from checker.cli.config_command import run_config  # noqa: PLC0415

        del file  # read before the command line, for its language
        raise typer.Exit(run_config(context, tuple(arguments or ()), form, language))
