"""``--horizon`` and ``--calendar``."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from checker.cli.outlook import Span, span_of
from checker.cli.problem import CommandLineProblem


@pytest.fixture
def pending(sound: dict[str, Any]) -> dict[str, Any]:
    """A contract that is due on 9 March 2026, fourteen days after the admission."""
    stay = sound["recipients"][0]["stays"][0]
    stay |= {"admitted_on": "2026-02-23", "contract": {"signed_on": None}}
    return sound


def events(file: Path) -> list[Any]:
    return list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


@pytest.mark.parametrize(
    ("given", "day", "last"),
    [
        ("180d", date(2026, 3, 2), date(2026, 8, 29)),
        ("26w", date(2026, 3, 2), date(2026, 8, 31)),
        ("6m", date(2026, 8, 31), date(2027, 2, 28)),
        ("1y", date(2024, 2, 29), date(2025, 2, 28)),
        (" 5Y ", date(2026, 3, 2), date(2031, 3, 2)),
        ("5y", date(9998, 1, 1), date(9999, 12, 30)),
        ("1826d", date(9998, 1, 1), date(9999, 12, 30)),
    ],
)
def test_an_amount_leads_to_its_last_day(given: str, day: date, last: date) -> None:
    span = span_of(given)
    assert span is not None
    assert span.after(day) == last


@pytest.mark.parametrize(
    "given",
    ["0d", "-1d", "6", "d", "6y", "61m", "261w", "1827d", "1.5m", "6 m", "१d", "1h", "1d1w"],
)
def test_other_amounts_are_refused(given: str, audit, save, sound) -> None:
    with pytest.raises(CommandLineProblem):
        span_of(given)
    answer = audit(save(sound), f"--horizon={given}")
    assert answer.code == 2
    assert "180d" in answer.err


def test_no_amount_is_no_horizon() -> None:
    assert span_of("") is None
    assert Span(1, "d").after(date(2026, 3, 2)) == date(2026, 3, 3)


def test_the_report_tells_what_falls_due(audit, save, pending) -> None:
    answer = audit(save(pending), "--horizon", "30d", "--format", "json")
    horizon = json.loads(answer.out)["horizon"]
    assert [(one["rule"], one["day"]) for one in horizon["entries"]] == [
        ("stay-contract-signed-in-time", "2026-03-09")
    ]


@pytest.mark.parametrize(("amount", "number"), [("7d", 0), ("8d", 1)])
def test_both_sides_of_the_last_day(amount: str, number: int, audit, save, pending) -> None:
    answer = audit(save(pending), "--horizon", amount, "--format", "json")
    assert len(json.loads(answer.out)["horizon"]["entries"]) == number


def test_the_horizon_does_not_change_the_exit_code(audit, save, pending) -> None:
    file = save(pending)
    assert audit(file).code == audit(file, "--horizon", "1y").code == 0


def test_the_calendar_is_written_beside_the_report(audit, save, pending, tmp_path) -> None:
    target = tmp_path / "terms.ics"
    answer = audit(save(pending), "--horizon", "30d", "--calendar", target, "--lang", "ru")
    assert answer.code == 0
    (event,) = events(target)
    assert event.decoded("dtstart") == date(2026, 3, 9)
    assert str(event["summary"]).startswith("Последний день: Договор заключается вовремя")


def test_a_set_shares_one_calendar(audit, save, pending, tmp_path) -> None:
    other = json.loads(json.dumps(pending))
    other["institution"]["name"] = "Басқа орталық"
    target = tmp_path / "terms.ics"
    files = save(pending, "a.json"), save(other, "b.json"), save({}, "c.json")
    answer = audit(*files, "--horizon", "30d", "--calendar", target)
    assert answer.code == 3
    names = [str(event["summary"]) for event in events(target)]
    assert len(names) == 2
    assert sum("Басқа орталық" in name for name in names) == 1


def test_a_refused_snapshot_leaves_the_calendar_as_it_was(audit, save, tmp_path) -> None:
    target = tmp_path / "terms.ics"
    target.write_text("before")
    assert audit(save({}), "--horizon", "30d", "--calendar", target).code == 3
    assert target.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


def test_a_calendar_needs_a_horizon(audit, save, sound, tmp_path) -> None:
    answer = audit(save(sound), "--calendar", tmp_path / "terms.ics")
    assert answer.code == 2
    assert "--horizon" in answer.err


def test_a_calendar_takes_the_place_of_nothing(audit, save, sound, tmp_path) -> None:
    file = save(sound)
    for taken in (file, "-"):
        assert audit(file, "--horizon", "1d", "--calendar", taken).code == 2
    report = tmp_path / "report.txt"
    options = "--horizon", "1d", "--output", report, "--calendar", report
    assert audit(file, *options).code == 2
    assert not report.exists()


def test_a_calendar_that_cannot_be_written_is_told_before_the_report(
    audit: Callable[..., Any], save, sound, tmp_path
) -> None:
    answer = audit(save(sound), "--horizon", "1d", "--calendar", tmp_path / "no" / "terms.ics")
    assert (answer.code, answer.out) == (2, "")
