"""A document that is refused is told by places and types: never by a confidential value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from checker import api
from checker.law import Law
from checker.report.document import Document
from checker.report.document import Refused as RefusedInput
from checker.source.mistakes import Mistake, Refused
from checker.worksheet.attestations import read_attestations

from .canary import MARK, Canary, Leaf, is_free_text, leaves_of, type_of
from .forms import LANGS, rendered, renderers

SURNAME = "Жұмабаев"
"""A name that is written in the place of a field's own."""


@cache
def canary() -> Canary:
    return Canary("residential", listed={"recipients": 1})


@cache
def confidential() -> tuple[Leaf, ...]:
    """One value of each confidential field, and of each field that takes any text."""
    found: dict[str, Leaf] = {}
    for leaf in leaves_of(canary().document):
        if (leaf.confidential or is_free_text(leaf.schema)) and isinstance(leaf.path[-1], str):
            found.setdefault(leaf.place, leaf)
    return tuple(found.values())


def value_of(leaf: Leaf) -> Any:
    return leaf.holder(canary().document)[leaf.path[-1]]


def another_type(leaf: Leaf) -> Any:
    return 730_001 if type_of(leaf.schema) == "string" else f"{MARK}type"


def a_list(leaf: Leaf) -> Any:
    return [value_of(leaf), f"{MARK}list"]


def a_record(leaf: Leaf) -> Any:
    return {SURNAME: f"{MARK}record", "name": value_of(leaf)}


def too_long(leaf: Leaf) -> Any:
    return f"{MARK}long" * 200 if type_of(leaf.schema) == "string" else [f"{MARK}long" * 200]


def too_short(leaf: Leaf) -> Any:
    return "" if type_of(leaf.schema) == "string" else -730_001


def another_form(leaf: Leaf) -> Any:
    if leaf.schema.get("format") == "date":
        return "03.02.2015"
    return f"{MARK}form 850101300017" if "pattern" in leaf.schema else [f"{MARK}form"]


def no_such_day(leaf: Leaf) -> Any:
    return "2015-02-30" if leaf.schema.get("format") == "date" else True


def no_choice(leaf: Leaf) -> Any:
    return f"{MARK}choice" if "enum" in leaf.schema else {f"{MARK}850101300017": "x"}


def not_finite(leaf: Leaf) -> Any:
    return float("nan") if type_of(leaf.schema) in ("integer", "number") else 1e400


SPOILINGS = (
    another_type, a_list, a_record, too_long, too_short, another_form, no_such_day, no_choice,
    not_finite,
)  # fmt: skip


def told(mistakes: tuple[Mistake, ...]) -> str:
    """All that is said of a refused document, anywhere."""
    said = [one.say(lang) for one in mistakes for lang in LANGS]
    return "\n".join([*said, str(Refused(mistakes)), repr(Refused(mistakes).args)])


def leaks(said: str) -> list[str]:
    found = canary().told_by(said)
    return found + [one for one in (SURNAME, "03.02.2015", "2015-02-30") if one in said]


def mistakes_of(data: bytes | dict[str, Any]) -> tuple[Mistake, ...]:
    with pytest.raises(Refused) as refused:
        api.load_snapshot(data, name="canary.json")
    return refused.value.mistakes


@pytest.mark.parametrize("spoil", SPOILINGS, ids=lambda one: one.__name__)
def test_no_value_of_the_wrong_form_is_quoted(spoil: Callable[[Leaf], Any]) -> None:
    document = deepcopy(canary().document)
    for leaf in confidential():
        leaf.holder(document)[leaf.path[-1]] = spoil(leaf)
    mistakes = mistakes_of(document)
    spoiled = {leaf.place for leaf in confidential()}
    pointed = {re.sub(r"/[0-9]+", "/*", one.pointer).removeprefix("/") for one in mistakes}
    assert spoil is not_finite or len(pointed & spoiled) > len(spoiled) // 2
    assert leaks(told(mistakes)) == []


def test_no_value_of_an_unknown_field_is_quoted_nor_a_name_in_its_place() -> None:
    document = deepcopy(canary().document)
    for leaf in confidential():
        holder = leaf.holder(document)
        holder[f"{leaf.path[-1]}s"] = f"{MARK}beside"
        holder[SURNAME] = value_of(leaf)
        holder["850101300017"] = value_of(leaf)
    mistakes = mistakes_of(document)
    assert len(mistakes) > 100
    assert leaks(told(mistakes)) == []


def test_no_value_is_quoted_where_a_needed_one_is_missing() -> None:
    document = deepcopy(canary().document)
    for leaf in leaves_of(canary().document):
        if not leaf.confidential and isinstance(leaf.path[-1], str):
            leaf.holder(document).pop(leaf.path[-1])
    assert leaks(told(mistakes_of(document))) == []


def test_no_value_given_twice_is_quoted() -> None:
    text = json.dumps(canary().document, ensure_ascii=False)
    twice = re.sub(rf'("[a-z_]+"): ("{MARK}\w+")', r"\1: \2, \1: \2", text)
    mistakes = mistakes_of(twice.encode())
    assert len(mistakes) > 50
    assert leaks(told(mistakes)) == []


BREAKS = {
    "a quotation mark is missing": ('"', ""),
    "a control character": (MARK, f"{MARK}\x01"),
    "a broken escape": (MARK, f"{MARK}\\x"),
    "half a character": (MARK, f"{MARK}\\ud800"),
    "no colon": ('": "', '" "'),
    "single quotes": ('"', "'"),
}


@pytest.mark.parametrize("name", BREAKS)
@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_no_broken_text_is_quoted(name: str, place: float) -> None:
    text = json.dumps(canary().document, ensure_ascii=False)
    here = text.index(f'": "{MARK}', int(len(text) * place))
    old, new = BREAKS[name]
    broken = text[:here] + text[here:].replace(old, new, 1)
    assert leaks(told(mistakes_of(broken.encode()))) == []


def test_no_text_is_quoted_where_it_is_cut_off() -> None:
    text = json.dumps(canary().document, ensure_ascii=False)
    for found in re.finditer(MARK, text):
        assert leaks(told(mistakes_of(text[: found.end() + 2].encode()))) == []


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251"])
def test_no_text_of_another_encoding_is_quoted(encoding: str) -> None:
    text = json.dumps(canary().document | {"note": SURNAME}, ensure_ascii=False)
    data = text.encode(encoding, "replace")
    assert leaks(told(mistakes_of(data))) == []


@pytest.mark.parametrize("name", sorted(renderers()))
def test_no_form_of_a_report_quotes_what_was_refused(name: str, law: Law) -> None:
    document = deepcopy(canary().document)
    for leaf in confidential():
        leaf.holder(document)[leaf.path[-1]] = no_choice(leaf)
    refused = RefusedInput("canary.json", mistakes_of(document))
    for lang in LANGS:
        said = rendered(name, Document((), (refused,), 3, lang), law)
        assert "canary.json" in said
        assert leaks(said) == []


ATTESTATION = """
attestation_version: '1'
institution: 991240000001/residential
attestations:
- rule: {rule}
  edition: order-230-2023/original
  outcome: {outcome}
  day: {day}
  inspector: {inspector}
  remark: zqxremark
  evidence_file: zqxevidence
"""
WRONG = {
    "an unknown rule": {"rule": "no-such-rule"},
    "an unknown outcome": {"outcome": SURNAME},
    "a day in words": {"day": "zqxday"},
    "a name that is a list": {"inspector": "[zqxname, zqxname]"},
    "a name that is a number": {"inspector": "850101300017"},
    "a name that is too long": {"inspector": "zqxname" * 200},
    "a broken text": {"inspector": "'zqxname"},
}


@pytest.mark.parametrize("what", WRONG)
def test_no_attestation_that_is_refused_quotes_its_author(what: str, law: Law) -> None:
    sound = {"rule": "x", "outcome": "met", "day": "2026-03-01", "inspector": "zqxname"}
    data = ATTESTATION.format(**sound | WRONG[what]).encode()
    with pytest.raises(Refused) as refused:
        read_attestations([(data, "seen.yaml")], law)
    assert leaks(told(refused.value.mistakes)) == []
