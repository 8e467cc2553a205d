"""The command that shows the law as a matrix.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import Language, PlainFormat
from checker.cli.options import lang_option, rules_option
from checker.texts import text


def add_law(app: typer.Typer, lang: str) -> None:
    """Add ``clauses``."""
    own = Language(lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("clauses", help=say("clauses"))
    def clauses(
        *,
        form: Annotated[
            PlainFormat, typer.Option("--format", help=say("format"))
        ] = PlainFormat.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=say("output"))
        ] = None,
        status: Annotated[
            list[str] | None, typer.Option("--status", metavar="STATUS", help=say("status"))
        ] = None,
        fail_under: Annotated[
            float,
            typer.Option("--fail-under", metavar="SHARE", min=0, max=100, help=say("fail_under")),
        ] = 0,
        language: Annotated[Language, lang_option(lang)] = own,
        rules: Annotated[Path | None, rules_option(lang)] = None,
    ) -> None:
        from checker.cli.clauses_command import run_clauses  # noqa: PLC0415

        raise typer.Exit(
            run_clauses(form, output, tuple(status or ()), fail_under, language, rules)
        )
