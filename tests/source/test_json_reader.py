"""JSON is read exactly, or refused with the place and the reason."""

import gc
import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.source import json_reader
from checker.source.json_reader import DEEPEST, _carefully, read_json
from checker.source.lines import pointer_of
from checker.source.mistakes import Mistake, Refused
from checker.texts import LANGUAGES

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=8)
    | st.sampled_from([":", '":"', "{", "]", "\\", "\\u003a", "e-000", "0" * 40])
)
names = st.text(st.characters(codec="utf-8"), max_size=4)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


def refused(data: bytes) -> tuple[Mistake, ...]:
    with pytest.raises(Refused) as caught:
        read_json(data, "a.json")
    for mistake in caught.value.mistakes:
        for lang in LANGUAGES:
            assert mistake.say(lang)
    return caught.value.mistakes


def read_or_refused(data: bytes) -> object:
    """Return the value, which is never a tuple, or the tuple of mistakes."""
    try:
        return read_json(data, "a.json").value
    except Refused as error:
        return error.mistakes


def reasons(data: bytes) -> list[tuple[str, int, int]]:
    return [(found.message, found.line, found.column) for found in refused(data)]


@given(values)
def test_whatever_can_be_written_is_read_back_equal(value: object) -> None:
    document = read_json(orjson.dumps(value), "a.json")
    assert document.value == value
    assert repr(document.value) == repr(value)


@given(values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_however_it_is_laid_out_it_is_read_back_equal(
    value: object, indent: int | str | None, ascii_only: bool
) -> None:
    data = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    assert repr(read_json(data, "a.json").value) == repr(value)


@given(values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_positions_point_at_the_first_character_of_each_value(
    value: object, indent: int | str | None, ascii_only: bool
) -> None:
    text = "\n " + json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = read_json(text.encode(), "a.json")
    for pointer, inner in everything(value):
        line, column = document.position(pointer)
        rest = "\n".join([text.split("\n")[line - 1][column - 1 :], *text.split("\n")[line:]])
        read, _ = json.JSONDecoder().raw_decode(rest)
        assert repr(read) == repr(inner)


def everything(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str, Any]]:
    found = [(pointer_of(path), value)]
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for part, inner in members:
            found += everything(inner, (*path, part))
    return found


@given(values, values, names)
def test_a_name_given_twice_is_never_missed(first: object, second: object, name: str) -> None:
    pair = f"{json.dumps(name)}: {json.dumps(first)}, {json.dumps(name)}: {json.dumps(second)}"
    found = refused(f'[{{"outer": {{{pair}}}}}]'.encode())
    assert [mistake.message for mistake in found] == ["source.duplicate_name"]


@given(st.text(st.sampled_from('{}[]:,"\\ue01-. a\n'), max_size=30))
def test_any_text_is_read_as_the_standard_reads_it_or_refused(text: str) -> None:
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        refused(text.encode())
        return
    try:
        document = read_json(text.encode(), "a.json")
    except Refused:
        return
    assert repr(document.value) == repr(value)


@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    assert read_or_refused(data) != ()


@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert reasons(data) == [("source.file.empty", 0, 0)]


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reader, "MOST_BYTES", 1024 * 1024)
    assert read_json(b" " * (1024 * 1024 - 2) + b"{}", "a.json").value == {}
    assert reasons(b" " * (1024 * 1024 - 1) + b"{}") == [("source.file.too_large", 0, 0)]


def test_a_byte_order_mark_is_refused() -> None:
    assert reasons(b"\xef\xbb\xbf{}") == [("source.file.byte_order_mark", 1, 1)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_wide_characters_is_refused(encoding: str) -> None:
    assert reasons('{"a": 1}'.encode(encoding)) == [("source.file.utf16", 1, 1)]


def test_a_file_in_an_old_encoding_is_refused_with_the_byte_and_its_place() -> None:
    data = '{"ә": 1,\n "b": "'.encode() + "Дом".encode("cp1251") + b'"}'
    (mistake,) = refused(data)
    assert (mistake.message, mistake.line, mistake.column) == ("source.file.not_utf8", 2, 8)
    assert "0xC4" in mistake.say("en")


def test_bytes_of_half_a_character_are_refused() -> None:
    assert reasons(b'"\xed\xa0\x80"') == [("source.file.not_utf8", 1, 2)]


def test_every_name_given_twice_is_reported_with_its_place() -> None:
    data = b'{\n "a": 1,\n "a": 2,\n "b": [{"c": 1, "\\u0063": 2}]}'
    assert [(m.pointer, m.line, m.column) for m in refused(data)] == [
        ("/a", 3, 2),
        ("/b/0/c", 4, 17),
    ]


def test_an_escaped_colon_does_not_hide_a_name_given_twice() -> None:
    assert reasons(b'{"a": 1, "a": "\\u003A"}') == [("source.duplicate_name", 1, 10)]
    assert reasons(b'{"a": ":", "a": "\\u003a\\u003a"}') == [("source.duplicate_name", 1, 12)]


def test_a_personal_name_is_not_quoted() -> None:
    said = refused('{"Ахметов А.": 1, "Ахметов А.": 2}'.encode())[0].say("ru")
    assert "Ахметов" not in said


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(word: str) -> None:
    assert reasons(f"[1, {word}]".encode()) == [("source.json.not_a_number", 1, 5)]


def test_a_number_of_thirty_digits_is_exact_and_one_more_is_refused() -> None:
    assert read_json(b"[-" + b"9" * 30 + b"]", "a.json").value == [-(10**30 - 1)]
    assert reasons(b"[-" + b"9" * 31 + b"]") == [("source.long_number", 1, 2)]
    assert reasons(b"[0." + b"1" * 30 + b"]") == [("source.long_number", 1, 2)]


def test_a_number_of_a_million_digits_is_refused_at_once() -> None:
    assert reasons(b"9" * 1_000_000) == [("source.long_number", 1, 1)]


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**63), -(2**63) - 1])
def test_whole_numbers_beyond_a_machine_word_are_exact(number: int) -> None:
    assert repr(read_json(b"%d" % number, "a.json").value) == repr(number)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e-999", "0.1E-400", "1E+99999"])
def test_an_exponent_beyond_measure_is_refused(number: str) -> None:
    assert reasons(f'["file-2024", {number}]'.encode()) == [("source.json.exponent", 1, 15)]


@pytest.mark.parametrize(
    "number", ["5e-324", "1.7976931348623157e308", "1E5", "-0.0", "0e999", "1e0001", "1e-0001"]
)
def test_the_smallest_and_the_greatest_numbers_are_read(number: str) -> None:
    assert repr(read_json(number.encode(), "a.json").value) == repr(float(number))
    assert repr(_carefully(number.encode(), "a.json")) == repr(float(number))


@pytest.mark.parametrize("text", ['"\\ud800"', '["\\udc00\\ud800"]', '{"\\ud800": 1}'])
def test_half_a_character_is_refused(text: str) -> None:
    assert [found.message for found in refused(text.encode())] == ["source.json.surrogate"]


def test_both_halves_of_a_character_are_read() -> None:
    assert read_json(b'"\\ud83d\\ude00"', "a.json").value == "\N{GRINNING FACE}"


@pytest.mark.parametrize(("start", "end"), [("[", "]"), ('{"a":', "}")])
def test_nesting_is_read_to_its_limit_and_refused_beyond(start: str, end: str) -> None:
    middle = "1" if start != "[" else ""
    deepest = start * DEEPEST + middle + end * DEEPEST
    assert read_json(deepest.encode(), "a.json").value is not None
    (mistake,) = refused((start + deepest + end).encode())
    assert (mistake.message, mistake.column) == (
        "source.file.nesting",
        DEEPEST * len(start) + 1,
    )


@pytest.mark.parametrize("bomb", ["[", '{"a":', '[{"a":', "[[]," * 3 + "["])
def test_a_nesting_bomb_is_refused(bomb: str) -> None:
    assert [found.message for found in refused(bomb.encode() * 200_000)] == ["source.file.nesting"]


def test_brackets_within_texts_are_no_nesting() -> None:
    value = ["[" * 1000, {'"{': "\\" * 3 + '"['}]
    data = orjson.dumps(value) + b" "
    assert read_json(data, "a.json").value == value
    assert _carefully(data, "a.json") == value


def test_an_endless_text_of_escapes_is_refused_at_once() -> None:
    assert reasons(b'"' + b'\\"' * 500_000) == [("source.json.unterminated_text", 1, 1)]


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ('{"a": 1,\n}', "trailing_comma", 1, 8),
        ("[1,\n ]", "trailing_comma", 1, 3),
        ('{"a" 1}', "expected_colon", 1, 6),
        ('{"a": 1\n "b": 2}', "expected_comma", 2, 2),
        ("{'a': 1}", "expected_name", 1, 2),
        ("[nul]", "expected_value", 1, 2),
        ("[1] x", "trailing_text", 1, 5),
        ("[1][2]", "trailing_text", 1, 4),
        ('["abc', "unterminated_text", 1, 2),
        ('["a\nb"]', "control_character", 1, 4),
        ('["\\x"]', "bad_escape", 1, 3),
        ('{"a": [1', "ended", 1, 9),
        ("[1,", "ended", 1, 4),
    ],
)
def test_a_syntax_error_is_told_at_its_first_place(
    text: str, message: str, line: int, column: int
) -> None:
    assert reasons(text.encode()) == [(f"source.json.{message}", line, column)]


def test_all_other_mistakes_are_told_together() -> None:
    data = b'{"a": NaN, "a": 1e999,\n "b": "\\ud800", "c": [' + b"1" * 40 + b"]}"
    assert [found.message for found in refused(data)] == [
        "source.json.not_a_number",
        "source.duplicate_name",
        "source.json.exponent",
        "source.json.surrogate",
        "source.long_number",
    ]


def test_a_clean_document_never_takes_the_careful_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def careful(data: bytes, name: str) -> object:
        raise AssertionError(name, len(data))

    monkeypatch.setattr(json_reader, "_carefully", careful)
    value = {"a": [{"b": 1.5, "c": "10:30", "d": None, "e": "file-2024"}], "f": "Үй № 5 \\ \n"}
    assert read_json(json.dumps(value, indent=2).encode(), "a.json").value == value


@given(values)
def test_the_careful_way_reads_the_same(value: object) -> None:
    assert repr(_carefully(orjson.dumps(value), "a.json")) == repr(value)


def test_an_unknown_pointer_is_a_lookup_error() -> None:
    document = read_json(b'{"a": [1]}', "a.json")
    for pointer in ("/b", "/a/1", "/a/0/x", "a", "/a/-1"):
        with pytest.raises(LookupError):
            document.position(pointer)


def test_a_name_has_its_own_place() -> None:
    document = read_json('{"ә": 1,\n "b":  [2]}'.encode(), "a.json")
    mistake = document.mistake_in_name("/b", "source.schema.unknown", name="b")
    assert (mistake.line, mistake.column) == (2, 2)
    assert document.position("/b/0") == (2, 9)


def test_garbage_collection_is_left_as_it_was() -> None:
    for enabled in (False, True):
        (gc.enable if enabled else gc.disable)()
        refused(b'{"a": 1, "a": 2}')
        assert gc.isenabled() is enabled
