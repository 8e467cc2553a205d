"""The commands of ``rules``: reading the packs and holding them to their proofs.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import Language
from checker.cli.options import lang_option, new_app, rules_option, select_option
from checker.texts import text


def rules_app(lang: str) -> typer.Typer:
    """The commands of ``rules``."""
    app = new_app(lang, "rules")
    _add_reading(app, lang)
    _add_trials(app, lang)
    return app


def _add_reading(app: typer.Typer, lang: str) -> None:
    own = Language(lang)

    @app.command("list", help=text(lang, "cli.help.list"))
    def listed(
        select: Annotated[list[str] | None, select_option(lang)] = None,
        language: Annotated[Language, lang_option(lang)] = own,
        rules: Annotated[Path | None, rules_option(lang)] = None,
    ) -> None:
        from checker.cli.rules_commands import run_list  # noqa: PLC0415

        raise typer.Exit(run_list(select or [], language, rules))

    @app.command("show", help=text(lang, "cli.help.show"))
    def show(
        rule: Annotated[str, typer.Argument(metavar="RULE", help=text(lang, "cli.help.rule"))],
        language: Annotated[Language, lang_option(lang)] = own,
        rules: Annotated[Path | None, rules_option(lang)] = None,
    ) -> None:
        from checker.cli.rules_commands import run_show  # noqa: PLC0415

        raise typer.Exit(run_show(rule, language, rules))

    @app.command("export", help=text(lang, "cli.help.export"))
    def export(
        folder: Annotated[
            Path, typer.Argument(metavar="DIR", help=text(lang, "cli.help.export_folder"))
        ],
        language: Annotated[Language, lang_option(lang)] = own,
    ) -> None:
        from checker.cli.rules_commands import run_export  # noqa: PLC0415

        raise typer.Exit(run_export(folder, language))


def _add_trials(app: typer.Typer, lang: str) -> None:
    for name in ("lint", "test", "prove"):
        _trial(app, lang, name)


def _trial(app: typer.Typer, lang: str, name: str) -> None:
    own = Language(lang)

    @app.command(name, help=text(lang, f"cli.help.{name}"))
    def trial(
        select: Annotated[list[str] | None, select_option(lang)] = None,
        language: Annotated[Language, lang_option(lang)] = own,
        rules: Annotated[Path | None, rules_option(lang)] = None,
    ) -> None:
        from checker.cli import proof_commands  # noqa: PLC0415

        raise typer.Exit(getattr(proof_commands, f"run_{name}")(select or [], language, rules))
