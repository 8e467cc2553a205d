"""A marker stands in every confidential field, and in no report unless it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from checker import api
from checker.law import Law
from checker.packs.model import Rule
from checker.report.disclosure import Disclosure
from checker.report.entry import MASK

from .canary import TYPES, Canary, Leaf, leaves_of, retold, type_of
from .conftest import Audited
from .forms import LANGS, beside_the_report, document_of, in_json, in_text, rendered, renderers

SLOW = {"act_draft", "html.page", "spreadsheet"}
"""Written once here; their own tests write them in every language."""


def can_be_told(leaf: Leaf) -> bool:
    """Whether a value can be unlike all others: a choice or a small number cannot."""
    bound = "enum" in leaf.schema or "maximum" in leaf.schema
    return not bound and type_of(leaf.schema) != "boolean"


@pytest.mark.parametrize("kind", TYPES)
def test_every_confidential_field_holds_a_marker(kind: str) -> None:
    canary = Canary(kind)
    leaves = [one for one in leaves_of(canary.document) if one.confidential]
    held = {one.place: one.holder(canary.document)[one.path[-1]] for one in leaves}
    assert len(held) > 100
    unmarked = {
        one.place for one in leaves if can_be_told(one) and not canary.told_by(str(held[one.place]))
    }
    assert unmarked == set()


def test_markers_would_be_seen_if_they_were_told(audited: Audited) -> None:
    canary, result, law = audited.canary, audited.result, audited.law
    for said in (in_json(result, law, reveal=True), in_text(result, law, "ru", reveal=True)):
        assert len(canary.told_by(said)) > 20
    revealed = rendered("markdown", document_of(result, "kk", reveal=True), law)
    assert canary.told_by(revealed)


@pytest.mark.parametrize("lang", LANGS)
def test_no_marker_stands_in_the_text(lang: str, audited: Audited) -> None:
    assert audited.canary.told_by(in_text(audited.result, audited.law, lang)) == []


def test_no_marker_stands_in_the_json(audited: Audited) -> None:
    assert audited.canary.told_by(in_json(audited.result, audited.law)) == []


@pytest.mark.parametrize("name", sorted(renderers()))
def test_no_marker_stands_in_any_other_form(name: str, audited: Audited) -> None:
    for lang in LANGS[-1:] if name in SLOW else LANGS:
        document = document_of(audited.result, lang)
        assert audited.canary.told_by(rendered(name, document, audited.law)) == []


@pytest.mark.parametrize("name", sorted(set(renderers()) - SLOW))
def test_nor_does_it_where_every_verdict_is_listed(name: str, audited: Audited) -> None:
    document = document_of(audited.result, "kk", everything=True)
    assert audited.canary.told_by(rendered(name, document, audited.law)) == []


def test_nor_in_obligations_and_worksheets(audited: Audited) -> None:
    for said in beside_the_report(audited.result, audited.law):
        assert audited.canary.told_by(said) == []


def confidential_words(law: Law) -> set[str]:
    """The words that are marked, and those derived from them for the same subject."""
    words = law.vocabulary.words
    found = {name for name, one in words.items() if one.personal or one.health}
    computed = Disclosure(law.vocabulary, {}, reveal=False)
    assert all(computed.masks(name) for name in found)
    return found


def test_no_confidential_fact_is_evidence_unmasked(audited: Audited) -> None:
    marked = confidential_words(audited.law)
    findings = json.loads(in_json(audited.result, audited.law))["findings"]
    facts = [fact for one in findings for fact in one["evidence"] if fact["word"] in marked]
    assert len(facts) > 100
    assert {(fact["value"], fact["masked"]) for fact in facts} == {(MASK, True)}


def texts_of(rule: Rule, lang: str) -> str:
    """What the rule itself says, of whomever."""
    texts = [rule.title, rule.remedy, rule.look_at, *rule.finding.values()]
    texts += [row.title for row in rule.rows]
    return "\n".join(one.get(lang, "") for one in texts)


def labels_of(law: Law, names: Iterable[str], lang: str) -> set[str]:
    """What the choices of some words are called; labels too short to be known are left out."""
    words = law.vocabulary.words
    found = {texts[lang] for name in names for texts in words[name].choice_labels.values()}
    return {one for one in found if len(one) > 8}


def test_no_sentence_about_a_subject_names_a_confidential_choice(audited: Audited) -> None:
    law = audited.law
    rules = {rule.id: rule for rule in law.pack.rules}
    secret = confidential_words(law)
    labels = {lang: labels_of(law, secret, lang) for lang in LANGS}
    for lang in LANGS:
        labels[lang] -= labels_of(law, law.vocabulary.words.keys() - secret, lang)
        assert len(labels[lang]) > 80
    for finding in json.loads(in_json(audited.result, law))["findings"]:
        rule = rules.get(finding["rule"])
        for lang in LANGS:
            own = texts_of(rule, lang) if rule is not None else ""
            said = finding["message"][lang]
            assert not [one for one in labels[lang] if one in said and one not in own]


def findings_of(document: dict[str, Any], law: Law) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every verdict with all that is told of it, by what it is about and what it is."""
    found = api.audit(api.load_snapshot(document), law, engine="plain")
    for one in json.loads(found.to_json(everything=True))["findings"]:
        subject = one["subject"]
        about = (one["rule"], one["row"], one["clause"], one["severity"], *subject.values())
        yield (*about, one["verdict"], one["cause"], one["why"]), one


@pytest.mark.parametrize("kind", TYPES)
def test_a_verdict_is_told_alike_whatever_the_confidential_values_are(kind: str, law: Law) -> None:
    """No day, age, number or sentence is computed from them that would let them be guessed."""
    document = Canary(kind, listed={"recipients": 6}).document
    first, second = dict(findings_of(document, law)), dict(findings_of(retold(document), law))
    same = first.keys() & second.keys()
    assert len(same) > 2000
    assert len(first) - len(same) > 20
    assert [key for key in same if first[key] != second[key]] == []
