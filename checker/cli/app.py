"""The command line: every command with its options. What they do is loaded only when they run.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from typing import Annotated, Any

import typer
from typer.main import get_command

from checker.cli.app_audit import add_audit
from checker.cli.app_baseline import add_baseline
from checker.cli.app_compare import add_compare
from checker.cli.app_config import add_config
from checker.cli.app_documents import add_documents
from checker.cli.app_law import add_law
from checker.cli.app_obligations import add_obligations
from checker.cli.app_rules import rules_app
from checker.cli.app_verify import add_verify
from checker.cli.app_worksheet import add_worksheet
from checker.cli.options import new_app
from checker.cli.settings import open_to_variables
from checker.texts import text
from checker.version import VERSION


def build(lang: str) -> Any:
    """The command line in a language, as an object with ``main``."""
    app = new_app(lang, "root")
    _root(app, lang)
    add_audit(app, lang)
    add_documents(app, lang)
    add_law(app, lang)
    add_compare(app, lang)
    add_baseline(app, lang)
    add_obligations(app, lang)
    add_worksheet(app, lang)
    add_verify(app, lang)
    add_config(app, lang)
    app.add_typer(rules_app(lang), name="rules", help=text(lang, "cli.help.rules"))
    command = get_command(app)
    open_to_variables(command)
    return command


def _root(app: typer.Typer, lang: str) -> None:
    option = typer.Option(
        "--version", callback=_say_version, is_eager=True, help=text(lang, "cli.help.version")
    )

    @app.callback()
    def root(*, version: Annotated[bool, option] = False) -> None: ...


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ssu-audit {VERSION}")
        raise typer.Exit
