"""``check`` and ``schema``: documents without judging them."""

from __future__ import annotations

from collections.abc import Sequence

from checker.api import load_snapshot
from checker.auditing.result import ExitCode
from checker.cli.choices import SchemaName
from checker.cli.guide import field_guide
from checker.cli.inputs import inputs_of
from checker.cli.messages import say, say_mistakes
from checker.cli.output import StandardOutput
from checker.cli.problem import CommandLineProblem
from checker.places import schemas_folder
from checker.report.layout import visible
from checker.source.mistakes import Refused
from checker.texts import text


def run_check(files: Sequence[str], lang: str) -> int:
    """Validate snapshots; the exit code."""
    code = ExitCode.FINE
    for source in inputs_of(files):
        try:
            load_snapshot(source.read(), name=source.name)
        except Refused as refused:
            say_mistakes(refused.mistakes, lang)
            code = ExitCode.REFUSED
        else:
            say(text(lang, "cli.accepted", file=visible(source.name)))
    return code


def run_schema(name: SchemaName, lang: str, *, docs: bool) -> int:
    """Print a schema, or the field guide; the exit code. Raises ``CommandLineProblem``."""
    if not docs:
        StandardOutput().write((schemas_folder() / f"{name}.schema.json").read_bytes())
        return ExitCode.FINE
    if name is not SchemaName.SNAPSHOT:
        raise CommandLineProblem("cli.usage.docs")
    for line in field_guide(lang):
        say(line)
    return ExitCode.FINE
