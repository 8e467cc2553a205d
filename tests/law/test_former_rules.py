"""The former Rules: both languages are told, and nobody is accused while orders are unread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from checker.compiler.editions import Regime, reach_of, regime_on, spans_of
from checker.compiler.rules import compile_rules
from checker.engine.model import Code
from checker.facts.derived import derived_words
from checker.law import Law, load_law
from checker.packs.model import Act, Example, Rule
from checker.proof.examples import Laboratory, code_of, examples_of, tables_of

ACT = "order-379-2018"
DIVERGENCES = 20
"""Places where the Kazakh and the Russian text of Order No. 472 differ."""
BEFORE = date(2021, 12, 25)
"""The last day whose wording is not known at all."""
GREY = "former-child-has-known-indication"
"""The other indications of that subparagraph are not known, so the lack of one never accuses."""


@cache
def law() -> Law:
    return load_law()


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in law().pack.rules if rule.place.act == ACT)


def read_at_last(act: Act) -> Act:
    """The act as it stands once policy staff has put the true days in and read every order."""
    original = act.editions["original"]
    known = replace(original, in_force_by=original.not_before, unread_since=None)
    return replace(act, editions={"original": known})


def test_every_rule_is_named_as_one_of_the_former_rules() -> None:
    assert rules()
    for rule in rules():
        assert rule.id.startswith("former-"), rule.id
        assert [one.since for one in rule.editions] == ["original"], rule.id


def test_every_divergence_of_the_languages_tells_both_texts_in_three_languages() -> None:
    told = {"kk": ("Қазақша мәтін:", "орысша мәтін:"), "ru": ("Казахский текст:", "русский текст:")}
    told["en"] = ("Kazakh text:", "Russian text:")
    found = [
        name
        for name, reading in law().pack.readings[ACT].items()
        if all(part in reading[lang] for lang, parts in told.items() for part in parts)
    ]
    assert len(found) == DIVERGENCES, found


def test_a_reading_that_no_rule_names_is_about_the_order_itself_or_editorial() -> None:
    named = {rule.reading for rule in rules()}
    assert set(law().pack.readings[ACT]) - named == {
        "auxiliary-classes",
        "closing-mark-of-the-subparagraph",
        "control-by-vice-minister",
        "name-of-the-ministry",
        "preposition-before-the-journal",
    }


def test_nothing_of_the_former_rules_is_firm_while_later_orders_are_unread() -> None:
    act = law().pack.acts[ACT]
    spans = spans_of(rules()[0].editions, act.editions)
    for day in range(date(2021, 12, 1).toordinal(), date(2023, 7, 31).toordinal()):
        assert regime_on(day, spans, reach_of(act))[1] is not Regime.IN_FORCE


def test_no_example_is_a_breach_yet() -> None:
    for rule in rules():
        assert "breached" not in {example.expect for example in rule.examples}, rule.id


def test_with_the_true_days_put_in_what_was_not_fulfilled_becomes_a_breach() -> None:
    acts = {ACT: read_at_last(law().pack.acts[ACT])}
    program = compile_rules(rules(), acts, law().vocabulary)
    words = {name: one.computed for name, one in derived_words().items()}
    bench = Laboratory(
        law().vocabulary, words | dict(program.computed), law().calendar, law().pack.parameters
    )
    verdicts = {
        (compiled.rule.id, example.case): code_of(
            compiled, tables_of(compiled.rule.about, example, bench)
        )
        for compiled in program.compiled
        for example in examples_of(compiled)
        if example.cause == "text" and not of_the_unknown_day(example)
    }
    spared = {name: code for name, code in verdicts.items() if code is not Code.BREACHED}
    assert len(verdicts) > 100
    assert {name for name, _ in spared} == {GREY}
    assert set(spared.values()) == {Code.UNDETERMINED}


def of_the_unknown_day(example: Example) -> bool:
    """Whether an example is about the day before the known wording could bind."""
    days = [example.as_of, *example.given.values()]
    return BEFORE in days or any(str(one).startswith(BEFORE.isoformat()) for one in days)


def test_the_breach_of_every_rule_has_a_sentence_in_three_languages() -> None:
    for rule in rules():
        sentence = rule.finding["breached"]
        assert set(sentence) == {"kk", "ru", "en"}, rule.id
        assert sentence["ru"].endswith("Оценено по известному тексту прежних Правил."), rule.id
