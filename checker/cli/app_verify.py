"""The command that verifies a report.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import Language, PlainFormat
from checker.cli.options import lang_option, named_option, rules_option
from checker.texts import text


def add_verify(app: typer.Typer, lang: str) -> None:
    """Add ``verify``."""
    own = Language(lang)
    option = partial(named_option, lang)

    def say(name: str) -> str:
        return text(lang, f"cli.help.{name}")

    @app.command("verify", help=say("verify"))
    def verify(  # noqa: PLR0913 -- one for each option
        report: Annotated[Path, typer.Argument(metavar="REPORT", help=say("verify_report"))],
        snapshots: Annotated[
            list[str], typer.Argument(metavar="SNAPSHOT", help=say("verify_snapshots"))
        ],
        *,
        rules: Annotated[Path | None, rules_option(lang)] = None,
        attest: Annotated[list[Path] | None, option("attest", "FILE")] = None,
        waivers: Annotated[list[Path] | None, option("waivers", "FILE")] = None,
        baseline: Annotated[Path | None, option("baseline", "FILE")] = None,
        pseudonymise: Annotated[Path | None, option("pseudonymise", "KEYFILE")] = None,
        form: Annotated[PlainFormat, option("format")] = PlainFormat.TEXT,
        output: Annotated[Path | None, option("output", "FILE", "-o")] = None,
        language: Annotated[Language, lang_option(lang)] = own,
    ) -> None:
        from checker.cli.verify_command import Asking, run_verify  # noqa: PLC0415

        asking = Asking(
            report=report,
            snapshots=tuple(snapshots),
            lang=language,
            form=form,
            output=output,
            rules=rules,
            attest=tuple(attest or ()),
            waivers=tuple(waivers or ()),
            baseline=baseline,
            pseudonymise=pseudonymise,
        )
        raise typer.Exit(run_verify(asking))
