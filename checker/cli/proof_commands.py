"""``rules lint``, ``rules test`` and ``rules prove``: holding the packs to their proofs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from checker.auditing.judging import computed_columns
from checker.auditing.result import ExitCode
from checker.cli.audit_options import chosen_of, selection_of
from checker.cli.messages import law_of, say, say_mistakes
from checker.cli.problem import CommandLineProblem
from checker.cli.rules_commands import rules_of
from checker.compiler.rules import Compiled
from checker.law import Law
from checker.places import rules_folder
from checker.proof.examples import Laboratory, run_examples
from checker.source.mistakes import Refused
from checker.texts import text

_Trial = Callable[[Law, Sequence[Compiled], str, Path], bool]
"""Tries the chosen rules of the law of a rules folder, and says in a language what came out."""


def run_lint(select: Sequence[str], lang: str, folder: Path | None) -> int:
    """Hold the packs against the law's provisions; the exit code."""
    return _run(_lint, select, lang, folder)


def run_test(select: Sequence[str], lang: str, folder: Path | None) -> int:
    """Run the examples; the exit code."""
    return _run(_test, select, lang, folder)


def run_prove(select: Sequence[str], lang: str, folder: Path | None) -> int:
    """Try changed rules and forgotten facts; the exit code."""
    return _run(_prove, select, lang, folder)


def _run(trial: _Trial, select: Sequence[str], lang: str, folder: Path | None) -> int:
    """What does not stand its trial is refused like any other input."""
    try:
        law = law_of(folder)
    except Refused as refused:
        say_mistakes(refused.mistakes, lang)
        return ExitCode.REFUSED
    chosen = chosen_of(selection_of(tuple(select)), law)
    rules = law.program.compiled if chosen is None else chosen
    stands = trial(law, rules, lang, folder or rules_folder())
    return ExitCode.FINE if stands else ExitCode.REFUSED


def _laboratory(law: Law) -> Laboratory:
    return Laboratory(law.vocabulary, computed_columns(law), law.calendar, law.pack.parameters)


def _test(law: Law, chosen: Sequence[Compiled], lang: str, _: Path) -> bool:
    count, failures = run_examples(chosen, _laboratory(law))
    if not count:
        raise CommandLineProblem("cli.test.nothing")
    for one in failures:
        rule = one.compiled.rule
        row = f"/{one.compiled.row.row}" if one.compiled.row is not None else ""
        say(
            text(
                lang,
                "cli.test.failure",
                place=f"{rule.place.file}:{one.example.line}",
                rule=f"{rule.id}{row}",
                case=one.example.case,
                expected=one.example.expect,
                found=one.verdict,
            )
        )
    say(text(lang, "cli.test.count", number=count, failures=len(failures)))
    return not failures


def _lint(law: Law, _: Sequence[Compiled], lang: str, folder: Path) -> bool:
    from checker.proof.lint import lint  # noqa: PLC0415 -- needed by this command alone
    from checker.proof.second_reading import compare  # noqa: PLC0415

    found = lint(law.pack)
    say_mistakes(found.mistakes, lang)
    differences = compare(law.pack, folder)
    for difference in differences:
        say(difference.say(lang))
    for status, number in found.by_status.items():
        say(f"{status}: {number}")
    say(text(lang, "cli.lint.count", number=found.provisions, mistakes=len(found.mistakes)))
    say(text(lang, "cli.lint.second", differences=len(differences)))
    return not found.mistakes and not differences


def _prove(law: Law, chosen: Sequence[Compiled], lang: str, folder: Path) -> bool:
    from checker.proof.prove import prove  # noqa: PLC0415 -- needed by this command alone
    from checker.proof.second_reading import SecondReadings  # noqa: PLC0415

    proof = prove(
        rules_of(chosen),
        law.pack.acts,
        _laboratory(law),
        law.pack.equivalent,
        SecondReadings(law.pack, folder).notices,
    )
    for survivor in proof.survivors:
        say(f"{survivor.file}:{survivor.line}: {survivor.name}")
    for one in proof.forgotten:
        place = f"{one.rule.place.file}:{one.example.line}"
        say(text(lang, "cli.prove.forgotten", place=place, fact=one.fact, verdict=one.verdict))
    say(
        text(
            lang,
            "cli.prove.count",
            mutants=proof.mutants,
            survivors=len(proof.survivors),
            equivalent=len(proof.equivalent),
            forgettings=proof.forgettings,
            forgotten=len(proof.forgotten),
        )
    )
    return proof.holds
