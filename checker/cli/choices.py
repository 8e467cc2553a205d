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
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    MARKDOWN = "markdown"
    JSONL = "jsonl"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"


class PlainFormat(StrEnum):
    """Forms of what is not a report on an audit."""

    TEXT = "text"
    JSON = "json"


class ComparisonFormat(StrEnum):
    """Forms of a comparison."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


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
    OBLIGATIONS = "obligations"
    SET = "set"
    ATTESTATION = "attestation"
    WAIVERS = "waivers"
    BASELINE = "baseline"
    VERIFICATION = "verification"
    SETTINGS = "settings"
