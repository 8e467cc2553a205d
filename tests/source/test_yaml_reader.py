"""YAML is read in one way only; what could be read in two is refused."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.source import yaml_reader
from checker.source.lines import pointer_of
from checker.source.mistakes import Mistake, Refused
from checker.source.yaml_reader import DEEPEST, read_yaml
from checker.texts import LANGUAGES

letters = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\x85")
words = st.text(letters | st.just(" "), max_size=8)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**29), 10**29)
    | st.decimals(-1000, 1000, places=2)
    | st.dates()
    | words
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> object:
    return read_yaml(text.encode(), "a.yaml").value


def refused(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(Refused) as caught:
        read(text)
    for mistake in caught.value.mistakes:
        for lang in LANGUAGES:
            assert mistake.say(lang)
    return caught.value.mistakes


def read_or_refused(data: bytes) -> object:
    """Return the value, which is never a tuple, or the tuple of mistakes."""
    try:
        return read_yaml(data, "a.yaml").value
    except Refused as error:
        return error.mistakes


def reasons(text: str) -> list[tuple[str, int, int]]:
    return [(found.message, found.line, found.column) for found in refused(text)]


def flow(value: Any) -> str:
    """Write the value as YAML on one line, its texts in quotation marks."""
    if isinstance(value, dict):
        members = ", ".join(f"{flow(name)}: {flow(inner)}" for name, inner in value.items())
        return f"{{{members}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(inner) for inner in value)}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return (
        {None: "null", True: "true", False: "false"}[value]
        if (value is None or isinstance(value, bool))
        else str(value)
    )


def everything(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str, Any]]:
    found = [(pointer_of(path), value)]
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for part, inner in members:
            found += everything(inner, (*path, part))
    return found


@given(values)
def test_whatever_is_written_plainly_is_read_back_equal(value: object) -> None:
    assert repr(read(flow(value))) == repr(value)


@given(values)
def test_positions_point_at_the_first_character_of_each_value(value: object) -> None:
    text = flow(value)
    document = read_yaml(text.encode(), "a.yaml")
    for pointer, inner in everything(value):
        line, column = document.position(pointer)
        assert line == 1
        assert text[column - 1 :].startswith(flow(inner))


@given(st.text(st.sampled_from("ayn:-[]{}&*!#|>'\"%@`0123.~<? \n\t"), max_size=30))
def test_any_text_is_read_as_the_usual_loader_reads_it_or_refused(text: str) -> None:
    outcome = read_or_refused(text.encode())
    assert outcome != ()
    if not isinstance(outcome, tuple):
        assert shape(outcome) == shape(yaml.load(text, Loader=yaml.CBaseLoader))


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else "scalar"


@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    assert read_or_refused(data) != ()


def test_plain_scalars_have_their_types() -> None:
    text = """
date: 2026-03-01
whole: -14
decimal: 1.50
nothing: null
empty:
truth: true
clause: 12.3.4
term: 14 calendar days
provision: 230/12.3/deadline
quoted: '12.3'
2026: a name is always text
folded: >
  one
  two
"""
    assert read(text) == {
        "date": date(2026, 3, 1),
        "whole": -14,
        "decimal": Decimal("1.50"),
        "nothing": None,
        "empty": None,
        "truth": True,
        "clause": "12.3.4",
        "term": "14 calendar days",
        "provision": "230/12.3/deadline",
        "quoted": "12.3",
        "2026": "a name is always text",
        "folded": "one two\n",
    }


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF", "Y"]
)
def test_words_some_read_as_truth_are_refused_unless_quoted(word: str) -> None:
    assert reasons(f"a: {word}") == [("source.yaml.yes_no", 1, 4)]
    assert reasons(f"{word}: 1") == [("source.yaml.name", 1, 1)]
    assert read(f"'{word}': \"{word}\"") == {word: word}
    assert read(f"a: {word} more") == {"a": f"{word} more"}


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("True", "true_form"),
        ("FALSE", "true_form"),
        ("~", "null_form"),
        ("NULL", "null_form"),
        ("12:30", "clock"),
        ("1:30:00", "clock"),
        ("012", "octal"),
        ("-00", "octal"),
        ("0o17", "octal"),
        ("0x1F", "number_form"),
        ("0b1", "number_form"),
        ("1_000", "number_form"),
        ("1e3", "number_form"),
        ("1.5E-3", "number_form"),
        ("+5", "number_form"),
        (".5", "number_form"),
        ("5.", "number_form"),
        ("01.5", "number_form"),
        (".inf", "number_form"),
        ("-.Inf", "number_form"),
        (".nan", "number_form"),
        ("2026-3-1", "date_form"),
        ("2026-03-01T10:00:00Z", "timestamp"),
        ("2026-03-01 10:00:00", "timestamp"),
        ("2026-03-01t1", "timestamp"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_unless_quoted(word: str, message: str) -> None:
    assert reasons(f"- {word}") == [(f"source.yaml.{message}", 1, 3)]
    assert read(f"- '{word}'") == [word]


@pytest.mark.parametrize("day", ["2026-02-29", "2026-13-01", "0000-01-01", "2026-04-31"])
def test_a_day_that_is_not_in_the_calendar_is_refused(day: str) -> None:
    assert reasons(f"a: {day}") == [("source.no_such_date", 1, 4)]


def test_a_long_number_is_refused() -> None:
    assert read("- " + "1" * 30) == [int("1" * 30)]
    assert reasons("- -" + "1" * 31) == [("source.long_number", 1, 3)]
    assert reasons("- " + "1" * 1_000_000) == [("source.long_number", 1, 3)]


def test_a_name_given_twice_is_refused_however_it_is_quoted() -> None:
    assert reasons("a: 1\nb:\n  c: 1\n  'c': 2\n\"a\": 2\n") == [
        ("source.duplicate_name", 4, 3),
        ("source.duplicate_name", 5, 1),
    ]


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("a: &x 1", "anchor", 4),
        ("a: &x [1]", "anchor", 4),
        ("a: *x", "alias", 4),
        ("*x : 1", "alias", 1),
        ("a: !!int 1", "tag", 4),
        ("a: !local {b: 1}", "tag", 4),
        ("a: ! b", "tag", 4),
        ("<<: {a: 1}", "merge", 1),
        ("a: <<", "merge", 4),
        ("? [a]\n: 1", "name", 3),
        ("{{a: 1}: 2, b: 3}", "name", 2),
        ("'a': 1\n? \n: 2", "name", 2),
        ("null: 1", "name", 1),
        ("true: 1", "name", 1),
        ("%YAML 1.1\n---\na: 1", "directive", 1),
    ],
)
def test_what_hides_the_value_is_refused(text: str, message: str, column: int) -> None:
    (mistake,) = refused(text)
    assert (mistake.message, mistake.column) == (f"source.yaml.{message}", column)


def test_a_file_holds_one_document() -> None:
    assert read("---\na: 1\n...\n") == {"a": 1}
    assert reasons("a: 1\n---\nb: yes\n") == [("source.yaml.documents", 2, 1)]


def test_tabs_are_refused_one_a_line() -> None:
    assert reasons("a: 1\t# x\t\nb:\n\t- 1\n") == [
        ("source.yaml.tab", 1, 5),
        ("source.yaml.tab", 3, 1),
    ]
    assert reasons("a: yes\nb: 1\t\n") == [
        ("source.yaml.yes_no", 1, 4),
        ("source.yaml.tab", 2, 5),
    ]


@pytest.mark.parametrize("character", "\x00\x07\x1b\x7f\x85\u2028\u202e\ufeff")
def test_invisible_characters_are_refused(character: str) -> None:
    assert reasons(f"abcd:\n  - ә{character}") == [("source.yaml.control_character", 2, 6)]


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a: b: c\n", "colon_in_text", 1, 5),
        ("ә: @x\n", "bad_start", 1, 4),
        ("a: `x`\n", "bad_start", 1, 4),
        ("b: 1\na: 'x\n", "unclosed_quote", 2, 4),
        ("a: [1, 2\nb: 3\n", "unclosed_bracket", 2, 2),
        ("a: 1\nb\n", "colon_missing", 2, 1),
        ("a:\n  - 1\n b: 2\n", "indentation", 3, 2),
        ("- 1\na: 2\n", "indentation", 2, 1),
        ('a: "\\q"\n', "bad_escape", 1, 5),
        ("a: yes\nb: [\n\n", "unclosed_bracket", 2, 5),
        ("%FOO\n---\na: 1", "syntax", 1, 5),
    ],
)
def test_a_syntax_error_is_told_at_its_first_place(
    text: str, message: str, line: int, column: int
) -> None:
    assert reasons(text) == [(f"source.yaml.{message}", line, column)]


def test_all_other_mistakes_are_told_together_in_their_order() -> None:
    assert reasons("a: yes\nb: &x 012\na: 12:30\nc: [{d: ~}]\n") == [
        ("source.yaml.yes_no", 1, 4),
        ("source.yaml.anchor", 2, 4),
        ("source.yaml.octal", 2, 4),
        ("source.duplicate_name", 3, 1),
        ("source.yaml.clock", 3, 4),
        ("source.yaml.null_form", 4, 9),
    ]


def test_a_mistake_has_the_pointer_of_its_value() -> None:
    assert [found.pointer for found in refused("a:\n  - b/c: [1, yes]\n")] == ["/a/0/b~1c/1"]


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "---\n"])
def test_an_empty_file_is_refused_or_holds_nothing(text: str) -> None:
    if text == "---\n":
        assert read(text) is None
    else:
        assert reasons(text) == [("source.file.empty", 0, 0)]


def test_nesting_is_read_to_its_limit_and_refused_beyond() -> None:
    assert read("[" * DEEPEST + "]" * DEEPEST) is not None
    assert reasons("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [
        ("source.file.nesting", 1, DEEPEST + 1)
    ]


@pytest.mark.parametrize("bomb", ["[", "{a: ", "- ", "? ", "[? "])
def test_a_nesting_bomb_is_refused(bomb: str) -> None:
    (mistake,) = refused(bomb * 100_000)
    assert mistake.message in {"source.file.nesting", "source.yaml.name"}


def test_a_bomb_of_references_is_refused() -> None:
    lines = ["a: &a [x, x]"]
    lines += [f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]" for i in range(11)]
    assert {found.message for found in refused("\n".join(lines))} == {
        "source.yaml.anchor",
        "source.yaml.alias",
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1251", "utf-8-sig"])
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(Refused) as caught:
        read_yaml("атау: мән".replace("ә", "а").encode(encoding), "a.yaml")
    assert caught.value.mistakes[0].message.startswith("source.file.")


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MOST_BYTES", 4)
    assert read("a: 1") == {"a": 1}
    assert reasons("a: 12") == [("source.file.too_large", 0, 0)]


def test_places_are_kept_for_names_and_values() -> None:
    document = read_yaml("ә:\n  - б: 1\n    в:   text\n".encode(), "a.yaml")
    assert document.position("/ә/0/в") == (3, 10)
    assert document.places.name_at("/ә/0/в") == (3, 5)
    assert document.position("/ә") == (2, 3)
    with pytest.raises(LookupError):
        document.position("/ә/1")
