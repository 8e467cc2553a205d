"""What does not fit a schema is explained, all of it, without quoting anything personal."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.source import mistakes as mistakes_module
from checker.source.json_reader import read_json
from checker.source.mistakes import Mistake
from checker.source.schema_check import SchemaCheck, check, is_date, is_moment
from checker.source.yaml_reader import read_yaml
from checker.texts import LANGUAGES

CATEGORIES = ["children", "adults", "elderly"]
CONDITION = {
    "oneOf": [
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["fact", "is"],
            "properties": {"fact": {"type": "string"}, "is": {}},
        },
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["fact", "at_least"],
            "properties": {"fact": {"type": "string"}, "at_least": {"type": "number"}},
        },
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["all"],
            "properties": {"all": {"type": "array", "items": {"$ref": "#/$defs/condition"}}},
        },
    ]
}
SAMPLE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["taken_on", "recipients"],
    "properties": {
        "taken_on": {"type": "string", "format": "date"},
        "name": {"type": "string", "minLength": 1, "maxLength": 20},
        "latitude": {"type": ["number", "null"], "minimum": -90, "exclusiveMaximum": 90.5},
        "units": {"type": "number", "multipleOf": 0.25, "exclusiveMinimum": 0, "maximum": 100},
        "codes": {
            "type": "array",
            "minItems": 1,
            "maxItems": 4,
            "uniqueItems": True,
            "items": {"enum": CATEGORIES, "x-health": True},
        },
        "recipients": {"type": "array", "items": {"$ref": "#/$defs/recipient"}},
        "applies": {"$ref": "#/$defs/condition"},
        "extra": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "maxProperties": 2},
        "version": {"const": 1},
    },
    "$defs": {
        "recipient": {
            "type": "object",
            "additionalProperties": False,
            "required": ["file_number"],
            "dependentRequired": {"decision_on": ["decision_number"]},
            "properties": {
                "file_number": {
                    "type": "string",
                    "pattern": "^(?![0-9]{12}$)[^\\n]+$",
                    "x-refusal": "file_number_iin",
                },
                "iin": {"type": "string", "pattern": "^[0-9]{12}$", "x-personal": True},
                "birth_date": {"type": "string", "format": "date", "x-personal": True},
                "sex": {"enum": ["male", "female"]},
                "diagnosis": {"enum": [*CATEGORIES, None], "x-health": True},
                "arrived_at": {"type": ["string", "null"], "format": "date-time"},
                "decision_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "decision_number": {"type": "string"},
                "count": {"type": "integer", "minimum": 0},
                "done": {"type": "boolean"},
            },
        },
        "condition": CONDITION,
    },
}
SOUND: dict[str, Any] = {
    "taken_on": "2026-03-01",
    "name": "Үй",
    "latitude": 43.2,
    "units": 1.5,
    "codes": ["children", "elderly"],
    "recipients": [
        {
            "file_number": "17",
            "iin": "900101300123",
            "birth_date": "1990-01-01",
            "sex": "male",
            "diagnosis": None,
            "arrived_at": "2026-01-01T10:00:00+05:00",
            "decision_on": "2025-12-20",
            "decision_number": "5",
            "count": 3,
            "done": True,
        }
    ],
    "applies": {"all": [{"fact": "a", "is": 1}, {"fact": "b", "at_least": 2}]},
    "extra": {"a": 1},
    "version": 1,
}
CHECK = SchemaCheck(SAMPLE)


def found_in(value: object) -> tuple[Mistake, ...]:
    found = CHECK.check(read_json(json.dumps(value, indent=1).encode(), "a.json"))
    for mistake in found:
        for lang in LANGUAGES:
            assert mistake.say(lang)
    return found


def changed(pointer: str, value: object) -> dict[str, Any]:
    document = copy.deepcopy(SOUND)
    node: Any = document
    *way, last = pointer.split("/")[1:]
    for part in way:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[int(last) if isinstance(node, list) else last] = value
    return document


def one_mistake(pointer: str, value: object) -> Mistake:
    (mistake,) = found_in(changed(pointer, value))
    return mistake


def test_a_sound_document_has_no_mistakes() -> None:
    assert found_in(SOUND) == ()
    assert check(read_json(json.dumps(SOUND).encode(), "a.json"), SAMPLE) == ()


@pytest.mark.parametrize(
    ("pointer", "value", "message"),
    [
        ("/name", 5, "source.schema.type"),
        ("/name", "", "source.schema.min_length"),
        ("/name", "x" * 21, "source.schema.max_length"),
        ("/latitude", -91, "source.schema.minimum"),
        ("/latitude", 90.5, "source.schema.below"),
        ("/units", 0, "source.schema.above"),
        ("/units", 101, "source.schema.maximum"),
        ("/units", 0.3, "source.schema.multiple"),
        ("/codes", [], "source.schema.min_items"),
        ("/codes", ["adults", "adults"], "source.schema.uniqueItems"),
        ("/codes/1", "children ", "source.schema.enum"),
        ("/taken_on", "2025-02-30", "source.no_such_date"),
        ("/taken_on", "0000-01-01", "source.no_such_date"),
        ("/taken_on", "30.02.2025", "source.schema.date_form"),
        ("/taken_on", "2025-2-3", "source.schema.date_form"),
        ("/recipients/0/arrived_at", "2026-01-01 10:00", "source.schema.moment_form"),
        ("/recipients/0/sex", "mail", "source.schema.enum_found"),
        ("/recipients/0/sex", 1, "source.schema.enum"),
        ("/recipients/0/iin", "9001", "source.schema.pattern"),
        ("/recipients/0/file_number", "900101300123", "source.refusal.file_number_iin"),
        ("/recipients/0/file_number", 900101300123, "source.schema.type"),
        ("/recipients/0/decision_on", "2025-02-30", "source.no_such_date"),
        ("/recipients/0/decision_on", 5, "source.schema.type"),
        ("/recipients/0/count", 1.5, "source.schema.type"),
        ("/recipients/0/count", True, "source.schema.type"),
        ("/version", 2, "source.schema.enum"),
        ("/extra", {"A": 1}, "source.schema.propertyNames"),
        ("/extra", {"a": 1, "b": 2, "c": 3}, "source.schema.max_fields"),
    ],
)
def test_each_mistake_has_its_sentence_and_its_place(
    pointer: str, value: object, message: str
) -> None:
    mistake = one_mistake(pointer, value)
    assert (mistake.message, mistake.pointer) == (message, pointer)
    data = json.dumps(changed(pointer, value), indent=1).encode()
    assert (mistake.line, mistake.column) == read_json(data, "a.json").position(pointer)


def test_a_wrong_type_is_told_with_what_is_expected() -> None:
    assert (
        one_mistake("/latitude", "43")
        .say("en")
        .endswith("Expected: a number or null (recorded: there is none). Found: text.")
    )


def test_branches_of_other_types_are_told_together() -> None:
    assert (
        one_mistake("/recipients/0/decision_on", 5)
        .say("en")
        .endswith("Expected: text or null (recorded: there is none). Found: a whole number.")
    )


def test_a_schema_may_bring_its_own_sentence() -> None:
    own = {"kk": "Қате.", "ru": "Неверно.", "en": "Wrong."}
    schema = {"pattern": "^a$", "x-refusal": own}
    (mistake,) = check(read_json(b'"b"', "a.json"), schema)
    assert [mistake.say(lang).split(": ")[1] for lang in ("kk", "ru", "en")] == list(own.values())


def test_an_unknown_word_is_placed_at_its_name_with_the_nearest_word() -> None:
    broken = copy.deepcopy(SOUND)
    broken["recipients"][0]["birthdate"] = broken["recipients"][0].pop("birth_date")
    (mistake,) = found_in(broken)
    text = json.dumps(broken, indent=1).split("\n")
    assert text[mistake.line - 1][mistake.column - 1 :].startswith('"birthdate"')
    assert mistake.say("en").endswith("Did you mean “birth_date”?")


def test_every_unknown_word_is_told() -> None:
    broken = {**SOUND, "zzz": 1, "Ахметов А.": 2, "nam": 3}
    said = [mistake.say("en") for mistake in found_in(broken)]
    assert [line.count("is not known here") for line in said] == [1, 1, 1]
    assert not any("Ахметов" in line for line in said)
    assert "remove the field" in said[0]


def test_every_missing_word_is_told_once() -> None:
    assert [mistake.say("en").split("“")[1] for mistake in found_in({})] == [
        "taken_on” is missing. Add it.",
        "recipients” is missing. Add it.",
    ]
    broken = copy.deepcopy(SOUND)
    del broken["recipients"][0]["decision_number"]
    assert [mistake.message for mistake in found_in(broken)] == ["source.schema.required"]


def test_a_value_near_a_listed_one_is_put_right() -> None:
    assert (
        one_mistake("/recipients/0/sex", "mail")
        .say("en")
        .endswith(
            "The value “mail” is not in the list. Allowed: male, female. Did you mean “male”?"
        )
    )


SECRETS = ["Ахметов Ахмет", "900101300123", "children x"]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "word",
    ["file_number", "iin", "birth_date", "diagnosis", "arrived_at", "decision_on", "count", "done"],
)
def test_nothing_personal_is_ever_quoted(word: str, secret: str) -> None:
    for value in (secret, [secret], {secret: secret}):
        for mistake in found_in(changed(f"/recipients/0/{word}", value)):
            for lang in LANGUAGES:
                assert secret not in mistake.say(lang)


def test_a_health_value_gets_no_nearest_word() -> None:
    mistake = one_mistake("/recipients/0/diagnosis", "adult")
    assert (mistake.message, mistake.hint) == ("source.schema.enum", "")
    assert mistake.say("en").endswith("Allowed: children, adults, elderly, null.")
    assert one_mistake("/codes/0", "adult").hint == ""


def test_a_value_that_is_no_code_is_not_quoted_even_from_a_list() -> None:
    assert "Ахметов" not in one_mistake("/recipients/0/sex", "Ахметов").say("ru")


@pytest.mark.parametrize(
    ("condition", "message", "pointer"),
    [
        ({"fact": "a", "iss": 1}, "source.schema.unknown", "/applies/iss"),
        ({"fact": "a", "at_least": "x"}, "source.schema.type", "/applies/at_least"),
        ({"all": [{"fact": 1, "is": 1}]}, "source.schema.type", "/applies/all/0/fact"),
        ({"all": {}}, "source.schema.type", "/applies/all"),
        ("a", "source.schema.type", "/applies"),
    ],
)
def test_of_several_forms_the_likeliest_is_explained(
    condition: object, message: str, pointer: str
) -> None:
    found = found_in(changed("/applies", condition))
    assert (message, pointer) in [(mistake.message, mistake.pointer) for mistake in found]
    assert len(found) <= 2


def test_a_value_of_two_forms_at_once_is_told() -> None:
    schema = {"oneOf": [{"type": "number"}, {"minimum": 3}]}
    (mistake,) = check(read_json(b"5", "a.json"), schema)
    assert mistake.message == "source.schema.oneOf"


def test_what_has_no_sentence_of_its_own_is_still_refused() -> None:
    schema = {"properties": {"a": False}, "dependentSchemas": {"b": {"required": ["c"]}}}
    found = check(read_json(b'{"a": 1, "b": 2}', "a.json"), schema)
    assert sorted(mistake.message for mistake in found) == [
        "source.schema.other",
        "source.schema.required",
    ]


def test_all_mistakes_are_told_in_the_order_of_the_text() -> None:
    broken = {**SOUND, "taken_on": 1, "latitude": "x", "version": 3}
    found = found_in(broken)
    assert [mistake.pointer for mistake in found] == ["/taken_on", "/latitude", "/version"]


def test_a_yaml_document_is_checked_with_its_dates_and_decimals() -> None:
    text = "taken_on: 2026-03-01\nlatitude: 43.25\nunits: 0.75\nrecipients: []\n"
    assert CHECK.check(read_yaml(text.encode(), "a.yaml")) == ()
    broken = text.replace("0.75", "2026-03-01").replace("[]", "\n  - file_numbr: '1'")
    found = CHECK.check(read_yaml(broken.encode(), "a.yaml"))
    assert [(mistake.message, mistake.line, mistake.column) for mistake in found] == [
        ("source.schema.type", 3, 8),
        ("source.schema.unknown", 5, 5),
        ("source.schema.required", 5, 5),
    ]


def test_beyond_reason_mistakes_are_only_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistakes_module, "MOST_MISTAKES", 5)
    found = found_in({**SOUND, **{f"x{i}": i for i in range(50)}})
    assert len(found) == 6
    assert found[-1].message == "source.file.too_many"


STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 200),
    st.floats(-100, 100, allow_nan=False),
    st.just(10**25),
    st.text(max_size=5),
    st.sampled_from([*CATEGORIES, "male", "900101300123", "17\n", "2026-02-29", "2024-02-29"]),
    st.sampled_from(["2026-01-01T10:00:00Z", "2026-01-01T24:00:00Z", "2016-12-31T23:59:60Z"]),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.lists(st.sampled_from(CATEGORIES), max_size=5),
    st.dictionaries(
        st.sampled_from(["fact", "is", "all", "a", "B"]), st.integers(-9, 9), max_size=3
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> object:
    document: Any = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        node: Any = document
        parent: Any = None
        part: Any = None
        while isinstance(node, dict | list) and node and draw(st.integers(0, 4)):
            parts = list(node) if isinstance(node, dict) else list(range(len(node)))
            parent, part = node, draw(st.sampled_from(parts))
            node = parent[part]
        if parent is None:
            continue
        if draw(st.booleans()):
            parent[part] = draw(STRANGE)
        elif isinstance(parent, dict) and draw(st.booleans()):
            parent[draw(st.sampled_from(["sexx", "file_number", "name", "zz"]))] = parent.pop(part)
        else:
            del parent[part]
    return document


@given(mutated())
def test_both_validators_agree_on_mutated_documents(value: object) -> None:
    document = read_json(json.dumps(value).encode(), "a.json")
    quick = CHECK._quick.is_valid(document.value)
    explained = tuple(CHECK._explained(document, document.value))
    assert quick is not bool(explained)
    assert bool(CHECK.check(document)) is not quick


DAYS = SchemaCheck({"items": {"format": "date"}})


@given(
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
    | st.from_regex(r"[0-9]{4}-?W?[0-9]{2}-?[0-9]{1,2}Z?", fullmatch=True)
    | st.dates().map(str)
    | st.text(max_size=10)
)
def test_both_validators_agree_what_a_date_is(text: str) -> None:
    assert DAYS._quick.is_valid([text]) is is_date(text)


@pytest.mark.parametrize(
    "text", ["20260301", "2026-W01-1", "٢٠٢٦-٠٣-٠١", "2026-03-01 ", "0000-01-01"]
)
def test_only_a_full_iso_day_is_a_date(text: str) -> None:
    assert not is_date(text)
    assert is_date("2026-03-01")
    assert is_date(5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T10:00:00Z", True),
        ("2026-03-01t10:00:00.5+05:00", True),
        ("2026-03-01T10:00:00", False),
        ("2026-03-01T10:00Z", False),
        ("2026-02-29T10:00:00Z", False),
        ("2026-03-01T24:00:00Z", False),
        ("2016-12-31T23:59:60Z", False),
    ],
)
def test_a_moment_has_a_day_a_time_and_a_zone(text: str, expected: bool) -> None:
    assert is_moment(text) is expected


def test_a_date_recorded_as_none_is_accepted() -> None:
    schema = {"properties": {"day": {"type": ["string", "null"], "format": "date"}}}
    assert check(read_json(b'{"day": null}', "n.json"), schema) == ()
