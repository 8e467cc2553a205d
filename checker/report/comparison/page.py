"""The comparison as one page for a browser: it fetches nothing and runs nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from checker.report.comparison.changes import Change, Comparison
from checker.report.comparison.render import institution, sentence
from checker.report.pages import filled, templates_in
from checker.texts import text


def comparison_html(found: Comparison, lang: str) -> bytes:
    """The page in a language: counts, then every change by topic."""
    return filled(
        templates_in(Path(__file__).parent),
        "comparison",
        found=found,
        lang=lang,
        changes=list(Change),
        alone=[("only_before", found.only_before), ("only_after", found.only_after)],
        say=partial(text, lang),
        institution=institution,
        sentence=sentence,
    )
