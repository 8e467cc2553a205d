"""What identification numbers say by themselves, held against a slow reading of their digits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context
from checker.facts.derived import derived_words, identifiers
from checker.law import vocabulary
from checker.values import NONE, Value, is_none

CONTEXT = Context(0, 0, None)  # type: ignore[arg-type]
RIGHT = "recipient.iin_check_digit_right"
NUMBERS = st.integers(min_value=0, max_value=10**12 - 1)
FIRST = date(1800, 1, 1)


def word(name: str) -> Callable[[str | None], Value]:
    computed = derived_words()[name].computed

    def ask(number: str | None) -> Value:
        return computed.compute(CONTEXT, NONE if number is None else int(number))

    return ask


def slow_check_digit(eleven: str) -> str:
    """Digit by digit; the second round starts two places on; empty where none is right."""
    for start in (0, 2):
        total = 0
        for place, digit in enumerate(eleven):
            total += (1 + (place + start) % 11) * int(digit)
        if total - 11 * (total // 11) != 10:
            return str(total - 11 * (total // 11))
    return ""


def slow_birth_date(text: str) -> date | None:
    """Every day of the three centuries, written as an IIN begins."""
    begins = {"1": 18, "2": 18, "3": 19, "4": 19, "5": 20, "6": 20}.get(text[6])
    if begins is None:
        return None
    for days in range(300 * 366):
        day = FIRST + timedelta(days=days)
        if day.year // 100 == begins and day.strftime("%y%m%d") == text[:6]:
            return day
    return None


def test_the_places_of_the_sexes_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["recipient.iin_sex"].choices == words["recipient.sex"].choices


@pytest.mark.parametrize(
    "number",
    [
        "991231199991",
        "991231299998",
        "991240999991",
        "991251999991",
        "991260999980",
        "991231199096",
    ],
)
def test_published_numbers_have_the_right_check_digit(number: str) -> None:
    assert word(RIGHT)(number) == 1
    wrong = str((int(number[-1]) + 1) % 10)
    assert word(RIGHT)(number[:-1] + wrong) == 0


@pytest.mark.parametrize("last", "0123456789")
def test_no_check_digit_is_right_where_both_rounds_leave_ten(last: str) -> None:
    assert word(RIGHT)("99123119900" + last) == 0


@given(NUMBERS)
def test_the_check_digit_is_that_of_the_slow_sum(number: int) -> None:
    text = f"{number:012d}"
    assert word(RIGHT)(text) == int(slow_check_digit(text[:11]) == text[11])


@given(
    st.dates(date(1800, 1, 1), date(2099, 12, 31)),
    st.sampled_from((1, 2)),
    st.integers(0, 99999),
)
def test_a_number_made_from_a_birth_date_and_a_sex_gives_them_back(
    born: date, sex: int, rest: int
) -> None:
    century = 2 * (born.year // 100 - 18) + sex
    number = f"{born:%y%m%d}{century}{rest:05d}"
    found = word("recipient.iin_birth_date")(number)
    assert found == born.toordinal()
    assert word("specialist.iin_birth_date")(number) == found
    assert word("recipient.iin_sex")(number) == sex


@pytest.mark.parametrize(
    "number",
    [
        "000229599999",
        "010229599999",
        "991331399999",
        "990431399999",
        "000000000000",
        "240229500000",
    ],
)
def test_the_birth_date_is_that_of_the_slow_search(number: str) -> None:
    expected = slow_birth_date(number)
    found = word("recipient.iin_birth_date")(number)
    assert found == expected.toordinal() if expected else is_none(found)


@pytest.mark.parametrize("century", "0789")
def test_a_century_digit_that_nobody_has_shows_nothing(century: str) -> None:
    number = f"991231{century}99990"
    assert is_none(word("recipient.iin_birth_date")(number))
    assert is_none(word("recipient.iin_sex")(number))


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("991240999991", identifiers.BIN),
        ("011253000000", identifiers.BIN),
        ("010160000000", identifiers.BIN),
        ("991231199991", identifiers.IIN),
        ("991300000000", identifiers.IIN),
        ("991340999991", identifiers.NEITHER),
        ("990040999991", identifiers.NEITHER),
        ("991244999991", identifiers.NEITHER),
        ("991270999991", identifiers.NEITHER),
        ("991290999991", identifiers.NEITHER),
    ],
)
def test_the_form_of_a_number(number: str, kind: int) -> None:
    for name in ("institution.bin_kind", "institution.register.bin_kind"):
        assert word(name)(number) == kind
    assert word("specialist.employment.bin_kind")(number) == kind


@given(NUMBERS)
def test_a_bin_is_told_by_its_fifth_digit(number: int) -> None:
    text = f"{number:012d}"
    kind = word("institution.bin_kind")(text)
    assert (kind == identifiers.IIN) == (text[4] in "0123")
    if kind == identifiers.BIN:
        assert text[4] in "456"
        assert text[5] in "0123"
        assert text[2:4] in {f"{month:02d}" for month in range(1, 13)}


@pytest.mark.parametrize(
    "name",
    [
        RIGHT,
        "specialist.iin_check_digit_right",
        "institution.bin_check_digit_right",
        "institution.register.bin_check_digit_right",
        "specialist.employment.bin_check_digit_right",
        "institution.bin_kind",
        "institution.register.bin_kind",
        "specialist.employment.bin_kind",
        "recipient.iin_birth_date",
        "specialist.iin_birth_date",
        "recipient.iin_sex",
    ],
)
def test_what_is_not_recorded_stays_open_and_what_is_none_stays_none(name: str) -> None:
    assert derived_words()[name].computed.compute(CONTEXT, None) is None
    assert is_none(word(name)(None))


def test_what_an_iin_shows_is_personal() -> None:
    words = vocabulary().words
    personal = [RIGHT, "recipient.iin_birth_date", "recipient.iin_sex", "specialist.iin_birth_date"]
    assert all(words[name].personal for name in personal)
