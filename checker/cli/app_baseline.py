"""The command that writes a baseline.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import EngineName, Language
from checker.cli.options import files_argument, lang_option, named_option, rules_option
from checker.texts import text


def add_baseline(app: typer.Typer, lang: str) -> None:
    """Add ``baseline``."""
    own = Language(lang)
    option = partial(named_option, lang)
    output_help = text(lang, "cli.help.baseline_output")

    @app.command("baseline", help=text(lang, "cli.help.baseline_command"))
    def baseline(  # noqa: PLR0913 -- one for each option
        files: Annotated[list[str], files_argument(lang)],
        *,
        output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=output_help)],
        allow_growth: Annotated[str | None, option("allow-growth", "REASON")] = None,
        as_of: Annotated[str, option("as-of", "DAY")] = "",
        language: Annotated[Language, lang_option(lang)] = own,
        engine: Annotated[EngineName, option("engine")] = EngineName.BOTH,
        rules: Annotated[Path | None, rules_option(lang)] = None,
        attest: Annotated[list[Path] | None, option("attest", "FILE")] = None,
        waivers: Annotated[list[Path] | None, option("waivers", "FILE")] = None,
        as_set: Annotated[bool, option("set")] = False,
    ) -> None:
        from checker.cli.baseline_command import Options, run_baseline  # noqa: PLC0415

        options = Options(
            files=tuple(files),
            output=output,
            allow_growth=allow_growth,
            as_of=as_of,
            lang=language,
            engine=engine,
            rules=rules,
            attest=tuple(attest or ()),
            waivers=tuple(waivers or ()),
            as_set=as_set,
        )
        raise typer.Exit(run_baseline(options))
