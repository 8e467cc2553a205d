"""The audit command and its options.

Annotations are evaluated here, because the texts in them are those of one language.
"""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.choices import EngineName, FailOnWhat, Format, Language
from checker.cli.options import (
    files_argument,
    lang_option,
    named_option,
    rules_option,
    select_option,
)
from checker.texts import text


def add_audit(app: typer.Typer, lang: str) -> None:
    """Add ``audit``."""
    own, option = Language(lang), partial(named_option, lang)

    @app.command("audit", help=text(lang, "cli.help.audit"))
    def audit(  # noqa: PLR0913 -- one for each option
        files: Annotated[list[str], files_argument(lang)],
        *,
        as_of: Annotated[str, option("as-of", "DAY")] = "",
        language: Annotated[Language, lang_option(lang)] = own,
        form: Annotated[Format | None, option("format")] = None,
        output: Annotated[list[Path] | None, option("output", "FILE", "-o")] = None,
        select: Annotated[list[str] | None, select_option(lang)] = None,
        fail_on: Annotated[FailOnWhat, option("fail-on")] = FailOnWhat.UNDETERMINED,
        engine: Annotated[EngineName, option("engine")] = EngineName.BOTH,
        rules: Annotated[Path | None, rules_option(lang)] = None,
        reveal: Annotated[bool, option("reveal")] = False,
        pseudonymise: Annotated[Path | None, option("pseudonymise", "KEYFILE")] = None,
        everything: Annotated[bool, option("all")] = False,
        attest: Annotated[list[Path] | None, option("attest", "FILE")] = None,
        waivers: Annotated[list[Path] | None, option("waivers", "FILE")] = None,
        baseline: Annotated[Path | None, option("baseline", "FILE")] = None,
        as_set: Annotated[bool, option("set")] = False,
        horizon: Annotated[str, option("horizon", "AMOUNT")] = "",
        calendar: Annotated[Path | None, option("calendar", "FILE")] = None,
        _config: Annotated[Path | None, option("config", "FILE")] = None,  # read before, see guard
    ) -> None:
        from checker.cli import audit_command, audit_options  # noqa: PLC0415

        options = audit_options.Options(
            files=tuple(files),
            as_of=as_of,
            lang=language,
            form=form or "",
            outputs=tuple(output or ()),
            select=tuple(select or ()),
            fail_on=fail_on,
            engine=engine,
            rules=rules,
            reveal=reveal,
            pseudonymise=pseudonymise,
            everything=everything,
            attest=tuple(attest or ()),
            waivers=tuple(waivers or ()),
            baseline=baseline,
            as_set=as_set,
            horizon=horizon,
            calendar=calendar,
        )
        raise typer.Exit(audit_command.run_audit(options))
