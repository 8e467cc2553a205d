"""The committed map of which rule reads which word; a word without a reader waits for its pack.

``SSU_AUDIT_GOLDEN=write python -m pytest tests/law/test_words.py`` writes it anew; read the
difference before committing it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest

from checker.compiler.equipment import LICENCE_WORD, QUANTITY_WORD
from checker.compiler.staff import SCHEDULE, SUBSTITUTIONS_WORD
from checker.facts.columns import Each
from checker.facts.derived import derived_words
from checker.law import Law, load_law
from checker.packs.model import Rule
from checker.packs.reads import words_of_rule, words_of_sentences
from checker.packs.requirements import EquipmentNorm, StaffNorm

COMMITTED = Path(__file__).resolve().parent / "words-read.txt"
TITLE = (
    "# Which rule reads which word of the snapshot, itself or through derived words.\n"
    "# Words that no rule reads yet belong to chapters whose packs are still to come.\n"
)
NOBODY = "nobody yet"


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def read_by(rule: Rule) -> set[str]:
    """Every word that a rule reads, with the words that derived ones are computed from."""
    found: set[str] = set()
    waiting = [*words_of_rule(rule), *words_of_sentences(rule), *_tables(rule)]
    derived = derived_words()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _inputs(name) if name in derived else ()
    return found


def _inputs(name: str) -> Iterator[str]:
    for source in derived_words()[name].computed.inputs:
        if isinstance(source, str | Each):
            yield source if isinstance(source, str) else source.word


def _tables(rule: Rule) -> Iterator[str]:
    """The words that the forms of tables read by themselves."""
    forms = [one.must for one in (*rule.editions, *rule.rows) if one.must is not None]
    if any(isinstance(one, StaffNorm) for one in forms):
        yield from (SUBSTITUTIONS_WORD, *(each.word for each in SCHEDULE))
    if any(isinstance(one, EquipmentNorm) for one in forms):
        yield from (LICENCE_WORD, QUANTITY_WORD)


def readers(law: Law) -> Mapping[str, list[str]]:
    """By word of the snapshot, the rules that read it."""
    found: dict[str, list[str]] = {name: [] for name in sorted(law.vocabulary.words)}
    for rule in law.pack.rules:
        for name in read_by(rule):
            found[name].append(rule.id)
    return {
        name: sorted(rules)
        for name, rules in found.items()
        if not law.vocabulary.words[name].derived
    }


def written(law: Law) -> str:
    """The text of the map."""
    found = readers(law)
    lines = chain.from_iterable(
        (name, *(f"  {rule}" for rule in rules or (NOBODY,))) for name, rules in found.items()
    )
    return TITLE + "\n".join(lines) + "\n"


def test_the_committed_map_says_which_rule_reads_which_word(law: Law) -> None:
    text = written(law)
    if os.environ.get("SSU_AUDIT_GOLDEN") == "write":
        COMMITTED.write_text(text, encoding="utf-8")
    assert COMMITTED.is_file(), "write it with SSU_AUDIT_GOLDEN=write"
    assert text.splitlines() == COMMITTED.read_text(encoding="utf-8").splitlines(), (
        "rules read other words: SSU_AUDIT_GOLDEN=write python -m pytest tests/law/test_words.py"
    )


def test_every_rule_reads_something_or_leaves_it_to_an_inspector(law: Law) -> None:
    for rule in law.pack.rules:
        assert words_of_rule(rule) or rule.look_at, rule.id


def test_every_derived_word_serves_a_rule(law: Law) -> None:
    used = {name for rule in law.pack.rules for name in read_by(rule)}
    assert sorted(derived_words().keys() - used) == []


def test_every_derived_word_is_computed_from_words_that_there_are(law: Law) -> None:
    for name in derived_words():
        for source in _inputs(name):
            assert source in law.vocabulary.words, name
