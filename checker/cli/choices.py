"""The closed choices of options; their values are those of the parts that they steer."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Languages of reports and messages."""

    KK = "kk"
    RU = "ru"
    EN = "en"


class Format(StrEnum):
    """Forms of a report."""

    TEXT = "text"
    JSON = "json"


class EngineName(StrEnum):
    """Which engine judges."""

    BOTH = "both"
    DURABLE = "durable"
    PLAIN = "plain"


class FailOnWhat(StrEnum):
    """What makes the exit code other than 0."""

    BREACH = "breach"
    UNDETERMINED = "undetermined"


class SchemaName(StrEnum):
    """Schemas that can be printed."""

    SNAPSHOT = "snapshot"
    PACK = "pack"
    ACT = "act"
    CLAUSES = "clauses"
    READINGS = "readings"
    PARAMETERS = "parameters"
    REPORT = "report"
