"""What changed between two audits of the same institution."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from markupsafe import escape

from checker.auditing.result import AuditResult
from checker.law import Law
from checker.report.build import view_of_entries
from checker.report.comparison.changes import Change, Comparison, compare
from checker.report.comparison.page import comparison_html
from checker.report.comparison.render import comparison_json, comparison_page
from checker.report.entries import Entries
from checker.report.json_report import JsonReport

Report = dict[str, Any]


@pytest.fixture
def reported(audited: Callable[..., AuditResult], law: Law) -> Callable[..., Report]:
    """The JSON report on a document."""

    def report(document: dict[str, Any], *, everything: bool = False) -> Report:
        entries = Entries(audited(document), reveal=False)
        view = view_of_entries(entries)
        listed = entries.everything() if everything else view.listed
        chunks = JsonReport(law).chunks(view, listed, everything=everything)
        found: Report = json.loads(b"".join(chunks))
        return found

    return report


def changes(found: Comparison) -> dict[str, set[tuple[str | None, str]]]:
    (pair,) = found.pairs
    return {
        str(change): {
            (one.finding["rule"], one.finding["subject"]["key"]) for one in pair.of(change)
        }
        for change in Change
        if pair.of(change)
    }


def test_nothing_changed_between_a_report_and_itself(
    reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    report = reported(institution)
    found = changes(compare(report, report))
    assert set(found) == {"still"}


def test_a_mended_and_a_new_breach_are_told_apart(
    reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    later = deepcopy(institution)
    later["institution"]["design_capacity"] = 50
    later["recipients"][1]["stays"][0]["admitted_on"] = "2025-12-01"
    old, new = reported(institution), reported(later)
    found = changes(compare(old, new))
    was = {(one["rule"], one["subject"]["key"]) for one in breaches(old)}
    now = {(one["rule"], one["subject"]["key"]) for one in breaches(new)}
    assert found["mended"] == was - now
    assert found["new"] == now - was
    assert found.get("still", set()) == was & now
    assert found["mended"]
    assert found["new"]


def breaches(report: Report) -> list[dict[str, Any]]:
    return [one for one in report["findings"] if one["verdict"] == "breached"]


def test_what_is_no_longer_recorded_is_newly_undetermined_and_not_mended(
    reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    later = deepcopy(institution)
    del later["institution"]["design_capacity"]
    old = reported(institution)
    found = changes(compare(old, reported(later)))
    assert found["newly_open"]
    assert not found["newly_open"] & found.get("mended", set())


def test_what_became_applicable_shows_only_where_every_verdict_is_listed(
    reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    earlier, later = deepcopy(institution), deepcopy(institution)
    earlier["recipients"][0]["category"] = "elderly"
    whole = compare(reported(earlier, everything=True), reported(later, everything=True))
    short = compare(reported(earlier), reported(later))
    assert "open_lists" in short.pairs[0].reservations
    assert "open_lists" not in whole.pairs[0].reservations
    assert not short.pairs[0].of(Change.NEWLY_APPLICABLE)


def test_an_institution_that_only_one_run_knows_is_named(
    reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    other = deepcopy(institution)
    other["institution"]["bin"] = "991240000012"
    found = compare(reported(institution), reported(other))
    assert not found.pairs
    assert len(found.only_before) == len(found.only_after) == 1


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_change_is_told_in_every_language(
    lang: str, reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    later = deepcopy(institution)
    later["institution"]["design_capacity"] = 50
    found = compare(reported(institution), reported(later))
    page = comparison_page(found, lang, 200).plain()
    for topic in found.pairs[0].topics:
        for one in topic.changes:
            assert one.finding["title"][lang] in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_page_tells_every_change_and_takes_no_name_for_its_own(
    lang: str, reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    institution["institution"]["name"] = "<script>alert(1)</script>"
    later = deepcopy(institution)
    later["institution"]["design_capacity"] = 50
    found = compare(reported(institution), reported(later))
    page = comparison_html(found, lang).decode()
    assert "<script" not in page
    assert "http:" not in page
    assert page.count("<li>") == sum(len(topic.changes) for topic in found.pairs[0].topics)
    for topic in found.pairs[0].topics:
        for one in topic.changes:
            assert str(escape(one.finding["title"][lang])) in page


def test_the_json_counts_what_it_lists(
    reported: Callable[..., Report], institution: dict[str, Any]
) -> None:
    later = deepcopy(institution)
    later["institution"]["design_capacity"] = 50
    content = json.loads(comparison_json(compare(reported(institution), reported(later))))
    (one,) = content["institutions"]
    listed = [change["change"] for topic in one["topics"] for change in topic["changes"]]
    assert {name: listed.count(name) for name in one["counts"]} == one["counts"]
