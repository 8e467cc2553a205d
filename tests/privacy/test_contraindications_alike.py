"""Whichever contraindication a recipient has, what is told without --reveal is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import pytest

from checker import api
from checker.auditing.horizon import look_ahead
from checker.auditing.result import AuditResult
from checker.packs.model import Example, Rule, Severity

from .conftest import the_law
from .forms import LANGS, beside_the_report, document_of, in_json, in_text, rendered, renderers
from .seeding import breaching, seeded, tables

DIGEST = re.compile(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b")
RULES = tuple(rule.id for rule in tables(the_law()))
CHAPTERS = {"chapter-2-residential", "chapter-3-semi-residential", "chapter-4-home"}
LAST_CHAPTER = "chapter-5-temporary-stay"


def rule_of(name: str) -> Rule:
    return next(rule for rule in the_law().pack.rules if rule.id == name)


ONE_OF_EACH_CHAPTER = tuple(
    {rule_of(name).place.chapter: name for name in reversed(RULES)}.values()
)


@cache
def audited(rule: str, row: str) -> AuditResult:
    """The audit of the institution with one person who breaches a row, and what lies ahead."""
    example = breaching(rule_of(rule))[row]
    document = seeded(example, rule_of(rule), the_law())
    snapshot = api.load_snapshot(document, name="institution.json")
    result = api.audit(snapshot, the_law(), engine="plain").result
    ahead = look_ahead(result.judged, snapshot.taken_on + timedelta(45))
    return replace(result, horizon=ahead)


@dataclass(frozen=True)
class Told:
    """What the command tells of one institution, but for digests of the snapshot."""

    text: str
    report: str
    code: int

    @staticmethod
    def of(result: AuditResult) -> Told:
        return Told(
            DIGEST.sub("", in_text(result, the_law(), "ru")),
            DIGEST.sub("", in_json(result, the_law())),
            result.exit_code(),
        )


@cache
def in_every_form(rule: str, row: str) -> tuple[str, ...]:
    return tuple(_in_every_form(audited(rule, row)))


def _in_every_form(result: AuditResult) -> Iterator[str]:
    document = document_of(result, "ru")
    for name in renderers():
        yield DIGEST.sub("", rendered(name, document, the_law()))
    for said in beside_the_report(result, the_law()):
        yield DIGEST.sub("", said)


def test_the_tables_of_all_four_chapters_are_tried() -> None:
    chapters = {rule_of(name).place.chapter for name in RULES}
    assert chapters == {*CHAPTERS, LAST_CHAPTER}
    assert sum(len(breaching(rule_of(name))) for name in RULES) > 100


@pytest.mark.parametrize("name", RULES)
def test_every_row_that_is_breached_gives_the_same_report_and_exit_code(name: str) -> None:
    rule = rule_of(name)
    seen: dict[Told, str] = {}
    for row in breaching(rule):
        result = audited(name, row)
        breached = [
            one.subject
            for one in result.findings
            if one.compiled is not None
            and one.compiled.name == (name, row)
            and one.verdict == "breached"
        ]
        assert len(breached) == 1, row
        seen.setdefault(Told.of(result), row)
    assert len(seen) == 1, f"rows that can be told apart: {sorted(seen.values())}"
    if rule.severity is Severity.VIOLATION:
        assert next(iter(seen)).code == 1


@pytest.mark.parametrize("name", ONE_OF_EACH_CHAPTER)
def test_the_first_and_the_last_row_are_the_same_in_every_form(name: str) -> None:
    first, *_, last = breaching(rule_of(name))
    assert in_every_form(name, first) == in_every_form(name, last)


@pytest.mark.parametrize("name", RULES)
def test_no_diagnosis_is_named(name: str) -> None:
    rule = rule_of(name)
    titles = {row.title[lang] for row in rule.rows for lang in LANGS}
    codes = {code for one in breaching(rule).values() for code in codes_of(one)}
    first, *_ = breaching(rule)
    told = Told.of(audited(name, first))
    forms = in_every_form(name, first) if name in ONE_OF_EACH_CHAPTER else ()
    for said in (told.text, told.report, *forms):
        assert not [one for one in (*titles, *codes) if one in said]


def codes_of(example: Example) -> Iterator[str]:
    for word, value in example.given.items():
        if "contraindication" in word and isinstance(value, tuple):
            yield from (one for one in value if "_" in one)  # others are parts of common words
        elif word == "contraindication.code":
            yield value


def test_a_selection_of_one_row_chooses_the_whole_paragraph() -> None:
    law = the_law()
    for name in RULES:
        first, second, *_ = breaching(rule_of(name))
        chosen = [api.chosen_by([f"rule:{name}/{row}"], law) for row in (first, second)]
        assert chosen[0].requirements == chosen[1].requirements
