"""Which wording of the law judges a day, and whether it may accuse."""

from __future__ import annotations

from datetime import date

import pytest

from checker.compiler.editions import Reach, Regime, Span, regime_on

BEGINS = date(2023, 7, 1).toordinal()
ACT = Reach(BEGINS)
FIRST = date(2025, 1, 7).toordinal()
SURE = date(2025, 2, 6).toordinal()
ORIGINAL = Span(BEGINS, BEGINS, added=False)
ADDED = Span(FIRST, SURE, added=True)
CHANGED = Span(FIRST, SURE, added=False)


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (BEGINS - 1, Regime.UNKNOWN),
        (BEGINS, Regime.IN_FORCE),
    ],
)
def test_the_original_wording_binds_from_its_first_day(day: int, regime: Regime) -> None:
    assert regime_on(day, (ORIGINAL,), ACT) == (0, regime)


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (FIRST - 1, Regime.NOT_YET),
        (FIRST, Regime.PRESUMED),
        (SURE - 1, Regime.PRESUMED),
        (SURE, Regime.IN_FORCE),
    ],
)
def test_an_added_duty_does_not_bind_before_its_edition(day: int, regime: Regime) -> None:
    assert regime_on(day, (ADDED,), ACT) == (0, regime)


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (BEGINS - 1, Regime.UNKNOWN),
        (BEGINS, Regime.PRESUMED),
        (FIRST - 1, Regime.PRESUMED),
        (SURE - 1, Regime.PRESUMED),
        (SURE, Regime.IN_FORCE),
    ],
)
def test_a_changed_duty_is_presumed_before_its_edition_and_accuses_nobody(
    day: int, regime: Regime
) -> None:
    assert regime_on(day, (CHANGED,), ACT) == (0, regime)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (SURE, (0, Regime.IN_FORCE)),
        (FIRST, (0, Regime.PRESUMED)),
        (FIRST - 1, (1, Regime.IN_FORCE)),
        (BEGINS - 1, (1, Regime.UNKNOWN)),
    ],
)
def test_where_the_earlier_wording_is_known_it_judges_its_own_days(
    day: int, expected: tuple[int, Regime]
) -> None:
    assert regime_on(day, (CHANGED, ORIGINAL), ACT) == expected


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (BEGINS - 1, Regime.UNKNOWN),
        (BEGINS, Regime.IN_FORCE),
        (FIRST, Regime.IN_FORCE),
        (FIRST + 1, Regime.REPEALED),
    ],
)
def test_a_repealed_act_judges_no_day_after_its_last(day: int, regime: Regime) -> None:
    assert regime_on(day, (ORIGINAL,), Reach(BEGINS, ends=FIRST)) == (0, regime)


@pytest.mark.parametrize(
    ("day", "regime"),
    [(FIRST - 1, Regime.IN_FORCE), (FIRST, Regime.PRESUMED), (SURE, Regime.PRESUMED)],
)
def test_a_wording_that_an_unread_amendment_may_have_changed_accuses_nobody(
    day: int, regime: Regime
) -> None:
    spans = (Span(BEGINS, BEGINS, added=False, unread_since=FIRST),)
    assert regime_on(day, spans, ACT) == (0, regime)
