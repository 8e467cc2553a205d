"""The commands about documents: snapshots, schemas, rules read back.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import Language, SchemaName
from checker.cli.options import files_argument, lang_option, rules_option
from checker.texts import text


def add_documents(app: typer.Typer, lang: str) -> None:
    """Add ``check``, ``schema`` and ``explain``."""
    own = Language(lang)

    @app.command("check", help=text(lang, "cli.help.check"))
    def check(
        files: Annotated[list[str], files_argument(lang)],
        language: Annotated[Language, lang_option(lang)] = own,
    ) -> None:
        from checker.cli.document_commands import run_check  # noqa: PLC0415

        raise typer.Exit(run_check(files, language))

    @app.command("schema", help=text(lang, "cli.help.schema"))
    def schema(
        name: Annotated[SchemaName, typer.Argument(help=text(lang, "cli.help.schema_name"))] = (
            SchemaName.SNAPSHOT
        ),
        *,
        docs: Annotated[
            bool, typer.Option("--docs", help=text(lang, "cli.help.schema_docs"))
        ] = False,
        language: Annotated[Language, lang_option(lang)] = own,
    ) -> None:
        from checker.cli.document_commands import run_schema  # noqa: PLC0415

        raise typer.Exit(run_schema(name, language, docs=docs))

    @app.command("explain", help=text(lang, "cli.help.explain"))
    def explain(
        rule: Annotated[str, typer.Argument(metavar="RULE", help=text(lang, "cli.help.rule"))],
        language: Annotated[Language, lang_option(lang)] = own,
        rules: Annotated[Path | None, rules_option(lang)] = None,
    ) -> None:
        from checker.cli.rules_commands import run_explain  # noqa: PLC0415

        raise typer.Exit(run_explain(rule, language, rules))
