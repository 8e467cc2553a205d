"""The command that writes an inspector's worksheet.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import EngineName, Language
from checker.cli.options import lang_option, rules_option, select_option
from checker.texts import text


def add_worksheet(app: typer.Typer, lang: str) -> None:
    """Add ``worksheet``."""
    own = Language(lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("worksheet", help=say("worksheet"))
    def worksheet(
        file: Annotated[str, typer.Argument(metavar="FILE", help=say("worksheet_file"))],
        *,
        output: Annotated[
            Path, typer.Option("--output", "-o", metavar="FILE", help=say("worksheet_output"))
        ],
        as_of: Annotated[str, typer.Option("--as-of", metavar="DAY", help=say("as_of"))] = "",
        language: Annotated[Language, lang_option(lang)] = own,
        select: Annotated[list[str] | None, select_option(lang)] = None,
        engine: Annotated[EngineName, typer.Option("--engine", help=say("engine"))] = (
            EngineName.BOTH
        ),
        rules: Annotated[Path | None, rules_option(lang)] = None,
        reveal: Annotated[bool, typer.Option("--reveal", help=say("worksheet_reveal"))] = False,
    ) -> None:
        from checker.cli.worksheet_command import Options, run_worksheet  # noqa: PLC0415

        options = Options(
            file=file,
            output=output,
            as_of=as_of,
            lang=language,
            select=tuple(select or ()),
            engine=engine,
            rules=rules,
            reveal=reveal,
        )
        raise typer.Exit(run_worksheet(options))
