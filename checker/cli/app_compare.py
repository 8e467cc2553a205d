"""The command that compares two reports.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import ComparisonFormat, Language
from checker.cli.options import lang_option
from checker.texts import text


def add_compare(app: typer.Typer, lang: str) -> None:
    """Add ``compare``."""
    own = Language(lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("compare", help=say("compare"))
    def compare(
        old: Annotated[Path, typer.Argument(metavar="OLD", help=say("compare_old"))],
        new: Annotated[Path, typer.Argument(metavar="NEW", help=say("compare_new"))],
        *,
        form: Annotated[
            ComparisonFormat, typer.Option("--format", help=say("format"))
        ] = ComparisonFormat.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=say("output"))
        ] = None,
        language: Annotated[Language, lang_option(lang)] = own,
    ) -> None:
        from checker.cli.compare_command import run_compare  # noqa: PLC0415

        raise typer.Exit(run_compare(old, new, form, output, language))
