"""The commands and their options. What they do is loaded only when they run.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from checker.cli.choices import EngineName, FailOnWhat, Format, Language, SchemaName
from checker.cli.version import VERSION
from checker.texts import text


def build(lang: str) -> Any:
    """The command line in a language, as an object with ``main``."""
    app = _app(lang, "root")
    _root(app, lang)
    _audit(app, lang)
    _documents(app, lang)
    rules = _app(lang, "rules")
    _read_rules(rules, lang)
    _try_rules(rules, lang)
    app.add_typer(rules, name="rules", help=text(lang, "cli.help.rules"))
    return get_command(app)


def _app(lang: str, name: str) -> typer.Typer:
    return typer.Typer(
        help=text(lang, f"cli.help.{name}"),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        add_completion=name == "root",
        context_settings={"help_option_names": ["--help", "-h"]},
    )


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


def _lang_option(lang: str) -> Any:
    return typer.Option("--lang", help=text(lang, "cli.help.lang"))


def _rules_option(lang: str) -> Any:
    return typer.Option("--rules", metavar="DIR", help=text(lang, "cli.help.rules_folder"))


def _select_option(lang: str) -> Any:
    return typer.Option("--select", metavar="WHAT", help=text(lang, "cli.help.select"))


def _files(lang: str) -> Any:
    return typer.Argument(metavar="FILE", help=text(lang, "cli.help.files"))


def _audit(app: typer.Typer, lang: str) -> None:
    own = Language(lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("audit", help=say("audit"))
    def audit(  # noqa: PLR0913 -- one for each option
        files: Annotated[list[str], _files(lang)],
        *,
        as_of: Annotated[str, typer.Option("--as-of", metavar="DAY", help=say("as_of"))] = "",
        language: Annotated[Language, _lang_option(lang)] = own,
        form: Annotated[Format, typer.Option("--format", help=say("format"))] = Format.TEXT,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="FILE", help=say("output"))
        ] = None,
        select: Annotated[list[str] | None, _select_option(lang)] = None,
        fail_on: Annotated[
            FailOnWhat, typer.Option("--fail-on", help=say("fail_on"))
        ] = FailOnWhat.UNDETERMINED,
        engine: Annotated[EngineName, typer.Option("--engine", help=say("engine"))] = (
            EngineName.BOTH
        ),
        rules: Annotated[Path | None, _rules_option(lang)] = None,
        reveal: Annotated[bool, typer.Option("--reveal", help=say("reveal"))] = False,
        everything: Annotated[bool, typer.Option("--all", help=say("all"))] = False,
    ) -> None:
        from checker.cli.audit_command import Options, run_audit  # noqa: PLC0415

        options = Options(
            files=tuple(files),
            as_of=as_of,
            lang=language,
            form=form,
            output=output,
            select=tuple(select or ()),
            fail_on=fail_on,
            engine=engine,
            rules=rules,
            reveal=reveal,
            everything=everything,
        )
        raise typer.Exit(run_audit(options))


def _documents(app: typer.Typer, lang: str) -> None:
    own = Language(lang)

    @app.command("check", help=text(lang, "cli.help.check"))
    def check(
        files: Annotated[list[str], _files(lang)],
        language: Annotated[Language, _lang_option(lang)] = own,
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
        language: Annotated[Language, _lang_option(lang)] = own,
    ) -> None:
        from checker.cli.document_commands import run_schema  # noqa: PLC0415

        raise typer.Exit(run_schema(name, language, docs=docs))

    @app.command("explain", help=text(lang, "cli.help.explain"))
    def explain(
        rule: Annotated[str, typer.Argument(metavar="RULE", help=text(lang, "cli.help.rule"))],
        language: Annotated[Language, _lang_option(lang)] = own,
        rules: Annotated[Path | None, _rules_option(lang)] = None,
    ) -> None:
        from checker.cli.rules_commands import run_explain  # noqa: PLC0415

        raise typer.Exit(run_explain(rule, language, rules))


def _read_rules(app: typer.Typer, lang: str) -> None:
    own = Language(lang)

    @app.command("list", help=text(lang, "cli.help.list"))
    def listed(
        select: Annotated[list[str] | None, _select_option(lang)] = None,
        language: Annotated[Language, _lang_option(lang)] = own,
        rules: Annotated[Path | None, _rules_option(lang)] = None,
    ) -> None:
        from checker.cli.rules_commands import run_list  # noqa: PLC0415

        raise typer.Exit(run_list(select or [], language, rules))

    @app.command("show", help=text(lang, "cli.help.show"))
    def show(
        rule: Annotated[str, typer.Argument(metavar="RULE", help=text(lang, "cli.help.rule"))],
        language: Annotated[Language, _lang_option(lang)] = own,
        rules: Annotated[Path | None, _rules_option(lang)] = None,
    ) -> None:
        from checker.cli.rules_commands import run_show  # noqa: PLC0415

        raise typer.Exit(run_show(rule, language, rules))

    @app.command("export", help=text(lang, "cli.help.export"))
    def export(
        folder: Annotated[
            Path, typer.Argument(metavar="DIR", help=text(lang, "cli.help.export_folder"))
        ],
        language: Annotated[Language, _lang_option(lang)] = own,
    ) -> None:
        from checker.cli.rules_commands import run_export  # noqa: PLC0415

        raise typer.Exit(run_export(folder, language))


def _try_rules(app: typer.Typer, lang: str) -> None:
    for name in ("lint", "test", "prove"):
        _trial(app, lang, name)


def _trial(app: typer.Typer, lang: str, name: str) -> None:
    own = Language(lang)

    @app.command(name, help=text(lang, f"cli.help.{name}"))
    def trial(
        select: Annotated[list[str] | None, _select_option(lang)] = None,
        language: Annotated[Language, _lang_option(lang)] = own,
        rules: Annotated[Path | None, _rules_option(lang)] = None,
    ) -> None:
        from checker.cli import proof_commands  # noqa: PLC0415

        raise typer.Exit(getattr(proof_commands, f"run_{name}")(select or [], language, rules))
