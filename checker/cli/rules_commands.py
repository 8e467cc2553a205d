"""``rules list``, ``rules show``, ``rules export`` and ``explain``: reading the packs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from checker.auditing.result import ExitCode
from checker.cli.audit_options import chosen_of, selection_of
from checker.cli.messages import law_of, say, say_mistakes
from checker.cli.problem import CommandLineProblem
from checker.compiler.rules import Compiled
from checker.law import Law
from checker.packs.model import Rule
from checker.places import rules_folder
from checker.readback.rules import rule_lines
from checker.report.citation import citation
from checker.source.mistakes import Refused
from checker.texts import text


def run_list(select: list[str], lang: str, folder: Path | None) -> int:
    """Print the rules, one a line; the exit code."""
    try:
        law = law_of(folder)
    except Refused as refused:
        say_mistakes(refused.mistakes, lang)
        return ExitCode.REFUSED
    chosen = chosen_of(selection_of(tuple(select)), law)
    rules = law.pack.rules if chosen is None else rules_of(chosen)
    for rule in rules:
        cited = citation(lang, law.pack.acts[rule.place.act], rule.clause)
        severity = text(lang, f"report.severity.{rule.severity}")
        say(f"{rule.id}: {rule.title[lang]} ({cited}; {severity})")
    say(text(lang, "cli.rules.count", number=len(rules)))
    return ExitCode.FINE


def rules_of(chosen: Iterable[Compiled]) -> tuple[Rule, ...]:
    """The rules of which something is chosen, in their order, each once."""
    return tuple({one.rule.id: one.rule for one in chosen}.values())


def run_show(name: str, lang: str, folder: Path | None) -> int:
    """Print a rule as its file has it; the exit code."""
    try:
        law = law_of(folder)
    except Refused as refused:
        say_mistakes(refused.mistakes, lang)
        return ExitCode.REFUSED
    rule = rule_named(name, law)
    say(f"# {rule.place.file}:{rule.place.line}")
    for line in _source((folder or rules_folder()) / rule.place.file, rule.place.line):
        say(line)
    return ExitCode.FINE


def run_explain(name: str, lang: str, folder: Path | None) -> int:
    """Print a rule as sentences; the exit code."""
    try:
        law = law_of(folder)
    except Refused as refused:
        say_mistakes(refused.mistakes, lang)
        return ExitCode.REFUSED
    for line in rule_lines(rule_named(name, law), law, lang):
        say(line)
    return ExitCode.FINE


def run_export(folder: Path, lang: str) -> int:
    """Copy the packs into a new or empty folder; the exit code. Raises ``CommandLineProblem``."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandLineProblem("cli.export.not_empty", folder=str(folder))
    try:
        shutil.copytree(rules_folder(), folder, dirs_exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandLineProblem("cli.output.cannot", file=str(folder), why=why) from None
    say(text(lang, "cli.export.done", folder=str(folder)))
    return ExitCode.FINE


def rule_named(name: str, law: Law) -> Rule:
    """The rule of this id. Raises ``CommandLineProblem``."""
    rules = {rule.id: rule for rule in law.pack.rules}
    if name in rules:
        return rules[name]
    near = get_close_matches(name, sorted(rules), n=1, cutoff=0.5)
    message = "cli.select.unknown_near" if near else "cli.select.unknown"
    raise CommandLineProblem(message, key="rule", value=name, near=near[0] if near else "")


def _source(file: Path, line: int) -> Iterator[str]:
    """The lines of a rule: up to the next item of the same list."""
    lines = file.read_text(encoding="utf-8").splitlines()[line - 1 :]
    indent = len(lines[0]) - len(lines[0].lstrip())
    yield lines[0]
    for one in lines[1:]:
        if one.strip() and len(one) - len(one.lstrip()) <= indent:
            return
        yield one
