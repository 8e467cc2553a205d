"""The command that shows what the law asks of an institution.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import Language, PlainFormat
from checker.cli.options import lang_option, rules_option, select_option
from checker.texts import text


def add_obligations(app: typer.Typer, lang: str) -> None:
    """Add ``obligations``."""
    own = Language(lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("obligations", help=say("obligations"))
    def obligations(
        file: Annotated[str, typer.Argument(metavar="FILE", help=say("obligations_file"))],
        *,
        as_of: Annotated[str, typer.Option("--as-of", metavar="DAY", help=say("as_of"))] = "",
        language: Annotated[Language, lang_option(lang)] = own,
        form: Annotated[
            PlainFormat, typer.Option("--format", help=say("format"))
        ] = PlainFormat.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=say("output"))
        ] = None,
        select: Annotated[list[str] | None, select_option(lang)] = None,
        rules: Annotated[Path | None, rules_option(lang)] = None,
        reveal: Annotated[bool, typer.Option("--reveal", help=say("obligations_reveal"))] = False,
    ) -> None:
        from checker.cli.obligations_command import Asking, run_obligations  # noqa: PLC0415

        asking = Asking(
            file=file,
            as_of=as_of,
            lang=language,
            form=form,
            output=output,
            select=tuple(select or ()),
            rules=rules,
            reveal=reveal,
        )
        raise typer.Exit(run_obligations(asking))
