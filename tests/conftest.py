"""What all tests share: the law that the program carries, and its calendar."""

from __future__ import annotations

import pytest
import yaml

from checker.calendar.working_days import WorkingCalendar, load_calendar
from checker.places import rules_folder


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    """The working days that the program carries."""
    return load_calendar(yaml.safe_load((rules_folder() / "calendar.yaml").read_bytes()))
