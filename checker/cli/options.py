"""Options and arguments that several commands share, and what every command is built with."""

from typing import Any

import typer

from checker.texts import text


def new_app(lang: str, name: str) -> typer.Typer:
    """A group of commands in a language."""
    return typer.Typer(
        help=text(lang, f"cli.help.{name}"),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        add_completion=name == "root",
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def lang_option(lang: str) -> Any:
    """``--lang``."""
    return typer.Option("--lang", help=text(lang, "cli.help.lang"))


def rules_option(lang: str) -> Any:
    """``--rules``."""
    return typer.Option("--rules", metavar="DIR", help=text(lang, "cli.help.rules_folder"))


def select_option(lang: str) -> Any:
    """``--select``."""
    return typer.Option("--select", metavar="WHAT", help=text(lang, "cli.help.select"))


def named_option(lang: str, name: str, metavar: str | None = None, *short: str) -> Any:
    """An option whose help stands in the catalogue under its own name."""
    help_ = text(lang, f"cli.help.{name.replace('-', '_')}")
    return typer.Option(f"--{name}", *short, metavar=metavar, help=help_)


def files_argument(lang: str) -> Any:
    """The snapshots a command reads."""
    return typer.Argument(metavar="FILE", help=text(lang, "cli.help.files"))
