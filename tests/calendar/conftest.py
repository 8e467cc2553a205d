"""The calendar that the program ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.calendar.working_days import WorkingCalendar, load_calendar

CALENDAR_FILE = Path(__file__).parents[2] / "rules" / "calendar.yaml"


@pytest.fixture
def plain() -> dict[str, Any]:
    """The list of days as plain data, a fresh copy for each test."""
    value: dict[str, Any] = yaml.safe_load(CALENDAR_FILE.read_text(encoding="utf-8"))
    return value


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    """The calendar made from it."""
    return load_calendar(yaml.safe_load(CALENDAR_FILE.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def shorter() -> WorkingCalendar:
    """A calendar in which only 2025 is known."""
    value = yaml.safe_load(CALENDAR_FILE.read_text(encoding="utf-8"))
    value["years"] = [year for year in value["years"] if year["year"] == 2025]
    return load_calendar(value)
